// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/memory/pool.h"
#include "runtime/term/atom.h"
#include "runtime/term/pid.h"

#include <cstddef>
#include <cstdint>
#include <new>
#include <string>
#include <string_view>

/// The representation of terms: 64-bit words, and nodes in blocks. Only runtime/term/ and the message path of
/// runtime/process/ look inside; everybody else uses Term.
///
/// A word is an immediate value (small integer, atom, pid, reference, the empty list) or the address of a
/// node. A node lies in a block, which is one allocation with one reference count. Words inside a block point
/// to nodes of the same block, or to nodes of another block, which they then keep alive (an *external* word).
/// A block made for a message has no external words, so it can change hands as a whole.
///
/// Counts are plain integers: a block belongs to one process (or to one thread outside the runtime) at a
/// time.
namespace factorama {

using Word = std::uint64_t;

/// Names something made once and never again, as Erlang's make_ref() does. Prints as `#Ref<0.a.b.c>`.
class Reference {
public:
    constexpr Reference() = default;
    static constexpr Reference fromBits(std::uint64_t bits)
    {
        Reference reference;
        reference.m_bits = bits;
        return reference;
    }
    /// A new one. Any thread.
    static Reference make();

    constexpr std::uint64_t bits() const { return m_bits; }
    constexpr explicit operator bool() const { return m_bits != 0; }
    constexpr auto operator<=>(const Reference&) const = default;
    std::string toString() const;

private:
    std::uint64_t m_bits = 0; // 61 bits
};

namespace word {

inline constexpr int TagBits = 3;
enum Tag : Word { Boxed = 0, SmallInteger = 1, AtomTag = 2, PidTag = 3, ReferenceTag = 4, NilTag = 5 };

inline constexpr Word Nil = NilTag;
inline constexpr std::int64_t LargestSmall = (std::int64_t{1} << 60) - 1;
inline constexpr std::int64_t SmallestSmall = -(std::int64_t{1} << 60);

constexpr Tag tagOf(Word w)
{
    return static_cast<Tag>(w & 7);
}
constexpr bool isBoxed(Word w)
{
    return tagOf(w) == Boxed;
}
constexpr bool fitsSmall(std::int64_t value)
{
    return value >= SmallestSmall && value <= LargestSmall;
}
constexpr Word fromSmall(std::int64_t value)
{
    return (static_cast<Word>(value) << TagBits) | SmallInteger;
}
constexpr std::int64_t toSmall(Word w)
{
    return static_cast<std::int64_t>(w) >> TagBits;
}
constexpr Word from(Atom atom)
{
    return (Word{atom.index()} << TagBits) | AtomTag;
}
constexpr Word from(Pid pid)
{
    return (pid.bits() << TagBits) | PidTag;
}
constexpr Word from(Reference reference)
{
    return (reference.bits() << TagBits) | ReferenceTag;
}
constexpr Atom toAtom(Word w)
{
    return Atom::fromIndex(static_cast<std::uint32_t>(w >> TagBits));
}
constexpr Pid toPid(Word w)
{
    return Pid::fromBits(w >> TagBits);
}
constexpr Reference toReference(Word w)
{
    return Reference::fromBits(w >> TagBits);
}

} // namespace word

enum class NodeKind : std::uint32_t { Tuple, Cons, Map, Float, BigInteger, Binary, SharedBinary };

/// Head of every node; `count` payload units follow, what they are depends on the kind: elements of a tuple;
/// always one (head and tail) for a cons; pairs of a map, ordered by key; limbs of a big integer, its sign in
/// `negative`; bytes of a binary.
struct Node {
    std::uint32_t kindBits : 3;
    std::uint32_t negative : 1;
    std::uint32_t blockOffset : 28; ///< distance to the block's head in units of 8 bytes
    std::uint32_t count;

    NodeKind kind() const { return static_cast<NodeKind>(kindBits); }
    Word* words() { return reinterpret_cast<Word*>(this + 1); }
    const Word* words() const { return reinterpret_cast<const Word*>(this + 1); }

    /// Words of payload that follow the head.
    std::size_t payloadWords() const { return payloadWords(kind(), count); }
    static std::size_t payloadWords(NodeKind kind, std::size_t count)
    {
        switch (kind) {
        case NodeKind::Cons:
        case NodeKind::Map:
            return 2 * count;
        case NodeKind::Float:
        case NodeKind::SharedBinary:
            return 1;
        case NodeKind::Binary:
            return (count + 7) / 8;
        case NodeKind::Tuple:
        case NodeKind::BigInteger:
            break;
        }
        return count;
    }
    std::size_t bytes() const { return sizeof(Node) + 8 * payloadWords(); }
    /// Tuples, conses and maps hold words; the payload of others is raw.
    bool holdsWords() const { return kind() <= NodeKind::Map; }
};
static_assert(sizeof(Node) == 8);

/// Head of an allocation that holds nodes. `prefixUnits` units of 8 bytes lie before it in the same
/// allocation: the head of the signal that carried the block, if there is one.
struct Block {
    std::uint32_t references;
    std::uint32_t nodeUnits; ///< units of 8 bytes that the nodes take
    std::uint16_t prefixUnits;
    std::uint16_t mustWalk; ///< holds external words or shared binaries, to be let go when the block dies
    std::uint32_t unused;

    std::byte* nodes() { return reinterpret_cast<std::byte*>(this + 1); }
};
static_assert(sizeof(Block) == 16);

/// Bytes of a binary that processes share; the only memory that two processes can reach. Immutable, counted
/// atomically.
struct SharedBytes;

namespace word {

inline Node* toNode(Word w)
{
    return reinterpret_cast<Node*>(w);
}
inline Word fromNode(const Node* node)
{
    return reinterpret_cast<Word>(node);
}
inline Block* blockOf(Word w)
{
    Node* node = toNode(w);
    return reinterpret_cast<Block*>(reinterpret_cast<std::byte*>(node) - 8 * std::size_t{node->blockOffset});
}
inline bool isKind(Word w, NodeKind kind)
{
    return isBoxed(w) && toNode(w)->kind() == kind;
}

/// Frees a block whose count has come to zero.
inline void freeBlock(Block* block) noexcept
{
    const std::size_t prefixBytes = 8 * std::size_t{block->prefixUnits};
    const std::size_t bytes = prefixBytes + sizeof(Block) + 8 * std::size_t{block->nodeUnits};
    pool::release(reinterpret_cast<std::byte*>(block) - prefixBytes, bytes);
}
/// The same, and frees what only it kept alive.
void destroyBlock(Block* block) noexcept;

inline void retain(Word w)
{
    if (isBoxed(w)) {
        ++blockOf(w)->references;
    }
}
inline void release(Word w) noexcept
{
    if (isBoxed(w)) {
        Block* block = blockOf(w);
        if (--block->references == 0) {
            if (block->mustWalk == 0) {
                freeBlock(block);
            } else {
                destroyBlock(block);
            }
        }
    }
}

/// Bytes that the nodes of a copy of this term take, all in one block.
std::size_t copyBytesOfNodes(const Node* root);
inline std::size_t copyBytes(Word w)
{
    return isBoxed(w) ? copyBytesOfNodes(toNode(w)) : 0;
}

/// Erlang's order of terms: below 0, 0, above 0. 1 and 1.0 are equal (==); with `exact` they differ (=:=),
/// and all integers come before all floats, which is the order of map keys.
int compare(Word a, Word b, bool exact);
inline bool exactlyEqual(Word a, Word b)
{
    // Immediate values are equal only if their words are.
    return a == b || (isBoxed(a) && isBoxed(b) && compare(a, b, true) == 0);
}

/// Bytes of a binary of either kind.
std::string_view binaryBytes(const Node* node);

} // namespace word

/// A block being filled. The size is computed before, from the parts, so that a message is one allocation.
class BlockWriter {
public:
    /// Room for `nodeBytes` bytes of nodes behind `prefixBytes` bytes for a signal's head; without nodes
    /// there is a prefix but no block. Throws std::length_error past 2 GiB.
    [[gnu::always_inline]] BlockWriter(std::size_t nodeBytes, std::size_t prefixBytes)
        : m_bytes(prefixBytes + (nodeBytes == 0 ? 0 : sizeof(Block) + nodeBytes))
    {
        constexpr std::size_t Largest = (std::size_t{1} << 28) * 8 - sizeof(Block);
        if (nodeBytes >= Largest) {
            throwTooLarge();
        }
        auto* memory = static_cast<std::byte*>(pool::allocate(m_bytes));
        m_prefix = memory;
        if (nodeBytes > 0) {
            m_block = new (memory + prefixBytes) Block{1, static_cast<std::uint32_t>(nodeBytes / 8),
                                                       static_cast<std::uint16_t>(prefixBytes / 8), 0, 0};
            m_next = m_block->nodes();
        }
    }

    Node* add(NodeKind kind, std::size_t count)
    {
        auto* node = reinterpret_cast<Node*>(m_next);
        node->kindBits = static_cast<std::uint32_t>(kind);
        node->negative = 0;
        node->blockOffset = static_cast<std::uint32_t>((m_next - reinterpret_cast<std::byte*>(m_block)) / 8);
        node->count = static_cast<std::uint32_t>(count);
        m_next += sizeof(Node) + 8 * Node::payloadWords(kind, count);
        return node;
    }
    /// A deep copy of `w`, all of it in this block.
    Word copy(Word w) { return word::isBoxed(w) ? copyNodes(w) : w; }
    /// `w` itself, kept alive by this block.
    Word share(Word w)
    {
        if (word::isBoxed(w)) {
            word::retain(w);
            m_block->mustWalk = 1;
        }
        return w;
    }
    Word addInteger(std::int64_t value)
    {
        return word::fitsSmall(value) ? word::fromSmall(value) : addBigInteger(value);
    }
    Word addFloat(double value);
    Word addBinary(std::string_view bytes);

    /// Start of the allocation.
    void* prefix() const { return m_prefix; }
    std::size_t allocatedBytes() const { return m_bytes; }

private:
    [[noreturn]] static void throwTooLarge();
    Word copyNodes(Word w);
    Word addBigInteger(std::int64_t value);

    std::size_t m_bytes;
    void* m_prefix;
    Block* m_block = nullptr;
    std::byte* m_next = nullptr;
};

} // namespace factorama
