// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

class QTextLayout;

namespace factorama {

/// A line of text whose colour says what kind of thing it says, and follows the theme. Used for captions, and
/// for what went wrong right below the field where it did. What does not fit is cut with an ellipsis; with
/// word wrap, a word that is too long for a line, such as a number of 100 digits, goes on in the next one.
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

    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void recolour();
    /// Breaks the text into lines of this width. @return their height
    double wrap(QTextLayout& layout, int width) const;

    Tone m_tone;
};

} // namespace factorama
