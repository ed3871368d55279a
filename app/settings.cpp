// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings.h"

namespace factorama {

namespace {

const QString ThemeKey = QStringLiteral("theme");
const QString LayoutGroup = QStringLiteral("layout");
const QString VersionKey = QStringLiteral("layout/version");

} // namespace

Settings::Settings()
    : m_settings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("factorama"),
                 QStringLiteral("factorama"))
{
    if (m_settings.value(VersionKey).toInt() != LayoutVersion) {
        removeLayout();
    }
}

ThemeMode Settings::themeMode() const
{
    return themeModeFromName(m_settings.value(ThemeKey).toString()).value_or(ThemeMode::System);
}

void Settings::setThemeMode(ThemeMode mode)
{
    m_settings.setValue(ThemeKey, themeModeName(mode));
}

void Settings::removeLayout()
{
    m_settings.remove(LayoutGroup);
}

QByteArray Settings::layoutValue(const char* key) const
{
    return m_settings.value(LayoutGroup + QLatin1Char('/') + QLatin1String(key)).toByteArray();
}

void Settings::setLayoutValue(const char* key, const QByteArray& value)
{
    m_settings.setValue(VersionKey, LayoutVersion);
    m_settings.setValue(LayoutGroup + QLatin1Char('/') + QLatin1String(key), value);
}

} // namespace factorama
