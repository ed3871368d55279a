// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>
#include <vector>

#include "widgets/schedulers/scheduler_history.h"

class QCPAxisRect;
class QCPColorMap;
class QCPGraph;
class QCPTextElement;
class QCustomPlot;
class QSpinBox;

namespace factorama {

class EmptyHint;
class LiveLabel;
class TonedLabel;
class ViewClock;

/// What each scheduler did over the last minute, stacked by state, with its run queue; and how many are
/// online. Up to PanelLimit schedulers have a chart each; more share one strip chart, a line of heat each.
class SchedulersView : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t PanelLimit = 8;

    explicit SchedulersView(ViewClock& clock, QWidget* parent = nullptr);

    const SchedulerHistory& history() const { return m_history; }
    QSpinBox& onlineField() const { return *m_online; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// One scheduler's chart.
    struct Panel {
        QCPAxisRect* rect = nullptr;
        QCPTextElement* title = nullptr;
        std::array<QCPGraph*, 3> graphs{}; ///< running, searching, timers; each fills down to the one before
    };

    void refresh();
    void layOut();
    void plot();
    void recolour();
    void requestOnline(int count);
    int panelColumns() const;

    ViewClock& m_clock;
    SchedulerHistory m_history;
    QSpinBox* m_online;
    LiveLabel* m_summary;
    TonedLabel* m_error;
    QCustomPlot* m_plot;
    EmptyHint* m_hint;
    std::vector<Panel> m_panels;
    QCPColorMap* m_heat = nullptr;
    int m_quietSamples = 0; ///< in a row
    std::size_t m_laidOut = 0; ///< schedulers that the charts were made for
    int m_columns = 0;
};

} // namespace factorama
