// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/otp/supervisor_description.h"
#include "runtime/process/publication.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>

namespace factorama::otp::detail {

class SupervisorServer;

/// Where a supervisor shows its children and its flags.
///
/// The supervisor itself only counts its changes, one plain store each, whether anybody looks or not. An
/// observer that finds a count other than the one of the newest description asks for a new one by a signal
/// (see Publication). So the whole list is copied at most as often as somebody looks; and since copying
/// 100,000 children takes some milliseconds of the supervisor's time, no sooner than after twenty times what
/// the last copy took.
class SupervisorPublication final : public Publication {
public:
    explicit SupervisorPublication(const SupervisorServer& server) : m_server(&server) {}

    // -- the process, or its worker --

    void changed() noexcept
    {
        m_version.store(m_version.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    }
    /// The server is going; its last description stays.
    void closeDown() noexcept { m_server = nullptr; }
    void renew() override;

    // -- any thread --

    /// The newest; null before somebody has asked.
    std::shared_ptr<const SupervisorDescription> description() const;
    /// Nothing has changed since the newest description.
    bool isCurrent() const;
    /// True if the caller is to send the signal: there are changes to describe, and nobody has asked yet.
    bool claimRenewal();

private:
    const SupervisorServer* m_server; // the process, or its worker
    std::atomic<std::uint64_t> m_version = 1;
    std::atomic<bool> m_asked = false;
    mutable std::mutex m_mutex; // guards what follows; held for a few instructions
    std::shared_ptr<const SupervisorDescription> m_newest;
    std::int64_t m_notBefore = 0; // steady time, nanoseconds
};

} // namespace factorama::otp::detail
