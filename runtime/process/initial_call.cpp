// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/initial_call.h"

#include "runtime/term/raised.h"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <map>
#include <mutex>
#include <tuple>

namespace factorama {

namespace {

constexpr std::uint32_t SegmentSize = 1024;

/// Segments never move, so whoever has an index may read without the lock.
struct Calls {
    std::mutex mutex;
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint8_t>, std::uint32_t> indices;
    std::array<std::atomic<InitialCall*>, InternedCall::TableLimit / SegmentSize> segments{};
    std::uint32_t used = 0;

    Calls() { intern({}); }

    std::uint32_t intern(const InitialCall& call)
    {
        const std::lock_guard lock(mutex);
        const std::tuple key(call.module.index(), call.function.index(), call.arity);
        if (const auto found = indices.find(key); found != indices.end()) {
            return found->second;
        }
        if (used == InternedCall::TableLimit) {
            throw Raised::error(atoms::systemLimit);
        }
        std::atomic<InitialCall*>& segment = segments[used / SegmentSize];
        if (segment.load(std::memory_order_relaxed) == nullptr) {
            segment.store(new InitialCall[SegmentSize], std::memory_order_release);
        }
        segment.load(std::memory_order_relaxed)[used % SegmentSize] = call;
        indices.emplace(key, used);
        return used++;
    }
};

Calls& calls()
{
    static auto* all = new Calls; // outlives every thread
    return *all;
}

} // namespace

std::string InitialCall::toString() const
{
    return fmt::format("{}:{}/{}", module.toString(), function.toString(), arity);
}

InternedCall::InternedCall(const InitialCall& call) : m_index(calls().intern(call)) {}

InitialCall InternedCall::toCall() const noexcept
{
    return calls().segments[m_index / SegmentSize].load(std::memory_order_acquire)[m_index % SegmentSize];
}

} // namespace factorama
