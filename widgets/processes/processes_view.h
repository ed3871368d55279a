// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include <optional>
#include <vector>

#include "runtime/term/pid.h"

class QAction;
class QLineEdit;
class QMenu;
class QTableView;
class QToolButton;

namespace factorama {

class EmptyHint;
class FilterBar;
class LiveLabel;
class ProcessActions;
class ProcessModel;
class ProcessSelection;
class ViewClock;
struct ProcessTop;

/// The table of all processes: a line to filter it, columns to choose from, favourites, a top list, and what
/// can be done with the selected ones.
///
/// Several processes may be selected, and are the clock's selection; the current one is its selected().
class ProcessesView : public QWidget {
    Q_OBJECT

public:
    ProcessesView(ViewClock& clock, ProcessActions& actions, QWidget* parent = nullptr);

    ProcessModel& model() const { return *m_model; }
    QTableView& table() const { return *m_table; }
    QLineEdit& filterField() const;
    FilterBar& filterBar() const { return *m_filter; }

    /// All selected processes that are alive, in the order of their rows; at most ProcessSelection::Limit.
    const std::vector<Pid>& selectedPids() const { return m_selectedPids; }

    QAction* jumpAction() const { return m_jump; }
    QAction* pinAction() const { return m_pin; }
    QMenu& columnMenu() const { return *m_columnMenu; }
    QMenu& topMenu() const { return *m_topMenu; }

    /// Selects a process and brings it into sight. `what` is a pid (`<0.12.0>`, `0.12.0`, `12`) or a
    /// registered name. Returns why that cannot be, in a person's words, or nothing.
    QString jumpTo(const QString& what);

    /// Selected rows as lines of the visible columns, separated by tabs.
    QString selectedText() const;

    /// Shows only the processes that added the most lately; nothing for all.
    void setTop(const std::optional<ProcessTop>& top);

    /// Registered names of favourites: whoever has such a name is one, now or as soon as it appears.
    /// Favourites without a name are so for as long as they live.
    const QStringList& favourites() const { return m_favourites; }
    void setFavourites(const QStringList& names);

    /// Columns, their widths and order, and the sorting, for the settings. What a program with other columns
    /// saved is not restored.
    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray& state);
    void resetColumns();

signals:
    void selectedPidsChanged(const std::vector<factorama::Pid>& pids);
    /// Something for the person to read.
    void reported(const QString& text, bool isError);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeActions();
    void makeMenus();
    void fillColumnMenu();
    void refresh();
    void beforeRows(bool sameQuery);
    void afterRows();
    void showSelection();
    void tellClock(Pid selected);
    void updateSelectedPids();
    void updateColumns();
    void fitNameColumn();
    void bringIntoSight(int column);
    void updateCaption();
    void updateLegend();
    void setFavourite(Pid pid, bool on);
    void pinFavourites();
    void togglePins();
    void showContextMenu(const QPoint& at);

    ViewClock& m_clock;
    ProcessActions& m_actions;
    ProcessModel* m_model;
    QTableView* m_table;
    ProcessSelection* m_selection = nullptr;
    FilterBar* m_filter;
    LiveLabel* m_caption;
    EmptyHint* m_hint;
    QToolButton* m_topButton;
    QToolButton* m_columnButton;
    QMenu* m_columnMenu;
    QMenu* m_topMenu;
    QAction* m_jump = nullptr;
    QAction* m_pin = nullptr;
    QAction* m_copy = nullptr;
    int m_topCount = 20;
    int m_topSeconds = 5;
    std::vector<Pid> m_selectedPids;
    QStringList m_favourites;
    /// Rows that were seen before a refresh, with their distance from the top, to find the place again.
    struct Anchor {
        Pid pid;
        int y;
    };
    std::vector<Anchor> m_anchors;
    bool m_following = false; ///< the selection is being taken over from the clock
    bool m_choosing = false; ///< the clock is being told of what was selected here
    bool m_wantsSelectionInSight = false;
};

} // namespace factorama
