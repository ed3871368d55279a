// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc cannot read <concepts>
#include "runtime/process/control_block.h"
#include "runtime/process/spawn.h"
#include "runtime/scheduler/run_queue.h"
#endif

#include <QtTest>

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <random>
#include <thread>
#include <vector>

using namespace factorama;

namespace {

/// Control blocks that stand for processes; the pid's index tells which one it is.
class Blocks {
public:
    explicit Blocks(std::size_t count)
    {
        for (std::size_t i = 0; i < count; ++i) {
            m_blocks.push_back(std::make_unique<ControlBlock>(Pid(static_cast<std::uint32_t>(i), 0)));
        }
    }
    ControlBlock& operator[](std::size_t index) { return *m_blocks[index]; }
    std::size_t size() const { return m_blocks.size(); }

private:
    std::vector<std::unique_ptr<ControlBlock>> m_blocks;
};

} // namespace

class RunQueueTest : public QObject {
    Q_OBJECT

private slots:
    void injectionQueueIsFirstInFirstOut()
    {
        Blocks blocks(10);
        InjectionQueue queue;
        QVERIFY(queue.pop() == nullptr);
        for (std::size_t i = 0; i < 5; ++i) {
            queue.push(blocks[i]);
        }
        QCOMPARE(queue.size(), std::size_t{5});
        for (std::size_t i = 0; i < 5; ++i) {
            QCOMPARE(queue.pop(), &blocks[i]);
        }
        QVERIFY(queue.pop() == nullptr);
        QCOMPARE(queue.size(), std::size_t{0});
        queue.push(blocks[5]);
        QCOMPARE(queue.pop(), &blocks[5]);
    }

    void isFirstInFirstOut()
    {
        Blocks blocks(RunQueue::Capacity);
        InjectionQueue overflow;
        RunQueue queue;
        for (int round = 0; round < 3; ++round) {
            QVERIFY(queue.pop() == nullptr);
            for (std::size_t i = 0; i < blocks.size(); ++i) {
                queue.push(blocks[i], overflow);
            }
            QCOMPARE(queue.size(), RunQueue::Capacity);
            QCOMPARE(overflow.size(), std::size_t{0});
            for (std::size_t i = 0; i < blocks.size(); ++i) {
                QCOMPARE(queue.pop(), &blocks[i]);
            }
        }
    }

    void overflowKeepsEverybody()
    {
        Blocks blocks(20 * RunQueue::Capacity);
        InjectionQueue overflow;
        RunQueue queue;
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            queue.push(blocks[i], overflow);
        }
        QCOMPARE(queue.size() + overflow.size(), blocks.size());
        std::vector<int> seen(blocks.size());
        std::uint32_t last = 0;
        while (ControlBlock* process = overflow.pop()) {
            ++seen[process->pid.index()];
        }
        while (ControlBlock* process = queue.pop()) {
            QVERIFY(process->pid.index() > last); // what stays keeps its order
            last = process->pid.index();
            ++seen[process->pid.index()];
        }
        QVERIFY(std::all_of(seen.begin(), seen.end(), [](int count) { return count == 1; }));
    }

    void takesAShareOfWhatIsInjected()
    {
        Blocks blocks(100);
        InjectionQueue injected;
        RunQueue queue;
        QVERIFY(injected.popInto(queue, 10) == nullptr);
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            injected.push(blocks[i]);
        }
        QCOMPARE(injected.popInto(queue, 10), &blocks[0]);
        QCOMPARE(queue.size(), 9U);
        QCOMPARE(injected.size(), std::size_t{90});
        QCOMPARE(injected.popInto(queue, 1000), &blocks[10]);
        QCOMPARE(injected.size(), std::size_t{0});
        for (std::size_t i = 1; i < blocks.size(); ++i) {
            if (i != 10) {
                QCOMPARE(queue.pop(), &blocks[i]);
            }
        }
        QVERIFY(queue.pop() == nullptr);
    }

    void stealsTheOlderHalf()
    {
        Blocks blocks(10);
        InjectionQueue overflow;
        RunQueue victim;
        RunQueue thief;
        QVERIFY(victim.stealInto(thief) == nullptr);
        for (std::size_t i = 0; i < 10; ++i) {
            victim.push(blocks[i], overflow);
        }
        std::vector<std::uint32_t> stolen{victim.stealInto(thief)->pid.index()};
        while (ControlBlock* process = thief.pop()) {
            stolen.push_back(process->pid.index());
        }
        std::sort(stolen.begin(), stolen.end());
        QVERIFY((stolen == std::vector<std::uint32_t>{0, 1, 2, 3, 4}));
        QCOMPARE(victim.size(), 5U);
        QCOMPARE(victim.pop(), &blocks[5]);
    }

    void stealsASingleOne()
    {
        Blocks blocks(1);
        InjectionQueue overflow;
        RunQueue victim;
        RunQueue thief;
        victim.push(blocks[0], overflow);
        QCOMPARE(victim.stealInto(thief), &blocks[0]);
        QVERIFY(thief.pop() == nullptr);
        QVERIFY(victim.pop() == nullptr);
    }

    void againstAModel()
    {
        for (std::uint64_t seed = 0; seed < 50; ++seed) {
            std::mt19937_64 random(seed);
            Blocks blocks(2000);
            InjectionQueue overflow;
            RunQueue queues[2];
            std::deque<std::uint32_t> outside;
            for (std::uint32_t i = 0; i < blocks.size(); ++i) {
                outside.push_back(i);
            }
            std::size_t inside = 0;
            for (int i = 0; i < 20'000; ++i) {
                RunQueue& queue = queues[random() % 2];
                ControlBlock* taken = nullptr;
                switch (random() % 8) {
                case 0:
                    taken = overflow.pop();
                    break;
                case 1:
                case 2:
                    taken = queue.pop();
                    break;
                case 3:
                    if (queues[0].size() == 0) {
                        taken = queues[1].stealInto(queues[0]);
                    }
                    break;
                default:
                    if (!outside.empty()) {
                        queue.push(blocks[outside.front()], overflow);
                        outside.pop_front();
                        ++inside;
                    }
                }
                if (taken != nullptr) {
                    outside.push_back(taken->pid.index());
                    --inside;
                }
                QCOMPARE(queues[0].size() + queues[1].size() + overflow.size(), inside);
            }
        }
    }

    /// Owners push and pop, all steal from all: nobody is lost and nobody is taken twice at once.
    void manyThreads()
    {
        constexpr std::size_t Threads = 4;
        constexpr std::size_t Count = 2000;
        constexpr int Turns = 200'000;
        Blocks blocks(Count);
        std::vector<std::atomic<int>> held(Count);
        InjectionQueue overflow;
        std::vector<RunQueue> queues(Threads);
        for (std::size_t i = 0; i < Count; ++i) {
            overflow.push(blocks[i]);
        }
        std::atomic<int> mistakes = 0;
        std::vector<std::thread> threads;
        for (std::size_t self = 0; self < Threads; ++self) {
            threads.emplace_back([&, self] {
                std::minstd_rand random(static_cast<unsigned>(self) + 1);
                for (int turn = 0; turn < Turns; ++turn) {
                    ControlBlock* process = turn % 61 == 0 ? overflow.pop() : nullptr;
                    if (process == nullptr) {
                        process = queues[self].pop();
                    }
                    if (process == nullptr) {
                        const std::size_t victim = random() % Threads;
                        process = victim == self ? overflow.pop() : queues[victim].stealInto(queues[self]);
                    }
                    if (process != nullptr) {
                        // Taken by exactly this thread, which then "runs" it.
                        mistakes += held[process->pid.index()].fetch_add(1, std::memory_order_relaxed) != 0;
                        held[process->pid.index()].fetch_sub(1, std::memory_order_relaxed);
                        queues[self].push(*process, overflow);
                    }
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        QCOMPARE(mistakes.load(), 0);
        std::vector<int> seen(Count);
        while (ControlBlock* process = overflow.pop()) {
            ++seen[process->pid.index()];
        }
        for (RunQueue& queue : queues) {
            while (ControlBlock* process = queue.pop()) {
                ++seen[process->pid.index()];
            }
        }
        QVERIFY(std::all_of(seen.begin(), seen.end(), [](int count) { return count == 1; }));
    }
};

QTEST_APPLESS_MAIN(RunQueueTest)
#include "run_queue_test.moc"
