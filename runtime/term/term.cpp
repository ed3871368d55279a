// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/term/term.h"

#include "runtime/term/integer.h"
#include "runtime/term/raised.h"
#include "runtime/term/shared_bytes.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace factorama {

namespace {

std::size_t binaryNodeBytes(std::size_t size)
{
    return sizeof(Node) + (size <= SharedBytes::LargestCopied ? (size + 7) / 8 * 8 : 8);
}

} // namespace

Term::Term(double value)
{
    if (!std::isfinite(value)) {
        throw Raised::error(atoms::badarith); // Erlang has no infinity and no NaN
    }
    BlockWriter writer(sizeof(Node) + 8, 0);
    m_word = writer.addFloat(value);
}

Term::Term(std::string_view bytes)
{
    BlockWriter writer(binaryNodeBytes(bytes.size()), 0);
    m_word = writer.addBinary(bytes);
}

Word Term::bigWord(std::uint64_t magnitude, bool negative)
{
    BlockWriter writer(sizeof(Node) + 8, 0);
    Node* node = writer.add(NodeKind::BigInteger, 1);
    node->negative = negative ? 1 : 0;
    node->words()[0] = magnitude;
    return word::fromNode(node);
}

Term Term::tuple(const std::vector<Term>& elements)
{
    BlockWriter writer(sizeof(Node) + 8 * elements.size(), 0);
    Node* node = writer.add(NodeKind::Tuple, elements.size());
    for (std::size_t i = 0; i < elements.size(); ++i) {
        node->words()[i] = writer.share(elements[i].m_word);
    }
    return adopt(word::fromNode(node));
}

Term Term::list(const std::vector<Term>& elements, const Term& tail)
{
    if (elements.empty()) {
        return tail;
    }
    BlockWriter writer((sizeof(Node) + 16) * elements.size(), 0);
    Node* first = nullptr;
    Word* link = nullptr;
    for (const Term& element : elements) {
        Node* node = writer.add(NodeKind::Cons, 1);
        node->words()[0] = writer.share(element.m_word);
        if (first == nullptr) {
            first = node;
        } else {
            *link = word::fromNode(node);
        }
        link = &node->words()[1];
    }
    *link = writer.share(tail.m_word);
    return adopt(word::fromNode(first));
}

Term Term::cons(const Term& head, const Term& tail)
{
    BlockWriter writer(sizeof(Node) + 16, 0);
    Node* node = writer.add(NodeKind::Cons, 1);
    node->words()[0] = writer.share(head.m_word);
    node->words()[1] = writer.share(tail.m_word);
    return adopt(word::fromNode(node));
}

Term Term::map(std::vector<std::pair<Term, Term>> pairs)
{
    std::stable_sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) {
        return word::compare(a.first.m_word, b.first.m_word, true) < 0;
    });
    std::vector<std::pair<Term, Term>> unique;
    unique.reserve(pairs.size());
    for (auto& pair : pairs) {
        if (!unique.empty() && unique.back().first == pair.first) {
            unique.back() = std::move(pair);
        } else {
            unique.push_back(std::move(pair));
        }
    }
    BlockWriter writer(sizeof(Node) + 16 * unique.size(), 0);
    Node* node = writer.add(NodeKind::Map, unique.size());
    for (std::size_t i = 0; i < unique.size(); ++i) {
        node->words()[2 * i] = writer.share(unique[i].first.m_word);
        node->words()[2 * i + 1] = writer.share(unique[i].second.m_word);
    }
    return adopt(word::fromNode(node));
}

Term Term::string(std::string_view utf8)
{
    std::vector<Term> characters;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto first = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = first < 0x80 ? 1 : (first >= 0xF0 ? 4 : (first >= 0xE0 ? 3 : 2));
        std::uint32_t code = length == 1 ? first : first & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k) {
            code = (code << 6) | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
        }
        characters.emplace_back(code);
        i += length;
    }
    return list(characters);
}

TermKind Term::kind() const
{
    switch (word::tagOf(m_word)) {
    case word::SmallInteger:
        return TermKind::Integer;
    case word::AtomTag:
        return TermKind::Atom;
    case word::PidTag:
        return TermKind::Pid;
    case word::ReferenceTag:
        return TermKind::Reference;
    case word::NilTag:
        return TermKind::Nil;
    case word::Boxed:
        break;
    }
    switch (word::toNode(m_word)->kind()) {
    case NodeKind::Tuple:
        return TermKind::Tuple;
    case NodeKind::Cons:
        return TermKind::List;
    case NodeKind::Map:
        return TermKind::Map;
    case NodeKind::Float:
        return TermKind::Float;
    case NodeKind::BigInteger:
        return TermKind::Integer;
    case NodeKind::Binary:
    case NodeKind::SharedBinary:
        break;
    }
    return TermKind::Binary;
}

bool Term::isInteger() const
{
    return word::tagOf(m_word) == word::SmallInteger || word::isKind(m_word, NodeKind::BigInteger);
}

std::optional<std::int64_t> Term::toInteger() const
{
    if (word::tagOf(m_word) == word::SmallInteger) {
        return word::toSmall(m_word);
    }
    if (word::isKind(m_word, NodeKind::BigInteger)) {
        const Node* node = word::toNode(m_word);
        const std::uint64_t magnitude = node->words()[0];
        constexpr std::uint64_t Edge = std::uint64_t{1} << 63;
        if (node->count == 1 && node->negative != 0 && magnitude <= Edge) {
            return static_cast<std::int64_t>(0 - magnitude);
        }
        if (node->count == 1 && node->negative == 0 && magnitude < Edge) {
            return static_cast<std::int64_t>(magnitude);
        }
    }
    return std::nullopt;
}

void Term::raiseBadarg()
{
    throw Raised::error(atoms::badarg);
}

std::int64_t Term::bigInteger() const
{
    const auto value = toInteger();
    if (!value) {
        raiseBadarg();
    }
    return *value;
}

double Term::floating() const
{
    if (isFloat()) {
        double value = 0;
        std::memcpy(&value, word::toNode(m_word)->words(), sizeof value);
        return value;
    }
    if (word::tagOf(m_word) == word::SmallInteger) {
        return static_cast<double>(word::toSmall(m_word));
    }
    return toBigInteger(*this).get_d();
}

std::string_view Term::binary() const
{
    if (!isBinary()) {
        raiseBadarg();
    }
    return word::binaryBytes(word::toNode(m_word));
}

std::size_t Term::size() const
{
    if (isNil()) {
        return 0;
    }
    if (isTuple() || isMap()) {
        return word::toNode(m_word)->count;
    }
    if (isBinary()) {
        return binary().size();
    }
    std::size_t length = 0;
    Word at = m_word;
    while (word::isKind(at, NodeKind::Cons)) {
        ++length;
        at = word::toNode(at)->words()[1];
    }
    if (at != word::Nil) {
        raiseBadarg();
    }
    return length;
}

Term Term::head() const
{
    if (!isCons()) {
        raiseBadarg();
    }
    return from(word::toNode(m_word)->words()[0]);
}

Term Term::tail() const
{
    if (!isCons()) {
        raiseBadarg();
    }
    return from(word::toNode(m_word)->words()[1]);
}

std::vector<Term> Term::elements() const
{
    if (!isList()) {
        raiseBadarg();
    }
    std::vector<Term> elements;
    Word at = m_word;
    while (word::isKind(at, NodeKind::Cons)) {
        elements.push_back(from(word::toNode(at)->words()[0]));
        at = word::toNode(at)->words()[1];
    }
    if (at != word::Nil) {
        raiseBadarg();
    }
    return elements;
}

std::optional<Term> Term::find(const Term& key) const
{
    if (!isMap()) {
        raiseBadarg();
    }
    const Node* node = word::toNode(m_word);
    std::size_t low = 0;
    std::size_t high = node->count;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        const int order = word::compare(node->words()[2 * middle], key.m_word, true);
        if (order == 0) {
            return from(node->words()[2 * middle + 1]);
        }
        (order < 0 ? low : high) = order < 0 ? middle + 1 : middle;
    }
    return std::nullopt;
}

Term Term::with(const Term& key, const Term& value) const
{
    auto all = pairs();
    all.emplace_back(key, value);
    return map(std::move(all));
}

Term Term::without(const Term& key) const
{
    auto all = pairs();
    std::erase_if(all, [&key](const auto& pair) { return pair.first == key; });
    return map(std::move(all));
}

std::vector<std::pair<Term, Term>> Term::pairs() const
{
    if (!isMap()) {
        raiseBadarg();
    }
    const Node* node = word::toNode(m_word);
    std::vector<std::pair<Term, Term>> pairs;
    pairs.reserve(node->count + 1);
    for (std::size_t i = 0; i < node->count; ++i) {
        pairs.emplace_back(from(node->words()[2 * i]), from(node->words()[2 * i + 1]));
    }
    return pairs;
}

Term Term::isolated() const
{
    if (!word::isBoxed(m_word)) {
        return adopt(m_word);
    }
    BlockWriter writer(word::copyBytes(m_word), 0);
    return adopt(writer.copy(m_word));
}

Term toTerm(const mpz_class& value)
{
    if (value.fits_slong_p()) {
        return value.get_si();
    }
    const std::size_t limbs = mpz_size(value.get_mpz_t());
    BlockWriter writer(sizeof(Node) + 8 * limbs, 0);
    Node* node = writer.add(NodeKind::BigInteger, limbs);
    node->negative = sgn(value) < 0 ? 1 : 0;
    std::memcpy(node->words(), mpz_limbs_read(value.get_mpz_t()), 8 * limbs);
    return Term::adopt(word::fromNode(node));
}

mpz_class operand(const Term& term)
{
    if (!term.isInteger()) {
        throw Raised::error(atoms::badarith);
    }
    return toBigInteger(term);
}

mpz_class toBigInteger(const Term& term)
{
    if (const auto small = term.toInteger()) {
        return mpz_class(static_cast<long>(*small));
    }
    if (!term.isInteger()) {
        throw Raised::error(atoms::badarg);
    }
    const Node* node = word::toNode(term.rawWord());
    mpz_class value;
    mp_limb_t* limbs = mpz_limbs_write(value.get_mpz_t(), static_cast<mp_size_t>(node->count));
    std::memcpy(limbs, node->words(), 8 * std::size_t{node->count});
    mpz_limbs_finish(value.get_mpz_t(), node->negative != 0 ? -static_cast<mp_size_t>(node->count)
                                                            : static_cast<mp_size_t>(node->count));
    return value;
}

} // namespace factorama
