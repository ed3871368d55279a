// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/runtime.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

/// Processes for the window to look at: very many that wait, of which a tenth is woken each second.
namespace churn {

using namespace factorama;

inline const Atom poke("poke");

inline Process waits(Self self)
{
    for (;;) {
        const Message message = co_await self.receive(any);
    }
}

/// Pokes a tenth of them each second, another tenth the next one, in a hundred steps a second.
inline Process pokes(Self self, std::shared_ptr<const std::vector<Pid>> others)
{
    const std::size_t step = std::max<std::size_t>(others->size() / 1000, 1);
    std::size_t next = 0;
    for (;;) {
        const Message pause = co_await self.receive().after(10);
        for (std::size_t i = 0; i < step; ++i) {
            self.send((*others)[next], poke);
            next = (next + 1) % others->size();
            co_await self.tick();
        }
    }
}

/// Never rests.
inline Process computes(Self self)
{
    std::uint64_t x = 1;
    for (;;) {
        for (int i = 0; i < 1000; ++i) {
            x = x * 6364136223846793005ULL + 1442695040888963407ULL;
        }
        if (x == 0) {
            self.send(self.pid(), poke); // never; so that x is wanted
        }
        co_await self.tick(100);
    }
}

/// Spawns them until there are `count` processes, `computing` of which compute without an end.
inline void start(Runtime& runtime, std::size_t count, int computing)
{
    auto pids = std::make_shared<std::vector<Pid>>();
    pids->reserve(count);
    const std::size_t others = static_cast<std::size_t>(computing) + 1 + runtime.processes().count();
    while (pids->size() + others < count) {
        pids->push_back(runtime.spawn<&waits>());
    }
    runtime.spawn<&pokes>(std::shared_ptr<const std::vector<Pid>>(pids));
    for (int i = 0; i < computing; ++i) {
        runtime.spawn<&computes>();
    }
}

} // namespace churn
