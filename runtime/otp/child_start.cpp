// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/otp/child_start.h"

#include <map>
#include <mutex>

namespace factorama::otp {

namespace {

/// The start functions that were given names.
class NamedStartFunctions {
public:
    static NamedStartFunctions& instance()
    {
        static NamedStartFunctions functions;
        return functions;
    }

    void define(Atom module, Atom function, NamedStartFunction start)
    {
        const std::lock_guard lock(m_mutex);
        m_functions[{module.index(), function.index()}] = start;
    }

    NamedStartFunction find(Atom module, Atom function)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_functions.find({module.index(), function.index()});
        return found == m_functions.end() ? nullptr : found->second;
    }

private:
    std::mutex m_mutex;
    std::map<std::pair<std::uint32_t, std::uint32_t>, NamedStartFunction> m_functions;
};

class NamedStart final : public StartFunction {
public:
    NamedStart(Atom module, Atom function, std::vector<Term> arguments)
        : m_module(module),
          m_function(function),
          m_arguments(std::move(arguments))
    {
    }

    Subroutine<StartedChild> start(Self supervisor, std::vector<Term> extra) const override
    {
        std::vector<Term> arguments = m_arguments;
        arguments.insert(arguments.end(), extra.begin(), extra.end());
        const NamedStartFunction function = NamedStartFunctions::instance().find(m_module, m_function);
        if (function == nullptr) {
            detail::throwUndefined({m_module, m_function, 0}, arguments);
        }
        return function(supervisor, std::move(arguments));
    }

    std::unique_ptr<StartFunction> isolated() const override
    {
        auto arguments = factorama::detail::isolate<std::vector<Term>>(m_arguments);
        return std::make_unique<NamedStart>(m_module, m_function, std::move(arguments));
    }

    Term toTerm() const override { return detail::makeStartTerm({m_module, m_function, 0}, m_arguments); }

private:
    Atom m_module;
    Atom m_function;
    std::vector<Term> m_arguments;
};

} // namespace

StartedChild StartedChild::from(const Started& started)
{
    if (started.pid) {
        return ok(started.pid);
    }
    return started.error.isAtom(atoms::ignore) ? ignore() : failed(started.error);
}

StartedChild StartedChild::from(const Term& returned)
{
    const bool tagged = returned.isTuple() && returned.size() > 0;
    if (tagged && returned[0].isAtom(atoms::ok) && returned.size() == 2 && returned[1].isPid()) {
        return ok(returned[1].pid());
    }
    if (tagged && returned[0].isAtom(atoms::ok) && returned.size() == 3 && returned[1].isPid()) {
        return ok(returned[1].pid(), returned[2]);
    }
    if (returned.isAtom(atoms::ignore)) {
        return ignore();
    }
    return failed(tagged && returned[0].isAtom(atoms::error) && returned.size() == 2 ? returned[1]
                                                                                     : returned);
}

Term StartedChild::toTerm() const
{
    switch (kind) {
    case Kind::Ok:
        return info ? Term(tuple(atoms::ok, pid, *info)) : Term(tuple(atoms::ok, pid));
    case Kind::Ignore:
        return tuple(atoms::ok, atoms::undefined);
    case Kind::Error:
        break;
    }
    return tuple(atoms::error, error);
}

void defineStartFunction(Atom module, Atom function, NamedStartFunction start)
{
    NamedStartFunctions::instance().define(module, function, start);
}

namespace detail {

std::unique_ptr<StartFunction> makeNamedStart(Atom module, Atom function, std::vector<Term> arguments)
{
    return std::make_unique<NamedStart>(module, function, std::move(arguments));
}

void throwUndefined(const InitialCall& call, const std::vector<Term>& arguments)
{
    // As an exit, since its reason has the stack already.
    const Term place = tuple(call.module, call.function, Term::list(arguments), Term());
    throw Raised::exit(tuple(atoms::undef, list(place)));
}

Term makeStartTerm(const InitialCall& call, std::vector<Term> arguments)
{
    return tuple(call.module, call.function, Term::list(arguments));
}

} // namespace detail

} // namespace factorama::otp
