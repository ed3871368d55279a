// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gmpxx.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace factorama {

/// A natural number of any size. GMP's integer: thread-safe as long as no two threads share one object.
using Natural = mpz_class;

/// The longest number that parseNatural() takes, in decimal digits without leading zeros.
inline constexpr std::size_t maximumDigits = 4096;

/// Why a text is no natural number, in one sentence for the person who typed it.
struct NaturalError {
    std::string message;
};

/// A number from 1 up, or what is wrong with the text.
using ParsedNatural = std::variant<Natural, NaturalError>;

/// Reads one natural number in decimal digits, as a person types it: blanks around it are dropped, and one
/// `_` may stand between two digits (1_000_000). 0, signs, decimals, other text and more than maximumDigits
/// digits are errors. Never throws but for want of memory. Any thread.
ParsedNatural parseNatural(std::string_view text);

/// `text` fit to be shown in a message: at most `limit` bytes and then "...", never cut inside a UTF-8
/// character, with a `?` in place of every control character. Any thread.
std::string shortened(std::string_view text, std::size_t limit = 40);

} // namespace factorama
