// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/process_details.h"

#include <cstdint>
#include <memory>
#include <mutex>

namespace factorama {

class Runtime;
struct ControlBlock;

/// Looks at one process closely, without a message to it: a Command, which is a signal, has the worker that
/// runs the process copy a bounded part of what it holds. At most one is under way; a process that computes
/// without a tick answers late, and what it said last is shown until then.
///
/// While it is looked at, the process counts its messages; that ends with the look.
///
/// Threads: one, the sampler's, but for askForState().
class ProcessInspector {
public:
    explicit ProcessInspector(Runtime& runtime) : m_runtime(runtime) {}
    ~ProcessInspector() { setTarget({}); }
    ProcessInspector(const ProcessInspector&) = delete;
    ProcessInspector& operator=(const ProcessInspector&) = delete;

    /// `<0.0.0>`: none.
    void setTarget(Pid pid);
    Pid target() const { return m_target; }

    /// During a pass over all processes: is this one the target, or a child of it?
    void visit(const ControlBlock& process);
    /// What is known now, after a pass; null without a target. Asks for the next answer.
    std::shared_ptr<const ProcessDetails> take();

    /// Asks a process for its state as sys:get_state does, which sends it a message: one that is no server
    /// will not answer. The answer comes with a later take(). Any thread.
    void askForState(Pid pid);

private:
    struct Answer;
    struct StateAnswer;

    void ask();
    void addSurroundings();

    Runtime& m_runtime;
    Pid m_target;
    std::shared_ptr<Answer> m_answer; // shared with the process' worker
    ProcessDetails m_known;
    // of the pass that is under way
    PeerList m_children;
    ProcessRow m_row;
    std::mutex m_stateMutex; // guards m_state
    std::shared_ptr<StateAnswer> m_state; // shared with who asks
};

} // namespace factorama
