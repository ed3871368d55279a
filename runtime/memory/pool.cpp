// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/memory/pool.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <new>

#include <sys/mman.h>

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

using namespace detail;

namespace {

/// Memory is taken from the system in chunks and never given back: it is used again. A program that has taken
/// several small ones is one of many processes, and takes large ones, which the system fills with pages of
/// 2 MiB, each at its first touch: a fault for 12,000 processes and not for 24, and fewer misses of the TLB.
constexpr std::size_t SmallChunkBytes = 256 * 1024;
constexpr std::size_t SmallChunks = 16;
constexpr std::size_t HugePageBytes = 2 * 1024 * 1024;
constexpr std::size_t LargeChunkBytes = 16 * HugePageBytes;

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
    std::size_t taken = 0; // chunks, this one too
};

Chunk& chunk()
{
    static auto* current = new Chunk;
    return *current;
}

void takeChunk(Chunk& source)
{
    const bool large = source.taken >= SmallChunks;
    const std::size_t bytes = large ? LargeChunkBytes : SmallChunkBytes;
    void* const memory = std::aligned_alloc(large ? HugePageBytes : CacheLine, bytes);
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    if (large) {
        // A wish: without huge pages it is as much memory, in small ones.
        ::madvise(memory, bytes, MADV_HUGEPAGE);
    }
    source.next = static_cast<std::byte*>(memory);
    source.end = source.next + bytes;
    ++source.taken;
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
            takeChunk(source);
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

void* detail::allocateSlowly(std::size_t bytes)
{
    if (bytes > LargestPooled || bytes == 0) {
        return systemAllocate(bytes);
    }
    const std::size_t blockClass = classOf(bytes);
    refill(t_caches[blockClass], blockClass);
    return allocate(bytes);
}

void detail::releaseSlowly(void* memory, std::size_t bytes) noexcept
{
    if (bytes > LargestPooled || bytes == 0) {
        systemRelease(memory, bytes);
        return;
    }
    const std::size_t blockClass = classOf(bytes);
    Cache& cache = t_caches[blockClass];
    if (cache.spare != nullptr) {
        share(cache.spare, blockClass);
    }
    cache.spare = cache.blocks;
    cache.blocks = nullptr;
    cache.count = 0;
    release(memory, bytes);
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
