// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/processes/filter_chips.h"

#include <QToolButton>

#include <algorithm>

namespace factorama {

FilterChips::FilterChips(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FilterChips::setFilter(const ProcessFilter& filter)
{
    // Those that stay the same keep their buttons, and with it the focus.
    while (m_chips.size() > filter.terms().size()) {
        m_chips.back()->deleteLater();
        m_chips.back()->hide();
        m_chips.pop_back();
    }
    while (m_chips.size() < filter.terms().size()) {
        auto* chip = new QToolButton(this);
        const std::size_t term = m_chips.size();
        chip->setObjectName(QStringLiteral("filterChip%1").arg(term));
        chip->setFocusPolicy(Qt::StrongFocus);
        connect(chip, &QToolButton::clicked, this, [this, term] { emit removed(term); });
        chip->show();
        m_chips.push_back(chip);
    }
    for (std::size_t i = 0; i < m_chips.size(); ++i) {
        const QString what = filter.terms()[i].description();
        m_chips[i]->setText(fontMetrics().elidedText(what, Qt::ElideMiddle, 260) + QStringLiteral("  ×"));
        m_chips[i]->setToolTip(tr("Remove %1 from the filter").arg(what));
        m_chips[i]->setAccessibleName(m_chips[i]->toolTip());
    }
    arrange();
}

void FilterChips::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void FilterChips::arrange()
{
    constexpr int Gap = 6;
    int x = 0;
    int y = 0;
    int line = 0;
    for (QToolButton* chip : m_chips) {
        const QSize size = chip->sizeHint();
        if (x > 0 && x + size.width() > width()) {
            x = 0;
            y += line + Gap;
            line = 0;
        }
        chip->setGeometry(x, y, size.width(), size.height());
        x += size.width() + Gap;
        line = std::max(line, size.height());
    }
    if (m_height != y + line) {
        m_height = y + line;
        updateGeometry();
    }
}

} // namespace factorama
