// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/term/atom.h"

#include <cstdint>
#include <string>

namespace factorama {

/// Module, function and arity that a process was started with.
struct InitialCall {
    Atom module;
    Atom function;
    std::uint8_t arity = 0;

    bool operator==(const InitialCall&) const = default;
    /// `module:function/arity`
    std::string toString() const;
};

/// An InitialCall in four bytes, since every process has one and there are few different ones. They are never
/// given back, as atoms are not; so the table is bounded. A plain value, safe in every thread.
class InternedCall {
public:
    static constexpr std::uint32_t TableLimit = 1U << 20;

    /// `undefined:undefined/0`
    constexpr InternedCall() = default;
    /// Throws Raised (error:system_limit) if there are too many different ones.
    explicit InternedCall(const InitialCall& call);

    static constexpr InternedCall fromIndex(std::uint32_t index)
    {
        InternedCall call;
        call.m_index = index;
        return call;
    }
    /// Below TableLimit.
    constexpr std::uint32_t index() const { return m_index; }

    InitialCall toCall() const noexcept;
    constexpr bool operator==(const InternedCall&) const = default;

private:
    std::uint32_t m_index = 0;
};

} // namespace factorama
