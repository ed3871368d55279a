// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QString>

#include <optional>
#include <vector>

class QAction;
class QMainWindow;

namespace factorama {

/// One thing that the window can do, as lists of commands show it.
struct CommandEntry {
    QString name; ///< the action's objectName: stays the same from version to version and in all languages
    QString title; ///< as the menu has it, without its marks for the keyboard
    QString path; ///< where it is: "View › Theme"
    QString shortcut; ///< as the desktop writes it; several separated by commas
    QString hint; ///< what it does, in a sentence
    QString whyDisabled; ///< empty while it can be run
    bool enabled = true;
    bool checkable = false;
    bool checked = false;
    QPointer<QAction> action;
};

/// All actions of the window that have a name and a text: those of its menus in their order, then the others.
/// A disabled one says why by its dynamic property "whyDisabled", where somebody has set that.
std::vector<CommandEntry> commandsOf(const QMainWindow& window);

/// How well a text fits what was typed: each of its words must be found in the text, its letters in their
/// order but not necessarily beside each other. Nothing if one does not; more is better.
std::optional<int> fuzzyScore(const QString& typed, const QString& text);

} // namespace factorama
