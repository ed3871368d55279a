// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

namespace factorama {

namespace {

constexpr std::string_view rangeSign = "..";
constexpr std::string_view blanks = " \t\v\f";
constexpr std::string_view separators = " \t\v\f\r\n,;";
constexpr std::size_t maximumErrors = 1000;
constexpr std::size_t maximumBytes = std::size_t{256}
                                     << 20U; ///< of digits: long numbers make long ranges big

/// Collects the numbers of one plan and watches over its limits.
class Collector {
public:
    void add(std::string_view token)
    {
        const std::size_t sign = token.find(rangeSign);
        if (sign == std::string_view::npos) {
            addNumber(token);
        } else {
            addRange(token, token.substr(0, sign), token.substr(sign + rangeSign.size()));
        }
    }

    ParsedNumbers finished() &&
    {
        if (m_hiddenErrors > 0) {
            m_result.errors.push_back({"", fmt::format("{} more errors", m_hiddenErrors)});
        }
        return std::move(m_result);
    }

private:
    void fail(std::string_view token, std::string message)
    {
        if (m_result.errors.size() < maximumErrors) {
            m_result.errors.push_back({shortened(token), std::move(message)});
        } else {
            ++m_hiddenErrors;
        }
    }

    /// Whether `count` numbers like `largest` still fit; says why not otherwise.
    bool fits(std::string_view token, const Natural& count, const Natural& largest)
    {
        const std::size_t room = maximumNumbers - m_result.numbers.size();
        if (count > Natural(room)) {
            const std::string what = count > 1
                                         ? fmt::format("these are {} numbers", shortened(count.get_str()))
                                         : "too many numbers";
            std::string message = fmt::format("{}: a plan takes at most {}", what, maximumNumbers);
            if (!m_result.numbers.empty()) {
                message += fmt::format(", and {} came before", m_result.numbers.size());
            }
            fail(token, std::move(message));
            return false;
        }
        const std::size_t bytes =
            count.get_ui() * (sizeof(Natural) + mpz_size(largest.get_mpz_t()) * sizeof(mp_limb_t));
        if (m_bytes + bytes > maximumBytes) {
            fail(token,
                 fmt::format("too many long numbers: a plan takes at most {} MiB", maximumBytes >> 20U));
            return false;
        }
        m_bytes += bytes;
        return true;
    }

    void addNumber(std::string_view token)
    {
        ParsedNatural parsed = parseNatural(token);
        if (auto* const error = std::get_if<NaturalError>(&parsed)) {
            fail(token, std::move(error->message));
        } else if (fits(token, 1, std::get<Natural>(parsed))) {
            m_result.numbers.push_back(std::get<Natural>(std::move(parsed)));
        }
    }

    void addRange(std::string_view token, std::string_view firstText, std::string_view lastText)
    {
        if (firstText.find_first_not_of(blanks) == std::string_view::npos ||
            lastText.find_first_not_of(blanks) == std::string_view::npos) {
            fail(token, "a range needs both ends, as in 10..15");
            return;
        }
        if (lastText.find(rangeSign) != std::string_view::npos || lastText.front() == '.') {
            fail(token, fmt::format("{} is not a range: write it as 10..15", shortened(token)));
            return;
        }
        ParsedNatural first = parseNatural(firstText);
        ParsedNatural last = parseNatural(lastText);
        for (auto* const end : {&first, &last}) {
            if (auto* const error = std::get_if<NaturalError>(end)) {
                fail(token, std::move(error->message));
                return;
            }
        }
        const auto& low = std::get<Natural>(first);
        const auto& high = std::get<Natural>(last);
        if (low > high) {
            const std::string swapped =
                fmt::format("{}..{}", shortened(high.get_str()), shortened(low.get_str()));
            fail(token, fmt::format("the range runs downward: swap its ends, {}", swapped));
            return;
        }
        const Natural count = high - low + 1;
        if (!fits(token, count, high)) {
            return;
        }
        const std::size_t wanted = m_result.numbers.size() + count.get_ui();
        if (wanted > m_result.numbers.capacity()) {
            m_result.numbers.reserve(std::max(wanted, 2 * m_result.numbers.capacity()));
        }
        for (Natural number = low; number <= high; ++number) {
            m_result.numbers.push_back(number);
        }
    }

    ParsedNumbers m_result;
    std::size_t m_bytes = 0;
    std::size_t m_hiddenErrors = 0;
};

/// Splits text into tokens, one number or range each, and gives them to a collector as it goes.
void collect(std::string_view text, Collector& collector)
{
    const auto skipBlanks = [text](std::size_t at) {
        const std::size_t next = text.find_first_not_of(blanks, at);
        return next == std::string_view::npos ? text.size() : next;
    };
    std::size_t position = text.find_first_not_of(separators);
    while (position < text.size()) {
        std::size_t end = std::min(text.find_first_of(separators, position), text.size());
        // Blanks around the `..` of a range belong to it: 10 .. 15, 10.. 15, 10 ..15.
        const std::size_t next = skipBlanks(end);
        const bool endsOpen = text.substr(position, end - position).ends_with(rangeSign);
        if (!endsOpen && text.substr(next).starts_with(rangeSign)) {
            end = std::min(text.find_first_of(separators, next), text.size());
        }
        if (text.substr(position, end - position).ends_with(rangeSign)) {
            const std::size_t last = skipBlanks(end);
            if (last < text.size() && separators.find(text[last]) == std::string_view::npos) {
                end = std::min(text.find_first_of(separators, last), text.size());
            }
        }
        collector.add(text.substr(position, end - position));
        position = text.find_first_not_of(separators, end);
    }
}

} // namespace

ParsedNumbers parseNumbersText(std::string_view text)
{
    Collector collector;
    collect(text, collector);
    return std::move(collector).finished();
}

ParsedNumbers parseNumbers(const std::vector<std::string>& words)
{
    std::string text; // joined by blanks, so that 10 .. 15 as three words is a range too
    for (const std::string& word : words) {
        text += word;
        text += ' ';
    }
    return parseNumbersText(text);
}

} // namespace factorama
