// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/node_view.h"

#include <memory>

namespace factorama {

class Runtime;

/// The runtime inside this program, as a NodeView.
///
/// A thread of its own samples the processes' counters at the pace of the interest; it takes no lock of the
/// runtime and sends nothing to a process. It sleeps while nothing is wanted.
class EmbeddedNode final : public NodeView {
public:
    /// Niceness beside a window: it is drawn in time while schedulers compute on all cores.
    static constexpr int BehindAWindow = 10;

    /// `schedulers` threads run processes; 0 is one a core. They and the one that samples have this niceness.
    explicit EmbeddedNode(int schedulers = 0, int niceness = 0);
    /// Ends all processes. At any time.
    ~EmbeddedNode() override;

    /// Starts the small supervised demonstration: processes that ping, compute, watch, and fill a mailbox.
    void startDemonstration();

    std::string name() const override;
    Capabilities capabilities() const override;
    std::shared_ptr<const Snapshot> snapshot() const override;
    void setInterest(const Interest& interest) override;
    std::vector<Notice> notices(std::uint64_t after) const override;
    EventBatch events(std::uint64_t after) const override;
    void setListener(std::function<void()> listener) override;
    std::vector<ModuleInfo> modules() const override;
    Outcome checkSpawn(const std::string& module, const std::vector<std::string>& arguments) const override;
    Outcome spawn(const std::string& module, const std::vector<std::string>& arguments, std::size_t count = 1,
                  const std::string& name = {}) override;
    Outcome exit(Pid pid, const std::string& reason) override;
    Outcome restart(Pid pid) override;
    Outcome setSchedulersOnline(int count) override;
    Outcome setStrategy(Pid supervisor, const std::string& strategy) override;
    Outcome suspend(Pid pid) override;
    Outcome resume(Pid pid) override;
    Outcome checkMessage(const std::string& message) const override;
    Outcome send(Pid pid, const std::string& message) override;
    Outcome link(Pid from, Pid to) override;
    Outcome unlink(Pid from, Pid to) override;
    Outcome monitor(Pid from, Pid to) override;
    Outcome registerName(Pid pid, const std::string& name) override;
    Outcome setPriority(Pid pid, const std::string& priority) override;
    Outcome setMailboxLimit(Pid pid, std::uint32_t messages, bool sendersWait) override;
    Outcome askForState(Pid pid) override;
    Outcome endSpawned() override;
    std::vector<Choice> demonstrations() const override;
    Outcome startDemonstration(const std::string& name) override;
    Pid runningDemonstration(const std::string& name) const override;
    Outcome endDemonstration(const std::string& name) override;
    std::vector<Choice> strategies() const override;
    std::vector<Choice> algorithms() const override;
    NumbersCheck checkNumbers(const std::string& text) const override;
    Outcome startFactorization(const FactorizationRequest& request) override;
    void cancelFactorization() override;
    FactorizationProgress factorizationProgress() const override;
    std::vector<FactorizationResult> factorizationResults(std::size_t from, std::size_t limit) const override;
    FactorizationWork factorizationWork(std::size_t limit) const override;

    /// The runtime itself, for tests and benchmarks.
    Runtime& runtime();

private:
    struct Private;
    std::unique_ptr<Private> m;
};

} // namespace factorama
