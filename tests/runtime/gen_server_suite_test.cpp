// SPDX-License-Identifier: GPL-3.0-or-later
#include "gen_server_suite.h"

using namespace factorama;
using namespace factorama::testing;
using namespace factorama::testing::gen_server_suite;

/// The cases of OTP's gen_server_SUITE that OTP_CASES.md lists as ported, under OTP's names: what they ask of
/// a gen_server, asked of this one.
namespace {

Process startAnonymous(Self self, Record record)
{
    otp::Started started = co_await otp::start<Server>(self);
    co_await call(self, record, started.pid, startedP);
    co_await call(self, record, started.pid, atoms::stop);
    co_await call(self, record, started.pid, startedP);

    otp::ServerOptions options;
    options.timeout = 1000;
    started = co_await otp::start<Server>(self, options);
    record->add(outcomeOf(started));
    co_await call(self, record, started.pid, atoms::stop);
    options.timeout = 100;
    started = co_await otp::start<Server>(self, options, Term(sleepAtom));
    record->add(outcomeOf(started));
    for (const Atom option : {atoms::ignore, atoms::stop}) {
        const Term argument = option;
        started = co_await otp::start<Server>(self, argument);
        record->add(outcomeOf(started));
    }
    co_await noMore(self, record);
}

Process startLinked(Self self, Record record)
{
    self.setTrapExit(true);
    otp::Started started = co_await otp::startLink<Server>(self);
    co_await call(self, record, started.pid, startedP);
    co_await call(self, record, started.pid, atoms::stop);
    co_await receiveOne(self, record, started.pid);
    const Term option = atoms::stop;
    started = co_await otp::startLink<Server>(self, option);
    record->add(outcomeOf(started));
    const Message exit = co_await self.receive(any);
    record->add(exit[2]);
    co_await noMore(self, record);
}

Process startRegistered(Self self, Record record)
{
    self.setTrapExit(true);
    const otp::ServerOptions options = otp::local(myTestName);
    otp::Started started = co_await otp::start<Server>(self, options);
    co_await call(self, record, myTestName, startedP);
    otp::Started again = co_await otp::start<Server>(self, options);
    record->add(masked(again.error, started.pid));
    co_await call(self, record, myTestName, atoms::stop);
    co_await call(self, record, started.pid, startedP);
    co_await call(self, record, myTestName, startedP);

    started = co_await otp::startLink<Server>(self, options);
    co_await call(self, record, myTestName, startedP);
    again = co_await otp::start<Server>(self, options);
    record->add(masked(again.error, started.pid));
    co_await call(self, record, myTestName, atoms::stop);
    co_await receiveOne(self, record, started.pid);
    // A name is free when a start that failed returns (OTP-7669).
    for (const Atom option : {atoms::ignore, atoms::stop}) {
        const Term argument = option;
        started = co_await otp::start<Server>(self, options, argument);
        record->add(self.whereis(myTestName) ? "still registered" : started.error.toString());
    }
    co_await noMore(self, record);
}

Process startMonitored(Self self, Record record)
{
    otp::Started started = co_await otp::startMonitor<Server>(self);
    co_await call(self, record, started.pid, atoms::stop);
    const auto down = tuple(atoms::down, started.monitor, atoms::process, started.pid, any);
    const Message message = co_await self.receive(down);
    record->add(message[4]);
    const Term option = atoms::ignore;
    started = co_await otp::startMonitor<Server>(self, option);
    record->add(outcomeOf(started));
    co_await noMore(self, record);
}

Process stop1Body(Self self, Record record)
{
    const otp::Started started = co_await otp::start<Server>(self);
    co_await stop(self, record, started.pid, atoms::normal);
    co_await aliveness(self, record, started.pid);
    co_await stop(self, record, started.pid, atoms::normal);
    co_await noMore(self, record);
}

Process stop2Body(Self self, Record record)
{
    const otp::Started started = co_await otp::start<Server>(self);
    co_await stop(self, record, started.pid, otherReason);
    co_await aliveness(self, record, started.pid);
}

Process stop3Body(Self self, Record record)
{
    const otp::Started started = co_await otp::start<Server>(self);
    try {
        co_await otp::stop(self, started.pid, otherReason,
                           -5); // the type keeps any other invalid time-out out
    } catch (const Raised& raised) {
        record->add(raised.what());
    }
    co_await aliveness(self, record, started.pid);
    co_await stop(self, record, started.pid, atoms::normal);
    co_await aliveness(self, record, started.pid);
    co_await noMore(self, record);
}

Process stop4Body(Self self, Record record)
{
    const otp::ServerOptions options = otp::local(toStop);
    const otp::Started started = co_await otp::start<Server>(self, options);
    co_await stop(self, record, toStop, atoms::normal);
    co_await aliveness(self, record, started.pid);
    co_await stop(self, record, toStop, atoms::normal);
}

Process crashBody(Self self, Record record)
{
    self.setTrapExit(true);
    for (const Atom request : {shutdownReason, stopShutdownReason, exitShutdown, stopShutdown}) {
        const otp::Started started = co_await otp::startLink<Server>(self);
        co_await call(self, record, started.pid, request);
        co_await receiveOne(self, record, started.pid);
        addReports(self, record, started.pid); // none
    }
    self.setTrapExit(false);
    const Term option = tuple(stateAtom, "state4");
    const otp::Started started = co_await otp::start<Server>(self, option);
    co_await call(self, record, started.pid, crashAtom);
    addReports(self, record, started.pid);
    record->add(reported(self, "{crashed,[{'Server',handle_call,3,[]}]}") ? "reason" : "no reason");
    record->add(reported(self, "{formatted,<<\"state4\">>}") ? "state" : "no state");
    record->add(reported(self, "initial call: 'Server':init/1") ? "initial call" : "no initial call");
    record->add(reported(self, "ancestors: [" + self.pid().toString() + "]") ? "ancestors" : "no ancestors");
    co_await noMore(self, record);
}

Process callBody(Self self, Record record)
{
    self.setTrapExit(true);
    const otp::ServerOptions options = otp::local(myTestName);
    const otp::Started started = co_await otp::startLink<Server>(self, options);
    co_await call(self, record, myTestName, startedP);
    Term request = tuple(delayedAnswer, 1);
    co_await call(self, record, myTestName, request);

    request = tuple(callWithin, 1000);
    co_await call(self, record, myTestName, request);
    co_await self.sleep(500);
    co_await call(self, record, myTestName, nextCall);
    co_await call(self, record, myTestName, request);
    co_await self.sleep(1500);
    co_await call(self, record, myTestName, nextCall);

    request = tuple(delayedAnswer, 1);
    Subroutine<Term> calling = called(self, myTestName, request, 30);
    Term answer = co_await calling;
    record->add(answer);
    request = tuple(delayedAnswer, 30);
    Subroutine<Term> tooLong = called(self, myTestName, request, 1);
    answer = co_await tooLong;
    record->add(answer[1][0]);
    co_await self.sleep(100);
    co_await noMore(self, record); // the late answer is dropped

    co_await call(self, record, myTestName, badReturn);
    co_await receiveOne(self, record, started.pid);
}

/// What the suite leaves to others: how the reasons are put, and calling oneself.
Process callFailures(Self self, Record record)
{
    const otp::Started started = co_await otp::start<Server>(self);
    Subroutine<Term> nobody = called(self, myTestName, startedP, 5000);
    Term answer = co_await nobody;
    record->add(answer);
    const Pid own = self.pid();
    Subroutine<Term> oneself = called(self, own, startedP, otp::Infinity);
    answer = co_await oneself;
    record->add(masked(answer, own));
    const Term request = tuple(delayedAnswer, 30);
    Subroutine<Term> late = called(self, started.pid, request, 1);
    answer = co_await late;
    record->add(masked(answer, started.pid));
    try {
        co_await otp::stop(self, own);
    } catch (const Raised& raised) {
        record->add(masked(raised.reason(), own));
    }
    co_await stop(self, record, started.pid, atoms::normal);
}

Process castBody(Self self, Record record)
{
    const otp::ServerOptions options = otp::local(myTestName);
    const otp::Started started = co_await otp::start<Server>(self, options);
    co_await call(self, record, myTestName, startedP);
    otp::cast(self, myTestName, tuple(self.pid(), handleCastAtom));
    co_await receiveOne(self, record, started.pid);
    otp::cast(self, myTestName, tuple(self.pid(), delayedCast, 1));
    co_await receiveOne(self, record, started.pid);
    otp::cast(self, myTestName, tuple(self.pid(), atoms::stop));
    co_await receiveOne(self, record, started.pid);
    co_await self.sleep(1000);
    otp::cast(self, myTestName, tuple(self.pid(), atoms::stop)); // nobody is there: dropped
    co_await noMore(self, record);
}

Process castFastBody(Self self, Record record)
{
    const Pid nobody; // no process at all, as OTP's case casts to a node that is not there
    for (int i = 0; i < 1000; ++i) {
        otp::cast(self, nobody, "hopp");
        otp::cast(self, myTestName, "hopp");
    }
    record->add("ok");
    co_return;
}

Process infoBody(Self self, Record record)
{
    const otp::ServerOptions options = otp::local(myTestName);
    const otp::Started started = co_await otp::start<Server>(self, options);
    co_await call(self, record, myTestName, startedP);
    self.send(myTestName, tuple(self.pid(), handleInfoAtom));
    co_await receiveOne(self, record, started.pid);
    self.send(myTestName, tuple(self.pid(), delayedInfo, 1));
    co_await receiveOne(self, record, started.pid);
    self.send(myTestName, tuple(self.pid(), atoms::stop));
    co_await receiveOne(self, record, started.pid);
}

Subroutine<> hibernates(Self self, Record record, Pid pid)
{
    co_await self.sleep(1);
    const Atom item("status");
    const Term status = co_await self.processInfo(pid, item);
    record->add(status.isTuple() ? status[1] : status);
}

Process resumer(Self self, Pid server)
{
    const Message message = co_await self.receive(go);
    co_await self.sleep(1000);
    self.send(server, continueAtom);
}

Process hibernateBody(Self self, Record record)
{
    self.setTrapExit(true);
    const Term option = hibernateAtom;
    otp::Started started = co_await otp::startLink<Server>(self, option);
    co_await hibernates(self, record, started.pid);
    co_await call(self, record, started.pid, atoms::stop);
    co_await receiveOne(self, record, started.pid);

    started = co_await otp::startLink<Server>(self);
    co_await call(self, record, started.pid, startedP);
    co_await call(self, record, started.pid, hibernateAtom);
    co_await hibernates(self, record, started.pid);
    const Term request = tuple(hibernateNoReply, self.spawn<&resumer>(started.pid));
    co_await call(self, record, started.pid, request);
    for (const Atom later : {hibernateLater, hibernateNow}) {
        otp::cast(self, started.pid, later);
        co_await self.sleep(1500);
        co_await hibernates(self, record, started.pid);
        co_await call(self, record, started.pid, startedP);
        self.send(started.pid, later);
        co_await self.sleep(1500);
        co_await hibernates(self, record, started.pid);
        co_await call(self, record, started.pid, startedP);
    }
    co_await call(self, record, started.pid, hibernateAtom);
    co_await otp::sys::suspend(self, started.pid);
    co_await otp::sys::resume(self, started.pid);
    co_await hibernates(self, record, started.pid);
    co_await call(self, record, started.pid, startedP);
    co_await call(self, record, started.pid, atoms::stop);
    co_await receiveOne(self, record, started.pid);
}

Process errorFormatStatusBody(Self self, Record record)
{
    self.setTrapExit(true);
    const Term option = tuple(stateAtom, "called format_status");
    const otp::Started started = co_await otp::startLink<Server>(self, option);
    co_await call(self, record, started.pid, crashAtom);
    co_await receiveOne(self, record, started.pid);
    const std::string expected = "Generic server " + started.pid.toString() +
                                 " terminating\n  last message in was crash\n  when server state was "
                                 "{formatted,<<\"called format_status\">>}\n  reason for termination: "
                                 "{crashed,[{'Server',handle_call,3,[]}]}";
    record->add(reported(self, expected) ? "reported" : "not reported");
}

Process terminateCrashFormatBody(Self self, Record record)
{
    self.setTrapExit(true);
    const Term option = tuple(stateAtom, crashTerminate);
    const otp::Started started = co_await otp::startLink<Server>(self, option);
    co_await call(self, record, started.pid, atoms::stop); // answered even if terminate fails
    co_await receiveOne(self, record, started.pid);
    const std::string expected =
        "last message in was stop\n  when server state was {formatted,crash_terminate}\n  "
        "reason for termination: {{crash,terminate},[{'Server',terminate,2,[]}]}";
    record->add(reported(self, expected) ? "reported" : "not reported");
}

Term again(Term state, Term suffix)
{
    return std::string(state.binary()) + std::string(suffix.binary());
}

Term replaced(Term, Term by)
{
    return by;
}

Term fails(Term, Term reason)
{
    throw Raised::thrown(reason);
}

Process getStateBody(Self self, Record record)
{
    const otp::ServerOptions options = otp::local(myTestName);
    const Term option = tuple(stateAtom, self.pid());
    const otp::Started named = co_await otp::startLink<Server>(self, options, option);
    Term state = co_await otp::sys::getState(self, myTestName);
    record->add(masked(state, self.pid()));
    state = co_await otp::sys::getState(self, myTestName, 5000);
    record->add(masked(state, self.pid()));
    const otp::Started started = co_await otp::startLink<Server>(self, option);
    state = co_await otp::sys::getState(self, started.pid);
    record->add(masked(state, self.pid()));
    co_await otp::sys::suspend(self, started.pid);
    state = co_await otp::sys::getState(self, started.pid);
    record->add(masked(state, self.pid()));
    Subroutine<Term> calling = called(self, started.pid, startedP, 100);
    const Term answer = co_await calling; // a suspended server handles nothing else
    record->add(answer[1][0]);
    co_await otp::sys::resume(self, started.pid);
    co_await call(self, record, started.pid, startedP);
    co_await noMore(self, record);
    co_await stop(self, record, started.pid, atoms::normal);
    co_await stop(self, record, named.pid, atoms::normal);
}

Subroutine<> replace(Self self, Record record, otp::ServerRef server, otp::Function function, Term argument)
{
    try {
        Subroutine<Term> replacing = otp::sys::replaceState(self, server, function, argument);
        const Term state = co_await replacing;
        record->add(state);
    } catch (const Raised& raised) {
        record->add(raised.what());
    }
    const Term state = co_await otp::sys::getState(self, server);
    record->add(state);
}

Process replaceStateBody(Self self, Record record)
{
    const otp::ServerOptions options = otp::local(myTestName);
    const Term option = tuple(stateAtom, "state");
    const otp::Started named = co_await otp::startLink<Server>(self, options, option);
    const Term text = "replaced";
    co_await replace(self, record, myTestName, &replaced, text);
    const Term suffix = " again";
    co_await replace(self, record, named.pid, &again, suffix);
    const Term reason = atoms::badarg;
    co_await replace(self, record, named.pid, &fails, reason);
    co_await otp::sys::suspend(self, named.pid);
    const Term second = " and again";
    co_await replace(self, record, named.pid, &again, second);
    co_await otp::sys::resume(self, named.pid);
    co_await call(self, record, named.pid, startedP);
    co_await stop(self, record, named.pid, atoms::normal);
}

/// Echoes, by hand.
Process echo(Self self)
{
    const auto request = tuple(atoms::genCall, tuple(anyPid, anyReference), any);
    for (;;) {
        const Message message = co_await self.receive(request);
        self.send(message[1][0].pid(), tuple(message[1][1], message[2]));
    }
}

Subroutine<std::int64_t> timeOfCalls(Self self, Pid server, int count)
{
    const std::int64_t begin = self.monotonicTime();
    for (int i = 0; i < count; ++i) {
        const Term request = tuple(ultimateAnswer, 42);
        Subroutine<Term> calling = otp::call(self, server, request, otp::Infinity);
        const Term answer = co_await calling;
        if (!(answer == request)) {
            throw Raised::error(atoms::badmatch);
        }
    }
    co_return self.monotonicTime() - begin;
}

Process hugeMessageQueue(Self self, Record record)
{
    constexpr int Calls = 10'000;
    constexpr int Messages = 500'000;
    const Pid server = self.spawnLink<&echo>();
    Subroutine<std::int64_t> empty = timeOfCalls(self, server, Calls);
    const std::int64_t before = co_await empty;
    for (int i = 0; i < Messages; ++i) {
        self.send(self.pid(), tuple(go, i));
        co_await self.tick();
    }
    Subroutine<std::int64_t> full = timeOfCalls(self, server, Calls);
    const std::int64_t after = co_await full;
    record->add(after < 10 * before + 10'000'000
                    ? "as fast"
                    : std::to_string(after) + " ns, not " + std::to_string(before));
    self.exit(atoms::shutdown);
}

} // namespace

/// Simulated only: the body waits long.
#define COMPARE_SIMULATED(body, expected)                                                                    \
    for (std::uint64_t seed = 0; seed < 20; ++seed) {                                                        \
        QCOMPARE(joined(linesSimulated<(body)>(seed)), QStringLiteral(expected));                            \
    }                                                                                                        \
    QCOMPARE(Counted::alive(), 0)

class GenServerSuiteTest : public QObject {
    Q_OBJECT

private slots:
    void start()
    {
        COMPARE_SIMULATED(&startAnonymous,
                          "ok | ok | {'EXIT',noproc} | ok | ok | {error,timeout} | {error,ignore} | "
                          "{error,stopped} | no more");
        COMPARE_LINES(&startLinked, "ok | ok | {'EXIT',PID,stopped} | {error,stopped} | stopped | no more");
        COMPARE_LINES(&startRegistered,
                      "ok | {already_started,PID} | ok | {'EXIT',noproc} | {'EXIT',noproc} | ok | "
                      "{already_started,PID} | ok | {'EXIT',PID,stopped} | ignore | stopped | no more");
        COMPARE_LINES(&startMonitored, "ok | stopped | {error,ignore} | no more");
    }
    void stop1() { COMPARE_LINES(&stop1Body, "ok | dead | exit:noproc | no more"); }
    void stop2() { COMPARE_LINES(&stop2Body, "ok | dead"); }
    void stop3() { COMPARE_LINES(&stop3Body, "error:function_clause | alive | ok | dead | no more"); }
    void stop4() { COMPARE_LINES(&stop4Body, "ok | dead | exit:noproc"); }
    /// By {Name, Node}: on one node that is the name.
    void stop5() { stop4(); }
    void crash()
    {
        COMPARE_LINES(&crashBody,
                      "{'EXIT',{shutdown,reason}} | {'EXIT',PID,{shutdown,reason}} | "
                      "{'EXIT',{shutdown,reason}} | {'EXIT',PID,{shutdown,reason}} | "
                      "{'EXIT',shutdown} | {'EXIT',PID,shutdown} | "
                      "{'EXIT',shutdown} | {'EXIT',PID,shutdown} | "
                      "{'EXIT',crashed} | server report | crash report | reason | state | initial call | "
                      "ancestors | no more");
    }
    void call()
    {
        COMPARE_SIMULATED(
            &callBody, "ok | delayed | ok | ok | ok | false | delayed | timeout | no more | "
                       "{'EXIT',{bad_return_value,badreturn}} | {'EXIT',PID,{bad_return_value,badreturn}}");
        COMPARE_SIMULATED(&callFailures,
                          "{'EXIT',{noproc,{gen_server,call,[my_test_name,started_p,5000]}}} | "
                          "{'EXIT',{calling_self,{gen_server,call,[PID,started_p,infinity]}}} | "
                          "{'EXIT',{timeout,{gen_server,call,[PID,{delayed_answer,30},1]}}} | "
                          "{calling_self,{sys,terminate,[PID,normal,infinity]}} | ok");
    }
    void cast()
    {
        COMPARE_SIMULATED(&castBody, "ok | {PID,handled_cast} | {PID,delayed} | {PID,stopped} | no more");
    }
    void cast_fast() { COMPARE_LINES(&castFastBody, "ok"); }
    void info()
    {
        COMPARE_LINES(&infoBody, "ok | {PID,handled_info} | {PID,delayed_info} | {PID,stopped_info}");
    }
    void hibernate()
    {
        COMPARE_SIMULATED(&hibernateBody,
                          "waiting | ok | {'EXIT',PID,stopped} | ok | true | waiting | true | waiting | ok | "
                          "waiting | ok | "
                          "waiting | ok | waiting | ok | true | waiting | ok | ok | {'EXIT',PID,stopped}");
    }
    void error_format_status()
    {
        COMPARE_LINES(&errorFormatStatusBody, "{'EXIT',crashed} | {'EXIT',PID,crashed} | reported");
    }
    void terminate_crash_format()
    {
        COMPARE_LINES(&terminateCrashFormatBody, "ok | {'EXIT',PID,{crash,terminate}} | reported");
    }
    void get_state()
    {
        COMPARE_LINES(&getStateBody, "PID | PID | PID | PID | timeout | ok | no more | ok | ok");
    }
    void replace_state()
    {
        COMPARE_LINES(
            &replaceStateBody,
            "<<\"replaced\">> | <<\"replaced\">> | <<\"replaced again\">> | <<\"replaced again\">> | "
            "error:{callback_failed,{gen_server,system_replace_state},{throw,badarg}} | "
            "<<\"replaced again\">> | <<\"replaced again and again\">> | <<\"replaced again and again\">> | "
            "ok | ok");
    }
    void call_with_huge_message_queue()
    {
        // Virtual time does not pass in a computation, so on threads.
        QCOMPARE(joined(linesThreaded<&hugeMessageQueue>(1)), QStringLiteral("as fast"));
        QCOMPARE(joined(linesThreaded<&hugeMessageQueue>(2)), QStringLiteral("as fast"));
    }
};

QTEST_APPLESS_MAIN(GenServerSuiteTest)
#include "gen_server_suite_test.moc"
