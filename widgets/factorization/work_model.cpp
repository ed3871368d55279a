// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/factorization/work_model.h"

#include "widgets/text/format.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace factorama {

namespace {

constexpr int LongestText = 60;

bool isSame(const NumberInWork& a, const NumberInWork& b)
{
    return a.worker == b.worker && a.number == b.number;
}

QString progressText(const NumberInWork& work)
{
    if (work.total == 0) {
        return toQString(work.step);
    }
    const double percent = 100 * static_cast<double>(work.done) / static_cast<double>(work.total);
    // Large numbers take minutes for a percent.
    return WorkModel::tr("%1 %").arg(QLocale().toString(percent, 'f', percent < 10 ? 2 : 0));
}

QString toolTip(const NumberInWork& work)
{
    const QString step = work.total == 0
                             ? WorkModel::tr("%1 (%2 so far)").arg(toQString(work.step), countText(work.done))
                             : WorkModel::tr("%1: %2 of %3")
                                   .arg(toQString(work.step), countText(work.done), countText(work.total));
    return WorkModel::tr("%1 works on %2<br>%3")
        .arg(toQString(work.worker.toString()).toHtmlEscaped(), shortened(toQString(work.number), 1000),
             step);
}

} // namespace

void WorkModel::setNumbers(std::vector<NumberInWork> numbers)
{
    // Both are in the order in which they were begun, so what is gone is what does not come next.
    std::size_t next = 0;
    for (std::size_t row = 0; row < m_numbers.size();) {
        const auto found =
            std::find_if(numbers.begin() + static_cast<std::ptrdiff_t>(next), numbers.end(),
                         [&](const NumberInWork& number) { return isSame(number, m_numbers[row]); });
        if (found != numbers.end()) {
            next = static_cast<std::size_t>(found - numbers.begin()) + 1;
            ++row;
            continue;
        }
        const int at = static_cast<int>(row);
        beginRemoveRows({}, at, at);
        m_numbers.erase(m_numbers.begin() + at);
        endRemoveRows();
    }
    const auto kept = static_cast<int>(m_numbers.size());
    const auto count = static_cast<int>(numbers.size());
    if (count > kept) {
        beginInsertRows({}, kept, count - 1);
        m_numbers = std::move(numbers);
        endInsertRows();
    } else {
        m_numbers = std::move(numbers);
    }
    if (kept > 0) {
        emit dataChanged(index(0, TimeColumn), index(kept - 1, ProgressColumn));
    }
}

int WorkModel::rowOf(Pid worker) const
{
    const auto found = std::find_if(m_numbers.begin(), m_numbers.end(),
                                    [worker](const NumberInWork& work) { return work.worker == worker; });
    return found == m_numbers.end() ? -1 : static_cast<int>(found - m_numbers.begin());
}

Pid WorkModel::workerAt(int row) const
{
    return row < 0 || row >= rowCount() ? Pid() : m_numbers[static_cast<std::size_t>(row)].worker;
}

int WorkModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_numbers.size());
}

int WorkModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant WorkModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const NumberInWork& work = m_numbers[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case NumberColumn:
            return shortened(toQString(work.number), LongestText);
        case WorkerColumn:
            return toQString(work.worker.toString());
        case TimeColumn:
            return durationText(work.seconds);
        case ProgressColumn:
            return progressText(work);
        default:
            return {};
        }
    case Qt::ToolTipRole:
        return toolTip(work);
    case Qt::TextAlignmentRole: {
        const bool numeric = index.column() == NumberColumn || index.column() == TimeColumn;
        return QVariant::fromValue(int((numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    case WorkerRole:
        return QVariant::fromValue<qulonglong>(work.worker.bits());
    case ShareRole:
        return work.total == 0
                   ? QVariant()
                   : std::min(1.0, static_cast<double>(work.done) / static_cast<double>(work.total));
    default:
        return {};
    }
}

QVariant WorkModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        const bool numeric = section == NumberColumn || section == TimeColumn;
        return QVariant::fromValue(int((numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case NumberColumn:
            return tr("A number that is being worked on; those that take less than a turn are not seen here");
        case WorkerColumn:
            return tr("The process that works on it");
        case TimeColumn:
            return tr("How long it has been working on it");
        case ProgressColumn:
            return tr("How far it is, where the algorithm can know that; else what it does");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case NumberColumn:
        return tr("Number");
    case WorkerColumn:
        return tr("Process");
    case TimeColumn:
        return tr("For");
    case ProgressColumn:
        return tr("Progress");
    default:
        return {};
    }
}

} // namespace factorama
