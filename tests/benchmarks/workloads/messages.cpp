// SPDX-License-Identifier: GPL-3.0-or-later
// Messages in patterns of few and many senders and receivers.
#include "tests/benchmarks/workloads/workload.h"

#include <chrono>
#include <cstdint>
#include <random>
#include <stop_token>
#include <thread>
#include <vector>

namespace factorama::benchmarks {

namespace {

const Atom ping("ping");
const Atom pong("pong");
const Atom increment("increment");
const Atom get("get");
const Atom go("go");
const Atom done("done");

// -- pingpong: so many rounds between two processes --

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

const Registration pingpongRegistration("pingpong", &pingpong);

/// The same while everything is traced, and somebody reads the events as often as a screen is drawn.
Subroutine<> pingpongTraced(Self self, std::int64_t rounds)
{
    Scheduler& scheduler = self.runtime().scheduler();
    scheduler.setTracing(Tracing::Messages);
    std::uint64_t seen = 0;
    std::jthread reader([&scheduler, &seen](const std::stop_token& stop) {
        std::vector<Event> events;
        while (!stop.stop_requested()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(16));
            events.clear();
            seen += scheduler.readEvents(events) + events.size();
        }
    });
    Subroutine<> playing = pingpong(self, rounds);
    co_await playing;
    reader.request_stop();
    reader.join();
    std::vector<Event> last;
    seen += scheduler.readEvents(last) + last.size();
    requireOutcome(self, 1, seen >= 4 * static_cast<std::uint64_t>(rounds) ? 1 : 0);
}

const Registration pingpongTracedRegistration("pingpong_traced", &pingpongTraced);

// -- count: one producer, one counter --

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
    requireOutcome(self, messages, message.term().integer());
}

const Registration countRegistration("count", &count);

// -- ring: a token goes round 503 processes --

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

const Registration ringRegistration("ring", &ring);

// -- fan_in: eight producers, one mailbox --

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

const Registration fanInRegistration("fan_in", &fanIn);

// -- big: 64 processes ping one another at random --

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

const Registration bigRegistration("big", &big);

// -- fork_join: 60 processes get messages in turn --

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

const Registration forkJoinRegistration("fork_join", &forkJoin);

// -- selective: calls by reference behind 1,000,000 messages that nobody reads --

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

const Registration selectiveRegistration("selective", &selective);

} // namespace

} // namespace factorama::benchmarks
