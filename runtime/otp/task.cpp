// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/otp/task.h"

#include <algorithm>
#include <map>

namespace factorama::otp {

namespace {

const Atom taskAtom("Elixir.Task");
const Atom supervisedAtom("Elixir.Task.Supervised");
const Atom awaitAtom("await");
const Atom streamAtom("stream");
const Atom exitAtom("exit");
const Atom callersKey("$callers");
const Atom resultsAtom("results");

void requireOwner(Self self, const Task& task)
{
    if (task.owner != self.pid()) {
        throw Raised::error(atoms::badarg);
    }
}

Raised awaitFailure(const Task& task, std::int64_t timeout, const Term& reason)
{
    const Term time = timeout == Infinity ? Term(atoms::infinity) : Term(timeout);
    return Raised::exit(tuple(reason, tuple(taskAtom, awaitAtom, list(task.toTerm(), time))));
}

/// The message that ends the waiting for a task: its reply, its DOWN, or none in time.
Subroutine<Message> reply(Self self, Task task, std::int64_t timeout)
{
    const auto replied = tuple(task.reference, any);
    const auto down = tuple(atoms::down, task.reference, atoms::process, any, any);
    Message message;
    if (timeout == Infinity) {
        message = co_await self.receive(replied, down);
    } else {
        message = co_await self.receive(replied, down).after(timeout);
    }
    if (message.clause() == 0) {
        self.demonitor(task.reference, Demonitor::Flush);
    }
    co_return message;
}

} // namespace

Term Task::toTerm() const
{
    static const Atom structKey("__struct__");
    static const Atom mfaKey("mfa");
    static const Atom ownerKey("owner");
    static const Atom pidKey("pid");
    static const Atom refKey("ref");
    const Term mfa = tuple(function.module, function.function, std::int64_t{function.arity});
    return Term::map(
        {{structKey, taskAtom}, {mfaKey, mfa}, {ownerKey, owner}, {pidKey, pid}, {refKey, reference}});
}

namespace task {

namespace detail {

Task async(Self self, Start start, const InitialCall& function, std::vector<Term> arguments)
{
    const Pid pid = start(self, otp::detail::ancestorsOfChild(self), std::move(arguments));
    const Reference reference = self.monitorForReply(pid);
    self.send(pid, tuple(self.pid(), reference));
    return {pid, reference, self.pid(), function};
}

Subroutine<Reference> begin(Self self, Pid owner, Term ancestors)
{
    otp::detail::enterProcLib(self, ancestors);
    self.putValue(callersKey, list(owner));
    const auto told = tuple(owner, anyReference);
    const Message message = co_await self.receive(told);
    co_return message[1].reference();
}

void finish(Self self, Pid owner, Reference tag, const Term& result)
{
    self.sendThroughAlias(owner, tag, tuple(tag, result));
}

} // namespace detail

Subroutine<Term> await(Self self, Task task, std::int64_t timeout)
{
    requireOwner(self, task);
    Subroutine<Message> waiting = reply(self, task, timeout);
    const Message message = co_await waiting;
    if (message.timedOut()) {
        self.demonitor(task.reference, Demonitor::Flush); // and a late reply is dropped
        throw awaitFailure(task, timeout, atoms::timeout);
    }
    if (message.clause() == 1) {
        throw awaitFailure(task, timeout, message[4]);
    }
    co_return message[1];
}

Subroutine<Term> yield(Self self, Task task, std::int64_t timeout)
{
    requireOwner(self, task);
    Subroutine<Message> waiting = reply(self, task, timeout);
    const Message message = co_await waiting;
    if (message.timedOut()) {
        co_return atoms::nil;
    }
    if (message.clause() == 1) {
        co_return tuple(exitAtom, message[4]);
    }
    co_return tuple(atoms::ok, message[1]);
}

Subroutine<Term> shutdown(Self self, Task task, std::int64_t timeout)
{
    requireOwner(self, task);
    // The task's own monitor may have fired, and its DOWN been received, long ago: this one always answers.
    const Reference monitor = self.monitor(task.pid);
    const auto ended = tuple(atoms::down, monitor, atoms::process, any, any);
    const auto replied = tuple(task.reference, any);
    const auto down = tuple(atoms::down, task.reference, atoms::process, any, any);
    const Atom asked = timeout == BrutalKill ? atoms::killed : atoms::shutdown;
    const Atom signal = timeout == BrutalKill ? atoms::kill : atoms::shutdown;
    self.unlink(task.pid); // its end is not this process' end
    self.exit(task.pid, signal);
    Message end;
    if (timeout == BrutalKill || timeout == Infinity) {
        end = co_await self.receive(ended);
    } else {
        end = co_await self.receive(ended).after(timeout);
    }
    if (end.timedOut()) {
        self.exit(task.pid, atoms::kill);
        end = co_await self.receive(ended);
    }
    Term reason = end[4];
    const Message result = co_await self.receive(replied).after(0);
    if (reason.isAtom(atoms::noproc)) { // how it ended its own monitor tells
        const Message earlier = co_await self.receive(down).after(0);
        if (!earlier.timedOut()) {
            reason = earlier[4];
        }
    }
    self.demonitor(task.reference, Demonitor::Flush);
    if (!result.timedOut()) {
        co_return tuple(atoms::ok, result[1]);
    }
    if (reason.isAtom(asked)) {
        co_return atoms::nil;
    }
    co_return tuple(exitAtom, reason);
}

// -- async_stream --

namespace {

struct StreamPlan {
    Pid owner;
    Reference tag; ///< the owner gets {Tag, results, List} or {Tag, timeout, []}
    detail::Start start = nullptr;
    InitialCall function;
    StreamOptions options;
    bool trapsExits = false; ///< the owner does, so this process does
};

/// A task that runs for a stream.
struct Running {
    Task task;
    std::size_t index = 0; ///< of its item
    std::int64_t deadline = 0; ///< in nanoseconds of the clock
};

std::int64_t untilFirstDeadline(Self self, const std::map<Reference, Running>& running)
{
    std::int64_t first = Infinity;
    for (const auto& [reference, one] : running) {
        first = std::min(first, one.deadline);
    }
    if (first == Infinity) {
        return Infinity;
    }
    constexpr std::int64_t Millisecond = 1'000'000;
    return std::max<std::int64_t>(0, (first - self.monotonicTime() + Millisecond - 1) / Millisecond);
}

/// Owns the tasks of a stream. Its mailbox is its own, so it may receive whichever of them is first; and its
/// links end the tasks with it, and it with its owner.
Process streamMonitor(Self self, StreamPlan plan, std::vector<Term> items, Term ancestors)
{
    otp::detail::enterProcLib(self, ancestors);
    self.setTrapExit(plan.trapsExits);
    const auto replied = tuple(anyReference, any);
    const auto down = tuple(atoms::down, anyReference, atoms::process, any, any);
    const auto ownerExit = tuple(atoms::exit, plan.owner, any);
    const auto taskExit = tuple(atoms::exit, anyPid, any);
    std::vector<Term> results;
    std::vector<Term> byIndex(items.size());
    std::map<Reference, Running> running;
    std::size_t next = 0;
    std::size_t done = 0;
    while (done < items.size()) {
        while (next < items.size() &&
               running.size() < static_cast<std::size_t>(plan.options.maxConcurrency)) {
            const Task task = detail::async(self, plan.start, plan.function, {items[next]});
            const std::int64_t deadline = plan.options.timeout == Infinity
                                              ? Infinity
                                              : self.monotonicTime() + plan.options.timeout * 1'000'000;
            running.emplace(task.reference, Running{task, next++, deadline});
        }
        const std::int64_t wait = untilFirstDeadline(self, running);
        Message message;
        if (wait == Infinity) {
            message = co_await self.receive(replied, down, ownerExit, taskExit);
        } else {
            message = co_await self.receive(replied, down, ownerExit, taskExit).after(wait);
        }
        if (message.clause() == 2) {
            self.exit(message[2]);
        }
        if (message.clause() == 3) {
            continue; // its DOWN says the same
        }
        Reference reference;
        Term result;
        if (message.timedOut()) {
            const std::int64_t now = self.monotonicTime();
            const auto late = std::find_if(running.begin(), running.end(),
                                           [now](const auto& one) { return one.second.deadline <= now; });
            if (late == running.end()) {
                continue;
            }
            if (plan.options.onTimeout == OnTimeout::Exit) {
                self.send(plan.owner, tuple(plan.tag, atoms::timeout, Term()));
                const Message never =
                    co_await self.receive(ownerExit); // the owner kills this, and the tasks with it
            }
            reference = late->first;
            const Pid pid = late->second.task.pid;
            self.unlink(pid);
            self.exit(pid, atoms::kill);
            result = tuple(exitAtom, atoms::timeout);
        } else if (message.clause() == 0) {
            reference = message[0].reference();
            result = tuple(atoms::ok, message[1]);
        } else {
            reference = message[1].reference();
            if (!plan.trapsExits && !message[4].isAtom(atoms::normal)) {
                self.exit(message[4]); // as its link is about to tell
            }
            result = tuple(exitAtom, message[4]);
        }
        self.demonitor(reference, Demonitor::Flush);
        const auto found = running.find(reference);
        if (found == running.end()) {
            continue;
        }
        byIndex[found->second.index] = result;
        results.push_back(result);
        running.erase(found);
        ++done;
    }
    const Term all = Term::list(plan.options.ordered ? byIndex : results);
    self.send(plan.owner, tuple(plan.tag, resultsAtom, all));
}

} // namespace

namespace detail {

Subroutine<std::vector<Term>> asyncStream(Self self, Start start, InitialCall function,
                                          std::vector<Term> items, StreamOptions options)
{
    if (options.maxConcurrency <= 0) {
        options.maxConcurrency = self.schedulersOnline();
    }
    SpawnOptions spawnOptions;
    spawnOptions.link = true;
    spawnOptions.monitor = true;
    const Reference tag = self.makeReference();
    const bool traps = self.process().has(ControlBlock::TrapsExits);
    const StreamPlan plan{self.pid(), tag, start, function, options, traps};
    const Term ancestors = otp::detail::ancestorsOfChild(self);
    const Spawned monitor =
        self.spawnWith<&streamMonitor>(std::move(spawnOptions), plan, std::move(items), ancestors);
    const auto ended = tuple(tag, anyAtom, any);
    const auto down = tuple(atoms::down, monitor.monitor, atoms::process, any, any);
    const auto exited = tuple(atoms::exit, monitor.pid, any);
    const Message message = co_await self.receive(ended, down);
    self.unlink(monitor.pid);
    self.demonitor(monitor.monitor, Demonitor::Flush);
    const Message exit = co_await self.receive(exited).after(0);
    const Term time = options.timeout == Infinity ? Term(atoms::infinity) : Term(options.timeout);
    const Term place = tuple(supervisedAtom, streamAtom, list(time));
    if (message.clause() == 1) {
        throw Raised::exit(tuple(message[4], place));
    }
    if (message[1].isAtom(atoms::timeout)) {
        self.exit(monitor.pid, atoms::kill);
        throw Raised::exit(tuple(atoms::timeout, place));
    }
    co_return message[2].elements();
}

} // namespace detail

} // namespace task

} // namespace factorama::otp
