// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractItemModel>

#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "runtime/observe/kill_preview.h"
#include "runtime/observe/snapshot.h"

namespace factorama {

/// The supervisors with their children, as a tree that follows the snapshots by inserting and removing single
/// rows: whoever is expanded, selected or scrolled to stays so. A child with an identifier keeps its row when
/// it is restarted.
///
/// Of a supervisor with many children only the first ones have rows; the rest is one row that says how many
/// there are, see showMore(). Processes without a supervisor are only counted, in the last row.
class SupervisionModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column {
        ProcessColumn,
        StatusColumn,
        KindColumn,
        RestartsColumn,
        ChildrenColumn,
        MessagesColumn,
        ColumnCount
    };
    enum Role {
        PidTextRole = Qt::UserRole, ///< in ProcessColumn: what is drawn behind the name; empty for none
        StatusRole, ///< int of ProcessStatus, -1 for none
        BudgetRole, ///< share of the restarts that are left, 0 to 1; negative if it is no supervisor
    };

    /// Rows that a supervisor's children have at first, ...
    static constexpr int FirstShown = 200;
    /// ... and how many showMore() adds.
    static constexpr int Step = 1000;
    /// How long a restarted child stands out, in nanoseconds of the node's time.
    static constexpr std::int64_t FlashNanoseconds = 2'500'000'000;

    explicit SupervisionModel(QObject* parent = nullptr);
    ~SupervisionModel() override;

    /// @param snapshot with processes and supervision.
    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
    /// Marks the rows that it names; an empty one marks none.
    void setPreview(const KillPreview& preview);

    int supervisorCount() const { return static_cast<int>(m_rows.size()); }
    std::size_t supervisedCount() const { return m_supervised; }

    /// The process of a row; `<0.0.0>` if it has none now.
    Pid pidAt(const QModelIndex& index) const;
    /// The row's supervisor; null if the row is none. Valid until the next setSnapshot().
    const SupervisorRow* supervisorAt(const QModelIndex& index) const;
    /// Is this the row for the children that have none?
    bool isMore(const QModelIndex& index) const;
    /// Gives the next children a row, in place of the row that stands for them.
    void showMore(const QModelIndex& index);
    /// The row of this process, which is made if it is one of those that have none; invalid if the process is
    /// not in the tree.
    QModelIndex reveal(Pid pid);
    /// Processes whose name, label, identifier, module or pid contains the text, whatever the case, in the
    /// order of the tree, at most `limit`; those without a row too.
    std::vector<Pid> search(const QString& text, std::size_t limit) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Node;
    struct Wanted;

    Node* nodeOf(const QModelIndex& index) const;
    QModelIndex indexOf(const Node& node, int column = 0) const;
    const SupervisorRow* supervisorOf(Pid pid) const;
    void findParents();
    void follow(Node& parent, const std::vector<Wanted>& wanted);
    void followRoots();
    void followSupervisor(Node& node, const SupervisorRow* row);
    bool update(Node& node, const Wanted& wanted);
    void announce(const Node& parent, int first, int last);
    void announceAll(const Node& parent);
    void forget(Node& node);
    template<typename Visit>
    bool visitTree(Pid supervisor, const Visit& visit) const;

    QString nameText(const Node& node) const;
    QString statusOf(const Node& node) const;
    QString kindText(const Node& node) const;
    QString restartsText(const Node& node) const;
    QVariant background(const Node& node) const;
    QString toolTip(const Node& node, int column) const;

    std::shared_ptr<const Snapshot> m_snapshot;
    std::unordered_map<Pid, const SupervisorRow*> m_rows; ///< of m_snapshot
    std::unordered_map<Pid, Pid> m_parents; ///< of supervisors below supervisors
    std::vector<Pid> m_roots; ///< the supervisors below none
    std::size_t m_supervised = 0;
    std::unique_ptr<Node> m_root;
    std::unordered_map<Pid, Node*> m_nodes; ///< that have a process
    std::unordered_map<Pid, AffectedProcess> m_preview;
};

} // namespace factorama
