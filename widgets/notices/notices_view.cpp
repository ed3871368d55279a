// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/notices/notices_view.h"

#include "widgets/common/empty_hint.h"
#include "widgets/common/table.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/notices/notices_model.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

namespace factorama {

NoticesView::NoticesView(ViewClock& clock, QWidget* parent)
    : QWidget(parent),
      m_clock(clock),
      m_model(new NoticesModel(this)),
      m_table(new QTableView)
{
    setObjectName(QStringLiteral("notices"));
    m_table->setObjectName(QStringLiteral("noticeTable"));
    m_table->setAccessibleName(QStringLiteral("Notices"));
    setUpTable(*m_table);
    m_table->setModel(m_model);
    QHeaderView* header = m_table->horizontalHeader();
    const int digit = m_table->fontMetrics().horizontalAdvance(QLatin1Char('0'));
    header->resizeSection(NoticesModel::TimeColumn, 14 * digit);
    header->resizeSection(NoticesModel::KindColumn, 12 * digit);
    header->resizeSection(NoticesModel::PidColumn, 12 * digit);
    header->setStretchLastSection(true);
    m_hint = new EmptyHint(
        QStringLiteral("Nothing happened yet.\nCrashes, abnormal exits and restarts are listed here."),
        m_table->viewport());

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) {
                if (now.isValid() && m_model->at(now.row()).pid && m_table->hasFocus()) {
                    m_clock.select(m_model->at(now.row()).pid);
                }
            });
    connect(&clock, &ViewClock::newsArrived, this, [this] {
        // Notices come without snapshots too.
        if (!m_clock.isPaused() && isVisible() && !visibleRegion().isEmpty()) {
            refresh();
        }
    });
    clock.addView(this, {}, [this] { refresh(); });
    setFocusProxy(m_table);
}

void NoticesView::refresh()
{
    const QScrollBar* bar = m_table->verticalScrollBar();
    const bool atEnd = bar->value() >= bar->maximum() - 4;
    const int before = m_model->rowCount();
    m_model->append(m_clock.node().notices(m_model->newest()));
    if (atEnd && m_model->rowCount() != before) {
        m_table->scrollToBottom();
    }
    m_hint->setVisible(m_model->rowCount() == 0);
}

} // namespace factorama
