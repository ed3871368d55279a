// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <string_view>

namespace factorama {

/// Bytes of a binary of more than 64 bytes: immutable and shared by all processes that hold it, as Erlang
/// does it. The bytes follow the head in the same allocation.
struct SharedBytes {
    /// Binaries up to this size are copied with the term instead.
    static constexpr std::size_t LargestCopied = 64;

    std::atomic<std::size_t> references = 1;
    std::size_t size = 0;

    static SharedBytes* make(std::string_view bytes);
    void retain() noexcept { references.fetch_add(1, std::memory_order_relaxed); }
    void release() noexcept;
    std::string_view view() const { return {reinterpret_cast<const char*>(this + 1), size}; }
};

} // namespace factorama
