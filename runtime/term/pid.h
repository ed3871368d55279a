// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>

namespace factorama {

/// Identifies a process: the slot of the process table it lives in, and the slot's generation, so that a slot
/// used again never answers to an old pid. A plain value, safe to copy between threads. Prints as Erlang's
/// `<0.index.serial>`; `<0.0.0>` is no process, and stands for the world outside the runtime.
class Pid {
public:
    static constexpr int IndexBits = 27;
    static constexpr int SerialBits = 32;

    constexpr Pid() = default;
    constexpr Pid(std::uint32_t index, std::uint32_t serial)
        : m_bits((std::uint64_t{serial} << IndexBits) | index)
    {
    }

    static constexpr Pid fromBits(std::uint64_t bits)
    {
        Pid pid;
        pid.m_bits = bits;
        return pid;
    }

    constexpr std::uint32_t index() const
    {
        return static_cast<std::uint32_t>(m_bits & ((1U << IndexBits) - 1));
    }
    constexpr std::uint32_t serial() const { return static_cast<std::uint32_t>(m_bits >> IndexBits); }
    constexpr std::uint64_t bits() const { return m_bits; }

    /// False for `<0.0.0>`.
    constexpr explicit operator bool() const { return m_bits != 0; }
    constexpr auto operator<=>(const Pid&) const = default;

    /// `<0.index.serial>`
    std::string toString() const;

private:
    std::uint64_t m_bits = 0;
};

} // namespace factorama

template<>
struct std::hash<factorama::Pid> {
    std::size_t operator()(factorama::Pid pid) const noexcept
    {
        return static_cast<std::size_t>(pid.bits() * 0x9E3779B97F4A7C15ULL >> 7);
    }
};
