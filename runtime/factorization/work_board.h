// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/factorization/algorithm.h"
#include "runtime/factorization/report.h"
#include "runtime/factorization/stopwatch.h"
#include "runtime/term/pid.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>

namespace factorama {

/// Which process works on which number just now, for those who look. Any thread.
///
/// Only numbers that take longer than one turn of their process are entered, so that the many that do not
/// cost nothing; how far one is costs its worker a few plain stores a turn.
class WorkBoard {
public:
    /// The numbers in work in the order in which they were begun, at most `limit`, and how many there are.
    FactorizationWork work(std::size_t limit) const;

private:
    friend class WorkEntry;

    struct Entry {
        Pid worker;
        std::string number;
        Stopwatch stopwatch;
        std::atomic<std::uint64_t> done;
        std::atomic<std::uint64_t> total;
        std::atomic<const char*> step;
    };

    mutable std::mutex m_mutex;
    std::list<Entry> m_entries;
};

/// A number's place on the board, for as long as this lives: as a local of whoever works on it, it is gone
/// when that is done, or killed.
class WorkEntry {
public:
    /// @param board lives longer
    WorkEntry(WorkBoard& board, Pid worker, const Natural& number, const WorkProgress& progress);
    ~WorkEntry();
    WorkEntry(const WorkEntry&) = delete;
    WorkEntry& operator=(const WorkEntry&) = delete;

    void update(const WorkProgress& progress);

private:
    WorkBoard& m_board;
    std::list<WorkBoard::Entry>::iterator m_entry;
};

} // namespace factorama
