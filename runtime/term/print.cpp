// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/term/integer.h"
#include "runtime/term/term.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace factorama {

namespace {

/// Deeper terms are printed as "..." at that place.
constexpr int DeepestPrinted = 200;

/// Prints as io_lib's ~tp does, without its line breaks.
class Printer {
public:
    explicit Printer(std::size_t limit) : m_limit(limit) {}

    std::string take() &&
    {
        if (m_text.size() > m_limit) {
            std::size_t end = m_limit > 3 ? m_limit - 3 : 0;
            while (end > 0 && (static_cast<unsigned char>(m_text[end]) & 0xC0) == 0x80) {
                --end; // not inside a UTF-8 sequence
            }
            m_text.resize(end);
            m_text += "...";
        }
        return std::move(m_text);
    }

    void print(const Term& term, int depth)
    {
        if (full()) {
            return;
        }
        if (depth > DeepestPrinted) {
            m_text += "...";
            return;
        }
        switch (term.kind()) {
        case TermKind::Integer:
            printInteger(term);
            break;
        case TermKind::Float:
            printFloat(term.floating());
            break;
        case TermKind::Atom:
            m_text += term.atom().toString();
            break;
        case TermKind::Reference:
            m_text += term.reference().toString();
            break;
        case TermKind::Pid:
            m_text += term.pid().toString();
            break;
        case TermKind::Nil:
            m_text += "[]";
            break;
        case TermKind::Tuple:
            printTuple(term, depth);
            break;
        case TermKind::Map:
            printMap(term, depth);
            break;
        case TermKind::List:
            printList(term, depth);
            break;
        case TermKind::Binary:
            printBinary(term.binary());
            break;
        }
    }

private:
    bool full() const { return m_text.size() > m_limit; }

    void printInteger(const Term& term)
    {
        if (const auto small = term.toInteger()) {
            m_text += fmt::format("{}", *small);
        } else {
            m_text += toBigInteger(term).get_str();
        }
    }

    void printFloat(double value)
    {
        // The fewest digits that read back as this value; the shorter one of 1200.0 and 1.2e3.
        std::array<char, 32> buffer{};
        char* const end =
            std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific)
                .ptr;
        std::string scientific(buffer.data(), end);
        const std::size_t mark = scientific.find('e');
        const int exponent = std::stoi(scientific.substr(mark + 1));
        scientific.resize(mark);
        if (scientific.find('.') == std::string::npos) {
            scientific += ".0";
        }
        scientific += fmt::format("e{}", exponent);
        constexpr double LargestExact = 9007199254740992.0; // 2^53: digits from there on would be made up
        constexpr int LongestFraction = -20;
        if (std::fabs(value) < LargestExact && exponent > LongestFraction) {
            std::array<char, 64> digits{};
            char* const last =
                std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed)
                    .ptr;
            std::string decimal(digits.data(), last);
            if (decimal.find('.') == std::string::npos) {
                decimal += ".0";
            }
            if (decimal.size() <= scientific.size()) {
                m_text += decimal;
                return;
            }
        }
        m_text += scientific;
    }

    void printTuple(const Term& term, int depth)
    {
        m_text += '{';
        for (std::size_t i = 0; i < term.size() && !full(); ++i) {
            m_text += i == 0 ? "" : ",";
            print(term[i], depth + 1);
        }
        m_text += '}';
    }

    void printMap(const Term& term, int depth)
    {
        m_text += "#{";
        bool first = true;
        for (const auto& [key, value] : term.pairs()) {
            m_text += first ? "" : ",";
            first = false;
            print(key, depth + 1);
            m_text += " => ";
            print(value, depth + 1);
            if (full()) {
                return;
            }
        }
        m_text += '}';
    }

    static bool isPrintable(std::int64_t code)
    {
        return (code >= 32 && code < 127) || (code >= 160 && code < 0xD800) ||
               (code >= 0xE000 && code < 0xFFFE) || (code >= 0x10000 && code <= 0x10FFFF) ||
               (code >= 8 && code <= 13) || code == 27;
    }

    void printCharacter(std::uint32_t code)
    {
        switch (code) {
        case '"':
            m_text += "\\\"";
            return;
        case '\\':
            m_text += "\\\\";
            return;
        case '\b':
            m_text += "\\b";
            return;
        case '\t':
            m_text += "\\t";
            return;
        case '\n':
            m_text += "\\n";
            return;
        case '\v':
            m_text += "\\v";
            return;
        case '\f':
            m_text += "\\f";
            return;
        case '\r':
            m_text += "\\r";
            return;
        case 27:
            m_text += "\\e";
            return;
        default:
            break;
        }
        if (code < 0x80) {
            m_text += static_cast<char>(code);
        } else if (code < 0x800) {
            m_text += static_cast<char>(0xC0 | (code >> 6));
            m_text += static_cast<char>(0x80 | (code & 0x3F));
        } else if (code < 0x10000) {
            m_text += static_cast<char>(0xE0 | (code >> 12));
            m_text += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
            m_text += static_cast<char>(0x80 | (code & 0x3F));
        } else {
            m_text += static_cast<char>(0xF0 | (code >> 18));
            m_text += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
            m_text += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
            m_text += static_cast<char>(0x80 | (code & 0x3F));
        }
    }

    /// A proper list of printable characters is a string, as in Erlang's shell.
    static bool isString(Term at)
    {
        while (at.isCons()) {
            const auto code = at.head().isInteger() ? at.head().toInteger() : std::nullopt;
            if (!code || !isPrintable(*code)) {
                return false;
            }
            at = at.tail();
        }
        return at.isNil();
    }

    void printList(const Term& term, int depth)
    {
        Term at = term;
        if (isString(term)) {
            m_text += '"';
            while (at.isCons() && !full()) {
                printCharacter(static_cast<std::uint32_t>(at.head().integer()));
                at = at.tail();
            }
            m_text += '"';
            return;
        }
        m_text += '[';
        for (bool first = true; at.isCons() && !full(); first = false) {
            m_text += first ? "" : ",";
            print(at.head(), depth + 1);
            at = at.tail();
        }
        if (!at.isNil() && !at.isCons()) {
            m_text += '|';
            print(at, depth + 1);
        }
        m_text += ']';
    }

    enum class Text : std::uint8_t { Printable, NotPrintable, NotUtf8 };

    /// The bytes' code points, as long as they are valid UTF-8 and printable.
    static Text decode(std::string_view bytes, std::vector<std::uint32_t>& codes)
    {
        for (std::size_t i = 0; i < bytes.size();) {
            const auto first = static_cast<unsigned char>(bytes[i]);
            const std::size_t length = first < 0x80 ? 1 : (first >= 0xF0 ? 4 : (first >= 0xE0 ? 3 : 2));
            if (i + length > bytes.size() || (first >= 0x80 && first < 0xC2) || first > 0xF4) {
                return Text::NotUtf8;
            }
            std::uint32_t code = length == 1 ? first : first & (0xFFU >> (length + 1));
            for (std::size_t k = 1; k < length; ++k) {
                const auto next = static_cast<unsigned char>(bytes[i + k]);
                if ((next & 0xC0) != 0x80) {
                    return Text::NotUtf8;
                }
                code = (code << 6) | (next & 0x3FU);
            }
            if (!isPrintable(code)) {
                return Text::NotPrintable;
            }
            codes.push_back(code);
            i += length;
        }
        return Text::Printable;
    }

    /// The bytes as code points if all are printable, else false.
    static bool decodeLatin1(std::string_view bytes, std::vector<std::uint32_t>& codes)
    {
        codes.clear();
        for (const char byte : bytes) {
            codes.push_back(static_cast<unsigned char>(byte));
            if (!isPrintable(codes.back())) {
                return false;
            }
        }
        return true;
    }

    void printBinary(std::string_view bytes)
    {
        m_text += "<<";
        std::vector<std::uint32_t> codes;
        const Text text = decode(bytes, codes);
        if (text == Text::Printable || (text == Text::NotUtf8 && decodeLatin1(bytes, codes))) {
            if (!codes.empty()) {
                m_text += '"';
                bool wide = false;
                for (const std::uint32_t code : codes) {
                    wide = wide || code >= 0x80;
                    printCharacter(code);
                    if (full()) {
                        break;
                    }
                }
                m_text += wide && text == Text::Printable ? "\"/utf8" : "\"";
            }
        } else {
            for (std::size_t i = 0; i < bytes.size() && !full(); ++i) {
                m_text += fmt::format("{}{}", i == 0 ? "" : ",", static_cast<unsigned char>(bytes[i]));
            }
        }
        m_text += ">>";
    }

    std::string m_text;
    std::size_t m_limit;
};

} // namespace

std::string Term::toString(std::size_t limit) const
{
    Printer printer(limit);
    printer.print(*this, 0);
    return std::move(printer).take();
}

} // namespace factorama
