// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc cannot read <concepts>
#include "runtime/scheduler/timer_wheel.h"
#endif

#include <QtTest>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <map>
#include <random>
#include <stdexcept>
#include <thread>
#include <vector>

#undef signals // Qt's macro; the runtime has a namespace of that name

using namespace factorama;

class TimerWheelTest : public QObject {
    Q_OBJECT

private slots:
    void firesAtTheDeadline()
    {
        TimerWheel wheel;
        QCOMPARE(wheel.nextTick(), TimerWheel::Never);
        std::vector<Timer*> due;
        wheel.advance(5, due);
        Timer* timer = Timer::make();
        wheel.arm(*timer, 10);
        QVERIFY(wheel.nextTick() <= 10);
        wheel.advance(9, due);
        QVERIFY(due.empty());
        wheel.advance(10, due);
        QVERIFY((due == std::vector<Timer*>{timer}));
        QCOMPARE(wheel.nextTick(), TimerWheel::Never);
        QVERIFY(!TimerWheel::discard(timer, nullptr));
        Timer::destroy(timer);
    }

    void whatIsPastFiresAtTheNextTick()
    {
        TimerWheel wheel;
        std::vector<Timer*> due;
        wheel.advance(1000, due);
        Timer* timer = Timer::make();
        wheel.arm(*timer, 7);
        wheel.advance(1000, due);
        QVERIFY(due.empty());
        wheel.advance(1001, due);
        QCOMPARE(due.size(), std::size_t{1});
        Timer::destroy(timer);
    }

    void cancelledOnesDoNotFire()
    {
        TimerWheel wheel;
        std::vector<Timer*> due;
        Timer* timers[3] = {Timer::make(), Timer::make(), Timer::make()};
        for (Timer* timer : timers) {
            wheel.arm(*timer, 100);
        }
        QVERIFY(TimerWheel::discard(timers[1], nullptr));
        wheel.advance(1'000'000, due);
        QVERIFY((due == std::vector<Timer*>{timers[0], timers[2]}));
        for (Timer* timer : due) {
            Timer::destroy(timer);
        }
    }

    /// Those left in it are freed with the wheel, and so are their messages (the address sanitizer tells).
    void ownsWhatIsArmed()
    {
        TimerWheel wheel;
        for (std::uint64_t i = 0; i < 1000; ++i) {
            Timer* timer = Timer::make();
            timer->purpose = Timer::Purpose::Message;
            timer->message = signals::makeMessage(tuple(Atom("hello"), "world"));
            wheel.arm(*timer, i * i * i * 97);
        }
    }

    void deferredTimersAreArmedTogether()
    {
        TimerWheel wheel;
        std::vector<Timer*> due;
        wheel.advance(100, due);
        Timer* const cancelledBefore = Timer::make();
        Timer* const cancelledAfter = Timer::make();
        Timer* const fires = Timer::make();
        for (Timer* timer : {cancelledBefore, cancelledAfter, fires}) {
            wheel.defer(*timer, 1000);
        }
        QVERIFY(wheel.hasDeferred());
        QCOMPARE(wheel.nextTick(), TimerWheel::Never);
        TimerWheel::discard(cancelledBefore, nullptr);
        wheel.armDeferred(107);
        QVERIFY(!wheel.hasDeferred());
        QVERIFY(wheel.nextTick() <= 1107);
        TimerWheel::discard(cancelledAfter, nullptr);
        wheel.advance(1106, due);
        QCOMPARE(due.size(), std::size_t{0});
        wheel.advance(1107, due);
        QCOMPARE(due.size(), std::size_t{1});
        QCOMPARE(due[0], fires);
        TimerWheel::discard(fires, nullptr); // it is firing: not freed
        Timer::destroy(fires);
        QCOMPARE(wheel.nextTick(), TimerWheel::Never);
        wheel.defer(*Timer::make(), 1000); // freed with the wheel
    }

    /// What the owner discards is gone at once, and what was deferred keeps its order.
    void theOwnerDiscardsDeferredTimers()
    {
        TimerWheel wheel;
        std::vector<Timer*> timers;
        for (int i = 0; i < 5; ++i) {
            timers.push_back(Timer::make());
            wheel.defer(*timers.back(), 1000 + i / 3);
        }
        std::uint64_t left = 0;
        const auto noClock = []() -> std::uint64_t { throw std::logic_error("nobody is to ask"); };
        QCOMPARE(TimerWheel::left(*timers[1], noClock), std::uint64_t{1000});
        QVERIFY(TimerWheel::discard(timers[1], &wheel, noClock, left));
        QCOMPARE(left, std::uint64_t{1000});
        QVERIFY(TimerWheel::discard(timers[4], &wheel, noClock, left));
        QCOMPARE(left, std::uint64_t{1001});
        wheel.armDeferred(10);
        QCOMPARE(TimerWheel::left(*timers[3], [] { return std::uint64_t{11}; }), std::uint64_t{1000});
        std::vector<Timer*> due;
        wheel.advance(2000, due);
        QCOMPARE(due, (std::vector<Timer*>{timers[0], timers[2], timers[3]}));
        QVERIFY(!TimerWheel::discard(timers[0], &wheel, noClock, left)); // it is firing
        for (Timer* timer : due) {
            Timer::destroy(timer);
        }
        Timer* const last = Timer::make();
        wheel.defer(*last, 1000);
        QVERIFY(TimerWheel::discard(last, &wheel));
        QVERIFY(!wheel.hasDeferred());
    }

    /// While there is something to do, only what has been there for a while is armed.
    void youngTimersAreNotArmedYet()
    {
        const auto noClock = []() -> std::uint64_t { throw std::logic_error("nobody is to ask"); };
        TimerWheel wheel;
        Timer* const first = Timer::make();
        Timer* const second = Timer::make();
        wheel.defer(*first, 1000);
        wheel.armAged(noClock);
        wheel.defer(*second, 1000);
        QCOMPARE(wheel.nextTick(), TimerWheel::Never);
        wheel.armAged([] { return std::uint64_t{20}; }); // the first one
        QVERIFY(wheel.hasDeferred());
        QCOMPARE(TimerWheel::left(*first, [] { return std::uint64_t{30}; }), std::uint64_t{990});
        QCOMPARE(TimerWheel::left(*second, noClock), std::uint64_t{1000});
        QVERIFY(TimerWheel::discard(second, &wheel)); // it has moved up
        QVERIFY(!wheel.hasDeferred());

        // One that comes and goes between two looks does not make those after it old.
        for (int i = 0; i < 3; ++i) {
            Timer* const passing = Timer::make();
            wheel.defer(*passing, 1000);
            wheel.armAged(noClock);
            QVERIFY(TimerWheel::discard(passing, &wheel));
        }
        std::vector<Timer*> due;
        wheel.advance(2000, due);
        QCOMPARE(due, (std::vector<Timer*>{first}));
        Timer::destroy(first);
    }

    /// Cancelling from another thread, while the owner arms what was deferred.
    void deferredTimersAreCancelledFromElsewhere()
    {
        constexpr int Rounds = 2000;
        TimerWheel wheel;
        std::atomic<Timer*> handed = nullptr;
        std::thread other([&] {
            for (int i = 0; i < Rounds; ++i) {
                Timer* timer = nullptr;
                while ((timer = handed.exchange(nullptr)) == nullptr) {
                    std::this_thread::yield();
                }
                TimerWheel::discard(timer, nullptr);
            }
        });
        for (int i = 0; i < Rounds; ++i) {
            Timer* timer = Timer::make();
            wheel.defer(*timer, 1000);
            handed.store(timer);
            wheel.armDeferred(static_cast<std::uint64_t>(i));
            while (handed.load() != nullptr) {
                std::this_thread::yield();
            }
        }
        other.join();
        std::vector<Timer*> due;
        wheel.advance(1'000'000, due);
        QCOMPARE(due.size(), std::size_t{0});
    }

    /// Random operations against a plain list of deadlines, over all distances.
    void againstAModel()
    {
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            std::mt19937_64 random(seed);
            TimerWheel wheel;
            struct Armed {
                std::uint64_t deadline;
                std::uint64_t order;
            };
            std::map<Timer*, Armed> model;
            std::uint64_t now = seed % 3 == 0 ? 0 : random() >> (20 + random() % 40);
            std::uint64_t order = 0;
            std::vector<Timer*> due;
            wheel.advance(now, due);
            const auto distance = [&] { return random() >> (24 + random() % 40); };
            for (int i = 0; i < 600; ++i) {
                switch (random() % 6) {
                case 0:
                case 1:
                case 2: {
                    Timer* timer = Timer::make();
                    std::uint64_t deadline = now + distance();
                    if (!model.empty() && random() % 4 == 0) {
                        deadline = std::next(model.begin(), static_cast<long>(random() % model.size()))
                                       ->second.deadline;
                    }
                    wheel.arm(*timer, deadline);
                    model[timer] = {std::max(deadline, now + 1), order++};
                    break;
                }
                case 3:
                    if (!model.empty()) {
                        const auto chosen =
                            std::next(model.begin(), static_cast<long>(random() % model.size()));
                        QVERIFY(TimerWheel::discard(chosen->first, nullptr));
                        model.erase(chosen);
                    }
                    break;
                default: {
                    // By a distance, or exactly to where the wheel wants to be looked at.
                    const std::uint64_t next = wheel.nextTick();
                    now = random() % 2 == 0 && next != TimerWheel::Never ? std::max(now, next)
                                                                         : now + distance();
                    std::vector<std::pair<Armed, Timer*>> expected;
                    for (const auto& [timer, armed] : model) {
                        if (armed.deadline <= now) {
                            expected.emplace_back(armed, timer);
                        }
                    }
                    // By deadline, those of the same deadline in the order in which they were armed.
                    std::sort(expected.begin(), expected.end(), [](const auto& a, const auto& b) {
                        return std::pair(a.first.deadline, a.first.order) <
                               std::pair(b.first.deadline, b.first.order);
                    });
                    due.clear();
                    wheel.advance(now, due);
                    // Of cancelled timers nothing is left to wake up for.
                    QVERIFY(model.size() == expected.size() ? wheel.nextTick() == TimerWheel::Never
                                                            : wheel.nextTick() > now);
                    QCOMPARE(due.size(), expected.size());
                    for (std::size_t k = 0; k < due.size(); ++k) {
                        QCOMPARE(due[k]->deadline, expected[k].first.deadline);
                        QVERIFY2(due[k] == expected[k].second,
                                 qPrintable(QStringLiteral("seed %1").arg(seed)));
                        QVERIFY(!TimerWheel::discard(due[k], nullptr));
                        model.erase(due[k]);
                        Timer::destroy(due[k]);
                    }
                }
                }
                std::uint64_t earliest = TimerWheel::Never;
                for (const auto& [timer, armed] : model) {
                    earliest = std::min(earliest, armed.deadline);
                }
                QVERIFY(wheel.nextTick() <= earliest);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TimerWheelTest)
#include "timer_wheel_test.moc"
