// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/notices/findings_model.h"

#include "widgets/common/export_role.h"
#include "widgets/text/format.h"
#include "widgets/theme/theme.h"

#include <QBrush>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <utility>

namespace factorama {

namespace {

QString pidText(Pid pid)
{
    return toQString(pid.toString());
}

QString rateText(double rate)
{
    return QLocale().toString(rate, 'f', rate < 10 ? 1 : 0);
}

/// "<0.5.0>", or "<0.5.0> and 3 others".
QString subjectsText(const Finding& finding)
{
    if (finding.subjects.empty()) {
        return FindingsModel::tr("no process");
    }
    const QString first = pidText(finding.subjects.front().pid);
    return finding.count <= 1
               ? first
               : FindingsModel::tr("%1 and %Ln others", nullptr, pluralOf(finding.count - 1)).arg(first);
}

} // namespace

QString findingText(const Finding& finding)
{
    const Finding::Subject worst = finding.subjects.empty() ? Finding::Subject() : finding.subjects.front();
    const QString seconds = durationText(std::floor(finding.seconds));
    switch (finding.kind) {
    case Finding::Kind::GrowingMailbox:
        return FindingsModel::tr("Growing mailbox: %1. The deepest holds %Ln messages, %2 more each second.",
                                 nullptr, pluralOf(worst.value))
            .arg(subjectsText(finding), rateText(worst.rate));
    case Finding::Kind::RunningWithoutFinishing:
        return FindingsModel::tr("Busy at every look for %2: %1, never seen to wait or to take a message.")
            .arg(subjectsText(finding), seconds);
    case Finding::Kind::RestartLoop:
        return FindingsModel::tr("Restart loop? %Ln children of supervisor %1 ended within %2.", nullptr,
                                 pluralOf(worst.value))
            .arg(pidText(worst.pid), seconds);
    case Finding::Kind::HotScheduler:
        return FindingsModel::tr(
                   "Scheduler %1 has run for %2 of the time, with processes waiting, while %Ln others idled.",
                   nullptr, pluralOf(finding.others))
            .arg(finding.scheduler)
            .arg(percentText(finding.share));
    case Finding::Kind::Orphan:
        return FindingsModel::tr("Orphaned: %1. The parent is dead, and nothing seems to know of it.")
            .arg(subjectsText(finding));
    }
    return {};
}

QString findingDetails(const Finding& finding)
{
    QStringList lines{findingText(finding), QString()};
    switch (finding.kind) {
    case Finding::Kind::GrowingMailbox:
        lines << FindingsModel::tr(
                     "Seen for %1: more messages arrive than are taken. Either the process is too "
                     "slow for its senders, or it waits for messages that do not match these.")
                     .arg(durationText(finding.seconds));
        break;
    case Finding::Kind::RunningWithoutFinishing:
        lines << FindingsModel::tr(
                     "At every look for %1 it was running or waiting for its turn, its reductions "
                     "grew and its mailbox did not get shorter. It may compute for long, or be in "
                     "a loop that does not end; and between two looks it may have waited, or have "
                     "taken messages while others arrived.")
                     .arg(durationText(finding.seconds));
        break;
    case Finding::Kind::RestartLoop:
        lines << FindingsModel::tr(
            "The supervisor reported each of them. When it starts them again, and they "
            "end again for the same reason, this goes on until its restart intensity is "
            "reached; then it ends, and its other children with it. The reasons are in "
            "the notices.");
        break;
    case Finding::Kind::HotScheduler:
        lines << FindingsModel::tr(
            "Processes that mostly hand messages to each other are kept together on "
            "purpose: moving them would cost more than it gains. Processes that compute "
            "are spread. Those that were busiest at the last look, whatever scheduler "
            "they ran on:");
        break;
    case Finding::Kind::Orphan:
        lines << FindingsModel::tr(
            "The process that started it is dead; it has no link, monitors nobody and has "
            "no registered name. Somebody may still hold its pid or monitor it: that is "
            "not counted.");
        break;
    }
    lines << QString();
    for (const Finding::Subject& subject : finding.subjects) {
        QString line = pidText(subject.pid);
        switch (finding.kind) {
        case Finding::Kind::GrowingMailbox:
            line =
                FindingsModel::tr("%1: %Ln messages, %2 more each second", nullptr, pluralOf(subject.value))
                    .arg(line, rateText(subject.rate));
            break;
        case Finding::Kind::RunningWithoutFinishing:
            line = FindingsModel::tr("%1: %2 reductions meanwhile", nullptr, pluralOf(subject.value))
                       .arg(line, countText(subject.value));
            break;
        case Finding::Kind::RestartLoop:
            line = FindingsModel::tr("%1: %Ln ends of children", nullptr, pluralOf(subject.value)).arg(line);
            break;
        case Finding::Kind::HotScheduler:
            line =
                FindingsModel::tr("%1: %2 reductions since the look before", nullptr, pluralOf(subject.value))
                    .arg(line, countText(subject.value));
            break;
        case Finding::Kind::Orphan:
            line = FindingsModel::tr("%1: started by %2").arg(line, pidText(Pid::fromBits(subject.value)));
            break;
        }
        lines << line;
    }
    if (finding.count > finding.subjects.size()) {
        lines << FindingsModel::tr("… and %Ln more, which are not listed", nullptr,
                                   pluralOf(finding.count - finding.subjects.size()));
    }
    return lines.join(QLatin1Char('\n'));
}

void FindingsModel::setFindings(const std::vector<Finding>& findings)
{
    const int before = rowCount();
    const int now = static_cast<int>(findings.size());
    std::vector<QString> texts;
    for (const Finding& finding : findings) {
        texts.push_back(findingText(finding));
    }
    if (now > before) {
        beginInsertRows({}, before, now - 1);
        m_findings.resize(findings.size());
        m_texts.resize(findings.size());
        endInsertRows();
    } else if (now < before) {
        beginRemoveRows({}, now, before - 1);
        m_findings.resize(findings.size());
        m_texts.resize(findings.size());
        endRemoveRows();
    }
    const std::vector<QString> shown = std::exchange(m_texts, texts);
    m_findings = findings;
    for (int i = 0; i < now; ++i) {
        if (shown[static_cast<std::size_t>(i)] != m_texts[static_cast<std::size_t>(i)]) {
            emit dataChanged(index(i, 0), index(i, ColumnCount - 1));
        }
    }
}

int FindingsModel::rowOf(const Finding& finding) const
{
    for (int i = 0; i < rowCount(); ++i) {
        const bool sameSupervisor = finding.kind != Finding::Kind::RestartLoop ||
                                    at(i).subjects.front().pid == finding.subjects.front().pid;
        if (at(i).kind == finding.kind && sameSupervisor) {
            return i;
        }
    }
    return -1;
}

int FindingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_findings.size());
}

int FindingsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const Finding& finding = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == CountColumn ? countText(finding.count)
                                             : m_texts[static_cast<std::size_t>(index.row())];
    case ExportRole:
        return index.column() == CountColumn ? QVariant::fromValue<qulonglong>(finding.count) : QVariant();
    case Qt::ToolTipRole:
        return QStringLiteral("<p>%1</p>")
            .arg(m_texts[static_cast<std::size_t>(index.row())].toHtmlEscaped());
    case Qt::ForegroundRole:
        return index.column() == CountColumn ? QVariant(QBrush(theme().warning)) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            int((index.column() == CountColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    default:
        return {};
    }
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == CountColumn ? tr("Processes") : tr("What looks wrong now");
}

} // namespace factorama
