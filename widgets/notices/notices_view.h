// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <array>
#include <functional>
#include <memory>
#include <vector>

#include "runtime/observe/lints.h"
#include "runtime/observe/node_view.h"
#include "widgets/common/newest_job.h"
#include "widgets/notices/notices_model.h"

class QLineEdit;
class QTableView;
class QTextBrowser;
class QTimer;
class QToolButton;

namespace factorama {

class EmptyHint;
class FindingsModel;
class TurningSplitter;
struct Snapshot;
class ViewClock;

/// What happened (the node's log with its crash reports, and what the window noticed itself), and what looks
/// wrong now. The list follows the newest unless the person scrolled up; whole texts are read beside it; each
/// entry leads to its processes. Snapshots are looked at off the window's thread.
class NoticesView : public QWidget {
    Q_OBJECT

public:
    /// What one has read and seen so far.
    struct History;

    explicit NoticesView(ViewClock& clock, QWidget* parent = nullptr);
    ~NoticesView() override;

    NoticesModel& model() const { return *m_model; }
    FindingsModel& findings() const { return *m_findings; }
    QTableView& table() const { return *m_table; }
    QTableView& findingsTable() const { return *m_findingsTable; }

    /// Adds a notice of the window's own, at the time of the snapshot that is shown.
    void add(Notice::Kind kind, Pid pid, const QString& text);

    /// For a view that takes this one's place, in another language: trouble is seen only over some seconds.
    History history() const;
    /// Before this one has read any; no other view is to look with it any more.
    void setHistory(History history);

    /// A snapshot is being looked at, or waits for it.
    bool isLooking() const { return !m_job.isIdle(); }

    /// Whether snapshots that are taken for other views are looked at while this one is hidden.
    bool watchesWhileHidden() const;
    void setWatchesWhileHidden(bool watches);

signals:
    /// How many kinds of trouble there are now has changed.
    void findingsChanged(int count);
    void watchesWhileHiddenChanged(bool watches);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// Shared with the jobs, which alone use `lints`.
    struct Watch;
    static constexpr std::size_t FilterCount = NoticesModel::KindCount + 1; ///< the last one: findings

    void refresh();
    void readNotices();
    /// Has notices added to the model, and stays at the newest, or else where the person is.
    void append(const std::function<void()>& add);
    void look(const std::shared_ptr<const Snapshot>& snapshot);
    void showFindings(const std::vector<Finding>& findings);
    void applyFilter();
    void clearFilter();
    void updateCounts();
    void showDetails();
    void activate(const QTableView* table, int row);
    void copy();
    bool isSeen() const;

    ViewClock& m_clock;
    NoticesModel* m_model;
    FindingsModel* m_findings;
    QTableView* m_table;
    QTableView* m_findingsTable;
    QTextBrowser* m_details;
    TurningSplitter* m_splitter;
    QLineEdit* m_search;
    std::array<QToolButton*, FilterCount> m_filters{};
    QToolButton* m_copy;
    QToolButton* m_watchHidden;
    QTimer* m_searchTimer;
    EmptyHint* m_hint;
    EmptyHint* m_detailsHint;
    QTableView* m_detailed; ///< whose current row the details are of
    QString m_detailsText;
    bool m_followsNewest = true; ///< what is in sight of the table
    bool m_appending = false;
    int m_shownFindings = 0;
    int m_findingsPlace = 0; ///< rows that the list of findings has place for
    qint64 m_findingsNeededAt = 0; ///< nanoseconds of the last snapshot that needed that place
    qint64 m_lookedAt = -1; ///< nanoseconds of the last snapshot that was looked at
    std::shared_ptr<Watch> m_watch;
    NewestJob m_job; ///< last: its jobs use what is above
};

struct NoticesView::History {
    NoticesModel::Contents notices;
    std::vector<Finding> findings; ///< that were shown
    qint64 lookedAt = -1;
    std::shared_ptr<Watch> watch;
};

} // namespace factorama
