// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <cstdint>
#include <deque>
#include <memory>

#include "runtime/observe/process_details.h"
#include "widgets/inspector/logged_end.h"

class QAction;
class QCPGraph;
class QCustomPlot;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;
class QTableView;
class QToolButton;
class QTreeView;

namespace factorama {

class DetailModel;
class EmptyHint;
class LiveLabel;
class MessageModel;
class PeerModel;
class ProcessActions;
class TonedLabel;
class ViewClock;

/// Everything about the selected process: what it is, what waits in its mailbox and since when, whom it is
/// related to, and, when asked for, a server's state. Each process in it leads to that process; back and
/// forward as in a browser. A dead process stays readable, with its reason; so does one that was looked at
/// before and has ended since.
class InspectorView : public QWidget {
    Q_OBJECT

public:
    InspectorView(ViewClock& clock, ProcessActions& actions, QWidget* parent = nullptr);

    QAction* backAction() const { return m_back; }
    QAction* forwardAction() const { return m_forward; }

    /// What is shown; null if nothing is.
    const std::shared_ptr<const ProcessDetails>& details() const { return m_details; }
    DetailModel& detailModel() const { return *m_model; }
    MessageModel& messageModel() const { return *m_messageModel; }
    PeerModel& peerModel() const { return *m_peerModel; }
    QTabWidget& tabs() const { return *m_tabs; }

    void updateIcons();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Sample {
        double seconds;
        double depth;
        double arrived;
        double taken;
    };

    QWidget* makeMessagesPage();
    QWidget* makeStatePage();
    void refresh();
    void remember();
    /// What a dead process told last, if it was looked at then; else what is told of it now.
    std::shared_ptr<const ProcessDetails> lastKnown(std::shared_ptr<const ProcessDetails> told) const;
    void readLog();
    void readEvents();
    void showRates();
    void showState();
    void followSelection();
    void go(Pid pid);
    void askForState();
    void recolour();

    ViewClock& m_clock;
    QAction* m_back;
    QAction* m_forward;
    LiveLabel* m_title;
    QTabWidget* m_tabs;
    QTableView* m_table;
    DetailModel* m_model;
    LiveLabel* m_rates;
    QCustomPlot* m_plot;
    QCPGraph* m_graph;
    QTableView* m_messages;
    MessageModel* m_messageModel;
    LiveLabel* m_more;
    QTreeView* m_peers;
    PeerModel* m_peerModel;
    QPushButton* m_ask;
    TonedLabel* m_stateNote;
    QPlainTextEdit* m_state;
    EmptyHint* m_hint;
    std::shared_ptr<const ProcessDetails> m_details;
    /// Of those that were looked at before, the newest last: the node forgets them when they end.
    std::deque<std::shared_ptr<const ProcessDetails>> m_remembered;
    LoggedEnd m_logged; ///< of the selected one, if it is dead
    std::uint64_t m_logRead = 0; ///< sequence of the newest notice that was read for it
    std::uint64_t m_eventsRead = 0; ///< number of the newest event that was read for it
    std::deque<Sample> m_samples;
};

} // namespace factorama
