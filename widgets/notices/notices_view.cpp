// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/notices/notices_view.h"

#include "widgets/common/empty_hint.h"
#include "widgets/common/table.h"
#include "widgets/common/turning_splitter.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/notices/findings_model.h"
#include "widgets/text/format.h"
#include "widgets/text/runtime_text.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QStringList>
#include <QTableView>
#include <QTextBrowser>
#include <QTimer>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>
#include <mutex>
#include <utility>

namespace factorama {

namespace {

constexpr std::size_t FindingsFilter = NoticesModel::KindCount;
constexpr qint64 LookNanoseconds = 250'000'000;
constexpr int SearchMilliseconds = 200;
constexpr int MostFindings = 5; ///< in sight at once
constexpr qint64 KeepNanoseconds = 30'000'000'000; ///< that findings keep their place once they are over

/// The text with each pid a link, and nothing else in it taken for markup.
QString linked(const QString& text)
{
    static const QRegularExpression pattern(QStringLiteral("&lt;0\\.(\\d+)\\.(\\d+)&gt;"));
    QString html = text.toHtmlEscaped();
    html.replace(pattern, QStringLiteral("<a href=\"pid:\\1.\\2\">&lt;0.\\1.\\2&gt;</a>"));
    return QStringLiteral("<div style=\"white-space: pre-wrap\">%1</div>").arg(html);
}

std::vector<Pid> processesOf(const Notice& notice)
{
    std::vector<Pid> pids = processesNamedIn(toQString(notice.text));
    if (notice.pid) {
        std::erase(pids, notice.pid);
        pids.insert(pids.begin(), notice.pid);
    }
    return pids;
}

QString noticeLine(const Notice& notice)
{
    return QStringLiteral("%1  %2  %3  %4")
        .arg(clockText(notice.milliseconds), noticeKindText(notice.kind),
             notice.pid ? toQString(notice.pid.toString()) : QString(), logText(notice.text));
}

} // namespace

struct NoticesView::Watch {
    Lints lints; ///< of the running job
    std::mutex mutex; ///< guards `unread`
    std::vector<Notice> unread; ///< by the lints
};

NoticesView::NoticesView(ViewClock& clock, QWidget* parent)
    : QWidget(parent),
      m_clock(clock),
      m_model(new NoticesModel(this)),
      m_findings(new FindingsModel(this)),
      m_table(new QTableView),
      m_findingsTable(new QTableView),
      m_details(new QTextBrowser),
      m_splitter(new TurningSplitter(0.6)),
      m_search(new QLineEdit),
      m_copy(new QToolButton),
      m_watchHidden(new QToolButton),
      m_searchTimer(new QTimer(this)),
      m_detailed(m_table),
      m_watch(std::make_shared<Watch>())
{
    setObjectName(QStringLiteral("notices"));
    setAccessibleName(tr("Notices"));
    const int digit = fontMetrics().horizontalAdvance(QLatin1Char('0'));

    m_table->setObjectName(QStringLiteral("noticeTable"));
    m_table->setAccessibleName(tr("Notices"));
    setUpTable(*m_table);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setModel(m_model);
    QHeaderView* header = m_table->horizontalHeader();
    header->resizeSection(NoticesModel::TimeColumn, 12 * digit);
    header->resizeSection(NoticesModel::KindColumn, 13 * digit);
    header->resizeSection(NoticesModel::PidColumn, 13 * digit);
    header->setStretchLastSection(true);
    m_hint = new EmptyHint(QString(), m_table->viewport());

    m_findingsTable->setObjectName(QStringLiteral("findingsTable"));
    m_findingsTable->setAccessibleName(tr("What looks wrong now"));
    setUpTable(*m_findingsTable);
    m_findingsTable->setModel(m_findings);
    m_findingsTable->horizontalHeader()->resizeSection(FindingsModel::CountColumn, 12 * digit);
    m_findingsTable->horizontalHeader()->setStretchLastSection(true);
    m_findingsTable->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_findingsTable->hide();

    m_details->setObjectName(QStringLiteral("noticeDetails"));
    m_details->setAccessibleName(tr("The whole notice"));
    m_details->setOpenLinks(false);
    m_details->setFrameShape(QFrame::NoFrame);
    m_details->setMinimumSize(120, 40);
    m_detailsHint = new EmptyHint(tr("Choose a notice to read it in full."), m_details->viewport());
    m_detailsHint->setObjectName(QStringLiteral("noticeDetailsHint"));

    m_search->setObjectName(QStringLiteral("noticeSearch"));
    m_search->setAccessibleName(tr("Search the notices"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(60);
    m_search->setMaximumWidth(40 * digit);
    m_searchTimer->setSingleShot(true);
    m_searchTimer->setInterval(SearchMilliseconds);

    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(8, 6, 8, 2);
    tools->setSpacing(4);
    const char* const names[FilterCount] = {"showInformation", "showWarnings", "showCrashes", "showFindings"};
    const QString hints[FilterCount] = {tr("Show what went as planned"), tr("Show warnings"),
                                        tr("Show crash reports"),
                                        tr("Show what looks wrong now, seen from the counters and the log")};
    for (std::size_t i = 0; i < FilterCount; ++i) {
        auto* button = new QToolButton;
        button->setObjectName(QLatin1String(names[i]));
        button->setToolTip(hints[i]);
        button->setCheckable(true);
        button->setChecked(true);
        button->setFocusPolicy(Qt::StrongFocus);
        connect(button, &QToolButton::toggled, this, &NoticesView::applyFilter);
        tools->addWidget(button);
        m_filters[i] = button;
    }
    tools->addWidget(m_search, 1);
    m_copy->setObjectName(QStringLiteral("copyNotices"));
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy the chosen notices"));
    m_copy->setToolTip(tr("Copy the chosen notices in full (Ctrl+C); all that are shown if none is chosen"));
    m_copy->setFocusPolicy(Qt::StrongFocus);
    m_watchHidden->setObjectName(QStringLiteral("watchWhileHidden"));
    m_watchHidden->setText(tr("Watch"));
    m_watchHidden->setAccessibleName(tr("Watch while hidden"));
    m_watchHidden->setCheckable(true);
    m_watchHidden->setFocusPolicy(Qt::StrongFocus);
    m_watchHidden->setToolTip(
        tr("Look for trouble and deep mailboxes also while these views are hidden, in what is collected for "
           "other views; it costs a part of a core when there are very many processes"));
    tools->addStretch(0);
    tools->addWidget(m_copy);
    tools->addWidget(m_watchHidden);

    auto* lists = new QWidget;
    auto* listLayout = new QVBoxLayout(lists);
    listLayout->setContentsMargins(0, 0, 0, 0);
    listLayout->setSpacing(0);
    listLayout->addWidget(m_findingsTable);
    listLayout->addWidget(m_table, 1);
    m_splitter->setObjectName(QStringLiteral("noticeSplitter"));
    m_splitter->addWidget(lists);
    m_splitter->addWidget(m_details);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(tools);
    layout->addWidget(m_splitter, 1);

    for (QTableView* table : {m_table, m_findingsTable}) {
        table->installEventFilter(this);
        connect(table, &QTableView::doubleClicked, this,
                [this, table](const QModelIndex& index) { activate(table, index.row()); });
        connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
                [this, table](const QModelIndex& now) {
                    if (!now.isValid() || !table->hasFocus() || m_appending) {
                        return;
                    }
                    m_detailed = table;
                    showDetails();
                    if (table == m_table && m_model->at(now.row()).pid) {
                        m_clock.select(m_model->at(now.row()).pid);
                    }
                });
    }
    connect(m_details, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) {
        const std::vector<Pid> pids =
            processesNamedIn(QStringLiteral("<0.%1>").arg(url.toString().section(QLatin1Char(':'), 1)));
        if (!pids.empty()) {
            m_clock.select(pids.front());
        }
    });
    // Only who scrolls ends that it follows the newest: not a longer list, nor a smaller window.
    QScrollBar* bar = m_table->verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this, [this, bar](int value) {
        constexpr int Almost = 4; // pixels
        m_followsNewest = value >= bar->maximum() - Almost;
    });
    connect(bar, &QScrollBar::rangeChanged, this, [this, bar](int, int end) {
        if (m_followsNewest) {
            bar->setValue(end);
        }
    });
    connect(m_search, &QLineEdit::textChanged, m_searchTimer, qOverload<>(&QTimer::start));
    connect(m_searchTimer, &QTimer::timeout, this, &NoticesView::applyFilter);
    connect(m_copy, &QToolButton::clicked, this, &NoticesView::copy);
    connect(m_watchHidden, &QToolButton::toggled, this, &NoticesView::watchesWhileHiddenChanged);
    connect(&clock, &ViewClock::newsArrived, this, [this] {
        // Notices come without snapshots too.
        if (!m_clock.isPaused() && isSeen()) {
            readNotices();
        }
    });
    connect(&clock, &ViewClock::snapshotChanged, this,
            [this](const std::shared_ptr<const Snapshot>& snapshot) {
                if (watchesWhileHidden() && !isSeen()) {
                    readNotices();
                    look(snapshot);
                }
            });
    clock.addView(this, {.processes = true, .schedulers = true}, [this] { refresh(); });
    setFocusProxy(m_table);
    updateCounts();
}

NoticesView::~NoticesView() = default;

bool NoticesView::isSeen() const
{
    return isVisible() && !visibleRegion().isEmpty();
}

bool NoticesView::watchesWhileHidden() const
{
    return m_watchHidden->isChecked();
}

void NoticesView::setWatchesWhileHidden(bool watches)
{
    m_watchHidden->setChecked(watches);
}

void NoticesView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const Qt::Orientation fitting =
        width() >= 700 && 2 * width() >= 3 * height() ? Qt::Horizontal : Qt::Vertical;
    m_splitter->turn(fitting);
}

void NoticesView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_details != nullptr) {
        showDetails(); // the colour of links is set with the text
    }
}

bool NoticesView::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && (watched == m_table || watched == m_findingsTable)) {
        auto* key = static_cast<QKeyEvent*>(event);
        const auto* table = static_cast<QTableView*>(watched);
        if (key->matches(QKeySequence::Copy)) {
            copy();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            activate(table, table->currentIndex().row());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void NoticesView::add(Notice::Kind kind, Pid pid, const QString& text)
{
    Notice notice;
    notice.kind = kind;
    notice.pid = pid;
    notice.text = text.toStdString();
    notice.milliseconds = m_clock.snapshot()->nanoseconds / 1'000'000;
    append([&] { m_model->appendOwn(std::move(notice)); });
}

NoticesView::History NoticesView::history() const
{
    return {m_model->contents(), m_findings->findings(), m_lookedAt, m_watch};
}

void NoticesView::setHistory(History history)
{
    m_model->setContents(std::move(history.notices));
    m_watch = std::move(history.watch);
    m_lookedAt = history.lookedAt;
    showFindings(history.findings);
    updateCounts();
    m_table->scrollToBottom();
}

void NoticesView::refresh()
{
    readNotices();
    look(m_clock.snapshot());
}

void NoticesView::readNotices()
{
    const std::vector<Notice> batch = m_clock.node().notices(m_model->newest());
    if (batch.empty()) {
        return;
    }
    {
        const std::lock_guard lock(m_watch->mutex);
        m_watch->unread.insert(m_watch->unread.end(), batch.begin(), batch.end());
        constexpr std::size_t UnreadLimit = 10'000; // none reads them while there are no snapshots
        if (m_watch->unread.size() > UnreadLimit) {
            m_watch->unread.erase(m_watch->unread.begin(),
                                  m_watch->unread.end() - static_cast<std::ptrdiff_t>(UnreadLimit));
        }
    }
    append([&] { m_model->append(batch); });
}

void NoticesView::append(const std::function<void()>& add)
{
    const int top = m_table->rowAt(0);
    const std::uint64_t topId = top >= 0 ? m_model->rowId(top) : 0;
    const int topPosition = top >= 0 ? m_table->rowViewportPosition(top) : 0;
    const QModelIndex current = m_table->currentIndex();
    const std::uint64_t currentId = current.isValid() ? m_model->rowId(current.row()) : 0;

    // When the oldest go, and the current one with them, Qt makes the next one current, and goes there.
    m_appending = true;
    m_table->setAutoScroll(false);
    add();
    if (current.isValid() && m_model->rowOf(currentId) < 0) {
        m_table->selectionModel()->clear();
    }
    m_table->setAutoScroll(true);
    m_appending = false;

    if (m_followsNewest) {
        m_table->scrollToBottom();
    } else if (top >= 0) {
        m_table->doItemsLayout(); // the scroll bar's range is that of before
        const int row = std::max(0, m_model->rowOf(topId));
        m_table->verticalScrollBar()->setValue(row * m_table->verticalHeader()->defaultSectionSize() -
                                               topPosition);
    }
    updateCounts();
}

void NoticesView::look(const std::shared_ptr<const Snapshot>& snapshot)
{
    if (snapshot->nanoseconds >= m_lookedAt && snapshot->nanoseconds - m_lookedAt < LookNanoseconds &&
        m_lookedAt >= 0) {
        return;
    }
    m_lookedAt = snapshot->nanoseconds;
    m_job.post([this, snapshot, watch = m_watch]() -> std::function<void()> {
        std::vector<Notice> notices;
        {
            const std::lock_guard lock(watch->mutex);
            notices.swap(watch->unread);
        }
        watch->lints.read(notices);
        watch->lints.look(*snapshot);
        return [this, findings = watch->lints.findings()] { showFindings(findings); };
    });
}

void NoticesView::showFindings(const std::vector<Finding>& findings)
{
    const QModelIndex current = m_findingsTable->currentIndex();
    const bool had = current.isValid() && current.row() < m_findings->rowCount();
    const Finding chosen = had ? m_findings->at(current.row()) : Finding();
    m_findings->setFindings(findings);
    if (had) {
        showSelectedRow(*m_findingsTable, m_findings->rowOf(chosen));
    }
    const int count = m_findings->rowCount();
    // Findings come and go; the log below them is not to move each time.
    const int needed = std::min(count, MostFindings);
    const qint64 kept = m_lookedAt - m_findingsNeededAt;
    const int place =
        needed >= m_findingsPlace || kept < 0 || kept > KeepNanoseconds ? needed : m_findingsPlace;
    if (place == needed) {
        m_findingsNeededAt = m_lookedAt;
    }
    if (count != m_shownFindings || place != m_findingsPlace) {
        const bool changed = count != m_shownFindings;
        m_shownFindings = count;
        m_findingsPlace = place;
        updateCounts();
        if (changed) {
            emit findingsChanged(count);
        }
    }
    if (m_detailed == m_findingsTable && m_findingsTable->currentIndex().isValid()) {
        showDetails();
    }
}

void NoticesView::applyFilter()
{
    m_searchTimer->stop();
    const bool had = m_table->currentIndex().isValid();
    const std::uint64_t current = had ? m_model->rowId(m_table->currentIndex().row()) : 0;
    m_model->setFilter({m_filters[0]->isChecked(), m_filters[1]->isChecked(), m_filters[2]->isChecked()},
                       m_search->text().trimmed());
    if (const int row = had ? m_model->rowOf(current) : -1; row >= 0) {
        showSelectedRow(*m_table, row);
        m_table->scrollTo(m_model->index(row, 0));
    } else {
        m_table->scrollToBottom();
    }
    updateCounts();
}

void NoticesView::clearFilter()
{
    m_search->clear();
    for (std::size_t i = 0; i < NoticesModel::KindCount; ++i) {
        m_filters[i]->setChecked(true);
    }
    applyFilter();
    m_table->setFocus();
}

void NoticesView::updateCounts()
{
    const std::size_t counts[FilterCount] = {
        m_model->count(Notice::Kind::Information), m_model->count(Notice::Kind::Warning),
        m_model->count(Notice::Kind::Crash), static_cast<std::size_t>(m_findings->rowCount())};
    const QString titles[FilterCount] = {tr("Log"), tr("Warnings"), tr("Crashes"), tr("Findings")};
    for (std::size_t i = 0; i < FilterCount; ++i) {
        const QString text = QStringLiteral("%1 %2").arg(titles[i], countText(counts[i]));
        if (m_filters[i]->text() != text) {
            m_filters[i]->setText(text);
            m_filters[i]->setAccessibleName(text);
        }
    }
    const bool shown = m_findingsPlace > 0 && m_filters[FindingsFilter]->isChecked();
    const int height = m_findingsTable->horizontalHeader()->sizeHint().height() +
                       m_findingsPlace * m_findingsTable->verticalHeader()->defaultSectionSize() + 1;
    if (m_findingsTable->height() != height || m_findingsTable->isHidden() == shown) {
        m_findingsTable->setFixedHeight(height);
        m_findingsTable->setVisible(shown);
    }
    m_hint->setText(m_model->count() > 0
                        ? tr("No notice passes the filter.")
                        : tr("Nothing happened yet.\nCrashes, abnormal exits and restarts are "
                             "listed here, and above them what looks wrong now."));
    m_hint->offerToClearFilter(m_model->count() > 0 ? std::function<void()>([this] { clearFilter(); })
                                                    : std::function<void()>());
    m_hint->setVisible(m_model->rowCount() == 0);
}

void NoticesView::showDetails()
{
    QString text;
    if (const QModelIndex current = m_detailed->currentIndex(); current.isValid()) {
        if (m_detailed == m_findingsTable) {
            text = findingDetails(m_findings->at(current.row()));
        } else {
            const Notice& notice = m_model->at(current.row());
            text =
                QStringLiteral("%1  %2\n%3")
                    .arg(clockText(notice.milliseconds), noticeKindText(notice.kind), logText(notice.text));
        }
    }
    m_detailsHint->setVisible(text.isEmpty());
    const QColor linkColor = theme().categorical[0]; // readable as text in both themes
    const QString style = QStringLiteral("a { color: %1; }").arg(linkColor.name());
    if (text == m_detailsText && m_details->document()->defaultStyleSheet() == style) {
        return;
    }
    m_detailsText = text;
    const int scrolled = m_details->verticalScrollBar()->value();
    m_details->document()->setDefaultStyleSheet(style);
    m_details->setHtml(linked(text));
    m_details->verticalScrollBar()->setValue(m_detailed == m_findingsTable ? scrolled : 0);
}

void NoticesView::activate(const QTableView* table, int row)
{
    if (row < 0) {
        return;
    }
    std::vector<Pid> pids;
    if (table == m_findingsTable) {
        for (const Finding::Subject& subject : m_findings->at(row).subjects) {
            pids.push_back(subject.pid);
        }
    } else {
        pids = processesOf(m_model->at(row));
    }
    if (pids.empty()) {
        return;
    }
    // Once more leads to the next one.
    const auto selected = std::find(pids.begin(), pids.end(), m_clock.selected());
    m_clock.select(selected == pids.end() || selected + 1 == pids.end() ? pids.front() : *(selected + 1));
}

void NoticesView::copy()
{
    QStringList texts;
    if (m_detailed == m_findingsTable && m_findingsTable->currentIndex().isValid() &&
        m_findingsTable->isVisible()) {
        texts << findingDetails(m_findings->at(m_findingsTable->currentIndex().row()));
    } else {
        QModelIndexList rows = m_table->selectionModel()->selectedRows();
        std::sort(rows.begin(), rows.end());
        for (const QModelIndex& index : rows) {
            texts << noticeLine(m_model->at(index.row()));
        }
        for (int i = 0; rows.isEmpty() && i < m_model->rowCount(); ++i) {
            texts << noticeLine(m_model->at(i));
        }
    }
    QApplication::clipboard()->setText(texts.join(QLatin1Char('\n')));
}

} // namespace factorama
