// SPDX-License-Identifier: GPL-3.0-or-later
// Savina's banking: a teller has money transferred among 1000 accounts; the account that pays asks the other
// one and waits for its answer.
#include "tests/benchmarks/workloads/workload.h"

#include <random>
#include <vector>

namespace factorama::benchmarks {

namespace {

const Atom debit("debit");
const Atom credit("credit");
const Atom balanceTag("balance");
const Atom done("done");

constexpr std::size_t Accounts = 1000;
constexpr std::int64_t Opening = 1000;

/// An account pays only to those after it, so that no circle of them can wait.
Process account(Self self)
{
    std::int64_t balance = Opening;
    const auto pays = tuple(debit, anyInteger, anyPid, anyPid);
    const auto gets = tuple(credit, anyInteger, anyPid, anyReference);
    const auto asked = tuple(balanceTag, anyPid);
    for (;;) {
        const Message message = co_await self.receive(pays, gets, asked);
        if (message.clause() == 0) {
            balance -= message[1].integer();
            const Reference reference = self.makeReference();
            self.send(message[2].pid(), tuple(credit, message[1], self.pid(), reference));
            const Message answer = co_await self.receive(reference);
            self.send(message[3].pid(), done);
        } else if (message.clause() == 1) {
            balance += message[1].integer();
            self.send(message[2].pid(), message[3]);
        } else {
            self.send(message[1].pid(), balance);
        }
    }
}

Subroutine<> banking(Self self, std::int64_t transactions)
{
    std::vector<Pid> accounts;
    for (std::size_t i = 0; i < Accounts; ++i) {
        accounts.push_back(self.spawnLink<&account>());
    }
    std::minstd_rand random(1);
    for (std::int64_t i = 0; i < transactions; ++i) {
        const std::size_t from = random() % (Accounts / 10 * 8);
        const std::size_t to = from + 1 + random() % (Accounts - from - 1);
        const auto amount = static_cast<std::int64_t>(random() % 100);
        self.send(accounts[from], tuple(debit, amount, accounts[to], self.pid()));
        co_await self.tick();
    }
    for (std::int64_t i = 0; i < transactions; ++i) {
        const Message message = co_await self.receive(done);
    }
    std::int64_t total = 0;
    for (const Pid pid : accounts) {
        self.send(pid, tuple(balanceTag, self.pid()));
        const Message message = co_await self.receive(anyInteger);
        total += message.term().integer();
    }
    requireOutcome(self, Opening * static_cast<std::int64_t>(Accounts), total);
}

const Registration registration("banking", &banking);

} // namespace

} // namespace factorama::benchmarks
