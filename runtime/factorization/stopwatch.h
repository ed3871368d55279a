// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <type_traits>
#include <utility>

namespace factorama {

/// Measures wall-clock time on the steady clock, from its construction or latest restart().
/// One thread at a time.
class Stopwatch {
public:
    /// Seconds gone by.
    double seconds() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    }

    /// Starts again from zero.
    void restart() { m_start = std::chrono::steady_clock::now(); }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// What a timed call gave, and how long it took.
template<typename Value>
struct Timed {
    double seconds;
    Value value;
};

/// The seed's Stopwatch.timed/1, which gives the time back in place of printing it. `function` must return a
/// value; what it throws passes through.
template<typename Function>
auto timed(Function&& function) -> Timed<std::decay_t<decltype(function())>>
{
    const Stopwatch stopwatch;
    auto value = std::forward<Function>(function)();
    return {stopwatch.seconds(), std::move(value)};
}

} // namespace factorama
