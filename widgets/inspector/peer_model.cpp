// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/peer_model.h"

#include "widgets/text/format.h"
#include "widgets/text/process_text.h"
#include "widgets/theme/theme.h"

#include <QFont>

#include <algorithm>

namespace factorama {

PeerModel::PeerModel(QObject* parent) : QAbstractItemModel(parent)
{
    m_groups[Links] = {tr("Links"), tr("Processes that end with it, and it with them"), {}};
    m_groups[Monitors] = {tr("Monitors"), tr("Processes whose end it will be told of"), {}};
    m_groups[MonitoredBy] = {tr("Monitored by"), tr("Processes that will be told of its end"), {}};
    m_groups[Children] = {tr("Children"), tr("Processes that it has spawned and that live"), {}};
}

void PeerModel::setDetails(const ProcessDetails& details)
{
    setKnown(details.alive || !details.row.initialCall.module.isUndefined());
    show(Links, details.links);
    show(Monitors, details.monitors);
    show(MonitoredBy, details.monitoredBy);
    show(Children, details.children);
}

void PeerModel::clear()
{
    setDetails(ProcessDetails());
}

void PeerModel::setKnown(bool known)
{
    if (known != m_known) {
        m_known = known;
        emit dataChanged(index(0, 0), index(GroupCount - 1, 0));
    }
}

int PeerModel::rowsOf(const PeerList& list)
{
    return static_cast<int>(list.peers.size()) + (list.count > list.peers.size() ? 1 : 0);
}

void PeerModel::show(GroupIndex group, const PeerList& list)
{
    PeerList& shown = m_groups[group].list;
    const auto same = [](const PeerDetail& a, const PeerDetail& b) {
        return a.pid == b.pid && a.name == b.name;
    };
    if (shown.count == list.count &&
        std::equal(shown.peers.begin(), shown.peers.end(), list.peers.begin(), list.peers.end(), same)) {
        return;
    }
    const QModelIndex parent = index(group, 0);
    const int before = rowsOf(shown);
    const int now = rowsOf(list);
    if (now < before) {
        beginRemoveRows(parent, now, before - 1);
        shown = list;
        endRemoveRows();
    } else if (now > before) {
        beginInsertRows(parent, before, now - 1);
        shown = list;
        endInsertRows();
    } else {
        shown = list;
    }
    emit dataChanged(parent, parent);
    if (const int kept = std::min(now, before); kept > 0) {
        emit dataChanged(index(0, 0, parent), index(kept - 1, 0, parent));
    }
}

Pid PeerModel::pidAt(const QModelIndex& index) const
{
    if (!index.isValid() || isGroup(index)) {
        return {};
    }
    const auto& peers = groupOf(index).list.peers;
    const auto row = static_cast<std::size_t>(index.row());
    return row < peers.size() ? peers[row].pid : Pid();
}

QModelIndex PeerModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || column != 0) {
        return {};
    }
    if (!parent.isValid()) {
        return row < GroupCount ? createIndex(row, column, quintptr{0}) : QModelIndex();
    }
    if (!isGroup(parent) || row >= rowCount(parent)) {
        return {};
    }
    return createIndex(row, column, static_cast<quintptr>(parent.row() + 1));
}

QModelIndex PeerModel::parent(const QModelIndex& index) const
{
    return !index.isValid() || isGroup(index)
               ? QModelIndex()
               : createIndex(static_cast<int>(index.internalId()) - 1, 0, quintptr{0});
}

int PeerModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid()) {
        return GroupCount;
    }
    return isGroup(parent) ? rowsOf(m_groups[static_cast<std::size_t>(parent.row())].list) : 0;
}

int PeerModel::columnCount(const QModelIndex&) const
{
    return 1;
}

QVariant PeerModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    if (isGroup(index)) {
        const Group& group = m_groups[static_cast<std::size_t>(index.row())];
        switch (role) {
        case Qt::DisplayRole:
            return m_known ? QStringLiteral("%1 (%2)").arg(group.title, countText(group.list.count))
                           : tr("%1: not known").arg(group.title);
        case Qt::ToolTipRole:
            return group.explanation;
        case Qt::ForegroundRole:
            return group.list.count == 0 ? theme().mutedText : theme().text;
        default:
            return {};
        }
    }
    const PeerList& list = groupOf(index).list;
    const auto row = static_cast<std::size_t>(index.row());
    if (row >= list.peers.size()) {
        return role == Qt::DisplayRole ? QVariant(tr("… and %Ln more", nullptr, pluralOf(list.count - row)))
                                       : QVariant();
    }
    const PeerDetail& peer = list.peers[row];
    switch (role) {
    case Qt::DisplayRole:
        return peerText(peer);
    case Qt::ForegroundRole:
        return theme().categorical[0];
    case Qt::FontRole: {
        QFont font;
        font.setUnderline(true);
        return font;
    }
    default:
        return {};
    }
}

} // namespace factorama
