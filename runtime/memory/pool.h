// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

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

} // namespace factorama::pool
