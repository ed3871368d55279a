// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#ifndef Q_MOC_RUN // moc cannot read <concepts>
#include "runtime/observe/node_view.h"
#endif

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace factorama::testing {

/// A node whose snapshots and notices are those that a test plays, as a recording's are. It runs no process.
class PlayedNode : public NodeView {
public:
    void play(Snapshot snapshot)
    {
        snapshot.sequence = m_snapshot->sequence + 1;
        m_snapshot = std::make_shared<const Snapshot>(std::move(snapshot));
        tell();
    }
    void play(Notice::Kind kind, Pid pid, std::string text)
    {
        m_notices.push_back(
            {++m_noticeSequence, m_snapshot->nanoseconds / 1'000'000, kind, pid, std::move(text)});
        tell();
    }
    /// Notices that nobody got to see.
    void loseNotices(std::uint64_t count) { m_noticeSequence += count; }

    const Interest& interest() const { return m_interest; }

    std::string name() const override { return "played"; }
    Capabilities capabilities() const override { return {}; }
    std::shared_ptr<const Snapshot> snapshot() const override { return m_snapshot; }
    void setInterest(const Interest& interest) override { m_interest = interest; }
    std::vector<Notice> notices(std::uint64_t after) const override
    {
        std::vector<Notice> result;
        for (const Notice& notice : m_notices) {
            if (notice.sequence > after) {
                result.push_back(notice);
            }
        }
        return result;
    }
    void setListener(std::function<void()> listener) override { m_listener = std::move(listener); }
    std::vector<ModuleInfo> modules() const override { return {}; }
    Outcome checkSpawn(const std::string&, const std::vector<std::string>&) const override
    {
        return refusal();
    }
    Outcome spawn(const std::string&, const std::vector<std::string>&, std::size_t,
                  const std::string&) override
    {
        return refusal();
    }
    EventBatch events(std::uint64_t) const override { return {}; }
    Outcome suspend(Pid) override { return refusal(); }
    Outcome resume(Pid) override { return refusal(); }
    Outcome checkMessage(const std::string&) const override { return refusal(); }
    Outcome send(Pid, const std::string&) override { return refusal(); }
    Outcome link(Pid, Pid) override { return refusal(); }
    Outcome unlink(Pid, Pid) override { return refusal(); }
    Outcome monitor(Pid, Pid) override { return refusal(); }
    Outcome registerName(Pid, const std::string&) override { return refusal(); }
    Outcome setPriority(Pid, const std::string&) override { return refusal(); }
    Outcome setMailboxLimit(Pid, std::uint32_t, bool) override { return refusal(); }
    Outcome askForState(Pid) override { return refusal(); }
    Outcome endSpawned() override { return refusal(); }
    Outcome setStrategy(Pid, const std::string&) override { return refusal(); }
    std::vector<Choice> demonstrations() const override { return {}; }
    Outcome startDemonstration(const std::string&) override { return refusal(); }
    Pid runningDemonstration(const std::string&) const override { return {}; }
    Outcome endDemonstration(const std::string&) override { return refusal(); }
    Outcome exit(Pid, const std::string&) override { return refusal(); }
    Outcome restart(Pid) override { return refusal(); }
    Outcome setSchedulersOnline(int) override { return refusal(); }
    std::vector<Choice> strategies() const override { return {}; }
    std::vector<Choice> algorithms() const override { return {}; }
    NumbersCheck checkNumbers(const std::string&) const override { return {}; }
    Outcome startFactorization(const FactorizationRequest&) override { return refusal(); }
    void cancelFactorization() override {}
    FactorizationProgress factorizationProgress() const override { return {}; }
    FactorizationWork factorizationWork(std::size_t) const override { return {}; }
    std::vector<FactorizationResult> factorizationResults(std::size_t, std::size_t) const override
    {
        return {};
    }

private:
    static Outcome refusal() { return {"what is played cannot be changed", {}}; }
    void tell()
    {
        if (m_listener) {
            m_listener();
        }
    }

    std::shared_ptr<const Snapshot> m_snapshot = std::make_shared<const Snapshot>();
    std::vector<Notice> m_notices;
    std::uint64_t m_noticeSequence = 0;
    std::function<void()> m_listener;
    Interest m_interest;
};

} // namespace factorama::testing
