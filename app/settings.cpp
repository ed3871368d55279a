// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/settings.h"

#include <QList>

namespace factorama {

namespace {

const QString ThemeKey = QStringLiteral("theme");
const QString LanguageKey = QStringLiteral("language");
const QString LayoutGroup = QStringLiteral("layout");
const QString NamedLayoutsKey = QStringLiteral("layout/named");
const QString PortionsGroup = QStringLiteral("portions/"); ///< in the layout's
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

Language Settings::language() const
{
    return languageFromName(m_settings.value(LanguageKey).toString()).value_or(Language::System);
}

void Settings::setLanguage(Language language)
{
    m_settings.setValue(LanguageKey, languageName(language));
}

QMap<QString, QByteArray> Settings::namedLayouts() const
{
    // One value for all: a name may hold what a key must not.
    QMap<QString, QByteArray> layouts;
    const QVariantMap saved = m_settings.value(NamedLayoutsKey).toMap();
    for (auto entry = saved.begin(); entry != saved.end(); ++entry) {
        layouts.insert(entry.key(), entry.value().toByteArray());
    }
    return layouts;
}

void Settings::setNamedLayouts(const QMap<QString, QByteArray>& layouts)
{
    QVariantMap saved;
    for (auto entry = layouts.begin(); entry != layouts.end(); ++entry) {
        saved.insert(entry.key(), entry.value());
    }
    m_settings.setValue(VersionKey, LayoutVersion);
    m_settings.setValue(NamedLayoutsKey, saved);
}

QSize Settings::size() const
{
    const QList<QByteArray> parts = layoutValue("size").split('x');
    return parts.size() == 2 ? QSize(parts[0].toInt(), parts[1].toInt()) : QSize();
}

void Settings::setSize(QSize size)
{
    setLayoutValue("size", QByteArray::number(size.width()) + 'x' + QByteArray::number(size.height()));
}

QByteArray Settings::portions(const QString& splitter) const
{
    return layoutValue(qPrintable(PortionsGroup + splitter));
}

void Settings::setPortions(const QString& splitter, const QByteArray& value)
{
    setLayoutValue(qPrintable(PortionsGroup + splitter), value);
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
