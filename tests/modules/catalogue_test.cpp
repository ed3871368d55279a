// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell.h"

#include <QRegularExpression>

#include <random>
#include <set>

using namespace factorama;
using namespace factorama::testing;

namespace {

/// What is too much to be done hundreds of times is made smaller.
std::vector<std::string> argumentsFor(const Module& module)
{
    if (module.name == "million_processes") {
        return {"100", "0"};
    }
    return {};
}

} // namespace

/// What holds for every module.
class CatalogueTest : public QObject {
    Q_OBJECT

private slots:
    void everyModuleIsDescribed_data() { eachModule(); }
    void everyModuleIsDescribed()
    {
        QFETCH(QString, name);
        const Module& module = *findModule(name.toStdString());
        QVERIFY(QRegularExpression(QStringLiteral("^[a-z][a-z0-9_]*$")).match(name).hasMatch());
        QVERIFY(module.start != nullptr);
        QVERIFY2(module.summary.ends_with('.'), "the summary is no sentence");
        QVERIFY2(module.topic == Module::Topic::Demonstration || !module.documentation.empty() ||
                     module.name == "echo",
                 "the documentation is missing");
        for (const Parameter& parameter : module.parameters) {
            QVERIFY(!parameter.name.empty() && !parameter.description.empty());
        }
        const auto defaults = checkArguments(module, {});
        const auto* error = std::get_if<std::string>(&defaults);
        QVERIFY2(error == nullptr, error == nullptr ? "" : error->c_str());
        for (const KnownMessage& message : module.messages) {
            const ParsedTerm parsed = parseTerm(message.example, 100, Pid(1, 0));
            QVERIFY2(parsed.term, message.example.data());
            QVERIFY2(!message.answer.empty(), message.example.data());
        }
    }

    void namesAreUnique()
    {
        std::set<std::string_view> names;
        for (const Module& module : catalogue()) {
            QVERIFY2(names.insert(module.name).second, module.name.data());
        }
        QCOMPARE(findModule("no such module"), nullptr);
    }

    void argumentsAreChecked_data()
    {
        QTest::addColumn<QString>("module");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("error");
        QTest::newRow("too many") << "echo" << QStringList{"1"} << "echo takes 0 arguments, not 1";
        QTest::newRow("text") << "ticker" << QStringList{"echo", "x"}
                              << "interval: a whole number from 1 to 86400000";
        QTest::newRow("too small") << "ticker" << QStringList{"echo", "0"}
                                   << "interval: a whole number from 1 to 86400000";
        QTest::newRow("huge") << "ticker" << QStringList{"echo", "99999999999999999999999"}
                              << "interval: a whole number from 1 to 86400000";
        QTest::newRow("no name") << "ticker" << QStringList{"{"}
                                 << "name: a registered name is an atom, such as echo";
        QTest::newRow("no choice") << "unread_mailbox" << QStringList{"10", "maybe"}
                                   << "action: one of kill, back_pressure";
    }
    void argumentsAreChecked()
    {
        QFETCH(QString, module);
        QFETCH(QStringList, arguments);
        QFETCH(QString, error);
        std::vector<std::string> texts;
        for (const QString& argument : arguments) {
            texts.push_back(argument.toStdString());
        }
        const auto checked = checkArguments(*findModule(module.toStdString()), texts);
        QVERIFY(std::holds_alternative<std::string>(checked));
        QCOMPARE(QString::fromStdString(std::get<std::string>(checked)), error);
    }

    /// Sent each of the messages that it knows, and killed at some moment: whatever it had spawned is gone
    /// with it. FACTORAMA_SEEDS=1000 plays that many.
    void killedAtAnyMoment_data() { eachModule(); }
    void killedAtAnyMoment()
    {
        QFETCH(QString, name);
        const Module& module = *findModule(name.toStdString());
        const auto arguments = std::get<std::vector<Term>>(checkArguments(module, argumentsFor(module)));
        const std::uint64_t seeds = qEnvironmentVariable("FACTORAMA_SEEDS", "250").toULongLong();
        for (std::uint64_t seed = 0; seed < seeds; ++seed) {
            std::mt19937_64 random(seed);
            Runtime::Options options;
            options.simulationSeed = seed;
            Runtime runtime(options);
            Pid pid;
            Session session(runtime, [](const Term&) {});
            session.spawn(module, arguments, Session::How::Plain,
                          [&](const Spawned& spawned) { pid = spawned.pid; });
            runtime.simulation()->run(2);
            QVERIFY(pid);
            for (const KnownMessage& message : module.messages) {
                runtime.send(pid, *parseTerm(message.example, 100, session.pid()).term);
                runtime.simulation()->run(random() % 20);
            }
            runtime.simulation()->run(random() % 500);
            runtime.exit(pid, atoms::kill);
            runtime.simulation()->run(20'000);
            QVERIFY2(runtime.processes().count() == 1,
                     qPrintable(QStringLiteral("seed %1: %2 processes are left over: %3")
                                    .arg(seed)
                                    .arg(runtime.processes().count() - 1)
                                    .arg(names(runtime, session.pid()))));
        }
    }

private:
    static void eachModule()
    {
        QTest::addColumn<QString>("name");
        for (const Module& module : catalogue()) {
            QTest::newRow(module.name.data())
                << QString::fromUtf8(module.name.data(), qsizetype(module.name.size()));
        }
    }

    /// The initial calls of all but one process.
    static QString names(Runtime& runtime, Pid but)
    {
        const EpochPin pin(runtime.epochs());
        QStringList calls;
        runtime.processes().forEach([&](const ControlBlock& process) {
            if (process.pid != but && calls.size() < 5) {
                calls += QString::fromStdString(process.initialCall().toString());
            }
        });
        return calls.join(QStringLiteral(", "));
    }
};

QTEST_GUILESS_MAIN(CatalogueTest)
#include "catalogue_test.moc"
