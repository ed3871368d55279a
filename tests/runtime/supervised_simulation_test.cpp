// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

#ifndef Q_MOC_RUN
#include "runtime/otp/supervisor.h"
#endif

#include <algorithm>
#include <random>

using namespace factorama;
using namespace factorama::testing;

namespace {

const Atom boom("boom");
const Atom ping("ping");
const Atom pong("pong");

constexpr int Children = 4;

/// What all processes of one simulated run share (one thread runs them).
struct World {
    explicit World(std::uint64_t seed) : random(seed) {}

    std::mt19937_64 random;
    std::vector<Atom> names{Atom("supervised_0"), Atom("supervised_1"), Atom("supervised_2"),
                            Atom("supervised_3")};
    int deathsLeft = 12; ///< then the children live on, so that the run comes to rest
    QStringList trace;

    void note(const std::string& line) { trace.push_back(QString::fromStdString(line)); }
    std::uint64_t pick(std::uint64_t count) { return random() % count; }
};

using SharedWorld = std::shared_ptr<World>;

/// Registers its name, answers pings, watches and pings its siblings, and dies in one of many ways as long as
/// there are deaths left.
Process child(Self self, SharedWorld world, int index, Counted)
{
    self.registerName(world->names[static_cast<std::size_t>(index)]);
    world->note(self.pid().toString() + " is child " + std::to_string(index));
    if (world->pick(4) == 0) {
        self.setTrapExit(true);
    }
    const auto pinged = tuple(ping, anyPid);
    for (;;) {
        const auto patience = static_cast<std::int64_t>(1 + world->pick(20));
        const Message message = co_await self.receive(pinged, any).after(patience);
        if (message.clause() == 0) {
            self.send(message[1].pid(), tuple(pong, self.pid()));
        }
        const Pid sibling = self.whereis(world->names[world->pick(Children)]);
        if (world->deathsLeft == 0) {
            continue;
        }
        switch (world->pick(10)) {
        case 0:
            --world->deathsLeft;
            throw Raised::error(boom);
        case 1:
            --world->deathsLeft;
            self.exit(boom);
        case 2:
            --world->deathsLeft;
            co_return;
        case 3:
            if (sibling) {
                --world->deathsLeft;
                self.exit(sibling, atoms::kill);
            }
            break;
        case 4:
            if (sibling) {
                self.monitor(sibling);
            }
            break;
        case 5:
            if (sibling) {
                self.send(sibling, tuple(ping, self.pid()));
            }
            break;
        case 6:
            self.sendAfter(5, world->names[static_cast<std::size_t>(index)], tuple(ping, self.pid()));
            break;
        default:
            break;
        }
    }
}

struct Outcome {
    QStringList trace;
    QStringList mistakes;
};

/// One run: a supervisor with a strategy, and children that keep dying; then rest; then the supervisor is
/// stopped.
Outcome play(std::uint64_t seed)
{
    const auto world = std::make_shared<World>(seed);
    Outcome outcome;
    {
        Runtime runtime(simulated(seed * 7 + 1));
        otp::SupervisorSpecification tree;
        const std::array strategies{otp::RestartStrategy::OneForOne, otp::RestartStrategy::OneForAll,
                                    otp::RestartStrategy::RestForOne};
        tree.strategy = strategies[world->pick(strategies.size())];
        tree.intensity = 1'000;
        for (int i = 0; i < Children; ++i) {
            tree.children.push_back(
                otp::childProcess<&child>(world->names[static_cast<std::size_t>(i)], world, i, Counted())
                    .stoppedWithin(50));
        }
        const Pid supervisor = otp::startSupervisor(runtime, std::move(tree));
        runtime.simulation()->runUntil(3'000);
        if (!runtime.isAlive(supervisor)) {
            outcome.mistakes << "the supervisor has ended";
        }
        for (const Atom name : world->names) {
            if (!runtime.isAlive(runtime.whereis(name))) {
                outcome.mistakes << QString::fromStdString(name.toString() + " was not restarted");
            }
        }
        if (runtime.processes().count() != Children + 1) {
            outcome.mistakes << QStringLiteral("%1 processes instead of %2")
                                    .arg(runtime.processes().count())
                                    .arg(Children + 1);
        }
        runtime.exit(supervisor, atoms::shutdown);
        runtime.simulation()->runUntil(6'000);
        if (runtime.processes().count() != 0) {
            outcome.mistakes << QStringLiteral("%1 processes are left over").arg(runtime.processes().count());
        }
        for (const Atom name : world->names) {
            if (runtime.whereis(name)) {
                outcome.mistakes << QString::fromStdString(name.toString() + " is still taken");
            }
        }
        for (const Notice& notice : runtime.logBook().after(0)) {
            world->note(notice.text);
        }
    }
    if (Counted::alive() != 0) {
        outcome.mistakes << QStringLiteral("%1 frames are left over").arg(Counted::alive());
    }
    outcome.trace = world->trace;
    return outcome;
}

} // namespace

/// FACTORAMA_SEEDS=100000 plays that many seeds; FACTORAMA_SEED=17 replays one and prints what happened.
class SupervisedSimulationTest : public QObject {
    Q_OBJECT

private slots:
    void sameSeedSameRun()
    {
        for (std::uint64_t seed = 0; seed < 50; ++seed) {
            QCOMPARE(play(seed).trace, play(seed).trace);
        }
    }

    void everyChildIsBackAndNothingIsLeft()
    {
        if (const std::uint64_t seed = numberFromEnvironment("FACTORAMA_SEED", UINT64_MAX);
            seed != UINT64_MAX) {
            const Outcome outcome = play(seed);
            for (const QString& line : outcome.trace) {
                qInfo().noquote() << line;
            }
            QCOMPARE(outcome.mistakes, QStringList());
            return;
        }
        const std::uint64_t seeds = numberFromEnvironment("FACTORAMA_SEEDS", 500);
        for (std::uint64_t seed = 0; seed < seeds; ++seed) {
            const Outcome outcome = play(seed);
            QVERIFY2(outcome.mistakes.isEmpty(),
                     qPrintable(QStringLiteral("%1; replay it with FACTORAMA_SEED=%2")
                                    .arg(joined(outcome.mistakes))
                                    .arg(seed)));
        }
    }
};

QTEST_APPLESS_MAIN(SupervisedSimulationTest)
#include "supervised_simulation_test.moc"
