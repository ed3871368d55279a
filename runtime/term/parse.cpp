// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/term/parse.h"

#include "runtime/term/integer.h"
#include "runtime/term/raised.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace factorama {

namespace {

constexpr int DeepestNesting = 200;

struct ParseError {
    std::string message;
    std::size_t position;
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isNamePart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '@'
        || static_cast<unsigned char>(c) >= 0x80;
}

/// A recursive descent over the text; throws ParseError, which parseTerm() catches.
class Parser {
public:
    Parser(std::string_view text, std::size_t newAtoms) : m_text(text), m_newAtoms(newAtoms) {}

    Term parseWhole()
    {
        Term term = parse(0);
        skipSpace();
        if (m_at < m_text.size() && m_text[m_at] == '.') {
            ++m_at; // the full stop that ends a term in Erlang
            skipSpace();
        }
        if (m_at < m_text.size()) {
            fail("there is more text after the term");
        }
        return term;
    }

private:
    [[noreturn]] void fail(std::string message) const { throw ParseError{std::move(message), m_at}; }

    char peek(std::size_t ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0'; }

    void skipSpace()
    {
        while (m_at < m_text.size()
               && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\n' || m_text[m_at] == '\r')) {
            ++m_at;
        }
    }

    bool take(std::string_view token)
    {
        skipSpace();
        if (m_text.substr(m_at).starts_with(token)) {
            m_at += token.size();
            return true;
        }
        return false;
    }

    void expect(std::string_view token)
    {
        if (!take(token)) {
            fail(fmt::format("expected `{}` here", token));
        }
    }

    Term parse(int depth)
    {
        if (depth > DeepestNesting) {
            fail("nested more than 200 deep");
        }
        skipSpace();
        const char c = peek();
        if (m_at >= m_text.size()) {
            fail("a term is missing here");
        }
        if (isDigit(c) || ((c == '-' || c == '+') && isDigit(peek(1)))) {
            return parseNumber();
        }
        if (c >= 'a' && c <= 'z') {
            return parseName();
        }
        if (c == '\'') {
            return makeAtom(parseQuoted('\''), m_at);
        }
        if (c == '"') {
            return Term::string(parseQuoted('"'));
        }
        if (take("{")) {
            return Term::tuple(parseElements("}", depth));
        }
        if (take("[")) {
            return parseList(depth);
        }
        if (take("#{")) {
            return parseMap(depth);
        }
        if (take("<<")) {
            return parseBinary();
        }
        if (take("<")) {
            return parsePid();
        }
        if ((c >= 'A' && c <= 'Z') || c == '_') {
            fail("a variable has no value here; an atom that starts with a capital letter is quoted: 'Name'");
        }
        fail("no term starts like this");
    }

    std::vector<Term> parseElements(std::string_view end, int depth)
    {
        std::vector<Term> elements;
        if (take(end)) {
            return elements;
        }
        do {
            elements.push_back(parse(depth + 1));
        } while (take(","));
        expect(end);
        return elements;
    }

    Term parseList(int depth)
    {
        std::vector<Term> elements;
        if (take("]")) {
            return {};
        }
        do {
            elements.push_back(parse(depth + 1));
        } while (take(","));
        Term tail;
        if (take("|")) {
            tail = parse(depth + 1);
        }
        expect("]");
        return Term::list(elements, tail);
    }

    Term parseMap(int depth)
    {
        std::vector<std::pair<Term, Term>> pairs;
        if (take("}")) {
            return Term::map({});
        }
        do {
            Term key = parse(depth + 1);
            expect("=>");
            pairs.emplace_back(std::move(key), parse(depth + 1));
        } while (take(","));
        expect("}");
        return Term::map(std::move(pairs));
    }

    Term parseBinary()
    {
        std::string bytes;
        if (take(">>")) {
            return Term(bytes);
        }
        do {
            skipSpace();
            if (peek() == '"') {
                bytes += parseQuoted('"');
                take("/utf8");
            } else {
                const std::size_t start = m_at;
                const auto byte = parseNumber().toInteger();
                if (!byte || *byte < 0 || *byte > 255) {
                    m_at = start;
                    fail("a byte of a binary is an integer from 0 to 255");
                }
                bytes += static_cast<char>(*byte);
            }
        } while (take(","));
        expect(">>");
        return Term(bytes);
    }

    std::uint64_t parsePart(std::uint64_t largest)
    {
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(m_text.data() + m_at, m_text.data() + m_text.size(), value);
        if (error != std::errc() || value > largest) {
            fail("a pid is written <0.index.serial>");
        }
        m_at = static_cast<std::size_t>(end - m_text.data());
        return value;
    }

    Term parsePid()
    {
        if (parsePart(0) != 0) {
            fail("only pids of this node, <0.index.serial>, are known");
        }
        expect(".");
        const std::uint64_t index = parsePart((1U << Pid::IndexBits) - 1);
        expect(".");
        const std::uint64_t serial = parsePart(UINT32_MAX);
        expect(">");
        return Pid(static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(serial));
    }

    std::string takeDigits(int base)
    {
        std::string digits;
        for (;; ++m_at) {
            const char c = peek();
            if (c == '_' && !digits.empty() && m_at + 1 < m_text.size() && isNamePart(peek(1))) {
                continue;
            }
            const int value = isDigit(c) ? c - '0' : (c >= 'a' && c <= 'z') ? c - 'a' + 10
                : (c >= 'A' && c <= 'Z')                                    ? c - 'A' + 10
                                                                            : 99;
            if (value >= base) {
                return digits;
            }
            digits += c;
        }
    }

    Term parseNumber()
    {
        skipSpace();
        const std::size_t start = m_at;
        const bool negative = peek() == '-';
        m_at += peek() == '-' || peek() == '+' ? 1 : 0;
        std::string digits = takeDigits(10);
        if (digits.empty()) {
            fail("a number is missing here");
        }
        int base = 10;
        if (peek() == '#') {
            const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), base);
            if (error != std::errc() || base < 2 || base > 36) {
                fail("the base of a number is 2 to 36");
            }
            ++m_at;
            digits = takeDigits(base);
            if (digits.empty()) {
                fail(fmt::format("digits to the base {} are missing here", base));
            }
        } else if (peek() == '.' && isDigit(peek(1))) {
            ++m_at;
            digits += '.' + takeDigits(10);
            if (peek() == 'e' || peek() == 'E') {
                ++m_at;
                digits += 'e';
                if (peek() == '-' || peek() == '+') {
                    digits += m_text[m_at++];
                }
                digits += takeDigits(10);
            }
            double value = 0;
            const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
            if (error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(value)) {
                m_at = start;
                fail("this is not a floating point number that a computer can hold");
            }
            return Term(negative ? -value : value);
        }
        if (isNamePart(peek())) {
            fail("this does not belong to a number");
        }
        mpz_class value(digits, base);
        return toTerm(negative ? mpz_class(-value) : value);
    }

    Term parseName()
    {
        const std::size_t start = m_at;
        while (isNamePart(peek())) {
            ++m_at;
        }
        return makeAtom(std::string(m_text.substr(start, m_at - start)), start);
    }

    Term makeAtom(const std::string& text, std::size_t position)
    {
        if (const auto atom = Atom::existing(text)) {
            return *atom;
        }
        if (m_newAtoms == 0) {
            m_at = position;
            fail(fmt::format("there is no atom `{}`; text is written in quotes: \"{}\"", text, text));
        }
        try {
            const Atom atom(text);
            --m_newAtoms;
            return atom;
        } catch (const AtomError& error) {
            m_at = position;
            fail(error.what());
        }
    }

    /// Text between quotes, its escapes resolved.
    std::string parseQuoted(char quote)
    {
        const std::size_t start = m_at++;
        std::string text;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at++];
            if (c == quote) {
                return text;
            }
            if (c != '\\') {
                text += c;
                continue;
            }
            const char escaped = peek();
            ++m_at;
            switch (escaped) {
            case 'n': text += '\n'; break;
            case 't': text += '\t'; break;
            case 'r': text += '\r'; break;
            case 'b': text += '\b'; break;
            case 'e': text += '\x1b'; break;
            case 's': text += ' '; break;
            default: text += escaped;
            }
        }
        m_at = start;
        fail(fmt::format("the closing {} is missing", quote));
    }

    std::string_view m_text;
    std::size_t m_newAtoms;
    std::size_t m_at = 0;
};

} // namespace

ParsedTerm parseTerm(std::string_view text, std::size_t newAtoms)
{
    try {
        return {Parser(text, newAtoms).parseWhole(), {}, 0};
    } catch (const ParseError& error) {
        return {std::nullopt, error.message, std::min(error.position, text.size())};
    }
}

} // namespace factorama
