// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace factorama {

struct ControlBlock;
struct WorkerContext;

/// Whose turn it is on a thread. A process finds itself and its worker here, so that neither its control
/// block nor its frames have to hold pointers to them; and what is left of its turn's reductions is of no
/// interest to anybody else.
///
/// Read anew each time, and never kept across an await: processes migrate.
struct RunningProcess {
    WorkerContext* worker = nullptr; ///< of this thread; null on threads outside the schedulers
    ControlBlock* process = nullptr; ///< of its last turn, if none is running now
    std::int32_t budget = 0; ///< reductions left in this turn
};

inline constinit thread_local RunningProcess t_running;

/// Another worker, or process, for a while: where one thread does the work of several.
class RunningScope {
public:
    RunningScope(WorkerContext* worker, ControlBlock* process) : m_before(t_running)
    {
        t_running = {worker, process, 0};
    }
    ~RunningScope() { t_running = m_before; }
    RunningScope(const RunningScope&) = delete;
    RunningScope& operator=(const RunningScope&) = delete;

private:
    const RunningProcess m_before;
};

} // namespace factorama
