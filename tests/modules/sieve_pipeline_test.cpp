// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell.h"

#include "runtime/factorization/prime_sieve.h"

using namespace factorama::testing;

namespace {

QString firstPrimes(std::size_t count)
{
    QStringList primes;
    for (const std::uint64_t prime : factorama::PrimeSieve::first(count)) {
        primes.append(QString::number(prime));
    }
    return "{primes,[" + primes.join(',') + "]}";
}

} // namespace

class SievePipelineTest : public QObject {
    Q_OBJECT

private slots:
    void first()
    {
        Shell shell;
        shell.spawn("sieve_pipeline", "sieve");
        shell.send("sieve", "{primes, 10, Self}");
        QCOMPARE(shell.flush(), "{primes,[2,3,5,7,11,13,17,19,23,29]}");
        shell.send("sieve", "{primes, 0, Self}");
        QCOMPARE(shell.flush(), "{primes,[]}");
    }

    void asTheSieve_data()
    {
        QTest::addColumn<QString>("window");
        QTest::newRow("one at a time") << "1";
        QTest::newRow("some") << "37";
        QTest::newRow("all") << "5000";
    }
    void asTheSieve()
    {
        QFETCH(QString, window);
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            Shell shell(seed);
            shell.spawn("sieve_pipeline", "sieve", {window.toStdString()});
            for (const int count : {20, 150, 3}) { // it goes on from where it was
                shell.send("sieve", QString("{primes, %1, Self}").arg(count));
                QCOMPARE(shell.flush(), firstPrimes(static_cast<std::size_t>(count)));
            }
        }
    }

    void oneProcessAPrime()
    {
        Shell shell;
        const auto before = shell.runtime().processes().count();
        shell.spawn("sieve_pipeline", "sieve", {"1"});
        shell.send("sieve", "{primes, 40, Self}");
        QCOMPARE(shell.runtime().processes().count(), before + 1 + 40);
        shell.exit("sieve", "kill");
        QCOMPARE(shell.runtime().processes().count(), before);
    }

    void badCounts()
    {
        Shell shell;
        shell.spawn("sieve_pipeline", "sieve");
        for (const char* count : {"-1", "5001", "many", "1.0", "100000000000000000000"}) {
            shell.send("sieve", QString("{primes, %1, Self}").arg(count));
            QCOMPARE(shell.flush(), "{error,bad_count}");
        }
        shell.send("sieve", "{primes, 1, Self}");
        QCOMPARE(shell.flush(), "{primes,[2]}");
    }
};

QTEST_GUILESS_MAIN(SievePipelineTest)
#include "sieve_pipeline_test.moc"
