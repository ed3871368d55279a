// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/modules/session.h"
#include "runtime/observe/node_view.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace factorama {

class Runtime;
struct StartSpecification;

/// What a person does to the processes of a runtime, for EmbeddedNode: see NodeView, whose functions of the
/// same names these are. What has to be done by a process itself is done by the worker that runs it, as a
/// signal to it, so nothing waits for a process. Any thread but a worker.
class ProcessControl {
public:
    explicit ProcessControl(Runtime& runtime) : m_runtime(runtime) {}

    Outcome checkSpawn(const std::string& module, const std::vector<std::string>& arguments) const;
    Outcome spawn(const std::string& module, const std::vector<std::string>& arguments, std::size_t count,
                  const std::string& name);
    Outcome exit(Pid pid, const std::string& reason);
    Outcome restart(Pid pid);
    Outcome suspend(Pid pid);
    Outcome resume(Pid pid);
    Outcome checkMessage(const std::string& message) const;
    Outcome send(Pid pid, const std::string& message);
    Outcome link(Pid from, Pid to);
    Outcome unlink(Pid from, Pid to);
    Outcome monitor(Pid from, Pid to);
    Outcome registerName(Pid pid, const std::string& name);
    Outcome setPriority(Pid pid, const std::string& priority);
    Outcome setMailboxLimit(Pid pid, std::uint32_t messages, bool sendersWait);
    Outcome endSpawned();

    /// endSpawned() spares this process, and what descends from it.
    void spare(Pid root);

private:
    Outcome spawnMany(const std::string& module, const std::vector<std::string>& arguments,
                      std::size_t count);
    std::optional<StartSpecification> specificationOf(const StartSpecification* own, Pid parent) const;
    bool isSupervised(Pid pid, Pid parent) const;
    Pid self();

    Runtime& m_runtime;
    mutable std::mutex m_mutex; // guards what follows
    std::unique_ptr<Session> m_session; ///< Self of the messages that are sent; made with the first of them
    std::map<Pid, StartSpecification> m_many; ///< what the children of such a process were started with
    std::unordered_set<Pid> m_spared;
};

} // namespace factorama
