// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

using namespace factorama;
using namespace factorama::testing;

namespace {

const Atom hello("hello");
const Atom again("again");

/// Sends twice through an alias, then ends.
Process sender(Self self, Reference alias)
{
    self.send(alias, hello);
    self.send(alias, again);
    co_return;
}

/// Records what comes until all has settled.
Subroutine<> drain(Self self, Record record)
{
    co_await settled(self);
    for (;;) {
        const Message message = co_await self.receive(any).after(0);
        if (message.timedOut()) {
            record->add("-");
            co_return;
        }
        record->add(message.term().isTuple() ? message[0] : message.term());
    }
}

Process explicitAlias(Self self, Record record)
{
    const Reference alias = self.alias();
    self.spawn<&sender>(alias);
    co_await drain(self, record);
    record->add(self.unalias(alias) ? "true" : "false");
    record->add(self.unalias(alias) ? "true" : "false");
    self.spawn<&sender>(alias);
    co_await drain(self, record);
}

Process replyAlias(Self self, Record record)
{
    const Reference alias = self.alias(Self::AliasMode::Reply);
    self.spawn<&sender>(alias);
    co_await drain(self, record);
}

Process waits(Self self)
{
    const Message message = co_await self.receive(any);
}

Process aliasOfAMonitor(Self self, Record record, int mode)
{
    const Pid pid = self.spawn<&waits>();
    const Reference alias = self.monitor(pid, static_cast<Self::AliasMode>(mode));
    self.spawn<&sender>(alias);
    co_await drain(self, record);
    self.send(pid, hello); // ends it
    co_await drain(self, record);
    self.spawn<&sender>(alias);
    co_await drain(self, record);
}

Process explicitUnalias(Self self, Record record)
{
    const int mode = static_cast<int>(Self::AliasMode::ExplicitUnalias);
    self.spawn<&aliasOfAMonitor>(record, mode);
    co_return;
}

Process demonitorMode(Self self, Record record)
{
    const int mode = static_cast<int>(Self::AliasMode::Demonitor);
    self.spawn<&aliasOfAMonitor>(record, mode);
    co_return;
}

Process replyDemonitorMode(Self self, Record record)
{
    const int mode = static_cast<int>(Self::AliasMode::ReplyDemonitor);
    self.spawn<&aliasOfAMonitor>(record, mode);
    co_return;
}

Process ends(Self self, std::shared_ptr<std::atomic<std::uint64_t>> alias)
{
    alias->store(self.alias().bits());
    co_return;
}

Process aliasOfADeadProcess(Self self, Record record)
{
    const auto alias = std::make_shared<std::atomic<std::uint64_t>>(0);
    self.spawnMonitor<&ends>(alias);
    const Message down = co_await self.receive(any);
    self.send(Reference::fromBits(alias->load()), hello);
    record->add(self.runtime().aliases().find(Reference::fromBits(alias->load())) ? "known" : "forgotten");
}

} // namespace

class AliasesTest : public QObject {
    Q_OBJECT

private slots:
    void anAliasDeliversUntilUnalias()
    {
        COMPARE_SIMULATED_LINES(explicitAlias, "hello | again | - | true | false | -");
    }
    void aReplyAliasDeliversOnce() { COMPARE_SIMULATED_LINES(replyAlias, "hello | -"); }
    void anExplicitOneOutlivesItsMonitor()
    {
        COMPARE_SIMULATED_LINES(explicitUnalias, "hello | again | - | 'DOWN' | - | hello | again | -");
    }
    void oneOfAMonitorEndsWithIt()
    {
        COMPARE_SIMULATED_LINES(demonitorMode, "hello | again | - | 'DOWN' | - | -");
    }
    void aReplyEndsMonitorAndAlias() { COMPARE_SIMULATED_LINES(replyDemonitorMode, "hello | - | - | -"); }
    void aliasesOfTheDeadAreForgotten() { COMPARE_SIMULATED_LINES(aliasOfADeadProcess, "forgotten"); }
};

QTEST_APPLESS_MAIN(AliasesTest)
#include "aliases_test.moc"
