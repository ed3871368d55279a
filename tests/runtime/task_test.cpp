// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

#ifndef Q_MOC_RUN
#include "runtime/otp/task.h"
#endif

using namespace factorama;
using namespace factorama::testing;
using otp::Task;
namespace task = otp::task;

namespace {

const Atom oops("oops");
const Atom bad("bad");

Term square(Term number)
{
    return number.integer() * number.integer();
}

Term add(Term left, Term right)
{
    return left.integer() + right.integer();
}

Subroutine<Term> slowly(Self self, Term milliseconds)
{
    const Counted counted;
    co_await self.sleep(milliseconds.integer());
    co_return milliseconds;
}

Subroutine<Term> stubborn(Self self, Term milliseconds)
{
    self.setTrapExit(true);
    co_await self.sleep(milliseconds.integer());
    co_return milliseconds;
}

Term exits(Term reason)
{
    throw Raised::exit(reason);
}

Term fails(Term reason)
{
    throw Raised::error(reason);
}

/// Squares, but ends with `bad` or `normal` for 2.
Term squareOrExit(Term number)
{
    if (number.integer() == 2) {
        throw Raised::exit(bad);
    }
    return square(number);
}

Term squareOrEnd(Term number)
{
    if (number.integer() == 2) {
        throw Raised::exit(atoms::normal);
    }
    return square(number);
}

Subroutine<> noMore(Self self, Record record)
{
    const Message message = co_await self.receive(any).after(0);
    record->add(message.timedOut() ? "no more" : message.term().toString());
}

/// As `catch Task.await(...)`: what it exits with, without the task.
Subroutine<Term> awaited(Self self, Task one, std::int64_t timeout)
{
    try {
        Subroutine<Term> awaiting = task::await(self, one, timeout);
        Term result = co_await awaiting;
        co_return result;
    } catch (const Raised& raised) {
        const Term reason = raised.reason();
        if (reason.isTuple(2) && reason[1].isTuple(3) && reason[1][2].elements()[0] == one.toTerm()) {
            co_return tuple(atoms::exit, reason[0], reason[1][0], reason[1][1], reason[1][2].elements()[1]);
        }
        co_return tuple(atoms::exit, reason);
    }
}

Process asyncAwait(Self self, Record record)
{
    const Task first = task::async<&square>(self, 7);
    const Task second = task::async<&add>(self, 20, 22);
    const Task third = task::async<&slowly>(self, 30);
    for (const Task& one : {third, first, second}) {
        const Term result = co_await task::await(self, one);
        record->add(result);
    }
    co_await self.sleep(50);
    co_await noMore(self, record); // no DOWN of those that have been awaited
}

/// Like Elixir's, the reply and the DOWN are plain messages for those who do not await.
Process notAwaited(Self self, Record record)
{
    const Task one = task::async<&square>(self, 1);
    const auto replied = tuple(one.reference, any);
    const auto down = tuple(atoms::down, one.reference, atoms::process, one.pid, any);
    const Message reply = co_await self.receive(replied);
    record->add(reply[1]);
    const Message end = co_await self.receive(down);
    record->add(end[4]);
}

Process awaitTimesOut(Self self, Record record)
{
    const Task one = task::async<&slowly>(self, 100);
    const Term result = co_await awaited(self, one, 10);
    record->add(result);
    co_await self.sleep(150);
    co_await noMore(self, record); // the late reply is dropped
}

Process awaitFails(Self self, Record record)
{
    self.setTrapExit(true);
    const auto exit = tuple(atoms::exit, anyPid, any);
    const Term reason = oops;
    for (const Task& one : {task::async<&exits>(self, reason), task::async<&fails>(self, reason)}) {
        const Term result = co_await awaited(self, one, 5000);
        record->add(result);
        const Message message = co_await self.receive(exit);
    }
    const Task killed = task::async<&slowly>(self, 1000);
    self.exit(killed.pid, atoms::kill);
    const Term result = co_await awaited(self, killed, 5000);
    record->add(result[1]);
}

Process awaitsAnothersTask(Self self, Task one, Record record)
{
    const Term result = co_await awaited(self, one, 5000);
    record->add(result);
}

Process onlyTheOwnerAwaits(Self self, Record record)
{
    const Task one = task::async<&slowly>(self, 20);
    self.spawn<&awaitsAnothersTask>(one, record);
    const Term result = co_await awaited(self, one, 5000);
    record->add(result);
}

Process linkedOwner(Self self, Record record)
{
    const Term reason = oops;
    const Task one = task::async<&exits>(self, reason);
    const Term result = co_await task::await(self, one);
    record->add("not reached");
}

Process owner(Self self, Record record)
{
    const Reference monitor = self.spawnMonitor<&linkedOwner>(record).second;
    const auto down = tuple(atoms::down, monitor, atoms::process, any, any);
    const Message message = co_await self.receive(down);
    // By the link, or by its await that saw the DOWN first.
    const Term reason = message[4];
    record->add(reason.isTuple(2) ? reason[0] : reason);
}

Process yields(Self self, Record record)
{
    const Task one = task::async<&slowly>(self, 20);
    Term result = co_await task::yield(self, one, 1);
    record->add(result);
    result = co_await task::yield(self, one, 1000);
    record->add(result);
    self.setTrapExit(true);
    const Term reason = oops;
    const Task two = task::async<&exits>(self, reason);
    result = co_await task::yield(self, two);
    record->add(result);
}

Process shutsDown(Self self, Record record)
{
    const Task one = task::async<&slowly>(self, 1000);
    Term result = co_await task::shutdown(self, one);
    record->add(result);
    const Task two = task::async<&slowly>(self, 1000);
    result = co_await task::shutdown(self, two, task::BrutalKill);
    record->add(result);
    const Task three = task::async<&square>(self, 7);
    co_await self.sleep(20);
    result = co_await task::shutdown(self, three);
    record->add(result);
    result = co_await task::shutdown(self, three);
    record->add(result);
    self.setTrapExit(true);
    const Task four = task::async<&stubborn>(self, 1000);
    co_await self.sleep(10);
    result = co_await task::shutdown(self, four, 50);
    record->add(result);
    const Term reason = oops;
    const Task five = task::async<&exits>(self, reason);
    co_await self.sleep(20);
    result = co_await task::shutdown(self, five);
    record->add(result);
}

// -- async_stream --

Process streams(Self self, Record record)
{
    std::vector<Term> items;
    for (int i = 1; i <= 20; ++i) {
        items.emplace_back(i);
    }
    const std::vector<Term> results = co_await task::asyncStream<&square>(self, items);
    record->add(std::to_string(results.size()));
    record->add(results.front());
    record->add(results.back());
    const std::vector<Term> none = co_await task::asyncStream<&square>(self, std::vector<Term>());
    record->add(std::to_string(none.size()));
    co_await noMore(self, record);
}

Process streamOrder(Self self, Record record)
{
    const std::vector<Term> items{Term(90), Term(30), Term(60)};
    task::StreamOptions options;
    options.maxConcurrency = 3;
    for (const bool ordered : {true, false}) {
        options.ordered = ordered;
        const std::vector<Term> results = co_await task::asyncStream<&slowly>(self, items, options);
        record->add(Term::list(results));
    }
}

std::atomic<int> s_running = 0;
std::atomic<int> s_most = 0;

Subroutine<Term> counted(Self self, Term item)
{
    s_most = std::max(s_most.load(), ++s_running);
    co_await self.sleep(5);
    --s_running;
    co_return item;
}

Process streamConcurrency(Self self, Record record)
{
    task::StreamOptions options;
    for (const int limit : {1, 3, 50}) {
        s_most = 0;
        options.maxConcurrency = limit;
        const std::vector<Term> items(20);
        const std::vector<Term> results = co_await task::asyncStream<&counted>(self, items, options);
        record->add(std::to_string(s_most.load()));
    }
}

Process streamTimeout(Self self, Record record)
{
    const std::vector<Term> items{Term(1), Term(2000), Term(3)};
    task::StreamOptions options;
    options.timeout = 5; // a number that is not printed as a character
    options.maxConcurrency = 1;
    try {
        const std::vector<Term> results = co_await task::asyncStream<&slowly>(self, items, options);
        record->add("not reached");
    } catch (const Raised& raised) {
        record->add(raised.reason());
    }
    options.onTimeout = task::OnTimeout::KillTask;
    const std::vector<Term> results = co_await task::asyncStream<&slowly>(self, items, options);
    record->add(Term::list(results));
    co_await noMore(self, record);
}

Process streamFailures(Self self, Record record)
{
    self.setTrapExit(true);
    const std::vector<Term> items{Term(1), Term(2), Term(3)};
    std::vector<Term> results = co_await task::asyncStream<&squareOrExit>(self, items);
    record->add(Term::list(results));
    results = co_await task::asyncStream<&squareOrEnd>(self, items);
    record->add(Term::list(results));
    co_await noMore(self, record);
}

Process failingStream(Self self, Record record)
{
    const std::vector<Term> items{Term(1), Term(2), Term(3)};
    const std::vector<Term> ended = co_await task::asyncStream<&squareOrEnd>(self, items);
    record->add(Term::list(ended));
    const std::vector<Term> results = co_await task::asyncStream<&squareOrExit>(self, items);
    record->add("not reached");
}

Process streamEndsItsOwner(Self self, Record record)
{
    const auto [pid, monitor] = self.spawnMonitor<&failingStream>(record);
    const auto down = tuple(atoms::down, monitor, atoms::process, any, any);
    const Message message = co_await self.receive(down);
    record->add(message[4]);
}

Process longStream(Self self)
{
    const std::vector<Term> items(10, Term(1'000'000));
    task::StreamOptions options;
    options.timeout = otp::Infinity;
    options.maxConcurrency = 4;
    const std::vector<Term> results = co_await task::asyncStream<&slowly>(self, items, options);
}

Process killedStream(Self self, Record record)
{
    const Pid pid = self.spawn<&longStream>();
    co_await self.sleep(10);
    self.exit(pid, atoms::kill);
    record->add("killed"); // and all its tasks: none is left over
}

} // namespace

/// Simulated only: what comes first depends on the clock.
#define COMPARE_SIMULATED(body, expected)                                                                    \
    for (std::uint64_t seed = 0; seed < 20; ++seed) {                                                        \
        QCOMPARE(joined(linesSimulated<(body)>(seed)), QStringLiteral(expected));                            \
    }

class TaskTest : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { QCOMPARE(Counted::alive(), 0); }

    void awaitsResults() { COMPARE_LINES(&asyncAwait, "30 | 49 | 42 | no more"); }
    void repliesAreMessages() { COMPARE_LINES(&notAwaited, "1 | normal"); }
    void awaitingTooLongExits()
    {
        COMPARE_SIMULATED(&awaitTimesOut, "{'EXIT',timeout,'Elixir.Task',await,10} | no more");
    }
    void awaitingAFailureExits()
    {
        COMPARE_LINES(&awaitFails,
                      "{'EXIT',oops,'Elixir.Task',await,5000} | "
                      "{'EXIT',{oops,[{factorama,fails,1,[]}]},'Elixir.Task',await,5000} | killed");
    }
    void onlyItsOwnerAwaitsATask() { COMPARE_LINES(&onlyTheOwnerAwaits, "{'EXIT',badarg} | 20"); }
    void aFailureEndsItsOwner() { COMPARE_LINES(&owner, "oops"); }
    void yield() { COMPARE_SIMULATED(&yields, "nil | {ok,20} | {exit,oops}"); }
    void shutdown()
    {
        COMPARE_SIMULATED(&shutsDown, "nil | nil | {ok,49} | {exit,noproc} | {exit,killed} | {exit,oops}");
    }

    void streamGivesResultsInOrder() { COMPARE_LINES(&streams, "20 | {ok,1} | {ok,400} | 0 | no more"); }
    void streamOrdered()
    {
        COMPARE_SIMULATED(&streamOrder, "[{ok,90},{ok,30},{ok,60}] | [{ok,30},{ok,60},{ok,90}]");
    }
    void streamLimitsConcurrency() { COMPARE_SIMULATED(&streamConcurrency, "1 | 3 | 20"); }
    void streamOnTimeout()
    {
        COMPARE_SIMULATED(&streamTimeout, "{timeout,{'Elixir.Task.Supervised',stream,[5]}} | "
                                          "[{ok,1},{exit,timeout},{ok,3}] | no more");
    }
    void streamOfOneWhoTraps()
    {
        COMPARE_LINES(&streamFailures,
                      "[{ok,1},{exit,bad},{ok,9}] | [{ok,1},{exit,normal},{ok,9}] | no more");
    }
    void streamOfOneWhoDoesNot()
    {
        COMPARE_LINES(&streamEndsItsOwner, "[{ok,1},{exit,normal},{ok,9}] | bad");
    }
    void tasksEndWithTheStreamsOwner() { COMPARE_LINES(&killedStream, "killed"); }
};

QTEST_APPLESS_MAIN(TaskTest)
#include "task_test.moc"
