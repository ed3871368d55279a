// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>
#include <vector>

#include "widgets/schedulers/scheduler_history.h"

class QComboBox;
class QCPAbstractItem;
class QCPAxisRect;
class QCPColorMap;
class QCPColorScale;
class QCPGraph;
class QCPItemLine;
class QCPTextElement;
class QCustomPlot;
class QSpinBox;

namespace factorama {

class EmptyHint;
class Legend;
class LiveLabel;
class TonedLabel;
class ViewClock;

/// What each scheduler did over the last minutes: its time by state, its run queue, what it stole; and how
/// many are online, with a mark where that changed. Up to PanelLimit schedulers have a chart each; more share
/// one chart, a line of heat each. Pointing at a chart, or the arrow keys in it, read values.
class SchedulersView : public QWidget {
    Q_OBJECT

public:
    static constexpr std::size_t PanelLimit = 8;
    /// What is drawn of each scheduler.
    enum class Measure { States, Searching, RunQueue, Steals, Migrations };

    explicit SchedulersView(ViewClock& clock, QWidget* parent = nullptr);

    const SchedulerHistory& history() const { return m_history; }
    /// Goes on from what another view has seen of the same node.
    void setHistory(SchedulerHistory history) { m_history = std::move(history); }
    QSpinBox& onlineField() const { return *m_online; }
    /// Takes a snapshot of before into the history; it is drawn with the next one.
    void remember(const Snapshot& snapshot) { m_history.add(snapshot); }
    void setMeasure(Measure measure);
    /// All that is known of a scheduler, numbered from 0, some seconds ago; empty if it is not known.
    QString reading(std::size_t scheduler, double secondsAgo) const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// One scheduler's chart, or that of the dirty workers.
    struct Panel {
        QCPAxisRect* rect = nullptr;
        QCPTextElement* title = nullptr;
        /// running, searching, timers, each filling down to the one before; of other measures only the first
        std::array<QCPGraph*, 3> graphs{};
    };
    /// Which scheduler and moment are being read.
    struct Cursor {
        bool on = false;
        std::size_t scheduler = 0;
        double secondsAgo = 0;
    };

    void refresh();
    void layOut();
    Panel addPanel(int row, int column);
    void plot();
    void plotHeat(double now);
    void plotPanels(double now);
    void plotDirty(double now);
    void plotMarks(double now);
    void say();
    void showCursor();
    void pointAt(const QPoint& position);
    bool moveCursor(int key);
    void recolour();
    void requestOnline(int count);
    int panelColumns() const;
    std::size_t schedulersToDraw(const Snapshot& snapshot) const;
    bool legendFits() const;
    Measure measure() const;
    double span() const; ///< seconds that are drawn
    /// A count a second, with a digit after the point where it is small.
    static QString perSecondText(float value);
    double valueOf(const SchedulerHistory::Sample& sample, std::size_t scheduler) const;
    double highestValue(double now) const;

    ViewClock& m_clock;
    SchedulerHistory m_history;
    QSpinBox* m_online;
    QComboBox* m_measure;
    QComboBox* m_span;
    LiveLabel* m_summary;
    Legend* m_legend;
    TonedLabel* m_error;
    QCustomPlot* m_plot;
    EmptyHint* m_hint;
    std::vector<Panel> m_panels;
    Panel m_dirty; ///< only while there is dirty work to be drawn
    QCPColorMap* m_heat = nullptr;
    QCPColorScale* m_scale = nullptr;
    std::vector<QCPAbstractItem*> m_marks;
    QCPItemLine* m_cursorLine = nullptr;
    Cursor m_cursor;
    int m_quietSamples = 0; ///< in a row
    std::size_t m_laidOut = 0; ///< schedulers that the charts were made for
    bool m_dirtyLaidOut = false;
    int m_columns = 0;
};

} // namespace factorama
