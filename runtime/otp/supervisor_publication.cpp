// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/otp/supervisor_publication.h"

#include "runtime/otp/supervisor_server.h"
#include "runtime/scheduler/thread_time.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace factorama::otp {

const char* nameOf(RestartStrategy strategy)
{
    static constexpr const char* Names[] = {"one_for_one", "one_for_all", "rest_for_one",
                                            "simple_one_for_one"};
    return Names[static_cast<std::size_t>(strategy)];
}

const char* nameOf(Restart restart)
{
    static constexpr const char* Names[] = {"permanent", "transient", "temporary"};
    return Names[static_cast<std::size_t>(restart)];
}

std::int64_t SupervisorDescription::restartsInPeriod(std::int64_t nanoseconds) const
{
    const std::int64_t oldest = nanoseconds / 1'000'000'000 - period;
    return restarts.end() - std::lower_bound(restarts.begin(), restarts.end(), oldest);
}

namespace detail {

namespace {

/// A description costs the supervisor at most one part in this many of its time.
constexpr std::int64_t Share = 20;

std::int64_t steadyNanoseconds()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

} // namespace

void SupervisorPublication::renew()
{
    m_asked.store(false, std::memory_order_relaxed);
    if (m_server == nullptr) {
        return;
    }
    // That another thread ran meanwhile costs the supervisor nothing here.
    const std::int64_t start = threadNanoseconds();
    auto description = std::make_shared<SupervisorDescription>(m_server->describe());
    description->version = m_version.load(std::memory_order_relaxed);
    std::shared_ptr<const SupervisorDescription> before = std::move(description);
    const std::int64_t cost = threadNanoseconds() - start;
    const std::lock_guard lock(m_mutex);
    m_newest.swap(before);
    m_notBefore = steadyNanoseconds() + Share * cost;
}

std::shared_ptr<const SupervisorDescription> SupervisorPublication::description() const
{
    const std::lock_guard lock(m_mutex);
    return m_newest;
}

bool SupervisorPublication::isCurrent() const
{
    const std::shared_ptr<const SupervisorDescription> newest = description();
    return newest != nullptr && newest->version == m_version.load(std::memory_order_relaxed);
}

bool SupervisorPublication::claimRenewal()
{
    const std::uint64_t version = m_version.load(std::memory_order_relaxed);
    {
        const std::lock_guard lock(m_mutex);
        if (m_newest != nullptr && (m_newest->version == version || steadyNanoseconds() < m_notBefore)) {
            return false;
        }
    }
    return !m_asked.exchange(true, std::memory_order_relaxed);
}

} // namespace detail

} // namespace factorama::otp
