// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

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

    /// Below the text a button for what would fill the view, for as long as the action lives.
    void offer(QAction& action);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fit();
    void recolour();

    QPushButton* m_button = nullptr; ///< beside this label, which lets clicks through
};

} // namespace factorama
