// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/detail_model.h"

#include "widgets/text/format.h"
#include "widgets/text/process_text.h"
#include "widgets/text/runtime_text.h"
#include "widgets/theme/theme.h"

#include <QFont>

#include <algorithm>

namespace factorama {

namespace {

QString bytesText(std::uint64_t bytes)
{
    return DetailModel::tr("%1 bytes", nullptr, pluralOf(bytes)).arg(countText(bytes));
}

QString argumentsText(const ProcessDetails& details)
{
    QString text = toQString(details.module);
    for (const std::string& argument : details.arguments) {
        text += QLatin1Char(' ') + toQString(argument);
    }
    return text;
}

QString exitReasonText(const ProcessDetails& details, const LoggedEnd& logged)
{
    if (!details.exitReason.empty()) {
        return toQString(details.exitReason);
    }
    if (!logged.reason.isEmpty()) {
        return logged.reason;
    }
    if (!logged.tag.isUndefined()) {
        return DetailModel::tr("%1 (of a tuple the first element: the graph’s events tell no more)")
            .arg(toQString(logged.tag.text()));
    }
    return DetailModel::tr(
        "not seen: it ended while nobody looked, and the log does not tell. While it is shown "
        "here, or the graph is in sight, the reason is recorded.");
}

} // namespace

std::vector<DetailModel::Row> DetailModel::rowsOf(const ProcessDetails& details, const LoggedEnd& logged)
{
    const ProcessRow& process = details.row;
    std::vector<Row> rows;
    const auto add = [&rows](const QString& label, const QString& value, Pid pid = {}) {
        rows.push_back({label, value, pid});
    };
    const auto addEnd = [&] {
        add(tr("Exit reason"), exitReasonText(details, logged));
        if (logged.stoppedBy) {
            add(tr("Stopped by"), tr("its supervisor %1").arg(toQString(logged.stoppedBy.toString())),
                logged.stoppedBy);
        }
    };
    const QString none = tr("none");
    const QString pid = toQString(process.pid.toString());
    add(tr("Pid"), pid);
    if (!details.alive && process.initialCall.module.isUndefined()) { // nobody looked at it while it lived
        add(tr("Status"), tr("dead"));
        addEnd();
        for (const auto& [label, value] : logged.report) {
            add(tr("Crash report: %1").arg(label), value);
        }
        return rows;
    }
    add(tr("Registered name"), process.name.isUndefined() ? none : toQString(process.name.text()));
    if (!process.label.isUndefined()) {
        add(tr("Label"), toQString(process.label.text()));
    }
    add(tr("Initial call"), toQString(process.initialCall.toString()));
    if (!details.module.empty()) {
        add(tr("Started as"), argumentsText(details));
    }
    if (details.alive) {
        add(tr("Status"), statusText(process.status));
        add(tr("Waits for"), runtimeText(details.waitsFor));
        if (details.suspendCount > 0) {
            add(tr("Suspended"), tr("%Ln times", nullptr, pluralOf(details.suspendCount)));
        }
    } else {
        add(tr("Status"), tr("dead"));
        addEnd();
    }
    add(tr("Messages waiting"), countText(process.messages));
    add(tr("Reductions"), countText(process.reductions));
    add(tr("Memory"), bytesText(process.memory));
    add(tr("Traps exits"), process.trapsExits ? tr("yes: exit signals become messages") : tr("no"));
    add(tr("Priority"), toQString(details.priority));
    add(tr("Mailbox limit"),
        details.mailboxLimit.empty() ? tr("unlimited") : runtimeText(details.mailboxLimit));
    if (details.ancestors.empty()) {
        add(tr("Parent"), process.parent ? toQString(process.parent.toString()) : none, process.parent);
    }
    for (std::size_t i = 0; i < details.ancestors.size(); ++i) {
        const PeerDetail& ancestor = details.ancestors[i];
        add(i == 0 ? tr("Parent") : tr("Ancestor %1").arg(i + 1), peerText(ancestor), ancestor.pid);
    }
    for (const PeerDetail& ancestor : details.ancestors) {
        if (ancestor.pid == details.supervisor) {
            add(tr("Supervisor"), peerText(ancestor), ancestor.pid);
        }
    }
    if (details.groupLeader) {
        add(tr("Group leader"), toQString(details.groupLeader.toString()), details.groupLeader);
    }
    for (const auto& [key, value] : details.dictionary) {
        add(tr("Dictionary: %1").arg(toQString(key)), toQString(value));
    }
    if (details.dictionarySize > details.dictionary.size()) {
        add(tr("Dictionary"),
            tr("… and %Ln more", nullptr, pluralOf(details.dictionarySize - details.dictionary.size())));
    }
    return rows;
}

void DetailModel::setDetails(const ProcessDetails& details, const LoggedEnd& logged)
{
    show(rowsOf(details, logged));
}

void DetailModel::clear()
{
    show({});
}

void DetailModel::show(std::vector<Row> rows)
{
    const int now = static_cast<int>(rows.size());
    const int before = static_cast<int>(m_rows.size());
    if (now < before) {
        beginRemoveRows({}, now, before - 1);
        m_rows.resize(rows.size());
        endRemoveRows();
    }
    for (int i = 0; i < std::min(now, before); ++i) {
        const auto place = static_cast<std::size_t>(i);
        if (m_rows[place] != rows[place]) {
            m_rows[place] = std::move(rows[place]);
            emit dataChanged(index(i, 0), index(i, ColumnCount - 1));
        }
    }
    if (now > before) {
        beginInsertRows({}, before, now - 1);
        m_rows.insert(m_rows.end(), std::make_move_iterator(rows.begin() + before),
                      std::make_move_iterator(rows.end()));
        endInsertRows();
    }
}

Pid DetailModel::pidAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)].pid : Pid();
}

int DetailModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int DetailModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DetailModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const bool isValue = index.column() == ValueColumn;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return isValue ? row.value : row.label;
    case Qt::ForegroundRole:
        return isValue ? (row.pid ? theme().categorical[0] : theme().text) : theme().mutedText;
    case Qt::FontRole:
        if (isValue && row.pid) {
            QFont font;
            font.setUnderline(true);
            return font;
        }
        return {};
    default:
        return {};
    }
}

QVariant DetailModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole) {
        return section == LabelColumn ? tr("Attribute") : tr("Value");
    }
    return {};
}

} // namespace factorama
