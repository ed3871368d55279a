// SPDX-License-Identifier: GPL-3.0-or-later
// One workload on this runtime: workloads NAME SCHEDULERS SIZE. Prints how many nanoseconds it took, all of
// it. What each does is in README.md; the peers do the same.
#include "runtime/node/runtime.h"
#include "runtime/otp/gen_server.h"

#include <fmt/format.h>

#include <cstdlib>
#include <future>
#include <map>
#include <random>
#include <string>

using namespace factorama;

namespace workloads {

const Atom ping("ping");
const Atom pong("pong");
const Atom increment("increment");
const Atom get("get");
const Atom go("go");
const Atom done("done");
const Atom met("met");
const Atom stop("stop");

// -- pingpong: so many rounds between two processes --------------------------------------------------------

Process answersPings(Self self)
{
    const auto pinged = tuple(ping, anyPid);
    for (;;) {
        const Message message = co_await self.receive(pinged);
        self.send(message[1].pid(), pong);
    }
}

Subroutine<> pingpong(Self self, std::int64_t rounds)
{
    const Pid peer = self.spawnLink<&answersPings>();
    for (std::int64_t i = 0; i < rounds; ++i) {
        self.send(peer, tuple(ping, self.pid()));
        const Message message = co_await self.receive(pong);
    }
}

// -- count: one producer, one counter ----------------------------------------------------------------------

Process counter(Self self)
{
    std::int64_t count = 0;
    const auto asked = tuple(get, anyPid);
    for (;;) {
        const Message message = co_await self.receive(increment, asked);
        if (message.clause() == 0) {
            ++count;
        } else {
            self.send(message[1].pid(), count);
        }
    }
}

Subroutine<> count(Self self, std::int64_t messages)
{
    const Pid counting = self.spawnLink<&counter>();
    for (std::int64_t i = 0; i < messages; ++i) {
        self.send(counting, increment);
        co_await self.tick();
    }
    self.send(counting, tuple(get, self.pid()));
    const Message message = co_await self.receive(anyInteger);
    if (message.term().integer() != messages) {
        self.exit(tuple(Atom("counted"), message.term()));
    }
}

// -- ring: a token goes round 503 processes ----------------------------------------------------------------

Process member(Self self, Pid next, Pid owner)
{
    for (;;) {
        const Message message = co_await self.receive(any);
        if (message.term().isPid()) {
            next = message.term().pid();
            continue;
        }
        const std::int64_t hops = message.term().integer();
        if (hops == 0) {
            self.send(owner, done);
        } else {
            self.send(next, hops - 1);
        }
    }
}

Subroutine<> ring(Self self, std::int64_t hops)
{
    constexpr int Members = 503;
    const Pid last = self.spawnLink<&member>(Pid(), self.pid());
    Pid first = last;
    for (int i = 1; i < Members; ++i) {
        first = self.spawnLink<&member>(first, self.pid());
    }
    self.send(last, first);
    self.send(first, hops);
    const Message message = co_await self.receive(done);
}

// -- spawn_exit: spawn, run, send, exit, one after the other -----------------------------------------------

Process says(Self self, Pid to)
{
    self.send(to, done);
    co_return;
}

Subroutine<> spawnExit(Self self, std::int64_t times)
{
    for (std::int64_t i = 0; i < times; ++i) {
        self.spawn<&says>(self.pid());
        const Message message = co_await self.receive(done);
    }
}

// -- alive: so many processes at once; each is told to go, replies and exits -------------------------------

Process goes(Self self, Pid to)
{
    const Message message = co_await self.receive(go);
    self.send(to, done);
}

Subroutine<> alive(Self self, std::int64_t processes)
{
    std::vector<Pid> pids;
    pids.reserve(static_cast<std::size_t>(processes));
    for (std::int64_t i = 0; i < processes; ++i) {
        pids.push_back(self.spawn<&goes>(self.pid()));
        co_await self.tick();
    }
    for (const Pid pid : pids) {
        self.send(pid, go);
        co_await self.tick();
    }
    for (std::int64_t i = 0; i < processes; ++i) {
        const Message message = co_await self.receive(done);
    }
}

// -- fan_in: eight producers, one mailbox ------------------------------------------------------------------

Process producer(Self self, Pid to, std::int64_t messages)
{
    for (std::int64_t i = 0; i < messages; ++i) {
        self.send(to, increment);
        co_await self.tick();
    }
}

Subroutine<> fanIn(Self self, std::int64_t messages)
{
    constexpr std::int64_t Producers = 8;
    for (std::int64_t i = 0; i < Producers; ++i) {
        self.spawnLink<&producer>(self.pid(), messages / Producers);
    }
    for (std::int64_t i = 0; i < messages / Producers * Producers; ++i) {
        const Message message = co_await self.receive(increment);
    }
}

// -- big: 64 processes ping one another at random ----------------------------------------------------------

Process talker(Self self, Pid owner, std::int64_t pings)
{
    const auto others = tuple(go, any);
    const Message begin = co_await self.receive(others);
    const std::vector<Term> pids = begin[1].elements();
    std::minstd_rand random(static_cast<unsigned>(self.pid().bits()));
    const auto pinged = tuple(ping, anyPid);
    for (std::int64_t sent = 0; sent < pings; ++sent) {
        self.send(pids[random() % pids.size()].pid(), tuple(ping, self.pid()));
        bool answered = false;
        while (!answered) {
            const Message message = co_await self.receive(pinged, pong);
            answered = message.clause() == 1;
            if (!answered) {
                self.send(message[1].pid(), pong);
            }
        }
    }
    self.send(owner, done);
    for (;;) { // the others still ask
        const Message message = co_await self.receive(pinged);
        self.send(message[1].pid(), pong);
    }
}

Subroutine<> big(Self self, std::int64_t messages)
{
    constexpr std::int64_t Talkers = 64;
    std::vector<Term> pids;
    for (std::int64_t i = 0; i < Talkers; ++i) {
        pids.emplace_back(self.spawnLink<&talker>(self.pid(), messages / Talkers));
    }
    const Term list = Term::list(pids);
    for (const Term& pid : pids) {
        self.send(pid.pid(), tuple(go, list));
    }
    for (std::int64_t i = 0; i < Talkers; ++i) {
        const Message message = co_await self.receive(done);
    }
}

// -- chameneos: 100 creatures meet two at a time -----------------------------------------------------------

Process creature(Self self, Pid broker, std::int64_t colour)
{
    const auto meeting = tuple(met, anyInteger);
    for (;;) {
        self.send(broker, tuple(self.pid(), colour));
        const Message message = co_await self.receive(meeting, stop);
        if (message.clause() == 1) {
            self.send(broker, done);
            co_return;
        }
        const std::int64_t other = message[1].integer();
        colour = colour == other ? colour : 3 - colour - other;
    }
}

Subroutine<> chameneos(Self self, std::int64_t meetings)
{
    constexpr int Creatures = 100;
    for (int i = 0; i < Creatures; ++i) {
        self.spawnLink<&creature>(self.pid(), i % 3);
    }
    const auto comes = tuple(anyPid, anyInteger);
    for (std::int64_t i = 0; i < meetings; ++i) {
        const Message first = co_await self.receive(comes);
        const Message second = co_await self.receive(comes);
        self.send(first[0].pid(), tuple(met, second[1]));
        self.send(second[0].pid(), tuple(met, first[1]));
    }
    for (int i = 0; i < Creatures; ++i) {
        const Message late = co_await self.receive(comes);
        self.send(late[0].pid(), stop);
    }
    for (int i = 0; i < Creatures; ++i) {
        const Message message = co_await self.receive(done);
    }
}

// -- gen_server: calls, one after the other ----------------------------------------------------------------

class Incrementer : public otp::GenServer {
public:
    otp::Decision handleCall(Self, Term, otp::From) override { return otp::Decision::reply(Term(++m_count)); }

private:
    std::int64_t m_count = 0;
};

Subroutine<> genServerCall(Self self, std::int64_t calls)
{
    const otp::Started started = co_await otp::startLink<Incrementer>(self);
    const Term request = increment;
    for (std::int64_t i = 0; i < calls; ++i) {
        const Term answer = co_await otp::call(self, started.pid, request);
    }
}

// -- fork_join: 60 processes get messages in turn ----------------------------------------------------------

Process receives(Self self, std::int64_t messages, Pid owner)
{
    for (std::int64_t i = 0; i < messages; ++i) {
        const Message message = co_await self.receive(increment);
    }
    self.send(owner, done);
}

Subroutine<> forkJoin(Self self, std::int64_t messages)
{
    constexpr std::int64_t Receivers = 60;
    std::vector<Pid> pids;
    for (std::int64_t i = 0; i < Receivers; ++i) {
        pids.push_back(self.spawnLink<&receives>(messages / Receivers, self.pid()));
    }
    for (std::int64_t i = 0; i < messages / Receivers; ++i) {
        for (const Pid pid : pids) {
            self.send(pid, increment);
        }
        co_await self.tick(Receivers);
    }
    for (std::int64_t i = 0; i < Receivers; ++i) {
        const Message message = co_await self.receive(done);
    }
}

// -- skynet: a tree of processes with ten children each; the leaves' numbers are summed up -----------------

Process node(Self self, Pid parent, std::int64_t number, std::int64_t leaves)
{
    if (leaves == 1) {
        self.send(parent, number);
        co_return;
    }
    for (std::int64_t i = 0; i < 10; ++i) {
        self.spawn<&node>(self.pid(), number + i * (leaves / 10), leaves / 10);
    }
    std::int64_t sum = 0;
    for (int i = 0; i < 10; ++i) {
        const Message message = co_await self.receive(anyInteger);
        sum += message.term().integer();
    }
    self.send(parent, sum);
}

Subroutine<> skynet(Self self, std::int64_t leaves)
{
    self.spawn<&node>(self.pid(), 0, leaves);
    const Message message = co_await self.receive(anyInteger);
    if (message.term().integer() != leaves * (leaves - 1) / 2) {
        self.exit(message.term());
    }
}

// -- timers: set and cancelled -----------------------------------------------------------------------------

Subroutine<> timers(Self self, std::int64_t timers)
{
    const Term message = done;
    for (std::int64_t i = 0; i < timers; ++i) {
        const Reference reference = self.startTimer(10'000 + i % 1000, self.pid(), message);
        self.cancelTimer(reference);
        co_await self.tick();
    }
}

// -- selective: calls by reference behind 1,000,000 messages that nobody reads -----------------------------

Process answersReferences(Self self)
{
    const auto asked = tuple(anyPid, anyReference);
    for (;;) {
        const Message message = co_await self.receive(asked);
        self.send(message[0].pid(), message[1]);
    }
}

Subroutine<> selective(Self self, std::int64_t calls)
{
    constexpr std::int64_t Unread = 1'000'000;
    for (std::int64_t i = 0; i < Unread; ++i) {
        self.send(self.pid(), increment);
        co_await self.tick();
    }
    const Pid peer = self.spawnLink<&answersReferences>();
    for (std::int64_t i = 0; i < calls; ++i) {
        const Reference reference = self.makeReference();
        self.send(peer, tuple(self.pid(), reference));
        const Message message = co_await self.receive(reference);
    }
}

// -- link_chain: the death of one goes through all ---------------------------------------------------------

Process linked(Self self, std::int64_t left, Pid owner)
{
    if (left > 0) {
        self.spawnLink<&linked>(left - 1, owner);
    } else {
        self.send(owner, self.pid());
    }
    const Message message = co_await self.receive(stop);
}

Subroutine<> linkChain(Self self, std::int64_t processes)
{
    const Pid first = self.spawn<&linked>(processes - 1, self.pid());
    const Message last = co_await self.receive(anyPid);
    const Reference monitor = self.monitor(last.term().pid());
    self.exit(first, done);
    const auto down = tuple(atoms::down, monitor, any, any, any);
    const Message message = co_await self.receive(down);
}

// ----------------------------------------------------------------------------------------------------------

using Workload = Subroutine<> (*)(Self, std::int64_t);

const std::map<std::string, Workload> all = {
    {"pingpong", &pingpong},
    {"count", &count},
    {"ring", &ring},
    {"spawn_exit", &spawnExit},
    {"alive", &alive},
    {"fan_in", &fanIn},
    {"big", &big},
    {"chameneos", &chameneos},
    {"gen_server", &genServerCall},
    {"fork_join", &forkJoin},
    {"skynet", &skynet},
    {"timers", &timers},
    {"selective", &selective},
    {"link_chain", &linkChain},
};

/// Runs the workload, and tells the main thread how long it took.
Process run(Self self, std::string name, std::int64_t size, std::shared_ptr<std::promise<std::int64_t>> took)
{
    const auto start = std::chrono::steady_clock::now();
    Subroutine<> working = all.at(name)(self, size);
    co_await working;
    took->set_value((std::chrono::steady_clock::now() - start) / std::chrono::nanoseconds(1));
}

} // namespace workloads

int main(int count, char** words)
{
    const auto workload = count == 4 ? workloads::all.find(words[1]) : workloads::all.end();
    if (workload == workloads::all.end()) {
        fmt::print(stderr, "usage: workloads NAME SCHEDULERS SIZE; the names are");
        for (const auto& [name, body] : workloads::all) {
            fmt::print(stderr, " {}", name);
        }
        fmt::print(stderr, "\n");
        return 2;
    }
    Runtime::Options options;
    options.schedulers = std::atoi(words[2]);
    options.maximumProcesses = 20'000'000;
    Runtime runtime(options);
    auto took = std::make_shared<std::promise<std::int64_t>>();
    runtime.spawn<&workloads::run>(workload->first, std::int64_t{std::atoll(words[3])}, took);
    fmt::print("{}\n", took->get_future().get());
    std::fflush(stdout);
    std::_Exit(0); // the rest is not measured
}
