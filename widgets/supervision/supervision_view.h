// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

#include "runtime/term/pid.h"

class QLineEdit;
class QMenu;
class QPushButton;
class QTimer;
class QToolButton;
class QTreeView;

namespace factorama {

class EmptyHint;
class LiveLabel;
class ProcessActions;
class SupervisionModel;
class ViewClock;

/// The supervision tree: who restarts whom, by which strategy, and how many restarts are left. It can be
/// searched; a supervisor's strategy can be changed; and while a kill is being asked for, whom it would take
/// along is marked.
class SupervisionView : public QWidget {
    Q_OBJECT

public:
    SupervisionView(ViewClock& clock, ProcessActions& actions, QWidget* parent = nullptr);

    SupervisionModel& model() const { return *m_model; }
    QTreeView& tree() const { return *m_tree; }
    QLineEdit& searchField() const { return *m_search; }

    /// Widths of the columns as at the first start.
    void resetColumns();

signals:
    /// What came of a change of strategy, for the person: an error, or what was done.
    void reported(const QString& text, bool isError);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void scaleColumns();
    void fitProcessColumn();
    void refresh();
    void showSelection();
    void scrollToSelection();
    void findMatches();
    void goToMatch(int step);
    void showCount();
    void activate(const QModelIndex& index);
    void updateStrategyMenu();
    void changeStrategy(const QString& name);

    ViewClock& m_clock;
    SupervisionModel* m_model;
    QTreeView* m_tree;
    int m_fontHeight = 1; ///< that the columns are sized for
    QLineEdit* m_search;
    QToolButton* m_previous;
    QToolButton* m_next;
    LiveLabel* m_matchCount;
    QPushButton* m_expandAll;
    QPushButton* m_collapseAll;
    QPushButton* m_strategy;
    QMenu* m_strategyMenu;
    EmptyHint* m_hint;
    QTimer* m_searchTimer;
    std::vector<Pid> m_matches;
    Pid m_match; ///< the one that was gone to last
    std::vector<QPersistentModelIndex> m_toExpand; ///< supervisors that are new
    bool m_wantsInSight = false; ///< what was selected elsewhere, as soon as it is in the tree
    bool m_following = false; ///< the selection is being taken over from the clock
};

} // namespace factorama
