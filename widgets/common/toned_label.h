// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace factorama {

/// A line of text whose colour says what kind of thing it says, and follows the theme. Used for captions, and
/// for what went wrong right below the field where it did. What does not fit is cut with an ellipsis.
class TonedLabel : public QLabel {
    Q_OBJECT

public:
    enum class Tone { Plain, Muted, Good, Warning, Danger };

    explicit TonedLabel(Tone tone = Tone::Muted, QWidget* parent = nullptr);
    TonedLabel(const QString& text, Tone tone, QWidget* parent = nullptr);

    /// The tone's colour in the theme of now.
    static QColor color(Tone tone);

    Tone tone() const { return m_tone; }
    void setTone(Tone tone);
    /// Text and tone at once.
    void say(const QString& text, Tone tone);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void recolour();

    Tone m_tone;
};

} // namespace factorama
