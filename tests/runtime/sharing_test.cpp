// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

#ifndef Q_MOC_RUN
#include "runtime/scheduler/sharing.h"
#endif

#include <atomic>
#include <random>

#undef signals // Qt's macro; the runtime has a namespace of that name

using namespace factorama;
using namespace factorama::testing;

using Advice = Sharing::Advice;

namespace sharing_bodies {

const Atom end("end");

using Counter = std::shared_ptr<std::atomic<std::int64_t>>;

/// Passes numbers on, each with one added, until the end comes; the last one adds them up.
Process stage(Self self, int further, Counter sum)
{
    const Pid next = further > 0 ? self.spawnLink<&stage>(further - 1, sum) : Pid();
    for (;;) {
        const Message message = co_await self.receive(anyInteger, end);
        if (message.clause() == 1) {
            if (next) {
                self.send(next, end);
            }
            co_return;
        }
        if (next) {
            self.send(next, message.term().integer() + 1);
        } else {
            sum->fetch_add(message.term().integer(), std::memory_order_relaxed);
        }
    }
}

Process feeds(Self self, int stages, int numbers, Counter sum)
{
    const Pid first = self.spawnLink<&stage>(stages - 1, sum);
    for (int i = 0; i < numbers; ++i) {
        self.send(first, 0);
        co_await self.tick();
    }
    self.send(first, end);
}

/// A worker that looks every tenth of a millisecond, with made-up speeds.
class Worker {
public:
    Advice go(double reductionsPerMicrosecond, bool possible = true, Sharing::Work besides = {},
              int workers = 1)
    {
        constexpr std::int64_t Step = 100'000;
        time += Step;
        besides.reductions += static_cast<std::int64_t>(reductionsPerMicrosecond * Step / 1000);
        work += besides;
        return sharing.look(time, work, workers, possible);
    }
    /// How many steps until this advice; -1 if it is not given within ten seconds.
    int until(Advice advice, double speed, Sharing::Work besides = {}, int workers = 1)
    {
        for (int i = 1; i <= 100'000; ++i) {
            if (go(speed, true, besides, workers) == advice) {
                return i;
            }
        }
        return -1;
    }

    Sharing sharing;
    std::int64_t time = 1;
    Sharing::Work work;
};

} // namespace sharing_bodies

using namespace sharing_bodies;

class SharingTest : public QObject {
    Q_OBJECT

private slots:
    void keepsWhatItCouldNotShare()
    {
        Worker worker;
        for (int i = 0; i < 10'000; ++i) {
            QCOMPARE(worker.go(50, false), Advice::Keep);
        }
        QVERIFY(!worker.sharing.isShared());
    }

    void measuresBeforeItLends()
    {
        Worker worker;
        const int steps = worker.until(Advice::Lend, 50);
        QVERIFY2(steps >= 80 && steps <= 90, qPrintable(QString::number(steps)));
        QVERIFY(worker.sharing.isShared());
    }

    void sharesWhileMoreIsDone()
    {
        Worker worker;
        QVERIFY(worker.until(Advice::Lend, 50) > 0);
        int before = 0;
        for (int i = 0; i < 4; ++i) { // each time for longer
            const int shared = worker.until(Advice::TakeBack, 90, {}, 2);
            QVERIFY2(shared > before * 3 / 2, qPrintable(QString::number(shared)));
            QVERIFY(!worker.sharing.isShared());
            const int alone = worker.until(Advice::Lend, 50);
            QVERIFY2(alone > 0 && alone <= 25, qPrintable(QString::number(alone)));
            before = shared;
        }
    }

    void takesBackWhatGainsNothing()
    {
        Worker worker;
        QVERIFY(worker.until(Advice::Lend, 50) > 0);
        int before = 0;
        for (int i = 0; i < 8; ++i) { // and waits longer each time until it tries again
            const int tried = worker.until(Advice::TakeBack, 52, {}, 2);
            QVERIFY2(tried > 0 && tried <= 15, qPrintable(QString::number(tried)));
            const int waited = worker.until(Advice::Lend, 50);
            QVERIFY2(waited >= before, qPrintable(QString::number(waited)));
            before = waited;
        }
        QVERIFY2(before >= 5000 && before <= 5300, qPrintable(QString::number(before)));
    }

    void soonSeesThatItHarms()
    {
        Worker worker;
        QVERIFY(worker.until(Advice::Lend, 50) > 0);
        const int tried = worker.until(Advice::TakeBack, 10, {}, 2);
        QVERIFY2(tried > 0 && tried <= 6, qPrintable(QString::number(tried)));
        // And is not soon tempted again.
        const int waited = worker.until(Advice::Lend, 50);
        QVERIFY2(waited >= 640 && waited <= 650, qPrintable(QString::number(waited)));
    }

    /// Twice as many messages are sent, but they pile up, and will have to be fetched from another core.
    void countsWhatPilesUpElsewhere()
    {
        Worker worker;
        QVERIFY(worker.until(Advice::Lend, 50) > 0);
        QVERIFY(worker.until(Advice::TakeBack, 100, {0, 5000, 5000}, 2) > 0);
        QVERIFY(worker.until(Advice::Lend, 50) > 0);
        const int read = worker.until(Advice::TakeBack, 100, {0, 5000, 0}, 2); // these are read at once
        QVERIFY2(read > 500, qPrintable(QString::number(read)));
        const int local = worker.until(Advice::Lend, 50);
        QVERIFY(local > 0);
        QVERIFY(worker.until(Advice::TakeBack, 100, {0, 0, 5000}, 2) > 500); // and these are not elsewhere
    }

    void forgivesOneBadWindow()
    {
        Worker worker;
        QVERIFY(worker.until(Advice::Lend, 50) > 0);
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(worker.go(100, true, {}, 2), Advice::Lend);
        }
        for (int i = 0; i < 15; ++i) {
            QCOMPARE(worker.go(20, true, {}, 2), Advice::Lend);
        }
        for (int i = 0; i < 30; ++i) {
            QCOMPARE(worker.go(100, true, {}, 2), Advice::Lend);
        }
        QVERIFY(worker.until(Advice::TakeBack, 20, {}, 2) <= 45); // not several
    }

    /// Somebody who had done much has turned to other things: that is nothing to judge by.
    void doesNotJudgeWhenSomebodyLeaves()
    {
        Worker worker;
        QVERIFY(worker.until(Advice::Lend, 50) > 0);
        for (int i = 0; i < 100; ++i) {
            worker.work.reductions -= i % 5 == 0 ? 10'000'000 : 0;
            QCOMPARE(worker.go(100, true, {}, 2), Advice::Lend);
        }
    }

    /// What is measured while the system takes the core away is less than the truth.
    void takesTheMostForTheTruth()
    {
        Worker worker;
        for (int i = 0; i < 15; ++i) {
            QCOMPARE(worker.go(50), Advice::Keep);
        }
        QVERIFY(worker.until(Advice::Lend, 10) > 0);
        QVERIFY(worker.until(Advice::TakeBack, 45, {}, 2) > 0);
    }

    /// Whatever is lent, and comes back while schedulers come and go: nothing is lost, nothing runs twice.
    void pipelinesRunToTheirEnd()
    {
        const int stages = 60;
        const int numbers = 60'000;
        const int pipelines = 3;
        Runtime runtime(threaded(4));
        const auto sum = std::make_shared<std::atomic<std::int64_t>>(0);
        for (int i = 0; i < pipelines; ++i) {
            runtime.spawn<&feeds>(stages, numbers, sum);
        }
        std::minstd_rand random(5);
        const std::int64_t expected = std::int64_t{pipelines} * numbers * (stages - 1);
        QVERIFY(eventually([&] {
            runtime.scheduler().setOnline(1 + static_cast<int>(random() % 4));
            std::this_thread::sleep_for(std::chrono::milliseconds(random() % 20));
            return sum->load() == expected;
        }));
        QVERIFY(allEnded(runtime));
        QCOMPARE(sum->load(), expected);
    }
};

QTEST_APPLESS_MAIN(SharingTest)
#include "sharing_test.moc"
