// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/control_block.h"
#include "runtime/process/receive.h"
#include "runtime/process/spawn.h"
#include "runtime/scheduler/scheduler.h"
#include "runtime/term/expression.h"
#include "runtime/term/raised.h"

#include <algorithm>
#include <atomic>
#include <coroutine>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace factorama {

/// Options of demonitor/2.
enum class Demonitor : std::uint8_t { Plain, Flush };

/// What a process can do: the BIFs of Erlang. Every body gets one as its first parameter. It holds nothing:
/// it means whichever process it is used in (RunningProcess), and may be copied.
///
/// Threads: only where a process runs. Once the process is exiting (destructors of its frame
/// run then) every call does nothing.
///
/// Errors are Raised (error:badarg and so on), as Erlang raises them.
class Self {
public:
    Pid pid() const { return process().pid; }

    // -- messages --

    /// Sends a copy. To a dead process it is silently dropped.
    template<Buildable Message>
    void send(Pid to, const Message& message)
    {
        if (!isExiting()) {
            sendSignal(to, signals::makeMessage(expression::store(message)));
        }
    }
    /// To a registered name: error:badarg if nobody has it.
    template<Buildable Message>
    void send(Atom name, const Message& message)
    {
        if (!isExiting()) {
            send(requireRegistered(name), message);
        }
    }

    /// Waits for the first message, in the order of arrival, that matches one of the patterns, tried in
    /// order: `const Message m = co_await self.receive(put, get);`, with `.after(milliseconds)` for a
    /// time-out.
    template<Matchable... Patterns>
    Receive<Patterns...> receive(Patterns&&... patterns)
    {
        return Receive<Patterns...>(std::forward<Patterns>(patterns)...);
    }
    /// Waits; messages stay in the mailbox.
    auto sleep(std::int64_t milliseconds) { return receive().after(milliseconds); }

    /// In long loops: gives others a turn when this one's reductions are spent.
    /// `co_await self.tick()`, or with the reductions that the work since the last tick was worth.
    struct Tick {
        static constexpr std::int32_t LongWork = 8;
        std::int32_t reductions;
        bool await_ready() const
        {
            if (reductions > LongWork) {
                t_running.worker->workForLong();
            }
            return ControlBlock::spend(reductions);
        }
        void await_suspend(std::coroutine_handle<>) const noexcept
        {
            t_running.process->wait = ControlBlock::Wait::Yield;
        }
        void await_resume() const noexcept {}
    };
    Tick tick(std::int32_t reductions = 1) { return {reductions}; }
    /// Gives others a turn now.
    Tick yield() { return {ControlBlock::ReductionsPerTurn}; }
    /// How many reductions a slice of work may spend before the next tick.
    std::int32_t reductionsLeft() const { return std::max(t_running.budget, 1); }

    // -- processes --

    template<auto body, typename... Arguments>
    Pid spawn(Arguments&&... arguments);
    template<auto body, typename... Arguments>
    Pid spawnLink(Arguments&&... arguments);
    /// The pid and the monitor's reference.
    template<auto body, typename... Arguments>
    std::pair<Pid, Reference> spawnMonitor(Arguments&&... arguments);
    template<auto body, typename... Arguments>
    Spawned spawnWith(SpawnOptions&& options, Arguments&&... arguments);
    /// spawn/3: a function that the runtime knows by its names. If there is none, the new process ends with
    /// undef, as in Erlang.
    Spawned spawn(Atom module, Atom function, const std::vector<Term>& arguments, SpawnOptions&& options);
    Pid spawn(Atom module, Atom function, const std::vector<Term>& arguments);

    /// exit/1: ends this process.
    [[noreturn]] void exit(const Term& reason) { throw Raised::exit(reason); }
    /// exit/2: an exit signal to a process; to a dead one it is dropped. To oneself, unless trapped, it ends
    /// this process here (by an exception).
    void exit(Pid pid, const Term& reason);
    bool setTrapExit(bool trap);

    /// `co_await self.isAlive(pid)`: false from the moment the process is exiting, and after everything that
    /// this process sent to it before.
    class AliveReply;
    AliveReply isAlive(Pid pid);
    /// `co_await self.processInfo(pid, item)`: {Item, Value}, or `undefined` if the process is not alive.
    /// Answered by the process itself, in the order of signals. error:badarg for an unknown item.
    class InfoReply;
    InfoReply processInfo(Pid pid, Atom item);
    /// `co_await self.suspend(pid)`: the process does not run until resume() has been called as often as
    /// this, or this process has ended. error:badarg if it is not alive.
    class SuspendReply;
    SuspendReply suspend(Pid pid);
    void resume(Pid pid);

    Priority setPriority(Priority priority);
    /// A process without a mailbox limit has one that is never reached.
    void setMailboxLimit(const MailboxLimit& limit);
    Pid groupLeader() const { return process().groupLeader(); }
    void setGroupLeader(Pid leader);
    /// The process dictionary: what was there before, `undefined` if nothing.
    Term putValue(const Term& key, const Term& value);
    Term getValue(const Term& key) const;
    Term eraseValue(const Term& key);
    /// Waits until the mailbox holds a message, which stays there.
    struct Hibernation {
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<>) const noexcept
        {
            t_running.process->wait = ControlBlock::Wait::Hibernate;
        }
        void await_resume() const noexcept {}
    };
    Hibernation hibernate() { return {}; }

    void link(Pid pid);
    void unlink(Pid pid);
    /// With an alias mode, the reference is an alias too.
    using AliasMode = Relations::AliasMode;
    Reference monitor(Pid pid, AliasMode alias = AliasMode::None);
    Reference monitor(Atom name, AliasMode alias = AliasMode::None);
    /// A monitor whose reference is an alias too, for a call and its reply: the alias is not published, so
    /// only who is told this pid too can send through it, with sendThroughAlias().
    Reference monitorForReply(Pid pid, AliasMode alias = AliasMode::Demonitor)
    {
        return monitorPeer(pid, {}, alias, false);
    }
    /// The same and a message behind it, in one signal: `makeRequest(reference)` is what to send, a tuple as
    /// a call sends it. The answer, see sendReply(), takes alias and monitor along.
    template<typename MakeRequest>
    [[gnu::always_inline]] Reference sendRequest(Pid to, MakeRequest makeRequest)
    {
        const Reference reference = makeReference();
        if (!isExiting()) {
            request(to, reference,
                    signals::makeCarrying(Signal::Kind::MonitoredMessage, pid(), reference.bits(),
                                          makeRequest(reference)));
        }
        return reference;
    }
    /// True if the monitor was there and had not fired.
    bool demonitor(Reference reference, Demonitor option = Demonitor::Plain);

    // -- aliases --

    /// A reference that messages can be sent to as to this process, until it is deactivated.
    Reference alias(AliasMode mode = AliasMode::ExplicitUnalias);
    /// True if it was an active alias of this process.
    bool unalias(Reference alias);
    /// Sends through an alias; to an inactive one it is dropped.
    void send(Reference alias, const Term& message);
    /// The same, where it is known whose alias it is, as in the reply to a call.
    template<Buildable Message>
    void sendThroughAlias(Pid to, Reference alias, const Message& message)
    {
        sendCarrying(Signal::Kind::AliasMessage, to, alias, message);
    }
    /// Answers a request: the same, and if that came by sendRequest() to this process, its monitor is dropped
    /// here. (Whoever gets the answer would take it back, which takes another signal.)
    template<Buildable Message>
    void sendReply(Pid to, Reference alias, const Message& message)
    {
        const bool dropped = !isExiting() && dropMonitorBy(to, alias);
        sendCarrying(dropped ? Signal::Kind::AliasReply : Signal::Kind::AliasMessage, to, alias, message);
    }

    // -- names --

    void registerName(Atom name, Pid pid);
    void registerName(Atom name) { registerName(name, pid()); }
    void unregisterName(Atom name);
    Pid whereis(Atom name) const;
    /// What this process calls itself, for people who look.
    void setLabel(Atom label);

    // -- timers --

    /// Delivers the message after the time, unless cancelled.
    Reference sendAfter(std::int64_t milliseconds, Pid to, const Term& message);
    Reference sendAfter(std::int64_t milliseconds, Atom name, const Term& message);
    /// As sendAfter(), the message being {timeout, Reference, Message}.
    Reference startTimer(std::int64_t milliseconds, Pid to, const Term& message);
    Reference startTimer(std::int64_t milliseconds, Atom name, const Term& message);
    /// The milliseconds that were left; nothing if the timer has fired, which does not prove that its message
    /// has arrived.
    std::optional<std::int64_t> cancelTimer(Reference reference);
    std::optional<std::int64_t> readTimer(Reference reference);

    // -- the rest --

    /// A receive that waits for it soon after costs the same however long the mailbox is, see Mailbox.
    Reference makeReference()
    {
        const Reference reference = Reference::make();
        process().mark(reference);
        return reference;
    }
    int schedulersOnline() const;
    /// Nanoseconds of the node's steady (or simulated) clock.
    std::int64_t monotonicTime() const;

    /// `co_await self.runDirty(job)`: runs `job` on a dirty worker, outside the schedulers, while this
    /// process waits. The job must own all that it touches: if the process is killed it goes on without it,
    /// told by `cancelled`. What it throws is thrown here.
    class Dirty {
    public:
        explicit Dirty(std::function<void(const std::atomic<bool>&)> job) : m_job(std::move(job)) {}
        ~Dirty();
        Dirty(const Dirty&) = delete;
        Dirty& operator=(const Dirty&) = delete;
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> frame);
        void await_resume() const;

    private:
        /// Outlives the process if the job does.
        struct Outcome {
            std::atomic<bool> cancelled = false;
            std::exception_ptr exception;
        };
        std::function<void(const std::atomic<bool>&)> m_job;
        std::shared_ptr<Outcome> m_outcome = std::make_shared<Outcome>();
    };
    Dirty runDirty(std::function<void(const std::atomic<bool>&)> job);

    ControlBlock& process() const { return *t_running.process; }
    Runtime& runtime() const { return ControlBlock::runtime(); }
    /// Its code is being left: every call does nothing.
    bool isExiting() const { return process().has(ControlBlock::Exiting); }

private:
    template<Buildable Message>
    void sendCarrying(Signal::Kind kind, Pid to, Reference alias, const Message& message)
    {
        if (!isExiting()) {
            sendSignal(to, signals::makeCarrying(kind, pid(), alias.bits(), expression::store(message)));
        }
    }
    void request(Pid to, Reference reference, ControlSignal* signal);
    [[gnu::noinline]] void requestOtherwise(Pid to, Reference reference, ControlSignal* signal);
    [[gnu::noinline]] void deliverRequest(Pid to, Reference reference, ControlSignal* signal);
    void tellNoproc(Pid peer, Reference reference);
    /// True if the monitor was there that came with the peer's request.
    bool dropMonitorBy(Pid peer, Reference reference)
    {
        return process().eraseRequest(ControlBlock::requestFrom(peer, reference)) ||
               dropMonitorElsewhere(peer, reference);
    }
    bool dropMonitorElsewhere(Pid peer, Reference reference);
    static void sendSignal(Pid to, Signal* message);
    Reference monitorPeer(Pid peer, Atom name, AliasMode alias, bool published = true);
    Pid requireRegistered(Atom name) const;
    Reference armTimer(std::int64_t milliseconds, Pid to, Atom name, Reference reference, Signal* message);
    void putRelation(const Relations::Relation& relation);
};

/// A question to another process, in the order of signals; the process waits for the answer.
class ReplyAwaitable : protected QuestionState {
public:
    ReplyAwaitable(Pid to, Signal::Kind kind, Atom item) : m_to(to), m_kind(kind), m_item(item) {}
    bool await_ready();
    void await_suspend(std::coroutine_handle<>) noexcept
    {
        ControlBlock& process = *t_running.process;
        process.setAwaited(static_cast<QuestionState*>(this));
        process.wait = ControlBlock::Wait::Reply;
    }

protected:
    Pid m_to;
    Signal::Kind m_kind;
    Atom m_item;
};

class Self::AliveReply : public ReplyAwaitable {
public:
    using ReplyAwaitable::ReplyAwaitable;
    bool await_resume() const { return reply.isAtom(atoms::true_); }
};

class Self::InfoReply : public ReplyAwaitable {
public:
    using ReplyAwaitable::ReplyAwaitable;
    Term await_resume() { return std::exchange(reply, Term()); }
};

class Self::SuspendReply : public ReplyAwaitable {
public:
    using ReplyAwaitable::ReplyAwaitable;
    void await_resume() const;
};

inline Self::AliveReply Self::isAlive(Pid pid)
{
    static const Atom alive("alive");
    return {pid, Signal::Kind::InfoRequest, alive};
}

template<auto body, typename... Arguments>
Spawned spawnProcess(Runtime& runtime, ControlBlock* parent, SpawnOptions&& options, Arguments&&... arguments)
{
    using Traits = detail::BodyTraits<decltype(body)>;
    static_assert(Traits::Arity == sizeof...(Arguments), "the body takes another number of arguments");
    return detail::commitSpawn(runtime, Traits::call(body, Self(), std::forward<Arguments>(arguments)...),
                               parent, detail::initialCallOf<body, Traits::Arity>(), std::move(options));
}

template<auto body, typename... Arguments>
Spawned Self::spawnWith(SpawnOptions&& options, Arguments&&... arguments)
{
    if (isExiting()) {
        return {};
    }
    return spawnProcess<body>(runtime(), &process(), std::move(options),
                              std::forward<Arguments>(arguments)...);
}

template<auto body, typename... Arguments>
Pid Self::spawn(Arguments&&... arguments)
{
    return spawnWith<body>(SpawnOptions(), std::forward<Arguments>(arguments)...).pid;
}

template<auto body, typename... Arguments>
Pid Self::spawnLink(Arguments&&... arguments)
{
    SpawnOptions options;
    options.link = true;
    return spawnWith<body>(std::move(options), std::forward<Arguments>(arguments)...).pid;
}

template<auto body, typename... Arguments>
std::pair<Pid, Reference> Self::spawnMonitor(Arguments&&... arguments)
{
    SpawnOptions options;
    options.monitor = true;
    const Spawned spawned = spawnWith<body>(std::move(options), std::forward<Arguments>(arguments)...);
    return {spawned.pid, spawned.monitor};
}

} // namespace factorama
