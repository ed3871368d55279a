// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QColor>
#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "runtime/observe/snapshot.h"
#include "widgets/processes/picture_worker.h"
#include "widgets/processes/process_columns.h"
#include "widgets/processes/process_picture.h"

namespace factorama {

/// The processes of a snapshot as a table: the snapshot, unchanged, and the order that its rows are shown in.
///
/// Texts are made only for the cells that are drawn. Whatever is linear in the number of processes (sorting,
/// filtering, finding out what changed) is done at once for few processes, and by a thread of its own for
/// many; then the table goes on showing what it has until the new order is there, and of several wishes that
/// come meanwhile the newest wins. A refresh is never a reset: the table grows or shrinks at its end once,
/// indexes that somebody holds (selection, current cell) move with their process, and one dataChanged covers
/// the rest; a view looks only at the rows it shows.
class ProcessModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using enum ProcessColumn;
    static constexpr int ColumnCount = ProcessColumnCount;

    enum Role {
        PidRole = Qt::UserRole, ///< Pid::bits(), as qulonglong
        StatusRole, ///< ProcessStatus, as int
        RawRole, ///< the number behind a numeric column, as qulonglong; as double for a difference a second
        PinnedRole, ///< whether the process is a favourite, as bool
        DeadRole, ///< whether the process has ended, as bool
    };

    /// With more processes than that, pictures are made by a thread. Below, in a few milliseconds.
    static constexpr std::size_t FewProcesses = 20'000;

    explicit ProcessModel(QObject* parent = nullptr);
    ~ProcessModel() override;

    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);

    /// Shows only the processes that pass.
    void setFilter(const ProcessFilter& filter);
    const ProcessFilter& filter() const { return m_query.filter; }

    /// Favourites stand above all others, sorted among themselves, whatever the filter says.
    void setPinned(Pid pid, bool pinned);
    bool isPinned(Pid pid) const;
    /// All of them, in the order of their pids.
    std::vector<Pid> pinned() const;
    bool hasPinned() const { return !m_query.pinned.empty(); }

    /// Shows only those that added the most to a counter lately; nothing for all. sort(-1) orders them by
    /// that.
    void setTop(const std::optional<ProcessTop>& top);
    const std::optional<ProcessTop>& top() const { return m_query.top; }

    /// Which differences a second are to be known, bits by ProcessRate: those of the visible columns.
    void setRates(unsigned rates);

    /// Processes of the snapshot shown, those that the filter hides included.
    std::size_t processCount() const { return m_picture->snapshot->processes.size(); }
    /// Rows of processes that have ended.
    std::size_t deadCount() const { return m_picture->deadShown; }
    const std::shared_ptr<const Snapshot>& snapshot() const { return m_picture->snapshot; }
    /// Whether what is shown is what was asked for last, as far as order, filter, favourites and top list go.
    bool isCurrent() const { return m_picture->version == m_query.version; }
    /// Whether the worker has something to do.
    bool isWorking() const { return m_isWorking; }

    const ProcessRow* processAt(int row) const;
    Pid pidAt(int row) const;
    bool isDeadAt(int row) const;
    /// The row of this process; -1 if it is not shown.
    int rowOf(Pid pid) const { return m_picture->rowOf(pid); }
    /// The living process that is registered under this name; `<0.0.0>` if there is none.
    Pid registeredAs(const QString& name) const;
    /// Those of these names that living processes have now; in no order.
    std::vector<Pid> registeredAs(const QStringList& names) const;

    int sortColumn() const { return m_query.sortColumn; }
    Qt::SortOrder sortOrder() const { return m_query.sortOrder; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// The tint of new, changed or dead rows at `strength` from 0 to 1, over the theme's base colour.
    static QColor tint(ProcessChanges::Kind kind, double strength);
    static QColor deadTint();

signals:
    /// Rows are about to change, and have changed: for whoever has to keep something in its place.
    /// @param sameQuery nobody asked for another order or selection of processes, only they changed.
    void aboutToRefresh(bool sameQuery);
    void refreshed();

private:
    using Picture = PictureWorker::Picture;

    void update();
    void queryChanged();
    void take(const Picture& picture);
    void show(Picture picture);
    QVariant displayText(std::uint32_t place, int column) const;

    Picture m_picture; ///< what is shown
    std::shared_ptr<const Snapshot> m_newest; ///< what is to be shown
    ProcessQuery m_query;
    int m_rowCount = 0; ///< differs from the picture's only while rows come or go
    bool m_isWorking = false; ///< the worker has a job
    bool m_isOutdated = false; ///< something newer is wanted than the worker's job
    std::unique_ptr<PictureWorker> m_worker;
};

} // namespace factorama
