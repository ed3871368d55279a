// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include "widgets/processes/process_filter.h"

class QHBoxLayout;
class QLineEdit;
class QMenu;
class QToolButton;

namespace factorama {

class FilterChips;
class TonedLabel;

/// Where a person says which processes he wants to see: a line to type a filter in, a menu that writes parts
/// of it, the parts that were understood as chips that can be removed, and what was not understood in words.
class FilterBar : public QWidget {
    Q_OBJECT

public:
    explicit FilterBar(QWidget* parent = nullptr);

    QLineEdit& field() const { return *m_field; }
    FilterChips& chips() const { return *m_chips; }
    TonedLabel& problem() const { return *m_problem; }
    QMenu& addMenu() const { return *m_addMenu; }
    /// The row of the line, to put more at its end.
    QHBoxLayout& row() const { return *m_row; }
    const ProcessFilter& filter() const { return m_filter; }

    /// Takes what was typed at once, instead of after a short rest.
    void takeNow();

signals:
    void filterChanged(const factorama::ProcessFilter& filter);
    /// The arrow key down was pressed in the line: on to what is filtered.
    void leftDownwards();

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fillAddMenu();
    /// Adds a part to the line; what is between the bars is selected, to be typed over: `messages>|100|`.
    void add(const QString& part);
    void showParts();
    void placeProblem();

    QLineEdit* m_field;
    QToolButton* m_add;
    QMenu* m_addMenu;
    QHBoxLayout* m_row;
    FilterChips* m_chips;
    TonedLabel* m_problem; ///< over what is below the bar: it comes and goes while somebody types
    QWidget* m_parts; ///< the chips, with room around them
    QTimer m_rest;
    ProcessFilter m_filter;
};

} // namespace factorama
