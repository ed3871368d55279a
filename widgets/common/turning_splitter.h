// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSplitter>

#include <array>

namespace factorama {

/// Two widgets beside each other or one above the other, as the room is. Which portion of it the first one
/// has is kept for either, whatever becomes of the room, until the person moves the handle.
class TurningSplitter : public QSplitter {
    Q_OBJECT

public:
    /// @param first the first widget's portion at the start, of 1
    explicit TurningSplitter(double first, QWidget* parent = nullptr);

    /// Lays them beside each other or one above the other.
    void turn(Qt::Orientation orientation);

    QByteArray savePortions() const;
    /// What is not understood is left as it is.
    void restorePortions(const QByteArray& saved);
    void resetPortions();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    double& portion() { return m_portions[orientation() == Qt::Horizontal ? 0 : 1]; }
    void apply();

    double m_first;
    std::array<double, 2> m_portions; ///< beside each other; one above the other
};

} // namespace factorama
