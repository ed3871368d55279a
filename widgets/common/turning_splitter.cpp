// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/turning_splitter.h"

#include <QList>

#include <cmath>

namespace factorama {

namespace {

constexpr int Whole = 10'000; ///< of which portions are saved

} // namespace

TurningSplitter::TurningSplitter(double first, QWidget* parent)
    : QSplitter(Qt::Horizontal, parent),
      m_first(first),
      m_portions{first, first}
{
    setChildrenCollapsible(false);
    connect(this, &QSplitter::splitterMoved, this, [this] {
        const QList<int> both = sizes();
        if (const int sum = both.value(0) + both.value(1); sum > 0) {
            portion() = static_cast<double>(both[0]) / sum;
        }
    });
}

void TurningSplitter::turn(Qt::Orientation orientation)
{
    if (orientation != this->orientation()) {
        setOrientation(orientation);
        apply();
    }
}

QByteArray TurningSplitter::savePortions() const
{
    QByteArray saved;
    for (const double portion : m_portions) {
        saved += (saved.isEmpty() ? "" : " ") + QByteArray::number(std::lround(portion * Whole));
    }
    return saved;
}

void TurningSplitter::restorePortions(const QByteArray& saved)
{
    const QList<QByteArray> parts = saved.split(' ');
    std::array<double, 2> portions{};
    bool ok = parts.size() == static_cast<qsizetype>(portions.size());
    for (std::size_t i = 0; ok && i < portions.size(); ++i) {
        const int portion = parts[static_cast<qsizetype>(i)].toInt(&ok);
        ok = ok && portion > 0 && portion < Whole;
        portions[i] = static_cast<double>(portion) / Whole;
    }
    if (ok) {
        m_portions = portions;
        apply();
    }
}

void TurningSplitter::resetPortions()
{
    m_portions = {m_first, m_first};
    apply();
}

void TurningSplitter::resizeEvent(QResizeEvent* event)
{
    QSplitter::resizeEvent(event);
    apply();
}

void TurningSplitter::apply()
{
    const int whole = orientation() == Qt::Horizontal ? width() : height();
    const auto first = static_cast<int>(std::lround((whole - handleWidth()) * portion()));
    setSizes({first, whole - handleWidth() - first});
}

} // namespace factorama
