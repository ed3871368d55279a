// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QPointer>

#include <functional>

class QAction;
class QPushButton;

namespace factorama {

/// What an empty view says: why it is empty, and what would fill it. Lies over the middle of another widget
/// and lets every click through.
class EmptyHint : public QLabel {
    Q_OBJECT

public:
    /// @param over the widget (a table's viewport, a canvas) that it lies over.
    EmptyHint(const QString& text, QWidget* over);

    /// Below the text a button for what would fill the view, for as long as the action lives. Not while the
    /// action is checked: that runs already, and triggering it would end it.
    void offer(QAction& action);
    /// Instead of that, where a filter hides all that there is: a button that clears it. An empty function
    /// ends this.
    void offerToClearFilter(std::function<void()> clear);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fit();
    void recolour();
    void updateButton();
    void press();

    QPushButton* m_button = nullptr; ///< beside this label, which lets clicks through
    QPointer<QAction> m_action; ///< that is offered
    std::function<void()> m_clear;
};

} // namespace factorama
