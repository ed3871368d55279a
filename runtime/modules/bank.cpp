// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"

#include <map>
#include <optional>
#include <set>

namespace factorama::modules::bank {

namespace {

const Atom transferTag("transfer");
const Atom total("total");
const Atom balances("balances");
const Atom transfers("transfers");
const Atom accountsTag("accounts");
const Atom hold("hold");
const Atom held("held");
const Atom refused("refused");
const Atom commit("commit");
const Atom deposit("deposit");
const Atom marker("marker");
const Atom recorded("recorded");
const Atom aborted("aborted");
const Atom insufficientFunds("insufficient_funds");
const Atom noAccount("no_account");
const Atom sameAccount("same_account");
const Atom badAmount("bad_amount");

/// What an account has set aside for a transfer that may still fail.
struct Hold {
    std::int64_t amount;
    Pid to;
    Pid client;
};

/// Chandy's and Lamport's snapshot, as one account takes part in it.
struct Snapshot {
    std::int64_t money = 0; ///< here when it began, and what was on its way here
    std::set<Pid> awaited; ///< accounts whose marker has not come: what they send still belongs to it
};

} // namespace

/// Money changes in here alone. Every transfer is decided by the account that pays: so its client gets
/// exactly one answer.
Process account(Self self, Pid bank, std::int64_t balance)
{
    const auto everybody = tuple(accountsTag, anyList);
    const Message first = co_await self.receive(everybody);
    std::set<Pid> others;
    for (const Term& pid : first[1].elements()) {
        others.insert(pid.pid());
    }
    others.erase(self.pid());

    std::map<Pid, Hold> holds; // by transfer
    std::optional<Snapshot> snapshot;
    const auto toHold = tuple(hold, anyPid, anyInteger, anyPid, anyPid);
    const auto toCommit = tuple(commit, anyPid);
    const auto toDeposit = tuple(deposit, anyInteger, anyPid, anyPid);
    const auto marked = tuple(marker, anyPid);
    const auto transferDied = tuple(atoms::down, anyReference, atoms::process, anyPid, any);
    for (;;) {
        const Message message = co_await self.receive(toHold, toCommit, toDeposit, marked, transferDied, any);
        switch (message.clause()) {
        case 0: {
            const Pid transfer = message[1].pid();
            const std::int64_t amount = message[2].integer();
            if (amount > balance) {
                self.send(transfer, refused);
                self.send(message[4].pid(), tuple(atoms::error, insufficientFunds));
                break;
            }
            balance -= amount;
            self.monitor(transfer);
            holds[transfer] = {amount, message[3].pid(), message[4].pid()};
            self.send(transfer, held);
            break;
        }
        case 1:
            if (const auto it = holds.find(message[1].pid()); it != holds.end()) {
                const Hold& settled = it->second;
                self.send(settled.to, tuple(deposit, settled.amount, self.pid(), settled.client));
                holds.erase(it); // so its 'DOWN', which is yet to come, changes nothing
            }
            break;
        case 2:
            balance += message[1].integer();
            if (snapshot && snapshot->awaited.contains(message[2].pid())) {
                snapshot->money += message[1].integer();
            }
            self.send(message[3].pid(), atoms::ok);
            break;
        case 3:
            if (!snapshot) {
                snapshot = Snapshot{balance, others};
                for (const auto& [transfer, aside] : holds) {
                    snapshot->money += aside.amount;
                }
                for (const Pid other : others) {
                    self.send(other, tuple(marker, self.pid()));
                }
            }
            snapshot->awaited.erase(message[1].pid());
            if (snapshot->awaited.empty()) {
                self.send(bank, tuple(recorded, self.pid(), snapshot->money));
                snapshot.reset();
            }
            break;
        case 4:
            if (const auto it = holds.find(message[3].pid()); it != holds.end()) {
                balance += it->second.amount;
                self.send(it->second.client, tuple(atoms::error, tuple(aborted, message[4])));
                holds.erase(it);
            }
            break;
        }
    }
}

/// One transfer, while it is cleared. It holds no money itself: so no harm is done by killing it.
Process transfer(Self self, Pid from, std::int64_t clearing)
{
    const Message answer = co_await self.receive(held, refused);
    if (answer.clause() == 0) {
        co_await self.sleep(clearing);
        self.send(from, tuple(commit, self.pid()));
    }
}

/// Why a transfer cannot even be tried, or [].
Term objection(const Message& order, std::int64_t accounts)
{
    const auto from = order[1].toInteger().value_or(0);
    const auto to = order[2].toInteger().value_or(0);
    if (from < 1 || from > accounts || to < 1 || to > accounts) {
        return noAccount;
    }
    if (from == to) {
        return sameAccount;
    }
    return order[3].toInteger().value_or(0) < 1 ? Term(badAmount) : Term();
}

Process open(Self self, std::vector<Term> arguments)
{
    const std::int64_t count = arguments[0].integer();
    const std::int64_t balance = arguments[1].integer();
    const std::int64_t clearing = arguments[2].integer();
    self.setTrapExit(true); // a transfer's death is not the bank's
    std::vector<Term> accounts;
    for (std::int64_t i = 0; i < count; ++i) {
        accounts.push_back(self.spawnLink<&account>(self.pid(), balance));
    }
    for (const Term& each : accounts) {
        self.send(each.pid(), tuple(accountsTag, Term::list(accounts)));
    }

    std::set<Pid> running;
    const auto toTransfer = tuple(transferTag, any, any, any, anyPid);
    const auto askedTotal = tuple(total, anyPid);
    const auto askedBalances = tuple(balances, anyPid);
    const auto askedTransfers = tuple(transfers, anyPid);
    const auto ended = tuple(atoms::exit, anyPid, any);
    for (;;) {
        const Message message =
            co_await self.receive(toTransfer, askedTotal, askedBalances, askedTransfers, ended, any);
        switch (message.clause()) {
        case 0: {
            const Pid client = message[4].pid();
            if (const Term why = objection(message, count); !why.isNil()) {
                self.send(client, tuple(atoms::error, why));
                break;
            }
            const Pid from = accounts[static_cast<std::size_t>(message[1].integer() - 1)].pid();
            const Pid to = accounts[static_cast<std::size_t>(message[2].integer() - 1)].pid();
            const Pid clerk = self.spawnLink<&transfer>(from, clearing);
            running.insert(clerk);
            self.send(from, tuple(hold, clerk, message[3], to, client));
            break;
        }
        case 1:
        case 2: {
            self.send(accounts[0].pid(), tuple(marker, self.pid()));
            std::vector<Term> money;
            std::int64_t sum = 0;
            for (const Term& each : accounts) {
                const auto itsRecord = tuple(recorded, each.pid(), anyInteger);
                const Message record = co_await self.receive(itsRecord);
                money.push_back(tuple(money.size() + 1, record[2]));
                sum += record[2].integer();
            }
            if (message.clause() == 1) {
                self.send(message[1].pid(), tuple(total, sum));
            } else {
                self.send(message[1].pid(), tuple(balances, Term::list(money)));
            }
            break;
        }
        case 3:
            self.send(message[1].pid(),
                      tuple(transfers, Term::list(std::vector<Term>(running.begin(), running.end()))));
            break;
        case 4:
            if (running.erase(message[1].pid()) == 0) {
                self.exit(message[2]);
            }
            break;
        }
    }
}

const Registration registration{{
    .name = "bank",
    .summary =
        "Accounts that are processes; money moves between them and never gets lost, whoever is killed.",
    .topic = Module::Topic::Classics,
    .parameters = {Parameter::integer("accounts", "how many, numbered from 1", "5", 2, 100),
                   Parameter::integer("balance", "of each account at the start", "100", 0, 1'000'000'000'000),
                   Parameter::integer("clearing", "milliseconds that a transfer takes", "1000", 0,
                                      86'400'000)},
    .messages = {{"{transfer, 1, 2, 50, Self}",
                  "ok, {error, insufficient_funds}, {error, no_account}, {error, same_account}, "
                  "{error, bad_amount} or {error, {aborted, Reason}}"},
                 {"{total, Self}", "{total, Sum}, always the same"},
                 {"{balances, Self}", "{balances, [{Account, Balance}, ...]}"},
                 {"{transfers, Self}", "{transfers, [Pid, ...]}, those under way"}},
    .start = &startModule<&open>,
    .documentation =
        "Every transfer is a process, which can be killed while it is cleared. The paying account sets the "
        "amount aside and monitors the transfer. If the transfer commits, the account sends the money on; if "
        "'DOWN' comes instead, it takes the money back, and tells the client. Commit and 'DOWN' come from "
        "the same process and therefore in order, so there is never both and never neither.\n"
        "The sum is taken while money is on its way, by the snapshot of Chandy and Lamport: an account notes "
        "its money and sends all others a marker; what arrives from another account before its marker was on "
        "its way and is counted in. Asking one account after the other would see some money twice and some "
        "not at all.\n"
        "To be seen: transfers come and go, linked to the bank, which traps exits, and monitored by the "
        "account that pays. Kill an account, and the bank closes: money would be lost.",
}};

} // namespace factorama::modules::bank
