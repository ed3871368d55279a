// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenu>

#include <vector>

namespace factorama {

class ViewClock;

/// Starts and ends the node's demonstrations: an action each, checked while it runs.
class DemonstrationsMenu : public QMenu {
    Q_OBJECT

public:
    DemonstrationsMenu(ViewClock& clock, QWidget* parent);

    /// The action "demonstration:NAME"; null if there is none.
    QAction* actionFor(const QString& name) const;

signals:
    void reported(const QString& text, bool isError);

private:
    void toggle(QAction& action);
    void updateChecks();

    ViewClock& m_clock;
    std::vector<QAction*> m_actions;
};

} // namespace factorama
