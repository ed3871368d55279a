// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

#ifndef Q_MOC_RUN
#include "runtime/otp/registry.h"
#endif

using namespace factorama;
using namespace factorama::testing;
namespace registry = otp::registry;

namespace {

const Atom uniqueName("unique");
const Atom duplicateName("duplicate");

std::string masked(const Term& term, Pid pid)
{
    std::string text = term.toString();
    const std::string shown = pid.toString();
    for (std::size_t at = text.find(shown); at != std::string::npos; at = text.find(shown)) {
        text.replace(at, shown.size(), "PID");
    }
    return text;
}

Subroutine<> add(Self self, Record record, Atom name, Term key, Term value)
{
    const Term answer = co_await registry::registerKey(self, name, key, value);
    record->add(answer[0].isAtom(atoms::ok) ? "ok" : masked(answer[1], self.pid()));
}

Subroutine<> show(Self self, Record record, Atom name, Term key)
{
    const std::vector<registry::Entry> entries = co_await registry::lookup(self, name, key);
    std::vector<Term> terms;
    for (const registry::Entry& entry : entries) {
        terms.push_back(tuple(entry.pid, entry.value));
    }
    record->add(masked(Term::list(terms), self.pid()));
}

Subroutine<> showCount(Self self, Record record, Atom name)
{
    const std::size_t count = co_await registry::count(self, name);
    record->add(std::to_string(count));
}

Process uniqueKeys(Self self, Record record)
{
    const otp::Started started = co_await registry::startLink(self, registry::Keys::Unique, uniqueName);
    const Term key = "a";
    const Term one = 1;
    const Term two = 2;
    co_await add(self, record, uniqueName, key, one);
    co_await add(self, record, uniqueName, key, two);
    co_await show(self, record, uniqueName, key);
    co_await registry::unregisterKey(self, uniqueName, key);
    co_await show(self, record, uniqueName, key);
    co_await add(self, record, uniqueName, key, two);
    co_await showCount(self, record, uniqueName);
    co_await otp::stop(self, uniqueName);
}

void visit(Self self, const std::vector<registry::Entry>& entries, const Term& argument)
{
    for (const registry::Entry& entry : entries) {
        self.send(entry.pid, tuple(argument, entry.value));
    }
}

Process duplicateKeys(Self self, Record record)
{
    const otp::Started started = co_await registry::startLink(self, registry::Keys::Duplicate, duplicateName);
    const Term a = "a";
    const Term b = "b";
    for (int i = 1; i <= 2; ++i) {
        const Term value = i;
        co_await add(self, record, duplicateName, a, value);
    }
    const Term three = 3;
    co_await add(self, record, duplicateName, b, three);
    co_await show(self, record, duplicateName, a);
    std::vector<Term> keys = co_await registry::keys(self, duplicateName, self.pid());
    record->add(Term::list(keys));
    co_await showCount(self, record, duplicateName);

    const Term argument = "hello";
    co_await registry::dispatch(self, duplicateName, a, &visit, argument);
    for (int i = 0; i < 2; ++i) {
        const Message message = co_await self.receive(any);
        record->add(message.term());
    }
    const Term nobodys = "zz";
    co_await registry::dispatch(self, duplicateName, nobodys, &visit, argument);

    co_await registry::unregisterKey(self, duplicateName, a);
    co_await registry::unregisterKey(self, duplicateName, a);
    keys = co_await registry::keys(self, duplicateName, self.pid());
    record->add(Term::list(keys));
    co_await otp::stop(self, duplicateName);
}

Process owner(Self self, Pid parent, Term key)
{
    for (const Atom name : {uniqueName, duplicateName}) {
        const Term answer = co_await registry::registerKey(self, name, key);
    }
    self.send(parent, atoms::ok);
    const Message message = co_await self.receive(atoms::stop);
}

Process entriesOfTheDead(Self self, Record record)
{
    const otp::Started unique = co_await registry::startLink(self, registry::Keys::Unique, uniqueName);
    const otp::Started duplicate =
        co_await registry::startLink(self, registry::Keys::Duplicate, duplicateName);
    const Term key = tuple("key", 1);
    for (const bool killed : {false, true}) {
        const Pid pid = self.spawnMonitor<&owner>(self.pid(), key).first;
        const Message ready = co_await self.receive(atoms::ok);
        const Term answer = co_await registry::registerKey(self, uniqueName, key);
        record->add(masked(answer, pid));
        if (killed) {
            self.exit(pid, atoms::kill);
        } else {
            self.send(pid, atoms::stop);
        }
        const auto down = tuple(atoms::down, anyReference, atoms::process, any, any);
        const Message message = co_await self.receive(down);
        co_await show(self, record, uniqueName, key); // at once, whether or not its exit signal has arrived
        co_await self.sleep(1);
        co_await show(self, record, duplicateName, key);
        co_await showCount(self, record, uniqueName);
    }
    co_await add(self, record, uniqueName, key, key);
    co_await otp::stop(self, uniqueName);
    co_await otp::stop(self, duplicateName);
}

Process registered(Self self, Record record)
{
    const Term key = 1;
    const Term answer = co_await registry::registerKey(self, uniqueName, key);
    co_await otp::stop(self, uniqueName, atoms::shutdown);
    record->add("not reached");
}

Process endOfTheRegistry(Self self, Record record)
{
    self.setTrapExit(true);
    const otp::Started started = co_await registry::startLink(self, registry::Keys::Unique, uniqueName);
    const Reference monitor = self.spawnMonitor<&registered>(record).second;
    const auto down = tuple(atoms::down, monitor, atoms::process, any, any);
    const Message message = co_await self.receive(down);
    record->add(message[4]);
    try {
        co_await showCount(self, record, uniqueName);
    } catch (const Raised& raised) {
        record->add(raised.reason());
    }
}

} // namespace

class RegistryBehaviourTest : public QObject {
    Q_OBJECT

private slots:
    void aUniqueKeyHasOneProcess()
    {
        COMPARE_LINES(&uniqueKeys, "ok | {already_registered,PID} | [{PID,1}] | [] | ok | 1");
    }
    void aDuplicateKeyHasMany()
    {
        COMPARE_LINES(&duplicateKeys,
                      "ok | ok | ok | [{PID,1},{PID,2}] | "
                      "[<<\"a\">>,<<\"a\">>,<<\"b\">>] | 3 | {<<\"hello\">>,1} | {<<\"hello\">>,2} | "
                      "[<<\"b\">>]");
    }
    void entriesGoWithTheirProcess()
    {
        COMPARE_LINES(&entriesOfTheDead, "{error,{already_registered,PID}} | [] | [] | 0 | "
                                         "{error,{already_registered,PID}} | [] | [] | 0 | ok");
    }
    void theRegistrysEndTakesItsProcessesAlong()
    {
        COMPARE_LINES(&endOfTheRegistry, "shutdown | {noproc,{gen_server,call,[unique,count]}}");
    }
};

QTEST_APPLESS_MAIN(RegistryBehaviourTest)
#include "registry_behaviour_test.moc"
