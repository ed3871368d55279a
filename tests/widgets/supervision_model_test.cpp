// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include "widgets/common/export_role.h"
#include "widgets/supervision/supervision_delegate.h"
#include "widgets/supervision/supervision_model.h"

#include <map>
#include <random>

using namespace factorama;

using otp::ChildDescription;
using otp::SupervisorDescription;

namespace {

/// Builds snapshots by hand.
struct World {
    std::map<std::uint32_t, SupervisorDescription> supervisors; ///< by slot
    std::map<std::uint32_t, std::uint32_t> serials;
    std::int64_t now = 1'000'000'000;
    std::size_t others = 0;

    Pid pid(std::uint32_t slot) const
    {
        const auto found = serials.find(slot);
        return Pid(slot, found == serials.end() ? 0 : found->second);
    }
    ChildDescription& add(std::uint32_t supervisor, std::uint32_t slot, const std::string& id = {})
    {
        ChildDescription& child = supervisors[supervisor].children.emplace_back();
        child.id = id;
        child.pid = pid(slot);
        child.state = ChildDescription::State::Running;
        return child;
    }
    std::shared_ptr<const Snapshot> snapshot()
    {
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->nanoseconds = now;
        std::map<std::uint32_t, Pid> processes;
        for (auto& [slot, description] : supervisors) {
            processes[slot] = pid(slot);
            for (const ChildDescription& child : description.children) {
                if (child.state == ChildDescription::State::Running) {
                    processes[child.pid.index()] = child.pid;
                }
            }
            description.isDynamic = !description.children.empty() && description.children[0].id.empty();
            description.childCount = description.children.size();
            snapshot->supervisors.push_back({pid(slot), std::make_shared<SupervisorDescription>(description),
                                             description.restartsInPeriod(now)});
        }
        for (const auto& [slot, process] : processes) {
            ProcessRow row;
            row.pid = process;
            row.initialCall = {Atom("some_module"), Atom("init"), 1};
            snapshot->processes.push_back(row);
        }
        snapshot->processCount = processes.size() + others;
        return snapshot;
    }
};

QString textAt(const SupervisionModel& model, const QModelIndex& index, int column = 0)
{
    return model.data(index.siblingAtColumn(column)).toString();
}

/// The tree as lines, indented.
QString drawn(const SupervisionModel& model, const QModelIndex& parent = {}, int depth = 0)
{
    QString text;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        text += QString(depth, QLatin1Char('-')) + textAt(model, index) + QLatin1Char('\n');
        text += drawn(model, index, depth + 1);
    }
    return text;
}

} // namespace

class SupervisionModelTest : public QObject {
    Q_OBJECT

private slots:
    void showsTheTree()
    {
        World world;
        world.supervisors[1].intensity = 3;
        world.add(1, 10, "a");
        world.add(1, 2, "below").type = otp::ChildType::Supervisor;
        world.add(1, 11, "b").state = ChildDescription::State::Undefined;
        world.add(2, 20, "c");
        world.others = 4;
        SupervisionModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSnapshot(world.snapshot());
        QCOMPARE(drawn(model), QStringLiteral("some_module:init/1\n-a\n-below\n--c\n-b\n"
                                              "4 processes without a supervisor\n"));
        const QModelIndex root = model.index(0, 0);
        QCOMPARE(textAt(model, root, SupervisionModel::RestartsColumn), QStringLiteral("3 of 3 left"));
        QCOMPARE(textAt(model, root, SupervisionModel::ChildrenColumn), QStringLiteral("3"));
        QCOMPARE(
            model.headerData(SupervisionModel::ProcessColumn, Qt::Horizontal, ExportBesideRole).toString(),
            QStringLiteral("Pid"));
        QCOMPARE(model.index(0, 0, root).data(ExportBesideRole).toString(), QStringLiteral("<0.10.0>"));
        const QModelIndex stopped = model.index(2, 0, root);
        QCOMPARE(textAt(model, stopped, SupervisionModel::StatusColumn), QStringLiteral("not running"));
        QVERIFY(!model.pidAt(stopped));
        QVERIFY(model.supervisorAt(root) != nullptr);
        QVERIFY(model.supervisorAt(stopped) == nullptr);
        QCOMPARE(model.reveal(Pid(20, 0)), model.index(0, 0, model.index(1, 0, root)));
        QVERIFY(!model.reveal(Pid(77, 0)).isValid());
    }

    void aRestartedChildKeepsItsRowAndStandsOut()
    {
        World world;
        world.supervisors[1].intensity = 4;
        world.supervisors[1].period = 5;
        world.add(1, 10, "a");
        world.add(1, 11, "b");
        SupervisionModel model;
        model.setSnapshot(world.snapshot());
        const QPersistentModelIndex kept = model.index(1, 0, model.index(0, 0));
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QVERIFY(!kept.data(Qt::BackgroundRole).isValid());

        world.serials[11] = 1;
        world.supervisors[1].children[1].pid = world.pid(11);
        world.supervisors[1].children[1].restarts = 1;
        world.supervisors[1].restarts = {1};
        world.now += 100'000'000;
        model.setSnapshot(world.snapshot());
        QVERIFY(removed.isEmpty() && inserted.isEmpty());
        QVERIFY(kept.isValid());
        QCOMPARE(model.pidAt(kept), Pid(11, 1));
        QVERIFY(kept.data(Qt::BackgroundRole).isValid());
        QCOMPARE(textAt(model, kept, SupervisionModel::RestartsColumn), QStringLiteral("1×"));
        const QModelIndex bar = model.index(0, SupervisionModel::RestartsColumn);
        QCOMPARE(bar.data(SupervisionModel::BudgetRole).toDouble(), 0.75);

        world.now += SupervisionModel::FlashNanoseconds;
        model.setSnapshot(world.snapshot());
        QVERIFY(!kept.data(Qt::BackgroundRole).isValid());
        world.now += 6'000'000'000;
        model.setSnapshot(world.snapshot());
        QCOMPARE(bar.data(SupervisionModel::BudgetRole).toDouble(), 1.0); // full again
    }

    void saysNothingWhereNothingChanges()
    {
        World world;
        for (std::uint32_t i = 0; i < 50; ++i) {
            world.add(1, 10 + i, "child" + std::to_string(i));
        }
        SupervisionModel model;
        const auto snapshot = world.snapshot();
        model.setSnapshot(snapshot);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setSnapshot(std::make_shared<Snapshot>(*snapshot));
        QCOMPARE(changed.count(), 0);
    }

    void manyChildrenComeInSteps()
    {
        World world;
        constexpr int Count = 100'000;
        for (std::uint32_t i = 0; i < Count; ++i) {
            world.add(1, 10 + i);
        }
        SupervisionModel model;
        QElapsedTimer timer;
        const auto snapshot = world.snapshot();
        timer.start();
        model.setSnapshot(snapshot);
        QVERIFY2(timer.elapsed() < 500, qPrintable(QString::number(timer.elapsed())));
        const QModelIndex root = model.index(0, 0);
        QCOMPARE(model.rowCount(root), SupervisionModel::FirstShown + 1);
        QModelIndex more = model.index(SupervisionModel::FirstShown, 0, root);
        QVERIFY(model.isMore(more));
        QCOMPARE(textAt(model, more),
                 QStringLiteral("… %1 more").arg(QLocale().toString(Count - SupervisionModel::FirstShown)));
        model.showMore(more);
        QCOMPARE(model.rowCount(root), SupervisionModel::FirstShown + SupervisionModel::Step + 1);

        // One beyond is found, and gets a row of its own.
        const std::vector<Pid> found = model.search(QStringLiteral("<0.90000.0>"), 100);
        QCOMPARE(found, std::vector<Pid>{Pid(90'000, 0)});
        const QModelIndex revealed = model.reveal(found[0]);
        QCOMPARE(model.pidAt(revealed), found[0]);
        QCOMPARE(model.rowCount(root), SupervisionModel::FirstShown + SupervisionModel::Step + 2);
        more = model.index(model.rowCount(root) - 1, 0, root);
        QVERIFY(model.isMore(more));
        model.setSnapshot(world.snapshot());
        QCOMPARE(model.pidAt(model.reveal(found[0])), found[0]);
    }

    void manySupervisorsComeInStepsToo()
    {
        World world;
        for (std::uint32_t i = 0; i < 3000; ++i) {
            world.supervisors[i + 1];
        }
        SupervisionModel model;
        model.setSnapshot(world.snapshot());
        QCOMPARE(model.rowCount(), SupervisionModel::FirstShown + 1);
        model.showMore(model.index(model.rowCount() - 1, 0));
        QCOMPARE(model.rowCount(), SupervisionModel::FirstShown + SupervisionModel::Step + 1);
        QCOMPARE(model.pidAt(model.reveal(Pid(2990, 0))), Pid(2990, 0));
    }

    void searches()
    {
        World world;
        world.add(1, 10, "alpha");
        world.add(1, 2, "below").type = otp::ChildType::Supervisor;
        world.add(2, 20, "Alphabet");
        SupervisionModel model;
        model.setSnapshot(world.snapshot());
        QCOMPARE(model.search(QStringLiteral("ALPHA"), 10), (std::vector<Pid>{Pid(10, 0), Pid(20, 0)}));
        QCOMPARE(model.search(QStringLiteral("alpha"), 1).size(), std::size_t{1});
        QCOMPARE(model.search(QStringLiteral("0.20."), 10), std::vector<Pid>{Pid(20, 0)});
        QCOMPARE(model.search(QStringLiteral("some_module"), 10).size(), std::size_t{4});
        QVERIFY(model.search(QStringLiteral("  "), 10).empty());
        QVERIFY(model.search(QStringLiteral("nothing like that"), 10).empty());
    }

    void marksWhomAKillTakesAlong()
    {
        World world;
        world.add(1, 10, "a");
        world.add(1, 11, "b");
        SupervisionModel model;
        model.setSnapshot(world.snapshot());
        const QModelIndex a = model.index(0, 0, model.index(0, 0));
        KillPreview preview;
        preview.affected = {
            {Pid(10, 0), {}, AffectedProcess::Fate::Restarts, AffectedProcess::Cause::Signal}};
        model.setPreview(preview);
        QVERIFY(a.data(Qt::BackgroundRole).isValid());
        QCOMPARE(textAt(model, a, SupervisionModel::StatusColumn), QStringLiteral("would restart"));
        QVERIFY(!a.siblingAtRow(1).data(Qt::BackgroundRole).isValid());
        model.setPreview({});
        QVERIFY(!a.data(Qt::BackgroundRole).isValid());
    }

    /// Whatever comes, the tree is that of the newest snapshot, and no row jumps.
    void survivesChurn()
    {
        World world;
        SupervisionModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTreeView view;
        view.setUniformRowHeights(true);
        view.setItemDelegate(new SupervisionDelegate(&view));
        view.setModel(&model);
        view.show();
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        std::mt19937 random(7);
        const auto below = [&random](std::uint32_t limit) {
            return std::uniform_int_distribution<std::uint32_t>(0, limit - 1)(random);
        };
        for (int round = 0; round < 1500; ++round) {
            const std::uint32_t slot = 1 + below(4);
            auto& description = world.supervisors[slot];
            auto& children = description.children;
            switch (below(7)) {
            case 0:
            case 1: {
                const std::uint32_t child = 100 * slot + below(60);
                world.serials[child] = static_cast<std::uint32_t>(round + 1);
                const std::string id = slot < 3 ? "c" + std::to_string(below(40)) : std::string();
                const bool there = std::any_of(children.begin(), children.end(), [&](const auto& other) {
                    return id.empty() ? other.pid.index() == child : other.id == id;
                });
                if (!there) {
                    world.add(slot, child, id);
                }
                break;
            }
            case 2:
                if (!children.empty()) {
                    children.erase(children.begin() + below(static_cast<std::uint32_t>(children.size())));
                }
                break;
            case 3:
                if (!children.empty()) {
                    ChildDescription& child = children[below(static_cast<std::uint32_t>(children.size()))];
                    world.serials[child.pid.index()] = static_cast<std::uint32_t>(round + 1);
                    child.pid = world.pid(child.pid.index());
                    ++child.restarts;
                }
                break;
            case 4:
                std::shuffle(children.begin(), children.end(), random);
                break;
            case 5:
                if (slot > 1) {
                    world.supervisors.erase(slot);
                }
                break;
            default: // one below the other
                if (slot > 1 && world.supervisors.contains(1) &&
                    std::none_of(world.supervisors[1].children.begin(), world.supervisors[1].children.end(),
                                 [&](const auto& child) { return child.pid == world.pid(slot); })) {
                    world.add(1, slot, "s" + std::to_string(slot)).type = otp::ChildType::Supervisor;
                }
            }
            world.now += 100'000'000;
            model.setSnapshot(world.snapshot());
            if (round % 50 == 0) {
                view.expandAll();
            }
            SupervisionModel fresh;
            fresh.setSnapshot(world.snapshot());
            QCOMPARE(drawn(model), drawn(fresh));
        }
        QVERIFY(resets.isEmpty());
    }
};

QTEST_MAIN(SupervisionModelTest)
#include "supervision_model_test.moc"
