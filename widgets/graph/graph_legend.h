// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace factorama {

/// What the lines, arrows and colours of the graph mean, in a line at the bottom of its canvas. A click
/// collapses it to a word.
class GraphLegend : public QWidget {
    Q_OBJECT

public:
    explicit GraphLegend(QWidget* parent);

    bool isCollapsed() const { return m_collapsed; }
    void setCollapsed(bool collapsed);
    /// Whether there are any clusters to be explained.
    void setClustered(bool clustered);
    /// Lies at the bottom of its parent, as wide as what it says.
    void place();

    QSize sizeHint() const override;

signals:
    void collapsedChanged(bool collapsed);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    /// Draws it, or only measures it without a painter. @return how wide it is
    int lay(QPainter* painter) const;

    bool m_collapsed = false;
    bool m_clustered = false;
};

} // namespace factorama
