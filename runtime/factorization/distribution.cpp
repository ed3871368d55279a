// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/distribution.h"

#include "runtime/term/integer.h"

#include <deque>
#include <map>
#include <unordered_map>

namespace factorama {

namespace {

/// One number dealt to a worker.
struct Request {
    Term key;
    Term number;
};

/// What has been dealt out and not yet answered.
class OpenRequests {
public:
    void add(Pid worker, Request request)
    {
        m_workerOf.emplace(request.key, worker);
        m_queues[worker].push_back(std::move(request));
    }

    /// The worker and number of an answer; nothing if nobody waits for it.
    std::optional<std::pair<Pid, Term>> close(const Term& key)
    {
        const auto found = m_workerOf.find(key);
        if (found == m_workerOf.end()) {
            return std::nullopt;
        }
        const Pid worker = found->second;
        m_workerOf.erase(found);
        // Workers answer in the order in which they were asked.
        std::deque<Request>& queue = m_queues[worker];
        Term number = queue.front().number;
        queue.pop_front();
        if (queue.empty()) {
            m_queues.erase(worker);
        }
        return std::pair(worker, std::move(number));
    }

    /// What a dead worker leaves, the one that it was working on first.
    std::deque<Request> abandon(Pid worker)
    {
        const auto found = m_queues.find(worker);
        if (found == m_queues.end()) {
            return {};
        }
        std::deque<Request> left = std::move(found->second);
        m_queues.erase(found);
        for (const Request& request : left) {
            m_workerOf.erase(request.key);
        }
        return left;
    }

    bool isEmpty() const { return m_workerOf.empty(); }

private:
    std::map<Term, Pid> m_workerOf; // by the key of the answer
    std::unordered_map<Pid, std::deque<Request>> m_queues; // in the order of asking
};

} // namespace

Subroutine<> distribute(Self self, StrategyTask task, WorkerKind kind, std::size_t workers)
{
    self.setTrapExit(true); // a dead worker is a message, not the end of the strategy
    const AlgorithmChoice choice{task.algorithm};
    std::vector<Pid> pids;
    for (std::size_t i = 0; i < workers; ++i) {
        const Pid worker = co_await kind.start(self, choice);
        pids.push_back(worker);
        co_await self.tick();
    }
    OpenRequests open;
    for (std::size_t i = 0; i < task.numbers.size(); ++i) {
        const Pid worker = pids[i % workers];
        const Term number = toTerm(task.numbers[i]);
        open.add(worker, {kind.request(self, worker, number), number});
        co_await self.tick();
    }
    const auto parentEnded = tuple(atoms::exit, self.process().parent, any);
    const auto ended = tuple(atoms::exit, anyPid, any);
    while (!open.isEmpty()) {
        const Message message = co_await self.receive(parentEnded, ended, any);
        if (message.clause() == 0) {
            self.exit(message[2]);
        }
        if (message.clause() == 1) {
            const Pid dead = message[1].pid();
            std::deque<Request> left = open.abandon(dead);
            if (left.empty()) {
                continue;
            }
            self.send(task.collector,
                      tuple(factorization_atoms::lost, left.front().number, message[2], dead));
            left.pop_front();
            if (!left.empty()) {
                const Pid replacement = co_await kind.start(self, choice);
                for (const Request& request : left) {
                    open.add(replacement, {kind.request(self, replacement, request.number), request.number});
                }
            }
            continue;
        }
        const std::optional<Answer> answer = kind.answer(message.term());
        if (!answer) {
            continue;
        }
        if (const auto closed = open.close(answer->key)) {
            self.send(task.collector,
                      tuple(factorization_atoms::result, closed->second, answer->factors, closed->first));
        }
    }
}

} // namespace factorama
