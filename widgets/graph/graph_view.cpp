// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_view.h"

#include "widgets/common/empty_hint.h"
#include "widgets/common/live_label.h"
#include "widgets/common/toned_label.h"
#include "widgets/graph/graph_legend.h"
#include "widgets/graph/graph_search.h"
#include "widgets/graph/graph_tool_tip.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/processes/process_actions.h"
#include "widgets/text/format.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QStringList>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <initializer_list>

namespace factorama {

namespace {

/// As the settings write them, in the order of GraphGrouping.
constexpr std::array<const char*, 4> groupingNames = {"none", "automatic", "module", "supervisor"};

QString moduleFilter(Atom module)
{
    QString name = toQString(module.text());
    if (name.contains(QLatin1Char(' '))) {
        name = QLatin1Char('"') + name + QLatin1Char('"');
    }
    return QStringLiteral("module:") + name;
}

} // namespace

GraphView::GraphView(ViewClock& clock, ProcessActions& actions, QWidget* parent)
    : QWidget(parent),
      m_clock(clock),
      m_actions(actions),
      m_canvas(new GraphCanvas(clock)),
      m_search(new GraphSearch),
      m_hops(new QComboBox),
      m_grouping(new QComboBox),
      m_caption(new LiveLabel(tr("2,000 processes, 1,000 links, 1,000 monitors"))),
      m_map(new QToolButton),
      m_fit(new QToolButton),
      m_zoomIn(new QToolButton),
      m_zoomOut(new QToolButton)
{
    setObjectName(QStringLiteral("graph"));
    m_hint =
        new EmptyHint(tr("No processes to draw.\nSpawn some that link or monitor each other."), m_canvas);
    setUpBar();
    // Over the graph, which needs all the height there is.
    m_caption->setParent(m_canvas);
    m_caption->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_caption->setAutoFillBackground(true);
    m_canvas->installEventFilter(this);
    m_problem = new TonedLabel(TonedLabel::Tone::Danger, m_canvas);
    m_problem->setObjectName(QStringLiteral("graphSearchProblem"));
    m_problem->setWordWrap(true);
    m_problem->setFrameStyle(QFrame::Box | QFrame::Plain);
    m_problem->setMargin(4);
    m_problem->setAutoFillBackground(true);
    m_problem->setBackgroundRole(QPalette::Base);
    m_problem->setForegroundRole(QPalette::WindowText);
    m_problem->setAttribute(Qt::WA_TransparentForMouseEvents); // what is below can be clicked
    m_problem->hide();

    m_bar = new QBoxLayout(QBoxLayout::LeftToRight);
    m_bar->setContentsMargins(8, 4, 8, 3);
    m_bar->setSpacing(3);
    m_bar->addWidget(m_search, 1);
    m_below = new QHBoxLayout;
    m_below->setSpacing(4);
    m_bar->addLayout(m_below);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_hops, m_grouping, m_map, m_zoomOut, m_zoomIn, m_fit}) {
        m_below->addWidget(widget);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_bar);
    layout->addWidget(m_canvas, 1);

    connect(m_fit, &QToolButton::clicked, m_canvas, &GraphCanvas::fit);
    connect(m_zoomIn, &QToolButton::clicked, this,
            [this] { m_canvas->zoomBy(1.25, QRectF(m_canvas->rect()).center()); });
    connect(m_zoomOut, &QToolButton::clicked, this,
            [this] { m_canvas->zoomBy(0.8, QRectF(m_canvas->rect()).center()); });
    connect(m_map, &QToolButton::toggled, m_canvas, &GraphCanvas::setMapWanted);
    connect(m_hops, &QComboBox::currentIndexChanged, this,
            [this] { m_canvas->setHops(m_hops->currentData().toInt()); });
    connect(m_grouping, &QComboBox::currentIndexChanged, this, [this] {
        m_canvas->setGrouping(static_cast<GraphGrouping>(m_grouping->currentData().toInt()));
        m_clock.setNeeds(this, needs());
    });
    connect(m_search, &GraphSearch::filterChanged, m_canvas, &GraphCanvas::setSearch);
    connect(m_search, &GraphSearch::filterChanged, this, [this](const ProcessFilter& filter) {
        const auto& problems = filter.problems();
        m_problem->setText(problems.empty() ? QString() : problems.front().message);
        m_problem->setVisible(!problems.empty());
        placeProblem();
    });
    connect(m_search, &GraphSearch::wanted, this, [this](Pid pid) {
        m_clock.select(pid);
        m_canvas->center(pid);
    });
    connect(m_search, &GraphSearch::left, m_canvas, [this] { m_canvas->setFocus(Qt::OtherFocusReason); });
    connect(m_canvas, &GraphCanvas::contextMenuWanted, this, &GraphView::showMenu);
    connect(m_canvas, &GraphCanvas::pictureChanged, this, &GraphView::showPicture);
    connect(m_canvas, &GraphCanvas::currentChanged, this, &GraphView::showPicture);
    clock.addView(this, needs(), [this] { refresh(); });
    setFocusProxy(m_canvas);
    updateLook();
}

ViewNeeds GraphView::needs() const
{
    return {.processes = true,
            .relations = true,
            .supervision = m_canvas->grouping() == GraphGrouping::Supervisor,
            .events = true};
}

void GraphView::setUpBar()
{
    m_hops->setObjectName(QStringLiteral("graphHops"));
    m_hops->setAccessibleName(tr("What to show"));
    m_hops->setToolTip(
        tr("Which processes to draw: everything, or those so many links and monitors away from "
           "the selected one (1 to 5, E and A in the graph)"));
    m_hops->addItem(tr("What fits"), GraphQuery::AutomaticHops);
    m_hops->addItem(tr("Everything"), GraphQuery::Everything);
    m_hops->addItem(tr("Selected + 1 hop"), 1);
    for (int hops = 2; hops <= GraphQuery::MostHops; ++hops) {
        m_hops->addItem(tr("Selected + %1 hops").arg(hops), hops);
    }

    m_grouping->setObjectName(QStringLiteral("graphClusters"));
    m_grouping->setAccessibleName(tr("Clusters"));
    m_grouping->setToolTip(tr("What is put together in one node; a double click, or Enter, opens it "
                              "(G in the graph)"));
    const auto add = [this](const QString& text, GraphGrouping grouping) {
        m_grouping->addItem(text, static_cast<int>(grouping));
    };
    add(tr("Clusters if needed"), GraphGrouping::Automatic);
    add(tr("No clusters"), GraphGrouping::None);
    add(tr("Clusters by module"), GraphGrouping::Module);
    add(tr("Clusters by supervisor"), GraphGrouping::Supervisor);
    for (QComboBox* box : {m_hops, m_grouping}) { // they may get narrower than their longest text
        box->setMinimumWidth(70);
        box->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }

    const auto setUp = [](QToolButton* button, const char* objectName, const QString& name,
                          const QString& hint, const QKeySequence& key) {
        button->setObjectName(QString::fromLatin1(objectName));
        button->setAutoRaise(true);
        button->setAccessibleName(name);
        button->setToolTip(tr("%1 (%2, in the graph)").arg(hint, key.toString(QKeySequence::NativeText)));
    };
    setUp(m_map, "graphMap", tr("Map"), tr("A map of the whole graph, while not all of it is in sight"),
          QKeySequence(Qt::Key_M));
    m_map->setCheckable(true);
    m_map->setChecked(true);
    setUp(m_fit, "fitGraph", tr("Fit the graph"), tr("Fit all processes in"), QKeySequence(Qt::Key_0));
    setUp(m_zoomIn, "zoomInGraph", tr("Zoom in"), tr("Zoom in"), QKeySequence(Qt::Key_Plus));
    setUp(m_zoomOut, "zoomOutGraph", tr("Zoom out"), tr("Zoom out"), QKeySequence(Qt::Key_Minus));
}

QString GraphView::caption() const
{
    return m_caption->text();
}

QByteArray GraphView::saveSettings() const
{
    const auto grouping = static_cast<std::size_t>(m_grouping->currentData().toInt());
    return QByteArray::number(m_hops->currentData().toInt()) + ' ' + groupingNames[grouping] + ' ' +
           (m_map->isChecked() ? "map" : "nomap") + ' ' +
           (m_canvas->legend().isCollapsed() ? "nolegend" : "legend");
}

void GraphView::restoreSettings(const QByteArray& saved)
{
    const QList<QByteArray> parts = saved.split(' ');
    if (parts.size() != 4) {
        return;
    }
    bool ok = false;
    const int hops = m_hops->findData(parts[0].toInt(&ok));
    if (ok && hops >= 0) {
        m_hops->setCurrentIndex(hops);
    }
    for (std::size_t i = 0; i < groupingNames.size(); ++i) {
        if (parts[1] == groupingNames[i]) {
            m_grouping->setCurrentIndex(m_grouping->findData(static_cast<int>(i)));
        }
    }
    m_map->setChecked(parts[2] != "nomap");
    m_canvas->legend().setCollapsed(parts[3] == "nolegend");
}

void GraphView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        updateLook();
    }
    if (event->type() == QEvent::FontChange && m_below != nullptr) {
        fitBar();
    }
}

void GraphView::keyPressEvent(QKeyEvent* event)
{
    const auto setHops = [this](int hops) { m_hops->setCurrentIndex(m_hops->findData(hops)); };
    if (!m_canvas->hasFocus() || (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier))) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (event->key() >= Qt::Key_1 && event->key() < Qt::Key_1 + GraphQuery::MostHops) {
        setHops(event->key() - Qt::Key_0);
        return;
    }
    switch (event->key()) {
    case Qt::Key_E:
        setHops(GraphQuery::Everything);
        return;
    case Qt::Key_A:
        setHops(GraphQuery::AutomaticHops);
        return;
    case Qt::Key_G:
        m_grouping->setCurrentIndex((m_grouping->currentIndex() + 1) % m_grouping->count());
        return;
    case Qt::Key_M:
        m_map->toggle();
        return;
    case Qt::Key_F:
    case Qt::Key_Slash:
        m_search->field().setFocus(Qt::ShortcutFocusReason);
        m_search->field().selectAll();
        return;
    case Qt::Key_Escape:
        m_clock.select(Pid(), {});
        m_canvas->letGo();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void GraphView::showMenu(const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("graphMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const GraphKey key = m_canvas->current();
    if (key.isCluster()) {
        addClusterActions(*menu, key);
    } else {
        m_actions.addTo(*menu);
        if (const auto node = m_canvas->graph().find(key)) {
            const GraphKey home = m_canvas->graph().nodes()[*node].home;
            if (m_canvas->isOpened(home)) {
                menu->addSeparator();
                menu->addAction(tr("Coll&apse Its Cluster"), m_canvas,
                                [canvas = m_canvas, home] { canvas->setOpened(home, false); });
            }
        }
    }
    if (m_canvas->isPinned(key)) {
        menu->addSeparator();
        menu->addAction(tr("Let &Go of It"), m_canvas, [canvas = m_canvas, key] { canvas->unpin(key); });
    }
    if (m_canvas->hasOpenedClusters()) {
        menu->addAction(tr("Collapse &All Clusters"), m_canvas, &GraphCanvas::closeAllClusters);
    }
    menu->popup(at);
}

void GraphView::addClusterActions(QMenu& menu, const GraphKey& cluster)
{
    const bool opened = m_canvas->isOpened(cluster); // as far as there was room
    menu.addAction(opened ? tr("Coll&apse") : tr("&Open"), m_canvas,
                   [canvas = m_canvas, cluster, opened] { canvas->setOpened(cluster, !opened); });
    const bool module = cluster.kind == GraphKey::Kind::Module;
    const QString filter = module ? moduleFilter(cluster.module())
                                  : QStringLiteral("parent:%1").arg(toQString(cluster.pid().toString()));
    menu.addAction(module ? tr("Show in the Process &Table") : tr("Show Its Children in the Process &Table"),
                   this, [this, filter] { emit filterWanted(filter); });
    if (!module) {
        menu.addAction(tr("&Select the Supervisor"), this,
                       [this, cluster] { m_clock.select(cluster.pid()); });
    }
}

void GraphView::refresh()
{
    const EventBatch batch = m_clock.node().events(m_lastEvent);
    m_canvas->setSnapshot(m_clock.snapshot());
    if (m_sawEvents) { // what was collected for others before is history
        m_canvas->showEvents(batch.events);
    }
    m_sawEvents = true;
    m_lastEvent = batch.last;
}

void GraphView::showPicture()
{
    const GraphPicture& picture = m_canvas->graph();
    const GraphContents& contents = *picture.contents;
    m_search->setPicture(m_canvas->scene().picture);
    m_hint->setVisible(contents.nodes.empty());
    QStringList parts;
    if (const auto current = picture.find(m_canvas->current());
        current && picture.nodes()[*current].isCluster()) {
        parts << graphNodeSummary(picture, *current);
    }
    parts << QStringLiteral("%1, %2, %3")
                 .arg(countText(contents.processes, tr("process"), tr("processes")),
                      countText(contents.links, tr("link"), tr("links")),
                      countText(contents.monitors, tr("monitor"), tr("monitors")));
    if (contents.clusters > 0) {
        const QString clusters = countText(contents.clusters, tr("cluster"), tr("clusters"));
        parts << (contents.grouping == GraphGrouping::Supervisor ? tr("%1 by supervisor").arg(clusters)
                                                                 : tr("%1 by module").arg(clusters));
    }
    if (contents.grouping == GraphGrouping::Supervisor && picture.snapshot->supervisors.empty()) {
        parts << tr("no supervisor is known");
    }
    if (contents.hops > 0) {
        if (contents.centerIsGone) {
            parts << tr("the selected process is dead: what is left around it");
        }
        parts << tr("%1 farther than %2")
                     .arg(countText(contents.outside, tr("process"), tr("processes")),
                          countText(static_cast<std::uint64_t>(contents.hops), tr("hop"), tr("hops")));
    } else if (m_canvas->hops() > 0) {
        parts << (contents.centerIsGone
                      ? tr("the selected process is dead, and all around it: everything is shown")
                      : tr("nothing is selected: everything is shown"));
    }
    if (contents.omitted > 0) {
        parts << tr("%1 not drawn").arg(countText(contents.omitted, tr("process"), tr("processes")));
    }
    if (picture.snapshot->relationsOmitted > 0) {
        parts << tr("%1 not collected")
                     .arg(countText(picture.snapshot->relationsOmitted, tr("relation"), tr("relations")));
    }
    const QString text = parts.join(QStringLiteral("   "));
    m_caption->say(text);
    placeCaption();
}

void GraphView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitBar();
}

/// In one line if that leaves room to type in.
void GraphView::fitBar()
{
    constexpr int Letters = 20;
    const QMargins margins = m_bar->contentsMargins();
    const int needed = m_search->sizeHint().width() - m_search->field().sizeHint().width() +
                       Letters * fontMetrics().averageCharWidth() + m_bar->spacing() +
                       m_below->sizeHint().width() + margins.left() + margins.right();
    m_bar->setDirection(width() >= needed ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void GraphView::placeCaption()
{
    const int wanted = m_caption->fontMetrics().horizontalAdvance(m_caption->text()) + 6;
    m_caption->setGeometry(8, 3, std::min(wanted, m_canvas->width() - 16),
                           m_caption->fontMetrics().height() + 2);
    m_caption->setVisible(!m_caption->text().isEmpty());
}

/// Below the field, as in the table of processes: beside it there is no room.
void GraphView::placeProblem()
{
    const int room = std::max(1, m_canvas->width() - 16);
    const int border = 2 * (m_problem->margin() + m_problem->frameWidth());
    const int width =
        std::min(room, m_problem->fontMetrics().horizontalAdvance(m_problem->text()) + border + 1);
    m_problem->setGeometry(8, 1, width, m_problem->heightForWidth(width));
    m_problem->raise();
}

bool GraphView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_canvas && event->type() == QEvent::Resize) {
        placeCaption();
        placeProblem();
    }
    return QWidget::eventFilter(watched, event);
}

void GraphView::updateLook()
{
    QColor veil = theme().base;
    veil.setAlphaF(0.8F);
    QPalette palette = m_caption->palette();
    if (palette.color(QPalette::Window) != veil) { // else it would never end: this is done on a change of it
        palette.setColor(QPalette::Window, veil);
        m_caption->setPalette(palette);
    }
    m_map->setIcon(themedIcon(QStringLiteral("map")));
    m_fit->setIcon(themedIcon(QStringLiteral("fit")));
    m_zoomIn->setIcon(themedIcon(QStringLiteral("zoom-in")));
    m_zoomOut->setIcon(themedIcon(QStringLiteral("zoom-out")));
}

} // namespace factorama
