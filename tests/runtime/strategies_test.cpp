// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

#ifndef Q_MOC_RUN
#include "runtime/factorization/run.h"
#include "runtime/factorization/strategy.h"
#include "runtime/observe/embedded_node.h"
#endif

#include <cstdint>
#include <future>
#include <memory>

using namespace factorama;
using namespace factorama::testing;

namespace {

FactorizationProgress::State Running = FactorizationProgress::State::Running;

/// Runs to the end and returns the results by number.
QMap<QString, QString> runToEnd(EmbeddedNode& node, const FactorizationRequest& request)
{
    const Outcome outcome = node.startFactorization(request);
    if (!outcome.ok()) {
        return {{"error", QString::fromStdString(outcome.error)}};
    }
    if (!eventually([&] { return node.factorizationProgress().state != Running; })) {
        return {{"error", "the run did not end"}};
    }
    QMap<QString, QString> results;
    for (const FactorizationResult& result : node.factorizationResults(0, SIZE_MAX)) {
        results.insert(QString::fromStdString(result.number), QString::fromStdString(result.text));
    }
    return results;
}

constexpr std::int64_t Smalls = 1000;

/// Factorizes numbers that take some microseconds each, and tells the reductions of the turns that ended.
Process factorizesSmalls(Self self, std::shared_ptr<std::promise<std::uint64_t>> spent)
{
    const Algorithm* const fast = findAlgorithm("fast");
    for (std::int64_t i = 0; i < Smalls; ++i) {
        Subroutine<Term> working = factorize(self, fast, Term(1'000'000'000'000'000'003 + 2 * i), nullptr);
        const Term factors = co_await working;
    }
    spent->set_value(self.process().reductions());
}

/// The number takes days with the seed's algorithm.
constexpr const char* Endless = "1000000000000000003";

} // namespace

class StrategiesTest : public QObject {
    Q_OBJECT

private slots:
    void theSeedsTableByEveryStrategyAndAlgorithm_data()
    {
        QTest::addColumn<QString>("strategy");
        QTest::addColumn<QString>("algorithm");
        for (const Strategy& strategy : strategies()) {
            for (const Algorithm& algorithm : algorithms()) {
                QTest::addRow("%s, %s", strategy.name.data(), algorithm.name.data())
                    << QString::fromUtf8(strategy.name.data()) << QString::fromUtf8(algorithm.name.data());
            }
        }
    }

    void theSeedsTableByEveryStrategyAndAlgorithm()
    {
        QFETCH(QString, strategy);
        QFETCH(QString, algorithm);
        EmbeddedNode node(2);
        const auto results = runToEnd(
            node, {"1000000000..1000000005 12 13 1", strategy.toStdString(), algorithm.toStdString(), 0});
        const QMap<QString, QString> expected{
            {"1", "1"},
            {"12", "2^2 x 3"},
            {"13", "13"},
            {"1000000000", "2^9 x 5^9"},
            {"1000000001", "7 x 11 x 13 x 19 x 52579"},
            {"1000000002", "2 x 3 x 43 x 983 x 3943"},
            {"1000000003", "23 x 307 x 141623"},
            {"1000000004", "2^2 x 41^2 x 148721"},
            {"1000000005", "3 x 5 x 66666667"},
        };
        QCOMPARE(results, expected);
        const FactorizationProgress progress = node.factorizationProgress();
        QCOMPARE(progress.state, FactorizationProgress::State::Finished);
        QCOMPARE(progress.finished, 9U);
        QCOMPARE(progress.lost, 0U);
    }

    void smallNumbersCostReductionsToo()
    {
        Runtime runtime(threaded(1));
        auto spent = std::make_shared<std::promise<std::uint64_t>>();
        runtime.spawn<&factorizesSmalls>(spent);
        // Some twenty each at the least; a turn of 4,000 holds no thousand of them.
        QVERIFY(spent->get_future().get() >= 20 * Smalls);
    }

    void manyNumbersLeaveNoProcessBehind_data() { everyStrategy(); }
    void manyNumbersLeaveNoProcessBehind()
    {
        QFETCH(QString, strategy);
        EmbeddedNode node(2);
        const auto results = runToEnd(node, {"1..2000", strategy.toStdString(), "fast", 0});
        QCOMPARE(results.size(), 2000);
        QCOMPARE(results["1024"], QString("2^10"));
        QVERIFY(eventually([&] { return node.runtime().processes().count() == 0; }));
    }

    void whoWorksOnWhatIsKnownWhileItLasts_data() { everyStrategy(); }
    void whoWorksOnWhatIsKnownWhileItLasts()
    {
        QFETCH(QString, strategy);
        EmbeddedNode node(2);
        QVERIFY(
            node.startFactorization({std::string("12 ") + Endless, strategy.toStdString(), "seed", 0}).ok());
        NumberInWork begun;
        QVERIFY(eventually([&] {
            const FactorizationWork work = node.factorizationWork(10);
            if (work.count == 1) {
                begun = work.numbers.front();
            }
            return begun.number == Endless; // 12 can be seen before, where a turn ended within it
        }));
        QVERIFY(node.runtime().isAlive(begun.worker));
        QCOMPARE(begun.total, 1'000'000'000U); // primes up to its square root
        QVERIFY(eventually([&] { return node.factorizationWork(10).numbers.front().done > begun.done; }));
        QVERIFY(node.factorizationWork(0).numbers.empty());
        QCOMPARE(node.factorizationWork(0).count, 1U);
        // However it ends, the number is no longer in work.
        node.runtime().exit(begun.worker, atoms::kill);
        QVERIFY(eventually([&] { return node.factorizationWork(10).count == 0; }));
        QVERIFY(eventually([&] { return node.factorizationProgress().state != Running; }));
        QCOMPARE(node.factorizationProgress().lost, 1U);
    }

    void howFarANumberIsByEveryAlgorithm_data()
    {
        QTest::addColumn<QString>("algorithm");
        for (const Algorithm& algorithm : algorithms()) {
            QTest::newRow(algorithm.name.data()) << QString::fromUtf8(algorithm.name.data());
        }
    }
    void howFarANumberIsByEveryAlgorithm()
    {
        QFETCH(QString, algorithm);
        // 60 digits, two primes: long for all of them, and every part of the fast one has its turn.
        const std::unique_ptr<Factorization> work = findAlgorithm(algorithm.toStdString())
                                                        ->begin(Natural("1000000000000000000000000000057") *
                                                                Natural("1000000000000000000000000000099"));
        for (int i = 0; i < 2000 && work->advance(1000) == Step::More; ++i) {
            const WorkProgress progress = work->progress();
            QVERIFY(progress.step[0] != '\0');
            QVERIFY(progress.total == 0 || progress.done <= progress.total);
        }
    }

    void numbersGivenTwiceAreFactorizedOnce()
    {
        EmbeddedNode node(1);
        const auto results = runToEnd(node, {"12 13 12", "parallel", "fast", 0});
        QCOMPARE(results.size(), 2);
        QCOMPARE(node.factorizationProgress().total, 2U);
    }

    void aKilledWorkerCostsItsNumberOnly_data() { everyStrategy(); }
    void aKilledWorkerCostsItsNumberOnly()
    {
        QFETCH(QString, strategy);
        if (strategy == "basic") {
            QSKIP("has no workers");
        }
        EmbeddedNode node(2);
        const std::string numbers = std::string("12 ") + Endless + " 13 14 15 16 17";
        QVERIFY(node.startFactorization({numbers, strategy.toStdString(), "seed", 0}).ok());
        // The endless number's worker is the one that computes.
        const auto worker = [&] {
            Pid busiest;
            std::uint64_t most = 100'000;
            const EpochPin pin(node.runtime().epochs());
            node.runtime().processes().forEach([&](const ControlBlock& process) {
                if (process.reductions() > most) {
                    most = process.reductions();
                    busiest = process.pid;
                }
            });
            return busiest;
        };
        QVERIFY(eventually([&] { return bool(worker()); }));
        const Pid killed = worker();
        node.runtime().exit(killed, atoms::kill);
        QVERIFY(eventually([&] { return node.factorizationProgress().state != Running; }));
        const FactorizationProgress progress = node.factorizationProgress();
        QCOMPARE(progress.state, FactorizationProgress::State::Finished);
        QCOMPARE(progress.finished, 6U);
        QCOMPARE(progress.lost, 1U);
        for (const FactorizationResult& result : node.factorizationResults(0, 100)) {
            QCOMPARE(result.lost, result.number == Endless);
            if (result.lost) {
                QCOMPARE(result.worker, killed);
                QVERIFY(result.text.find("killed") != std::string::npos);
            }
        }
        QVERIFY(eventually([&] { return node.runtime().processes().count() == 0; }));
    }

    void aKilledStrategyLosesWhatWasOpen_data() { everyStrategy(); }
    void aKilledStrategyLosesWhatWasOpen()
    {
        QFETCH(QString, strategy);
        EmbeddedNode node(2);
        const Outcome outcome =
            node.startFactorization({std::string(Endless) + " 12", strategy.toStdString(), "seed", 0});
        QVERIFY(outcome.ok());
        const auto strategyProcess = [&] {
            Pid pid;
            const EpochPin pin(node.runtime().epochs());
            node.runtime().processes().forEach([&](const ControlBlock& process) {
                if (process.parent == outcome.pid) {
                    pid = process.pid;
                }
            });
            return pid;
        };
        QVERIFY(eventually([&] { return bool(strategyProcess()); }));
        node.runtime().exit(strategyProcess(), atoms::kill);
        QVERIFY(eventually([&] { return node.factorizationProgress().state != Running; }));
        const FactorizationProgress progress = node.factorizationProgress();
        QCOMPARE(progress.state, FactorizationProgress::State::Finished);
        QCOMPARE(progress.finished + progress.lost, 2U);
        QVERIFY(progress.lost >= 1);
        QVERIFY(eventually([&] { return node.runtime().processes().count() == 0; }));
    }

    void aCancelledRunEndsAtOnceAndTheNextOneStarts_data() { everyStrategy(); }
    void aCancelledRunEndsAtOnceAndTheNextOneStarts()
    {
        QFETCH(QString, strategy);
        EmbeddedNode node(2);
        const std::string numbers = std::string("12 ") + Endless;
        QVERIFY(node.startFactorization({numbers, strategy.toStdString(), "seed", 0}).ok());
        QVERIFY(!node.startFactorization({"12", "basic", "fast", 0}).ok()); // one at a time
        node.cancelFactorization();
        QVERIFY(eventually([&] { return node.factorizationProgress().state != Running; }));
        QCOMPARE(node.factorizationProgress().state, FactorizationProgress::State::Cancelled);
        QVERIFY(eventually([&] { return node.runtime().processes().count() == 0; }));
        QCOMPARE(runToEnd(node, {"12", strategy.toStdString(), "fast", 0}),
                 (QMap<QString, QString>{{"12", "2^2 x 3"}}));
    }

    void theRunItselfCanBeKilled()
    {
        EmbeddedNode node(2);
        const Outcome outcome = node.startFactorization({Endless, "parallel", "seed", 0});
        QVERIFY(node.exit(outcome.pid, "kill").ok());
        QVERIFY(eventually([&] { return node.factorizationProgress().state != Running; }));
        QCOMPARE(node.factorizationProgress().state, FactorizationProgress::State::Cancelled);
        QVERIFY(eventually([&] { return node.runtime().processes().count() == 0; }));
    }

    void schedulersAreChangedForTheTimeOfTheRun()
    {
        EmbeddedNode node(2);
        QVERIFY(node.startFactorization({Endless, "parallel", "seed", 1}).ok());
        QVERIFY(eventually([&] { return node.runtime().scheduler().online() == 1; }));
        QCOMPARE(node.factorizationProgress().schedulers, 1);
        node.cancelFactorization();
        QVERIFY(eventually([&] { return node.factorizationProgress().state != Running; }));
        QCOMPARE(node.runtime().scheduler().online(), 2);
    }

    void mistakesAreSaid()
    {
        EmbeddedNode node(1);
        QVERIFY(node.startFactorization({"", "basic", "seed", 0}).error.find("give some numbers") == 0);
        QVERIFY(node.startFactorization({"12", "none", "seed", 0}).error.find("none") != std::string::npos);
        QVERIFY(node.startFactorization({"12", "basic", "none", 0}).error.find("none") != std::string::npos);
        QVERIFY(!node.startFactorization({"12", "basic", "seed", -1}).ok());
        QVERIFY(!node.startFactorization({"0 -5 abc", "basic", "seed", 0}).ok());
        QCOMPARE(node.checkNumbers("12 abc 1..3").count, 4U);
        QCOMPARE(node.checkNumbers("12 abc 1..3").errors.size(), 1U);
        QCOMPARE(node.factorizationProgress().state, FactorizationProgress::State::None);
    }

    void destroyingTheNodeDuringARunIsQuiet_data() { everyStrategy(); }
    void destroyingTheNodeDuringARunIsQuiet()
    {
        QFETCH(QString, strategy);
        EmbeddedNode node(2);
        node.startDemonstration();
        QVERIFY(node.startFactorization({std::string(Endless) + " 1..100", strategy.toStdString(), "seed", 1})
                    .ok());
    }

private:
    static void everyStrategy()
    {
        QTest::addColumn<QString>("strategy");
        for (const Strategy& strategy : strategies()) {
            QTest::addRow("%s", strategy.name.data()) << QString::fromUtf8(strategy.name.data());
        }
    }
};

QTEST_APPLESS_MAIN(StrategiesTest)
#include "strategies_test.moc"
