// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/info.h"

#include "runtime/process/process_extras.h"
#include "runtime/term/expression.h"

#include <map>
#include <string_view>

namespace factorama {

namespace {

using Value = Term (*)(const ControlBlock& process);

template<typename Choose>
Term relationsOf(const ControlBlock& process, Choose choose)
{
    std::vector<Term> terms;
    process.relations().forEach([&](const Relations::Relation& relation) {
        if (const std::optional<Term> term = choose(relation)) {
            terms.push_back(*term);
        }
    });
    return Term::list(terms);
}

Term links(const ControlBlock& process)
{
    return relationsOf(process, [](const Relations::Relation& relation) {
        const bool active = relation.kind == Relations::Kind::Link && !relation.isUnlinking();
        return active ? std::optional<Term>(relation.peer) : std::nullopt;
    });
}

Term monitors(const ControlBlock& process)
{
    return relationsOf(process, [](const Relations::Relation& relation) -> std::optional<Term> {
        if (relation.kind != Relations::Kind::Monitoring) {
            return std::nullopt;
        }
        if (relation.name.isUndefined()) {
            return tuple(atoms::process, relation.peer);
        }
        return tuple(atoms::process, tuple(relation.name, atoms::nonode));
    });
}

Term monitoredBy(const ControlBlock& process)
{
    return relationsOf(process, [](const Relations::Relation& relation) {
        return relation.kind == Relations::Kind::MonitoredBy ? std::optional<Term>(relation.peer)
                                                             : std::nullopt;
    });
}

Term messages(const ControlBlock& process)
{
    std::vector<Term> terms;
    for (const Signal* message = process.mailbox.first(); message != nullptr;
         message = process.mailbox.after(*message)) {
        terms.push_back(Term::from(message->payload).isolated());
    }
    return Term::list(terms);
}

Term status(const ControlBlock& process)
{
    if (const ProcessExtras* extras = process.findExtras(); extras != nullptr && extras->suspendCount > 0) {
        return Atom("suspended");
    }
    switch (process.wait) {
    case ControlBlock::Wait::Yield:
        return Atom("runnable");
    case ControlBlock::Wait::Continue:
        return Atom("running");
    default:
        return Atom("waiting");
    }
}

Term priority(const ControlBlock& process)
{
    static constexpr std::string_view Names[] = {"low", "normal", "high", "max"};
    return Atom(Names[static_cast<std::size_t>(process.priority())]);
}

Term dictionary(const ControlBlock& process)
{
    std::vector<Term> pairs;
    if (const ProcessExtras::Dictionary* const own = process.findDictionary()) {
        for (const auto& [key, value] : *own) {
            pairs.push_back(tuple(key, value));
        }
    }
    return Term::list(pairs);
}

Term initialCall(const ControlBlock& process)
{
    const InitialCall call = process.initialCall();
    return tuple(call.module, call.function, std::int64_t{call.arity});
}

Term label(const ControlBlock& process)
{
    return process.label();
}

Term memory(const ControlBlock& process)
{
    return process.memoryBytes();
}

const std::map<std::string_view, Value>& items()
{
    static const std::map<std::string_view, Value> all{
        {"links", &links},
        {"monitors", &monitors},
        {"monitored_by", &monitoredBy},
        {"messages", &messages},
        {"status", &status},
        {"priority", &priority},
        {"dictionary", &dictionary},
        {"initial_call", &initialCall},
        {"current_function", &initialCall}, // a coroutine does not say where in its body it is
        {"label", &label},
        {"memory", &memory},
        {"message_queue_len", [](const ControlBlock& process) { return Term(process.messages()); }},
        {"trap_exit",
         [](const ControlBlock& process) { return Term(process.has(ControlBlock::TrapsExits)); }},
        {"reductions", [](const ControlBlock& process) { return Term(process.reductions()); }},
        {"group_leader", [](const ControlBlock& process) { return Term(process.groupLeader()); }},
        {"parent",
         [](const ControlBlock& process) { return process.parent ? Term(process.parent) : Term(Atom()); }},
    };
    return all;
}

} // namespace

bool isInfoItem(Atom item)
{
    return item.text() == "registered_name" || item.text() == "alive" || items().contains(item.text());
}

Term processInfo(const ControlBlock& process, Atom item)
{
    if (item.text() == "alive") {
        return atoms::true_;
    }
    if (item.text() == "registered_name") {
        const Atom name = process.name();
        return name.isUndefined() ? Term() : Term(tuple(item, name));
    }
    const auto found = items().find(item.text());
    return found == items().end() ? Term(Atom()) : Term(tuple(item, found->second(process)));
}

} // namespace factorama
