// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mailboxes/mailboxes_view.h"

#include "widgets/charts/chart_style.h"
#include "widgets/common/empty_hint.h"
#include "widgets/common/live_label.h"
#include "widgets/common/table.h"
#include "widgets/mailboxes/deepest_mailboxes_model.h"
#include "widgets/mailboxes/mailbox_bar_delegate.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/text/format.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QHeaderView>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include <algorithm>

namespace factorama {

MailboxesView::MailboxesView(ViewClock& clock, QWidget* parent)
    : QWidget(parent),
      m_clock(clock),
      m_model(new DeepestMailboxesModel(this)),
      m_splitter(new QSplitter(Qt::Horizontal)),
      m_table(new QTableView),
      m_plot(new QCustomPlot),
      m_caption(new LiveLabel(QStringLiteral("1,000,000 messages in all mailboxes")))
{
    setObjectName(QStringLiteral("mailboxes"));

    m_table->setObjectName(QStringLiteral("mailboxTable"));
    m_table->setAccessibleName(QStringLiteral("Deepest mailboxes"));
    setUpTable(*m_table);
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(DeepestMailboxesModel::DepthColumn, new MailboxBarDelegate(m_table));
    m_table->horizontalHeader()->setSectionResizeMode(DeepestMailboxesModel::ProcessColumn,
                                                      QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(DeepestMailboxesModel::DepthColumn,
                                                      QHeaderView::Stretch);
    m_hint =
        new EmptyHint(QStringLiteral("No message waits in any mailbox.\nA process that is sent more than it "
                                     "handles shows up here."),
                      m_table->viewport());

    m_plot->setObjectName(QStringLiteral("mailboxChart"));
    m_plot->setAccessibleName(QStringLiteral("Messages waiting in all mailboxes over the last minute"));
    m_plot->setMinimumSize(120, 60);
    m_plot->setLocale(QLocale()); // QCustomPlot's own leaves the thousands separators out
    m_graph = m_plot->addGraph();
    m_graph->setAdaptiveSampling(true);
    setUpTimeAxis(*m_plot->axisRect());
    auto ticker = QSharedPointer<QCPAxisTicker>(new QCPAxisTicker);
    ticker->setTickCount(4);
    m_plot->yAxis->setTicker(ticker);
    m_plot->yAxis->setNumberFormat(QStringLiteral("f"));
    m_plot->yAxis->setNumberPrecision(0);
    recolour();

    auto* chart = new QWidget;
    auto* chartLayout = new QVBoxLayout(chart);
    chartLayout->setContentsMargins(8, 6, 4, 4);
    chartLayout->setSpacing(4);
    chartLayout->addWidget(m_caption);
    chartLayout->addWidget(m_plot, 1);

    m_splitter->setObjectName(QStringLiteral("mailboxSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(chart);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);

    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) {
                if (!m_following && now.isValid()) {
                    m_clock.select(m_model->pidAt(now.row()));
                }
            });
    connect(&clock, &ViewClock::selectionChanged, this, &MailboxesView::showSelection);
    clock.addView(this, {.processes = true}, [this] { refresh(); });
    setFocusProxy(m_table);
}

void MailboxesView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // Beside each other where the view is wide, one above the other where it is tall.
    const Qt::Orientation fitting =
        width() >= 480 && 2 * width() >= 3 * height() ? Qt::Horizontal : Qt::Vertical;
    if (m_splitter->orientation() != fitting) {
        m_splitter->setOrientation(fitting);
        const int whole = fitting == Qt::Horizontal ? width() : height();
        m_splitter->setSizes({whole * 3 / 5, whole * 2 / 5});
    }
}

void MailboxesView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        recolour();
    }
}

void MailboxesView::refresh()
{
    const Snapshot& snapshot = *m_clock.snapshot();
    m_following = true;
    m_model->setSnapshot(snapshot);
    m_following = false;
    showSelection();
    m_hint->setVisible(m_model->rowCount() == 0);
    m_caption->say(
        QStringLiteral("%1 in all mailboxes")
            .arg(countText(m_model->total(), QStringLiteral("message"), QStringLiteral("messages"))));

    const double now = static_cast<double>(snapshot.nanoseconds) * 1e-9;
    if (!m_samples.empty() && now <= m_samples.back().seconds) {
        return;
    }
    m_samples.push_back({now, static_cast<double>(m_model->total())});
    while (m_samples.size() > 2 && m_samples[1].seconds < now - ChartSeconds) {
        m_samples.pop_front();
    }
    QVector<QCPGraphData> points;
    points.reserve(static_cast<qsizetype>(m_samples.size()));
    double highest = 4;
    for (const Sample& sample : m_samples) {
        points.push_back({sample.seconds - now, sample.total});
        highest = std::max(highest, sample.total);
    }
    m_graph->data()->set(points, true);
    m_plot->yAxis->setRange(0, highest * 1.08);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void MailboxesView::showSelection()
{
    m_following = true;
    showSelectedRow(*m_table, m_model->rowOf(m_clock.selected()));
    m_following = false;
}

void MailboxesView::recolour()
{
    styleChart(*m_plot);
    const QColor color = theme().categorical[0];
    m_graph->setPen(QPen(color, 1.5));
    QColor fill = color;
    fill.setAlphaF(0.18F);
    m_graph->setBrush(fill);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace factorama
