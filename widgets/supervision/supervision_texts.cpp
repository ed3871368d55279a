// SPDX-License-Identifier: GPL-3.0-or-later
// What the rows of the supervision tree say.
#include "widgets/common/export_role.h"
#include "widgets/supervision/supervision_model.h"
#include "widgets/supervision/supervision_node.h"
#include "widgets/text/format.h"
#include "widgets/text/process_text.h"
#include "widgets/theme/theme.h"

#include <QColor>
#include <QStringList>

#include <algorithm>
#include <cstdint>

namespace factorama {

using otp::ChildDescription;
using Fate = AffectedProcess::Fate;

QVariant SupervisionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole && section >= ChildrenColumn) {
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    }
    if (role == ExportBesideRole && section == ProcessColumn) {
        return tr("Pid");
    }
    const bool isTip = role == Qt::ToolTipRole;
    if (role != Qt::DisplayRole && !isTip) {
        return {};
    }
    switch (section) {
    case ProcessColumn:
        return isTip ? tr("Registered name, else the child’s identifier, else what it was started with")
                     : tr("Process");
    case StatusColumn:
        return isTip ? tr("What the process does at the moment") : tr("Status");
    case KindColumn:
        return isTip ? tr("A supervisor’s strategy: whom a child’s end takes along.\n"
                          "A child’s restart type: after which ends it is started again.")
                     : tr("Strategy, Restart");
    case RestartsColumn:
        return isTip ? tr("A supervisor’s restarts that are left: past that it gives up and ends.\n"
                          "How often a child was started again.")
                     : tr("Restarts");
    case ChildrenColumn:
        return isTip ? tr("Children of a supervisor") : tr("Children");
    case MessagesColumn:
        return isTip ? tr("Messages waiting in the mailbox") : tr("Messages");
    default:
        return {};
    }
}

QString SupervisionModel::nameText(const Node& node) const
{
    switch (node.kind) {
    case Node::Kind::More:
        return tr("… %Ln more", nullptr, pluralOf(node.count));
    case Node::Kind::Unsupervised:
        return tr("%Ln processes without a supervisor", nullptr, pluralOf(node.count));
    case Node::Kind::Process:
        break;
    }
    return node.title;
}

QString SupervisionModel::statusOf(const Node& node) const
{
    if (node.kind != Node::Kind::Process) {
        return {};
    }
    if (const auto marked = m_preview.find(node.pid); marked != m_preview.end()) {
        switch (marked->second.fate) {
        case Fate::Ends:
            return tr("would end");
        case Fate::Restarts:
            return tr("would restart");
        case Fate::Told:
            return tr("would be told");
        }
    }
    if (node.child && node.child->state != ChildDescription::State::Running) {
        return node.child->state == ChildDescription::State::Restarting ? tr("restarting")
                                                                        : tr("not running");
    }
    return node.status < 0 ? tr("dead") : statusText(static_cast<ProcessStatus>(node.status));
}

QString SupervisionModel::kindText(const Node& node) const
{
    QStringList parts;
    if (node.description != nullptr) {
        const bool isPool =
            node.description->isDynamic && node.description->strategy == otp::RestartStrategy::OneForOne;
        parts << (isPool ? tr("dynamic") : QString::fromLatin1(nameOf(node.description->strategy)));
    }
    if (node.child) {
        parts << QString::fromLatin1(nameOf(node.child->restart));
        if (node.child->significant) {
            parts << tr("significant");
        }
    }
    return parts.join(QStringLiteral(", "));
}

QString SupervisionModel::restartsText(const Node& node) const
{
    QStringList parts;
    if (node.description != nullptr) {
        const std::int64_t left =
            std::max<std::int64_t>(node.description->intensity - node.restartsInPeriod, 0);
        parts << tr("%1 of %2 left")
                     .arg(countText(static_cast<std::uint64_t>(left)),
                          countText(static_cast<std::uint64_t>(node.description->intensity)));
    }
    if (node.child && node.child->restarts > 0) {
        parts << tr("%1×").arg(countText(node.child->restarts));
    }
    return parts.join(QStringLiteral(", "));
}

QVariant SupervisionModel::background(const Node& node) const
{
    const auto mixed = [](const QColor& color, double share) {
        const QColor& base = theme().base;
        return QColor::fromRgbF(static_cast<float>(base.redF() + (color.redF() - base.redF()) * share),
                                static_cast<float>(base.greenF() + (color.greenF() - base.greenF()) * share),
                                static_cast<float>(base.blueF() + (color.blueF() - base.blueF()) * share));
    };
    if (const auto marked = m_preview.find(node.pid);
        node.kind == Node::Kind::Process && marked != m_preview.end()) {
        return marked->second.fate == Fate::Ends ? theme().dangerBackground : mixed(theme().warning, 0.22);
    }
    return node.flash > 0 ? QVariant(mixed(theme().warning, 0.4 * node.flash)) : QVariant();
}

QString SupervisionModel::toolTip(const Node& node, int column) const
{
    if (node.kind == Node::Kind::More) {
        return tr("Press Enter, or click, to show the next ones");
    }
    if (node.kind == Node::Kind::Unsupervised) {
        return tr("They are in the process table; nobody starts them again when they end");
    }
    if (column == RestartsColumn && node.description != nullptr) {
        return tr("%Ln restarts in the last %1 s; with more than %2 it gives up and ends with all its "
                  "children",
                  nullptr, pluralOf(static_cast<std::uint64_t>(node.restartsInPeriod)))
            .arg(countText(static_cast<std::uint64_t>(node.description->period)),
                 countText(static_cast<std::uint64_t>(node.description->intensity)));
    }
    QString text;
    if (const ProcessRow* process = findProcess(*m_snapshot, node.pid)) {
        text = processToolTip(*process);
    }
    if (node.child) {
        if (!node.id.empty()) {
            text += QStringLiteral("<br>") + tr("identifier %1").arg(toQString(node.id).toHtmlEscaped());
        }
        QString stop = tr("%1 ms").arg(
            countText(static_cast<std::uint64_t>(std::max<std::int64_t>(0, node.child->shutdown))));
        if (node.child->shutdown == -1) {
            stop = QStringLiteral("brutal_kill");
        } else if (node.child->shutdown < -1) {
            stop = QStringLiteral("infinity");
        }
        text += QStringLiteral("<br>") +
                tr("restart %1, shutdown %2").arg(QString::fromLatin1(nameOf(node.child->restart)), stop);
    }
    return text;
}

QVariant SupervisionModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Node& node = *nodeOf(index);
    const bool isProcess = node.kind == Node::Kind::Process;
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case ProcessColumn:
            return nameText(node);
        case StatusColumn:
            return statusOf(node);
        case KindColumn:
            return kindText(node);
        case RestartsColumn:
            return restartsText(node);
        case ChildrenColumn:
            return node.description == nullptr ? QVariant() : countText(node.description->childCount);
        case MessagesColumn:
            return node.status < 0 ? QVariant() : countText(node.messages);
        default:
            return {};
        }
    case ExportRole:
        switch (index.column()) {
        case ChildrenColumn:
            return node.description == nullptr
                       ? QVariant()
                       : QVariant::fromValue<qulonglong>(node.description->childCount);
        case MessagesColumn:
            return node.status < 0 ? QVariant() : QVariant::fromValue<qulonglong>(node.messages);
        default:
            return {};
        }
    case Qt::AccessibleTextRole:
        return index.column() == ProcessColumn && isProcess
                   ? QVariant(QStringLiteral("%1 %2").arg(node.title, toQString(node.pid.toString())))
                   : data(index, Qt::DisplayRole);
    case Qt::TextAlignmentRole:
        return index.column() >= ChildrenColumn
                   ? QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter))
                   : QVariant();
    case Qt::BackgroundRole:
        return background(node);
    case Qt::ForegroundRole:
        return isProcess && node.status >= 0 ? QVariant() : QVariant(theme().mutedText);
    case Qt::ToolTipRole:
        return toolTip(node, index.column());
    case ExportBesideRole:
        return index.column() == ProcessColumn ? data(index, PidTextRole) : QVariant();
    case PidTextRole:
        return isProcess && pidAt(index) ? toQString(node.pid.toString()) : QString();
    case StatusRole:
        return node.status;
    case BudgetRole:
        if (node.description == nullptr) {
            return -1.0;
        }
        return node.description->intensity == 0
                   ? 0.0
                   : std::clamp(1.0 - static_cast<double>(node.restartsInPeriod) /
                                          static_cast<double>(node.description->intensity),
                                0.0, 1.0);
    default:
        return {};
    }
}

} // namespace factorama
