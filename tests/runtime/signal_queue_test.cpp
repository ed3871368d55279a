// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc cannot read <concepts>
#include "runtime/process/mailbox.h"
#include "runtime/process/signal.h"
#include "runtime/term/expression.h"
#include "runtime/term/term.h"
#endif

#include <QtTest>

#include <atomic>
#include <cstdint>
#include <deque>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#undef signals // Qt's macro; the runtime has a namespace of that name

using namespace factorama;

namespace {

ControlSignal* makeNumbered(std::uint64_t number)
{
    return signals::makeControl(Signal::Kind::Link, Pid(), number);
}

std::uint64_t numberOf(const Signal* signal)
{
    return static_cast<const ControlSignal*>(signal)->identifier;
}

std::vector<std::uint64_t> drain(Signal* signal)
{
    std::vector<std::uint64_t> numbers;
    while (signal != nullptr) {
        Signal* next = signal->next;
        numbers.push_back(numberOf(signal));
        signals::destroy(signal);
        signal = next;
    }
    return numbers;
}

/// What a message that was built of this says in the end, and the bytes that it took.
template<typename Expression>
std::pair<std::string, std::uint32_t> sent(const Expression& built)
{
    Signal* const signal = signals::makeMessage(built);
    const std::uint32_t bytes = signal->bytes;
    return {signals::takePayload(signal).toString(), bytes};
}

} // namespace

class SignalQueueTest : public QObject {
    Q_OBJECT

private slots:
    /// Those of immediate words alone are made in another way than others.
    void messagesHoldWhatTheyWereBuiltOf()
    {
        using Sent = std::pair<std::string, std::uint32_t>;
        constexpr std::uint32_t Head = sizeof(Signal);
        constexpr std::uint32_t InABlock = Head + sizeof(Block);
        constexpr std::uint32_t Big = sizeof(Node) + 8;
        const auto tupleOf = [](std::uint32_t count) {
            return static_cast<std::uint32_t>(sizeof(Node) + 8 * count);
        };
        const Atom a("a");
        const Term number(7);
        const Term boxed(tuple(a, "text"));
        const std::int64_t largestSmall = word::LargestSmall;
        const std::int64_t smallestSmall = word::SmallestSmall;

        QCOMPARE(sent(a), Sent("a", Head));
        QCOMPARE(sent(number), Sent("7", Head));
        QCOMPARE(sent(tuple()), Sent("{}", InABlock + tupleOf(0)));
        QCOMPARE(sent(tuple(a, 1, number, true)), Sent("{a,1,7,true}", InABlock + tupleOf(4)));
        QCOMPARE(sent(tuple(a, tuple(number, tuple(2)), 3)),
                 Sent("{a,{7,{2}},3}", InABlock + tupleOf(3) + tupleOf(2) + tupleOf(1)));
        QCOMPARE(sent(tuple(largestSmall, smallestSmall)),
                 Sent("{1152921504606846975,-1152921504606846976}", InABlock + tupleOf(2)));
        QCOMPARE(sent(tuple(largestSmall + 1, a)),
                 Sent("{1152921504606846976,a}", InABlock + tupleOf(2) + Big));
        QCOMPARE(sent(tuple(a, tuple(smallestSmall - 1))),
                 Sent("{a,{-1152921504606846977}}", InABlock + tupleOf(2) + tupleOf(1) + Big));
        QCOMPARE(sent(tuple(1, 1.5)), Sent("{1,1.5}", InABlock + tupleOf(2) + Big));
        QCOMPARE(sent(tuple(number, boxed)), Sent("{7,{a,<<\"text\">>}}", InABlock + 2 * tupleOf(2) + Big));
        QCOMPARE(boxed.toString(), std::string("{a,<<\"text\">>}"));
    }

    void statesOfTheQueue()
    {
        SignalQueue queue;
        QVERIFY(!queue.hasSignals());
        QVERIFY(queue.take().first == nullptr);
        QVERIFY(queue.push(makeNumbered(1)) == SignalQueue::Pushed::Yes);
        QVERIFY(queue.push(makeNumbered(2)) == SignalQueue::Pushed::Yes);
        QVERIFY(queue.hasSignals());
        QVERIFY(!queue.becomeIdle());
        QVERIFY((drain(queue.take().first) == std::vector<std::uint64_t>{1, 2}));
        QVERIFY(queue.becomeIdle());
        QVERIFY(!queue.hasSignals());
        QVERIFY(queue.push(makeNumbered(3)) == SignalQueue::Pushed::WasIdle);
        QVERIFY(queue.push(makeNumbered(4)) == SignalQueue::Pushed::Yes);
        QVERIFY((drain(queue.close()) == std::vector<std::uint64_t>{3, 4}));
        Signal* refused = makeNumbered(5);
        QVERIFY(queue.push(refused) == SignalQueue::Pushed::Closed);
        signals::destroy(refused);
        QVERIFY(!queue.hasSignals());
    }

    void closesWhenEmptyOrIdle()
    {
        SignalQueue empty;
        QVERIFY(empty.close() == nullptr);
        SignalQueue idle;
        QVERIFY(idle.becomeIdle());
        QVERIFY(idle.close() == nullptr);
    }

    /// Several senders, a receiver that moves between threads whenever it has become idle: each sender's
    /// signals keep their order, none is lost, and of those who push to an idle queue exactly one is told to
    /// wake it.
    void manySenders()
    {
        constexpr std::uint64_t Senders = 4;
        constexpr std::uint64_t Each = 100'000;
        SignalQueue queue;
        std::vector<std::uint64_t> next(Senders); // the receiver's plain memory, handed on with the wake-ups
        std::uint64_t received = 0;
        std::atomic<int> mistakes = 0;
        std::atomic<int> receivers = 0;
        std::atomic<bool> done = false;
        const auto receive = [&] {
            mistakes += receivers.fetch_add(1) != 0;
            for (;;) {
                for (const std::uint64_t number : drain(queue.take().first)) {
                    mistakes += number % Each != next[number / Each]++;
                    ++received;
                }
                const bool last = received == Senders * Each;
                receivers.fetch_sub(1);
                if (queue.becomeIdle()) {
                    done = done || last;
                    return;
                }
                mistakes += receivers.fetch_add(1) != 0;
            }
        };
        receive(); // becomes idle at once
        std::vector<std::thread> threads;
        for (std::uint64_t sender = 0; sender < Senders; ++sender) {
            threads.emplace_back([&, sender] {
                for (std::uint64_t i = 0; i < Each; ++i) {
                    if (queue.push(makeNumbered(sender * Each + i)) == SignalQueue::Pushed::WasIdle) {
                        receive();
                    }
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        QVERIFY(done);
        QCOMPARE(mistakes.load(), 0);
        QCOMPARE(received, Senders * Each);
    }

    /// Whatever is pushed around the closing either comes out of close() or is refused.
    void closingLosesNothing()
    {
        for (int round = 0; round < 300; ++round) {
            SignalQueue queue;
            std::atomic<std::size_t> refused = 0;
            std::atomic<int> started = 0;
            constexpr std::size_t Each = 200;
            std::vector<std::thread> threads;
            for (int sender = 0; sender < 3; ++sender) {
                threads.emplace_back([&] {
                    ++started;
                    for (std::size_t i = 0; i < Each; ++i) {
                        Signal* signal = makeNumbered(i);
                        if (queue.push(signal) == SignalQueue::Pushed::Closed) {
                            signals::destroy(signal);
                            ++refused;
                        }
                    }
                });
            }
            while (started < 2) {
                std::this_thread::yield();
            }
            std::size_t taken = drain(queue.take().first).size();
            taken += drain(queue.close()).size();
            for (std::thread& thread : threads) {
                thread.join();
            }
            QCOMPARE(taken + refused, 3 * Each);
        }
    }

    /// The mailbox with a mark against a plain queue with a position.
    void mailboxAgainstAModel()
    {
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            std::mt19937_64 random(seed);
            Mailbox mailbox;
            std::deque<std::uint64_t> model;
            std::size_t scan = 0;
            const Reference reference = Reference::fromBits(1);
            Mailbox::Mark mark = mailbox.markFor(reference);
            std::size_t marked = 0; // so many of the model's are before the mark
            const auto erase = [&](std::deque<std::uint64_t>::iterator at) {
                marked -= at - model.begin() < static_cast<long>(marked) ? 1 : 0;
                model.erase(at);
            };
            std::uint64_t number = 0;
            for (int i = 0; i < 500; ++i) {
                switch (random() % 10) {
                case 0:
                case 1:
                    mailbox.append(makeNumbered(number));
                    model.push_back(number++);
                    break;
                case 2: {
                    Signal* const first = makeNumbered(number);
                    first->next = makeNumbered(number + 1);
                    mailbox.appendChain(first, first->next);
                    model.push_back(number++);
                    model.push_back(number++);
                    break;
                }
                case 3:
                    mailbox.restartScan();
                    scan = 0;
                    break;
                case 4:
                case 5:
                    if (scan < model.size()) {
                        QVERIFY(!mailbox.isScanned());
                        QCOMPARE(numberOf(mailbox.beforeCurrent().next), model[scan]);
                        mailbox.skip();
                        ++scan;
                    } else {
                        QVERIFY(mailbox.isScanned());
                    }
                    break;
                case 6:
                    if (scan < model.size()) {
                        Signal* taken = mailbox.takeCurrent(mailbox.beforeCurrent());
                        mailbox.correct(mark, *taken);
                        QCOMPARE(numberOf(taken), model[scan]);
                        signals::destroy(taken);
                        erase(model.begin() + static_cast<long>(scan));
                    }
                    break;
                case 7:
                    mark = mailbox.markFor(reference);
                    marked = model.size();
                    break;
                case 8:
                    if (random() % 2 == 0) {
                        mailbox.restartScan(mark);
                        scan = marked;
                    } else {
                        mailbox.skipAll();
                        scan = model.size();
                    }
                    break;
                default: {
                    const std::uint64_t wanted = random() % 7;
                    const bool behind = random() % 2 == 0; // only what is behind the mark
                    Signal* taken = mailbox.takeFirst(
                        [&](const Signal& signal) { return numberOf(&signal) % 7 == wanted; },
                        behind ? reference : Reference(), &mark);
                    const auto found =
                        std::find_if(model.begin() + static_cast<long>(behind ? marked : 0), model.end(),
                                     [&](std::uint64_t value) { return value % 7 == wanted; });
                    QCOMPARE(taken != nullptr, found != model.end());
                    if (taken != nullptr) {
                        QCOMPARE(numberOf(taken), *found);
                        signals::destroy(taken);
                        erase(found);
                        scan = 0;
                    }
                }
                }
                QCOMPARE(mailbox.isEmpty(), model.empty());
                QCOMPARE(mailbox.isScanned(), scan == model.size());
                std::size_t at = 0;
                for (const Signal* message = mailbox.first(); message != nullptr;
                     message = mailbox.after(*message)) {
                    QVERIFY(at < model.size());
                    QCOMPARE(numberOf(message), model[at++]);
                }
                QCOMPARE(at, model.size());
            }
            QVERIFY((drain(mailbox.takeAll()) == std::vector<std::uint64_t>(model.begin(), model.end())));
            QVERIFY(mailbox.first() == nullptr);
            mailbox.append(makeNumbered(1));
            QVERIFY((drain(mailbox.takeAll()) == std::vector<std::uint64_t>{1}));
        }
    }
};

QTEST_APPLESS_MAIN(SignalQueueTest)
#include "signal_queue_test.moc"
