// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

using namespace factorama;
using namespace factorama::testing;

namespace {

const Atom go("go");
const Atom keyA("key_a");
const Atom theName("the_name");

Atom item(const char* name)
{
    return Atom(name);
}

/// Waits for `go`; other messages stay.
Process waits(Self self)
{
    const Message message = co_await self.receive(go);
}

Process reports(Self self, Record record, std::string line)
{
    const Message message = co_await self.receive(go);
    record->add(line);
}

Process information(Self self, Record record)
{
    SpawnOptions options;
    options.link = true;
    options.monitor = true;
    options.name = theName;
    options.priority = Priority::Low;
    const Spawned spawned = self.spawnWith<&waits>(std::move(options));
    const Pid pid = spawned.pid;
    self.send(pid, 1);
    self.send(pid, tuple(2, "two"));
    for (const char* name : {"registered_name", "message_queue_len", "messages", "status", "trap_exit",
                             "priority", "dictionary", "initial_call", "monitors"}) {
        const Atom asked = item(name);
        const Term answer = co_await self.processInfo(pid, asked);
        record->add(answer);
    }
    const Atom links = item("links");
    Term answer = co_await self.processInfo(pid, links);
    record->add(answer[1] == list(self.pid()) ? "linked to me" : answer.toString());
    const Atom monitoredBy = item("monitored_by");
    answer = co_await self.processInfo(pid, monitoredBy);
    record->add(answer[1] == list(self.pid()) ? "monitored by me" : answer.toString());
    self.send(pid, go);
    const Message down = co_await self.receive(any);
    answer = co_await self.processInfo(pid, links);
    record->add(answer);
    try {
        const Atom unknown = item("no_such_item");
        answer = co_await self.processInfo(pid, unknown);
    } catch (const Raised& raised) {
        record->add(raised.what());
    }
}

Process aboutItself(Self self, Record record)
{
    record->add(self.putValue(keyA, 1));
    record->add(self.putValue(keyA, "one"));
    record->add(self.getValue(keyA));
    const Pid pid = self.pid();
    const Atom dictionary = item("dictionary");
    const Term answer = co_await self.processInfo(pid, dictionary);
    record->add(answer);
    record->add(self.eraseValue(keyA));
    record->add(self.getValue(keyA));
    const Atom status = item("status");
    const Term running = co_await self.processInfo(pid, status);
    record->add(running);
}

Process suspends(Self self, Record record)
{
    const Pid pid = self.spawn<&reports>(record, std::string("ran"));
    co_await self.suspend(pid);
    co_await self.suspend(pid);
    self.send(pid, go);
    co_await self.sleep(5);
    const Atom status = item("status");
    const Term answer = co_await self.processInfo(pid, status);
    record->add(answer);
    self.resume(pid);
    co_await self.sleep(5);
    record->add("resumed once");
    self.resume(pid);
    co_await self.sleep(5);
    try {
        self.resume(pid);
    } catch (const Raised& raised) {
        record->add(raised.what());
    }
    try {
        co_await self.suspend(pid);
    } catch (const Raised& raised) {
        record->add(raised.what());
    }
}

Process suspendsAndEnds(Self self, Pid pid)
{
    co_await self.suspend(pid);
    self.send(pid, go);
    co_await self.sleep(5);
}

Process itsSuspenderEnds(Self self, Record record)
{
    const Pid pid = self.spawn<&reports>(record, std::string("ran"));
    self.spawnMonitor<&suspendsAndEnds>(pid);
    co_await self.sleep(3);
    record->add("suspended");
    const Message down = co_await self.receive(any);
}

Process aSuspendedOneCanBeKilled(Self self, Record record)
{
    const auto [pid, monitor] = self.spawnMonitor<&waits>();
    co_await self.suspend(pid);
    self.exit(pid, atoms::kill);
    const Message down = co_await self.receive(any);
    record->add(down[4]);
}

Process hibernates(Self self, Record record)
{
    self.sendAfter(5, self.pid(), go);
    co_await self.hibernate();
    const Message message = co_await self.receive(any).after(0);
    record->add(message.term());
}

Process limitedByKill(Self self, Record record)
{
    SpawnOptions options;
    options.monitor = true;
    options.mailboxLimit = MailboxLimit{3, 1'000'000, MailboxLimit::Action::Kill};
    const Spawned spawned = self.spawnWith<&waits>(std::move(options));
    for (int i = 0; i < 10; ++i) {
        self.send(spawned.pid, i);
        co_await self.tick();
    }
    const Message down = co_await self.receive(any);
    record->add(down[4]);
}

Process limitedByBytes(Self self, Record record)
{
    SpawnOptions options;
    options.monitor = true;
    options.mailboxLimit = MailboxLimit{1'000'000, 2'000, MailboxLimit::Action::Kill};
    const Spawned spawned = self.spawnWith<&waits>(std::move(options));
    for (int i = 0; i < 100; ++i) {
        self.send(spawned.pid, tuple(i, std::string(50, 'x')));
        co_await self.tick();
    }
    const Message down = co_await self.receive(any);
    record->add(down[4]);
}

constexpr int Flood = 20'000;

Process floods(Self self, Pid to)
{
    for (int i = 0; i < Flood; ++i) {
        self.send(to, i);
        co_await self.tick();
    }
}

/// Reads slowly; records the deepest that its mailbox was.
Process readsSlowly(Self self, Record record)
{
    std::uint32_t deepest = 0;
    for (int i = 0; i < Flood; ++i) {
        const Message message = co_await self.receive(any);
        if (message.term().integer() != i) {
            record->add("out of order");
        }
        deepest = std::max(deepest, self.process().messages());
        co_await self.yield();
    }
    // The sender's turn at the moment of crossing the limit is all that may come on top.
    const bool bounded = deepest < 100 + ControlBlock::ReductionsPerTurn;
    record->add(bounded ? "bounded" : std::to_string(deepest));
}

Process limitedByPressure(Self self, Record record)
{
    SpawnOptions options;
    options.mailboxLimit = MailboxLimit{100, 100'000'000, MailboxLimit::Action::BackPressure};
    const Spawned spawned = self.spawnWith<&readsSlowly>(std::move(options), record);
    self.spawn<&floods>(spawned.pid);
    co_return;
}

Process pressedByTheDead(Self self, Record record)
{
    SpawnOptions options;
    options.mailboxLimit = MailboxLimit{10, 100'000'000, MailboxLimit::Action::BackPressure};
    const Spawned spawned = self.spawnWith<&waits>(std::move(options));
    self.spawnMonitor<&floods>(spawned.pid);
    co_await self.sleep(5);
    record->add("killing");
    self.exit(spawned.pid, atoms::kill);
    const Message down = co_await self.receive(any);
    record->add(down[4]);
}

Process fillsTheAtomTable(Self self, Record record)
{
    try {
        const Atom tooLong(std::string(256, 'x'));
        record->add(tooLong.toString());
    } catch (const AtomError&) {
        record->add("refused");
    }
    const Atom tooLong(std::string(256, 'x')); // ends it
    co_await self.tick();
}

} // namespace

class ProcessFlagsTest : public QObject {
    Q_OBJECT

private slots:
    void whatProcessInfoSays()
    {
        COMPARE_LINES(information,
                      "{registered_name,the_name} | {message_queue_len,2} | {messages,[1,{2,<<\"two\">>}]} | "
                      "{status,waiting} | {trap_exit,false} | {priority,low} | {dictionary,[]} | "
                      "{initial_call,{factorama,waits,0}} | {monitors,[]} | linked to me | monitored by me | "
                      "undefined | error:badarg");
    }
    void whatAProcessSaysOfItself()
    {
        COMPARE_LINES(aboutItself,
                      "undefined | 1 | <<\"one\">> | {dictionary,[{key_a,<<\"one\">>}]} | <<\"one\">> | "
                      "undefined | {status,running}");
    }
    void aSuspendedProcessDoesNotRun()
    {
        COMPARE_SIMULATED_LINES(suspends,
                                "{status,suspended} | resumed once | ran | error:badarg | error:badarg");
    }
    void aSuspensionEndsWithItsMaker() { COMPARE_SIMULATED_LINES(itsSuspenderEnds, "suspended | ran"); }
    void aKillWorksOnASuspendedProcess() { COMPARE_LINES(aSuspendedOneCanBeKilled, "killed"); }
    void hibernationEndsWithAMessage() { COMPARE_SIMULATED_LINES(hibernates, "go"); }
    void tooManyMessagesEndTheProcess() { COMPARE_LINES(limitedByKill, "killed"); }
    void tooManyBytesEndTheProcess() { COMPARE_LINES(limitedByBytes, "killed"); }
    void backPressureBoundsTheMailbox()
    {
        QCOMPARE(factorama::testing::resultOf<limitedByPressure>("bounded", 3), QString("bounded"));
    }
    void theDeathOfThePressedLetsTheSenderGoOn() { COMPARE_LINES(pressedByTheDead, "killing | normal"); }

    void theAtomLimitIsAnErrorOfTheProcess()
    {
        const auto record = std::make_shared<Recorder>();
        Runtime runtime(simulated(1));
        runtime.spawn<&fillsTheAtomTable>(record);
        runtime.simulation()->run();
        QCOMPARE(record->lines(), QStringList("refused"));
        QCOMPARE(runtime.logBook().after(0).size(), 1U);
        QVERIFY(runtime.logBook().after(0).front().text.find("system_limit") != std::string::npos);
    }

    void highPriorityRunsBeforeNormal()
    {
        // All are runnable when the first step is made.
        const auto record = std::make_shared<Recorder>();
        Runtime runtime(simulated(7));
        for (const Priority priority : {Priority::Low, Priority::Normal, Priority::High, Priority::Max}) {
            SpawnOptions options;
            options.priority = priority;
            const Pid pid = runtime.spawnWith<&reports>(std::move(options), record,
                                                        std::to_string(static_cast<int>(priority)));
            runtime.send(pid, go);
        }
        runtime.simulation()->run();
        QCOMPARE(record->lines().mid(0, 2), QStringList({"3", "2"}));
        QCOMPARE(record->lines().size(), 4);
    }
};

QTEST_APPLESS_MAIN(ProcessFlagsTest)
#include "process_flags_test.moc"
