// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace factorama {

/// What the lines, arrows and colours of the graph mean, in a line at the bottom of its canvas, or in as many
/// as it needs there. A click collapses it to a word; so does a canvas that it would take too much of, or of
/// which it would hide something, until a click opens it there.
class GraphLegend : public QWidget {
    Q_OBJECT

public:
    explicit GraphLegend(QWidget* parent);

    bool isCollapsed() const { return m_collapsed; }
    void setCollapsed(bool collapsed);
    /// Opens what is closed, for whatever reason, and the other way round.
    void toggle();
    /// Only the word is to be seen, by choice or since there is no room.
    bool isClosed() const { return m_collapsed || ((m_cramped || m_inTheWay) && !m_openAnyway); }
    /// Whether it would hide something that is drawn, were it open.
    bool isInTheWay() const { return m_inTheWay; }
    void setInTheWay(bool inTheWay);
    /// Where it would lie, were it open.
    QRect openGeometry() const;
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
    int lineHeight() const;
    /// Draws it in lines of this width, or only measures it without a painter. @return how large it is
    QSize lay(QPainter* painter, int width, bool closed) const;

    bool m_collapsed = false; ///< by choice
    bool m_cramped = false;
    bool m_inTheWay = false;
    bool m_openAnyway = false;
    bool m_clustered = false;
};

} // namespace factorama
