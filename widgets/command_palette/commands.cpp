// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/command_palette/commands.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeySequence>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>
#include <set>

namespace factorama {

namespace {

QString withoutMarks(QString text)
{
    text.replace(QLatin1String("&&"), QLatin1String("\x01"));
    text.remove(QLatin1Char('&'));
    text.replace(QLatin1Char('\x01'), QLatin1Char('&'));
    return text;
}

CommandEntry commandOf(QAction& action, const QString& path)
{
    CommandEntry command;
    command.name = action.objectName();
    command.title = withoutMarks(action.text());
    command.path = path;
    command.shortcut = QKeySequence::listToString(action.shortcuts(), QKeySequence::NativeText);
    command.hint = action.statusTip();
    command.enabled = action.isEnabled();
    command.checkable = action.isCheckable();
    command.checked = action.isChecked();
    command.action = &action;
    if (!command.enabled) {
        command.whyDisabled = action.property("whyDisabled").toString();
        if (command.whyDisabled.isEmpty()) {
            command.whyDisabled = QCoreApplication::translate("CommandPalette", "Not possible now");
        }
    }
    return command;
}

class Collector {
public:
    void addMenu(const QMenu& menu, const QString& path)
    {
        for (QAction* action : menu.actions()) {
            if (action->isSeparator() || !action->isVisible()) {
                continue;
            }
            if (action->menu() != nullptr) {
                addMenu(*action->menu(),
                        path + QStringLiteral(" › ") + withoutMarks(action->menu()->title()));
            } else {
                add(*action, path);
            }
        }
    }
    void add(QAction& action, const QString& path)
    {
        const QString& name = action.objectName();
        // Fields have actions of their own ("_q_qlineeditclearaction"): nothing to run from afar.
        const bool ours =
            !name.isEmpty() && !name.startsWith(QLatin1Char('_')) && !name.startsWith(QLatin1String("qt_"));
        if (ours && !action.text().isEmpty() && action.menu() == nullptr && action.isVisible() &&
            m_seen.insert(&action).second) {
            m_commands.push_back(commandOf(action, path));
        }
    }
    std::vector<CommandEntry> take() { return std::move(m_commands); }

private:
    std::vector<CommandEntry> m_commands;
    std::set<const QAction*> m_seen;
};

/// The letters of `word` in their order in `text`, from place `from` on, the first one right there.
std::optional<int> scoreFrom(const QString& word, const QString& text, qsizetype from)
{
    int score = 0;
    qsizetype last = from - 1;
    for (qsizetype i = 0; i < word.size(); ++i) {
        const qsizetype at = text.indexOf(word[i], last + 1);
        if (at < 0) {
            return std::nullopt;
        }
        const bool startsWord = at == 0 || !text[at - 1].isLetterOrNumber();
        const bool follows = i > 0 && at == last + 1;
        score += follows ? 12 : startsWord ? 10 : 1;
        if (i > 0) {
            score -= static_cast<int>(std::min<qsizetype>(at - last - 1, 6));
        }
        last = at;
    }
    return score - static_cast<int>(std::min<qsizetype>(from, 12)) / 4;
}

std::optional<int> scoreOfWord(const QString& word, const QString& text)
{
    std::optional<int> best;
    for (qsizetype at = text.indexOf(word[0]); at >= 0; at = text.indexOf(word[0], at + 1)) {
        const std::optional<int> score = scoreFrom(word, text, at);
        if (!score) {
            break; // nor from any later place
        }
        best = std::max(best.value_or(*score), *score);
    }
    return best;
}

} // namespace

std::vector<CommandEntry> commandsOf(const QMainWindow& window)
{
    Collector collector;
    if (const QWidget* bar = window.menuWidget(); bar != nullptr) {
        for (QAction* top : bar->actions()) {
            if (top->menu() != nullptr) {
                collector.addMenu(*top->menu(), withoutMarks(top->menu()->title()));
            }
        }
    }
    for (QAction* action : window.findChildren<QAction*>()) {
        collector.add(*action, QString());
    }
    return collector.take();
}

std::optional<int> fuzzyScore(const QString& typed, const QString& text)
{
    const QString folded = text.toCaseFolded();
    int total = 0;
    for (const QString& word : typed.toCaseFolded().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const std::optional<int> score = scoreOfWord(word, folded);
        // A long word whose letters lie all over the place was not meant.
        if (!score || *score < static_cast<int>(word.size())) {
            return std::nullopt;
        }
        total += *score;
    }
    return total - static_cast<int>(std::min<qsizetype>(text.size(), 80)) / 16;
}

} // namespace factorama
