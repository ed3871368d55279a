// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc cannot read <concepts>
#include "runtime/scheduler/timer_wheel.h"
#endif

#include <QtTest>

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
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
        QVERIFY(!wheel.cancel(*timer));
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
        QVERIFY(wheel.cancel(*timers[1]));
        QVERIFY(!wheel.cancel(*timers[1]));
        wheel.advance(1'000'000, due);
        QVERIFY((due == std::vector<Timer*>{timers[0], timers[2]}));
        for (Timer* timer : timers) {
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
                        QVERIFY(wheel.cancel(*chosen->first));
                        Timer::destroy(chosen->first);
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
                    QCOMPARE(due.size(), expected.size());
                    for (std::size_t k = 0; k < due.size(); ++k) {
                        QCOMPARE(due[k]->deadline, expected[k].first.deadline);
                        QVERIFY2(due[k] == expected[k].second,
                                 qPrintable(QStringLiteral("seed %1").arg(seed)));
                        QVERIFY(!wheel.cancel(*due[k]));
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
                QVERIFY(model.empty() ? wheel.nextTick() == TimerWheel::Never : wheel.nextTick() > now);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TimerWheelTest)
#include "timer_wheel_test.moc"
