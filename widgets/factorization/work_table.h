// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <cstddef>

#include "runtime/observe/factorization_view.h"

class QTableView;

namespace factorama {

class LiveLabel;
class ProcessActions;
class ViewClock;
class WorkModel;

/// Which process works on which number of a run, and how many numbers wait. There while a run lasts whose
/// numbers take long enough to be seen; shares its selection with all other views.
class WorkTable : public QWidget {
    Q_OBJECT

public:
    /// More of them are counted, not shown.
    static constexpr std::size_t MostShown = 200;

    WorkTable(ViewClock& clock, ProcessActions& actions, QWidget* parent = nullptr);

    /// Asks the node what is in work. @param progress of the same run.
    void refresh(const FactorizationProgress& progress);

    WorkModel& model() const { return *m_model; }
    QTableView& table() const { return *m_table; }
    /// What the line above the table says.
    const LiveLabel& summary() const { return *m_summary; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fitColumns();
    void showSelection();

    ViewClock& m_clock;
    LiveLabel* m_summary;
    WorkModel* m_model;
    QTableView* m_table;
    bool m_updating = false; ///< the selection moves because rows do, not because of a person
};

} // namespace factorama
