// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/term/word.h"

#include "runtime/memory/pool.h"
#include "runtime/term/shared_bytes.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <gmp.h>
#include <stdexcept>
#include <vector>

namespace factorama {

namespace {

/// Numbers are handed out in runs of this many to a thread, so that two threads seldom touch the shared
/// counter.
constexpr std::uint64_t ReferenceRun = 4096;

std::atomic<std::uint64_t> s_nextReferenceRun = 1;

} // namespace

Reference Reference::make()
{
    thread_local std::uint64_t next = 0;
    thread_local std::uint64_t end = 0;
    if (next == end) {
        next = s_nextReferenceRun.fetch_add(1, std::memory_order_relaxed) * ReferenceRun;
        end = next + ReferenceRun;
    }
    return fromBits(next++);
}

std::string Reference::toString() const
{
    return fmt::format("#Ref<0.{}.{}.{}>", m_bits >> 36, (m_bits >> 18) & 0x3FFFF, m_bits & 0x3FFFF);
}

SharedBytes* SharedBytes::make(std::string_view bytes)
{
    void* memory = ::operator new(sizeof(SharedBytes) + bytes.size());
    auto* shared = new (memory) SharedBytes;
    shared->size = bytes.size();
    std::memcpy(static_cast<std::byte*>(memory) + sizeof(SharedBytes), bytes.data(), bytes.size());
    return shared;
}

void SharedBytes::release() noexcept
{
    // The last holder must see all others' reads done before it frees.
    if (references.fetch_sub(1, std::memory_order_acq_rel) == 1) {
        this->~SharedBytes();
        ::operator delete(this);
    }
}

namespace word {

namespace {

SharedBytes* sharedOf(const Node* node)
{
    return reinterpret_cast<SharedBytes*>(node->words()[0]);
}

/// A magnitude and sign to compare integers of both representations by.
struct IntegerView {
    mp_limb_t small;
    const mp_limb_t* limbs;
    mp_size_t size;
    bool negative;

    explicit IntegerView(Word w)
    {
        if (tagOf(w) == SmallInteger) {
            const std::int64_t value = toSmall(w);
            negative = value < 0;
            small = negative ? 0 - static_cast<mp_limb_t>(value) : static_cast<mp_limb_t>(value);
            limbs = &small;
            size = small == 0 ? 0 : 1;
        } else {
            const Node* node = toNode(w);
            negative = node->negative != 0;
            limbs = node->words();
            size = node->count;
            small = 0;
        }
    }
    IntegerView(const IntegerView&) = delete;
    IntegerView& operator=(const IntegerView&) = delete;
};

int compareIntegers(Word a, Word b)
{
    const IntegerView x(a);
    const IntegerView y(b);
    if (x.negative != y.negative) {
        return x.negative ? -1 : 1;
    }
    int magnitude = 0;
    if (x.size != y.size) {
        magnitude = x.size < y.size ? -1 : 1;
    } else {
        magnitude = mpn_cmp(x.limbs, y.limbs, x.size);
    }
    return x.negative ? -magnitude : magnitude;
}

double floatOf(const Node* node)
{
    double value = 0;
    std::memcpy(&value, node->words(), sizeof value);
    return value;
}

/// Compares an integer with a float exactly: no rounding of the integer.
int compareIntegerWithFloat(Word integer, double value)
{
    mpz_t whole;
    mpz_init_set_d(whole, value); // rounds towards zero
    const IntegerView view(integer);
    mpz_t left;
    const mpz_srcptr viewed = mpz_roinit_n(left, view.limbs, view.negative ? -view.size : view.size);
    int result = mpz_cmp(viewed, whole);
    if (result == 0) {
        const double fraction = value - std::trunc(value);
        result = fraction > 0 ? -1 : (fraction < 0 ? 1 : 0);
    }
    mpz_clear(whole);
    return result < 0 ? -1 : (result > 0 ? 1 : 0);
}

/// Places of the kinds in Erlang's order of terms: number < atom < reference < pid < tuple < map < nil < list
/// < binary.
int rankOf(Word w)
{
    switch (tagOf(w)) {
    case SmallInteger:
        return 0;
    case AtomTag:
        return 1;
    case ReferenceTag:
        return 2;
    case PidTag:
        return 3;
    case NilTag:
        return 6;
    case Boxed:
        break;
    }
    switch (toNode(w)->kind()) {
    case NodeKind::BigInteger:
    case NodeKind::Float:
        return 0;
    case NodeKind::Tuple:
        return 4;
    case NodeKind::Map:
        return 5;
    case NodeKind::Cons:
        return 7;
    case NodeKind::Binary:
    case NodeKind::SharedBinary:
        break;
    }
    return 8;
}

int compareNumbers(Word a, Word b, bool exact)
{
    const bool floatA = isKind(a, NodeKind::Float);
    const bool floatB = isKind(b, NodeKind::Float);
    if (floatA && floatB) {
        const double x = floatOf(toNode(a));
        const double y = floatOf(toNode(b));
        return x < y ? -1 : (x > y ? 1 : 0);
    }
    if (!floatA && !floatB) {
        return compareIntegers(a, b);
    }
    if (exact) {
        return floatA ? 1 : -1;
    }
    return floatA ? -compareIntegerWithFloat(b, floatOf(toNode(a)))
                  : compareIntegerWithFloat(a, floatOf(toNode(b)));
}

template<typename T>
int threeWay(const T& a, const T& b)
{
    return a < b ? -1 : (b < a ? 1 : 0);
}

/// Words still to be compared, last first. Terms nest as deep as memory allows, so the native stack is not
/// used.
struct Comparison {
    Word a;
    Word b;
    bool exact;
};
using Pending = std::vector<Comparison>;

/// Compares two words of equal rank; puts what remains to be compared, in reverse order, on `pending`.
int compareHeads(Word a, Word b, bool exact, Pending& pending)
{
    switch (rankOf(a)) {
    case 0:
        return compareNumbers(a, b, exact);
    case 1:
        return toAtom(a).text().compare(toAtom(b).text());
    case 2:
    case 3:
        return threeWay(a, b);
    case 6:
        return 0;
    case 8:
        return binaryBytes(toNode(a)).compare(binaryBytes(toNode(b)));
    default:
        break;
    }
    const Node* x = toNode(a);
    const Node* y = toNode(b);
    if (x->count != y->count) {
        return threeWay(x->count, y->count);
    }
    if (x->kind() == NodeKind::Map) {
        // Keys first, in order and exactly in any case, then the values.
        for (std::size_t i = x->count; i-- > 0;) {
            pending.push_back({x->words()[2 * i + 1], y->words()[2 * i + 1], exact});
        }
        for (std::size_t i = x->count; i-- > 0;) {
            pending.push_back({x->words()[2 * i], y->words()[2 * i], true});
        }
    } else {
        for (std::size_t i = x->payloadWords(); i-- > 0;) {
            pending.push_back({x->words()[i], y->words()[i], exact});
        }
    }
    return 0;
}

} // namespace

void destroyBlock(Block* first) noexcept
{
    if (first->mustWalk == 0) {
        freeBlock(first);
        return;
    }
    // A list built cell by cell is a chain of blocks, so the chain is followed with a work list instead of
    // calls.
    std::vector<Block*> pending{first};
    while (!pending.empty()) {
        Block* block = pending.back();
        pending.pop_back();
        if (block->mustWalk != 0) {
            std::byte* at = block->nodes();
            std::byte* const end = at + 8 * std::size_t{block->nodeUnits};
            while (at < end) {
                auto* node = reinterpret_cast<Node*>(at);
                at += node->bytes();
                if (node->kind() == NodeKind::SharedBinary) {
                    sharedOf(node)->release();
                } else if (node->holdsWords()) {
                    for (std::size_t i = 0; i < node->payloadWords(); ++i) {
                        const Word child = node->words()[i];
                        if (isBoxed(child) && blockOf(child) != block && --blockOf(child)->references == 0) {
                            pending.push_back(blockOf(child));
                        }
                    }
                }
            }
        }
        freeBlock(block);
    }
}

std::size_t copyBytesOfNodes(const Node* root)
{
    std::size_t bytes = root->bytes();
    if (!root->holdsWords()) {
        return bytes;
    }
    std::vector<const Node*> pending;
    const Node* node = root;
    for (;;) {
        for (std::size_t i = 0; i < node->payloadWords(); ++i) {
            const Word child = node->words()[i];
            if (isBoxed(child)) {
                const Node* childNode = toNode(child);
                bytes += childNode->bytes();
                if (childNode->holdsWords()) {
                    pending.push_back(childNode);
                }
            }
        }
        if (pending.empty()) {
            return bytes;
        }
        node = pending.back();
        pending.pop_back();
    }
}

int compare(Word a, Word b, bool exact)
{
    Pending pending;
    for (;;) {
        if (a != b) {
            const int rankA = rankOf(a);
            const int rankB = rankOf(b);
            if (rankA != rankB) {
                return rankA < rankB ? -1 : 1;
            }
            if (const int order = compareHeads(a, b, exact, pending); order != 0) {
                return order < 0 ? -1 : 1;
            }
        }
        if (pending.empty()) {
            return 0;
        }
        a = pending.back().a;
        b = pending.back().b;
        exact = pending.back().exact;
        pending.pop_back();
    }
}

std::string_view binaryBytes(const Node* node)
{
    if (node->kind() == NodeKind::Binary) {
        return {reinterpret_cast<const char*>(node->words()), node->count};
    }
    return sharedOf(node)->view();
}

} // namespace word

void BlockWriter::throwTooLarge()
{
    throw std::length_error("a term of more than 2 GiB");
}

Word BlockWriter::copyNodes(Word w)
{
    const auto clone = [this](const Node* source) {
        Node* node = add(source->kind(), source->count);
        node->negative = source->negative;
        std::memcpy(node->words(), source->words(), 8 * source->payloadWords());
        if (source->kind() == NodeKind::SharedBinary) {
            reinterpret_cast<SharedBytes*>(node->words()[0])->retain();
            m_block->mustWalk = 1;
        }
        return node;
    };
    // As Cheney's collector does: copied nodes still point to the originals; the scan copies those in turn.
    std::byte* scan = m_next;
    const Node* root = clone(word::toNode(w));
    while (scan < m_next) {
        auto* node = reinterpret_cast<Node*>(scan);
        scan += node->bytes();
        if (node->holdsWords()) {
            for (std::size_t i = 0; i < node->payloadWords(); ++i) {
                if (word::isBoxed(node->words()[i])) {
                    node->words()[i] = word::fromNode(clone(word::toNode(node->words()[i])));
                }
            }
        }
    }
    return word::fromNode(root);
}

Word BlockWriter::addBigInteger(std::int64_t value)
{
    Node* node = add(NodeKind::BigInteger, 1);
    node->negative = value < 0 ? 1 : 0;
    node->words()[0] = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    return word::fromNode(node);
}

Word BlockWriter::addFloat(double value)
{
    Node* node = add(NodeKind::Float, 1);
    std::memcpy(node->words(), &value, sizeof value);
    return word::fromNode(node);
}

Word BlockWriter::addBinary(std::string_view bytes)
{
    if (bytes.size() <= SharedBytes::LargestCopied) {
        Node* node = add(NodeKind::Binary, bytes.size());
        std::memcpy(node->words(), bytes.data(), bytes.size());
        return word::fromNode(node);
    }
    Node* node = add(NodeKind::SharedBinary, 1);
    node->words()[0] = reinterpret_cast<Word>(SharedBytes::make(bytes));
    m_block->mustWalk = 1;
    return word::fromNode(node);
}

} // namespace factorama
