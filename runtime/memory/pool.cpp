// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/memory/pool.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#define FACTORAMA_POOL_IS_MALLOC 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define FACTORAMA_POOL_IS_MALLOC 1
#endif
#endif

namespace factorama::pool {

namespace {

/// What is a multiple of a cache line may hold objects that want to begin with one.
constexpr std::size_t CacheLine = 64;

void* systemAllocate(std::size_t bytes)
{
    if (bytes % CacheLine == 0) {
        return ::operator new(bytes, std::align_val_t(CacheLine));
    }
    return ::operator new(bytes);
}

void systemRelease(void* block, std::size_t bytes) noexcept
{
    if (bytes % CacheLine == 0) {
        ::operator delete(block, std::align_val_t(CacheLine));
    } else {
        ::operator delete(block);
    }
}

} // namespace

#ifdef FACTORAMA_POOL_IS_MALLOC

void* allocate(std::size_t bytes)
{
    return systemAllocate(bytes);
}

void release(void* block, std::size_t bytes) noexcept
{
    systemRelease(block, bytes);
}

void flushThread() noexcept {}

#else

namespace {

constexpr std::size_t Granularity = 16;
constexpr std::size_t LargestPooled = 1024;
constexpr std::size_t ClassCount = LargestPooled / Granularity;
/// Blocks that move between threads at once. A thread keeps at most two batches of a class.
constexpr std::size_t BatchSize = 64;
/// Memory is taken from the system in chunks of this size and never given back: it is used again.
constexpr std::size_t ChunkBytes = 256 * 1024;

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

/// Batches that no thread holds, a class.
struct SharedStore {
    std::mutex mutex;
    FreeBlock* batches = nullptr;
};

std::array<SharedStore, ClassCount>& stores()
{
    static auto* all = new std::array<SharedStore, ClassCount>; // outlives every thread
    return *all;
}

struct Chunk {
    std::mutex mutex;
    std::byte* next = nullptr;
    std::byte* end = nullptr;
};

Chunk& chunk()
{
    static auto* current = new Chunk;
    return *current;
}

thread_local constinit std::array<Cache, ClassCount> t_caches{};

constexpr std::size_t classOf(std::size_t bytes)
{
    return (bytes + Granularity - 1) / Granularity - 1;
}

FreeBlock* carveBatch(std::size_t blockClass)
{
    const std::size_t bytes = (blockClass + 1) * Granularity;
    Chunk& source = chunk();
    const std::lock_guard lock(source.mutex);
    if (bytes % CacheLine == 0) {
        // The last batch may have ended anywhere. Chunks begin and end with a cache line.
        source.next += (CacheLine - reinterpret_cast<std::uintptr_t>(source.next) % CacheLine) % CacheLine;
    }
    FreeBlock* first = nullptr;
    for (std::size_t i = 0; i < BatchSize; ++i) {
        if (static_cast<std::size_t>(source.end - source.next) < bytes) {
            source.next = static_cast<std::byte*>(std::aligned_alloc(64, ChunkBytes));
            if (source.next == nullptr) {
                source.end = nullptr;
                throw std::bad_alloc();
            }
            source.end = source.next + ChunkBytes;
        }
        auto* block = reinterpret_cast<FreeBlock*>(source.next);
        source.next += bytes;
        block->next = first;
        first = block;
    }
    return first;
}

void refill(Cache& cache, std::size_t blockClass)
{
    if (cache.spare != nullptr) {
        cache.blocks = cache.spare;
        cache.spare = nullptr;
        cache.count = BatchSize;
        return;
    }
    SharedStore& store = stores()[blockClass];
    {
        const std::lock_guard lock(store.mutex);
        if (store.batches != nullptr) {
            cache.blocks = store.batches;
            store.batches = cache.blocks->nextBatch;
            cache.count = BatchSize;
            return;
        }
    }
    cache.blocks = carveBatch(blockClass);
    cache.count = BatchSize;
}

void share(FreeBlock* batch, std::size_t blockClass)
{
    SharedStore& store = stores()[blockClass];
    const std::lock_guard lock(store.mutex);
    batch->nextBatch = store.batches;
    store.batches = batch;
}

} // namespace

void* allocate(std::size_t bytes)
{
    if (bytes > LargestPooled || bytes == 0) {
        return systemAllocate(bytes);
    }
    const std::size_t blockClass = classOf(bytes);
    Cache& cache = t_caches[blockClass];
    if (cache.blocks == nullptr) {
        refill(cache, blockClass);
    }
    FreeBlock* block = cache.blocks;
    cache.blocks = block->next;
    --cache.count;
    return block;
}

void release(void* memory, std::size_t bytes) noexcept
{
    if (bytes > LargestPooled || bytes == 0) {
        systemRelease(memory, bytes);
        return;
    }
    const std::size_t blockClass = classOf(bytes);
    Cache& cache = t_caches[blockClass];
    if (cache.count == BatchSize) {
        if (cache.spare != nullptr) {
            share(cache.spare, blockClass);
        }
        cache.spare = cache.blocks;
        cache.blocks = nullptr;
        cache.count = 0;
    }
    auto* block = static_cast<FreeBlock*>(memory);
    block->next = cache.blocks;
    cache.blocks = block;
    ++cache.count;
}

void flushThread() noexcept
{
    for (std::size_t blockClass = 0; blockClass < ClassCount; ++blockClass) {
        Cache& cache = t_caches[blockClass];
        if (cache.spare != nullptr) {
            share(cache.spare, blockClass);
        }
        // A part of a batch cannot be shared as one; it stays with the class until whole batches are cut from
        // it, which costs at most a batch of each class for every thread that ever ended.
        cache = Cache{};
    }
}

#endif

} // namespace factorama::pool
