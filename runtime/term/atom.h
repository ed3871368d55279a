// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace factorama {

/// The atom table is full, or the text of an atom is longer than 255 characters.
class AtomError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// An interned name. Two atoms are equal exactly if their texts are. A plain value, safe in every thread.
/// Atoms are never given back, therefore the table is bounded (Erlang's 1,048,576), and text that comes from
/// a person or from outside is looked up with existing() instead of making new atoms.
class Atom {
public:
    static constexpr std::size_t TableLimit = 1'048'576;
    static constexpr std::size_t MaximumLength = 255;

    /// The atom `undefined`.
    constexpr Atom() = default;

    /// The atom with this UTF-8 text, made if it is new. Throws AtomError past the limits.
    explicit Atom(std::string_view text);

    /// The atom with this text if there is one already; never makes one.
    static std::optional<Atom> existing(std::string_view text);

    static constexpr Atom fromIndex(std::uint32_t index)
    {
        Atom atom;
        atom.m_index = index;
        return atom;
    }

    /// How many atoms there are.
    static std::size_t count();

    /// The text, valid for the life of the program.
    std::string_view text() const;
    /// As Erlang's source writes it: quoted where it has to be.
    std::string toString() const;

    constexpr std::uint32_t index() const { return m_index; }
    constexpr bool isUndefined() const { return m_index == 0; }
    constexpr bool operator==(const Atom&) const = default;

private:
    std::uint32_t m_index = 0;
};

/// Atoms that the runtime itself speaks of. The numbers are fixed: atom.cpp interns them in this order.
namespace atoms {
inline constexpr Atom undefined = Atom::fromIndex(0);
inline constexpr Atom true_ = Atom::fromIndex(1);
inline constexpr Atom false_ = Atom::fromIndex(2);
inline constexpr Atom ok = Atom::fromIndex(3);
inline constexpr Atom error = Atom::fromIndex(4);
inline constexpr Atom normal = Atom::fromIndex(5);
inline constexpr Atom kill = Atom::fromIndex(6);
inline constexpr Atom killed = Atom::fromIndex(7);
inline constexpr Atom noproc = Atom::fromIndex(8);
inline constexpr Atom shutdown = Atom::fromIndex(9);
inline constexpr Atom exit = Atom::fromIndex(10); // 'EXIT'
inline constexpr Atom down = Atom::fromIndex(11); // 'DOWN'
inline constexpr Atom process = Atom::fromIndex(12);
inline constexpr Atom badarg = Atom::fromIndex(13);
inline constexpr Atom nocatch = Atom::fromIndex(14);
inline constexpr Atom timeout = Atom::fromIndex(15);
inline constexpr Atom timeoutValue = Atom::fromIndex(16);
inline constexpr Atom infinity = Atom::fromIndex(17);
inline constexpr Atom systemLimit = Atom::fromIndex(18);
inline constexpr Atom badmatch = Atom::fromIndex(19);
inline constexpr Atom nonode = Atom::fromIndex(20); // nonode@nohost
inline constexpr Atom nil = Atom::fromIndex(21);
inline constexpr Atom badarith = Atom::fromIndex(22);
inline constexpr Atom ignore = Atom::fromIndex(23);
inline constexpr Atom reply = Atom::fromIndex(24);
inline constexpr Atom noreply = Atom::fromIndex(25);
inline constexpr Atom stop = Atom::fromIndex(26);
inline constexpr Atom genCall = Atom::fromIndex(27); // '$gen_call'
inline constexpr Atom genCast = Atom::fromIndex(28); // '$gen_cast'
inline constexpr Atom alreadyStarted = Atom::fromIndex(29);
inline constexpr Atom cppException = Atom::fromIndex(30);
inline constexpr Atom undef = Atom::fromIndex(31);
} // namespace atoms

} // namespace factorama
