// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

#ifndef Q_MOC_RUN
#include "runtime/otp/supervisor.h"
#endif

using namespace factorama;
using namespace factorama::testing;

namespace {

const Atom childA("child_a");
const Atom childB("child_b");
const Atom childC("child_c");
const Atom oops("oops");

/// A child that registers its name, and ends as it is told.
Process child(Self self, Atom name)
{
    self.registerName(name);
    const auto ordered = tuple(atoms::stop, any);
    const Message message = co_await self.receive(ordered);
    if (!message[1].isAtom(atoms::normal)) {
        self.exit(message[1]);
    }
}

/// One that has to be killed.
Process stubborn(Self self, Atom name)
{
    self.setTrapExit(true);
    self.registerName(name);
    for (;;) {
        const Message message = co_await self.receive(any);
    }
}

otp::SupervisorSpecification treeOf(otp::RestartStrategy strategy, otp::Restart restart, int intensity)
{
    otp::SupervisorSpecification tree;
    tree.strategy = strategy;
    tree.intensity = intensity;
    for (const Atom name : {childA, childB, childC}) {
        tree.children.push_back(otp::childProcess<&child>(name, name).restarted(restart));
    }
    return tree;
}

} // namespace

class SupervisorTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        Runtime::Options options;
        options.simulationSeed = 3;
        m_runtime = std::make_unique<Runtime>(options);
    }
    void cleanup() { m_runtime.reset(); }

    void oneForOneRestartsTheDeadOne()
    {
        start(treeOf(otp::RestartStrategy::OneForOne, otp::Restart::Permanent, 1));
        end(childB, oops);
        QCOMPARE(changed(), QStringList({"child_b"}));
    }

    void oneForAllRestartsAll()
    {
        start(treeOf(otp::RestartStrategy::OneForAll, otp::Restart::Permanent, 1));
        end(childB, oops);
        QCOMPARE(changed(), QStringList({"child_a", "child_b", "child_c"}));
    }

    void restForOneRestartsTheLaterOnes()
    {
        start(treeOf(otp::RestartStrategy::RestForOne, otp::Restart::Permanent, 1));
        end(childB, oops);
        QCOMPARE(changed(), QStringList({"child_b", "child_c"}));
    }

    void restartTypes_data()
    {
        QTest::addColumn<int>("restart");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<bool>("again");
        const auto row = [](const char* name, otp::Restart restart, const char* reason, bool again) {
            QTest::newRow(name) << static_cast<int>(restart) << reason << again;
        };
        row("permanent, normal", otp::Restart::Permanent, "normal", true);
        row("permanent, shutdown", otp::Restart::Permanent, "shutdown", true);
        row("permanent, abnormal", otp::Restart::Permanent, "oops", true);
        row("transient, normal", otp::Restart::Transient, "normal", false);
        row("transient, shutdown", otp::Restart::Transient, "shutdown", false);
        row("transient, abnormal", otp::Restart::Transient, "oops", true);
        row("temporary, normal", otp::Restart::Temporary, "normal", false);
        row("temporary, shutdown", otp::Restart::Temporary, "shutdown", false);
        row("temporary, abnormal", otp::Restart::Temporary, "oops", false);
    }
    void restartTypes()
    {
        QFETCH(int, restart);
        QFETCH(QString, reason);
        QFETCH(bool, again);
        start(treeOf(otp::RestartStrategy::OneForOne, static_cast<otp::Restart>(restart), 1));
        end(childB, Atom(reason.toStdString()));
        QCOMPARE(bool(m_runtime->whereis(childB)), again);
        QVERIFY(bool(m_runtime->whereis(childA)));
    }

    void pastTheIntensityItGivesUp()
    {
        const Pid supervisor = start(treeOf(otp::RestartStrategy::OneForOne, otp::Restart::Permanent, 1));
        end(childB, oops);
        QVERIFY(m_runtime->isAlive(supervisor));
        end(childB, oops);
        QVERIFY(!m_runtime->isAlive(supervisor));
        QCOMPARE(m_runtime->processes().count(), 0U);
    }

    void theIntensityIsARate()
    {
        const Pid supervisor = start(treeOf(otp::RestartStrategy::OneForOne, otp::Restart::Permanent, 1));
        for (int i = 1; i <= 5; ++i) {
            end(childB, oops);
            m_runtime->simulation()->runUntil(i * 6000);
        }
        QVERIFY(m_runtime->isAlive(supervisor));
    }

    void aChildThatDoesNotStopIsKilled()
    {
        otp::SupervisorSpecification tree;
        tree.children = {otp::childProcess<&stubborn>(childA, childA)};
        const Pid supervisor = start(std::move(tree));
        m_runtime->exit(supervisor, atoms::shutdown);
        m_runtime->simulation()->run();
        QCOMPARE(m_runtime->processes().count(), 0U);
        QVERIFY(m_runtime->scheduler().now() >= 5'000'000'000);
    }

    void stoppingTakesAllChildrenAlong()
    {
        const Pid supervisor = start(treeOf(otp::RestartStrategy::OneForOne, otp::Restart::Permanent, 1));
        m_runtime->exit(supervisor, atoms::kill);
        m_runtime->simulation()->run();
        QCOMPARE(m_runtime->processes().count(), 0U);
    }

private:
    Pid start(otp::SupervisorSpecification tree)
    {
        const Pid supervisor = otp::startSupervisor(*m_runtime, std::move(tree));
        m_runtime->simulation()->run();
        m_before = {m_runtime->whereis(childA), m_runtime->whereis(childB), m_runtime->whereis(childC)};
        return supervisor;
    }

    void end(Atom name, Atom reason)
    {
        m_runtime->send(m_runtime->whereis(name), tuple(atoms::stop, reason));
        m_runtime->simulation()->run();
    }

    /// Names whose processes are others than at the start.
    QStringList changed() const
    {
        QStringList names;
        const std::array atoms{childA, childB, childC};
        for (std::size_t i = 0; i < atoms.size(); ++i) {
            const Pid now = m_runtime->whereis(atoms[i]);
            if (now && now != m_before[i]) {
                names << QString::fromStdString(atoms[i].toString());
            }
        }
        return names;
    }

    std::unique_ptr<Runtime> m_runtime;
    std::array<Pid, 3> m_before;
};

QTEST_APPLESS_MAIN(SupervisorTest)
#include "supervisor_test.moc"
