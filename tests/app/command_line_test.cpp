// SPDX-License-Identifier: GPL-3.0-or-later
// Drives the built program as a person or a script does: arguments, standard input, signals, exit statuses.
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;

namespace {

constexpr int TimeoutMilliseconds =
    120'000; // far above what anything here takes; nothing is judged by its speed
const QStringList Strategies = {"basic", "parallel", "client-server", "callback", "genserver"};
const QStringList Algorithms = {"seed", "eratosthenes", "fast"};
const QString SeedNumbers = "1000000000..1000000005";
const QString SeedTable = "1000000000 = 2^9 x 5^9\n"
                          "1000000001 = 7 x 11 x 13 x 19 x 52579\n"
                          "1000000002 = 2 x 3 x 43 x 983 x 3943\n"
                          "1000000003 = 23 x 307 x 141623\n"
                          "1000000004 = 2^2 x 41^2 x 148721\n"
                          "1000000005 = 3 x 5 x 66666667\n";
/// With the seed's algorithm: far more than a test waits for.
const QString LongWork = "1000000000..1000009999";

/// What a run of the program left behind.
struct Outcome {
    int status = -1;
    QString output;
    QString messages;
};

QJsonObject toJson(const QString& text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8(), &error);
    if (error.error != QJsonParseError::NoError)
        qWarning().noquote() << error.errorString() << "in" << text;
    return document.object();
}

QStringList numbersOf(const QJsonObject& json)
{
    QStringList numbers;
    const QJsonArray results = json["results"].toArray();
    for (const QJsonValue& result : results)
        numbers << result["number"].toString();
    return numbers;
}

} // namespace

class CommandLineTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();

    void factorPrintsTheSeedsTable_data();
    void factorPrintsTheSeedsTable();
    void factorKeepsTheOrderOfTheInput();
    void factorAgreesWithCoreutils();
    void factorPrintsJson();
    void factorReadsStandardInput();
    void factorPrintsNothingForEmptyInput();
    void factorTellsOfBadNumbersAndDoesTheOthers();
    void factorPutsBadNumbersIntoJson();
    void factorFailsOnAFullDisk();
    void factorEndsQuietlyWhenItsReaderGoes();

    void interruptedFactorSaysWhatWasFinished();
    void interruptedFactorPrintsWholeJson();
    void interruptedWhileReadingStandardInput();

    void benchPrintsATable();
    void benchPrintsJson();
    void interruptedBenchSaysHowFarItCame();

    void screenshotWritesAPicture_data();
    void screenshotWritesAPicture();
    void screenshotExplainsWhatIsWrong_data();
    void screenshotExplainsWhatIsWrong();
    void demoShowsEverything();

    void modulesListsTheCatalogue();
    void modulesDocumentsOne();
    void runShowsWhatComesBack();
    void runSpawnsOthersBefore();
    void runTakesItsTime();
    void runTellsHowItEnded_data();
    void runTellsHowItEnded();
    void interruptedRunEnds();

    void windowNeedsADisplay();
    void windowClosesWhenInterrupted();

    void helpAndVersion_data();
    void helpAndVersion();
    void wrongUsage_data();
    void wrongUsage();

private:
    void prepare(QProcess& process, const QStringList& arguments) const;
    Outcome finish(QProcess& process) const;
    Outcome run(const QStringList& arguments, const QByteArray& input = {}) const;
    /// Until then a signal would end it the hard way.
    bool catchesSignals(const QProcess& process) const;

    QString m_program;
    QTemporaryDir m_folder;
};

void CommandLineTest::initTestCase()
{
#ifdef FACTORAMA_EXECUTABLE
    m_program = FACTORAMA_EXECUTABLE;
#endif
    m_program = qEnvironmentVariable("FACTORAMA_EXECUTABLE", m_program);
    QVERIFY2(QFile::exists(m_program), qPrintable("no program at '" + m_program + "'"));
    QVERIFY(m_folder.isValid());
}

void CommandLineTest::prepare(QProcess& process, const QStringList& arguments) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("XDG_CONFIG_HOME",
                       m_folder.path()); // the window's settings of whoever tests stay as they are
    process.setProcessEnvironment(environment);
    process.setProgram(m_program);
    process.setArguments(arguments);
}

Outcome CommandLineTest::finish(QProcess& process) const
{
    if (!process.waitForFinished(TimeoutMilliseconds)) {
        process.kill();
        process.waitForFinished();
        qWarning() << process.program() << process.arguments() << "did not end";
        return {};
    }
    const bool exited = process.exitStatus() == QProcess::NormalExit;
    return {exited ? process.exitCode() : -1, QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

Outcome CommandLineTest::run(const QStringList& arguments, const QByteArray& input) const
{
    QProcess process;
    prepare(process, arguments);
    process.start();
    process.write(input);
    process.closeWriteChannel();
    return finish(process);
}

bool CommandLineTest::catchesSignals(const QProcess& process) const
{
    QFile file(u"/proc/%1/status"_s.arg(process.processId()));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    static const QRegularExpression caught("SigCgt:\\s*([0-9a-f]+)");
    const qulonglong signalSet =
        caught.match(QString::fromLatin1(file.readAll())).captured(1).toULongLong(nullptr, 16);
    return (signalSet >> (SIGINT - 1) & 1) != 0 && (signalSet >> (SIGTERM - 1) & 1) != 0;
}

void CommandLineTest::factorPrintsTheSeedsTable_data()
{
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<QString>("algorithm");
    for (const QString& strategy : Strategies) {
        for (const QString& algorithm : Algorithms)
            QTest::addRow("%s, %s", qPrintable(strategy), qPrintable(algorithm)) << strategy << algorithm;
    }
}

void CommandLineTest::factorPrintsTheSeedsTable()
{
    QFETCH(const QString, strategy);
    QFETCH(const QString, algorithm);

    const Outcome outcome = run({"factor", SeedNumbers, "--strategy", strategy, "--algorithm", algorithm});
    QCOMPARE(outcome.output, SeedTable);
    QCOMPARE(outcome.messages, QString());
    QCOMPARE(outcome.status, 0);
}

void CommandLineTest::factorKeepsTheOrderOfTheInput()
{
    for (const QString& strategy : Strategies) {
        const Outcome outcome = run({"factor", "340282366920938463463374607431768211455", "0007", "1",
                                     "--strategy", strategy, "12", "7", "12", "8 .. 9,6"});
        QCOMPARE(outcome.output,
                 "340282366920938463463374607431768211455 = 3 x 5 x 17 x 257 x 641 x 65537 x 274177 x "
                 "6700417 x 67280421310721\n"
                 "7 = 7\n1 = 1\n12 = 2^2 x 3\n7 = 7\n12 = 2^2 x 3\n8 = 2^3\n9 = 3^2\n6 = 2 x 3\n");
        QCOMPARE(outcome.status, 0);
    }
}

void CommandLineTest::factorAgreesWithCoreutils()
{
    const QString coreutils = QStandardPaths::findExecutable("factor");
    if (coreutils.isEmpty())
        QSKIP("coreutils' factor is not installed");

    QRandomGenerator64 random(20'261'120);
    QByteArray input;
    for (int i = 0; i < 10'000; ++i)
        input += QByteArray::number(std::max<quint64>(random.generate(), 1)) + '\n';
    QProcess reference;
    reference.start(coreutils, QStringList());
    reference.write(input);
    reference.closeWriteChannel();
    const Outcome expected = finish(reference);
    QCOMPARE(expected.status, 0);

    // `12: 2 2 3` there, `12 = 2^2 x 3` here.
    QString converted;
    for (const QString& line : expected.output.split('\n', Qt::SkipEmptyParts)) {
        const qsizetype colon = line.indexOf(':');
        const QStringList factors = line.mid(colon + 1).split(' ', Qt::SkipEmptyParts);
        QStringList powers;
        for (qsizetype i = 0; i < factors.size();) {
            qsizetype end = i;
            while (end < factors.size() && factors[end] == factors[i])
                ++end;
            powers << (end - i == 1 ? factors[i] : u"%1^%2"_s.arg(factors[i]).arg(end - i));
            i = end;
        }
        converted += line.left(colon) + " = " + (powers.isEmpty() ? "1" : powers.join(" x ")) + '\n';
    }
    const Outcome outcome = run({"factor", "-"}, input);
    QCOMPARE(outcome.status, 0);
    QVERIFY(outcome.output == converted); // QCOMPARE would print both
}

void CommandLineTest::factorPrintsJson()
{
    const Outcome outcome = run({"factor", "13", "1", "12", "18446744073709551616", "--strategy=parallel",
                                 "--algorithm=fast", "--schedulers", "2", "--json"});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.messages, QString());
    QString twos = "\"2\"";
    for (int i = 1; i < 64; ++i)
        twos += ",\"2\"";
    const QString expected =
        "{\"strategy\":\"parallel\",\"algorithm\":\"fast\",\"schedulers\":2,\"seconds\":SECONDS,"
        "\"results\":[{\"number\":\"13\",\"factors\":[\"13\"]},{\"number\":\"1\",\"factors\":[]},"
        "{\"number\":\"12\",\"factors\":[\"2\",\"2\",\"3\"]},"
        "{\"number\":\"18446744073709551616\",\"factors\":[" +
        twos + "]}],\"errors\":[]}\n";
    static const QRegularExpression seconds("(?<=\"seconds\":)[0-9]+\\.[0-9]+");
    QCOMPARE(QString(outcome.output).replace(seconds, "SECONDS"), expected);
    QVERIFY(!toJson(outcome.output).isEmpty());
}

void CommandLineTest::factorReadsStandardInput()
{
    const Outcome outcome = run({"factor", "5", "-", "3"}, "12\n  13\r\n\n14, 15\t16..17\n18");
    QCOMPARE(
        outcome.output,
        "5 = 5\n12 = 2^2 x 3\n13 = 13\n14 = 2 x 7\n15 = 3 x 5\n16 = 2^4\n17 = 17\n18 = 2 x 3^2\n3 = 3\n");
    QCOMPARE(outcome.messages, QString());
    QCOMPARE(outcome.status, 0);
}

void CommandLineTest::factorPrintsNothingForEmptyInput()
{
    QCOMPARE(run({"factor", "-"}).output, QString());
    const Outcome outcome = run({"factor", "-", "--json"}, "\n \n");
    QCOMPARE(outcome.status, 0);
    QVERIFY(outcome.output.endsWith("\"results\":[],\"errors\":[]}\n"));
}

void CommandLineTest::factorTellsOfBadNumbersAndDoesTheOthers()
{
    const Outcome outcome = run({"factor", "12", "-12", "abc", "0", "1.5", "20..10", "13"});
    QCOMPARE(outcome.output, "12 = 2^2 x 3\n13 = 13\n");
    QCOMPARE(outcome.status, 1);
    const QStringList messages = outcome.messages.split('\n', Qt::SkipEmptyParts);
    QCOMPARE(messages.size(), 5);
    for (const QString& message : messages)
        QVERIFY2(message.startsWith("factorama: "), qPrintable(message));
    QVERIFY2(messages[0].contains("-12") && messages[0].contains("negative"), qPrintable(messages[0]));
    QVERIFY2(messages[1].contains("abc"), qPrintable(messages[1]));
    QVERIFY2(messages[3].contains("1.5"), qPrintable(messages[3]));

    // What comes from elsewhere takes no command of the terminal, and is not repeated by the page.
    const Outcome junk = run({"factor", "-"}, "\x1b[2J\xff " + QByteArray(10'000, 'x'));
    QCOMPARE(junk.status, 1);
    QVERIFY(!junk.messages.contains('\x1b'));
    QVERIFY(junk.messages.size() < 1000);
}

void CommandLineTest::factorPutsBadNumbersIntoJson()
{
    const Outcome outcome = run({"factor", "12", "a\"b\\", "-", "--json"}, "\xff\x01 13");
    QCOMPARE(outcome.status, 1);
    const QJsonObject json = toJson(outcome.output);
    QCOMPARE(numbersOf(json), QStringList({"12", "13"}));
    const QJsonArray errors = json["errors"].toArray();
    QCOMPARE(errors.size(), 2);
    QCOMPARE(errors[0]["input"].toString(), "a\"b\\");
    QVERIFY(!errors[0]["message"].toString().isEmpty());
    QVERIFY(!errors[1]["message"].toString().isEmpty());
}

void CommandLineTest::factorFailsOnAFullDisk()
{
    if (!QFile::exists("/dev/full"))
        QSKIP("no /dev/full here");
    QProcess process;
    prepare(process, {"factor", "12"});
    process.setStandardOutputFile("/dev/full");
    process.start();
    const Outcome outcome = finish(process);
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.messages.contains("cannot write"), qPrintable(outcome.messages));
}

void CommandLineTest::factorEndsQuietlyWhenItsReaderGoes()
{
    QProcess shell;
    shell.start("sh",
                {"-c",
                 "{ \"$0\" factor 1 2 " + LongWork + " --algorithm seed; echo status $? >&2; } | head -n 1",
                 m_program});
    const Outcome outcome = finish(shell);
    QCOMPARE(outcome.output, "1 = 1\n");
    QCOMPARE(outcome.messages, "status 0\n");
}

void CommandLineTest::interruptedFactorSaysWhatWasFinished()
{
    for (const QString& strategy : Strategies) {
        QProcess process;
        prepare(process, {"factor", "12", LongWork, "--algorithm", "seed", "--strategy", strategy});
        process.start();
        QVERIFY(process.waitForReadyRead(TimeoutMilliseconds));
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        const Outcome outcome = finish(process);
        QCOMPARE(outcome.status, 1);
        const QStringList lines = outcome.output.split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.first(), "12 = 2^2 x 3");
        QCOMPARE(outcome.messages,
                 u"factorama: interrupted: %1 of 10001 numbers finished\n"_s.arg(lines.size()));
    }
}

void CommandLineTest::interruptedFactorPrintsWholeJson()
{
    QProcess process;
    prepare(process, {"factor", "abc", "12", LongWork, "--algorithm", "seed", "--json"});
    process.start();
    process.setReadChannel(QProcess::StandardError);
    QVERIFY(process.waitForReadyRead(TimeoutMilliseconds)); // for abc
    ::kill(static_cast<pid_t>(process.processId()), SIGTERM);
    const Outcome outcome = finish(process);
    QCOMPARE(outcome.status, 1);
    const QJsonObject json = toJson(outcome.output);
    const QJsonArray errors = json["errors"].toArray();
    const qsizetype finished = numbersOf(json).size();
    QCOMPARE(finished + errors.size(), 1 + 10001);
    QCOMPARE(errors.first()["input"].toString(), "abc");
    QCOMPARE(errors.last()["input"].toString(), "1000009999");
    QVERIFY(errors.last()["message"].toString().contains("interrupted"));
    QVERIFY(
        outcome.messages.endsWith(u"factorama: interrupted: %1 of 10001 numbers finished\n"_s.arg(finished)));
}

void CommandLineTest::interruptedWhileReadingStandardInput()
{
    QProcess process;
    prepare(process, {"factor", "-"});
    process.start();
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(catchesSignals(process), TimeoutMilliseconds);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    const Outcome outcome = finish(process); // its input is still open
    QCOMPARE(outcome.status, 1);
    QVERIFY2(outcome.messages.contains("interrupted"), qPrintable(outcome.messages));
}

void CommandLineTest::benchPrintsATable()
{
    const Outcome outcome = run({"bench", "--counts", "1,20", "--algorithm", "fast", "--first", "1000"});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.messages, QString());
    static const QRegularExpression cell("^\\| (\\S+) +\\| +[0-9]+\\.[0-9]+ \\| +[0-9]+\\.[0-9]+ \\|$",
                                         QRegularExpression::MultilineOption);
    QStringList strategies;
    for (auto match = cell.globalMatch(outcome.output); match.hasNext();)
        strategies << match.next().captured(1);
    QCOMPARE(strategies, Strategies);
    QVERIFY(outcome.output.contains(QRegularExpression("\\| numbers +\\| +1 \\| +20 \\|\n")));
}

void CommandLineTest::benchPrintsJson()
{
    const Outcome outcome = run({"bench", "--counts=3", "--algorithm=eratosthenes",
                                 "--first=1000000000000000000000", "--schedulers=1", "--json"});
    QCOMPARE(outcome.status, 0);
    QVERIFY(outcome.output.startsWith("{\"algorithm\":\"eratosthenes\",\"schedulers\":1,"
                                      "\"first\":\"1000000000000000000000\",\"counts\":[3],\"timings\":["));
    const QJsonObject json = toJson(outcome.output);
    const QJsonArray timings = json["timings"].toArray();
    QCOMPARE(timings.size(), Strategies.size());
    for (qsizetype i = 0; i < timings.size(); ++i) {
        QCOMPARE(timings[i]["strategy"].toString(), Strategies[i]);
        QCOMPARE(timings[i]["count"].toInt(), 3);
        QVERIFY(timings[i]["seconds"].isDouble());
    }
    QVERIFY(json["errors"].toArray().isEmpty());
}

void CommandLineTest::interruptedBenchSaysHowFarItCame()
{
    QProcess process;
    prepare(process, {"bench", "--counts", "1,100000", "--json"});
    process.start();
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(catchesSignals(process), TimeoutMilliseconds);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    const Outcome outcome = finish(process);
    QCOMPARE(outcome.status, 1);
    const qsizetype done = toJson(outcome.output)["timings"].toArray().size();
    QCOMPARE(outcome.messages, u"factorama: interrupted: %1 of 10 timings done\n"_s.arg(done));
}

void CommandLineTest::screenshotWritesAPicture_data()
{
    QTest::addColumn<QString>("theme");
    QTest::addColumn<QString>("language");
    QTest::addRow("light") << "light"
                           << "en";
    QTest::addRow("dark") << "dark"
                          << "de";
}

void CommandLineTest::screenshotWritesAPicture()
{
    QFETCH(const QString, theme);
    QFETCH(const QString, language);

    const QString path = m_folder.filePath(theme + ".png");
    const Outcome outcome =
        run({"screenshot", path, "--size", "1280x900", "--theme", theme, "--language", language});
    QCOMPARE(outcome.messages, QString());
    QCOMPARE(outcome.output, QString());
    QCOMPARE(outcome.status, 0);
    const QImage picture(path);
    QCOMPARE(picture.size(), QSize(1280, 900));
    qint64 lightness = 0;
    for (int x = 0; x < picture.width(); x += 10) {
        for (int y = 0; y < picture.height(); y += 10)
            lightness += picture.pixelColor(x, y).lightness();
    }
    const auto mean = lightness / (128 * 90);
    QVERIFY2(theme == "dark" ? mean < 100 : mean > 155, qPrintable(QString::number(mean)));
}

void CommandLineTest::screenshotExplainsWhatIsWrong_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    const QString path = m_folder.filePath("never.png");
    QTest::addRow("no name") << QStringList{} << 2 << "give one name";
    QTest::addRow("two names") << QStringList{path, path} << 2 << "give one name";
    QTest::addRow("empty name") << QStringList{""} << 2 << "empty";
    QTest::addRow("no folder") << QStringList{"/there/is/no/such/folder.png"} << 1 << "there is no folder";
    QTest::addRow("a folder") << QStringList{m_folder.path()} << 1 << "folder";
    QTest::addRow("too small") << QStringList{path, "--size", "10x10"} << 2 << "from";
    QTest::addRow("too large") << QStringList{path, "--size", "100000x100"} << 2 << "from";
    QTest::addRow("no size") << QStringList{path, "--size", "large"} << 2 << "1600x1000";
    QTest::addRow("a negative size") << QStringList{path, "--size=-5x-5"} << 2 << "from";
    QTest::addRow("theme") << QStringList{path, "--theme", "pink"} << 2 << "light, dark";
    QTest::addRow("language") << QStringList{path, "--language", "xx"} << 2 << "en, de";
}

void CommandLineTest::screenshotExplainsWhatIsWrong()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const int, status);
    QFETCH(const QString, message);

    const Outcome outcome = run(QStringList{"screenshot"} + arguments);
    QVERIFY2(outcome.messages.contains(message), qPrintable(outcome.messages));
    QCOMPARE(outcome.status, status);
    QVERIFY(!QFile::exists(m_folder.filePath("never.png")));
}

void CommandLineTest::demoShowsEverything()
{
    const QString path = m_folder.filePath("demo.png");
    const Outcome outcome = run({"demo", "--screenshot", path, "--counts", "1"});
    QCOMPARE(outcome.messages, QString());
    QCOMPARE(outcome.status, 0);
    QVERIFY2(outcome.output.contains(SeedTable + "12 = 2^2 x 3\n13 = 13\n"), qPrintable(outcome.output));
    for (const QString& strategy : Strategies) {
        QVERIFY(
            outcome.output.contains(QRegularExpression("\n" + strategy + " +8 numbers, the same factors")));
        QVERIFY(outcome.output.contains(QRegularExpression("\n\\| " + strategy + " +\\| +[0-9.]+ \\|\n")));
    }
    QVERIFY(outcome.output.endsWith(path + "\n"));
    QVERIFY(!QImage(path).isNull());
}

void CommandLineTest::windowNeedsADisplay()
{
    QProcess process;
    prepare(process, {});
    QProcessEnvironment environment = process.processEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        environment.remove(name);
    process.setProcessEnvironment(environment);
    process.start();
    const Outcome none = finish(process);
    QCOMPARE(none.status, 1);
    QVERIFY2(none.messages.contains("no display"), qPrintable(none.messages));
    QCOMPARE(none.messages.count('\n'), 1);

    environment.insert("DISPLAY", ":987");
    process.setProcessEnvironment(environment);
    process.start();
    const Outcome dead = finish(process);
    QCOMPARE(dead.status, 1);
    QVERIFY2(dead.messages.contains(":987"), qPrintable(dead.messages));
    QCOMPARE(dead.messages.count('\n'), 1);
}

void CommandLineTest::windowClosesWhenInterrupted()
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && qEnvironmentVariableIsEmpty("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QProcess process;
    prepare(process, {"--theme", "dark", "--schedulers", "2"});
    process.start();
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(catchesSignals(process), TimeoutMilliseconds);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    const Outcome outcome = finish(process);
    QCOMPARE(outcome.messages, QString());
    QCOMPARE(outcome.status, 0);
}

void CommandLineTest::modulesListsTheCatalogue()
{
    const Outcome outcome = run({"modules"});
    QCOMPARE(outcome.status, 0);
    for (const char* text : {"Servers with a state", "worker ", "heart_monitor ", "dining_philosophers "})
        QVERIFY2(outcome.output.contains(text), text);
}

void CommandLineTest::modulesDocumentsOne()
{
    const Outcome outcome = run({"modules", "hash_it"});
    QCOMPARE(outcome.status, 0);
    QVERIFY(outcome.output.startsWith("factorama run hash_it [name] [kind]\n"));
    QVERIFY(outcome.output.contains("md5, sha1, sha256, sha512 (default: md5)"));
    QVERIFY(outcome.output.contains("{shutdown}"));
    for (const QString& line : outcome.output.split('\n'))
        QVERIFY2(line.size() <= 100, qPrintable(line));
}

void CommandLineTest::runShowsWhatComesBack()
{
    const Outcome outcome = run({"run", "kv", "--send", "{put, a, 42, Self}", "--send={:get, :a, self()}",
                                 "--send", "{get, <<\"b\">>, Self}", "--for", "2s"});
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.messages, QString());
    QStringList received;
    for (const QString& line : outcome.output.split('\n')) {
        if (line.startsWith("received"))
            received += line.mid(10);
    }
    QCOMPARE(received, QStringList({"ok", "42", "nil"}));
    QVERIFY(outcome.output.startsWith("spawned   <0."));
    QVERIFY(outcome.output.endsWith("\nalive\n"));
}

void CommandLineTest::runSpawnsOthersBefore()
{
    const QStringList arguments = {"run", "fibonacci_work_pool", "--send", "{fib, 5, 6, Self}", "--for",
                                   "3s"};
    QVERIFY(run(arguments).output.contains("received  [{error,not_started},{error,not_started}]"));
    const Outcome outcome = run(arguments + QStringList{"--with", "workpool"});
    QVERIFY2(outcome.output.contains("received  [ok,ok]\n"), qPrintable(outcome.output));
    QVERIFY(outcome.output.contains("received  5\n"));
    QVERIFY(outcome.output.contains("received  8\n"));
}

void CommandLineTest::runTakesItsTime()
{
    QElapsedTimer timer;
    timer.start();
    const Outcome outcome =
        run({"run", "worker", "--send", "{compute, 2, Self}", "--send", "{exit, normal}", "--pace", "400ms"});
    QVERIFY(timer.elapsed() >= 400);
    QVERIFY2(outcome.output.contains("received  {result,4}\nsent      {exit,normal}\nended     normal\n"),
             qPrintable(outcome.output));
}

void CommandLineTest::runTellsHowItEnded_data()
{
    QTest::addColumn<QString>("term");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("status");
    QTest::newRow("normal") << "{exit, normal}"
                            << "ended     normal" << 0;
    QTest::newRow("shutdown") << "{exit, {shutdown, done}}"
                              << "ended     {shutdown,done}" << 0;
    QTest::newRow("another reason") << "{exit, boom}"
                                    << "ended     boom" << 1;
    QTest::newRow("crash") << "{compute, x, Self}"
                           << "logged    Process <0." << 1;
}

void CommandLineTest::runTellsHowItEnded()
{
    QFETCH(const QString, term);
    QFETCH(const QString, text);
    QFETCH(const int, status);
    const Outcome outcome = run({"run", "worker", "--send", term, "--for", "1m"});
    QVERIFY2(outcome.output.contains(text), qPrintable(outcome.output));
    QCOMPARE(outcome.status, status);
}

void CommandLineTest::interruptedRunEnds()
{
    QProcess process;
    prepare(process, {"run", "echo", "--send", "{ping, Self}", "--for", "1m"});
    process.start();
    QVERIFY(process.waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(process.bytesAvailable() > 0, TimeoutMilliseconds);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    const Outcome outcome = finish(process);
    QVERIFY2(outcome.output.contains("interrupted, it was alive"), qPrintable(outcome.output));
    QCOMPARE(outcome.status, 0);
}

void CommandLineTest::helpAndVersion_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("texts");
    QTest::addRow("version") << QStringList{"--version"} << QStringList{"factorama "};
    QTest::addRow("help") << QStringList{"--help"}
                          << QStringList{"factor",     "bench", "modules", "run",
                                         "screenshot", "demo",  "--theme", "--language"};
    QTest::addRow("-h") << QStringList{"-h"} << QStringList{"Usage: factorama"};
    QTest::addRow("factor") << QStringList{"factor", "--help"}
                            << Strategies + Algorithms + QStringList{"--json", "--schedulers"};
    QTest::addRow("bench") << QStringList{"bench", "--help"} << QStringList{"--counts", "\"timings\""};
    QTest::addRow("screenshot") << QStringList{"screenshot", "--help"}
                                << QStringList{"--size", "OUT.png", "--language"};
    QTest::addRow("demo") << QStringList{"demo", "--help"} << QStringList{"--screenshot"};
}

void CommandLineTest::helpAndVersion()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QStringList, texts);

    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.status, 0);
    QCOMPARE(outcome.messages, QString());
    for (const QString& text : texts)
        QVERIFY2(outcome.output.contains(text), qPrintable(text));
    for (const QString& line : outcome.output.split('\n'))
        QVERIFY2(line.size() <= 120, qPrintable(line));
}

void CommandLineTest::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("message");
    QTest::addRow("no numbers") << QStringList{"factor"} << "no numbers";
    QTest::addRow("an empty number") << QStringList{"factor", ""} << "no numbers";
    QTest::addRow("strategy") << QStringList{"factor", "12", "--strategy", "paralel"}
                              << "did you mean parallel?\n--strategy takes one of: " + Strategies.join(", ");
    QTest::addRow("algorithm") << QStringList{"factor", "12", "--algorithm=x"}
                               << "--algorithm takes one of: " + Algorithms.join(", ");
    QTest::addRow("option") << QStringList{"factor", "12", "--colour"} << "unknown option '--colour'";
    QTest::addRow("short option") << QStringList{"factor", "12", "-j"} << "unknown option '-j'";
    QTest::addRow("misspelt option") << QStringList{"factor", "12", "--strateg"}
                                     << "did you mean --strategy?";
    QTest::addRow("value missing") << QStringList{"factor", "12", "--strategy"} << "needs a value";
    QTest::addRow("value too much") << QStringList{"factor", "12", "--json=yes"} << "takes no value";
    QTest::addRow("schedulers") << QStringList{"factor", "12", "--schedulers", "0"} << "whole number from 1";
    QTest::addRow("schedulers as text") << QStringList{"factor", "12", "--schedulers", "two"} << "'two'";
    QTest::addRow("command") << QStringList{"factr", "12"} << "did you mean factor?";
    QTest::addRow("a number") << QStringList{"12"} << "factorama factor 12";
    QTest::addRow("counts") << QStringList{"bench", "--counts", "1,,2"} << "--counts";
    QTest::addRow("first") << QStringList{"bench", "--first", "-5"} << "negative";
    QTest::addRow("an argument too much") << QStringList{"bench", "12"} << "unexpected '12'";
    QTest::addRow("no module") << QStringList{"run"} << "which module?";
    QTest::addRow("module") << QStringList{"run", "workr"} << "did you mean worker?";
    QTest::addRow("arguments of a module")
        << QStringList{"run", "worker", "1"} << "worker takes 0 arguments, not 1";
    QTest::addRow("argument") << QStringList{"run", "hash_it", "name", "md6"}
                              << "kind: one of md5, sha1, sha256, sha512";
    QTest::addRow("term") << QStringList{"run", "kv", "--send", "{get, a"} << "{get, a\n         ^";
    QTest::addRow("time") << QStringList{"run", "kv", "--for", "2"} << "such as 500ms, 2s or 1m";
    QTest::addRow("other module") << QStringList{"run", "kv", "--with", "workpol"}
                                  << "did you mean workpool?";
    QTest::addRow("no other module") << QStringList{"run", "kv", "--with", " "}
                                     << "--with needs a module's name";
    QTest::addRow("modules") << QStringList{"modules", "nothing_like_it"}
                             << "there is no module 'nothing_like_it'";
    QTest::addRow("window theme") << QStringList{"--theme", "pink"} << "light, dark, system";
}

void CommandLineTest::wrongUsage()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, message);

    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.status, 2);
    QCOMPARE(outcome.output, QString());
    QVERIFY2(outcome.messages.contains(message), qPrintable(outcome.messages));
    QVERIFY2(outcome.messages.contains("--help"), qPrintable(outcome.messages));
}

QTEST_GUILESS_MAIN(CommandLineTest)
#include "command_line_test.moc"
