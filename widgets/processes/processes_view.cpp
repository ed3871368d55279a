// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/processes/processes_view.h"

#include "widgets/common/empty_hint.h"
#include "widgets/common/live_label.h"
#include "widgets/common/table.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/processes/process_actions.h"
#include "widgets/processes/process_model.h"
#include "widgets/processes/process_status_delegate.h"
#include "widgets/text/format.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QTableView>
#include <QVBoxLayout>

namespace factorama {

ProcessesView::ProcessesView(ViewClock& clock, ProcessActions& actions, QWidget* parent)
    : QWidget(parent),
      m_clock(clock),
      m_actions(actions),
      m_model(new ProcessModel(this)),
      m_table(new QTableView),
      m_filter(new QLineEdit),
      m_caption(new LiveLabel(QStringLiteral("1,000,000 of 1,000,000 processes")))
{
    setObjectName(QStringLiteral("processes"));

    m_filter->setObjectName(QStringLiteral("processFilter"));
    m_filter->setAccessibleName(QStringLiteral("Filter processes"));
    m_filter->setPlaceholderText(QStringLiteral("Filter by name, pid or status"));
    m_filter->setToolTip(
        QStringLiteral("Show only processes whose name, pid or status contains each of these words (%1)")
            .arg(QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText)));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(360);

    m_table->setObjectName(QStringLiteral("processTable"));
    m_table->setAccessibleName(QStringLiteral("Processes"));
    setUpTable(*m_table);
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(ProcessModel::StatusColumn, new ProcessStatusDelegate(m_table));
    m_table->setSortingEnabled(true);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_hint = new EmptyHint(QString(), m_table->viewport());
    resetColumns();

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 6, 8, 6);
    bar->setSpacing(10);
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_caption);
    bar->addStretch(1);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_model->setFilter(text);
        showSelection();
        updateCaption();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) {
                if (!m_following && now.isValid()) {
                    m_clock.select(m_model->pidAt(now.row()));
                }
            });
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint& at) {
        if (!m_table->indexAt(at).isValid()) {
            return;
        }
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        m_actions.addTo(*menu);
        menu->popup(m_table->viewport()->mapToGlobal(at));
    });
    connect(&clock, &ViewClock::selectionChanged, this, [this] {
        showSelection();
        const int row = m_model->rowOf(m_clock.selected());
        if (row >= 0 && !m_table->hasFocus()) {
            m_table->scrollTo(m_model->index(row, m_table->currentIndex().column()));
        }
    });
    clock.addView(this, {.processes = true}, [this] { refresh(); });
    setFocusProxy(m_table);
    updateCaption();
}

QByteArray ProcessesView::saveColumns() const
{
    return m_table->horizontalHeader()->saveState();
}

void ProcessesView::restoreColumns(const QByteArray& state)
{
    if (!m_table->horizontalHeader()->restoreState(state)) {
        resetColumns();
    }
}

void ProcessesView::resetColumns()
{
    QHeaderView* header = m_table->horizontalHeader();
    const int digit = m_table->fontMetrics().horizontalAdvance(QLatin1Char('0'));
    // Room for what is usual: "<0.12345.0>", "suspended" with its dot, 12 digits with separators.
    header->resizeSection(ProcessModel::PidColumn, 11 * digit);
    header->resizeSection(ProcessModel::StatusColumn, 12 * digit);
    header->resizeSection(ProcessModel::MessagesColumn, 11 * digit);
    header->resizeSection(ProcessModel::ReductionsColumn, 13 * digit);
    header->resizeSection(ProcessModel::MemoryColumn, 10 * digit);
    header->resizeSection(ProcessModel::LinksColumn, 7 * digit);
    header->resizeSection(ProcessModel::MonitorsColumn, 10 * digit);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(ProcessModel::NameColumn, QHeaderView::Stretch);
    m_table->sortByColumn(ProcessModel::PidColumn, Qt::AscendingOrder);
}

void ProcessesView::refresh()
{
    m_following =
        true; // a process that exits takes the current row along; the selection stays with the clock
    m_model->setSnapshot(m_clock.snapshot());
    m_following = false;
    showSelection();
    updateCaption();
}

void ProcessesView::showSelection()
{
    const Pid selected = m_clock.selected();
    const int current = m_table->currentIndex().row();
    if (current >= 0 && m_model->pidAt(current) == selected) {
        if (m_table->selectionModel()->isRowSelected(current)) {
            return;
        }
    }
    m_following = true;
    showSelectedRow(*m_table, m_model->rowOf(selected));
    m_following = false;
}

void ProcessesView::updateCaption()
{
    const auto total = static_cast<std::uint64_t>(m_model->processCount());
    const auto shown = static_cast<std::uint64_t>(m_model->rowCount());
    m_caption->say(m_model->filter().isEmpty()
                       ? countText(total, QStringLiteral("process"), QStringLiteral("processes"))
                       : QStringLiteral("%1 of %2")
                             .arg(countText(shown),
                                  countText(total, QStringLiteral("process"), QStringLiteral("processes"))));
    m_hint->setVisible(shown == 0);
    if (shown == 0) {
        m_hint->setText(total == 0 ? QStringLiteral("No processes.\nSpawn one, or start a factorization.")
                                   : QStringLiteral("No process matches “%1”.").arg(m_model->filter()));
    }
}

} // namespace factorama
