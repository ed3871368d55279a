// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

#ifndef Q_MOC_RUN
#include "runtime/otp/gen_server.h"
#include "runtime/otp/gen_server_system.h"
#endif

using namespace factorama;
using namespace factorama::testing;

namespace {

const Atom put("put");
const Atom get("get");
const Atom crash("crash");
const Atom later("later");
const Atom silent("silent");
const Atom stopNow("stop_now");
const Atom refuse("refuse");
const Atom boom("boom");

/// A key-value store, as the seed's, with a few ways to misbehave.
class KeyValue : public otp::GenServer {
public:
    KeyValue(Record record, Term option) : m_record(std::move(record)), m_option(std::move(option)) {}

    otp::Init init(Self) override
    {
        if (m_option.isAtom(atoms::ignore)) {
            co_return otp::Init::ignore();
        }
        if (m_option.isAtom(refuse)) {
            co_return otp::Init::stop(refuse);
        }
        if (m_option.isAtom(crash)) {
            throw Raised::error(boom);
        }
        co_return otp::Init::ok();
    }

    otp::Decision handleCall(Self self, Term request, otp::From from) override
    {
        if (request.isTuple(2) && request[0].isAtom(get)) {
            co_return otp::Decision::reply(m_values.find(request[1]).value_or(atoms::nil));
        }
        if (request.isAtom(later)) {
            otp::reply(self, from, later);
            co_return otp::Decision::noReply();
        }
        if (request.isAtom(silent)) {
            co_return otp::Decision::noReply();
        }
        if (request.isAtom(crash)) {
            throw Raised::error(boom);
        }
        if (request.isAtom(stopNow)) {
            co_return otp::Decision::stop(atoms::normal, stopNow);
        }
        co_return GenServer::handleCall(self, request, from);
    }

    otp::Decision handleCast(Self, Term request) override
    {
        if (request.isTuple(3) && request[0].isAtom(put)) {
            m_values = m_values.with(request[1], request[2]);
        }
        co_return otp::Decision::noReply();
    }

    otp::Decision handleInfo(Self, Term message) override
    {
        m_record->add("info " + message.toString());
        co_return otp::Decision::noReply();
    }

    void terminate(Self, Term reason) override { m_record->add("terminate " + reason.toString()); }

private:
    Record m_record;
    Term m_option;
    Term m_values = Term::map({});
    Counted m_counted;
};

/// The reason with which a call ends its caller.
Subroutine<std::string> callFails(Self self, Pid server, Term request, std::int64_t timeout)
{
    try {
        const Term answer = co_await otp::call(self, server, request, timeout);
        co_return "answered " + answer.toString();
    } catch (const Raised& raised) {
        co_return raised.what();
    }
}

std::string withoutPids(std::string text, Pid server)
{
    const std::string pid = server.toString();
    for (std::size_t at = text.find(pid); at != std::string::npos; at = text.find(pid)) {
        text.replace(at, pid.size(), "SERVER");
    }
    return text;
}

Process callsAndCasts(Self self, Record record)
{
    const otp::Started started = co_await otp::start<KeyValue>(self, record, Term(atoms::ok));
    const Pid server = started.pid;
    otp::cast(self, server, tuple(put, "a", 1));
    Term request = tuple(get, "a");
    Term answer = co_await otp::call(self, server, request);
    record->add(answer);
    request = tuple(get, "b");
    answer = co_await otp::call(self, server, request);
    record->add(answer);
    request = later;
    answer = co_await otp::call(self, server, request);
    record->add(answer);
    self.send(server, "hello");
    const Reference tag = otp::sendRequest(self, server, tuple(get, "a"));
    const auto replied = tuple(tag, any);
    const Message reply = co_await self.receive(replied);
    record->add(reply[1]);
    co_await otp::stop(self, server);
    const bool alive = co_await self.isAlive(server);
    record->add(alive ? "alive" : "gone");
}

Process failingCalls(Self self, Record record)
{
    otp::Started started = co_await otp::start<KeyValue>(self, record, Term(atoms::ok));
    Pid server = started.pid;
    Term request = silent;
    std::string failure = co_await callFails(self, server, request, 10);
    record->add(withoutPids(failure, server));
    request = crash;
    failure = co_await callFails(self, server, request, 5000);
    record->add(withoutPids(failure, server));
    failure = co_await callFails(self, server, request, 5000);
    record->add(withoutPids(failure, server));

    started = co_await otp::start<KeyValue>(self, record, Term(atoms::ok));
    server = started.pid;
    request = stopNow;
    failure = co_await callFails(self, server, request, 5000);
    record->add(withoutPids(failure, server));

    started = co_await otp::start<KeyValue>(self, record, Term(atoms::ok));
    server = started.pid;
    request = "what?";
    failure = co_await callFails(self, server, request, 5000);
    record->add(withoutPids(failure, server));
}

Process starts(Self self, Record record)
{
    for (const Atom option : {atoms::ignore, refuse, crash}) {
        const otp::Started started = co_await otp::start<KeyValue>(self, record, Term(option));
        record->add(started.pid ? "started" : started.error.toString());
    }
}

Process linkedParent(Self self, Record record)
{
    const otp::Started started = co_await otp::startLink<KeyValue>(self, record, Term(atoms::ok));
    Term request = crash;
    const Term answer = co_await otp::call(self, started.pid, request);
    record->add("not reached");
}

// -- what comes next, waiting callbacks, the parent's exit, requests --

const Atom steps("steps");
const Atom wait("wait");
const Atom idle("idle");
const Atom begun("begun");
const Atom more("more");
const Atom last("last");
const Atom oops("oops");

/// Continues from init and from a cast, waits in a call and in terminate, and times out.
class Stepper : public otp::GenServer {
public:
    explicit Stepper(Record record) : m_record(std::move(record)) {}

    otp::Init init(Self self) override
    {
        self.setTrapExit(true);
        return otp::Init::ok().thenContinue(begun);
    }

    otp::Decision handleContinue(Self, Term continuation) override
    {
        m_record->add("continue " + continuation.toString());
        return continuation.isAtom(more) ? otp::Decision::noReply().thenContinue(last)
                                         : otp::Decision::noReply();
    }

    otp::Decision handleCall(Self self, Term request, otp::From) override
    {
        if (request.isAtom(idle)) {
            co_return otp::Decision::reply(atoms::ok).timeout(10);
        }
        co_await self.sleep(5);
        co_return otp::Decision::reply(request);
    }

    otp::Decision handleCast(Self, Term request) override
    {
        return otp::Decision::noReply().thenContinue(request);
    }

    otp::Decision handleInfo(Self, Term message) override
    {
        m_record->add("info " + message.toString());
        return otp::Decision::noReply();
    }

    Subroutine<> terminateAndWait(Self self, Term reason) override
    {
        co_await self.sleep(5);
        m_record->add("terminate " + reason.toString());
    }

private:
    Record m_record;
    Counted m_counted;
};

Process continues(Self self, Record record)
{
    const otp::Started started = co_await otp::start<Stepper>(self, record);
    otp::cast(self, started.pid, more);
    Term request = wait;
    Term answer = co_await otp::call(self, started.pid, request);
    record->add(answer);
    request = idle;
    answer = co_await otp::call(self, started.pid, request);
    co_await self.sleep(30);
    co_await otp::stop(self, started.pid, oops);
    record->add("stopped");
}

Process parentOfStepper(Self self, Record record)
{
    const otp::Started started = co_await otp::startLink<Stepper>(self, record);
    self.setLabel(steps);
    self.exit(oops);
}

Process parentsExit(Self self, Record record)
{
    const Pid parent = self.spawn<&parentOfStepper>(record);
    co_await self.sleep(50);
    const bool alive = co_await self.isAlive(parent);
    record->add(alive ? "alive" : "gone");
}

/// As gen_server:send_request and its kin.
Process requests(Self self, Record record)
{
    const otp::Started started = co_await otp::start<Stepper>(self, record);
    const Term request = wait;
    Reference tag = otp::sendRequest(self, started.pid, request);
    Term response = co_await otp::waitResponse(self, tag, 1);
    record->add(response);
    response = co_await otp::waitResponse(self, tag);
    record->add(response);
    tag = otp::sendRequest(self, started.pid, request);
    response = co_await otp::receiveResponse(self, tag, 1);
    record->add(response);
    co_await self.sleep(20); // the answer is dropped: the request was given up
    tag = otp::sendRequest(self, started.pid, request);
    const Message message = co_await self.receive(any);
    record->add(otp::checkResponse(self, "something else", tag));
    record->add(otp::checkResponse(self, message.term(), tag));
    tag = otp::sendRequest(self, steps, request);
    response = co_await otp::waitResponse(self, tag);
    record->add(response);
    tag = otp::sendRequest(self, started.pid, request);
    self.exit(started.pid, atoms::kill);
    response = co_await otp::waitResponse(self, tag);
    record->add(response[1][0]);
    const Atom item("monitors");
    const Term monitors = co_await self.processInfo(self.pid(), item);
    record->add(monitors); // none is left over
}

/// Calls as a server by hand may answer them, the last one and then it ends.
Process answersByHand(Self self)
{
    const auto called = tuple(atoms::genCall, tuple(anyPid, anyReference), any);
    Message call = co_await self.receive(called);
    Reference tag = call[1][1].reference();
    self.send(call[1][0].pid(), tuple(tag, "past the alias"));
    call = co_await self.receive(called);
    tag = call[1][1].reference();
    self.sendThroughAlias(call[1][0].pid(), tag, tuple(tag, "through the alias"));
    call = co_await self.receive(called);
    tag = call[1][1].reference();
    self.sendReply(call[1][0].pid(), tag, tuple(tag, "as a reply"));
    self.sendReply(call[1][0].pid(), tag, tuple(tag, "too late"));
}

Process callsByHand(Self self, Record record)
{
    const Pid server = self.spawn<&answersByHand>();
    const Term request = wait;
    for (int i = 0; i < 3; ++i) {
        const Term answer = co_await otp::call(self, server, request);
        record->add(answer);
        const Atom item("monitors");
        const Term monitors = co_await self.processInfo(self.pid(), item);
        record->add(monitors);
    }
    const Message more = co_await self.receive(any).after(50); // neither a second answer nor a 'DOWN'
    record->add(more.timedOut() ? Term("nothing more") : more.term());
}

Process status(Self self, Record record)
{
    const otp::ServerOptions options = otp::local(steps);
    const otp::Started started = co_await otp::start<KeyValue>(self, options, record, Term(atoms::ok));
    co_await otp::sys::suspend(self, steps);
    const Term shown = co_await otp::sys::getStatus(self, steps);
    record->add(shown[2]);
    const std::vector<Term> parts = shown[3].elements();
    record->add(parts[1]);
    record->add(parts[4].elements()[0]);
    const Atom item("dictionary");
    const Term dictionary = co_await self.processInfo(started.pid, item);
    record->add(withoutPids(dictionary[1].toString(), self.pid()));
    co_await otp::sys::resume(self, steps);
    co_await otp::stop(self, steps);
}

// -- the mailbox' mark --

Subroutine<> settle(Self self)
{
    co_await self.sleep(1); // what was sent to oneself is in the mailbox then
}

/// A receive that may start at the mark gets what any other would, whatever was taken out before.
Process marks(Self self, Record record)
{
    self.send(self.pid(), "a");
    self.send(self.pid(), "b");
    co_await settle(self);
    const Reference reference = self.makeReference(); // behind b
    self.send(self.pid(), tuple(reference, 1));
    self.send(self.pid(), "c");
    self.send(self.pid(), tuple(reference, 2));
    co_await settle(self);
    const auto marked = tuple(reference, any);
    Message message = co_await self.receive("b"); // the one before the mark goes
    message = co_await self.receive(marked);
    record->add(message[1]);
    message = co_await self.receive(any);
    record->add(message.term());
    message = co_await self.receive("c");
    message = co_await self.receive(marked); // the mailbox' only one
    record->add(message[1]);

    const Reference first = self.makeReference();
    const Reference second = self.makeReference(); // the mark is its
    self.send(self.pid(), tuple(second, 2));
    self.send(self.pid(), tuple(first, 1));
    const auto ofFirst = tuple(first, any);
    const auto ofSecond = tuple(second, any);
    message = co_await self.receive(ofFirst);
    record->add(message[1]);
    message = co_await self.receive(ofSecond, ofFirst);
    record->add(message[1]);
    message = co_await self.receive(ofSecond).after(0);
    record->add(message.timedOut() ? "empty" : "?");
}

} // namespace

class GenServerTest : public QObject {
    Q_OBJECT

private slots:
    void callCastInfoAndStop()
    {
        QCOMPARE(observed<callsAndCasts>(),
                 QStringList({"1", "nil", "later", "info <<\"hello\">>", "1", "terminate normal", "gone"}));
    }

    void aFailingCallEndsItsCallerWithOtpsReason()
    {
        QCOMPARE(observed<failingCalls>(),
                 QStringList({
                     "exit:{timeout,{gen_server,call,[SERVER,silent,10]}}",
                     "terminate {boom,[{'KeyValue',handle_call,3,[]}]}",
                     "exit:{{boom,[{'KeyValue',handle_call,3,[]}]},{gen_server,call,[SERVER,crash,5000]}}",
                     "exit:{noproc,{gen_server,call,[SERVER,crash,5000]}}",
                     "terminate normal",
                     "answered stop_now",
                     "terminate {bad_call,<<\"what?\">>}",
                     "exit:{{bad_call,<<\"what?\">>},{gen_server,call,[SERVER,<<\"what?\">>,5000]}}",
                 }));
    }

    void initDecides()
    {
        const QStringList lines = observed<starts>();
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[0], QString("ignore"));
        QCOMPARE(lines[1], QString("refuse"));
        QVERIFY2(lines[2].startsWith("{boom,"), qPrintable(lines[2]));
    }

    void aLinkedServerTakesItsParentAlong()
    {
        QCOMPARE(observed<linkedParent>(), QStringList("terminate {boom,[{'KeyValue',handle_call,3,[]}]}"));
    }

    void continuesWaitsAndTimesOut()
    {
        QCOMPARE(joined(observed<continues>()),
                 QString("continue begun | continue more | continue last | wait | "
                         "info timeout | terminate oops | stopped"));
    }

    void theParentsExitTerminates()
    {
        QCOMPARE(joined(observed<parentsExit>()), QString("continue begun | terminate oops | gone"));
    }

    void requestsAreAnsweredByMessages()
    {
        QCOMPARE(joined(observed<requests>()),
                 QString("continue begun | timeout | {reply,wait} | timeout | no_reply | {reply,wait} | "
                         "{error,{noproc,steps}} | killed | {monitors,[]}"));
    }

    void howeverACallIsAnsweredNothingIsLeftOver()
    {
        QCOMPARE(
            joined(observed<callsByHand>()),
            QString("<<\"past the alias\">> | {monitors,[]} | <<\"through the alias\">> | {monitors,[]} | "
                    "<<\"as a reply\">> | {monitors,[]} | <<\"nothing more\">>"));
    }

    void itsStatusAndDictionary()
    {
        QCOMPARE(
            joined(observed<status>()),
            QString("{module,gen_server} | suspended | {header,\"Status for generic server steps\"} | "
                    "[{'$ancestors',[SERVER]},{'$initial_call',{'KeyValue',init,1}}] | terminate normal"));
    }

    void aMarkedReceiveFindsWhatAnyOtherWould()
    {
        COMPARE_LINES(&marks, "1 | <<\"a\">> | 2 | 1 | 2 | empty");
    }

private:
    /// What the body's process records, simulated until nothing is left to happen.
    template<auto body>
    static QStringList observed()
    {
        const auto record = std::make_shared<Recorder>();
        {
            Runtime::Options options;
            options.simulationSeed = 1;
            Runtime runtime(options);
            runtime.spawn<body>(record);
            runtime.simulation()->run();
        }
        if (Counted::alive() != 0) {
            return {"servers were left over"};
        }
        return record->lines();
    }
};

QTEST_APPLESS_MAIN(GenServerTest)
#include "gen_server_test.moc"
