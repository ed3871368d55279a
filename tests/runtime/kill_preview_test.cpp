// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

#ifndef Q_MOC_RUN
#include "runtime/observe/kill_preview.h"
#include "runtime/observe/sampler.h"
#include "runtime/otp/dynamic_supervisor.h"
#include "runtime/otp/supervisor.h"
#include "runtime/otp/supervisor_publication.h"
#endif

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace factorama;
using namespace factorama::testing;

using Fate = AffectedProcess::Fate;
using Cause = AffectedProcess::Cause;

namespace {

const Atom linkAtom("link");

/// Links to whom it is told to; a signal that it traps it ignores.
Process worker(Self self, bool traps)
{
    self.setTrapExit(traps);
    const auto linkTo = tuple(linkAtom, anyPid);
    for (;;) {
        const Message message = co_await self.receive(linkTo, any);
        if (message.clause() == 0) {
            self.link(message[1].pid());
        }
    }
}

struct Server final : otp::GenServer {
    explicit Server(bool trapsExits) : traps(trapsExits) {}
    otp::Init init(Self self) override
    {
        self.setTrapExit(traps);
        return otp::Init::ok();
    }
    bool traps;
};

/// Everything there is, as an observer sees it when nothing happens any more.
std::shared_ptr<const Snapshot> snapshotOf(Runtime& runtime)
{
    std::shared_ptr<const Snapshot> snapshot;
    for (bool current = false; !current;) { // the first one asks the supervisors
        current = true;
        runtime.processes().forEach([&](const ControlBlock& process) {
            const auto* publication = supervisorPublication(process);
            current = current && (publication == nullptr || publication->isCurrent());
        });
        {
            Sampler sampler(runtime, [] {});
            Interest all{true, true, true, 1};
            all.supervision = true;
            sampler.setInterest(all);
            eventually([&] { return sampler.newest()->sequence > 0; });
            snapshot = sampler.newest();
        }
        runtime.simulation()->run();
    }
    return snapshot;
}

/// Where each child is, by the identifiers from the root down.
using Places = std::map<std::string, Pid>;

void addPlaces(const Snapshot& snapshot, Pid supervisor, const std::string& path, Places& places)
{
    for (const SupervisorRow& row : snapshot.supervisors) {
        if (row.pid != supervisor) {
            continue;
        }
        for (const otp::ChildDescription& child : row.description->children) {
            if (child.state == otp::ChildDescription::State::Running) {
                places[path + "/" + child.id] = child.pid;
                addPlaces(snapshot, child.pid, path + "/" + child.id, places);
            }
        }
    }
}

QString textOf(const std::set<Pid>& pids, const Places& places)
{
    QStringList names;
    for (const Pid pid : pids) {
        const auto found = std::find_if(places.begin(), places.end(),
                                        [pid](const auto& place) { return place.second == pid; });
        names << QString::fromStdString(found == places.end() ? pid.toString() : found->first);
    }
    names.sort();
    return names.join(QLatin1Char(' '));
}

/// Small systems, each from its own seed.
class Generator {
public:
    /// @param linked whether there are links across: then there is budget enough, since in which order a
    /// supervisor hears of two ends is anybody's guess.
    Generator(std::uint64_t seed, bool linked) : m_random(seed), m_linked(linked) {}

    otp::SupervisorSpecification tree(int depth)
    {
        using otp::RestartStrategy;
        otp::SupervisorSpecification tree;
        const std::array strategies{RestartStrategy::OneForOne, RestartStrategy::OneForAll,
                                    RestartStrategy::RestForOne};
        tree.strategy = strategies[below(3)];
        tree.intensity = m_linked ? 1000 : static_cast<std::int64_t>(below(3));
        tree.period = 100'000;
        tree.autoShutdown = static_cast<otp::AutoShutdown>(below(6) < 4 ? 0 : 1 + below(2));
        const std::size_t count = 1 + below(4);
        for (std::size_t i = 0; i < count; ++i) {
            tree.children.push_back(child(depth, Atom("c" + std::to_string(i)), tree.autoShutdown));
        }
        return tree;
    }

    std::size_t below(std::size_t limit)
    {
        return std::uniform_int_distribution<std::size_t>(0, limit - 1)(m_random);
    }

private:
    otp::ChildSpecification child(int depth, Atom id, otp::AutoShutdown autoShutdown)
    {
        const bool traps = below(3) == 0;
        otp::ChildSpecification child = depth > 0 && below(2) == 0 ? otp::childSupervisor(id, tree(depth - 1))
                                        : below(2) == 0            ? otp::childServer<Server>(id, traps)
                                                                   : otp::childProcess<&worker>(id, traps);
        child.restart = static_cast<otp::Restart>(below(4) < 2 ? 0 : below(3));
        // Nor is a supervisor killed while it may be in the middle of stopping its own.
        if (child.type == otp::ChildType::Worker || (!m_linked && below(4) == 0)) {
            child.shutdown = below(3) == 0 ? otp::ChildSpecification::BrutalKill : 50;
        }
        if (child.type == otp::ChildType::Supervisor && child.shutdown >= 0) {
            child.shutdown = otp::ChildSpecification::Infinity;
        }
        child.significant = autoShutdown != otp::AutoShutdown::Never &&
                            child.restart != otp::Restart::Permanent && below(2) == 0;
        return child;
    }

    std::mt19937_64 m_random;
    bool m_linked;
};

} // namespace

class KillPreviewTest : public QObject {
    Q_OBJECT

private slots:
    void oneForOne() { QCOMPARE(killed(otp::RestartStrategy::OneForOne, 5), "b:restarts,signal"); }

    void oneForAll()
    {
        QCOMPARE(killed(otp::RestartStrategy::OneForAll, 5),
                 "b:restarts,signal c:restarts,strategy a:restarts,strategy");
    }

    void restForOne()
    {
        QCOMPARE(killed(otp::RestartStrategy::RestForOne, 5), "b:restarts,signal c:restarts,strategy");
    }

    void withoutBudgetTheSupervisorGoes()
    {
        QCOMPARE(killed(otp::RestartStrategy::OneForOne, 0),
                 "b:ends,signal c:ends,supervisor a:ends,supervisor root:ends,intensity");
    }

    void reasons_data()
    {
        QTest::addColumn<QString>("reason");
        QTest::addColumn<int>("restart");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* reason, otp::Restart restart, const char* expected) {
            QTest::addRow("%s %s", reason, otp::nameOf(restart))
                << reason << static_cast<int>(restart) << expected;
        };
        using otp::Restart;
        row("kill", Restart::Permanent, "b:restarts,signal");
        row("kill", Restart::Transient, "b:restarts,signal");
        row("kill", Restart::Temporary, "b:ends,signal");
        row("shutdown", Restart::Permanent, "b:restarts,signal");
        row("shutdown", Restart::Transient, "b:ends,signal");
        row("{shutdown, 1}", Restart::Transient, "b:ends,signal");
        row("a_reason_that_nobody_has_made_an_atom", Restart::Transient, "b:restarts,signal");
        row("{shutdown", Restart::Transient, "b:restarts,signal"); // is being typed
        row("normal", Restart::Permanent, "");
    }
    void reasons()
    {
        QFETCH(QString, reason);
        QFETCH(int, restart);
        QFETCH(QString, expected);
        const std::size_t atoms = Atom::count();
        QCOMPARE(killed(otp::RestartStrategy::OneForOne, 5, reason.toStdString(),
                        static_cast<otp::Restart>(restart)),
                 expected);
        QCOMPARE(Atom::count(), atoms);
    }

    void aParentlessSupervisorObeysTheWorld()
    {
        Runtime runtime(simulated(1));
        const Pid root = otp::startSupervisor(runtime, {});
        runtime.simulation()->run();
        const KillPreview preview = previewKill(*snapshotOf(runtime), {root}, "shutdown");
        QVERIFY(preview.complete);
        QCOMPARE(preview.affected.size(), std::size_t{1});
        QVERIFY(preview.affected[0].fate == Fate::Ends);
    }

    void saysWhatItDoesNotKnow()
    {
        Runtime runtime(simulated(1));
        otp::SupervisorSpecification tree;
        tree.children = {otp::childProcess<&worker>(Atom("a"), false)};
        otp::startSupervisor(runtime, std::move(tree));
        runtime.simulation()->run();
        Snapshot snapshot = *snapshotOf(runtime);
        const Pid child = snapshot.supervisors.at(0).description->children.at(0).pid;
        QVERIFY(previewKill(snapshot, {child}, "kill").complete);
        Snapshot withoutLinks = snapshot;
        withoutLinks.relations.clear();
        QVERIFY(!previewKill(withoutLinks, {child}, "kill").complete);
        Snapshot withoutSupervisors = snapshot;
        withoutSupervisors.supervisors.clear();
        QVERIFY(!previewKill(withoutSupervisors, {child}, "kill").complete);
        snapshot.relationsOmitted = 1;
        QVERIFY(!previewKill(snapshot, {child}, "kill").complete);
        QVERIFY(previewKill(snapshot, {Pid(77, 3)}, "kill").affected.empty());
    }

    /// Preview, then really kill, and compare.
    void agreesWithWhatHappens_data()
    {
        QTest::addColumn<bool>("linked");
        QTest::newRow("supervisors alone") << false;
        QTest::newRow("with links across") << true;
    }
    void agreesWithWhatHappens()
    {
        QFETCH(bool, linked);
        const std::uint64_t seeds = numberFromEnvironment("FACTORAMA_SEEDS", 250);
        std::size_t affected = 0;
        std::size_t restarted = 0;
        for (std::uint64_t seed = 0; seed < seeds; ++seed) {
            const QString difference = differenceFor(seed, linked, affected, restarted);
            QVERIFY2(difference.isEmpty(),
                     qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(difference)));
        }
        QVERIFY(affected > seeds);
        QVERIFY(restarted > seeds / 4);
    }

    void ofManyAlikeOnlyOneRestarts()
    {
        Runtime runtime(simulated(2));
        otp::dynamic_supervisor::Options options;
        options.maximumRestarts = 1;
        const Pid pool = otp::dynamic_supervisor::start(runtime, options);
        runtime.spawn<&fill>(pool);
        runtime.simulation()->run();
        auto snapshot = snapshotOf(runtime);
        QCOMPARE(snapshot->supervisors.size(), std::size_t{1});
        QCOMPARE(snapshot->supervisors[0].description->children.size(), std::size_t{50});
        const Pid child = snapshot->supervisors[0].description->children[7].pid;
        KillPreview preview = previewKill(*snapshot, {child}, "kill");
        QCOMPARE(preview.affected.size(), std::size_t{1});
        QVERIFY(preview.affected[0].fate == Fate::Restarts);
        runtime.exit(child, atoms::kill);
        runtime.simulation()->run();
        snapshot = snapshotOf(runtime);
        QCOMPARE(snapshot->supervisors[0].restartsInPeriod, 1);
        QCOMPARE(snapshot->supervisors[0].description->children.size(), std::size_t{50});
        preview = previewKill(*snapshot, {snapshot->supervisors[0].description->children[3].pid}, "kill");
        QCOMPARE(preview.affected.size(), std::size_t{51});
        QVERIFY(preview.affected.back().cause == Cause::Intensity);
    }

private:
    static Process fill(Self self, Pid pool)
    {
        for (int i = 0; i < 50; ++i) {
            otp::ChildSpecification child = otp::childProcess<&worker>(Atom("worker"), false);
            Subroutine<Term> starting = otp::dynamic_supervisor::startChild(self, pool, std::move(child));
            const Term started = co_await starting;
        }
    }

    /// What killing the middle one of three would do.
    static QString killed(otp::RestartStrategy strategy, int intensity, std::string_view reason = "kill",
                          otp::Restart restart = otp::Restart::Permanent)
    {
        Runtime runtime(simulated(1));
        otp::SupervisorSpecification tree;
        tree.strategy = strategy;
        tree.intensity = intensity;
        for (const char* id : {"a", "b", "c"}) {
            tree.children.push_back(otp::childProcess<&worker>(Atom(id), false).restarted(restart));
        }
        const Pid root = otp::startSupervisor(runtime, std::move(tree));
        runtime.simulation()->run();
        const auto snapshot = snapshotOf(runtime);
        Places places;
        addPlaces(*snapshot, root, "", places);
        QStringList lines;
        for (const AffectedProcess& process : previewKill(*snapshot, {places["/b"]}, reason).affected) {
            static constexpr const char* Fates[] = {"ends", "restarts", "told"};
            static constexpr const char* Causes[] = {"signal",     "link",          "strategy",
                                                     "supervisor", "auto_shutdown", "intensity"};
            const QString name =
                process.pid == root ? QStringLiteral("root") : textOf({process.pid}, places).mid(1);
            lines << QStringLiteral("%1:%2,%3")
                         .arg(name, Fates[static_cast<int>(process.fate)],
                              Causes[static_cast<int>(process.cause)]);
        }
        return lines.join(QLatin1Char(' '));
    }

    static QString differenceFor(std::uint64_t seed, bool linked, std::size_t& affected,
                                 std::size_t& restarted)
    {
        Generator generator(seed, linked);
        Runtime runtime(simulated(seed));
        const Pid root = otp::startSupervisor(runtime, generator.tree(2));
        std::vector<Pid> loners;
        for (int i = 0; i < 3; ++i) {
            loners.push_back(runtime.spawn<&worker>(generator.below(3) == 0));
        }
        runtime.simulation()->run();
        std::vector<Pid> workers = loners;
        const auto started = snapshotOf(runtime);
        for (const ProcessRow& row : started->processes) {
            if (row.initialCall.function.text() == "worker") {
                workers.push_back(row.pid);
            }
        }
        if (linked) {
            for (std::size_t i = 0; i < 3; ++i) {
                const Pid from = workers[generator.below(workers.size())];
                const Pid to = workers[generator.below(workers.size())];
                if (from != to) {
                    runtime.send(from, tuple(linkAtom, to));
                }
            }
            runtime.simulation()->run();
        }
        const auto before = snapshotOf(runtime);
        Places places{{"", root}};
        addPlaces(*before, root, "", places);
        const Pid victim = before->processes[generator.below(before->processes.size())].pid;
        const std::array reasons{"kill", "shutdown", "normal", "oops"};
        const char* reason = reasons[generator.below(reasons.size())];
        const KillPreview preview = previewKill(*before, {victim}, reason);
        if (!preview.complete) {
            return QStringLiteral("it is not complete");
        }
        runtime.exit(victim, Atom(reason));
        runtime.simulation()->run();
        const auto after = snapshotOf(runtime);

        std::set<Pid> died;
        for (const ProcessRow& row : before->processes) {
            if (!runtime.isAlive(row.pid)) {
                died.insert(row.pid);
            }
        }
        Places placesAfter;
        if (!died.contains(root)) {
            placesAfter.emplace("", root);
            addPlaces(*after, root, "", placesAfter);
        }
        std::set<Pid> again;
        for (const auto& [path, pid] : places) {
            if (died.contains(pid) && placesAfter.contains(path)) {
                again.insert(pid);
            }
        }
        std::set<Pid> expectedDied;
        std::set<Pid> expectedAgain;
        for (const AffectedProcess& process : preview.affected) {
            if (process.fate != Fate::Told) {
                expectedDied.insert(process.pid);
            }
            if (process.fate == Fate::Restarts) {
                expectedAgain.insert(process.pid);
            }
        }
        affected += died.size();
        restarted += again.size();
        if (died != expectedDied || again != expectedAgain) {
            return QStringLiteral("%1 of %2: ended [%3], expected [%4]; restarted [%5], expected [%6]")
                .arg(reason, textOf({victim}, places), textOf(died, places), textOf(expectedDied, places),
                     textOf(again, places), textOf(expectedAgain, places));
        }
        return {};
    }
};

QTEST_APPLESS_MAIN(KillPreviewTest)
#include "kill_preview_test.moc"
