// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace factorama {

/// What the window speaks. The command line, the runtime's log and its reports are always English.
enum class Language {
    System, ///< the desktop's, where there is a translation; else English
    English,
    German,
};

/// "system", "en", "de": as settings and the command line write it.
QString languageName(Language language);
std::optional<Language> languageFromName(const QString& name);

/// The one that texts are in: System is resolved.
Language spokenLanguage(Language language);

/// Translates all texts that are made from now on, and writes their numbers as that language does. Who shows
/// some has to make them anew. Needs a QApplication.
void applyLanguage(Language language);

} // namespace factorama
