// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/natural.h"

#include <fmt/format.h>

#include <algorithm>

namespace factorama {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isBlank(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && isBlank(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

NaturalError notWhole(std::string_view text)
{
    return {fmt::format("{} is not a whole number", shortened(text))};
}

/// What is wrong with a text that has something other than digits and `_` in it.
NaturalError explain(std::string_view text)
{
    const auto onlyOf = [](std::string_view part, std::string_view allowed) {
        return !part.empty() && part.find_first_not_of(allowed) == std::string_view::npos;
    };
    if (text.front() == '-' && onlyOf(text.substr(1), "0123456789_.")) {
        return {fmt::format("{} is negative: give a number from 1 up", shortened(text))};
    }
    if (text.front() == '+' && onlyOf(text.substr(1), "0123456789_")) {
        return {fmt::format("{}: leave the plus sign out", shortened(text))};
    }
    const bool hasDigit = std::any_of(text.begin(), text.end(), isDigit);
    if (hasDigit && onlyOf(text, "0123456789_.eE+-")) {
        return notWhole(text);
    }
    return {fmt::format("\"{}\" is not a number", shortened(text))};
}

} // namespace

std::string shortened(std::string_view text, std::size_t limit)
{
    std::size_t length = std::min(text.size(), limit);
    if (length < text.size()) {
        // A byte 10xxxxxx continues a character: step back to where that one starts.
        while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
            --length;
        }
    }
    std::string shown(text.substr(0, length));
    for (char& c : shown) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) {
            c = '?';
        }
    }
    if (length < text.size()) {
        shown += "...";
    }
    return shown;
}

ParsedNatural parseNatural(std::string_view text)
{
    text = trimmed(text);
    if (text.empty()) {
        return NaturalError{"nothing given: type a number from 1 up"};
    }
    if (text.find_first_not_of("0123456789_") != std::string_view::npos) {
        return explain(text);
    }
    std::string digits;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '_') {
            if (text[i] != '0' || !digits.empty()) {
                digits += text[i];
            }
            continue;
        }
        if (i == 0 || i + 1 == text.size() || text[i + 1] == '_') {
            if (std::none_of(text.begin(), text.end(), isDigit)) {
                return NaturalError{fmt::format("\"{}\" is not a number", shortened(text))};
            }
            return NaturalError{fmt::format("{}: one _ may only stand between two digits", shortened(text))};
        }
    }
    if (digits.empty()) {
        return NaturalError{"0 has no prime factorization: give a number from 1 up"};
    }
    if (digits.size() > maximumDigits) {
        return NaturalError{
            fmt::format("{} has {} digits; the limit is {}", shortened(text), digits.size(), maximumDigits)};
    }
    return Natural(digits, 10);
}

} // namespace factorama
