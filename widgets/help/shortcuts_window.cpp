// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/help/shortcuts_window.h"

#include "widgets/command_palette/commands.h"
#include "widgets/common/table.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMainWindow>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QTableView>
#include <QVBoxLayout>

namespace factorama {

ShortcutsWindow::ShortcutsWindow(QMainWindow& window)
    : QDialog(&window),
      m_window(window),
      m_field(new QLineEdit),
      m_table(new QTableView),
      m_model(new QStandardItemModel(this)),
      m_shown(new QSortFilterProxyModel(this))
{
    setObjectName(QStringLiteral("shortcutsWindow"));
    setWindowTitle(tr("Keyboard Shortcuts"));

    m_field->setObjectName(QStringLiteral("shortcutFilter"));
    m_field->setAccessibleName(tr("Search shortcuts"));
    m_field->setPlaceholderText(tr("Search by command or key"));
    m_field->setClearButtonEnabled(true);
    m_shown->setSourceModel(m_model);
    m_shown->setFilterKeyColumn(-1);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_shown->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_table->setObjectName(QStringLiteral("shortcutTable"));
    m_table->setAccessibleName(tr("Shortcuts"));
    setUpTable(*m_table);
    m_table->setModel(m_shown);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_field, &QLineEdit::textChanged, m_shown, &QSortFilterProxyModel::setFilterFixedString);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(10);
    layout->addWidget(m_field);
    layout->addWidget(m_table, 1);
    layout->addWidget(buttons);
    resize(1100 * fontMetrics().height() / 16, 560 * fontMetrics().height() / 16);
}

void ShortcutsWindow::refresh()
{
    m_model->clear();
    m_model->setHorizontalHeaderLabels({tr("Command"), tr("Menu"), tr("Keys"), tr("What it does")});
    const auto add = [this](const QString& title, const QString& where, const QString& keys,
                            const QString& hint) {
        QList<QStandardItem*> row;
        for (const QString& text : {title, where, keys, hint}) {
            auto* item = new QStandardItem(text);
            item->setEditable(false);
            item->setToolTip(text);
            row << item;
        }
        m_model->appendRow(row);
    };
    for (const CommandEntry& command : commandsOf(m_window)) {
        add(command.title, command.path, command.shortcut, command.hint);
    }
    // What views understand while they have the keyboard, and no menu has.
    const QString graph = tr("In the graph");
    add(tr("Zoom"), graph, QStringLiteral("+, -"), tr("Closer and farther; so does the wheel"));
    add(tr("Move"), graph, tr("Arrow keys"), tr("Moves the picture; so does dragging its background"));
    add(tr("Fit all"), graph, QStringLiteral("0"), tr("All processes into view"));
    add(tr("Next, previous"), graph, QStringLiteral("N, P"),
        tr("Selects the next process or cluster, or the one before"));
    add(tr("Open, close"), graph, tr("Enter, double click"),
        tr("Draws the processes of a cluster one by one, or no longer; lets go of what was dragged"));
    add(tr("Close all"), graph, QStringLiteral("C"), tr("No cluster is open any more"));
    add(tr("So many hops"), graph, QStringLiteral("1 … 5"),
        tr("Only what is so many links and monitors away from the selected process"));
    add(tr("Everything, what fits"), graph, QStringLiteral("E, A"),
        tr("All processes; or of too many those around the selected one"));
    add(tr("Kind of clusters"), graph, QStringLiteral("G"), tr("If needed, none, by module, by supervisor"));
    add(tr("Search"), graph, QStringLiteral("F, /"), tr("Enter then goes from match to match"));
    add(tr("Map, legend"), graph, QStringLiteral("M, L"), tr("Shows and hides them"));
    add(tr("Select nothing"), graph, tr("Escape"), tr("Lets go of the selected process or cluster"));
    add(tr("Next place"), tr("Everywhere"), QStringLiteral("Tab"), tr("Shift+Tab goes back"));
    QHeaderView* header = m_table->horizontalHeader();
    for (int column = 0; column < header->count() - 1; ++column) {
        m_table->resizeColumnToContents(column);
    }
    header->setStretchLastSection(true);
    m_table->selectRow(0);
}

void ShortcutsWindow::showEvent(QShowEvent* event)
{
    refresh();
    m_field->setFocus();
    QDialog::showEvent(event);
}

} // namespace factorama
