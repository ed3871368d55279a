// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>
#include <QString>

#include <array>
#include <cstddef>
#include <vector>

#include "runtime/observe/process_details.h"

namespace factorama {

/// Whom a process is related to: a group for each kind of relation, the processes below it.
class PeerModel : public QAbstractItemModel {
    Q_OBJECT

public:
    explicit PeerModel(QObject* parent = nullptr);

    void setDetails(const ProcessDetails& details);
    void clear();

    /// `<0.0.0>` for a group, and for the line that says how many more there are.
    Pid pidAt(const QModelIndex& index) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    enum GroupIndex { Links, Monitors, MonitoredBy, Children, GroupCount };
    struct Group {
        QString title;
        QString explanation;
        PeerList list;
    };

    void show(GroupIndex group, const PeerList& list);
    void setKnown(bool known);
    static int rowsOf(const PeerList& list);
    static bool isGroup(const QModelIndex& index) { return index.internalId() == 0; }
    const Group& groupOf(const QModelIndex& child) const { return m_groups[child.internalId() - 1]; }

    std::array<Group, GroupCount> m_groups;
    bool m_known = true; ///< not so of a dead one that nobody looked at while it lived
};

} // namespace factorama
