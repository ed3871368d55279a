// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc cannot read <concepts>
#include "runtime/process/relations.h"
#endif

#include <QtTest>

#include <atomic>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <thread>

using namespace factorama;

namespace {

using Kind = Relations::Kind;

} // namespace

class RelationsTest : public QObject {
    Q_OBJECT

private slots:
    void keepsWhatItIsGiven()
    {
        Epochs epochs;
        RetiredList retired;
        Relations relations;
        const Pid peer(5, 2);
        const Reference reference = Reference::make();
        QVERIFY(!relations.findLink(peer));
        QVERIFY(!relations.eraseLink(peer));
        relations.put({Kind::Link, peer, {}, {}, 0}, epochs, retired);
        relations.put({Kind::Monitoring, peer, reference, Atom("watched"), 0}, epochs, retired);
        QCOMPARE(relations.linkCount(), 1U);
        QCOMPARE(relations.monitoringCount(), 1U);
        const auto link = relations.findLink(peer);
        QVERIFY(link && link->peer == peer && link->kind == Kind::Link && !link->isUnlinking());
        const auto monitor = relations.findMonitor(reference);
        QVERIFY(monitor && monitor->peer == peer && monitor->kind == Kind::Monitoring);
        QVERIFY(monitor->reference == reference && monitor->name == Atom("watched"));
        relations.put({Kind::Link, peer, {}, {}, 0xFFFFFFFF}, epochs, retired);
        QCOMPARE(relations.findLink(peer)->identifier, 0xFFFFFFFFU);
        QVERIFY(relations.findLink(peer)->isUnlinking());
        QCOMPARE(relations.linkCount(), 0U);
        relations.put({Kind::Link, peer, {}, {}, 0}, epochs, retired);
        QCOMPARE(relations.linkCount(), 1U);
        QVERIFY(relations.eraseMonitor(reference));
        QVERIFY(!relations.eraseMonitor(reference));
        QCOMPARE(relations.monitoringCount(), 0U);
        // The largest values there are.
        const Pid last((1U << Pid::IndexBits) - 1, UINT32_MAX);
        relations.put({Kind::Link, last, {}, {}, 1}, epochs, retired);
        QVERIFY(relations.findLink(last)->peer == last);
        const Reference largest = Reference::fromBits((std::uint64_t{1} << 61) - 2);
        const Atom name = Atom::fromIndex(Atom::TableLimit - 1);
        relations.put({Kind::MonitoredBy, last, largest, name, 0}, epochs, retired);
        QVERIFY(relations.findMonitor(largest)->name == name);
        QVERIFY(relations.findMonitor(largest)->kind == Kind::MonitoredBy);
        QCOMPARE(relations.monitoringCount(), 0U);
    }

    void againstAModel()
    {
        for (std::uint64_t seed = 0; seed < 100; ++seed) {
            std::mt19937_64 random(seed);
            Epochs epochs;
            RetiredList retired;
            Relations relations;
            std::map<std::uint64_t, std::uint32_t> links; // the unlink's identifier by the peer's bits
            std::map<std::uint64_t, std::pair<Pid, Kind>> monitors; // by the reference's bits
            std::optional<Relations::Relation> request; // in the place for one
            const std::uint32_t peers = 1 + static_cast<std::uint32_t>(random() % 200);
            for (int i = 0; i < 3000; ++i) {
                const Pid peer(1 + static_cast<std::uint32_t>(random() % peers), 0);
                const auto reference = Reference::fromBits(1 + random() % (2 * peers));
                switch (random() % 7) {
                case 0: {
                    const auto identifier = static_cast<std::uint32_t>(random() % 3);
                    relations.put({Kind::Link, peer, {}, {}, identifier}, epochs, retired);
                    links[peer.bits()] = identifier;
                    break;
                }
                case 1:
                    QCOMPARE(relations.eraseLink(peer), links.erase(peer.bits()) == 1);
                    break;
                case 2:
                    if (!monitors.contains(reference.bits())) {
                        const Kind kind = random() % 2 == 0 ? Kind::Monitoring : Kind::MonitoredBy;
                        relations.put({kind, peer, reference, {}, 0}, epochs, retired);
                        monitors[reference.bits()] = {peer, kind};
                    }
                    break;
                case 3: // of a request
                    if (!monitors.contains(reference.bits())) {
                        const Kind kind = random() % 2 == 0 ? Kind::Monitoring : Kind::MonitoredBy;
                        const Relations::Relation put{kind, peer, reference, {}, 1};
                        relations.putRequest(put, epochs, retired);
                        monitors[reference.bits()] = {peer, kind};
                        request = request.value_or(put);
                    }
                    break;
                case 4:
                    QCOMPARE(relations.eraseMonitor(reference), monitors.erase(reference.bits()) == 1);
                    if (request && request->reference == reference) {
                        request.reset();
                    }
                    break;
                case 5: { // the request, or something else
                    Relations::Relation erased =
                        request.value_or(Relations::Relation{Kind::Monitoring, peer, reference, {}, 1});
                    const auto part = random() % 5;
                    erased.peer = part == 0 ? peer : erased.peer;
                    erased.reference = part == 1 ? reference : erased.reference;
                    erased.alias = part == 2 ? Relations::AliasMode::Reply : erased.alias;
                    const bool isThere = request && erased.peer == request->peer &&
                                         erased.reference == request->reference && part != 2;
                    QCOMPARE(relations.eraseRequest(erased), isThere);
                    if (isThere) {
                        monitors.erase(erased.reference.bits());
                        request.reset();
                    }
                    break;
                }
                default: {
                    const auto link = relations.findLink(peer);
                    QCOMPARE(link.has_value(), links.contains(peer.bits()));
                    QVERIFY(!link || link->identifier == links[peer.bits()]);
                    const auto monitor = relations.findMonitor(reference);
                    QCOMPARE(monitor.has_value(), monitors.contains(reference.bits()));
                    QVERIFY(!monitor || (monitor->peer == monitors[reference.bits()].first &&
                                         monitor->kind == monitors[reference.bits()].second));
                }
                }
                std::uint32_t active = 0;
                for (const auto& [bits, identifier] : links) {
                    active += identifier == 0;
                }
                std::uint32_t monitoring = 0;
                for (const auto& [bits, monitor] : monitors) {
                    monitoring += monitor.second == Kind::Monitoring;
                }
                QCOMPARE(relations.linkCount(), active);
                QCOMPARE(relations.monitoringCount(), monitoring);
            }
            std::size_t visited = 0;
            relations.forEach([&](const Relations::Relation& relation) {
                ++visited;
                QVERIFY(relation.kind == Kind::Link ? links.contains(relation.peer.bits())
                                                    : monitors.contains(relation.reference.bits()));
            });
            QCOMPARE(visited, links.size() + monitors.size());
            QVERIFY(relations.bytes() < 64 * 1024); // erased entries do not make it grow without end
        }
    }

    /// An observer reads while the owner changes; what it sees was put once.
    void readWhileWritten()
    {
        Epochs epochs;
        Relations relations;
        std::atomic<bool> stop = false;
        std::atomic<std::size_t> seen = 0;
        std::atomic<int> mistakes = 0;
        std::thread observer([&] {
            while (!stop) {
                const EpochPin pin(epochs);
                relations.forEach([&](const Relations::Relation& relation) {
                    ++seen;
                    mistakes += relation.peer.index() == 0 || relation.peer.index() > 1000;
                });
            }
        });
        {
            RetiredList retired;
            Epochs::Participant& self = epochs.join();
            epochs.present(self);
            std::mt19937_64 random(1);
            for (int i = 0; i < 200'000 || seen == 0; ++i) {
                const Pid peer(
                    1 + static_cast<std::uint32_t>(random() % (1 + static_cast<unsigned>(i) % 1000)), 0);
                if (random() % 2 == 0) {
                    relations.put({Kind::Link, peer, {}, {}, 0}, epochs, retired);
                } else {
                    relations.eraseLink(peer);
                }
                if (i % 64 == 0) {
                    epochs.quiescent(self);
                    retired.collect(epochs);
                }
            }
            epochs.leave(self);
            stop = true;
            observer.join();
        }
        QCOMPARE(mistakes.load(), 0);
    }
};

QTEST_APPLESS_MAIN(RelationsTest)
#include "relations_test.moc"
