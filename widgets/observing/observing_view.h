// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QWidget>

#include <cstdint>
#include <functional>

#include "widgets/node_clock/view_clock.h"

class QTableView;

namespace factorama {

class ObservingModel;
class TurningSplitter;

/// What looking costs at this moment, as measured: by the thread that takes snapshots, by the window's, and
/// by each view; what was not shown; and how old the picture is. Measured over spans of a second, and only
/// while it is to be seen.
class ObservingView : public QWidget {
    Q_OBJECT

public:
    /// @param noticesMissed how many notices the window never got to read.
    ObservingView(ViewClock& clock, std::function<std::uint64_t()> noticesMissed, QWidget* parent = nullptr);

    ObservingModel& measures() const { return *m_measures; }
    ObservingModel& views() const { return *m_views; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Counters at one moment; a view draws differences.
    struct Reading {
        qint64 time = 0; ///< nanoseconds of the steady clock
        std::uint64_t sequence = 0; ///< of the newest snapshot taken
        std::int64_t snapshotTime = 0; ///< when that was taken
        std::int64_t sampler = 0; ///< nanoseconds on a core
        std::int64_t window = 0; ///< likewise, of the window's thread
        std::int64_t passes = 0; ///< likewise, of jobs off the window's thread
        QHash<const QWidget*, ViewCost> views;
    };

    void measure();
    Reading read() const;
    void showCosts(const Reading& now);

    ViewClock& m_clock;
    std::function<std::uint64_t()> m_noticesMissed;
    ObservingModel* m_measures;
    ObservingModel* m_views;
    TurningSplitter* m_splitter;
    Reading m_before;
    bool m_measuring = false;
};

} // namespace factorama
