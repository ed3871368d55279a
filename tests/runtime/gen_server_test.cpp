// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

#ifndef Q_MOC_RUN
#include "runtime/otp/gen_server.h"
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
