// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/otp/child_start.h"
#include "runtime/otp/supervisor_description.h"
#include "runtime/term/term.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace factorama::otp {

/// A child: how it is started, when again, and how it is stopped. Made in one line:
///
///     childProcess<&worker>(id, arguments...)       a plain process with that body
///     childServer<KeyValue>(id, arguments...)       a gen_server
///     childSupervisor(id, specification)             see supervisor.h
///     childFunction<&startIt>(id, arguments...)       what a start function starts
///
/// followed, where the defaults do not suit, by `.transient()`, `.stoppedWithin(1000)` and so on. Copies are
/// isolated: they share no terms but immediate ones.
struct ChildSpecification {
    /// For `shutdown`: exit(Child, kill) at once.
    static constexpr std::int64_t BrutalKill = -1;
    /// For `shutdown`: the child has all the time it needs.
    static constexpr std::int64_t Infinity = -2;

    Term id;
    /// Null once the arguments are forgotten: those of temporary children are not kept.
    std::unique_ptr<StartFunction> start;
    Restart restart = Restart::Permanent;
    bool significant = false;
    /// Milliseconds that the child has between exit(Child, shutdown) and exit(Child, kill).
    std::int64_t shutdown = 5000;
    ChildType type = ChildType::Worker;
    Term modules; ///< a list of atoms, or `dynamic`
    Term startTerm; ///< {M, F, A}; with `undefined` for A once the arguments are forgotten

    ChildSpecification() = default;
    ChildSpecification(Term identifier, std::unique_ptr<StartFunction> startFunction);
    ChildSpecification(const ChildSpecification& other);
    ChildSpecification& operator=(const ChildSpecification& other);
    ChildSpecification(ChildSpecification&&) = default;
    ChildSpecification& operator=(ChildSpecification&&) = default;

    ChildSpecification transient() && { return std::move(*this).restarted(Restart::Transient); }
    ChildSpecification temporary() && { return std::move(*this).restarted(Restart::Temporary); }
    ChildSpecification restarted(Restart when) &&
    {
        restart = when;
        return std::move(*this);
    }
    ChildSpecification asSignificant() &&
    {
        significant = true;
        return std::move(*this);
    }
    ChildSpecification stoppedWithin(std::int64_t milliseconds) &&
    {
        shutdown = milliseconds;
        return std::move(*this);
    }
    ChildSpecification killed() && { return std::move(*this).stoppedWithin(BrutalKill); }

    void forgetArguments();

    /// The map of get_childspec.
    Term toTerm() const;
    /// All but the pid, the state and the restarts.
    ChildDescription describe() const;
};

/// A child specification that was read from a term, or what is wrong with it, in OTP's words.
struct CheckedChild {
    std::optional<ChildSpecification> child;
    Term error;
};

/// Reads OTP's child specification, a map or a tuple of six. The start function of {M, F, A} has to be known
/// by defineStartFunction() by the time it is called. Without `autoShutdown`, significant children pass.
CheckedChild checkChild(const Term& specification, std::optional<AutoShutdown> autoShutdown);
/// The same for one that was made in C++; it comes back if it is sound.
CheckedChild checkChild(ChildSpecification specification, std::optional<AutoShutdown> autoShutdown);

struct CheckedChildren {
    std::vector<ChildSpecification> children;
    std::optional<Term> error;
};

/// Reads a list of them, whose identifiers must differ.
CheckedChildren checkChildren(const Term& specifications, std::optional<AutoShutdown> autoShutdown);
CheckedChildren checkChildren(std::vector<ChildSpecification> specifications,
                              std::optional<AutoShutdown> autoShutdown);

/// supervisor:check_childspecs/1,2: ok, or {error, What}.
Term checkChildspecs(const Term& specifications, std::optional<AutoShutdown> autoShutdown = {});

/// A plain process with this body, linked. Parameters of the body that get no argument here are given by
/// start_child, where the supervisor is simple_one_for_one.
template<auto body, typename... Arguments>
ChildSpecification childProcess(Term id, Arguments&&... arguments)
{
    using Start = detail::ProcessStart<body, decltype(body)>;
    const InternedCall call =
        factorama::detail::initialCallOf<body, factorama::detail::BodyTraits<decltype(body)>::Arity>();
    return {std::move(id),
            detail::keepStart<&Start::start>(call.toCall(), std::forward<Arguments>(arguments)...)};
}

/// `otp::startLink<Server>(supervisor, arguments...)`
template<typename Server, typename... Arguments>
ChildSpecification childServer(Term id, Arguments&&... arguments)
{
    using Start = detail::ServerStart<Server, detail::KeptType<Arguments>...>;
    return {std::move(id),
            detail::keepStart<&Start::start>(Start::serverCall(), std::forward<Arguments>(arguments)...)};
}

/// What `Subroutine<StartedChild> function(Self supervisor, ...)` starts and links.
template<auto function, typename... Arguments>
ChildSpecification childFunction(Term id, Arguments&&... arguments)
{
    static const InitialCall call =
        factorama::detail::makeInitialCall(factorama::detail::bodyName<function>(), sizeof...(Arguments));
    return {std::move(id), detail::keepStart<function>(call, std::forward<Arguments>(arguments)...)};
}

} // namespace factorama::otp
