// SPDX-License-Identifier: GPL-3.0-or-later
// banking: a teller has money transferred among 1000 accounts; the account that pays asks the other one and
// waits for its answer.
#include "workloads.h"

#include <random>
#include <vector>

namespace workloads {

namespace {

constexpr std::int64_t Opening = 1000;

/// An account pays only to those after it, so that no circle of them can wait.
class Account : public caf::event_based_actor {
public:
    using caf::event_based_actor::event_based_actor;

    caf::behavior make_behavior() override
    {
        return {[this](debit_atom, std::int64_t amount, const caf::actor& to) {
                    m_balance -= amount;
                    ask(this, to, credit_atom_v, amount)
                        .await([this, teller = caf::actor_cast<caf::actor>(std::move(current_sender()))](
                                   ok_atom) { tell(this, teller, done_atom_v); });
                },
                [this](credit_atom, std::int64_t amount) {
                    m_balance += amount;
                    return ok_atom_v;
                },
                [this](get_atom) { answer(this, m_balance); }};
    }

private:
    std::int64_t m_balance = Opening;
};

class Banking : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        constexpr std::size_t Accounts = 1000;
        for (std::size_t i = 0; i < Accounts; ++i) {
            m_accounts.push_back(spawn<Account>());
        }
        std::minstd_rand random(1);
        for (std::int64_t i = 0; i < size(); ++i) {
            const std::size_t from = random() % (Accounts / 10 * 8);
            const std::size_t to = from + 1 + random() % (Accounts - from - 1);
            const auto amount = static_cast<std::int64_t>(random() % 100);
            tell(this, m_accounts[from], debit_atom_v, amount, m_accounts[to]);
        }
        return {[this](done_atom) {
                    if (++m_done == size()) {
                        for (const caf::actor& account : m_accounts) {
                            tell(this, account, get_atom_v);
                        }
                    }
                },
                [this](std::int64_t balance) {
                    m_total += balance;
                    if (++m_balances == Accounts) {
                        require(m_total == Opening * static_cast<std::int64_t>(Accounts), "a wrong total");
                        finish();
                    }
                }};
    }

private:
    std::vector<caf::actor> m_accounts;
    std::int64_t m_done = 0;
    std::int64_t m_total = 0;
    std::size_t m_balances = 0;
};

} // namespace

void banking(caf::actor_system& system, Run& run)
{
    system.spawn<Banking>(&run);
}

} // namespace workloads
