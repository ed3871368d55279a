// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QToolTip>

namespace factorama {

namespace {

Theme& current()
{
    static Theme value = Theme::light();
    return value;
}

} // namespace

Theme Theme::light()
{
    Theme t;
    t.dark = false;
    t.window = QColor(0xF3F4F6);
    t.base = QColor(0xFFFFFF);
    t.alternateBase = QColor(0xF8F9FA);
    t.button = QColor(0xFAFAFB);
    t.border = QColor(0xC4C9D0);
    t.grid = QColor(0xE7E9ED);
    t.text = QColor(0x1C2127);
    t.mutedText = QColor(0x5B6470);
    t.disabledText = QColor(0x9BA2AC);
    t.accent = QColor(0x0064A3);
    t.accentText = QColor(0xFFFFFF);
    t.good = QColor(0x00734F);
    t.warning = QColor(0x8A5A00);
    t.danger = QColor(0xA83F00);
    t.dangerBackground = QColor(0xFBE9DF);
    t.link = QColor(0x8B94A1);
    t.monitor = QColor(0xB0578B);
    t.status = {QColor(0x9AA2AD), QColor(0x0072B2), QColor(0x009E73),
                QColor(0xB0578B), QColor(0xE69F00), QColor(0xD55E00)};
    t.scheduler = {QColor(0x009E73), QColor(0xE69F00), QColor(0x56B4E9), QColor(0xE3E6EA)};
    t.categorical = {QColor(0x0072B2), QColor(0xE69F00), QColor(0x009E73), QColor(0xCC79A7),
                     QColor(0x56B4E9), QColor(0xD55E00), QColor(0xC9B800), QColor(0x3A3F47)};
    return t;
}

Theme Theme::darkTheme()
{
    Theme t;
    t.dark = true;
    t.window = QColor(0x23262B);
    t.base = QColor(0x1A1D21);
    t.alternateBase = QColor(0x1F2227);
    t.button = QColor(0x31353C);
    t.border = QColor(0x434952);
    t.grid = QColor(0x2C3037);
    t.text = QColor(0xE4E7EB);
    t.mutedText = QColor(0xA0A8B4);
    t.disabledText = QColor(0x69717D);
    t.accent = QColor(0x2873B0);
    t.accentText = QColor(0xFFFFFF);
    t.good = QColor(0x35C79B);
    t.warning = QColor(0xF0B23C);
    t.danger = QColor(0xFF9259);
    t.dangerBackground = QColor(0x43291C);
    t.link = QColor(0x6F7986);
    t.monitor = QColor(0xDB92BB);
    t.status = {QColor(0x78818D), QColor(0x56B4E9), QColor(0x1FBF90),
                QColor(0xDB92BB), QColor(0xE69F00), QColor(0xF07F32)};
    t.scheduler = {QColor(0x11A87D), QColor(0xE0A01A), QColor(0x56B4E9), QColor(0x2C3037)};
    t.categorical = {QColor(0x56B4E9), QColor(0xE69F00), QColor(0x1FBF90), QColor(0xDB92BB),
                     QColor(0x3D8FD1), QColor(0xF07F32), QColor(0xF0E442), QColor(0xC3C9D1)};
    return t;
}

Theme Theme::distinct() const
{
    Theme t = *this;
    // Okabe and Ito's hues, each pushed to a lightness (L*) of its own, at least 7 from all others.
    if (dark) {
        t.status = {QColor(0x565D68), QColor(0x2F7FD0), QColor(0x2CCB9C),
                    QColor(0xD676AE), QColor(0xF7EA50), QColor(0xFFFFFF)};
        t.scheduler = {QColor(0xF0E442), QColor(0xC06A1A), QColor(0x56B4E9), QColor(0x2C3037)};
        t.good = QColor(0x56B4E9); // blue and orange, not green and red
        t.warning = QColor(0xF0E442);
        t.danger = QColor(0xFF9E4A);
    } else {
        t.status = {QColor(0xCBD0D7), QColor(0x3F97D0), QColor(0x007E5C),
                    QColor(0x6E1450), QColor(0xE8A200), QColor(0x0B0F16)};
        t.scheduler = {QColor(0x005B8A), QColor(0xD98F00), QColor(0x8CCDF4), QColor(0xEEF0F2)};
        t.good = QColor(0x005B8A);
        t.warning = QColor(0x7A5000);
        t.danger = QColor(0x9A3300);
    }
    return t;
}

Theme Theme::highContrast() const
{
    Theme t = *this;
    t.text = dark ? QColor(0xFFFFFF) : QColor(0, 0, 0);
    t.base = dark ? QColor(0, 0, 0) : QColor(0xFFFFFF);
    t.alternateBase = dark ? QColor(0x0D0F12) : QColor(0xF1F3F5);
    t.window = dark ? QColor(0x14171B) : QColor(0xFAFAFB);
    t.mutedText = dark ? QColor(0xD0D5DC) : QColor(0x2E353D);
    t.disabledText = dark ? QColor(0x8D95A0) : QColor(0x6B737D);
    t.border = dark ? QColor(0x7C8590) : QColor(0x6B737D);
    t.grid = dark ? QColor(0x3A4049) : QColor(0xCFD4DA);
    t.accent = dark ? QColor(0x2F86CC) : QColor(0x00518A);
    t.link = dark ? QColor(0xA5AEB9) : QColor(0x59626D);
    return t;
}

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, base);
    p.setColor(QPalette::AlternateBase, alternateBase);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::PlaceholderText, mutedText);
    p.setColor(QPalette::Button, button);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, danger);
    p.setColor(QPalette::ToolTipBase, base);
    p.setColor(QPalette::ToolTipText, text);
    p.setColor(QPalette::Highlight, accent);
    p.setColor(QPalette::HighlightedText, accentText);
    p.setColor(QPalette::Link, categorical[0]);
    p.setColor(QPalette::LinkVisited, categorical[0]);
    // Fusion derives its bevels from these.
    p.setColor(QPalette::Light, dark ? button.lighter(125) : QColor(base));
    p.setColor(QPalette::Midlight, dark ? button.lighter(110) : alternateBase);
    p.setColor(QPalette::Mid, border);
    p.setColor(QPalette::Dark, dark ? window.darker(130) : border.darker(115));
    p.setColor(QPalette::Shadow, dark ? base.darker(150) : border.darker(150));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        p.setColor(QPalette::Disabled, role, disabledText);
    }
    p.setColor(QPalette::Disabled, QPalette::Highlight, border);
    p.setColor(QPalette::Disabled, QPalette::HighlightedText, mutedText);
    return p;
}

const Theme& theme()
{
    return current();
}

void setTheme(const Theme& theme)
{
    current() = theme;
    const QPalette palette = theme.palette();
    QToolTip::setPalette(palette);
    QApplication::setPalette(palette);
}

} // namespace factorama
