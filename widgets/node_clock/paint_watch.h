// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>

#include <cstdint>
#include <functional>

class QWidget;

namespace factorama {

/// Measures how long widgets take to paint, while it is switched on; else it costs nothing. For the window's
/// thread only.
class PaintWatch : public QObject {
    Q_OBJECT

public:
    /// A widget has painted itself, which took so many nanoseconds.
    using Painted = std::function<void(const QWidget& widget, std::int64_t nanoseconds)>;

    explicit PaintWatch(Painted painted, QObject* parent = nullptr);

    bool isOn() const { return m_on; }
    void setOn(bool on);

    /// What a widget draws outside of its paint events, as a chart does into its buffer, is between these
    /// two; with paint events that come in between.
    void begin();
    void end(const QWidget& widget);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Painted m_painted;
    QElapsedTimer m_since;
    bool m_on = false;
    bool m_painting = false;
};

} // namespace factorama
