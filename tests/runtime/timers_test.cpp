// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

#include <algorithm>
#include <random>

using namespace factorama;
using namespace factorama::testing;

namespace timers_bodies {

const Atom go("go");
const Atom tick("tick");
const Atom hello("hello");
const Atom one("one");

Process waits(Self self)
{
    co_await self.receive(go);
}

Process sends(Self self, Record record)
{
    const std::int64_t start = self.monotonicTime();
    self.sendAfter(30, self.pid(), tuple(hello, "later"));
    const Message m = co_await self.receive(any);
    const std::int64_t milliseconds = (self.monotonicTime() - start) / 1'000'000;
    record->add(tuple(m.term(), milliseconds >= 30 && milliseconds < 2000));
    const Reference reference = self.startTimer(5, self.pid(), hello);
    const Message timeout = co_await self.receive(any);
    record->add(Term(timeout.term() == Term(tuple(atoms::timeout, reference, hello))));
    self.sendAfter(0, self.pid(), hello);
    const Message now = co_await self.receive(any);
    record->add(now.term());
}

Process cancels(Self self, Record record)
{
    const Reference reference = self.sendAfter(100'000, self.pid(), hello);
    const auto left = self.readTimer(reference);
    record->add(Term(left && *left > 90'000 && *left <= 100'000));
    co_await self.sleep(10);
    const auto later = self.readTimer(reference);
    record->add(Term(later && *later < *left));
    const auto cancelled = self.cancelTimer(reference);
    record->add(Term(cancelled && *cancelled > 90'000 && *cancelled <= 99'990));
    record->add(Term(self.cancelTimer(reference) || self.readTimer(reference)));
    const Reference fired = self.sendAfter(1, self.pid(), hello);
    const Message m = co_await self.receive(hello);
    record->add(Term(self.cancelTimer(fired) || self.readTimer(fired)));
    record->add(Term(self.cancelTimer(Reference::make()).has_value()));
    const Reference cancelledInTime = self.startTimer(5, self.pid(), hello);
    self.cancelTimer(cancelledInTime);
    const Message none = co_await self.receive(any).after(30);
    record->add(none.timedOut() ? "nothing" : none.term().toString());
}

Process badTimes(Self self, Record record)
{
    for (int i = 0; i < 2; ++i) {
        try {
            if (i == 0) {
                self.sendAfter(-1, self.pid(), hello);
            } else {
                self.startTimer(-1, self.pid(), hello);
            }
            record->add("no error");
        } catch (const Raised& raised) {
            record->add(raised.what());
        }
    }
    // A time past all wheels is fine: years.
    const Reference reference = self.sendAfter(std::int64_t{1} << 40, self.pid(), hello);
    const auto left = self.cancelTimer(reference);
    record->add(Term(left && *left > (std::int64_t{1} << 40) - 1000));
    co_await self.sleep(0);
}

/// The name is resolved when the timer fires.
Process byName(Self self, Record record)
{
    self.sendAfter(20, one, tuple(hello, 1));
    self.sendAfter(1, Atom("nobody at all"), tuple(hello, 0)); // to nobody: no error, nothing happens
    co_await self.sleep(5);
    self.registerName(one);
    const Message m = co_await self.receive(any);
    record->add(m.term());
}

/// A timer to a pid dies with it.
Process toTheDead(Self self, Record record)
{
    const auto [pid, monitor] = self.spawnMonitor<waits>();
    const Reference first = self.sendAfter(50'000, pid, hello);
    const Reference second = self.sendAfter(50'000, pid, hello);
    self.send(pid, go);
    co_await self.receive(tuple(atoms::down, monitor, any, any, any));
    co_await self.sleep(1);
    const auto read = self.readTimer(first);
    const auto cancelled = self.cancelTimer(second);
    record->add(Term(read || cancelled));
    const Reference late = self.sendAfter(10, pid, hello); // no error either
    static_cast<void>(late);
    const Message none = co_await self.receive(any).after(20);
    record->add(none.timedOut() ? "nothing" : "message");
}

/// One who set a timer and died: it fires all the same.
Process setsAndDies(Self self, Pid to)
{
    self.sendAfter(10, to, hello);
    co_await self.sleep(0);
}

Process outlives(Self self, Record record)
{
    self.spawn<setsAndDies>(self.pid());
    const Message m = co_await self.receive(any);
    record->add(m.term());
}

Process anybodyCancels(Self self, Pid parent, Reference reference)
{
    const auto left = self.cancelTimer(reference);
    self.send(parent, left.has_value());
    co_await self.sleep(0);
}

Process cancelledByAnother(Self self, Record record)
{
    const Reference reference = self.sendAfter(50'000, self.pid(), hello);
    self.spawn<anybodyCancels>(self.pid(), reference);
    const Message m = co_await self.receive(any);
    record->add(m.term());
}

/// They come in the order of their deadlines. A deadline lies between two readings of the clock, since
/// setting the timers takes its time too, and is rounded up to a millisecond.
Process ordered(Self self, Record record)
{
    constexpr std::int64_t Millisecond = 1'000'000;
    constexpr int Count = 200;
    for (int i = 0; i < Count; ++i) {
        const std::int64_t time = (i * 7919) % Count * 2;
        const std::int64_t earliest = self.monotonicTime() + time * Millisecond;
        const Reference reference = self.startTimer(time, self.pid(), earliest);
        self.send(self.pid(), tuple(reference, self.monotonicTime() + (time + 1) * Millisecond));
    }
    std::int64_t past = 0;
    bool sorted = true;
    for (int i = 0; i < Count; ++i) {
        const Message m = co_await self.receive(tuple(atoms::timeout, anyReference, anyInteger));
        const Reference reference = m[1].reference();
        const Message latest = co_await self.receive(tuple(reference, anyInteger));
        sorted = sorted && latest[1].integer() >= past;
        past = std::max(past, m[2].integer());
    }
    record->add(sorted ? "in order" : "out of order");
}

struct CancelsWhenDestroyed {
    Self self;
    Reference reference;
    ~CancelsWhenDestroyed() { self.cancelTimer(reference); }
};

Process killedWithTimer(Self self, Pid to)
{
    const Reference reference = self.sendAfter(10, to, hello);
    const CancelsWhenDestroyed guard{self, reference};
    self.send(to, tick);
    co_await self.receive(go);
}

/// Runtime calls from destructors of a process that is exiting do nothing.
Process destructorDoesNotCancel(Self self, Record record)
{
    const Pid pid = self.spawn<killedWithTimer>(self.pid());
    co_await self.receive(tick);
    self.exit(pid, atoms::kill);
    const Message m = co_await self.receive(any).after(1000);
    record->add(m.timedOut() ? "cancelled" : m.term().toString());
}

/// Many timers set, cancelled and fired by processes that migrate.
Process juggles(Self self, int seed, std::shared_ptr<std::atomic<int>> balance)
{
    std::minstd_rand random(static_cast<unsigned>(seed) + 1);
    std::vector<Reference> references;
    int expected = 0;
    for (int i = 0; i < 300; ++i) {
        references.push_back(self.sendAfter(static_cast<std::int64_t>(random() % 8), self.pid(), tick));
        ++expected;
        if (random() % 3 == 0) {
            const std::size_t chosen = random() % references.size();
            if (self.cancelTimer(references[chosen])) {
                --expected;
            }
        }
        if (random() % 4 == 0) {
            const Message m = co_await self.receive(tick).after(static_cast<std::int64_t>(random() % 3));
            if (!m.timedOut()) {
                --expected;
            }
        }
        if (random() % 8 == 0) {
            co_await self.yield();
        }
    }
    for (; expected > 0; --expected) {
        const Message m = co_await self.receive(tick).after(60'000);
        if (m.timedOut()) {
            break;
        }
    }
    const Message none = co_await self.receive(any).after(10);
    *balance += expected + (none.timedOut() ? 0 : 1);
}

} // namespace timers_bodies

using namespace timers_bodies;

class TimersTest : public QObject {
    Q_OBJECT

private slots:
    void sending() { COMPARE_LINES(sends, "{{hello,<<\"later\">>},true} | true | hello"); }
    void cancelling()
    {
        COMPARE_SIMULATED_LINES(cancels, "true | true | true | false | false | false | nothing");
    }
    void times() { COMPARE_LINES(badTimes, "error:badarg | error:badarg | true"); }
    void toNames() { COMPARE_SIMULATED_LINES(byName, "{hello,1}"); }
    void timersDieWithTheirTarget() { COMPARE_SIMULATED_LINES(toTheDead, "false | nothing"); }
    void timersOutliveWhoSetThem() { COMPARE_LINES(outlives, "hello"); }
    void anyProcessCancels() { COMPARE_LINES(cancelledByAnother, "true"); }
    void order() { COMPARE_SIMULATED_LINES(ordered, "in order"); }
    void destructorsCancelNothing() { COMPARE_LINES(destructorDoesNotCancel, "hello"); }

    void virtualTimeJumps()
    {
        Runtime runtime(simulated(1));
        const auto record = std::make_shared<Recorder>();
        runtime.spawn<cancels>(record);
        runtime.simulation()->run();
        const std::int64_t day = 86'400'000;
        QVERIFY(runtime.scheduler().now() < day * 1'000'000);
        runtime.simulation()->runUntil(day);
        QCOMPARE(runtime.scheduler().now(), day * 1'000'000);
    }

    void nothingIsLostOrDoubled()
    {
        for (const int schedulers : {0, 1, 2, 4}) {
            Runtime runtime(schedulers == 0 ? simulated(5) : threaded(schedulers));
            const auto balance = std::make_shared<std::atomic<int>>(0);
            for (int i = 0; i < 60; ++i) {
                runtime.spawn<juggles>(i, balance);
            }
            if (schedulers == 0) {
                runtime.simulation()->run();
            }
            QVERIFY(allEnded(runtime));
            QCOMPARE(balance->load(), 0);
        }
    }
};

QTEST_GUILESS_MAIN(TimersTest)
#include "timers_test.moc"
