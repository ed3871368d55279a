// SPDX-License-Identifier: GPL-3.0-or-later
// banking: a teller has money transferred among 1000 accounts; the account that pays asks the other one and
// waits for its answer.
#include "workloads.h"

#include <deque>
#include <random>
#include <vector>

namespace workloads {

namespace {

constexpr std::int64_t Opening = 1000;

/// While it waits for an answer, it puts off further payments: CAF's await() would try all of them again
/// after each message.
class Account : public caf::event_based_actor {
public:
    using caf::event_based_actor::event_based_actor;

    caf::behavior make_behavior() override
    {
        return {[this](debit_atom, std::int64_t amount, caf::actor& to) {
                    m_payments.push_back(
                        {amount, std::move(to), caf::actor_cast<caf::actor>(std::move(current_sender()))});
                    if (m_payments.size() == 1) {
                        pay();
                    }
                },
                [this](ok_atom) {
                    tell(this, m_payments.front().teller, done_atom_v);
                    m_payments.pop_front();
                    if (!m_payments.empty()) {
                        pay();
                    }
                },
                [this](credit_atom, std::int64_t amount) {
                    m_balance += amount;
                    answer(this, ok_atom_v);
                },
                [this](get_atom) { answer(this, m_balance); }};
    }

private:
    struct Payment {
        std::int64_t amount;
        caf::actor to;
        caf::actor teller;
    };

    void pay()
    {
        m_balance -= m_payments.front().amount;
        tell(this, m_payments.front().to, credit_atom_v, m_payments.front().amount);
    }

    std::int64_t m_balance = Opening;
    std::deque<Payment> m_payments; // the first one is under way
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
