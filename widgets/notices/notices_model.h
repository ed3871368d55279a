// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QString>

#include <array>
#include <deque>
#include <vector>

#include "runtime/observe/node_view.h"

namespace factorama {

/// What happened on the node, oldest first, whenever it was read; the oldest go when there are too many. A
/// filter leaves some out of the rows, and forgets none.
class NoticesModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { TimeColumn, KindColumn, PidColumn, TextColumn, ColumnCount };
    static constexpr std::size_t Limit = 10'000;
    static constexpr std::size_t KindCount = 3;

    /// All that it holds, but for the filter.
    struct Contents {
        std::deque<Notice> notices; ///< oldest first
        std::uint64_t newest = 0; ///< as newest()
        std::uint64_t dropped = 0;
    };

    using QAbstractTableModel::QAbstractTableModel;

    Contents contents() const;
    /// Of another model; before this one has any.
    void setContents(Contents contents);

    void append(const std::vector<Notice>& batch);
    /// One that the window made itself, and the node's log does not know of.
    void appendOwn(Notice notice);

    /// Which kinds have rows, by Notice::Kind, and what text they hold (any case; empty for all). Rows are
    /// removed and inserted; what was selected is to be found again by whoever selected it.
    void setFilter(const std::array<bool, KindCount>& kinds, const QString& text);
    bool isFiltered() const;

    /// The sequence of the newest notice; 0 if there is none.
    std::uint64_t newest() const { return m_newest; }
    /// Notices that were dropped before the window could read them, from the gaps in their sequence.
    std::uint64_t dropped() const { return m_dropped; }
    /// Notices of this kind, with rows or without.
    std::size_t count(Notice::Kind kind) const { return m_counts[static_cast<std::size_t>(kind)]; }
    std::size_t count() const { return m_entries.size(); }
    const Notice& at(int row) const;
    /// Row of a notice, in the numbers of rowId(); -1 if it has none.
    int rowOf(std::uint64_t id) const;
    /// Identifies a row's notice for as long as the model lives.
    std::uint64_t rowId(int row) const { return entry(row).id; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Entry {
        std::uint64_t id; ///< counts up as they are added
        Notice notice;
    };

    const Entry& entry(int row) const
    {
        return m_entries[static_cast<std::size_t>(m_rows[static_cast<std::size_t>(row)] - m_firstPlace)];
    }
    bool passes(const Notice& notice) const;
    void add(std::vector<Notice> notices);
    void addNewest(std::vector<Notice> notices);
    /// Among those that are there, behind the last one that is not newer.
    void insert(Notice notice);
    void forgetOldest(std::size_t count);

    std::deque<Entry> m_entries; ///< by time
    std::uint64_t m_nextId = 0;
    std::uint64_t m_firstPlace = 0; ///< of the oldest of m_entries; the others count up from it
    std::deque<std::uint64_t> m_rows; ///< places of those that pass the filter
    std::array<std::size_t, KindCount> m_counts{};
    std::array<bool, KindCount> m_kinds = {true, true, true};
    QString m_text;
    std::uint64_t m_newest = 0;
    std::uint64_t m_dropped = 0;
};

/// A notice's kind in a word.
QString noticeKindText(Notice::Kind kind);

/// The processes that a text names as `<0.N.M>`, in order, each once, at most 100.
std::vector<Pid> processesNamedIn(const QString& text);

} // namespace factorama
