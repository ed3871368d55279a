// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/command_palette/command_palette_model.h"

#include "widgets/text/format.h"
#include "widgets/text/process_text.h"

#include <QRegularExpression>

#include <algorithm>

namespace factorama {

namespace {

/// "<0.12.3>", "0.12.3", "0.12" and "12" may mean this process.
struct PidPattern {
    bool valid = false;
    std::uint32_t index = 0;
    std::optional<std::uint32_t> serial;

    explicit PidPattern(const QString& typed)
    {
        static const QRegularExpression form(
            QStringLiteral(R"(^\s*(?:<?\s*0\.)?(\d{1,9})(?:\.(\d{1,10}))?\s*>?\s*$)"));
        const QRegularExpressionMatch match = form.match(typed);
        if (!match.hasMatch()) {
            return;
        }
        index = match.captured(1).toUInt(&valid);
        if (valid && !match.captured(2).isEmpty()) {
            serial = match.captured(2).toUInt(&valid);
        }
    }
};

CommandPaletteModel::Entry entryOf(const ProcessRow& row, int score)
{
    CommandPaletteModel::Entry entry;
    entry.pid = row.pid;
    entry.score = score;
    entry.command.title = processTitle(row);
    entry.command.path = QStringLiteral("%1, %2").arg(toQString(row.pid.toString()), statusText(row.status));
    entry.command.hint = CommandPaletteModel::tr("Select this process in all views");
    return entry;
}

std::vector<CommandPaletteModel::Entry> processesFor(const QString& typed, const Snapshot& snapshot)
{
    std::vector<CommandPaletteModel::Entry> found;
    if (const PidPattern pattern(typed); pattern.valid) {
        // Rows stand in the order of their slots.
        const auto row = std::lower_bound(
            snapshot.processes.begin(), snapshot.processes.end(), pattern.index,
            [](const ProcessRow& candidate, std::uint32_t index) { return candidate.pid.index() < index; });
        if (row != snapshot.processes.end() && row->pid.index() == pattern.index &&
            pattern.serial.value_or(row->pid.serial()) == row->pid.serial()) {
            found.push_back(entryOf(*row, 1'000));
        }
        return found;
    }
    if (typed.trimmed().size() < 2) {
        return found;
    }
    for (const ProcessRow& row : snapshot.processes) {
        // Only those that somebody gave a name: a million others are called alike.
        if (row.name.isUndefined() && row.label.isUndefined()) {
            continue;
        }
        if (const std::optional<int> score = fuzzyScore(typed, processTitle(row))) {
            found.push_back(entryOf(row, *score));
            if (found.size() >= 64 * CommandPaletteModel::MostProcesses) {
                break;
            }
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
    if (found.size() > CommandPaletteModel::MostProcesses) {
        found.resize(CommandPaletteModel::MostProcesses);
    }
    return found;
}

} // namespace

void CommandPaletteModel::search(const QString& typed, const Snapshot& snapshot, const QStringList& recent)
{
    std::vector<Entry> entries;
    const bool all = typed.trimmed().isEmpty();
    for (const CommandEntry& command : m_commands) {
        const qsizetype used = recent.indexOf(command.name);
        // Disabled ones are listed, since somebody who looks for one wants to know why; but not first.
        int score = command.enabled ? 0 : -30;
        if (all) {
            score += used < 0 ? 0 : 100 - static_cast<int>(used);
        } else {
            const std::optional<int> title = fuzzyScore(typed, command.title);
            const std::optional<int> whole = fuzzyScore(
                typed, command.path + QLatin1Char(' ') + command.title + QLatin1Char(' ') + command.name);
            // "kill" is not the name of End All Spawned, but what it does.
            const QString word = typed.trimmed();
            const bool hinted = word.size() >= 3 && command.hint.contains(word, Qt::CaseInsensitive);
            if (!title && !whole && !hinted) {
                continue;
            }
            const int named = std::max(title ? *title + 8 : -1'000, whole.value_or(-1'000));
            score += std::max(named, hinted ? 0 : -1'000) + (used < 0 ? 0 : 4);
            // Whoever types a whole title wants that one, whatever was used before.
            score += command.title.compare(word, Qt::CaseInsensitive) == 0 ? 8 : 0;
        }
        entries.push_back({command, {}, score});
    }
    if (!all) {
        for (Entry& process : processesFor(typed, snapshot)) {
            entries.push_back(std::move(process));
        }
    }
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.score > b.score; });
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

int CommandPaletteModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant CommandPaletteModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const CommandEntry& command = at(index.row()).command;
    switch (role) {
    case Qt::DisplayRole:
        return command.title;
    case Qt::AccessibleTextRole:
        return QStringList{command.title, command.path, command.shortcut, command.whyDisabled}
            .filter(QRegularExpression(QStringLiteral(".")))
            .join(QStringLiteral(", "));
    case DetailRole:
        return command.path;
    case ShortcutRole:
        return command.checkable && command.checked ? command.shortcut + QStringLiteral("  ✓")
                                                    : command.shortcut;
    case EnabledRole:
        return command.enabled;
    case HintRole:
        return command.enabled ? command.hint : command.whyDisabled;
    default:
        return {};
    }
}

} // namespace factorama
