// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "widgets/common/newest_job.h"
#include "widgets/mailboxes/depth_history.h"
#include "widgets/mailboxes/mailbox_ranking.h"

class QBoxLayout;
class QCPGraph;
class QComboBox;
class QCustomPlot;
class QSpinBox;
class QTableView;
class QToolButton;

namespace factorama {

class DeepestMailboxesModel;
class EmptyHint;
class LiveLabel;
class TurningSplitter;
class ViewClock;

/// The deepest, or fastest growing, mailboxes at this moment and over the last two minutes. Thresholds colour
/// them, and tell when a mailbox comes to one: while the view is to be seen, and while it is hidden if it
/// watches, which it does from when the person sets a threshold. All mailboxes are looked at off the window's
/// thread.
class MailboxesView : public QWidget {
    Q_OBJECT

public:
    /// Lines in the chart; the selected process has one more.
    static constexpr std::size_t Lines = 8;
    /// How often mailboxes are looked at for thresholds while the view is hidden.
    static constexpr int WatchMilliseconds = 1000;

    explicit MailboxesView(ViewClock& clock, QWidget* parent = nullptr);
    ~MailboxesView() override;

    DeepestMailboxesModel& model() const { return *m_model; }
    const DepthHistory& history() const { return m_history; }
    /// Goes on from what another view has seen of the same node.
    void setHistory(DepthHistory history) { m_history = std::move(history); }
    /// What the chart tells of its line nearest to `position` (of the chart); empty where there is none.
    QString lineTextAt(const QPoint& position) const;

    MailboxThresholds thresholds() const { return m_thresholds; }
    void setThresholds(MailboxThresholds thresholds);
    /// Whether mailboxes in snapshots that are taken for other views are looked at while this one is hidden.
    void setWatchesWhileHidden(bool watches) { m_watchesWhileHidden = watches; }
    /// Whether mailboxes are collected and looked at for thresholds while this view is hidden.
    bool watchesThresholds() const;
    void setWatchesThresholds(bool watches);
    /// The thresholds, and whether they are watched.
    QByteArray saveThresholds() const;
    /// What is not understood is left as it is.
    void restoreThresholds(const QByteArray& saved);

signals:
    /// A mailbox has come to a threshold: told once, until it is below again.
    /// @param pid where it leads to; <0.0.0> if the text is about several
    void thresholdCrossed(const QString& text, factorama::Pid pid, bool alarm);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    void showRanking(const MailboxRanking& ranking, const std::vector<Pid>& followed);
    void tell(const MailboxRanking& ranking);
    void assignLines(const MailboxRanking& ranking);
    void plot();
    void showSelection();
    void recolour();
    void fitParts();
    const DepthHistory::Line* lineAt(const QPoint& position, DepthHistory::Sample* sample) const;

    ViewClock& m_clock;
    DeepestMailboxesModel* m_model;
    TurningSplitter* m_splitter;
    QBoxLayout* m_bar = nullptr;
    QTableView* m_table;
    QCustomPlot* m_plot;
    std::array<QCPGraph*, Lines + 1> m_graphs{}; ///< the last one is the selected process's
    QCPGraph* m_totalGraph;
    QCPGraph* m_warningLine;
    QCPGraph* m_alarmLine;
    QSpinBox* m_warningField;
    QSpinBox* m_alarmField;
    QToolButton* m_watch;
    QComboBox* m_order;
    QComboBox* m_shown;
    LiveLabel* m_caption;
    EmptyHint* m_hint;
    EmptyHint* m_chartHint;
    MailboxThresholds m_thresholds;
    DepthHistory m_history;
    std::array<Pid, Lines> m_linePids{}; ///< whose line each one is, so that it keeps its colour
    bool m_following = false;
    bool m_watchesWhileHidden = false;
    std::int64_t m_rankedAt = 0; ///< nanoseconds of the last snapshot that was looked at
    std::shared_ptr<MailboxRanker> m_ranker = std::make_shared<MailboxRanker>(); ///< its jobs' thread
    NewestJob m_job; ///< last: its jobs use what is above
};

} // namespace factorama
