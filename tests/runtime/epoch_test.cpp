// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc cannot read <concepts>
#include "runtime/scheduler/epoch.h"
#endif

#include <QtTest>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

using namespace factorama;

namespace {

std::atomic<int> s_freed = 0;

void freeInt(void* object) noexcept
{
    delete static_cast<int*>(object);
    ++s_freed;
}

/// Something that readers look at and the owner replaces.
struct Cell {
    static constexpr std::uint64_t Alive = 0xA11FE;
    std::atomic<std::uint64_t> state = Alive;
};

void freeCell(void* object) noexcept
{
    auto* cell = static_cast<Cell*>(object);
    cell->state.store(0, std::memory_order_relaxed);
    delete cell;
}

} // namespace

class EpochTest : public QObject {
    Q_OBJECT

private slots:
    void freesWhenNobodyIsPresent()
    {
        Epochs epochs;
        RetiredList retired;
        s_freed = 0;
        retired.retire(epochs, new int(1), &freeInt);
        QCOMPARE(retired.size(), std::size_t{1});
        for (int i = 0; i < 3; ++i) {
            retired.collect(epochs);
        }
        QCOMPARE(s_freed.load(), 1);
        QVERIFY(retired.isEmpty());
    }

    void keepsWhatSomebodyMayHold()
    {
        Epochs epochs;
        RetiredList retired;
        s_freed = 0;
        Epochs::Participant& reader = epochs.join();
        epochs.present(reader);
        retired.retire(epochs, new int(1), &freeInt);
        for (int i = 0; i < 10; ++i) {
            retired.collect(epochs);
        }
        QCOMPARE(s_freed.load(), 0);
        epochs.quiescent(reader);
        retired.collect(epochs);
        epochs.quiescent(reader);
        for (int i = 0; i < 3; ++i) {
            retired.collect(epochs);
        }
        QCOMPARE(s_freed.load(), 1);
        retired.retire(epochs, new int(2), &freeInt);
        retired.collect(epochs);
        epochs.away(reader);
        for (int i = 0; i < 3; ++i) {
            retired.collect(epochs);
        }
        QCOMPARE(s_freed.load(), 2);
        epochs.leave(reader);
    }

    void pinsHoldTheEpoch()
    {
        Epochs epochs;
        RetiredList retired;
        s_freed = 0;
        {
            const EpochPin outer(epochs);
            const EpochPin inner(epochs); // of the same thread
            retired.retire(epochs, new int(1), &freeInt);
            for (int i = 0; i < 10; ++i) {
                retired.collect(epochs);
            }
            QCOMPARE(s_freed.load(), 0);
        }
        for (int i = 0; i < 3; ++i) {
            retired.collect(epochs);
        }
        QCOMPARE(s_freed.load(), 1);
    }

    void theListFreesTheRest()
    {
        Epochs epochs;
        s_freed = 0;
        const EpochPin pin(epochs);
        {
            RetiredList retired;
            for (int i = 0; i < 10; ++i) {
                retired.retire(epochs, new int(i), &freeInt);
            }
        }
        QCOMPARE(s_freed.load(), 10);
    }

    /// More threads than participants: they wait for each other, and all get through.
    void participantsAreLentToAll()
    {
        Epochs epochs;
        std::vector<Epochs::Participant*> all;
        for (std::size_t i = 0; i < Epochs::MaximumParticipants; ++i) {
            all.push_back(&epochs.join());
        }
        std::sort(all.begin(), all.end());
        QVERIFY(std::adjacent_find(all.begin(), all.end()) == all.end());
        std::atomic<bool> joined = false;
        std::thread waiting([&] {
            epochs.leave(epochs.join());
            joined = true;
        });
        epochs.leave(*all.back());
        waiting.join();
        QVERIFY(joined);
        all.pop_back();
        for (Epochs::Participant* participant : all) {
            epochs.leave(*participant);
        }
    }

    /// Owners replace cells and retire the old ones; readers with pins, and workers, never see a freed one.
    void nobodySeesWhatIsFreed()
    {
        Epochs epochs;
        constexpr std::size_t Cells = 8;
        std::vector<std::atomic<Cell*>> cells(Cells);
        for (auto& cell : cells) {
            cell = new Cell;
        }
        std::atomic<bool> stop = false;
        std::atomic<int> mistakes = 0;
        std::atomic<std::uint64_t> reads = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 2; ++i) {
            threads.emplace_back([&] {
                while (!stop) {
                    const EpochPin pin(epochs);
                    for (auto& cell : cells) {
                        mistakes +=
                            cell.load(std::memory_order_acquire)->state.load(std::memory_order_relaxed) !=
                            Cell::Alive;
                    }
                    ++reads;
                }
            });
        }
        std::vector<std::thread> owners;
        for (std::size_t owner = 0; owner < 2; ++owner) {
            owners.emplace_back([&, owner] {
                RetiredList retired;
                Epochs::Participant& self = epochs.join();
                epochs.present(self);
                for (int i = 0; i < 30'000 || reads < 1000; ++i) {
                    for (auto& cell : cells) {
                        mistakes +=
                            cell.load(std::memory_order_acquire)->state.load(std::memory_order_relaxed) !=
                            Cell::Alive;
                    }
                    auto& cell = cells[owner * Cells / 2 + static_cast<std::size_t>(i) % (Cells / 2)];
                    retired.retire(epochs, cell.exchange(new Cell, std::memory_order_acq_rel), &freeCell);
                    epochs.quiescent(self);
                    if (i % 32 == 0) {
                        retired.collect(epochs);
                    }
                    if (i % 1024 == 0) {
                        epochs.away(self);
                        std::this_thread::yield();
                        epochs.present(self);
                    }
                }
                epochs.leave(self);
                while (!retired.isEmpty()) {
                    retired.collect(epochs);
                    std::this_thread::yield();
                }
            });
        }
        for (std::thread& thread : owners) {
            thread.join();
        }
        stop = true;
        for (std::thread& thread : threads) {
            thread.join();
        }
        QCOMPARE(mistakes.load(), 0);
        for (auto& cell : cells) {
            delete cell.load();
        }
    }
};

QTEST_APPLESS_MAIN(EpochTest)
#include "epoch_test.moc"
