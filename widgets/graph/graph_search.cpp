// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_search.h"

#include "widgets/common/live_label.h"
#include "widgets/common/step_button.h"
#include "widgets/text/format.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace factorama {

namespace {

constexpr int RestMilliseconds = 200;

} // namespace

GraphSearch::GraphSearch(QWidget* parent)
    : QWidget(parent),
      m_field(new QLineEdit),
      m_previous(new QToolButton),
      m_next(new QToolButton),
      m_count(new LiveLabel(tr("1,000 of 1,000")))
{
    m_field->setObjectName(QStringLiteral("graphSearch"));
    m_field->setAccessibleName(tr("Search the graph"));
    m_field->setPlaceholderText(tr("Search by name, label, module or pid"));
    m_field->setToolTip(tr("Marks the processes that match, as in the filter of the process table: worker, "
                           "module:kv, pid:12, messages>100.\nEnter goes to the next match, Shift+Enter to "
                           "the one before. F in the graph comes here."));
    m_field->setClearButtonEnabled(true);
    m_field->setMinimumWidth(90);
    m_field->setMaximumWidth(300);
    m_field->installEventFilter(this);
    setUpStepButton(*m_previous, "graphPreviousMatch", Qt::UpArrow, tr("Previous match"));
    setUpStepButton(*m_next, "graphNextMatch", Qt::DownArrow, tr("Next match"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_field, 1);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(m_count);

    m_rest.setSingleShot(true);
    m_rest.setInterval(RestMilliseconds);
    connect(&m_rest, &QTimer::timeout, this, &GraphSearch::takeText);
    connect(m_field, &QLineEdit::textChanged, &m_rest, qOverload<>(&QTimer::start));
    connect(m_next, &QToolButton::clicked, this, [this] { go(1); });
    connect(m_previous, &QToolButton::clicked, this, [this] { go(-1); });
    setFocusProxy(m_field);
}

QString GraphSearch::countText() const
{
    return m_count->text();
}

void GraphSearch::takeText()
{
    m_rest.stop();
    if (m_field->text() == m_filter.text()) {
        return;
    }
    m_filter = ProcessFilter::parse(m_field->text());
    emit filterChanged(m_filter);
    showCount();
}

void GraphSearch::setPicture(const std::shared_ptr<const GraphPicture>& picture)
{
    m_picture = picture;
    if (m_wantedStep != 0 && picture->search.text() == m_filter.text()) {
        go(std::exchange(m_wantedStep, 0));
    }
    showCount();
}

void GraphSearch::go(int step)
{
    takeText();
    if (m_picture->search.text() != m_filter.text()) {
        m_wantedStep = step;
        return;
    }
    const std::vector<Pid>& matches = m_picture->matches;
    if (matches.empty()) {
        m_match = Pid();
        showCount();
        return;
    }
    const auto count = static_cast<int>(matches.size());
    const auto found = std::find(matches.begin(), matches.end(), m_match);
    int at = step < 0 ? count - 1 : 0;
    if (found != matches.end()) {
        at = (static_cast<int>(found - matches.begin()) + step + count) % count;
    }
    m_match = matches[static_cast<std::size_t>(at)];
    showCount();
    emit wanted(m_match);
}

void GraphSearch::showCount()
{
    const bool any = !m_filter.isEmpty();
    const std::vector<Pid>& matches = m_picture->matches;
    const bool known = m_picture->search.text() == m_filter.text();
    m_previous->setEnabled(any && known && !matches.empty());
    m_next->setEnabled(any && known && !matches.empty());
    if (!m_filter.problems().empty()) {
        m_count->say(QString()); // it is said below, where there is room
        return;
    }
    if (!any) {
        m_count->say(QString());
    } else if (!known) {
        return; // in a moment
    } else if (matches.empty()) {
        m_count->say(tr("No match"), LiveLabel::Tone::Warning);
    } else {
        const QString all = factorama::countText(m_picture->matchCount);
        const auto at = std::find(matches.begin(), matches.end(), m_match);
        m_count->say(
            at == matches.end()
                ? factorama::countText(m_picture->matchCount, tr("match"), tr("matches"))
                : tr("%1 of %2")
                      .arg(factorama::countText(static_cast<std::uint64_t>(at - matches.begin()) + 1), all));
    }
}

bool GraphSearch::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        switch (key->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (!key->modifiers().testFlag(Qt::ControlModifier)) {
                go(key->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
                return true;
            }
            break;
        case Qt::Key_Escape:
            if (m_field->text().isEmpty()) {
                emit left();
            } else {
                m_field->clear();
                takeText();
            }
            return true;
        case Qt::Key_Down:
            emit left();
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace factorama
