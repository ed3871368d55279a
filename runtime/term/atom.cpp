// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/term/atom.h"

#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

namespace factorama {

namespace {

/// In the order of the constants in namespace atoms.
constexpr std::array Predefined = {
    std::string_view("undefined"),     std::string_view("true"),
    std::string_view("false"),         std::string_view("ok"),
    std::string_view("error"),         std::string_view("normal"),
    std::string_view("kill"),          std::string_view("killed"),
    std::string_view("noproc"),        std::string_view("shutdown"),
    std::string_view("EXIT"),          std::string_view("DOWN"),
    std::string_view("process"),       std::string_view("badarg"),
    std::string_view("nocatch"),       std::string_view("timeout"),
    std::string_view("timeout_value"), std::string_view("infinity"),
    std::string_view("system_limit"),  std::string_view("badmatch"),
    std::string_view("nonode@nohost"), std::string_view("nil"),
    std::string_view("badarith"),      std::string_view("ignore"),
    std::string_view("reply"),         std::string_view("noreply"),
    std::string_view("stop"),          std::string_view("$gen_call"),
    std::string_view("$gen_cast"),     std::string_view("already_started"),
    std::string_view("cpp_exception"), std::string_view("undef"),
};

/// Texts by index are read without a lock: a segment is published once and never moves. New texts are added
/// under the mutex.
class AtomTable {
public:
    AtomTable()
    {
        for (const std::string_view text : Predefined) {
            add(text);
        }
    }

    std::optional<std::uint32_t> find(std::string_view text) const
    {
        const std::shared_lock lock(m_mutex);
        const auto found = m_indexes.find(text);
        return found == m_indexes.end() ? std::nullopt : std::optional(found->second);
    }

    std::uint32_t intern(std::string_view text)
    {
        if (const auto index = find(text)) {
            return *index;
        }
        // Characters, not bytes, are limited: bytes that continue a UTF-8 sequence do not count.
        std::size_t length = 0;
        for (const char byte : text) {
            length += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1 : 0;
        }
        if (length > Atom::MaximumLength) {
            throw AtomError("an atom has at most 255 characters, this one has " + std::to_string(length));
        }
        const std::unique_lock lock(m_mutex);
        if (const auto found = m_indexes.find(text); found != m_indexes.end()) {
            return found->second;
        }
        if (m_count.load(std::memory_order_relaxed) >= Atom::TableLimit) {
            throw AtomError("the atom table is full: 1,048,576 atoms, and atoms are never given back");
        }
        return add(text);
    }

    std::string_view text(std::uint32_t index) const
    {
        const std::string* segment = m_segments[index / SegmentSize].load(std::memory_order_acquire);
        return segment[index % SegmentSize];
    }

    std::size_t count() const { return m_count.load(std::memory_order_acquire); }

private:
    static constexpr std::size_t SegmentSize = 1024;

    std::uint32_t add(std::string_view text)
    {
        const std::size_t index = m_count.load(std::memory_order_relaxed);
        std::atomic<std::string*>& segment = m_segments[index / SegmentSize];
        if (segment.load(std::memory_order_relaxed) == nullptr) {
            segment.store(new std::string[SegmentSize], std::memory_order_release);
        }
        std::string& stored = segment.load(std::memory_order_relaxed)[index % SegmentSize];
        stored = text;
        m_indexes.emplace(stored, static_cast<std::uint32_t>(index));
        m_count.store(index + 1, std::memory_order_release);
        return static_cast<std::uint32_t>(index);
    }

    mutable std::shared_mutex m_mutex;
    std::unordered_map<std::string_view, std::uint32_t> m_indexes;
    std::array<std::atomic<std::string*>, Atom::TableLimit / SegmentSize> m_segments{};
    std::atomic<std::size_t> m_count = 0;
};

AtomTable& table()
{
    static auto* atomTable = new AtomTable; // lives as long as the program: atoms are never given back
    return *atomTable;
}

/// The character at `at`, if it is of Latin-1; else something above. Moves on behind it.
unsigned takeLatin1(std::string_view text, std::size_t& at)
{
    constexpr unsigned Beyond = 256;
    const auto byte = static_cast<unsigned char>(text[at++]);
    if (byte < 0x80) {
        return byte;
    }
    unsigned code = (byte & 0x1FU) << 6;
    bool first = true;
    for (; at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; ++at) {
        code = first ? code | (static_cast<unsigned char>(text[at]) & 0x3FU) : Beyond;
        first = false;
    }
    return byte < 0xC4 ? code : Beyond;
}

bool isSmallLetter(unsigned code)
{
    return (code >= 'a' && code <= 'z') || (code >= 0xDF && code <= 0xFF && code != 0xF7);
}

bool isCapitalLetter(unsigned code)
{
    return (code >= 'A' && code <= 'Z') || (code >= 0xC0 && code <= 0xDE && code != 0xD7);
}

bool needsQuotes(std::string_view text)
{
    std::size_t at = 0;
    if (text.empty() || !isSmallLetter(takeLatin1(text, at))) {
        return true;
    }
    while (at < text.size()) {
        const unsigned code = takeLatin1(text, at);
        if (!isSmallLetter(code) && !isCapitalLetter(code) && !(code >= '0' && code <= '9') && code != '_' &&
            code != '@') {
            return true;
        }
    }
    for (const std::string_view word :
         {"after", "and",  "andalso", "band",   "begin",   "bnot", "bor", "bsl",  "bsr",
          "bxor",  "case", "catch",   "cond",   "div",     "end",  "fun", "if",   "let",
          "not",   "of",   "or",      "orelse", "receive", "rem",  "try", "when", "xor"}) {
        if (text == word) {
            return true;
        }
    }
    return false;
}

} // namespace

Atom::Atom(std::string_view text) : m_index(table().intern(text)) {}

std::optional<Atom> Atom::existing(std::string_view text)
{
    const auto index = table().find(text);
    return index ? std::optional(fromIndex(*index)) : std::nullopt;
}

std::size_t Atom::count()
{
    return table().count();
}

std::string_view Atom::text() const
{
    return table().text(m_index);
}

std::string Atom::toString() const
{
    const std::string_view name = text();
    if (!needsQuotes(name)) {
        return std::string(name);
    }
    std::string quoted = "'";
    for (std::size_t at = 0; at < name.size();) {
        const std::size_t start = at;
        const unsigned code = takeLatin1(name, at);
        switch (code) {
        case '\'':
            quoted += "\\'";
            continue;
        case '\\':
            quoted += "\\\\";
            continue;
        case '\b':
            quoted += "\\b";
            continue;
        case '\t':
            quoted += "\\t";
            continue;
        case '\n':
            quoted += "\\n";
            continue;
        case '\v':
            quoted += "\\v";
            continue;
        case '\f':
            quoted += "\\f";
            continue;
        case '\r':
            quoted += "\\r";
            continue;
        case 27:
            quoted += "\\e";
            continue;
        case 127:
            quoted += "\\d";
            continue;
        default:
            break;
        }
        if (code < 32 || (code > 127 && code < 160)) {
            quoted += '\\'; // the others that cannot be seen: three octal digits
            for (const int shift : {6, 3, 0}) {
                quoted += static_cast<char>('0' + (code >> shift & 7U));
            }
        } else {
            quoted += name.substr(start, at - start);
        }
    }
    return quoted + '\'';
}

} // namespace factorama
