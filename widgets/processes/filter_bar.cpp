// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/processes/filter_bar.h"

#include "widgets/common/toned_label.h"
#include "widgets/processes/filter_chips.h"
#include "widgets/text/process_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace factorama {

namespace {

/// After the last key; a million names are not searched for each.
constexpr int RestMilliseconds = 200;

} // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent),
      m_field(new QLineEdit),
      m_add(new QToolButton),
      m_addMenu(new QMenu(this)),
      m_row(new QHBoxLayout),
      m_chips(new FilterChips),
      m_problem(new TonedLabel(TonedLabel::Tone::Danger, this)),
      m_parts(new QWidget)
{
    m_field->setObjectName(QStringLiteral("processFilter"));
    m_field->setAccessibleName(tr("Filter processes"));
    m_field->setPlaceholderText(tr("Filter: name, pid, status:waiting, messages>100, /regex/"));
    m_field->setToolTip(
        tr("<p>Shows only processes that all parts fit (%1):</p>"
           "<table cellspacing='2'>"
           "<tr><td><b>worker</b></td><td>in the name, label, initial call, pid or status</td></tr>"
           "<tr><td><b>name:</b> <b>label:</b> <b>module:</b></td><td>in just that</td></tr>"
           "<tr><td><b>pid:12</b> <b>parent:0.5.0</b></td><td>that process, the children of that "
           "one</td></tr>"
           "<tr><td><b>status:waiting</b></td><td>what it does now</td></tr>"
           "<tr><td><b>messages&gt;100</b> <b>memory&gt;=1MB</b></td><td>a number compared</td></tr>"
           "<tr><td><b>/^kv_/</b> <b>/KV/i</b></td><td>a regular expression</td></tr>"
           "<tr><td><b>-status:waiting</b></td><td>not</td></tr></table>")
            .arg(QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText)));
    m_field->setClearButtonEnabled(true);
    m_field->setMaximumWidth(420);
    m_field->installEventFilter(this);

    m_add->setObjectName(QStringLiteral("addFilterPart"));
    m_add->setText(QStringLiteral("+"));
    m_add->setToolTip(tr("Add a condition to the filter"));
    m_add->setAccessibleName(m_add->toolTip());
    m_add->setFocusPolicy(Qt::TabFocus);
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_add->setMenu(m_addMenu);
    m_addMenu->setObjectName(QStringLiteral("addFilterMenu"));
    fillAddMenu();

    m_problem->setObjectName(QStringLiteral("filterProblem"));
    m_problem->setWordWrap(true);
    m_problem->setFrameStyle(QFrame::Box | QFrame::Plain);
    m_problem->setMargin(4);
    m_problem->setAutoFillBackground(true);
    m_problem->setBackgroundRole(QPalette::Base);
    m_problem->setForegroundRole(QPalette::WindowText); // below a background of its own it would be Text
    m_problem->setAttribute(Qt::WA_TransparentForMouseEvents); // what is below can be clicked
    m_problem->hide();

    m_row->setContentsMargins(8, 6, 8, 6);
    m_row->setSpacing(6);
    m_row->addWidget(m_field, 10); // before whatever stretches beside it
    m_row->addWidget(m_add);

    auto* parts = new QVBoxLayout(m_parts);
    parts->setContentsMargins(8, 0, 8, 6);
    parts->setSpacing(4);
    parts->addWidget(m_chips);
    m_parts->hide();
    setFocusProxy(m_field);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(m_row);
    layout->addWidget(m_parts);

    m_rest.setSingleShot(true);
    m_rest.setInterval(RestMilliseconds);
    connect(&m_rest, &QTimer::timeout, this, &FilterBar::takeNow);
    connect(m_field, &QLineEdit::textChanged, this, [this] { m_rest.start(); });
    connect(m_field, &QLineEdit::returnPressed, this, &FilterBar::takeNow);
    connect(m_chips, &FilterChips::removed, this, [this](std::size_t term) {
        if (term < m_filter.terms().size()) {
            m_field->setText(m_filter.without(term));
            takeNow();
            m_field->setFocus();
        }
    });
}

void FilterBar::takeNow()
{
    m_rest.stop();
    m_filter = ProcessFilter::parse(m_field->text());
    showParts();
    emit filterChanged(m_filter);
}

bool FilterBar::event(QEvent* event)
{
    switch (event->type()) {
    case QEvent::ParentChange:
        if (parentWidget() != nullptr) {
            m_problem->setParent(parentWidget()); // it lies over what is below
        }
        break;
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::FontChange:
        placeProblem();
        break;
    default:
        break;
    }
    return QWidget::event(event);
}

void FilterBar::placeProblem()
{
    const QWidget* over = m_problem->parentWidget();
    const int left = m_row->contentsMargins().left();
    const QPoint below = over == this ? QPoint(left, height()) : geometry().bottomLeft() + QPoint(left, 1);
    const int room = std::max(1, over->width() - below.x() - left);
    const int border = 2 * (m_problem->margin() + m_problem->frameWidth());
    const int width =
        std::min(room, m_problem->fontMetrics().horizontalAdvance(m_problem->text()) + border + 1);
    m_problem->setGeometry(QRect(below, QSize(width, m_problem->heightForWidth(width))));
}

bool FilterBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape && !m_field->text().isEmpty()) {
            m_field->clear();
            takeNow();
            return true;
        }
        if (key->key() == Qt::Key_Down) { // to the table
            takeNow();
            emit leftDownwards();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FilterBar::fillAddMenu()
{
    const auto addPart = [this](QMenu* menu, const QString& text, const QString& part) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, part] { add(part); });
    };
    addPart(m_addMenu, tr("&Name…"), QStringLiteral("name:||"));
    addPart(m_addMenu, tr("&Module…"), QStringLiteral("module:||"));
    addPart(m_addMenu, tr("&Pid…"), QStringLiteral("pid:||"));
    addPart(m_addMenu, tr("&Children of…"), QStringLiteral("parent:||"));
    QMenu* statuses = m_addMenu->addMenu(tr("&Status"));
    for (int i = 0; i < 6; ++i) {
        const QString status = statusText(static_cast<ProcessStatus>(i));
        addPart(statuses, status, QStringLiteral("status:%1").arg(status));
    }
    QMenu* numbers = m_addMenu->addMenu(tr("Compare a N&umber"));
    for (int column = 0; column < ProcessColumnCount; ++column) {
        const ProcessColumnInfo& info = processColumn(column);
        if (!info.key.isEmpty()) {
            addPart(numbers, tr("%1 greater than…").arg(info.title()),
                    QStringLiteral("%1>|0|").arg(info.key));
        }
    }
    addPart(m_addMenu, tr("&Traps Exits"), QStringLiteral("trap_exit:true"));
    addPart(m_addMenu, tr("&Regular Expression…"), QStringLiteral("/|^|/"));
}

void FilterBar::add(const QString& part)
{
    const QStringList pieces = part.split(QLatin1Char('|'));
    QString text = m_field->text().trimmed();
    if (!text.isEmpty()) {
        text += QLatin1Char(' ');
    }
    const auto from = static_cast<int>(text.size() + pieces[0].size());
    m_field->setText(text + QString(part).remove(QLatin1Char('|')));
    m_field->setFocus();
    if (pieces.size() == 3) {
        m_field->setCursorPosition(from);
        m_field->setSelection(from, static_cast<int>(pieces[1].size()));
    } else {
        takeNow();
    }
}

void FilterBar::showParts()
{
    const auto& problems = m_filter.problems();
    // While there are only words, the line itself says it all; the table need not move for that.
    const bool showsChips = !m_filter.isPlain();
    m_chips->setFilter(m_filter);
    m_chips->setVisible(showsChips);
    QString text;
    if (!problems.empty()) {
        text = problems.front().message;
        if (problems.size() > 1) {
            text += QLatin1Char(' ') + tr("(And %n more.)", nullptr, static_cast<int>(problems.size()) - 1);
        }
    }
    m_parts->setVisible(showsChips);
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    m_problem->raise();
    placeProblem();
}

} // namespace factorama
