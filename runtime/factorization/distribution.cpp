// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/distribution.h"

#include "runtime/term/integer.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <unordered_map>

namespace factorama {

namespace {

/// One number dealt to a worker.
struct Request {
    Term key;
    Term number;
};

/// Of the key of an answer: a number or a reference.
struct KeyHash {
    std::size_t operator()(const Term& key) const
    {
        if (key.isReference()) {
            return key.reference().bits();
        }
        const std::optional<std::int64_t> integer = key.toInteger();
        return integer ? static_cast<std::size_t>(*integer) : toBigInteger(key).get_ui();
    }
};

/// What has been dealt out and not yet answered. There may be as many workers as numbers, so a worker costs
/// no memory but its entry in a table.
class OpenRequests {
public:
    /// Room for so many, which may be more in the end.
    explicit OpenRequests(std::size_t expected)
    {
        m_dealt.reserve(expected);
        m_placeOf.reserve(expected);
    }

    void add(Pid worker, Request request)
    {
        const std::size_t place = m_dealt.size();
        m_placeOf.emplace(request.key, place);
        const auto [queue, isNew] = m_queues.try_emplace(worker, Queue{place, place});
        if (!isNew) {
            m_dealt[queue->second.last].next = place;
            queue->second.last = place;
        }
        m_dealt.push_back({worker, std::move(request), None});
    }

    /// The worker and number of an answer; nothing if nobody waits for it.
    std::optional<std::pair<Pid, Term>> close(const Term& key)
    {
        const auto found = m_placeOf.find(key);
        if (found == m_placeOf.end()) {
            return std::nullopt;
        }
        Dealt& dealt = m_dealt[found->second];
        m_placeOf.erase(found);
        // Workers answer in the order in which they were asked, so it is the first in the worker's queue.
        if (dealt.next == None) {
            m_queues.erase(dealt.worker);
        } else {
            m_queues[dealt.worker].first = dealt.next;
        }
        Request request = std::move(dealt.request);
        dealt.request = {};
        return std::pair(dealt.worker, std::move(request.number));
    }

    /// What a dead worker leaves, the one that it was working on first.
    std::deque<Request> abandon(Pid worker)
    {
        const auto found = m_queues.find(worker);
        if (found == m_queues.end()) {
            return {};
        }
        std::deque<Request> left;
        for (std::size_t place = found->second.first; place != None; place = m_dealt[place].next) {
            m_placeOf.erase(m_dealt[place].request.key);
            left.push_back(std::move(m_dealt[place].request));
        }
        m_queues.erase(found);
        return left;
    }

    bool isEmpty() const { return m_placeOf.empty(); }

private:
    static constexpr std::size_t None = SIZE_MAX;

    struct Dealt {
        Pid worker;
        Request request;
        std::size_t next; ///< place of the same worker's next one
    };
    struct Queue {
        std::size_t first; ///< places, in the order of asking
        std::size_t last;
    };

    std::vector<Dealt> m_dealt;
    std::unordered_map<Term, std::size_t, KeyHash> m_placeOf; // by the key of the answer
    std::unordered_map<Pid, Queue> m_queues;
};

} // namespace

Subroutine<> distribute(Self self, StrategyTask task, WorkerKind kind, std::size_t workers)
{
    self.setTrapExit(true); // a dead worker is a message, not the end of the strategy
    // Among thousands of workers in a run queue its turn would come once for all of them: other schedulers
    // would wait for numbers, and the answers that have piled up be left for the end, when one core alone has
    // something to do.
    self.setPriority(Priority::High);
    const AlgorithmChoice choice{task.algorithm, task.board};
    std::vector<Pid> pids;
    OpenRequests open(task.numbers.size());
    // Who is started is asked at once: so a worker finds its request when it first runs, instead of waiting
    // for it, and other schedulers have something to do from the beginning.
    for (std::size_t i = 0; i < std::max(workers, task.numbers.size()); ++i) {
        if (i < workers) {
            const Pid worker = co_await kind.start(self, choice);
            pids.push_back(worker);
        }
        if (i < task.numbers.size()) {
            const Pid worker = pids[i % workers];
            const Term number = toTerm(task.numbers[i]);
            open.add(worker, {kind.request(self, worker, number), number});
        }
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
