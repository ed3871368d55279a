// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/processes/process_changes.h"
#include "widgets/processes/process_filter.h"

#include <Qt>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace factorama {

/// What a person wants to see of the processes.
struct ProcessQuery {
    ProcessFilter filter;
    int sortColumn = PidColumn; ///< -1 in a top list: by its own ranking
    Qt::SortOrder sortOrder = Qt::AscendingOrder;
    std::vector<Pid> pinned; ///< sorted; always shown, above all others
    std::optional<ProcessTop> top;
    unsigned rates = 0; ///< differences a second that are shown, bits by ProcessRate
    std::uint64_t version = 0; ///< another one whenever rows may come, go or move without new processes
};

/// A snapshot as the table shows it: which of its processes, in which order, and what came of them since the
/// last one. Immutable once made, so that it can be made in one thread and shown in another.
///
/// A *place* is a position in the snapshot's processes, or, past their end, in those that are dead.
struct ProcessPicture {
    static constexpr std::uint32_t NotShown = 0xFFFFFFFFU;

    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const ProcessChanges> changes;
    std::uint64_t version = 0; ///< the query's
    std::vector<std::uint32_t> order; ///< row -> place
    std::vector<std::uint32_t> rows; ///< place -> row, or NotShown
    std::size_t deadShown = 0;
    std::vector<std::pair<std::uint32_t, std::int64_t>> ranking; ///< of a top list: place and growth

    /// Nothing yet.
    static std::shared_ptr<const ProcessPicture> empty();

    const ProcessRow& process(std::uint32_t place) const
    {
        const std::size_t living = snapshot->processes.size();
        return place < living ? snapshot->processes[place] : changes->dead[place - living].row;
    }
    bool isDead(std::uint32_t place) const { return place >= snapshot->processes.size(); }
    /// Takes a binary search. Dead ones are found as long as they are shown.
    int rowOf(Pid pid) const;
    /// The growth of a process in a top list; 0 if it is not in it.
    std::int64_t growth(std::uint32_t place) const;
};

/// Computes what `query` wants to see of `snapshot`, in time linear in the number of processes (but for
/// texts, of which there are few different ones). `before` is what was shown last. Null, and early, if
/// `abandoned` becomes true meanwhile. Any thread.
std::shared_ptr<const ProcessPicture> makePicture(const ProcessPicture& before,
                                                  std::shared_ptr<const Snapshot> snapshot,
                                                  const ProcessQuery& query,
                                                  const std::atomic<bool>* abandoned = nullptr);

} // namespace factorama
