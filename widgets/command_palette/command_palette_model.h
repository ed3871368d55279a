// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QStringList>

#include <vector>

#include "runtime/observe/snapshot.h"
#include "widgets/command_palette/commands.h"

namespace factorama {

/// What the palette offers for what was typed: processes that are meant by it, then commands, best first.
class CommandPaletteModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        DetailRole = Qt::UserRole, ///< QString: where a command is, what a process is
        ShortcutRole, ///< QString
        EnabledRole, ///< bool
        HintRole, ///< QString: what it does, or why it cannot
    };
    struct Entry {
        CommandEntry command;
        Pid pid; ///< of a process; then `command` has its texts only
        int score = 0;
    };
    static constexpr std::size_t MostProcesses = 8;

    using QAbstractListModel::QAbstractListModel;

    void setCommands(std::vector<CommandEntry> commands) { m_commands = std::move(commands); }
    /// @param recent names of commands that come first while nothing is typed.
    void search(const QString& typed, const Snapshot& snapshot, const QStringList& recent);

    const Entry& at(int row) const { return m_entries[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    std::vector<CommandEntry> m_commands;
    std::vector<Entry> m_entries;
};

} // namespace factorama
