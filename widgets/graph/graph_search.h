// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QTimer>
#include <QWidget>

#include "widgets/graph/graph_picture.h"

class QToolButton;

namespace factorama {

class LiveLabel;

/// A line to find processes in the graph with, by what the process filter understands. It shows how many
/// match, and goes from one to the next: Enter, Shift+Enter back; Escape empties it and then leaves it.
class GraphSearch : public QWidget {
    Q_OBJECT

public:
    explicit GraphSearch(QWidget* parent = nullptr);

    QLineEdit& field() const { return *m_field; }
    /// "2 of 14", "No match", or what is wrong with what was typed.
    QString countText() const;
    /// The match that was gone to last.
    Pid match() const { return m_match; }

    /// Takes over what was found; as long as it was found for older text it is not gone to.
    void setPicture(const std::shared_ptr<const GraphPicture>& picture);

signals:
    void filterChanged(const factorama::ProcessFilter& filter);
    /// This process is to be selected and brought into sight.
    void wanted(factorama::Pid pid);
    /// The keyboard is to go back to the graph.
    void left();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void takeText();
    /// To the match after (1) or before (-1) the last one.
    void go(int step);
    void showCount();

    QLineEdit* m_field;
    QToolButton* m_previous;
    QToolButton* m_next;
    LiveLabel* m_count;
    QTimer m_rest; ///< after each letter
    ProcessFilter m_filter;
    std::shared_ptr<const GraphPicture> m_picture = GraphPicture::empty();
    Pid m_match;
    int m_wantedStep = 0; ///< as soon as the text's matches are there
};

} // namespace factorama
