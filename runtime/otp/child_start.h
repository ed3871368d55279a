// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/otp/gen_server.h"
#include "runtime/process/process.h"
#include "runtime/process/self.h"

#include <concepts>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

/// How supervisors start children: start functions, and what they return.
namespace factorama::otp {

/// What a start function came to: OTP's {ok, Pid}, {ok, Pid, Info}, ignore or {error, Reason}.
struct StartedChild {
    enum class Kind : std::uint8_t { Ok, Ignore, Error };

    Kind kind = Kind::Ignore;
    Pid pid;
    std::optional<Term> info;
    Term error;

    static StartedChild ok(Pid pid) { return {Kind::Ok, pid, {}, {}}; }
    static StartedChild ok(Pid pid, Term info) { return {Kind::Ok, pid, std::move(info), {}}; }
    static StartedChild ignore() { return {}; }
    static StartedChild failed(Term reason) { return {Kind::Error, {}, {}, std::move(reason)}; }
    static StartedChild from(const Started& started);
    /// As a supervisor takes what a start function returns: anything but OTP's four forms is an error.
    static StartedChild from(const Term& returned);

    bool succeeded() const { return kind != Kind::Error; }
    /// As start_child returns it: {ok, undefined} for ignore.
    Term toTerm() const;
};

/// A function that starts a child, with the arguments kept for it; they are copied for each start.
///
/// Threads: of the process that owns it. What goes to another process is an isolated() copy.
class StartFunction {
public:
    virtual ~StartFunction() = default;
    /// Runs it in the calling supervisor, to which it links the child. `extra` are further arguments, as
    /// start_child of a simple_one_for_one supervisor gives them.
    virtual Subroutine<StartedChild> start(Self supervisor, std::vector<Term> extra) const = 0;
    virtual std::unique_ptr<StartFunction> isolated() const = 0;
    /// {Module, Function, Arguments}, for people who look.
    virtual Term toTerm() const = 0;
};

/// A start function that supervisors find by its names, as the {M, F, A} of OTP's child specifications. Its
/// arguments are all those of the specification and then those of start_child.
using NamedStartFunction = Subroutine<StartedChild> (*)(Self supervisor, std::vector<Term> arguments);

/// Makes a function known to all supervisors of the program. Any thread.
void defineStartFunction(Atom module, Atom function, NamedStartFunction start);

namespace detail {

/// As apply/3: {'EXIT', {undef, ...}} comes of a function that is not known.
std::unique_ptr<StartFunction> makeNamedStart(Atom module, Atom function, std::vector<Term> arguments);
[[noreturn]] void throwUndefined(const InitialCall& call, const std::vector<Term>& arguments);
Term makeStartTerm(const InitialCall& call, std::vector<Term> arguments);

/// An argument that comes as a term.
template<typename T>
T fromTerm(const Term& term)
{
    if constexpr (std::same_as<T, Term>) {
        return term;
    } else if constexpr (std::same_as<T, Atom>) {
        return term.atom();
    } else if constexpr (std::same_as<T, Pid>) {
        return term.pid();
    } else if constexpr (std::same_as<T, Reference>) {
        return term.reference();
    } else if constexpr (std::same_as<T, bool>) {
        return term.atom() == atoms::true_;
    } else if constexpr (std::integral<T>) {
        return static_cast<T>(term.integer());
    } else if constexpr (std::floating_point<T>) {
        return static_cast<T>(term.floating());
    } else {
        static_assert(std::same_as<T, std::string>, "start_child gives arguments as terms: keep this one");
        return std::string(term.binary());
    }
}

/// A kept argument, for people who look.
template<typename T>
Term shownAsTerm(const T& value)
{
    if constexpr (std::convertible_to<const T&, Term>) {
        return Term(value);
    } else if constexpr (std::same_as<T, std::vector<Term>>) {
        return Term::list(value);
    } else {
        static const Atom hidden("...");
        return hidden;
    }
}

template<typename>
struct StartTraits;
template<typename... P>
struct StartTraits<Subroutine<StartedChild> (*)(Self, P...)> {
    using Parameters = std::tuple<P...>;
};

template<typename Parameters, typename Indices>
struct FirstOf;
template<typename Parameters, std::size_t... i>
struct FirstOf<Parameters, std::index_sequence<i...>> {
    using Type = std::tuple<std::tuple_element_t<i, Parameters>...>;
};

/// `function(Self, kept..., extra...)`. A last parameter that is a vector of terms takes all extra ones that
/// are left.
template<auto function, std::size_t keptCount>
class KeptStart final : public StartFunction {
    using Parameters = typename StartTraits<decltype(function)>::Parameters;
    static constexpr std::size_t Count = std::tuple_size_v<Parameters>;
    static_assert(keptCount <= Count, "the start function takes fewer arguments");
    using Kept = typename FirstOf<Parameters, std::make_index_sequence<keptCount>>::Type;

    static constexpr bool takesRest()
    {
        if constexpr (keptCount < Count) {
            return std::same_as<std::tuple_element_t<Count - 1, Parameters>, std::vector<Term>>;
        } else {
            return false;
        }
    }
    static constexpr std::size_t Single = Count - keptCount - (takesRest() ? 1 : 0);

public:
    KeptStart(const InitialCall& call, Kept kept) : m_call(call), m_kept(std::move(kept)) {}

    Subroutine<StartedChild> start(Self supervisor, std::vector<Term> extra) const override
    {
        if (extra.size() < Single || (!takesRest() && extra.size() > Single)) {
            std::vector<Term> arguments = shown();
            arguments.insert(arguments.end(), extra.begin(), extra.end());
            throwUndefined(m_call, arguments);
        }
        return call(supervisor, extra, std::make_index_sequence<Count>());
    }

    std::unique_ptr<StartFunction> isolated() const override
    {
        return std::make_unique<KeptStart>(m_call, copyOfKept(std::make_index_sequence<keptCount>()));
    }

    Term toTerm() const override { return makeStartTerm(m_call, shown()); }

private:
    template<std::size_t... i>
    Kept copyOfKept(std::index_sequence<i...>) const
    {
        return Kept(factorama::detail::isolate<std::tuple_element_t<i, Kept>>(std::get<i>(m_kept))...);
    }
    template<std::size_t... i>
    Subroutine<StartedChild> call(const Self& supervisor, const std::vector<Term>& extra,
                                  std::index_sequence<i...>) const
    {
        return function(supervisor, argument<i>(extra)...);
    }
    template<std::size_t index>
    std::tuple_element_t<index, Parameters> argument([[maybe_unused]] const std::vector<Term>& extra) const
    {
        using T = std::tuple_element_t<index, Parameters>;
        if constexpr (index < keptCount) {
            return factorama::detail::isolate<T>(std::get<index>(m_kept));
        } else if constexpr (takesRest() && index == Count - 1) {
            return T(extra.begin() + Single, extra.end());
        } else {
            return fromTerm<T>(extra[index - keptCount]);
        }
    }
    std::vector<Term> shown() const
    {
        return std::apply([](const auto&... kept) { return std::vector<Term>{shownAsTerm(kept)...}; },
                          m_kept);
    }

    InitialCall m_call;
    Kept m_kept;
};

template<auto function, typename... Arguments>
std::unique_ptr<StartFunction> keepStart(const InitialCall& call, Arguments&&... arguments)
{
    using Start = KeptStart<function, sizeof...(Arguments)>;
    using Parameters = typename StartTraits<decltype(function)>::Parameters;
    using Kept = typename FirstOf<Parameters, std::index_sequence_for<Arguments...>>::Type;
    const Start start(call, Kept(std::forward<Arguments>(arguments)...));
    return start.isolated();
}

/// How an argument is kept whose parameter is not known.
template<typename T>
using KeptType = std::conditional_t<std::same_as<std::decay_t<T>, const char*>, std::string, std::decay_t<T>>;

/// Starts a plain process.
template<auto body, typename>
struct ProcessStart;
template<auto body, typename... P>
struct ProcessStart<body, Process (*)(Self, P...)> {
    static Subroutine<StartedChild> start(Self supervisor, P... arguments)
    {
        const Pid pid = supervisor.spawnLink<body>(std::move(arguments)...);
        co_return StartedChild::ok(pid);
    }
};

/// Starts a gen_server and waits for its init.
template<typename Server, typename... P>
struct ServerStart {
    static Subroutine<StartedChild> start(Self supervisor, P... arguments, std::vector<Term> extra)
    {
        static_assert(std::is_constructible_v<Server, P...> || std::is_constructible_v<Server, P..., Term> ||
                          std::is_constructible_v<Server, P..., Term, Term>,
                      "the server's constructor takes other arguments");
        if constexpr (std::is_constructible_v<Server, P...>) {
            if (extra.empty()) {
                Subroutine<Started> starting = startLink<Server>(supervisor, arguments...);
                const Started started = co_await starting;
                co_return StartedChild::from(started);
            }
        }
        if constexpr (std::is_constructible_v<Server, P..., Term>) {
            if (extra.size() == 1) {
                Subroutine<Started> starting = startLink<Server>(supervisor, arguments..., extra[0]);
                const Started started = co_await starting;
                co_return StartedChild::from(started);
            }
        }
        if constexpr (std::is_constructible_v<Server, P..., Term, Term>) {
            if (extra.size() == 2) {
                Subroutine<Started> starting =
                    startLink<Server>(supervisor, arguments..., extra[0], extra[1]);
                const Started started = co_await starting;
                co_return StartedChild::from(started);
            }
        }
        throwUndefined(serverCall(), extra);
    }

    static const InitialCall& serverCall()
    {
        static const InitialCall call = factorama::detail::makeInitialCall(
            std::string(factorama::detail::typeName<Server>()) + "::start_link", sizeof...(P));
        return call;
    }
};

} // namespace detail

} // namespace factorama::otp
