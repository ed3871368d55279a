// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/processes/process_model.h"

#include "widgets/common/export_role.h"
#include "widgets/text/format.h"
#include "widgets/text/process_text.h"
#include "widgets/theme/theme.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace factorama {

namespace {

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto part = [share](int from, int to) {
        return static_cast<int>(from + (to - from) * share + 0.5);
    };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

} // namespace

ProcessModel::ProcessModel(QObject* parent)
    : QAbstractTableModel(parent),
      m_picture(ProcessPicture::empty()),
      m_newest(m_picture->snapshot),
      m_worker(std::make_unique<PictureWorker>([this](Picture picture) {
          QMetaObject::invokeMethod(
              this, [this, made = std::move(picture)] { take(made); }, Qt::QueuedConnection);
      }))
{
}

ProcessModel::~ProcessModel() = default;

void ProcessModel::setSnapshot(std::shared_ptr<const Snapshot> snapshot)
{
    m_newest.swap(snapshot);
    m_worker->letGo(std::move(snapshot));
    update();
}

void ProcessModel::setFilter(const ProcessFilter& filter)
{
    const bool isSame = m_query.filter.sameAs(filter);
    m_query.filter = filter; // its text may differ
    if (!isSame) {
        queryChanged();
    }
}

void ProcessModel::setPinned(Pid pid, bool pinned)
{
    const auto place = std::lower_bound(m_query.pinned.begin(), m_query.pinned.end(), pid);
    const bool isPinned = place != m_query.pinned.end() && *place == pid;
    if (isPinned == pinned) {
        return;
    }
    if (pinned) {
        m_query.pinned.insert(place, pid);
    } else {
        m_query.pinned.erase(place);
    }
    queryChanged();
}

std::vector<Pid> ProcessModel::pinned() const
{
    return m_query.pinned;
}

bool ProcessModel::isPinned(Pid pid) const
{
    return std::binary_search(m_query.pinned.begin(), m_query.pinned.end(), pid);
}

void ProcessModel::setTop(const std::optional<ProcessTop>& top)
{
    if (m_query.top != top) {
        m_query.top = top;
        queryChanged();
    }
}

void ProcessModel::setRates(unsigned rates)
{
    m_query.rates = rates;
}

void ProcessModel::sort(int column, Qt::SortOrder order)
{
    const bool byRank = column < 0 && m_query.top;
    m_query.sortColumn = byRank                                ? -1
                         : column < 0 || column >= ColumnCount ? static_cast<int>(PidColumn)
                                                               : column;
    m_query.sortOrder = order;
    queryChanged();
}

const ProcessRow* ProcessModel::processAt(int row) const
{
    if (row < 0 || static_cast<std::size_t>(row) >= m_picture->order.size()) {
        return nullptr;
    }
    return &m_picture->process(m_picture->order[static_cast<std::size_t>(row)]);
}

Pid ProcessModel::pidAt(int row) const
{
    const ProcessRow* process = processAt(row);
    return process != nullptr ? process->pid : Pid();
}

bool ProcessModel::isDeadAt(int row) const
{
    return processAt(row) != nullptr && m_picture->isDead(m_picture->order[static_cast<std::size_t>(row)]);
}

Pid ProcessModel::registeredAs(const QString& name) const
{
    const std::optional<Atom> atom = Atom::existing(name.toStdString());
    if (atom && !atom->isUndefined()) {
        for (const std::uint32_t place : m_picture->changes->named) {
            if (m_picture->process(place).name == *atom) {
                return m_picture->process(place).pid;
            }
        }
    }
    return Pid();
}

std::vector<Pid> ProcessModel::registeredAs(const QStringList& names) const
{
    std::vector<Atom> wanted;
    for (const QString& name : names) {
        if (const std::optional<Atom> atom = Atom::existing(name.toStdString());
            atom && !atom->isUndefined()) {
            wanted.push_back(*atom);
        }
    }
    std::vector<Pid> pids;
    if (!wanted.empty()) {
        for (const std::uint32_t place : m_picture->changes->named) {
            const ProcessRow& row = m_picture->process(place);
            if (std::find(wanted.begin(), wanted.end(), row.name) != wanted.end()) {
                pids.push_back(row.pid);
            }
        }
    }
    return pids;
}

int ProcessModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rowCount;
}

int ProcessModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProcessModel::displayText(std::uint32_t place, int column) const
{
    const ProcessRow& row = m_picture->process(place);
    if (column == StatusColumn && m_picture->isDead(place)) {
        return tr("dead");
    }
    if (const std::optional<ProcessRate> rate = rateOfColumn(column)) {
        const bool isKnown = !m_picture->changes->rates[static_cast<std::size_t>(*rate)].empty();
        return isKnown && !m_picture->isDead(place)
                   ? QVariant(rateText(static_cast<double>(m_picture->changes->rate(place, *rate))))
                   : QVariant();
    }
    if (column == TopColumn) {
        return m_picture->ranking.empty() ? QVariant()
                                          : rateText(static_cast<double>(m_picture->growth(place)));
    }
    return processColumn(column).numeric ? countText(totalOf(row, column)) : processColumnText(row, column);
}

QVariant ProcessModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const int column = index.column();
    const bool numeric = processColumn(column).numeric;
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(int((numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    const ProcessRow* row = processAt(index.row());
    if (row == nullptr) {
        return {};
    }
    const std::uint32_t place = m_picture->order[static_cast<std::size_t>(index.row())];
    const bool isDead = m_picture->isDead(place);
    switch (role) {
    case Qt::DisplayRole:
        return displayText(place, column);
    case Qt::ToolTipRole:
        return isDead
                   ? tr("%1<br>It has ended; this is what it was last seen with.").arg(processToolTip(*row))
                   : processToolTip(*row);
    case Qt::BackgroundRole: {
        if (isDead) {
            return deadTint();
        }
        const ProcessChanges::Mark mark = m_picture->changes->mark(place, m_picture->snapshot->nanoseconds);
        return mark.kind == ProcessChanges::Kind::None ? QVariant()
                                                       : QVariant(tint(mark.kind, mark.strength));
    }
    case Qt::ForegroundRole:
        return isDead ? QVariant(theme().mutedText) : QVariant();
    case PidRole:
        return QVariant::fromValue<qulonglong>(row->pid.bits());
    case StatusRole:
        return static_cast<int>(row->status);
    case RawRole:
    case ExportRole:
        if (const std::optional<ProcessRate> rate = rateOfColumn(column)) {
            return static_cast<double>(m_picture->changes->rate(place, *rate));
        }
        if (column == TopColumn) {
            return static_cast<double>(m_picture->growth(place));
        }
        return numeric ? QVariant::fromValue<qulonglong>(totalOf(*row, column)) : QVariant();
    case PinnedRole:
        return isPinned(row->pid);
    case DeadRole:
        return isDead;
    default:
        return {};
    }
}

QVariant ProcessModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    const ProcessColumnInfo& info = processColumn(section);
    switch (role) {
    case Qt::DisplayRole:
        return info.title();
    case Qt::ToolTipRole:
        return info.hint();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(int((info.numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    default:
        return {};
    }
}

QColor ProcessModel::tint(ProcessChanges::Kind kind, double strength)
{
    const Theme& colours = theme();
    const bool isNew = kind == ProcessChanges::Kind::New;
    return mixed(colours.base, isNew ? colours.good : colours.accent, (isNew ? 0.30 : 0.12) * strength);
}

QColor ProcessModel::deadTint()
{
    return mixed(theme().base, theme().danger, 0.20);
}

void ProcessModel::queryChanged()
{
    ++m_query.version;
    if (m_isWorking) {
        m_worker->abandon(); // a person waits for the new order, and nobody for the old one any more
    }
    update();
}

void ProcessModel::update()
{
    if (m_isWorking) {
        m_isOutdated = true; // the newest wish is met when the worker is done with the one before
        return;
    }
    if (m_newest->processes.size() <= FewProcesses) {
        show(makePicture(*m_picture, m_newest, m_query));
        return;
    }
    m_isWorking = true;
    m_isOutdated = false;
    m_worker->start({m_picture, m_newest, m_query});
}

void ProcessModel::take(const Picture& picture)
{
    m_isWorking = false;
    if (picture != nullptr) {
        show(picture);
    }
    if (m_isOutdated) {
        m_isOutdated = false;
        update();
    }
}

void ProcessModel::show(Picture picture)
{
    emit aboutToRefresh(picture->version == m_picture->version);
    const int count = static_cast<int>(picture->order.size());
    if (count > m_rowCount) {
        beginInsertRows({}, m_rowCount, count - 1);
        m_rowCount = count;
        endInsertRows();
    }

    // Only if a held index has to move do the views need to hear of a new layout.
    const auto newRow = [&](int row) {
        const Pid pid = pidAt(row);
        return pid ? picture->rowOf(pid) : -1;
    };
    const QModelIndexList held = persistentIndexList();
    const bool moves = std::any_of(held.begin(), held.end(), [&](const QModelIndex& index) {
        return newRow(index.row()) != index.row();
    });
    if (moves) {
        emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        const QModelIndexList from = persistentIndexList(); // the views may have taken hold of more just now
        QModelIndexList to;
        to.reserve(from.size());
        for (const QModelIndex& index : from) {
            const int row = newRow(index.row());
            to.push_back(row >= 0 ? createIndex(row, index.column()) : QModelIndex());
        }
        m_picture.swap(picture);
        changePersistentIndexList(from, to);
        emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    } else {
        m_picture.swap(picture);
    }
    m_worker->letGo(std::move(picture)); // the old one

    if (count < m_rowCount) {
        beginRemoveRows({}, count, m_rowCount - 1);
        m_rowCount = count;
        endRemoveRows();
    }
    if (count > 0) {
        emit dataChanged(index(0, 0), index(count - 1, ColumnCount - 1));
    }
    emit refreshed();
}

} // namespace factorama
