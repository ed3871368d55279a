// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/registry.h"

#include "runtime/node/process_table.h"
#include "runtime/process/process_extras.h"

namespace factorama {

Registry::~Registry()
{
    for (auto& segment : m_segments) {
        delete segment.load(std::memory_order_relaxed);
    }
}

std::atomic<std::uint64_t>* Registry::entry(Atom name) const
{
    Segment* segment = m_segments[name.index() / SegmentSize].load(std::memory_order_acquire);
    return segment == nullptr ? nullptr : &(*segment)[name.index() % SegmentSize];
}

std::atomic<std::uint64_t>& Registry::makeEntry(Atom name)
{
    std::atomic<Segment*>& segment = m_segments[name.index() / SegmentSize];
    if (segment.load(std::memory_order_acquire) == nullptr) {
        auto* fresh = new Segment{};
        Segment* expected = nullptr;
        if (!segment.compare_exchange_strong(expected, fresh, std::memory_order_acq_rel)) {
            delete fresh;
        }
    }
    return *entry(name);
}

Registry::Registered Registry::add(Atom name, Pid pid, const ProcessTable& processes)
{
    if (name.isUndefined()) {
        return Registered::BadName;
    }
    ControlBlock* process = processes.find(pid);
    if (process == nullptr || process->status.load(std::memory_order_seq_cst) == ProcessStatus::Exiting) {
        return Registered::NotAlive;
    }
    std::atomic<std::uint64_t>& pidOfName = makeEntry(name);
    if (pidOfName.load(std::memory_order_acquire) != 0) {
        return Registered::NameTaken;
    }
    std::uint32_t noName = 0;
    std::atomic<std::uint32_t>& nameOfProcess = process->makeExtras().name;
    if (!nameOfProcess.compare_exchange_strong(noName, name.index(), std::memory_order_seq_cst)) {
        return process->status.load(std::memory_order_seq_cst) == ProcessStatus::Exiting
                   ? Registered::NotAlive
                   : Registered::HasName;
    }
    std::uint64_t nobody = 0;
    std::uint32_t noted = name.index();
    if (!pidOfName.compare_exchange_strong(nobody, pid.bits(), std::memory_order_seq_cst)) {
        nameOfProcess.compare_exchange_strong(noted, 0, std::memory_order_seq_cst);
        return Registered::NameTaken;
    }
    // The process may have ended in between, and have taken the note away before the name was claimed. Who
    // claims it after the end's look at the note sees the status, and takes both back.
    if (process->status.load(std::memory_order_seq_cst) == ProcessStatus::Exiting) {
        nameOfProcess.compare_exchange_strong(noted, 0, std::memory_order_seq_cst);
        std::uint64_t claimed = pid.bits();
        pidOfName.compare_exchange_strong(claimed, 0, std::memory_order_seq_cst);
        return Registered::NotAlive;
    }
    return Registered::Yes;
}

bool Registry::remove(Atom name, const ProcessTable& processes)
{
    ControlBlock* process = processes.find(find(name));
    ProcessExtras* extras = process == nullptr ? nullptr : process->findExtras();
    if (extras == nullptr) {
        return false;
    }
    std::uint32_t noted = name.index();
    if (!extras->name.compare_exchange_strong(noted, 0, std::memory_order_seq_cst)) {
        return false;
    }
    std::uint64_t expected = process->pid.bits();
    entry(name)->compare_exchange_strong(expected, 0, std::memory_order_seq_cst);
    return true;
}

Pid Registry::find(Atom name) const
{
    const std::atomic<std::uint64_t>* pid = entry(name);
    return pid == nullptr ? Pid() : Pid::fromBits(pid->load(std::memory_order_acquire));
}

void Registry::release(ControlBlock& process)
{
    ProcessExtras* extras = process.findExtras(std::memory_order_seq_cst);
    const std::uint32_t name = extras == nullptr ? 0 : extras->name.exchange(0, std::memory_order_seq_cst);
    if (name == 0) {
        return;
    }
    std::uint64_t expected = process.pid.bits();
    makeEntry(Atom::fromIndex(name)).compare_exchange_strong(expected, 0, std::memory_order_seq_cst);
}

} // namespace factorama
