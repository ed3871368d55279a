// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/common/toned_label.h"

namespace factorama {

/// A line of text that may change ten times a second. Unlike a QLabel it keeps its size whatever it says, so
/// that a new text costs a repaint of this line and never a new layout of the whole window; what does not fit
/// is elided.
class LiveLabel : public QWidget {
    Q_OBJECT

public:
    using Tone = TonedLabel::Tone;

    /// @param room a text as long as any that is usually said.
    explicit LiveLabel(const QString& room, Qt::Alignment alignment = Qt::AlignLeft,
                       QWidget* parent = nullptr);

    const QString& text() const { return m_text; }
    void say(const QString& text, Tone tone = Tone::Muted);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_room;
    QString m_text;
    Tone m_tone = Tone::Muted;
    Qt::Alignment m_alignment;
};

} // namespace factorama
