// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLineEdit;
class QMainWindow;
class QSortFilterProxyModel;
class QStandardItemModel;
class QTableView;

namespace factorama {

/// All commands of the window with where they are and how the keyboard reaches them, made from the actions
/// themselves each time it is shown; with a line to search them.
class ShortcutsWindow : public QDialog {
    Q_OBJECT

public:
    explicit ShortcutsWindow(QMainWindow& window);

    /// What it lists, anew.
    void refresh();

    QLineEdit& field() const { return *m_field; }
    QTableView& table() const { return *m_table; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    QMainWindow& m_window;
    QLineEdit* m_field;
    QTableView* m_table;
    QStandardItemModel* m_model;
    QSortFilterProxyModel* m_shown;
};

} // namespace factorama
