// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/term/word.h"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace factorama {

enum class TermKind : std::uint8_t { Integer, Float, Atom, Reference, Pid, Tuple, Map, Nil, List, Binary };

/// An Erlang value: integer of any size, float, atom, reference, pid, tuple, map, list, binary. Immutable;
/// copying shares the memory.
///
/// Threads: a term belongs to the process (or thread) that made or received it. What crosses over is copied
/// by the runtime: send a term, or give it to spawn; never hand a Term to another thread by yourself.
///
/// Accessors throw Raised (error:badarg) for a term of another kind.
class Term {
public:
    /// The empty list, `[]`.
    Term() noexcept : m_word(word::Nil) {}
    Term(Atom atom) noexcept : m_word(word::from(atom)) {}
    Term(Pid pid) noexcept : m_word(word::from(pid)) {}
    Term(Reference reference) noexcept : m_word(word::from(reference)) {}
    Term(bool value) noexcept : m_word(word::from(value ? atoms::true_ : atoms::false_)) {}
    template<std::integral I>
    requires(!std::same_as<I, bool>) Term(I value) : m_word(integerWord(value)) {}
    Term(double value);
    /// A binary with these bytes (Elixir's strings).
    Term(std::string_view bytes);
    Term(const char* text) : Term(std::string_view(text)) {}
    Term(const std::string& text) : Term(std::string_view(text)) {}

    Term(const Term& other) noexcept : m_word(other.m_word) { word::retain(m_word); }
    Term(Term&& other) noexcept : m_word(std::exchange(other.m_word, word::Nil)) {}
    Term& operator=(const Term& other) noexcept
    {
        word::retain(other.m_word);
        word::release(std::exchange(m_word, other.m_word));
        return *this;
    }
    Term& operator=(Term&& other) noexcept
    {
        std::swap(m_word, other.m_word);
        return *this;
    }
    ~Term() { word::release(m_word); }

    static Term tuple(const std::vector<Term>& elements);
    /// A proper list, or with a `tail` other than `[]` an improper one.
    static Term list(const std::vector<Term>& elements, const Term& tail = {});
    static Term cons(const Term& head, const Term& tail);
    /// A map of these pairs; of equal keys the last one counts.
    static Term map(std::vector<std::pair<Term, Term>> pairs);
    /// Erlang's string: a list of the characters' code points.
    static Term string(std::string_view utf8);

    TermKind kind() const;
    bool isInteger() const;
    bool isFloat() const { return word::isKind(m_word, NodeKind::Float); }
    bool isNumber() const { return isInteger() || isFloat(); }
    bool isAtom() const { return word::tagOf(m_word) == word::AtomTag; }
    bool isAtom(Atom atom) const { return m_word == word::from(atom); }
    bool isPid() const { return word::tagOf(m_word) == word::PidTag; }
    bool isReference() const { return word::tagOf(m_word) == word::ReferenceTag; }
    bool isNil() const { return m_word == word::Nil; }
    bool isCons() const { return word::isKind(m_word, NodeKind::Cons); }
    bool isList() const { return isNil() || isCons(); }
    bool isMap() const { return word::isKind(m_word, NodeKind::Map); }
    bool isBinary() const
    {
        return word::isKind(m_word, NodeKind::Binary) || word::isKind(m_word, NodeKind::SharedBinary);
    }
    bool isTuple() const { return word::isKind(m_word, NodeKind::Tuple); }
    bool isTuple(std::size_t arity) const { return isTuple() && word::toNode(m_word)->count == arity; }

    /// The value, if it is an integer of 64 bits.
    std::optional<std::int64_t> toInteger() const;
    std::int64_t integer() const
    {
        return word::tagOf(m_word) == word::SmallInteger ? word::toSmall(m_word) : bigInteger();
    }
    double floating() const; ///< of a float or an integer
    Atom atom() const
    {
        require(isAtom());
        return word::toAtom(m_word);
    }
    Pid pid() const
    {
        require(isPid());
        return word::toPid(m_word);
    }
    Reference reference() const
    {
        require(isReference());
        return word::toReference(m_word);
    }
    /// Bytes of a binary; valid while this term, or what it was taken from, lives.
    std::string_view binary() const;

    /// Elements of a tuple, pairs of a map, elements of a proper list.
    std::size_t size() const;
    /// Element of a tuple, counted from 0.
    [[gnu::always_inline]] Term operator[](std::size_t index) const
    {
        require(isTuple() && index < word::toNode(m_word)->count);
        return from(word::toNode(m_word)->words()[index]);
    }
    Term head() const;
    Term tail() const;
    /// Elements of a proper list.
    std::vector<Term> elements() const;
    /// Value under a key of a map.
    std::optional<Term> find(const Term& key) const;
    /// This map with the key's value put or replaced.
    Term with(const Term& key, const Term& value) const;
    /// This map without the key.
    Term without(const Term& key) const;
    std::vector<std::pair<Term, Term>> pairs() const;

    /// A copy that shares no memory with this one (but for immutable binaries over 64 bytes).
    Term isolated() const;

    /// Erlang's =:=, so 1 and 1.0 differ.
    bool operator==(const Term& other) const { return word::exactlyEqual(m_word, other.m_word); }
    /// Erlang's order of terms, made total: of those that are ==, integers come before floats.
    bool operator<(const Term& other) const
    {
        const int order = word::compare(m_word, other.m_word, false);
        return order < 0 || (order == 0 && word::compare(m_word, other.m_word, true) < 0);
    }

    /// In Erlang's notation; past `limit` characters cut, with "..." at the end.
    std::string toString(std::size_t limit = SIZE_MAX) const;

    /// For runtime/term/ and the message path only.
    Word rawWord() const { return m_word; }
    /// Takes over one count of the word's block.
    static Term adopt(Word w) noexcept
    {
        Term term;
        term.m_word = w;
        return term;
    }
    /// Shares the word's block.
    static Term from(Word w) noexcept
    {
        word::retain(w);
        return adopt(w);
    }

private:
    [[noreturn]] static void raiseBadarg();
    static void require(bool condition)
    {
        if (!condition) {
            raiseBadarg();
        }
    }
    std::int64_t bigInteger() const;
    template<std::integral I>
    static Word integerWord(I value)
    {
        if constexpr (std::unsigned_integral<I> && sizeof(I) == 8) {
            if (value > static_cast<std::uint64_t>(word::LargestSmall)) {
                return bigWord(value, false);
            }
            return word::fromSmall(static_cast<std::int64_t>(value));
        } else {
            const auto wide = static_cast<std::int64_t>(value);
            if (word::fitsSmall(wide)) {
                return word::fromSmall(wide);
            }
            return bigWord(wide < 0 ? 0 - static_cast<std::uint64_t>(wide) : static_cast<std::uint64_t>(wide),
                           wide < 0);
        }
    }
    static Word bigWord(std::uint64_t magnitude, bool negative);

    Word m_word;
};

} // namespace factorama
