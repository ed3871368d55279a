// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"

#include <deque>

namespace factorama::modules::bounded_buffer {

namespace {

const Atom put("put");
const Atom get("get");
const Atom item("item");
const Atom size("size");

} // namespace

/// Puts {Number, 1}, {Number, 2}, ...: each when the last one was accepted.
Process producer(Self self, Pid buffer, std::int64_t number, std::int64_t pause)
{
    for (std::int64_t i = 1;; ++i) {
        co_await self.sleep(pause);
        self.send(buffer, tuple(put, tuple(number, i), self.pid()));
        co_await self.receive(atoms::ok);
    }
}

Process consumer(Self self, Pid buffer, std::int64_t pause)
{
    const auto got = tuple(item, any);
    for (;;) {
        self.send(buffer, tuple(get, self.pid()));
        co_await self.receive(got);
        co_await self.sleep(pause);
    }
}

/// What it cannot serve now it does not receive: who has to wait stands in its mailbox, in order.
Process buffer(Self self, std::vector<Term> arguments)
{
    const auto capacity = static_cast<std::size_t>(arguments[0].integer());
    for (std::int64_t i = 1; i <= arguments[1].integer(); ++i) {
        self.spawnLink<&producer>(self.pid(), i, arguments[3].integer());
    }
    for (std::int64_t i = 1; i <= arguments[2].integer(); ++i) {
        self.spawnLink<&consumer>(self.pid(), arguments[4].integer());
    }

    std::deque<Term> items;
    const auto asked = tuple(size, anyPid);
    const auto toPut = tuple(put, any, anyPid);
    const auto toGet = tuple(get, anyPid);
    for (;;) {
        Message message;
        if (items.empty()) {
            message = co_await self.receive(asked, toPut);
        } else if (items.size() == capacity) {
            message = co_await self.receive(asked, toGet);
        } else {
            message = co_await self.receive(asked, toPut, toGet);
        }
        if (message[0].isAtom(size)) {
            self.send(message[1].pid(), tuple(size, items.size()));
        } else if (message[0].isAtom(put)) {
            items.push_back(message[1]);
            self.send(message[2].pid(), atoms::ok);
        } else {
            self.send(message[1].pid(), tuple(item, items.front()));
            items.pop_front();
        }
    }
}

const Registration registration{{
    .name = "bounded_buffer",
    .summary = "Producers and consumers around a buffer: who finds it full or empty has to wait.",
    .topic = Module::Topic::Classics,
    .parameters = {Parameter::integer("capacity", "items that it holds", "5", 1, 1'000'000),
                   Parameter::integer("producers", "processes that put", "0", 0, 1000),
                   Parameter::integer("consumers", "processes that get", "0", 0, 1000),
                   Parameter::integer("producing", "milliseconds for an item", "100", 1, 86'400'000),
                   Parameter::integer("consuming", "milliseconds for an item", "300", 1, 86'400'000)},
    .messages = {{"{put, apple, Self}", "ok, when there is room"},
                 {"{get, Self}", "{item, X}, when there is one; the oldest first"},
                 {"{size, Self}", "{size, N}"}},
    .start = &startModule<&buffer>,
    .documentation =
        "A full buffer receives no put, an empty one no get: selective receive leaves them in the mailbox. "
        "So the mailbox is the queue of those who wait, and its length says who is too slow: with producers "
        "that are faster than the consumers it holds a put of each producer, and the producers wait for "
        "their ok. They can never be further ahead than the capacity: that is back-pressure.\n"
        "What a process had asked for before it died is lost with it.",
}};

} // namespace factorama::modules::bounded_buffer
