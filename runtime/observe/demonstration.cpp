// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/observe/demonstration.h"

#include "runtime/modules/catalogue.h"
#include "runtime/otp/supervisor.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace factorama {

// The bodies that no module of the catalogue has; the namespace is what the processes are called by.
namespace demonstration {

namespace {

const Atom tick("tick");
const Atom token("token");
const Atom crash("crash");
const Atom pingTag("ping");

} // namespace

/// Lives on, and does a little now and then, so that one sees it is alive.
Process idler(Self self, std::int64_t interval)
{
    for (;;) {
        co_await self.sleep(interval);
        co_await self.tick(50);
    }
}

/// Member of a ring of links: starts the next one, linked, and the last one links to the first. Then a token
/// goes round, so that the ring is seen to be one.
Process ringMember(Self self, Pid first, std::int64_t left)
{
    const bool isFirst = !first;
    const Pid start = isFirst ? self.pid() : first;
    Pid next = start;
    if (left > 0) {
        next = self.spawnLink<&ringMember>(start, left - 1);
    } else {
        self.link(start);
    }
    if (isFirst) {
        self.send(self.pid(), token);
    }
    for (;;) {
        const Message message = co_await self.receive(token);
        co_await self.sleep(150);
        self.send(next, token);
    }
}

/// Monitors processes by their names. Whoever goes down is reported, and monitored again a little later.
Process watchtower(Self self, std::vector<Term> names)
{
    for (const Term& name : names) {
        self.monitor(name.atom());
    }
    const auto down = tuple(atoms::down, any, atoms::process, any, any);
    const auto again = tuple(tick, any);
    for (;;) {
        const Message message = co_await self.receive(down, again);
        const Term name = message.clause() == 0 ? message[3][0] : message[1];
        if (message.clause() == 1) {
            self.monitor(name.atom());
            continue;
        }
        if (!message[4].isAtom(atoms::noproc)) {
            self.runtime().log(Notice::Kind::Information, self.pid(),
                               fmt::format("{} went down: {}. The watchtower {} got {}", name.toString(),
                                           message[4].toString(100), self.pid().toString(),
                                           message.term().toString(500)));
        }
        self.sendAfter(500, self.pid(), tuple(tick, name)); // whoever restarts it needs a moment
    }
}

/// Writes to a registered process at an interval, so many letters at a time.
Process writer(Self self, Atom to, std::int64_t letters, std::int64_t interval)
{
    for (std::int64_t number = 0;; ++number) {
        if (self.whereis(to)) {
            for (std::int64_t i = 0; i < letters; ++i) {
                self.send(to, tuple(token, number));
                co_await self.tick();
            }
        }
        co_await self.sleep(interval);
    }
}

/// Reads one letter at an interval: more slowly than they come, until nobody could keep up; then all at once.
Process overworked(Self self, std::int64_t interval, std::int64_t most)
{
    for (std::int64_t number = 1;; ++number) {
        const Message message = co_await self.receive(any);
        if (number % most == 0) {
            for (bool more = true; more;) {
                const Message next = co_await self.receive(any).after(0);
                more = !next.timedOut();
            }
        }
        co_await self.sleep(interval);
    }
}

/// Ends with an error after a while, again and again, as long as somebody restarts it.
Process crasher(Self self, std::int64_t milliseconds)
{
    co_await self.sleep(milliseconds);
    throw Raised::error(tuple(crash, milliseconds));
}

/// Answers each ping; `opens` the exchange if it is told to whom.
Process player(Self self, Pid partner)
{
    Pid other = partner;
    if (!other) {
        other = self.spawnLink<&player>(self.pid());
    } else {
        self.send(other, pingTag);
    }
    for (;;) {
        const Message message = co_await self.receive(pingTag);
        co_await self.sleep(20); // slow enough to be looked at
        self.send(other, pingTag);
    }
}

} // namespace demonstration

namespace {

using otp::ChildSpecification;
using otp::RestartStrategy;
using otp::SupervisorSpecification;

/// Starts the module, linked to its supervisor.
Subroutine<otp::StartedChild> startLinked(Self supervisor, std::string module, Atom name,
                                          std::vector<Term> arguments)
{
    SpawnOptions options;
    options.link = true;
    options.name = name;
    const Spawned spawned =
        findModule(module)->start(supervisor.runtime(), &supervisor.process(), std::move(options), arguments);
    co_return otp::StartedChild::ok(spawned.pid);
}

/// A module of the catalogue as a child.
ChildSpecification child(std::string_view id, std::string_view module, Atom name,
                         const std::vector<Term>& arguments)
{
    return otp::childFunction<&startLinked>(Atom(id), std::string(module), name, arguments);
}

Subroutine<otp::StartedChild> startWatched(Self supervisor, Atom name, std::int64_t interval)
{
    SpawnOptions options;
    options.link = true;
    options.name = name;
    const Spawned spawned = supervisor.spawnWith<&demonstration::idler>(std::move(options), interval);
    co_return otp::StartedChild::ok(spawned.pid);
}

Subroutine<otp::StartedChild> startOverworked(Self supervisor, Atom name, std::int64_t interval,
                                              std::int64_t most)
{
    SpawnOptions options;
    options.link = true;
    options.name = name;
    const Spawned spawned =
        supervisor.spawnWith<&demonstration::overworked>(std::move(options), interval, most);
    co_return otp::StartedChild::ok(spawned.pid);
}

Pid start(Runtime& runtime, Atom name, SupervisorSpecification tree)
{
    tree.module = name;
    SpawnOptions options;
    options.name = name;
    return otp::startSupervisor(runtime, std::move(tree), std::move(options));
}

SupervisorSpecification makeTree(std::string_view module, RestartStrategy strategy)
{
    SupervisorSpecification tree;
    tree.module = Atom(module);
    tree.strategy = strategy;
    // A person who kills one child after the other is not to end the whole.
    tree.intensity = 10;
    tree.period = 10;
    return tree;
}

Pid startOverview(Runtime& runtime, Atom name)
{
    const Atom echo("echo");
    SupervisorSpecification tree = makeTree("demonstration", RestartStrategy::OneForOne);
    tree.children.push_back(child("echo", "echo", echo, {}));
    tree.children.push_back(child("ticker", "ticker", {}, {echo, 200}));
    tree.children.push_back(child("watcher", "watcher", {}, {echo}));
    tree.children.push_back(child("counter", "prime_counter", {}, {3}));
    tree.children.push_back(child("reader", "slow_reader", Atom("reader"), {50, 100}));
    return start(runtime, name, std::move(tree));
}

SupervisorSpecification makeBranch(std::string_view module, RestartStrategy strategy, int workers)
{
    SupervisorSpecification branch = makeTree(module, strategy);
    for (int i = 1; i <= workers; ++i) {
        branch.children.push_back(
            otp::childProcess<&demonstration::idler>(Atom(fmt::format("worker_{}", i)), 400 + 70 * i));
    }
    return branch;
}

Pid startTree(Runtime& runtime, Atom name)
{
    SupervisorSpecification last = makeBranch("rest_for_one_branch", RestartStrategy::RestForOne, 4);
    last.children.push_back(
        otp::childSupervisor(Atom("deeper"), makeBranch("deeper_branch", RestartStrategy::OneForOne, 3)));
    SupervisorSpecification tree = makeTree("supervision_tree", RestartStrategy::OneForOne);
    tree.children.push_back(otp::childSupervisor(
        Atom("one_for_one"), makeBranch("one_for_one_branch", RestartStrategy::OneForOne, 4)));
    tree.children.push_back(otp::childSupervisor(
        Atom("one_for_all"), makeBranch("one_for_all_branch", RestartStrategy::OneForAll, 4)));
    tree.children.push_back(otp::childSupervisor(Atom("rest_for_one"), std::move(last)));
    return start(runtime, name, std::move(tree));
}

Pid startLinks(Runtime& runtime, Atom name)
{
    SupervisorSpecification tree = makeTree("ring_of_links", RestartStrategy::OneForOne);
    tree.children.push_back(otp::childProcess<&demonstration::ringMember>(Atom("ring"), Pid(), 11));
    return start(runtime, name, std::move(tree));
}

Pid startMonitors(Runtime& runtime, Atom name)
{
    SupervisorSpecification tree = makeTree("monitors", RestartStrategy::OneForOne);
    std::vector<Term> names;
    for (int i = 1; i <= 8; ++i) {
        const Atom watched(fmt::format("watched_{}", i));
        names.push_back(watched);
        tree.children.push_back(otp::childFunction<&startWatched>(watched, watched, 300 + 50 * i));
    }
    tree.children.push_back(
        otp::childProcess<&demonstration::watchtower>(Atom("watchtower"), std::move(names)));
    return start(runtime, name, std::move(tree));
}

Pid startMailbox(Runtime& runtime, Atom name)
{
    const Atom busy("busy_mailbox");
    SupervisorSpecification tree = makeTree("mailboxes", RestartStrategy::OneForOne);
    tree.children.push_back(otp::childFunction<&startOverworked>(busy, busy, 5, 2'000));
    for (int i = 1; i <= 4; ++i) {
        tree.children.push_back(otp::childProcess<&demonstration::writer>(Atom(fmt::format("writer_{}", i)),
                                                                          busy, 10, 100 + 15 * i));
    }
    tree.children.push_back(child("reader", "slow_reader", {}, {20, 300}));
    return start(runtime, name, std::move(tree));
}

Pid startComputing(Runtime& runtime, Atom name)
{
    SupervisorSpecification tree = makeTree("computing", RestartStrategy::OneForOne);
    const int workers = runtime.scheduler().online() + 2;
    for (int i = 1; i <= workers; ++i) {
        // The first half as hard as it can, the others with pauses.
        tree.children.push_back(
            child(fmt::format("counter_{}", i), "prime_counter", {}, {2 * i <= workers ? 100 : 40}));
    }
    return start(runtime, name, std::move(tree));
}

Pid startCrashes(Runtime& runtime, Atom name)
{
    SupervisorSpecification tree = makeTree("crash_storm", RestartStrategy::OneForOne);
    tree.intensity = 60;
    tree.period = 3'600; // no restart is forgotten: after the 60th the supervisor gives up
    for (int i = 1; i <= 4; ++i) {
        tree.children.push_back(
            otp::childProcess<&demonstration::crasher>(Atom(fmt::format("crasher_{}", i)), 600 + 170 * i));
    }
    tree.children.push_back(otp::childProcess<&demonstration::idler>(Atom("bystander"), 500));
    return start(runtime, name, std::move(tree));
}

Pid startPairs(Runtime& runtime, Atom name)
{
    SupervisorSpecification tree = makeTree("ping_pong_pairs", RestartStrategy::OneForOne);
    for (int i = 1; i <= 8; ++i) {
        tree.children.push_back(
            otp::childProcess<&demonstration::player>(Atom(fmt::format("pair_{}", i)), Pid()));
    }
    return start(runtime, name, std::move(tree));
}

Pid startCrowd(Runtime& runtime, Atom name)
{
    SupervisorSpecification tree = makeTree("crowd", RestartStrategy::OneForOne);
    // Temporary: who kills one of them sees all go, and not 100,000 come again.
    tree.children.push_back(child("crowd", "million_processes", {}, {100'000, 0}).temporary());
    return start(runtime, name, std::move(tree));
}

} // namespace

const std::vector<Demonstration>& demonstrations()
{
    static const std::vector<Demonstration> all = {
        {"overview", "A little of everything",
         "A supervisor over five processes that ping, watch, compute, and let a mailbox fill.",
         &startOverview, Atom("demonstration")},
        {"tree", "Supervision tree",
         "Supervisors below supervisors, with each strategy: kill a worker and see whom it takes along.",
         &startTree, Atom("demonstration_tree")},
        {"links", "Ring of links",
         "Twelve processes, each linked to the next: kill one, and all go; the supervisor starts the ring "
         "anew.",
         &startLinks, Atom("demonstration_links")},
        {"monitors", "Monitors",
         "A watchtower monitors eight processes: kill one, and it is told, and lives.", &startMonitors,
         Atom("demonstration_monitors")},
        {"mailbox", "Busy mailbox",
         "Four writers and one reader that cannot keep up: see its mailbox grow, and be emptied.",
         &startMailbox, Atom("demonstration_mailbox")},
        {"computing", "Computing workers",
         "Two processes more than there are schedulers, all computing: see the schedulers share them.",
         &startComputing, Atom("demonstration_computing")},
        {"crashes", "Crash storm",
         "Four processes crash again and again. After 60 restarts their supervisor gives up, and it is over.",
         &startCrashes, Atom("demonstration_crashes")},
        {"pairs", "Ping-pong pairs", "Eight pairs that send each other a message to and fro.", &startPairs,
         Atom("demonstration_pairs")},
        {"crowd", "100,000 processes",
         "A hundred thousand processes that wait: sort them, filter them, find one.", &startCrowd,
         Atom("demonstration_crowd")},
    };
    return all;
}

const Demonstration* findDemonstration(std::string_view name)
{
    const auto& all = demonstrations();
    const auto found = std::find_if(all.begin(), all.end(), [name](const auto& d) { return d.name == name; });
    return found == all.end() ? nullptr : &*found;
}

Pid startDemonstration(Runtime& runtime)
{
    const Demonstration& overview = demonstrations().front();
    return overview.start(runtime, overview.registeredName);
}

} // namespace factorama
