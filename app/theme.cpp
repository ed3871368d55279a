// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/theme.h"

#include "widgets/theme/theme.h"

#include <QApplication>
#include <QFont>
#include <QProxyStyle>

namespace factorama {

namespace {

constexpr double PresentationScale = 1.5;

/// Fusion with a little more air: its cells and titles stand right at the edge.
class WindowStyle : public QProxyStyle {
public:
    WindowStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override
    {
        switch (metric) {
        case PM_FocusFrameHMargin:
            return 7; // left and right in a cell
        case PM_HeaderMargin:
            return 6;
        case PM_DockWidgetTitleMargin:
            return 5;
        default:
            return QProxyStyle::pixelMetric(metric, option, widget);
        }
    }

    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override
    {
        // Fusion's icons for OK and Cancel keep their colours in every theme.
        return hint == SH_DialogButtonBox_ButtonsHaveIcons
                   ? 0
                   : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

} // namespace

QString themeModeName(ThemeMode mode)
{
    switch (mode) {
    case ThemeMode::System:
        return QStringLiteral("system");
    case ThemeMode::Light:
        return QStringLiteral("light");
    case ThemeMode::Dark:
        return QStringLiteral("dark");
    }
    return QString();
}

std::optional<ThemeMode> themeModeFromName(const QString& name)
{
    for (const ThemeMode mode : {ThemeMode::System, ThemeMode::Light, ThemeMode::Dark}) {
        if (name == themeModeName(mode)) {
            return mode;
        }
    }
    return std::nullopt;
}

void applyAppearance(const Appearance& appearance)
{
    const ThemeMode mode = appearance.mode;
    // Asked once, before the first theme hides it.
    static const bool systemIsDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    if (dynamic_cast<WindowStyle*>(QApplication::style()) == nullptr) {
        QApplication::setStyle(new WindowStyle);
    }
    const bool dark = mode == ThemeMode::Dark || (mode == ThemeMode::System && systemIsDark);
    Theme chosen = dark ? Theme::darkTheme() : Theme::light();
    if (appearance.distinct) {
        chosen = chosen.distinct();
    }
    if (appearance.presentation) {
        chosen = chosen.highContrast();
    }
    // The font first: what follows a new palette measures its texts anew.
    static const QFont usual = QApplication::font();
    QFont font = usual;
    if (appearance.presentation) {
        font.setPointSizeF(usual.pointSizeF() * PresentationScale);
    }
    if (font != QApplication::font()) {
        QApplication::setFont(font);
        QApplication::setFont(font, "QDockWidgetTitle"); // has one of its own otherwise
    }
    setTheme(chosen);
}

} // namespace factorama
