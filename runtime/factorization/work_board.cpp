// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/work_board.h"

#include <algorithm>

namespace factorama {

FactorizationWork WorkBoard::work(std::size_t limit) const
{
    const std::lock_guard lock(m_mutex);
    FactorizationWork work;
    work.count = m_entries.size();
    work.numbers.reserve(std::min(limit, work.count));
    for (const Entry& entry : m_entries) {
        if (work.numbers.size() == limit) {
            break;
        }
        work.numbers.push_back({entry.worker, entry.number, entry.stopwatch.seconds(),
                                entry.step.load(std::memory_order_relaxed),
                                entry.done.load(std::memory_order_relaxed),
                                entry.total.load(std::memory_order_relaxed)});
    }
    return work;
}

WorkEntry::WorkEntry(WorkBoard& board, Pid worker, const Natural& number, const WorkProgress& progress)
    : m_board(board)
{
    std::string text = number.get_str();
    const std::lock_guard lock(board.m_mutex);
    m_entry = board.m_entries.emplace(board.m_entries.end());
    m_entry->worker = worker;
    m_entry->number = std::move(text);
    update(progress); // before anyone can look
}

WorkEntry::~WorkEntry()
{
    const std::lock_guard lock(m_board.m_mutex);
    m_board.m_entries.erase(m_entry);
}

void WorkEntry::update(const WorkProgress& progress)
{
    m_entry->done.store(progress.done, std::memory_order_relaxed);
    m_entry->total.store(progress.total, std::memory_order_relaxed);
    m_entry->step.store(progress.step, std::memory_order_relaxed);
}

} // namespace factorama
