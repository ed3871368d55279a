// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc cannot read <concepts>
#include "runtime/node/runtime.h"
#include "runtime/scheduler/event_ring.h"
#include "tests/runtime/support.h"
#endif

#include <QtTest>

#include <algorithm>
#include <map>
#include <memory>
#include <thread>

using namespace factorama;
using namespace factorama::testing;

namespace event_ring_bodies {

const Atom hello("hello");
const Atom world("world");
const Atom crash("crash");

Process waits(Self self)
{
    const auto greeting = tuple(hello, any);
    const Message message = co_await self.receive(greeting);
    self.exit(crash);
}

/// Does one of everything with a process that it starts.
Process does(Self self)
{
    self.setTrapExit(true);
    const Pid peer = self.spawn<&waits>();
    self.link(peer);
    self.unlink(peer);
    self.link(peer);
    const Reference monitor = self.monitor(peer);
    self.demonitor(monitor);
    const Reference again = self.monitor(peer);
    self.registerName(world);
    self.send(peer, tuple(hello, 1));
    const auto down = tuple(atoms::down, again, any, any, any);
    const Message message = co_await self.receive(down);
}

} // namespace event_ring_bodies

using namespace event_ring_bodies;

class EventRingTest : public QObject {
    Q_OBJECT

private slots:
    void givesWhatWasAddedInOrder()
    {
        auto ring = std::make_unique<EventRing>();
        std::vector<Event> events;
        QCOMPARE(ring->read(events), std::uint64_t{0});
        QVERIFY(events.empty());
        ring->setTime(17);
        ring->add(Event::Kind::Link, Pid(1, 2), Pid(3, 4), hello);
        ring->addReceive(Pid(5, 6), Term(tuple(world, 1)).rawWord());
        QCOMPARE(ring->read(events), std::uint64_t{0});
        QCOMPARE(events.size(), std::size_t{2});
        QVERIFY(events[0].kind == Event::Kind::Link && events[0].process == Pid(1, 2));
        QVERIFY(events[0].peer == Pid(3, 4) && events[0].atom == hello && events[0].nanoseconds == 17);
        QVERIFY(events[1].kind == Event::Kind::Receive && events[1].atom == world);
        events.clear();
        QCOMPARE(ring->read(events), std::uint64_t{0});
        QVERIFY(events.empty());
    }

    void countsWhatIsLost()
    {
        auto ring = std::make_unique<EventRing>();
        constexpr std::uint64_t Added = EventRing::Capacity + 1000;
        for (std::uint64_t i = 0; i < Added; ++i) {
            ring->add(Event::Kind::Send, Pid::fromBits(i + 1), {}, {});
        }
        std::vector<Event> events;
        const std::uint64_t lost = ring->read(events);
        QCOMPARE(lost + events.size(), Added);
        QVERIFY(lost <= 1001);
        QCOMPARE(events.front().process.bits(), lost + 1);
        QCOMPARE(events.back().process.bits(), Added);
        ring->add(Event::Kind::Send, {}, {}, {});
        ring->skip();
        events.clear();
        QCOMPARE(ring->read(events), std::uint64_t{0});
        QVERIFY(events.empty());
    }

    /// No event is torn, none comes twice or out of order, and none is missing uncounted.
    void readWhileItIsWritten()
    {
        auto ring = std::make_unique<EventRing>();
        constexpr std::uint64_t Added = 300'000;
        std::thread writer([&] {
            for (std::uint64_t i = 1; i <= Added; ++i) {
                ring->add(Event::Kind::Exit, Pid::fromBits(i), Pid::fromBits(2 * i),
                          Atom::fromIndex(static_cast<std::uint32_t>(i % 1000)));
            }
        });
        std::uint64_t expected = 1;
        std::vector<Event> events;
        while (expected <= Added) {
            events.clear();
            expected += ring->read(events);
            for (const Event& event : events) {
                QCOMPARE(event.process.bits(), expected);
                QCOMPARE(event.peer.bits(), 2 * expected);
                QCOMPARE(event.atom.index(), static_cast<std::uint32_t>(expected % 1000));
                ++expected;
            }
        }
        writer.join();
        QCOMPARE(expected, Added + 1);
    }

    void aRuntimeNotesWhatItsProcessesDo()
    {
        Runtime runtime(simulated(7));
        const Pid before = runtime.spawn<&does>();
        runtime.simulation()->run();
        std::vector<Event> events;
        QCOMPARE(runtime.scheduler().readEvents(events), std::uint64_t{0});
        QVERIFY2(events.empty(), "nobody traced");

        runtime.scheduler().setTracing(Tracing::Messages);
        const Pid doer = runtime.spawn<&does>();
        runtime.simulation()->run();
        QCOMPARE(runtime.scheduler().readEvents(events), std::uint64_t{0});
        Pid peer;
        std::map<Event::Kind, int> count;
        for (const Event& event : events) {
            QVERIFY(event.process != before);
            ++count[event.kind];
            if (event.kind == Event::Kind::Spawn) {
                peer = event.peer;
            }
        }
        const auto happened = [&](Event::Kind kind, Pid process, Pid other, Atom atom) {
            return std::any_of(events.begin(), events.end(), [&](const Event& event) {
                return event.kind == kind && event.process == process && event.peer == other &&
                       event.atom == atom;
            });
        };
        QVERIFY(happened(Event::Kind::Send, doer, peer, hello));
        QVERIFY(happened(Event::Kind::Receive, peer, {}, hello));
        QVERIFY(happened(Event::Kind::Exit, peer, {}, crash));
        QVERIFY(happened(Event::Kind::TrappedExit, doer, peer, crash));
        QVERIFY(happened(Event::Kind::Down, doer, peer, crash));
        QVERIFY(happened(Event::Kind::Receive, doer, {}, atoms::down));
        QVERIFY(happened(Event::Kind::Register, doer, doer, world));
        QVERIFY(happened(Event::Kind::Exit, doer, {}, atoms::normal));
        QCOMPARE(count[Event::Kind::Link], 2);
        QCOMPARE(count[Event::Kind::Unlink], 1);
        QCOMPARE(count[Event::Kind::Monitor], 2);
        QCOMPARE(count[Event::Kind::Demonitor], 1);

        runtime.scheduler().setTracing(Tracing::Off);
        runtime.spawn<&does>();
        runtime.simulation()->run();
        events.clear();
        QCOMPARE(runtime.scheduler().readEvents(events), std::uint64_t{0});
        QVERIFY(events.empty());
    }

    void tracingOnThreads()
    {
        Runtime runtime;
        runtime.scheduler().setTracing(Tracing::Messages);
        const Pid doer = runtime.spawn<&does>();
        std::vector<Event> events;
        std::uint64_t lost = 0;
        QTRY_VERIFY((lost += runtime.scheduler().readEvents(events),
                     std::any_of(events.begin(), events.end(), [&](const Event& event) {
                         return event.kind == Event::Kind::Exit && event.process == doer;
                     })));
        QCOMPARE(lost, std::uint64_t{0});
    }
};

QTEST_APPLESS_MAIN(EventRingTest)
#include "event_ring_test.moc"
