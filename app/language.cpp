// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QPointer>
#include <QTranslator>

namespace factorama {

namespace {

/// Qt's own texts that are seen most, so that they are translated where Qt's translations are not installed.
[[maybe_unused]] constexpr const char* qtTexts[] = {
    QT_TRANSLATE_NOOP("QPlatformTheme", "OK"),    QT_TRANSLATE_NOOP("QPlatformTheme", "Cancel"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Close"), QT_TRANSLATE_NOOP("QPlatformTheme", "Save"),
    QT_TRANSLATE_NOOP("QDialogButtonBox", "OK"),  QT_TRANSLATE_NOOP("QShortcut", "Ctrl"),
    QT_TRANSLATE_NOOP("QShortcut", "Shift"),      QT_TRANSLATE_NOOP("QShortcut", "Alt"),
    QT_TRANSLATE_NOOP("QShortcut", "Del"),        QT_TRANSLATE_NOOP("QShortcut", "Delete"),
    QT_TRANSLATE_NOOP("QShortcut", "Return"),     QT_TRANSLATE_NOOP("QShortcut", "Enter"),
    QT_TRANSLATE_NOOP("QShortcut", "Esc"),        QT_TRANSLATE_NOOP("QShortcut", "Tab"),
    QT_TRANSLATE_NOOP("QShortcut", "Left"),       QT_TRANSLATE_NOOP("QShortcut", "Right"),
};

QLocale localeOf(Language language)
{
    const QLocale system = QLocale::system();
    const QLocale::Language wanted =
        spokenLanguage(language) == Language::German ? QLocale::German : QLocale::English;
    // The person's own form of the language, Austrian or British say; or, of another language that there is
    // no translation for, his numbers. "C" is nobody's.
    const bool isOwn =
        system.language() == wanted || (language == Language::System && system.language() != QLocale::C);
    return isOwn ? system : QLocale(wanted);
}

void install(QPointer<QTranslator>& translator, const QString& name, const QString& folder)
{
    delete translator; // which takes it out
    translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(name, folder)) {
        QCoreApplication::installTranslator(translator);
    }
}

} // namespace

QString languageName(Language language)
{
    switch (language) {
    case Language::System:
        return QStringLiteral("system");
    case Language::English:
        return QStringLiteral("en");
    case Language::German:
        return QStringLiteral("de");
    }
    return QString();
}

std::optional<Language> languageFromName(const QString& name)
{
    for (const Language language : {Language::System, Language::English, Language::German}) {
        if (name == languageName(language)) {
            return language;
        }
    }
    return std::nullopt;
}

Language spokenLanguage(Language language)
{
    if (language != Language::System) {
        return language;
    }
    // In the order of the person's preference.
    for (const QString& name : QLocale::system().uiLanguages()) {
        switch (QLocale(name).language()) {
        case QLocale::German:
            return Language::German;
        case QLocale::English:
            return Language::English;
        default:
            break;
        }
    }
    return Language::English;
}

void applyLanguage(Language language)
{
    static QPointer<QTranslator> qt;
    static QPointer<QTranslator> own;
    const QString name = languageName(spokenLanguage(language));
    QLocale::setDefault(localeOf(language));
    // The last one is asked first.
    install(qt, QStringLiteral("qtbase_") + name, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(own, QStringLiteral("factorama_") + name, QStringLiteral(":/translations"));
}

} // namespace factorama
