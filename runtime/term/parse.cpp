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
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_' || c == '@' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// One of ß to ÿ (in UTF-8), with which an atom may start.
bool isSmallLatin1Letter(char first, char second)
{
    const auto code = static_cast<unsigned char>(second);
    return static_cast<unsigned char>(first) == 0xC3 && code >= 0x9F && code != 0xB7;
}

/// Elixir writes :atoms, %{maps} and #PID<0.1.2>, none of which Erlang knows.
bool isElixir(std::string_view text)
{
    char quote = '\0';
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        if (quote != '\0') {
            i += c == '\\' ? 1 : 0;
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if ((c == ':' && (isNamePart(next) || next == '"')) || (c == '%' && next == '{') ||
                   text.substr(i).starts_with("#PID<")) {
            return true;
        }
    }
    return false;
}

/// A recursive descent over the text; throws ParseError, which parseTerm() catches.
class Parser {
public:
    Parser(std::string_view text, std::size_t newAtoms, std::optional<Pid> self)
        : m_text(text),
          m_newAtoms(newAtoms),
          m_self(self),
          m_elixir(isElixir(text))
    {
    }

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

    char peek(std::size_t ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\n' ||
                                        m_text[m_at] == '\r')) {
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
        if (m_self && takeSelf()) {
            return *m_self;
        }
        if (isDigit(c) || ((c == '-' || c == '+') && isDigit(peek(1)))) {
            return parseNumber();
        }
        if ((c >= 'a' && c <= 'z') || isSmallLatin1Letter(c, peek(1))) {
            return parseName();
        }
        if (c == '\'') {
            const std::size_t start = m_at;
            const std::string quoted = parseQuoted('\'');
            return m_elixir ? Term::string(quoted) : makeAtom(quoted, start);
        }
        if (c == '"') {
            const std::string quoted = parseQuoted('"');
            return m_elixir ? Term(quoted) : Term::string(quoted);
        }
        if (m_elixir && c == ':') {
            const std::size_t start = m_at++;
            return peek() == '"' ? makeAtom(parseQuoted('"'), start) : parseName();
        }
        if (take("{")) {
            return Term::tuple(parseElements("}", depth));
        }
        if (take("[")) {
            return parseList(depth);
        }
        if (take("#{") || (m_elixir && take("%{"))) {
            return parseMap(depth);
        }
        if (take("<<")) {
            return parseBinary();
        }
        if (take("<") || (m_elixir && take("#PID<"))) {
            return parsePid();
        }
        if ((c >= 'A' && c <= 'Z') || c == '_') {
            fail("a variable has no value here; an atom that starts with a capital letter is quoted: 'Name'");
        }
        fail("no term starts like this");
    }

    /// `Self`, `self()` or, in Elixir, `self`.
    bool takeSelf()
    {
        const std::size_t length = m_text.substr(m_at).starts_with("self()")
                                       ? 6
                                       : (m_elixir ? startsWith("self") : startsWith("Self"));
        const bool found = length != 0 && !isNamePart(peek(length));
        m_at += found ? length : 0;
        return found;
    }

    std::size_t startsWith(std::string_view word) const
    {
        return m_text.substr(m_at).starts_with(word) ? word.size() : 0;
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
            if (!m_elixir || !key.isAtom() || !take(":")) { // %{key: value}
                expect("=>");
            }
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
            const std::size_t start = m_at;
            if (peek() == '"') {
                const std::string text = parseQuoted('"');
                if (take("/utf8")) {
                    bytes += text;
                } else if (!appendLatin1(bytes, text)) {
                    m_at = start;
                    fail("each character is a byte here, for others add /utf8 after the text");
                }
            } else {
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

    /// One byte a character; false if there is one above 255.
    static bool appendLatin1(std::string& bytes, std::string_view utf8)
    {
        for (std::size_t i = 0; i < utf8.size(); ++i) {
            const auto byte = static_cast<unsigned char>(utf8[i]);
            if (byte < 0x80) {
                bytes += utf8[i];
            } else if ((byte == 0xC2 || byte == 0xC3) && i + 1 < utf8.size()) {
                bytes += static_cast<char>(static_cast<unsigned char>(utf8[++i]) + (byte == 0xC3 ? 0x40 : 0));
            } else {
                return false;
            }
        }
        return true;
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
            const int value = isDigit(c)               ? c - '0'
                              : (c >= 'a' && c <= 'z') ? c - 'a' + 10
                              : (c >= 'A' && c <= 'Z') ? c - 'A' + 10
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

    /// What follows a backslash.
    std::uint32_t parseEscaped()
    {
        const char escaped = peek();
        if (m_at < m_text.size()) {
            ++m_at;
        }
        switch (escaped) {
        case 'b':
            return '\b';
        case 'd':
            return 127;
        case 'e':
            return 27;
        case 'f':
            return '\f';
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 's':
            return ' ';
        case 't':
            return '\t';
        case 'v':
            return '\v';
        case 'x':
            return parseHexadecimal();
        case '^':
            return m_at < m_text.size() ? static_cast<unsigned char>(m_text[m_at++]) & 31U : 0;
        default:
            break;
        }
        if (escaped >= '0' && escaped <= '7') {
            std::uint32_t code = static_cast<std::uint32_t>(escaped - '0');
            for (int i = 0; i < 2 && peek() >= '0' && peek() <= '7'; ++i) {
                code = 8 * code + static_cast<std::uint32_t>(m_text[m_at++] - '0');
            }
            return code;
        }
        // Any other character stands for itself.
        std::uint32_t code = static_cast<unsigned char>(escaped);
        if (code >= 0xC0) {
            code &= code >= 0xF0 ? 0x07U : (code >= 0xE0 ? 0x0FU : 0x1FU);
            while ((static_cast<unsigned char>(peek()) & 0xC0) == 0x80) {
                code = (code << 6) | (static_cast<unsigned char>(m_text[m_at++]) & 0x3FU);
            }
        }
        return code;
    }

    /// Of \xHH or \x{H...}: what follows the x.
    std::uint32_t parseHexadecimal()
    {
        const std::size_t start = m_at;
        const bool braces = peek() == '{';
        m_at += braces ? 1 : 0;
        const std::size_t longest = m_text.substr(m_at).find('}');
        const std::size_t length = std::min(braces ? longest : 2, m_text.size() - m_at);
        std::uint32_t code = 0;
        const char* const first = m_text.data() + m_at;
        const auto [end, error] = std::from_chars(first, first + length, code, 16);
        const bool complete = end == first + length && length > 0;
        if (error != std::errc() || !complete || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) {
            m_at = start;
            fail("the number of a character is missing here: \\x41 or \\x{1F600}");
        }
        m_at += length + (braces ? 1 : 0);
        return code;
    }

    static void appendCharacter(std::string& text, std::uint32_t code)
    {
        if (code < 0x80) {
            text += static_cast<char>(code);
            return;
        }
        const int continued = code < 0x800 ? 1 : (code < 0x10000 ? 2 : 3);
        const std::uint32_t lead = continued == 1 ? 0xC0 : (continued == 2 ? 0xE0 : 0xF0);
        text += static_cast<char>(lead | (code >> (6 * continued)));
        for (int i = continued - 1; i >= 0; --i) {
            text += static_cast<char>(0x80 | ((code >> (6 * i)) & 0x3F));
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
            appendCharacter(text, parseEscaped());
        }
        m_at = start;
        fail(fmt::format("the closing {} is missing", quote));
    }

    std::string_view m_text;
    std::size_t m_newAtoms;
    std::optional<Pid> m_self;
    bool m_elixir;
    std::size_t m_at = 0;
};

ParsedTerm parseWhole(Parser parser, std::string_view text)
{
    try {
        return {parser.parseWhole(), {}, 0};
    } catch (const ParseError& error) {
        return {std::nullopt, error.message, std::min(error.position, text.size())};
    }
}

} // namespace

ParsedTerm parseTerm(std::string_view text, std::size_t newAtoms)
{
    return parseWhole(Parser(text, newAtoms, std::nullopt), text);
}

ParsedTerm parseTerm(std::string_view text, std::size_t newAtoms, Pid self)
{
    return parseWhole(Parser(text, newAtoms, self), text);
}

} // namespace factorama
