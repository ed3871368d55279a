// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

using namespace factorama;
using namespace factorama::testing;

/// The cases of OTP's erl_link_SUITE on one node, under OTP's names. Where OTP's case looks into the
/// emulator's tables, this asks process_info for links, monitors and monitored_by.
namespace {

const Atom linksItem("links");
const Atom monitorsItem("monitors");
const Atom monitoredByItem("monitored_by");
const Atom doAtom("do");
const Atom linkAtom("link");
const Atom unlinkAtom("unlink");
const Atom spawnLinkAtom("spawn_link");
const Atom monitorAtom("monitor");
const Atom demonitorAtom("demonitor");
const Atom trapExitAtom("trap_exit");
const Atom registerAtom("register");
const Atom awaitExitAtom("await_exit");
const Atom awaitDownAtom("await_down");
const Atom died("died");
const Atom bye("bye");
const Atom bang("bang");
const Atom watched("watched_process");

Process testProcess(Self self);

/// Does one thing for the case that asks.
Subroutine<Term> perform(Self self, Term action, Term argument)
{
    if (action.isAtom(linkAtom)) {
        self.link(argument.pid());
    } else if (action.isAtom(unlinkAtom)) {
        self.unlink(argument.pid());
    } else if (action.isAtom(spawnLinkAtom)) {
        co_return self.spawnLink<&testProcess>();
    } else if (action.isAtom(monitorAtom)) {
        co_return argument.isAtom() ? self.monitor(argument.atom()) : self.monitor(argument.pid());
    } else if (action.isAtom(demonitorAtom)) {
        self.demonitor(argument.reference());
    } else if (action.isAtom(trapExitAtom)) {
        co_return self.setTrapExit(true);
    } else if (action.isAtom(registerAtom)) {
        self.registerName(argument.atom());
    } else if (action.isAtom(atoms::exit)) {
        self.exit(argument);
    } else if (action.isAtom(awaitExitAtom)) {
        const auto exit = tuple(atoms::exit, argument, any);
        const Message message = co_await self.receive(exit);
        co_return message[2];
    } else if (action.isAtom(awaitDownAtom)) {
        const auto down = tuple(atoms::down, argument, atoms::process, any, any);
        const Message message = co_await self.receive(down);
        co_return tuple(message[3], message[4]);
    }
    co_return atoms::true_;
}

/// OTP's test_proc.
Process testProcess(Self self)
{
    const auto order = tuple(doAtom, anyPid, anyReference, anyAtom, any);
    for (;;) {
        const Message message = co_await self.receive(order);
        const Term action = message[3];
        const Term argument = message[4];
        const Term result = co_await perform(self, action, argument);
        self.send(message[1].pid(), tuple(message[2], result));
    }
}

void castTo(Self self, Pid process, Atom action, const Term& argument = {})
{
    self.send(process, tuple(doAtom, self.pid(), self.makeReference(), action, argument));
}

Subroutine<Term> callTo(Self self, Pid process, Atom action, Term argument = {})
{
    const Reference tag = self.makeReference();
    self.send(process, tuple(doAtom, self.pid(), tag, action, argument));
    const auto answered = tuple(tag, any);
    const Message message = co_await self.receive(answered);
    co_return message[1];
}

Subroutine<std::vector<Term>> infoOf(Self self, Pid process, Atom item)
{
    const Term info = co_await self.processInfo(process, item);
    std::vector<Term> elements;
    if (info.isTuple(2)) {
        elements = info[1].elements();
    }
    co_return elements;
}

bool contains(const std::vector<Term>& terms, const Term& term)
{
    return std::find(terms.begin(), terms.end(), term) != terms.end();
}

Subroutine<std::string> linkState(Self self, Pid one, Pid other)
{
    const std::vector<Term> here = co_await infoOf(self, one, linksItem);
    const std::vector<Term> there = co_await infoOf(self, other, linksItem);
    const bool forth = contains(here, other);
    const bool back = contains(there, one);
    if (forth != back) {
        co_return "half linked";
    }
    co_return forth ? "linked" : "not linked";
}

Subroutine<> untilDead(Self self, Pid process)
{
    bool alive = co_await self.isAlive(process);
    while (alive) {
        co_await self.sleep(1);
        alive = co_await self.isAlive(process);
    }
}

Subroutine<> showLink(Self self, Record record, Pid one, Pid other)
{
    const std::string state = co_await linkState(self, one, other);
    record->add(state);
}

Process linksBody(Self self, Record record)
{
    const Pid first = self.spawn<&testProcess>();
    const Pid own = self.pid();
    co_await showLink(self, record, first, own);
    const Term spawned = co_await callTo(self, first, spawnLinkAtom);
    const Pid second = spawned.pid();
    co_await showLink(self, record, first, second);
    Term answer = co_await callTo(self, second, unlinkAtom, first);
    co_await showLink(self, record, first, second);
    answer = co_await callTo(self, second, linkAtom, first);
    co_await showLink(self, record, first, second);
    answer = co_await callTo(self, second, trapExitAtom);
    record->add(answer);
    castTo(self, first, atoms::exit, died);
    answer = co_await callTo(self, second, awaitExitAtom, first);
    record->add(answer);
    co_await showLink(self, record, first, second);
    const Term third = co_await callTo(self, second, spawnLinkAtom);
    const Pid thirdPid = third.pid();
    co_await showLink(self, record, second, thirdPid);
    castTo(self, second, atoms::exit, died);
    co_await untilDead(self, thirdPid);
    co_await showLink(self, record, second, thirdPid);

    self.link(self.pid()); // does nothing
    const std::vector<Term> links = co_await infoOf(self, own, linksItem);
    record->add(Term::list(links));
    self.unlink(self.pid());
}

/// Who monitors whom, from both ends.
Subroutine<> showMonitor(Self self, Record record, Pid one, Pid other, Term object)
{
    const std::vector<Term> monitors = co_await infoOf(self, one, monitorsItem);
    const std::vector<Term> monitoredBy = co_await infoOf(self, other, monitoredByItem);
    const bool here = contains(monitors, tuple(atoms::process, object));
    const bool there = contains(monitoredBy, one);
    record->add(here != there ? "half monitored" : here ? "monitored" : "not monitored");
}

Subroutine<> commonMonitors(Self self, Record record, Pid first, Pid second, Term target)
{
    const Term object = target.isAtom() ? Term(tuple(target, atoms::nonode)) : target;
    Term reference = co_await callTo(self, first, monitorAtom, target);
    co_await showMonitor(self, record, first, second, object);
    Term answer = co_await callTo(self, second, demonitorAtom, reference); // somebody else's: nothing
    co_await showMonitor(self, record, first, second, object);
    answer = co_await callTo(self, first, demonitorAtom, reference);
    co_await showMonitor(self, record, first, second, object);

    reference = co_await callTo(self, first, monitorAtom, target);
    co_await showMonitor(self, record, first, second, object);
    castTo(self, second, atoms::exit, bye);
    co_await untilDead(self, second);
    answer = co_await callTo(self, first, awaitDownAtom, reference);
    record->add(answer == Term(tuple(object, bye)) ? "down" : answer.toString());
    co_await showMonitor(self, record, first, second, object);

    reference = co_await callTo(self, first, monitorAtom, target);
    answer = co_await callTo(self, first, awaitDownAtom, reference);
    record->add(answer == Term(tuple(object, atoms::noproc)) ? "noproc" : answer.toString());
    castTo(self, first, atoms::exit, atoms::normal);
    co_await untilDead(self, first);
}

Process monitorsBody(Self self, Record record)
{
    Pid first = self.spawn<&testProcess>();
    Pid second = self.spawn<&testProcess>();
    Term target = second;
    co_await commonMonitors(self, record, first, second, target);

    first = self.spawn<&testProcess>();
    second = self.spawn<&testProcess>();
    target = watched;
    const Term answer = co_await callTo(self, second, registerAtom, target);
    co_await commonMonitors(self, record, first, second, target);
}

/// Monitoring oneself never fires, and does not show.
Process ownMonitors(Self self, Record record)
{
    const Pid own = self.pid();
    const Reference byPid = self.monitor(own);
    self.registerName(watched);
    const Reference byName = self.monitor(watched);
    const std::vector<Term> monitors = co_await infoOf(self, own, monitorsItem);
    record->add(Term::list(monitors));
    const auto down = tuple(atoms::down, anyReference, any, any, any);
    const Message message = co_await self.receive(down).after(500);
    record->add(message.timedOut() ? "none" : message.term().toString());
    self.demonitor(byPid);
    self.demonitor(byName);
}

Process lateExit(Self self, Record record)
{
    self.setPriority(Priority::High);
    self.setTrapExit(true);
    SpawnOptions options;
    options.link = true;
    options.priority = Priority::Low;
    const Pid process = self.spawnWith<&testProcess>(std::move(options)).pid;
    self.exit(process, bang);
    self.unlink(process);
    const auto exit = tuple(atoms::exit, process, any);
    const Message early = co_await self.receive(exit).after(0); // may have come before the unlink
    const Message late = co_await self.receive(exit).after(200);
    record->add(late.timedOut() ? "none" : late.term().toString());
}

Process lateDown(Self self, Record record)
{
    self.setPriority(Priority::High);
    SpawnOptions options;
    options.priority = Priority::Low;
    const Pid process = self.spawnWith<&testProcess>(std::move(options)).pid;
    const Reference monitor = self.monitor(process);
    self.exit(process, bang);
    self.demonitor(monitor);
    const auto down = tuple(atoms::down, monitor, any, any, any);
    const Message early = co_await self.receive(down).after(0);
    const Message late = co_await self.receive(down).after(200);
    record->add(late.timedOut() ? "none" : late.term().toString());
}

} // namespace

class ErlLinkSuiteTest : public QObject {
    Q_OBJECT

private slots:
    void links()
    {
        COMPARE_LINES(&linksBody,
                      "not linked | linked | not linked | linked | false | died | not linked | linked | "
                      "not linked | []");
    }
    void process_monitors()
    {
        COMPARE_LINES(&monitorsBody,
                      "monitored | monitored | not monitored | monitored | down | not monitored | noproc | "
                      "monitored | monitored | not monitored | monitored | down | not monitored | noproc");
        COMPARE_LINES(&ownMonitors, "[] | none");
    }
    void otp_5772_link() { COMPARE_LINES(&lateExit, "none"); }
    void otp_5772_monitor() { COMPARE_LINES(&lateDown, "none"); }
};

QTEST_APPLESS_MAIN(ErlLinkSuiteTest)
#include "erl_link_suite_test.moc"
