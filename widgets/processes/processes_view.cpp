// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/processes/processes_view.h"

#include "widgets/common/empty_hint.h"
#include "widgets/common/live_label.h"
#include "widgets/common/table.h"
#include "widgets/common/toned_label.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/processes/filter_bar.h"
#include "widgets/processes/jump_dialog.h"
#include "widgets/processes/process_actions.h"
#include "widgets/processes/process_model.h"
#include "widgets/processes/process_pid_delegate.h"
#include "widgets/processes/process_selection.h"
#include "widgets/processes/process_status_delegate.h"
#include "widgets/text/format.h"
#include "widgets/text/process_text.h"

#include <QAction>
#include <QActionGroup>
#include <QClipboard>
#include <QDataStream>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QIODevice>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace factorama {

namespace {

/// Stamps saved columns. To be raised when a column comes, goes or gets another meaning.
constexpr quint32 ColumnsVersion = 2;

QString metricText(ProcessRate rate)
{
    switch (rate) {
    case ProcessRate::Reductions:
        return ProcessesView::tr("reductions");
    case ProcessRate::Messages:
        return ProcessesView::tr("mailbox growth");
    case ProcessRate::Memory:
        return ProcessesView::tr("memory growth");
    }
    return QString();
}

QString topText(const ProcessTop& top)
{
    return ProcessesView::tr("Top %1 by %2, %3 s").arg(top.count).arg(metricText(top.rate)).arg(top.seconds);
}

} // namespace

ProcessesView::ProcessesView(ViewClock& clock, ProcessActions& actions, QWidget* parent)
    : QWidget(parent),
      m_clock(clock),
      m_actions(actions),
      m_model(new ProcessModel(this)),
      m_table(new QTableView),
      m_filter(new FilterBar),
      m_caption(new LiveLabel(tr("%1 of %Ln processes", nullptr, 1'000'000).arg(countText(1'000'000)),
                              Qt::AlignRight)),
      m_topButton(new QToolButton),
      m_columnButton(new QToolButton),
      m_columnMenu(new QMenu(this)),
      m_topMenu(new QMenu(this))
{
    setObjectName(QStringLiteral("processes"));
    setAccessibleName(tr("Processes"));

    m_table->setObjectName(QStringLiteral("processTable"));
    m_table->setAccessibleName(tr("Processes"));
    setUpTable(*m_table, ProcessModel::NameColumn);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setModel(m_model);
    m_selection = new ProcessSelection(m_model, m_table);
    delete m_table->selectionModel();
    m_table->setSelectionModel(m_selection);
    auto* pidDelegate = new ProcessPidDelegate(m_table);
    m_table->setItemDelegateForColumn(ProcessModel::PidColumn, pidDelegate);
    m_table->setItemDelegateForColumn(ProcessModel::StatusColumn, new ProcessStatusDelegate(m_table));
    m_table->setMouseTracking(true); // an empty star is shown below the pointer
    m_table->setSortingEnabled(true);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->horizontalHeader()->setSectionsMovable(true);
    m_table->horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->viewport()->installEventFilter(this);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        if (column != ProcessModel::NameColumn) {
            fitNameColumn();
        }
    });
    m_hint = new EmptyHint(QString(), m_table->viewport());
    m_caption->setObjectName(QStringLiteral("processCaption"));

    makeActions();
    makeMenus();
    resetColumns();

    m_filter->row().addWidget(m_topButton);
    m_filter->row().addWidget(m_columnButton);
    m_filter->row().addStretch(1);
    m_filter->row().addWidget(m_caption);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filter);
    layout->addWidget(m_table, 1);

    connect(m_filter, &FilterBar::filterChanged, m_model, &ProcessModel::setFilter);
    connect(m_filter, &FilterBar::leftDownwards, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_model, &ProcessModel::aboutToRefresh, this, &ProcessesView::beforeRows);
    connect(m_model, &ProcessModel::refreshed, this, &ProcessesView::afterRows);
    connect(m_selection, &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        if (!m_following && now.isValid()) {
            tellClock(m_model->pidAt(now.row()));
        }
    });
    connect(m_selection, &QItemSelectionModel::selectionChanged, this, &ProcessesView::updateSelectedPids);
    connect(m_selection, &ProcessSelection::limited, this, [this] {
        emit reported(tr("At most %Ln processes can be selected at once: the first ones of them are.",
                         nullptr, pluralOf(ProcessSelection::Limit)),
                      true);
    });
    connect(pidDelegate, &ProcessPidDelegate::starClicked, this,
            [this](Pid pid) { setFavourite(pid, !m_model->isPinned(pid)); });
    connect(m_table, &QWidget::customContextMenuRequested, this, &ProcessesView::showContextMenu);
    connect(m_table->horizontalHeader(), &QWidget::customContextMenuRequested, this,
            [this](const QPoint& at) {
                m_columnMenu->popup(m_table->horizontalHeader()->viewport()->mapToGlobal(at));
            });
    connect(&clock, &ViewClock::selectionChanged, this, [this] {
        if (m_choosing) {
            return;
        }
        showSelection();
        if (m_clock.selection().size() <= 1 &&
            m_selectedPids != m_clock.selection()) { // just one, says another view, which may be dead by now
            m_following = true;
            const QModelIndex current = m_table->currentIndex();
            if (current.isValid() && m_model->pidAt(current.row()) == m_clock.selected()) {
                m_selection->select(current, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
            } else {
                m_selection->clearSelection();
            }
            m_following = false;
        }
        const int row = m_model->rowOf(m_clock.selected());
        if (row >= 0 && !m_table->hasFocus()) {
            m_table->scrollTo(m_model->index(row, m_table->currentIndex().column()));
        }
        m_wantsSelectionInSight = row < 0 && !m_table->hasFocus(); // it may just have been spawned
    });
    clock.addView(this, {.processes = true}, [this] { refresh(); });
    setFocusProxy(m_table);
    updateLegend();
    updateCaption();
}

QLineEdit& ProcessesView::filterField() const
{
    return m_filter->field();
}

void ProcessesView::makeActions()
{
    const auto make = [this](const QString& text, const char* name, const QKeySequence& shortcut,
                             const QString& hint) {
        auto* action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(shortcut);
        action->setStatusTip(hint);
        action->setToolTip(QStringLiteral("%1 (%2)").arg(hint, shortcut.toString(QKeySequence::NativeText)));
        return action;
    };
    m_jump = make(tr("&Jump to a Process…"), "jumpToProcess", QKeySequence(Qt::CTRL | Qt::Key_G),
                  tr("Go to a process by its pid or name"));
    connect(m_jump, &QAction::triggered, this, [this] {
        auto* dialog = new JumpDialog([this](const QString& what) { return jumpTo(what); }, window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    addAction(m_jump);
    m_pin = make(tr("Fav&ourite"), "pinProcess", QKeySequence(Qt::CTRL | Qt::Key_D),
                 tr("Keep the selected processes at the top of the table, or no longer"));
    connect(m_pin, &QAction::triggered, this, &ProcessesView::togglePins);
    addAction(m_pin);
    m_copy = make(tr("Copy &Rows"), "copyProcessRows", QKeySequence(QKeySequence::Copy),
                  tr("Put the selected rows on the clipboard, as text"));
    m_copy->setShortcutContext(Qt::WidgetShortcut); // elsewhere these keys copy something else
    connect(m_copy, &QAction::triggered, this, [this] {
        QGuiApplication::clipboard()->setText(selectedText());
        emit reported(tr("Copied %Ln rows", nullptr, static_cast<int>(m_selection->selectedRows().size())),
                      false);
    });
    m_table->addAction(m_copy);
}

void ProcessesView::makeMenus()
{
    const auto setUp = [](QToolButton& button, const char* name, const QString& text, const QString& hint,
                          QMenu& menu) {
        button.setObjectName(QLatin1String(name));
        button.setText(text);
        button.setToolTip(hint);
        button.setAccessibleName(hint);
        button.setFocusPolicy(Qt::TabFocus);
        button.setPopupMode(QToolButton::InstantPopup);
        button.setMenu(&menu);
    };
    setUp(*m_columnButton, "columnsButton", tr("Columns"), tr("Choose the columns of the process table"),
          *m_columnMenu);
    setUp(*m_topButton, "topButton", tr("Top"),
          tr("Show only the processes that did or grew the most lately"), *m_topMenu);
    m_columnMenu->setObjectName(QStringLiteral("columnMenu"));
    m_topMenu->setObjectName(QStringLiteral("topMenu"));
    fillColumnMenu();

    auto* metrics = new QActionGroup(this);
    const auto addMetric = [&](const QString& text, const char* name, std::optional<ProcessRate> rate) {
        QAction* action = m_topMenu->addAction(text);
        action->setObjectName(QLatin1String(name));
        action->setCheckable(true);
        action->setChecked(!rate);
        metrics->addAction(action);
        connect(action, &QAction::triggered, this, [this, rate] {
            setTop(rate ? std::optional(ProcessTop{*rate, m_topCount, m_topSeconds}) : std::nullopt);
        });
    };
    addMetric(tr("&All Processes"), "top:none", std::nullopt);
    addMetric(tr("Top by &Reductions"), "top:reductions", ProcessRate::Reductions);
    addMetric(tr("Top by Mail&box Growth"), "top:messages", ProcessRate::Messages);
    addMetric(tr("Top by &Memory Growth"), "top:memory", ProcessRate::Memory);
    const auto addChoice = [this](QActionGroup* group, const QString& text, int value, int& chosen) {
        QAction* action = m_topMenu->addAction(text);
        action->setCheckable(true);
        action->setChecked(value == chosen);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, value, &chosen] {
            chosen = value;
            if (const std::optional<ProcessTop>& top = m_model->top()) {
                setTop(ProcessTop{top->rate, m_topCount, m_topSeconds});
            }
        });
    };
    m_topMenu->addSeparator();
    auto* counts = new QActionGroup(this);
    for (const int count : {10, 20, 50, 100}) {
        addChoice(counts, tr("%Ln Processes", nullptr, count), count, m_topCount);
    }
    m_topMenu->addSeparator();
    auto* windows = new QActionGroup(this);
    for (const int seconds : {2, 5, 30}) {
        addChoice(windows, tr("Over the Last %1 s").arg(seconds), seconds, m_topSeconds);
    }
}

void ProcessesView::fillColumnMenu()
{
    for (int column = 0; column < ProcessModel::ColumnCount; ++column) {
        if (column == ProcessModel::TopColumn) {
            continue; // comes and goes with the top list
        }
        QAction* action = m_columnMenu->addAction(processColumn(column).title());
        action->setObjectName(QStringLiteral("column:%1").arg(column));
        action->setToolTip(processColumn(column).hint());
        action->setCheckable(true);
        action->setData(column);
        action->setEnabled(column != ProcessModel::PidColumn); // by it the rows are known
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            m_table->setColumnHidden(column, !shown);
            updateColumns();
        });
    }
    m_columnMenu->setToolTipsVisible(true);
    m_columnMenu->addSeparator();
    connect(m_columnMenu->addAction(tr("As at the &First Start")), &QAction::triggered, this,
            &ProcessesView::resetColumns);
    connect(m_columnMenu, &QMenu::aboutToShow, this, &ProcessesView::updateColumns);
}

QByteArray ProcessesView::saveColumns() const
{
    QByteArray saved;
    QDataStream stream(&saved, QIODevice::WriteOnly);
    stream << ColumnsVersion << qint32(ProcessModel::ColumnCount) << m_table->horizontalHeader()->saveState();
    return saved;
}

void ProcessesView::restoreColumns(const QByteArray& state)
{
    QDataStream stream(state);
    quint32 version = 0;
    qint32 count = 0;
    QByteArray header;
    stream >> version >> count;
    const bool isOurs = version == ColumnsVersion && count == ProcessModel::ColumnCount;
    if (isOurs) {
        stream >> header;
    }
    if (!isOurs || !m_table->horizontalHeader()->restoreState(header)) {
        resetColumns();
        return;
    }
    m_table->setColumnHidden(ProcessModel::TopColumn, !m_model->top());
    if (m_table->horizontalHeader()->sortIndicatorSection() < 0 ||
        m_table->horizontalHeader()->sortIndicatorSection() == ProcessModel::TopColumn) {
        m_table->sortByColumn(ProcessModel::PidColumn, Qt::AscendingOrder);
    }
    updateColumns();
}

void ProcessesView::resetColumns()
{
    QHeaderView* header = m_table->horizontalHeader();
    const int digit = m_table->fontMetrics().horizontalAdvance(QLatin1Char('0'));
    for (int column = 0; column < ProcessModel::ColumnCount; ++column) {
        const ProcessColumnInfo& info = processColumn(column);
        header->moveSection(header->visualIndex(column), column);
        // The title may be longer than what is below it, the more so in another language.
        const int title = header->fontMetrics().horizontalAdvance(info.title()) +
                          header->style()->pixelMetric(QStyle::PM_HeaderMarkSize, nullptr, header) +
                          4 * header->style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, header);
        header->resizeSection(column, std::max(info.characters * digit, title));
        m_table->setColumnHidden(column,
                                 column == ProcessModel::TopColumn ? !m_model->top() : !info.shownAtFirst);
    }
    // Early, since who asks for a top list wants to see by what.
    header->moveSection(header->visualIndex(ProcessModel::TopColumn),
                        header->visualIndex(ProcessModel::StatusColumn) + 1);
    m_table->sortByColumn(ProcessModel::PidColumn, Qt::AscendingOrder);
    updateColumns();
}

void ProcessesView::updateColumns()
{
    unsigned rates = 0;
    for (int column = 0; column < ProcessModel::ColumnCount; ++column) {
        if (const std::optional<ProcessRate> rate = rateOfColumn(column);
            rate && !m_table->isColumnHidden(column)) {
            rates |= 1U << static_cast<unsigned>(*rate);
        }
    }
    m_model->setRates(rates);
    fitNameColumn();
    for (QAction* action : m_columnMenu->actions()) {
        if (action->isCheckable()) {
            const QSignalBlocker blocker(action);
            action->setChecked(!m_table->isColumnHidden(action->data().toInt()));
        }
    }
}

void ProcessesView::fitNameColumn()
{
    // As QHeaderView::Stretch does, but never narrower than a name: rather there is something to scroll.
    QHeaderView* header = m_table->horizontalHeader();
    if (header->isSectionHidden(ProcessModel::NameColumn)) {
        return;
    }
    const int others = header->length() - header->sectionSize(ProcessModel::NameColumn);
    const int digit = m_table->fontMetrics().horizontalAdvance(QLatin1Char('0'));
    const int least = processColumn(ProcessModel::NameColumn).characters * digit;
    constexpr int WholeName = 28; // once there is something to scroll, the most names may be whole
    const int room = m_table->viewport()->width() - others;
    header->resizeSection(ProcessModel::NameColumn, room < least ? WholeName * digit : room);
}

QString ProcessesView::jumpTo(const QString& what)
{
    Pid pid;
    if (const std::optional<PidText> typed = PidText::parse(what)) {
        const std::vector<ProcessRow>& rows = m_model->snapshot()->processes;
        const auto found = std::lower_bound(
            rows.begin(), rows.end(), typed->index,
            [](const ProcessRow& row, std::uint32_t index) { return row.pid.index() < index; });
        if (found == rows.end() || !typed->matches(found->pid)) {
            return tr("There is no process %1.").arg(what);
        }
        pid = found->pid;
    } else {
        pid = m_model->registeredAs(what);
        if (!pid) {
            return tr("“%1” is no pid, and no process is registered under that name.").arg(what);
        }
    }
    const int row = m_model->rowOf(pid);
    if (row < 0) {
        return m_model->top() ? tr("%1 is alive, but not in the top list that is shown.").arg(what)
                              : tr("%1 is alive, but the filter hides it.").arg(what);
    }
    m_clock.select(pid);
    showSelection();
    m_table->scrollTo(m_model->index(row, ProcessModel::PidColumn), QAbstractItemView::PositionAtCenter);
    m_table->setFocus();
    return QString();
}

QString ProcessesView::selectedText() const
{
    QModelIndexList selected = m_selection->selectedRows();
    std::sort(selected.begin(), selected.end(),
              [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    const QHeaderView* header = m_table->horizontalHeader();
    QString text;
    for (const QModelIndex& row : selected) {
        QStringList cells;
        for (int visual = 0; visual < header->count(); ++visual) {
            const int column = header->logicalIndex(visual);
            if (!header->isSectionHidden(column)) {
                cells << row.siblingAtColumn(column).data().toString();
            }
        }
        text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    return text;
}

void ProcessesView::setTop(const std::optional<ProcessTop>& top)
{
    const bool begins = top && !m_model->top();
    const bool ends = !top && m_model->top();
    m_model->setTop(top);
    m_topButton->setText(top ? topText(*top) : tr("Top"));
    m_table->setColumnHidden(ProcessModel::TopColumn, !top);
    fitNameColumn();
    for (QAction* action : m_topMenu->actions()) {
        const QString name = action->objectName();
        if (name.startsWith(QLatin1String("top:"))) {
            const bool isIt =
                top ? name == (top->rate == ProcessRate::Reductions ? QLatin1String("top:reductions")
                               : top->rate == ProcessRate::Messages ? QLatin1String("top:messages")
                                                                    : QLatin1String("top:memory"))
                    : name == QLatin1String("top:none");
            action->setChecked(isIt);
        }
    }
    if (begins) {
        m_table->sortByColumn(-1, Qt::AscendingOrder); // by rank
        bringIntoSight(ProcessModel::TopColumn);
    } else if (ends && (m_model->sortColumn() < 0 || m_model->sortColumn() == ProcessModel::TopColumn ||
                        m_table->horizontalHeader()->sortIndicatorSection() < 0)) {
        m_table->sortByColumn(ProcessModel::PidColumn, Qt::AscendingOrder);
    }
    updateCaption();
}

void ProcessesView::bringIntoSight(int column)
{
    const QHeaderView* header = m_table->horizontalHeader();
    const int from = header->sectionPosition(column);
    const int to = from + header->sectionSize(column);
    QScrollBar* bar = m_table->horizontalScrollBar();
    m_table->doItemsLayout(); // the scroll bar's range is that of the columns before
    if (from < bar->value()) {
        bar->setValue(from);
    } else if (to > bar->value() + m_table->viewport()->width()) {
        bar->setValue(to - m_table->viewport()->width());
    }
}

void ProcessesView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        updateLegend();
    } else if (event->type() == QEvent::FontChange) {
        QMetaObject::invokeMethod(this, &ProcessesView::fitNameColumn, Qt::QueuedConnection);
    }
}

bool ProcessesView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize) {
        fitNameColumn();
    }
    if (watched == m_table->viewport() && event->type() == QEvent::MouseButtonPress) {
        const auto* const press = static_cast<QMouseEvent*>(event);
        if (press->button() == Qt::LeftButton && press->modifiers() == Qt::NoModifier &&
            !m_table->indexAt(press->position().toPoint()).isValid()) {
            m_clock.select(Pid()); // below the last row: in all views nothing is selected then
        }
    }
    return QWidget::eventFilter(watched, event);
}

void ProcessesView::refresh()
{
    m_model->setSnapshot(m_clock.snapshot());
}

void ProcessesView::beforeRows(bool sameQuery)
{
    // A process that exits takes the current row along; the selection stays with the clock.
    m_following = true;
    m_anchors.clear();
    // Where rows keep their order, those that come and go above must not move the ones that are looked at,
    // and first of all not the selected one.
    const int column = m_model->sortColumn();
    if (sameQuery && column >= 0 && processColumn(column).steady &&
        m_table->verticalScrollBar()->value() > 0) {
        const int last = m_table->rowAt(m_table->viewport()->height() - 1);
        const auto anchor = [this](int row) {
            m_anchors.push_back({m_model->pidAt(row), m_table->rowViewportPosition(row)});
        };
        const int first = m_table->rowAt(0);
        const int selected = m_model->rowOf(m_clock.selected());
        if (selected >= 0 && selected >= first && selected <= last) {
            anchor(selected);
        }
        for (int row = first; row >= 0 && row <= last; ++row) {
            anchor(row);
        }
    }
}

void ProcessesView::afterRows()
{
    m_following = false;
    for (const Anchor& anchor : m_anchors) {
        if (const int row = m_model->rowOf(anchor.pid); row >= 0) {
            QScrollBar& bar = *m_table->verticalScrollBar();
            const int place = row * m_table->rowHeight(row) - anchor.y;
            bar.setMaximum(std::max(bar.maximum(), place)); // the table tells it of new rows only later
            bar.setValue(place);
            break;
        }
    }
    showSelection();
    if (m_wantsSelectionInSight && !m_table->hasFocus()) {
        if (const int row = m_model->rowOf(m_clock.selected()); row >= 0) {
            m_wantsSelectionInSight = false;
            m_table->scrollTo(m_model->index(row, m_table->currentIndex().column()));
        }
    }
    updateSelectedPids();
    updateCaption();
    pinFavourites();
}

void ProcessesView::showSelection()
{
    const Pid selected = m_clock.selected();
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid() && m_model->pidAt(current.row()) == selected) {
        return; // and what else is selected is the person's choice
    }
    m_following = true;
    if (const int row = m_model->rowOf(selected); row >= 0) {
        showSelectedRow(*m_table, row);
    } else if (!selected) {
        m_selection->clear();
    } else if (current.isValid()) {
        // It is gone or hidden. Others that are selected beside it stay so.
        const QModelIndex none;
        m_selection->setCurrentIndex(none, QItemSelectionModel::NoUpdate);
    }
    m_following = false;
}

void ProcessesView::tellClock(Pid selected)
{
    m_choosing = true;
    m_clock.select(selected, m_selectedPids.empty() ? std::vector<Pid>{selected} : m_selectedPids);
    m_choosing = false;
}

void ProcessesView::updateSelectedPids()
{
    std::vector<int> rows;
    for (const QItemSelectionRange& range : m_selection->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            rows.push_back(row);
        }
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    std::vector<Pid> pids;
    pids.reserve(rows.size());
    for (const int row : rows) {
        if (!m_model->isDeadAt(row) && m_model->pidAt(row)) {
            pids.push_back(m_model->pidAt(row));
        }
    }
    if (pids != m_selectedPids) {
        m_selectedPids = std::move(pids);
        emit selectedPidsChanged(m_selectedPids);
        updateCaption();
        if (!m_following && m_clock.selected()) {
            tellClock(m_clock.selected());
        }
    }
}

void ProcessesView::togglePins()
{
    std::vector<Pid> pids = m_selectedPids;
    if (pids.empty() && m_clock.selected()) {
        pids.push_back(m_clock.selected());
    }
    const bool pin =
        std::any_of(pids.begin(), pids.end(), [this](Pid pid) { return !m_model->isPinned(pid); });
    for (const Pid pid : pids) {
        setFavourite(pid, pin);
    }
}

void ProcessesView::setFavourite(Pid pid, bool on)
{
    const ProcessRow* row = findProcess(*m_model->snapshot(), pid);
    if (row != nullptr && !row->name.isUndefined()) {
        const QString name = toQString(row->name.text());
        m_favourites.removeAll(name);
        if (on) {
            m_favourites.append(name);
        }
    }
    m_model->setPinned(pid, on);
}

void ProcessesView::setFavourites(const QStringList& names)
{
    m_favourites = names;
    pinFavourites();
}

void ProcessesView::pinFavourites()
{
    for (const Pid pid : m_model->registeredAs(m_favourites)) {
        m_model->setPinned(pid, true);
    }
}

void ProcessesView::showContextMenu(const QPoint& at)
{
    if (!m_table->indexAt(at).isValid()) {
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_actions.addTo(*menu);
    menu->addSeparator();
    menu->addAction(m_pin);
    menu->addAction(m_copy);
    menu->addAction(m_jump);
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void ProcessesView::updateCaption()
{
    const auto total = static_cast<std::uint64_t>(m_model->processCount());
    const auto rows = static_cast<std::uint64_t>(m_model->rowCount());
    const std::uint64_t shown = rows - std::min<std::uint64_t>(rows, m_model->deadCount());
    QString text = shown == total ? tr("%Ln processes", nullptr, pluralOf(total))
                                  : tr("%1 of %Ln processes", nullptr, pluralOf(total)).arg(countText(shown));
    if (m_selectedPids.size() > 1) {
        text = tr("%Ln selected, %1", nullptr, pluralOf(m_selectedPids.size())).arg(text);
    }
    m_caption->say(text);
    m_hint->setVisible(rows == 0);
    if (rows == 0) {
        const bool hidden = total > 0 && !m_model->filter().text().trimmed().isEmpty();
        m_hint->offerToClearFilter(hidden ? [this] {
            m_filter->field().clear();
            m_filter->takeNow();
            m_table->setFocus();
        } : std::function<void()>());
        m_hint->setText(
            total == 0 ? tr("No processes.\nSpawn one, or start a factorization.")
            : m_model->top() && m_model->filter().text().trimmed().isEmpty()
                ? tr("No process has added anything in the last %1 s.").arg(m_model->top()->seconds)
                : tr("No process matches “%1”.").arg(m_model->filter().text().trimmed()));
    }
}

void ProcessesView::updateLegend()
{
    const auto swatch = [](const QColor& color, const QString& text) {
        return QStringLiteral("<tr><td bgcolor='%1'>&nbsp;&nbsp;&nbsp;&nbsp;</td><td>%2</td></tr>")
            .arg(color.name(), text);
    };
    m_caption->setToolTip(
        tr("The colours of the rows:") + QStringLiteral("<table cellspacing='3'>") +
        swatch(ProcessModel::tint(ProcessChanges::Kind::New, 1), tr("new in the last two seconds")) +
        swatch(ProcessModel::tint(ProcessChanges::Kind::Changed, 1), tr("did or received something")) +
        swatch(ProcessModel::deadTint(), tr("dead; stays for two seconds (of many, the first %1)")
                                             .arg(countText(ProcessChanges::DeadLimit))) +
        QStringLiteral("</table>"));
}

} // namespace factorama
