// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/factorization/work_table.h"

#include "widgets/common/live_label.h"
#include "widgets/common/table.h"
#include "widgets/factorization/progress_bar_delegate.h"
#include "widgets/factorization/work_model.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/processes/process_actions.h"
#include "widgets/text/format.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace factorama {

WorkTable::WorkTable(ViewClock& clock, ProcessActions& actions, QWidget* parent)
    : QWidget(parent),
      m_clock(clock),
      m_summary(new LiveLabel(tr("100 in work, 100 waiting"))),
      m_model(new WorkModel(this)),
      m_table(new QTableView)
{
    setObjectName(QStringLiteral("numbersInWork"));
    m_summary->setObjectName(QStringLiteral("numbersInWorkSummary"));
    m_table->setObjectName(QStringLiteral("numbersInWorkTable"));
    m_table->setAccessibleName(tr("Numbers in work"));
    setUpTable(*m_table);
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(WorkModel::ProgressColumn, new ProgressBarDelegate(m_table));
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView* columns = m_table->horizontalHeader();
    // The panel is narrow; the tool tip has the whole number. Long ones differ at their ends.
    m_table->setTextElideMode(Qt::ElideMiddle);
    columns->setSectionResizeMode(WorkModel::NumberColumn, QHeaderView::Stretch);
    fitColumns();
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
    // Its header and two rows: a small window has no room for more beside the results.
    m_table->setMinimumHeight(4 * m_table->verticalHeader()->defaultSectionSize());

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(10, 0, 10, 0);
    bar->addWidget(m_summary, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    hide();

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) {
                if (!m_updating && now.isValid()) {
                    m_clock.select(m_model->workerAt(now.row()));
                }
            });
    connect(&clock, &ViewClock::selectionChanged, this, &WorkTable::showSelection);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this, &actions](const QPoint& at) {
        const Pid worker = m_model->workerAt(m_table->indexAt(at).row());
        if (!worker) {
            return;
        }
        m_clock.select(worker);
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        actions.addTo(*menu);
        menu->popup(m_table->viewport()->mapToGlobal(at));
    });
}

/// Where there is little room, the pids of most workers still fit in, and the share without its bar.
void WorkTable::fitColumns()
{
    constexpr int RoomForAll = 42;
    const int digit = m_table->fontMetrics().horizontalAdvance(QLatin1Char('0'));
    const bool all = m_table->viewport()->width() >= RoomForAll * digit;
    QHeaderView* columns = m_table->horizontalHeader();
    columns->resizeSection(WorkModel::WorkerColumn, (all ? 12 : 10) * digit);
    columns->resizeSection(WorkModel::TimeColumn, (all ? 10 : 8) * digit);
    columns->resizeSection(WorkModel::ProgressColumn, (all ? 11 : 8) * digit);
}

bool WorkTable::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table && event->type() == QEvent::FontChange) {
        QTimer::singleShot(0, this, &WorkTable::fitColumns); // once the table has followed its font
    } else if (watched == m_table->viewport() && event->type() == QEvent::Resize) {
        fitColumns();
    }
    return QWidget::eventFilter(watched, event);
}

void WorkTable::refresh(const FactorizationProgress& progress)
{
    const bool running = progress.state == FactorizationProgress::State::Running;
    FactorizationWork work = running ? m_clock.node().factorizationWork(MostShown) : FactorizationWork();
    // Once there it stays until the end of the run, so that it does not come and go between two numbers.
    setVisible(running && (work.count > 0 || isVisibleTo(parentWidget())));
    const std::size_t settled = progress.finished + progress.lost + work.count;
    const std::size_t waiting = progress.total - std::min(settled, progress.total);
    m_summary->say(work.count > work.numbers.size()
                       ? tr("%1 in work, of which %2 are shown, %3 waiting")
                             .arg(countText(work.count), countText(work.numbers.size()), countText(waiting))
                       : tr("%1 in work, %2 waiting").arg(countText(work.count), countText(waiting)));

    m_updating = true;
    m_model->setNumbers(std::move(work.numbers));
    m_updating = false;
    showSelection();
}

void WorkTable::showSelection()
{
    m_updating = true;
    const int row = m_model->rowOf(m_clock.selected());
    if (row < 0 || m_model->workerAt(m_table->currentIndex().row()) != m_clock.selected()) {
        showSelectedRow(*m_table, row);
    }
    m_updating = false;
}

} // namespace factorama
