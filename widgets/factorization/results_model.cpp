// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/factorization/results_model.h"

#include "widgets/text/format.h"
#include "widgets/theme/theme.h"

#include <QBrush>

#include <algorithm>
#include <iterator>

namespace factorama {

namespace {

QString resultText(const FactorizationResult& result)
{
    if (result.lost) {
        return ResultsModel::tr("lost: %1").arg(toQString(result.text));
    }
    return result.text.empty() ? QStringLiteral("1") : factorsText(result.text);
}

} // namespace

void ResultsModel::append(std::vector<FactorizationResult> batch)
{
    if (batch.empty()) {
        return;
    }
    for (const FactorizationResult& result : batch) {
        m_longestNumber = std::max(m_longestNumber, static_cast<int>(result.number.size()));
        if (result.lost && m_lostNumbers.size() < MostLostNamed) {
            m_lostNumbers << shortened(toQString(result.number), 40);
        }
    }
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(batch.size()) - 1);
    std::move(batch.begin(), batch.end(), std::back_inserter(m_results));
    endInsertRows();
}

void ResultsModel::clear()
{
    if (m_results.empty()) {
        return;
    }
    beginResetModel();
    m_results.clear();
    m_longestNumber = 0;
    m_lostNumbers.clear();
    endResetModel();
}

QString ResultsModel::toText() const
{
    QString text;
    for (const FactorizationResult& result : m_results) {
        text += toQString(result.number);
        text += result.lost ? QStringLiteral(" – ") : QStringLiteral(" = ");
        text += resultText(result);
        text += QLatin1Char('\n');
    }
    return text;
}

int ResultsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_results.size());
}

int ResultsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ResultsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const FactorizationResult& result = m_results[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: {
        const int limit = role == Qt::DisplayRole ? LongestText : 4000;
        switch (index.column()) {
        case NumberColumn:
            return shortened(toQString(result.number), limit);
        case FactorsColumn:
            return shortened(resultText(result), limit);
        case WorkerColumn:
            return result.worker ? toQString(result.worker.toString()) : QString();
        default:
            return {};
        }
    }
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            int((index.column() == NumberColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case Qt::ForegroundRole:
        return result.lost ? QVariant(QBrush(theme().danger)) : QVariant();
    case Qt::BackgroundRole:
        return result.lost ? QVariant(QBrush(theme().dangerBackground)) : QVariant();
    case LostRole:
        return result.lost;
    case WorkerRole:
        return QVariant::fromValue<qulonglong>(result.worker.bits());
    default:
        return {};
    }
}

QVariant ResultsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(
            int((section == NumberColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case NumberColumn:
        return tr("Number");
    case FactorsColumn:
        return tr("Prime factors");
    case WorkerColumn:
        return tr("Process");
    default:
        return {};
    }
}

} // namespace factorama
