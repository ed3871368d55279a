// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>

#if defined(__SANITIZE_ADDRESS__)
#define FACTORAMA_POOL_IS_MALLOC 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define FACTORAMA_POOL_IS_MALLOC 1
#endif
#endif

/// Memory for what the runtime makes and frees millions of times a second: messages, coroutine frames,
/// control blocks. Blocks are kept in free lists a thread, in classes of 16 bytes up to 1 KiB, and move
/// between threads in batches, so that one thread can allocate what another one frees without a lock a block.
/// Under the address sanitizer every block comes from malloc, so that a use after free is seen.
namespace factorama::pool {

/// At least `bytes` bytes, aligned to 16, and to 64 if they are a multiple of that. Any thread. Throws
/// std::bad_alloc.
void* allocate(std::size_t bytes);

/// Gives back what allocate() returned for the same `bytes`. Any thread.
void release(void* block, std::size_t bytes) noexcept;

/// Hands this thread's free blocks to the others; called by a thread that ends.
void flushThread() noexcept;

#ifndef FACTORAMA_POOL_IS_MALLOC

namespace detail {

inline constexpr std::size_t Granularity = 16;
inline constexpr std::size_t LargestPooled = 1024;
inline constexpr std::size_t ClassCount = LargestPooled / Granularity;
/// Blocks that move between threads at once. A thread keeps at most two batches of a class.
inline constexpr std::size_t BatchSize = 64;

struct FreeBlock {
    FreeBlock* next;
    FreeBlock* nextBatch; // only in the first block of a batch, while it lies in the shared store
};
static_assert(sizeof(FreeBlock) <= Granularity);

struct Cache {
    FreeBlock* blocks;
    FreeBlock* spare; // a whole batch, or null
    std::size_t count; // in `blocks`
};

inline thread_local constinit std::array<Cache, ClassCount> t_caches{};

constexpr std::size_t classOf(std::size_t bytes)
{
    return (bytes + Granularity - 1) / Granularity - 1;
}

// What the thread's free lists do not do.
void* allocateSlowly(std::size_t bytes);
void releaseSlowly(void* block, std::size_t bytes) noexcept;

} // namespace detail

inline void* allocate(std::size_t bytes)
{
    const std::size_t blockClass = detail::classOf(bytes);
    if (blockClass < detail::ClassCount) [[likely]] {
        detail::Cache& cache = detail::t_caches[blockClass];
        if (detail::FreeBlock* const block = cache.blocks; block != nullptr) [[likely]] {
            cache.blocks = block->next;
            --cache.count;
            return block;
        }
    }
    return detail::allocateSlowly(bytes);
}

inline void release(void* memory, std::size_t bytes) noexcept
{
    const std::size_t blockClass = detail::classOf(bytes);
    if (blockClass < detail::ClassCount) [[likely]] {
        detail::Cache& cache = detail::t_caches[blockClass];
        if (cache.count < detail::BatchSize) [[likely]] {
            auto* block = static_cast<detail::FreeBlock*>(memory);
            block->next = cache.blocks;
            cache.blocks = block;
            ++cache.count;
            return;
        }
    }
    detail::releaseSlowly(memory, bytes);
}

#endif

} // namespace factorama::pool
