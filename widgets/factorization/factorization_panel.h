// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <cstdint>
#include <vector>

#include "runtime/observe/factorization_view.h"

class QAction;
class QComboBox;
class QPlainTextEdit;
class QProgressBar;
class QSpinBox;
class QTableView;
class QToolButton;

namespace factorama {

class EmptyHint;
class ProcessActions;
class ResultsModel;
class LiveLabel;
class TonedLabel;
class ViewClock;
class WorkTable;

/// Asks for numbers, a strategy and an algorithm, starts the run on the node, and shows who works on which
/// number and the results as they come.
class FactorizationPanel : public QWidget {
    Q_OBJECT

public:
    FactorizationPanel(ViewClock& clock, ProcessActions& actions, QWidget* parent = nullptr);

    QAction* startAction() const { return m_start; }
    QAction* cancelAction() const { return m_cancel; }
    QAction* classicNumbersAction() const { return m_classic; }
    QPlainTextEdit& numbersField() const { return *m_numbers; }
    ResultsModel& results() const { return *m_results; }
    WorkTable& work() const { return *m_work; }

    /// Fills the form and starts the run, as a person would. @return false if it was refused (the panel says
    /// why).
    bool start(const FactorizationRequest& request);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void checkNumbers();
    bool startRun();
    void refresh();
    void fetchResults();
    void fitNumbers();
    void showLost(std::size_t count);
    void showProgress(const FactorizationProgress& progress);
    void copyResults();
    void updateIcons();
    void updateActions();

    ViewClock& m_clock;
    QAction* m_start;
    QAction* m_cancel;
    QAction* m_classic;
    QPlainTextEdit* m_numbers;
    TonedLabel* m_check;
    QComboBox* m_strategy;
    QComboBox* m_algorithm;
    QSpinBox* m_schedulers;
    QProgressBar* m_progress;
    LiveLabel* m_status;
    TonedLabel* m_errors;
    TonedLabel* m_lost;
    WorkTable* m_work;
    ResultsModel* m_results;
    QTableView* m_table;
    int m_numberWidth = 0; ///< that was chosen last for the column of numbers
    QToolButton* m_copy;
    EmptyHint* m_hint;
    std::vector<InputError> m_runErrors; ///< what in the numbers of the run was none
    std::uint64_t m_run = 0; ///< the run that the results belong to
    bool m_running = false;
    bool m_startable = false; ///< the number field holds at least one number
    bool m_fetchPending = false;
};

} // namespace factorama
