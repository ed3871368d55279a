// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/supervision/supervision_view.h"

#include "widgets/common/empty_hint.h"
#include "widgets/common/live_label.h"
#include "widgets/common/step_button.h"
#include "widgets/common/table.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/processes/process_actions.h"
#include "widgets/supervision/supervision_delegate.h"
#include "widgets/supervision/supervision_model.h"
#include "widgets/text/format.h"
#include "widgets/text/runtime_text.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace factorama {

namespace {

constexpr int SearchMilliseconds = 200;
constexpr std::size_t MostMatches = 10'000;
/// A supervisor with more children is not expanded by itself.
constexpr int MostExpanded = 40;

} // namespace

SupervisionView::SupervisionView(ViewClock& clock, ProcessActions& actions, QWidget* parent)
    : QWidget(parent),
      m_clock(clock),
      m_model(new SupervisionModel(this)),
      m_tree(new QTreeView),
      m_search(new QLineEdit),
      m_previous(new QToolButton),
      m_next(new QToolButton),
      m_matchCount(new LiveLabel(tr("%1 of %2").arg(countText(1000), countText(1000)))),
      m_expandAll(new QPushButton(tr("E&xpand All"))),
      m_collapseAll(new QPushButton(tr("C&ollapse All"))),
      m_strategy(new QPushButton(tr("S&trategy"))),
      m_strategyMenu(new QMenu(tr("S&trategy"), this)),
      m_searchTimer(new QTimer(this))
{
    setObjectName(QStringLiteral("supervision"));

    m_search->setObjectName(QStringLiteral("supervisionSearch"));
    m_search->setAccessibleName(tr("Search the supervision tree"));
    m_search->setPlaceholderText(tr("Search by name, identifier, module or pid"));
    m_search->setToolTip(tr("Enter goes to the next match, Shift+Enter to the one before"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(90);
    m_search->setMaximumWidth(360);
    m_search->installEventFilter(this);
    setUpStepButton(*m_previous, "supervisionPrevious", Qt::UpArrow, tr("Previous match"));
    setUpStepButton(*m_next, "supervisionNext", Qt::DownArrow, tr("Next match"));
    const auto describe = [](QPushButton* button, const char* name, const QString& text, const QString& tip) {
        button->setObjectName(QString::fromLatin1(name));
        button->setFlat(true);
        button->setAccessibleName(text);
        button->setToolTip(tip);
    };
    describe(m_expandAll, "supervisionExpandAll", tr("Expand all"),
             tr("Show what is below every supervisor"));
    describe(m_collapseAll, "supervisionCollapseAll", tr("Collapse all"),
             tr("Hide what is below every supervisor"));
    describe(m_strategy, "supervisionStrategy", tr("Strategy"),
             tr("Change whom the end of a child takes along, while the selected supervisor runs"));
    m_strategy->setMenu(m_strategyMenu);
    m_strategyMenu->setObjectName(QStringLiteral("supervisionStrategyMenu"));
    for (const auto& [name, tip] :
         {std::pair("one_for_one", tr("Only the child that ended is started again")),
          std::pair("one_for_all", tr("All children are stopped and started again")),
          std::pair("rest_for_one", tr("Those that were started after it are started again too"))}) {
        const QString strategy = QString::fromLatin1(name);
        QAction* action = m_strategyMenu->addAction(strategy);
        action->setObjectName(QStringLiteral("strategy:") + strategy);
        action->setCheckable(true);
        action->setToolTip(tip);
        action->setStatusTip(tip);
        connect(action, &QAction::triggered, this, [this, strategy] { changeStrategy(strategy); });
    }
    m_strategyMenu->setToolTipsVisible(true);

    m_tree->setObjectName(QStringLiteral("supervisionTree"));
    m_tree->setAccessibleName(tr("Supervision tree"));
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(true);
    m_tree->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setExpandsOnDoubleClick(true);
    m_tree->setAnimated(false);
    m_tree->setIndentation(16);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setItemDelegate(new SupervisionDelegate(m_tree));
    m_tree->setModel(m_model);
    m_tree->installEventFilter(this);
    m_tree->viewport()->installEventFilter(this);
    keepFocusFromChoosing(*m_tree);
    m_tree->header()->setHighlightSections(false);
    m_tree->header()->setMinimumSectionSize(40);
    m_tree->header()->setStretchLastSection(false);
    m_hint =
        new EmptyHint(tr("No supervisor is running.\nStart the demonstration, or spawn supervised_hash_it."),
                      m_tree->viewport());
    m_hint->hide();
    resetColumns();

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 6, 8, 6);
    bar->setSpacing(4);
    bar->addWidget(m_search, 1);
    bar->addWidget(m_previous);
    bar->addWidget(m_next);
    bar->addWidget(m_matchCount);
    bar->addStretch();
    bar->addWidget(m_strategy);
    bar->addWidget(m_expandAll);
    bar->addWidget(m_collapseAll);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_tree, 1);

    m_searchTimer->setSingleShot(true);
    m_searchTimer->setInterval(SearchMilliseconds);
    connect(m_searchTimer, &QTimer::timeout, this, [this] { goToMatch(0); });
    connect(m_search, &QLineEdit::textChanged, m_searchTimer, qOverload<>(&QTimer::start));
    connect(m_next, &QToolButton::clicked, this, [this] { goToMatch(1); });
    connect(m_previous, &QToolButton::clicked, this, [this] { goToMatch(-1); });
    connect(m_expandAll, &QPushButton::clicked, m_tree, &QTreeView::expandAll);
    connect(m_collapseAll, &QPushButton::clicked, m_tree, &QTreeView::collapseAll);
    connect(m_strategyMenu, &QMenu::aboutToShow, this, &SupervisionView::updateStrategyMenu);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) {
                const Pid pid = m_model->pidAt(now);
                if (!m_following && pid) {
                    m_clock.select(pid);
                }
                updateStrategyMenu();
            });
    connect(m_tree, &QTreeView::activated, this, &SupervisionView::activate);
    connect(m_tree, &QTreeView::clicked, this, &SupervisionView::activate);
    connect(m_model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex& above, int first, int last) {
                if (above.isValid() && first == 0 && m_model->rowCount(above) == last + 1) {
                    m_toExpand.emplace_back(above); // its first children
                }
            });
    connect(m_tree, &QWidget::customContextMenuRequested, this, [this, &actions](const QPoint& at) {
        const QModelIndex index = m_tree->indexAt(at);
        if (!m_model->pidAt(index)) {
            return;
        }
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        actions.addTo(*menu);
        if (m_model->supervisorAt(index) != nullptr) {
            menu->addSeparator();
            menu->addMenu(m_strategyMenu);
        }
        menu->popup(m_tree->viewport()->mapToGlobal(at));
    });
    connect(&actions, &ProcessActions::previewed, this,
            [this](const KillPreview& preview) { m_model->setPreview(preview); });
    connect(this, &SupervisionView::reported, &actions, &ProcessActions::reported);
    connect(&clock, &ViewClock::selectionChanged, this, [this] {
        if (m_following) {
            return;
        }
        m_wantsInSight = !m_tree->hasFocus();
        showSelection();
    });
    clock.addView(this, {.processes = true, .supervision = true}, [this] { refresh(); });
    setFocusProxy(m_tree);
    updateStrategyMenu();
}

void SupervisionView::resetColumns()
{
    QHeaderView* header = m_tree->header();
    m_fontHeight = m_tree->fontMetrics().height();
    const int digit = m_tree->fontMetrics().horizontalAdvance(QLatin1Char('0'));
    header->resizeSection(SupervisionModel::StatusColumn, 13 * digit);
    header->resizeSection(SupervisionModel::KindColumn, 20 * digit);
    header->resizeSection(SupervisionModel::RestartsColumn, 21 * digit);
    header->resizeSection(SupervisionModel::ChildrenColumn, 10 * digit);
    header->resizeSection(SupervisionModel::MessagesColumn, 11 * digit);
    fitProcessColumn();
}

/// Columns are sized by the font, and follow it.
void SupervisionView::scaleColumns()
{
    const int height = m_tree->fontMetrics().height();
    QHeaderView* header = m_tree->header();
    for (int column = 0; column < header->count() && height != m_fontHeight; ++column) {
        if (column != SupervisionModel::ProcessColumn) {
            header->resizeSection(column, qRound(1.0 * header->sectionSize(column) * height / m_fontHeight));
        }
    }
    m_fontHeight = height;
    fitProcessColumn();
}

/// Gives the names what the other columns leave, but always enough to be read.
void SupervisionView::fitProcessColumn()
{
    QHeaderView* header = m_tree->header();
    const int others = header->length() - header->sectionSize(SupervisionModel::ProcessColumn);
    const int least = 26 * m_tree->fontMetrics().horizontalAdvance(QLatin1Char('0'));
    header->resizeSection(SupervisionModel::ProcessColumn,
                          std::max(least, m_tree->viewport()->width() - others));
}

bool SupervisionView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_tree->viewport() && event->type() == QEvent::Resize) {
        fitProcessColumn();
    }
    if (watched == m_tree && event->type() == QEvent::FontChange) {
        scaleColumns();
    }
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            const bool pending = m_searchTimer->isActive();
            m_searchTimer->stop();
            goToMatch(pending ? 0 : key->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
            return true;
        }
        if (key->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
            m_search->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SupervisionView::refresh()
{
    m_following = true; // a child that ends takes the current row along; the selection stays with the clock
    m_model->setSnapshot(m_clock.snapshot());
    m_following = false;
    // Not while rows were being inserted: those below come after.
    for (const QPersistentModelIndex& index : std::exchange(m_toExpand, {})) {
        const int children = m_model->rowCount(index);
        if (index.isValid() && children > 0 && children <= MostExpanded) {
            m_tree->expand(index);
        }
    }
    m_hint->setVisible(m_model->supervisorCount() == 0);
    showSelection();
    updateStrategyMenu();
}

void SupervisionView::showSelection()
{
    const Pid selected = m_clock.selected();
    QItemSelectionModel* selection = m_tree->selectionModel();
    if (m_model->pidAt(m_tree->currentIndex()) == selected && selection->hasSelection()) {
        scrollToSelection();
        return;
    }
    m_following = true;
    const QModelIndex index = m_model->reveal(selected);
    if (index.isValid()) {
        const bool scrolls = m_tree->hasAutoScroll();
        m_tree->setAutoScroll(false);
        selection->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        m_tree->setAutoScroll(scrolls);
    } else if (!m_model->isMore(m_tree->currentIndex())) {
        selection->clearSelection(); // the keyboard stays where it was
    }
    m_following = false;
    scrollToSelection();
}

void SupervisionView::scrollToSelection()
{
    if (m_wantsInSight && isVisible() && !visibleRegion().isEmpty() &&
        m_model->pidAt(m_tree->currentIndex()) == m_clock.selected()) {
        m_wantsInSight = false;
        m_tree->scrollTo(m_tree->currentIndex());
    }
}

void SupervisionView::findMatches()
{
    m_matches = m_model->search(m_search->text(), MostMatches);
}

/// To the match after (1) or before (-1) the last one, or (0) to the first one from there on.
void SupervisionView::goToMatch(int step)
{
    findMatches();
    if (m_matches.empty()) {
        m_match = Pid();
        showCount();
        return;
    }
    const auto count = static_cast<int>(m_matches.size());
    const auto found = std::find(m_matches.begin(), m_matches.end(), m_match);
    int at = step < 0 ? count - 1 : 0;
    if (found != m_matches.end()) {
        at = (static_cast<int>(found - m_matches.begin()) + step + count) % count;
    }
    m_match = m_matches[static_cast<std::size_t>(at)];
    const QModelIndex index = m_model->reveal(m_match);
    if (index.isValid()) {
        m_tree->setCurrentIndex(index); // expands what is above it
        m_tree->scrollTo(index, QAbstractItemView::PositionAtCenter);
    }
    showCount();
}

void SupervisionView::showCount()
{
    const bool found = !m_matches.empty();
    m_previous->setEnabled(found);
    m_next->setEnabled(found);
    if (m_search->text().trimmed().isEmpty()) {
        m_matchCount->say(QString());
        return;
    }
    if (!found) {
        m_matchCount->say(tr("No match"), LiveLabel::Tone::Warning);
        return;
    }
    const auto at = std::find(m_matches.begin(), m_matches.end(), m_match) - m_matches.begin();
    const QString all = countText(m_matches.size());
    m_matchCount->say(tr("%1 of %2")
                          .arg(countText(static_cast<std::uint64_t>(at) + 1),
                               m_matches.size() < MostMatches ? all : all + QLatin1Char('+')));
}

void SupervisionView::activate(const QModelIndex& index)
{
    if (m_model->isMore(index)) {
        const QPersistentModelIndex above = index.parent();
        const int row = index.row();
        m_model->showMore(index);
        m_toExpand.clear();
        m_tree->setCurrentIndex(m_model->index(row, 0, above));
    }
}

void SupervisionView::updateStrategyMenu()
{
    const QModelIndex current = m_tree->currentIndex();
    const SupervisorRow* row =
        m_tree->selectionModel()->isSelected(current) ? m_model->supervisorAt(current) : nullptr;
    const bool possible =
        row != nullptr && !row->description->isDynamic && m_clock.node().capabilities().setStrategy;
    m_strategy->setEnabled(possible);
    for (QAction* action : m_strategyMenu->actions()) {
        action->setEnabled(possible);
        action->setChecked(row != nullptr &&
                           action->text() == QLatin1String(nameOf(row->description->strategy)));
    }
}

void SupervisionView::changeStrategy(const QString& name)
{
    const Pid pid = m_model->pidAt(m_tree->currentIndex());
    const QString supervisor = toQString(pid.toString());
    const Outcome outcome = m_clock.node().setStrategy(pid, name.toStdString());
    if (outcome.ok()) {
        emit reported(tr("%1 follows %2 from now on").arg(supervisor, name), false);
    } else {
        emit reported(tr("The strategy of %1 stays as it is: %2").arg(supervisor, runtimeText(outcome.error)),
                      true);
    }
    updateStrategyMenu();
}

} // namespace factorama
