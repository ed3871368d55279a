// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc cannot read <concepts>
#include "runtime/process/control_block.h"
#include "runtime/process/process.h"
#endif

#include <QtTest>

#include <cstdint>

using namespace factorama;

class ControlBlockTest : public QObject {
    Q_OBJECT

private slots:
    /// The control block has room for the lower half of their number.
    void reductionsGoOnPastWhatFourBytesHold()
    {
        ControlBlock process(Pid(1, 1));
        std::uint64_t sum = 0;
        for (std::uint32_t i = 0; i < 40; ++i) {
            const std::uint32_t spent = 999'999'937 + i;
            process.addReductions(spent);
            sum += spent;
            QCOMPARE(process.reductions(), sum);
        }
        QVERIFY(sum > std::uint64_t{1} << 34);
    }

    void initialCallsAreInterned()
    {
        const InitialCall call{Atom("control_block_test"), Atom("one"), 255};
        const InternedCall interned(call);
        QVERIFY(interned.toCall() == call);
        QVERIFY(interned == InternedCall(call));
        QVERIFY(InternedCall({Atom("control_block_test"), Atom("one"), 254}) != interned);
        QVERIFY(InternedCall().toCall() == InitialCall());

        ControlBlock process(Pid(1, 1));
        process.setInitialCall(interned);
        process.makeExtras().groupLeader = Pid(7, 7); // kept in the same word
        QVERIFY(process.initialCall() == call);
        QVERIFY(process.groupLeader() == Pid(7, 7));
        process.setInitialCall(InternedCall());
        QVERIFY(process.groupLeader() == Pid(7, 7));
        QVERIFY(process.initialCall() == InitialCall());
    }
};

QTEST_GUILESS_MAIN(ControlBlockTest)
#include "control_block_test.moc"
