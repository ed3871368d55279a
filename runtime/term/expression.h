// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/term/raised.h"
#include "runtime/term/term.h"

#include <cmath>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

/// Terms and patterns written in place: `tuple(put, "key", 42, self.pid())` is a term to be built, in the
/// message itself if it is sent; `tuple(put, any, anyInteger, anyPid)` is a pattern to be matched. Both are
/// the same expression: a tuple of leaves.
///
/// Leaves: Atom, Pid, Reference, bool, integers, double, text (a binary), Term, and nested tuples; in
/// patterns also the wildcards below. A Term leaf in a pattern matches what is exactly equal (Erlang's
/// ^pinned variable).
namespace factorama {

/// Wildcards: `any` matches everything, the others every term of their kind.
struct Any {};
template<TermKind kind>
struct AnyOf {
};
struct AnyNumber {};
struct AnyList {};

inline constexpr Any any;
inline constexpr AnyOf<TermKind::Integer> anyInteger;
inline constexpr AnyOf<TermKind::Atom> anyAtom;
inline constexpr AnyOf<TermKind::Pid> anyPid;
inline constexpr AnyOf<TermKind::Reference> anyReference;
inline constexpr AnyOf<TermKind::Tuple> anyTuple;
inline constexpr AnyOf<TermKind::Map> anyMap;
inline constexpr AnyOf<TermKind::Binary> anyBinary;
inline constexpr AnyNumber anyNumber;
inline constexpr AnyList anyList;

template<typename... Leaves>
struct TupleExpression;

namespace expression {

// How each leaf is stored in an expression: by value, so that a pattern may outlive its operands.
template<typename T>
struct Storage {
    using Type = T;
};
template<>
struct Storage<bool> {
    using Type = Atom;
};
template<std::integral I>
requires(!std::same_as<I, bool>) struct Storage<I> {
    using Type = std::conditional_t<std::unsigned_integral<I> && sizeof(I) == 8, Term, std::int64_t>;
};
template<>
struct Storage<const char*> {
    using Type = std::string;
};
template<>
struct Storage<std::string_view> {
    using Type = std::string;
};
template<typename T>
using Stored = typename Storage<std::decay_t<const std::remove_reference_t<T>&>>::Type;

template<typename T>
decltype(auto) store(T&& value)
{
    if constexpr (std::same_as<std::decay_t<T>, bool>) {
        return value ? atoms::true_ : atoms::false_;
    } else {
        return Stored<T>(std::forward<T>(value));
    }
}

/// As store(), without a copy of what is stored as it is.
template<typename T>
decltype(auto) view(const T& value)
{
    if constexpr (std::same_as<Stored<T>, T>) {
        return (value);
    } else {
        return store(value);
    }
}

/// What becomes of the terms among the leaves, and what is known of all of them.
enum class Content : std::uint8_t {
    Shared, ///< terms are kept alive by the block
    Copied, ///< in a message, where nothing may be shared
    Immediate, ///< each isImmediate(), so that the size is known to the compiler
};

// -- is a leaf an immediate word? of a tuple: all that are in it --

inline bool isImmediate(Atom)
{
    return true;
}
inline bool isImmediate(Pid)
{
    return true;
}
inline bool isImmediate(Reference)
{
    return true;
}
inline bool isImmediate(std::int64_t value)
{
    return word::fitsSmall(value);
}
inline bool isImmediate(double)
{
    return false;
}
inline bool isImmediate(const std::string&)
{
    return false;
}
inline bool isImmediate(const Term& term)
{
    return !word::isBoxed(term.rawWord());
}
template<typename... Leaves>
bool isImmediate(const TupleExpression<Leaves...>& tuple);

// -- bytes of the nodes a leaf needs --

inline std::size_t nodeBytes(Atom, Content)
{
    return 0;
}
inline std::size_t nodeBytes(Pid, Content)
{
    return 0;
}
inline std::size_t nodeBytes(Reference, Content)
{
    return 0;
}
inline std::size_t nodeBytes(std::int64_t value, Content content)
{
    return content == Content::Immediate || word::fitsSmall(value) ? 0 : sizeof(Node) + 8;
}
inline std::size_t nodeBytes(double value, Content)
{
    if (!std::isfinite(value)) {
        throw Raised::error(atoms::badarith); // as Term(double)
    }
    return sizeof(Node) + 8;
}
inline std::size_t nodeBytes(const std::string& text, Content)
{
    return sizeof(Node) + (text.size() <= 64 ? (text.size() + 7) / 8 * 8 : 8);
}
inline std::size_t nodeBytes(const Term& term, Content content)
{
    return content == Content::Copied ? word::copyBytes(term.rawWord()) : 0;
}
template<typename... Leaves>
std::size_t nodeBytes(const TupleExpression<Leaves...>& tuple, Content content);

// -- writing a leaf into a block --

inline Word write(Atom atom, BlockWriter&, Content)
{
    return word::from(atom);
}
inline Word write(Pid pid, BlockWriter&, Content)
{
    return word::from(pid);
}
inline Word write(Reference reference, BlockWriter&, Content)
{
    return word::from(reference);
}
inline Word write(std::int64_t value, BlockWriter& writer, Content content)
{
    return content == Content::Immediate ? word::fromSmall(value) : writer.addInteger(value);
}
inline Word write(double value, BlockWriter& writer, Content)
{
    return writer.addFloat(value);
}
inline Word write(const std::string& text, BlockWriter& writer, Content)
{
    return writer.addBinary(text);
}
inline Word write(const Term& term, BlockWriter& writer, Content content)
{
    switch (content) {
    case Content::Shared:
        return writer.share(term.rawWord());
    case Content::Copied:
        return writer.copy(term.rawWord());
    case Content::Immediate:
        break;
    }
    return term.rawWord();
}
template<typename... Leaves>
Word write(const TupleExpression<Leaves...>& tuple, BlockWriter& writer, Content content);

// -- matching a word against a leaf --

inline bool matches(Any, Word)
{
    return true;
}
inline bool matches(Atom atom, Word w)
{
    return w == word::from(atom);
}
inline bool matches(Pid pid, Word w)
{
    return w == word::from(pid);
}
inline bool matches(Reference reference, Word w)
{
    return w == word::from(reference);
}
inline bool matches(std::int64_t value, Word w)
{
    return word::fitsSmall(value) ? w == word::fromSmall(value)
                                  : word::exactlyEqual(Term(value).rawWord(), w);
}
inline bool matches(double value, Word w)
{
    return word::exactlyEqual(Term(value).rawWord(), w);
}
inline bool matches(const std::string& text, Word w)
{
    return (word::isKind(w, NodeKind::Binary) || word::isKind(w, NodeKind::SharedBinary)) &&
           word::binaryBytes(word::toNode(w)) == text;
}
inline bool matches(const Term& term, Word w)
{
    return word::exactlyEqual(term.rawWord(), w);
}
inline bool isIntegerWord(Word w)
{
    return word::tagOf(w) == word::SmallInteger || word::isKind(w, NodeKind::BigInteger);
}
inline bool matches(AnyNumber, Word w)
{
    return isIntegerWord(w) || word::isKind(w, NodeKind::Float);
}
inline bool matches(AnyList, Word w)
{
    return w == word::Nil || word::isKind(w, NodeKind::Cons);
}
template<TermKind kind>
bool matches(AnyOf<kind>, Word w)
{
    if constexpr (kind == TermKind::Integer) {
        return isIntegerWord(w);
    } else if constexpr (kind == TermKind::Atom) {
        return word::tagOf(w) == word::AtomTag;
    } else if constexpr (kind == TermKind::Pid) {
        return word::tagOf(w) == word::PidTag;
    } else if constexpr (kind == TermKind::Reference) {
        return word::tagOf(w) == word::ReferenceTag;
    } else if constexpr (kind == TermKind::Tuple) {
        return word::isKind(w, NodeKind::Tuple);
    } else if constexpr (kind == TermKind::Map) {
        return word::isKind(w, NodeKind::Map);
    } else {
        static_assert(kind == TermKind::Binary);
        return word::isKind(w, NodeKind::Binary) || word::isKind(w, NodeKind::SharedBinary);
    }
}
template<typename... Leaves>
bool matches(const TupleExpression<Leaves...>& tuple, Word w);

} // namespace expression

/// A leaf, a tuple of leaves, or a term: what can be sent or built.
template<typename T>
concept Buildable = requires(const expression::Stored<T>& value)
{
    expression::nodeBytes(value, expression::Content::Copied);
};

/// What a message can be matched against.
template<typename T>
concept Matchable = requires(const expression::Stored<T>& value, Word w)
{
    expression::matches(value, w);
};

template<typename... Leaves>
struct TupleExpression {
    std::tuple<Leaves...> leaves;

    /// The tuple as a term, in one block; terms in it are shared.
    operator Term() const requires(Buildable<Leaves>&&...)
    {
        constexpr auto Content = expression::Content::Shared;
        BlockWriter writer(expression::nodeBytes(*this, Content), 0);
        return Term::adopt(expression::write(*this, writer, Content));
    }
};

/// `{A, B, ...}`, as a term to build or as a pattern.
template<typename... Leaves>
auto tuple(Leaves&&... leaves)
{
    return TupleExpression<expression::Stored<Leaves>...>{
        {expression::store(std::forward<Leaves>(leaves))...}};
}

/// `[A, B, ...]`
template<typename... Elements>
Term list(Elements&&... elements)
{
    return Term::list({Term(std::forward<Elements>(elements))...});
}

/// Does the term match the pattern?
template<Matchable Pattern>
bool matches(const Pattern& pattern, const Term& term)
{
    return expression::matches(expression::view(pattern), term.rawWord());
}

namespace expression {

template<typename... Leaves>
bool isImmediate(const TupleExpression<Leaves...>& tuple)
{
    return std::apply([](const auto&... leaf) { return (isImmediate(leaf) && ...); }, tuple.leaves);
}

template<typename... Leaves>
std::size_t nodeBytes(const TupleExpression<Leaves...>& tuple, Content content)
{
    return std::apply(
        [content](const auto&... leaf) {
            return sizeof(Node) + 8 * sizeof...(Leaves) + (std::size_t{0} + ... + nodeBytes(leaf, content));
        },
        tuple.leaves);
}

template<typename... Leaves>
Word write(const TupleExpression<Leaves...>& tuple, BlockWriter& writer, Content content)
{
    Node* node = writer.add(NodeKind::Tuple, sizeof...(Leaves));
    std::apply(
        [&](const auto&... leaf) {
            std::size_t index = 0;
            ((node->words()[index++] = write(leaf, writer, content)), ...);
        },
        tuple.leaves);
    return word::fromNode(node);
}

template<typename... Leaves>
bool matches(const TupleExpression<Leaves...>& tuple, Word w)
{
    if (!word::isKind(w, NodeKind::Tuple) || word::toNode(w)->count != sizeof...(Leaves)) {
        return false;
    }
    const Word* words = word::toNode(w)->words();
    return std::apply(
        [words](const auto&... leaf) {
            std::size_t index = 0;
            return (matches(leaf, words[index++]) && ...);
        },
        tuple.leaves);
}

} // namespace expression

} // namespace factorama
