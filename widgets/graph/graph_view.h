// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QWidget>

#include <cstdint>

#include "widgets/graph/graph_canvas.h"

class QBoxLayout;
class QHBoxLayout;
class QComboBox;
class QMenu;
class QToolButton;

namespace factorama {

class EmptyHint;
class GraphSearch;
class LiveLabel;
class TonedLabel;
class ProcessActions;
class ViewClock;
struct ViewNeeds;

/// The graph of links and monitors: its canvas, what is to be seen of it, a search, and in words what is not
/// drawn.
///
/// Besides the canvas's keys: 1 to 5 show so many hops around the selected process, E everything, A what fits
/// best; G goes through the kinds of clusters; M shows and hides the map; F and / go to the search; Escape
/// lets go of what is selected.
class GraphView : public QWidget {
    Q_OBJECT

public:
    GraphView(ViewClock& clock, ProcessActions& actions, QWidget* parent = nullptr);

    GraphCanvas& canvas() const { return *m_canvas; }
    GraphSearch& search() const { return *m_search; }
    QComboBox& hopsBox() const { return *m_hops; }
    QComboBox& groupingBox() const { return *m_grouping; }
    QToolButton& mapButton() const { return *m_map; }
    /// What is drawn and what is not, in words.
    QString caption() const;

    /// What is to be seen, for the settings. What is not understood is left as it is.
    QByteArray saveSettings() const;
    void restoreSettings(const QByteArray& saved);

signals:
    /// The process table is to be filtered like this.
    void filterWanted(const QString& filter);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    ViewNeeds needs() const;
    void setUpBar();
    void refresh();
    void showPicture();
    void showMenu(const QPoint& at);
    void addClusterActions(QMenu& menu, const GraphKey& cluster);
    void fitBar();
    void placeCaption();
    void placeProblem();
    void updateLook();

    ViewClock& m_clock;
    ProcessActions& m_actions;
    GraphCanvas* m_canvas;
    std::uint64_t m_lastEvent = 0;
    bool m_sawEvents = false;
    GraphSearch* m_search;
    QHBoxLayout* m_below = nullptr; ///< what stands below the search where there is no room beside it
    QBoxLayout* m_bar = nullptr; ///< the search, and all else beside or below it
    QComboBox* m_hops;
    QComboBox* m_grouping;
    LiveLabel* m_caption;
    TonedLabel* m_problem = nullptr; ///< what is not understood of the search
    QToolButton* m_map;
    QToolButton* m_fit;
    QToolButton* m_zoomIn;
    QToolButton* m_zoomOut;
    EmptyHint* m_hint;
};

} // namespace factorama
