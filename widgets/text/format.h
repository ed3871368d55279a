// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <string>
#include <string_view>

namespace factorama {

/// UTF-8 of the runtime as Qt's text.
QString toQString(std::string_view text);

/// A count with the thousands separators of the person's language.
QString countText(std::uint64_t value);

/// `count` and the noun, in the plural unless it is one: "1 process", "1,024 processes". Both are to be
/// translated already; a sentence asks tr() for its plural instead, see pluralOf().
QString countText(std::uint64_t value, const QString& singular, const QString& plural);

/// The count as tr() takes it to choose the plural and to write it for `%Ln`; counts beyond two thousand
/// millions are cut there. What may be more is written with countText() instead, as `%1`.
int pluralOf(std::uint64_t value);

/// A length of time with a unit that fits: "35 µs", "4.2 ms", "1.50 s", "2:05 min".
QString durationText(double seconds);

/// Time since the node's start: "0:00:01.250".
QString clockText(std::int64_t milliseconds);

/// Whole percent of a share from 0 to 1: "43 %".
QString percentText(double share);

/// Factors as a person writes them: "2^9 x 5^9" becomes "2⁹ × 5⁹".
QString factorsText(std::string_view text);

/// The text, shortened in the middle if it is longer than `limit` characters.
QString shortened(const QString& text, int limit);

} // namespace factorama
