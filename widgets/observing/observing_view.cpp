// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/observing/observing_view.h"

#include "widgets/common/newest_job.h"
#include "widgets/common/table.h"
#include "widgets/common/turning_splitter.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/observing/observing_model.h"
#include "widgets/text/format.h"

#include <QDockWidget>
#include <QHeaderView>
#include <QLocale>
#include <QStringList>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <limits>
#include <utility>

namespace factorama {

namespace {

constexpr qint64 SpanNanoseconds = 1'000'000'000;
/// The tables' columns, together.
constexpr int LettersBeside = 145;

/// "0.4"
QString percents(double share)
{
    return QLocale().toString(std::max(0.0, share) * 100, 'f', share < 0.0995 ? 1 : 0);
}

/// "0.4 % of a core"
QString coreText(double share)
{
    return ObservingView::tr("%1 % of a core").arg(percents(share));
}

QString needsText(const ViewNeeds& needs)
{
    const std::pair<bool, QString> parts[] = {{needs.processes, ObservingView::tr("processes")},
                                              {needs.schedulers, ObservingView::tr("schedulers")},
                                              {needs.relations, ObservingView::tr("links and monitors")},
                                              {needs.events, ObservingView::tr("events")},
                                              {needs.details, ObservingView::tr("the selected process")}};
    QStringList texts;
    for (const auto& [needed, text] : parts) {
        if (needed) {
            texts << text;
        }
    }
    return texts.isEmpty() ? ObservingView::tr("nothing") : texts.join(QStringLiteral(", "));
}

/// The name that a person knows the view by.
QString titleOf(const QWidget* view)
{
    if (const auto* dock = qobject_cast<const QDockWidget*>(view->parentWidget())) {
        return dock->windowTitle();
    }
    if (view->isWindow() && !view->windowTitle().isEmpty()) {
        return view->windowTitle();
    }
    return view->accessibleName().isEmpty() ? view->objectName() : view->accessibleName();
}

QTableView* makeTable(ObservingModel* model, const char* name, const QString& accessibleName)
{
    auto* table = new QTableView;
    table->setObjectName(QLatin1String(name));
    table->setAccessibleName(accessibleName);
    setUpTable(*table);
    table->setModel(model);
    table->horizontalHeader()->setStretchLastSection(true);
    return table;
}

} // namespace

ObservingView::ObservingView(ViewClock& clock, std::function<std::uint64_t()> noticesMissed, QWidget* parent)
    : QWidget(parent),
      m_clock(clock),
      m_noticesMissed(std::move(noticesMissed)),
      m_measures(new ObservingModel({tr("What"), tr("Over the last second")}, this)),
      m_views(new ObservingModel({tr("View"), tr("Refreshes/s"), tr("Time for each"), tr("Refreshing"),
                                  tr("Painting"), tr("Collected for it")},
                                 this)),
      m_splitter(new TurningSplitter(0.4))
{
    setObjectName(QStringLiteral("observing"));
    QTableView* measures = makeTable(m_measures, "observingMeasures", tr("What observing costs"));
    const int digit = fontMetrics().horizontalAdvance(QLatin1Char('0'));
    measures->horizontalHeader()->resizeSection(0, 32 * digit);
    QTableView* views = makeTable(m_views, "observingViews", tr("What each view costs"));
    for (const auto& [column, digits] : {std::pair(0, 14), {1, 16}, {2, 14}, {3, 13}, {4, 11}}) {
        views->horizontalHeader()->resizeSection(column, digits * digit);
    }
    m_splitter->setObjectName(QStringLiteral("observingSplitter"));
    m_splitter->addWidget(measures);
    m_splitter->addWidget(views);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);

    // It needs nothing collected: it tells of what the others need. And when nothing is collected, that is
    // what it tells; so the clock's ticks drive it, not the snapshots.
    clock.addView(this, {}, [this] { measure(); });
    connect(&clock, &ViewClock::ticked, this, [this] {
        const bool seen = isVisible() && !visibleRegion().isEmpty();
        m_clock.paintWatch().setOn(seen);
        if (seen) {
            measure();
        } else {
            m_measuring = false; // what happens meanwhile is not the last second
        }
    });
    setFocusProxy(measures);
    showCosts(read());
}

void ObservingView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // Beside each other only where no column has to be scrolled to.
    const int letters = width() / fontMetrics().horizontalAdvance(QLatin1Char('0'));
    const Qt::Orientation fitting = letters >= LettersBeside ? Qt::Horizontal : Qt::Vertical;
    m_splitter->turn(fitting);
}

ObservingView::Reading ObservingView::read() const
{
    Reading reading;
    reading.time = std::chrono::steady_clock::now().time_since_epoch().count();
    const std::shared_ptr<const Snapshot> newest = m_clock.node().snapshot();
    reading.sequence = newest->sequence;
    reading.snapshotTime = newest->nanoseconds;
    reading.sampler = newest->samplerNanoseconds;
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time); // of this thread, which is the window's
    reading.window = std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
    reading.passes = NewestJob::usedNanoseconds();
    for (const ViewCost& cost : m_clock.costs()) {
        reading.views.insert(cost.view, cost);
    }
    return reading;
}

void ObservingView::measure()
{
    Reading now = read();
    if (!m_measuring) {
        showCosts(now); // what it said when it was seen last is old
        m_measuring = true;
        m_before = std::move(now);
        return;
    }
    if (now.time - m_before.time >= SpanNanoseconds) {
        showCosts(now);
        m_before = std::move(now);
    }
}

void ObservingView::showCosts(const Reading& now)
{
    const bool measured = m_measuring;
    const double span = static_cast<double>(now.time - m_before.time);
    const std::shared_ptr<const Snapshot> newest = m_clock.node().snapshot();
    const Interest& interest = m_clock.interest();
    const ViewNeeds collected{interest.processes, interest.schedulers, interest.relations, interest.events,
                              static_cast<bool>(interest.inspected)};
    const bool collecting = collected.processes || collected.schedulers || collected.relations ||
                            collected.events || collected.details;
    const QLocale locale;
    const auto perSecond = [&](std::uint64_t from, std::uint64_t to) {
        return locale.toString(static_cast<double>(to - from) * 1e9 / span, 'f', 1);
    };
    const auto core = [&](std::int64_t from, std::int64_t to) {
        return measured ? coreText(static_cast<double>(to - from) / span) : tr("measuring…");
    };
    const auto shareText = [&](bool seen, std::int64_t nanoseconds) {
        return seen && measured ? tr("%1 %").arg(percents(static_cast<double>(nanoseconds) / span))
                                : QString();
    };
    std::int64_t refreshing = 0;
    std::int64_t painting = 0;
    std::vector<ObservingModel::Row> views;
    for (const ViewCost& cost : m_clock.costs()) {
        const ViewCost before = m_before.views.value(cost.view, cost);
        const std::uint64_t refreshes = cost.refreshes - before.refreshes;
        const std::int64_t nanoseconds = cost.nanoseconds - before.nanoseconds;
        refreshing += nanoseconds;
        painting += cost.painting - before.painting;
        ObservingModel::Row row;
        row.texts = {
            titleOf(cost.view),
            !cost.seen  ? tr("hidden")
            : !measured ? tr("measuring…")
                        : perSecond(before.refreshes, cost.refreshes),
            cost.seen && refreshes > 0 && measured
                ? durationText(static_cast<double>(nanoseconds) * 1e-9 / static_cast<double>(refreshes))
                : QString(),
            shareText(cost.seen, nanoseconds),
            shareText(cost.seen, cost.painting - before.painting),
            cost.seen ? needsText(cost.needs) : tr("nothing while hidden")};
        row.muted = !cost.seen;
        row.explanation = tr("Time that the window’s thread took to take snapshots over into this view, and "
                             "to paint it, as a share of a core");
        views.push_back(std::move(row));
    }
    m_views->setRows(std::move(views));

    std::vector<ObservingModel::Row> rows;
    const auto add = [&rows](const QString& what, const QString& value, const QString& explanation,
                             bool warns = false) {
        rows.push_back({{what, value}, explanation, warns, false});
    };
    QString snapshots = tr("measuring…");
    if (!collecting) {
        snapshots =
            m_clock.isPaused() ? tr("none are taken: paused") : tr("none are taken: no view needs any");
    } else if (measured) {
        snapshots = tr("%1 a second").arg(perSecond(m_before.sequence, now.sequence));
    }
    add(tr("Snapshots"), snapshots, tr("Pictures of all counters, taken by a thread of their own"));
    add(tr("Time for a snapshot"),
        newest->sequence == 0 ? tr("none was taken yet")
                              : tr("%1 for %Ln processes", nullptr, pluralOf(newest->processCount))
                                    .arg(durationText(static_cast<double>(newest->costNanoseconds) * 1e-9)),
        tr("What the newest one took, from its start to its end"));
    add(tr("Thread that takes snapshots"),
        !collecting                       ? tr("sleeps")
        : newest->samplerNanoseconds == 0 ? tr("not known of this node")
                                          : core(m_before.sampler, now.sampler),
        tr("Time on a core that it used, as the system counts it"));
    add(tr("Window’s thread, refreshing"),
        measured ? coreText(static_cast<double>(refreshing) / span) : tr("measuring…"),
        tr("Time that the views took to take snapshots over"));
    add(tr("Window’s thread, painting"),
        measured ? coreText(static_cast<double>(painting) / span) : tr("measuring…"),
        tr("Time that the views took to paint themselves"));
    add(tr("Window’s thread, all it does"), core(m_before.window, now.window),
        tr("Time on a core that it used, painting and input included, as the system counts it"));
    add(tr("Passes on other threads"), core(m_before.passes, now.passes),
        tr("Time on a core for ranking mailboxes and looking for trouble"));
    const double age = m_clock.snapshotAge();
    add(tr("Age of the picture"),
        m_clock.isPaused() ? tr("%1, paused").arg(durationText(age)) : durationText(age),
        tr("Since the snapshot that the views show arrived"), age > 1 && collecting);
    add(tr("Collected now"), needsText(collected),
        tr("What the views that are to be seen need; nothing else is collected"));
    add(tr("Links and monitors left out"),
        newest->relationsOmitted > 0 || interest.relations ? countText(newest->relationsOmitted)
                                                           : tr("none are collected"),
        tr("Of the newest snapshot, past its limit"), newest->relationsOmitted > 0);
    const std::uint64_t missed = m_noticesMissed ? m_noticesMissed() : 0;
    add(tr("Notices missed"), countText(missed),
        tr("They came faster than the window could read them, as gaps in their numbers show"), missed > 0);
    // Of events later than any there are none: only the count of those that were lost is asked for.
    const std::uint64_t lost = m_clock.node().events(std::numeric_limits<std::uint64_t>::max()).lost;
    add(tr("Events lost"), lost == 0 && !interest.events ? tr("none are collected") : countText(lost),
        tr("Spawns, exits, links and the like that came faster than they were read"), lost > 0);
    m_measures->setRows(std::move(rows));
}

} // namespace factorama
