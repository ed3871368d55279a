// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <deque>

class QCPGraph;
class QCustomPlot;
class QSplitter;
class QTableView;

namespace factorama {

class DeepestMailboxesModel;
class EmptyHint;
class LiveLabel;
class ViewClock;

/// The deepest mailboxes at this moment, and how many messages waited in all of them over the last minute.
class MailboxesView : public QWidget {
    Q_OBJECT

public:
    explicit MailboxesView(ViewClock& clock, QWidget* parent = nullptr);

    DeepestMailboxesModel& model() const { return *m_model; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Sample {
        double seconds;
        double total;
    };

    void refresh();
    void showSelection();
    void recolour();

    ViewClock& m_clock;
    DeepestMailboxesModel* m_model;
    QSplitter* m_splitter;
    QTableView* m_table;
    QCustomPlot* m_plot;
    QCPGraph* m_graph;
    LiveLabel* m_caption;
    EmptyHint* m_hint;
    std::deque<Sample> m_samples;
    bool m_following = false;
};

} // namespace factorama
