// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QTableView;

namespace factorama {

class EmptyHint;
class ProcessActions;
class ProcessModel;
class LiveLabel;
class ViewClock;

/// The table of all processes, with a line to filter it and what can be done with the selected one.
class ProcessesView : public QWidget {
    Q_OBJECT

public:
    ProcessesView(ViewClock& clock, ProcessActions& actions, QWidget* parent = nullptr);

    ProcessModel& model() const { return *m_model; }
    QTableView& table() const { return *m_table; }
    QLineEdit& filterField() const { return *m_filter; }

    /// Widths and order of the columns and the sorting, for the settings.
    QByteArray saveColumns() const;
    void restoreColumns(const QByteArray& state);
    void resetColumns();

private:
    void refresh();
    void showSelection();
    void updateCaption();

    ViewClock& m_clock;
    ProcessActions& m_actions;
    ProcessModel* m_model;
    QTableView* m_table;
    QLineEdit* m_filter;
    LiveLabel* m_caption;
    EmptyHint* m_hint;
    bool m_following = false; ///< the selection is being taken over from the clock
};

} // namespace factorama
