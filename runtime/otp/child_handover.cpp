// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/otp/child_handover.h"

#include "runtime/node/runtime.h"

#include <mutex>
#include <unordered_map>

namespace factorama::otp {

namespace {

const Atom startKey("$start");

struct Waiting {
    std::unique_ptr<StartFunction> start;
    Runtime* runtime;
    Pid supervisor;
    bool orphaned = false; ///< nobody waits for the answer any more
};

class Table {
public:
    static Table& instance()
    {
        static Table table;
        return table;
    }

    void put(Reference reference, Waiting waiting)
    {
        const std::lock_guard lock(m_mutex);
        if (m_orphans > 0) {
            dropOrphans(*waiting.runtime);
        }
        m_waiting.emplace(reference.bits(), std::move(waiting));
    }

    std::unique_ptr<StartFunction> take(Reference reference)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_waiting.find(reference.bits());
        if (found == m_waiting.end()) {
            return nullptr;
        }
        m_orphans -= found->second.orphaned ? 1 : 0;
        std::unique_ptr<StartFunction> start = std::move(found->second.start);
        m_waiting.erase(found);
        return start;
    }

    void orphan(Reference reference)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_waiting.find(reference.bits());
        if (found != m_waiting.end()) {
            found->second.orphaned = true;
            ++m_orphans;
        }
    }

private:
    void dropOrphans(Runtime& runtime)
    {
        std::erase_if(m_waiting, [&](const auto& entry) {
            const Waiting& waiting = entry.second;
            const bool gone = waiting.orphaned && waiting.runtime == &runtime &&
                              runtime.processes().find(waiting.supervisor) == nullptr;
            m_orphans -= gone ? 1 : 0;
            return gone;
        });
    }

    std::mutex m_mutex;
    std::unordered_map<std::uint64_t, Waiting> m_waiting;
    std::size_t m_orphans = 0;
};

} // namespace

StartHandover::StartHandover(Self self, Pid supervisor, ChildSpecification child)
    : m_reference(self.makeReference()),
      m_message(child.toTerm().with(startKey, m_reference))
{
    Table::instance().put(m_reference, {child.start->isolated(), &self.runtime(), supervisor});
}

StartHandover::~StartHandover()
{
    if (m_finished) {
        Table::instance().take(m_reference);
    } else {
        Table::instance().orphan(m_reference);
    }
}

std::unique_ptr<StartFunction> StartHandover::take(const Term& map)
{
    const std::optional<Term> reference = map.find(startKey);
    return reference && reference->isReference() ? Table::instance().take(reference->reference()) : nullptr;
}

} // namespace factorama::otp
