// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/text/process_text.h"

#include "widgets/text/format.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

namespace factorama {

namespace {

QString initialCallText(const InitialCall& call)
{
    return QStringLiteral("%1:%2/%3")
        .arg(toQString(call.module.text()), toQString(call.function.text()))
        .arg(call.arity);
}

QString titleOf(Atom name, Atom label, const InitialCall& call)
{
    if (!name.isUndefined()) {
        return toQString(name.text());
    }
    return label.isUndefined() ? initialCallText(call) : toQString(label.text());
}

} // namespace

QString processTitle(const ProcessRow& row)
{
    return titleOf(row.name, row.label, row.initialCall);
}

QString peerText(const PeerDetail& peer)
{
    const QString pid = toQString(peer.pid.toString());
    const bool known = !peer.name.isUndefined() || !peer.initialCall.module.isUndefined();
    return known ? QStringLiteral("%1  %2").arg(pid, titleOf(peer.name, peer.label, peer.initialCall)) : pid;
}

QString statusText(ProcessStatus status)
{
    switch (status) {
    case ProcessStatus::Waiting:
        return QStringLiteral("waiting");
    case ProcessStatus::Runnable:
        return QStringLiteral("runnable");
    case ProcessStatus::Running:
        return QStringLiteral("running");
    case ProcessStatus::Dirty:
        return QStringLiteral("dirty");
    case ProcessStatus::Suspended:
        return QStringLiteral("suspended");
    case ProcessStatus::Exiting:
        return QStringLiteral("exiting");
    }
    return QString();
}

QString statusExplanation(ProcessStatus status)
{
    switch (status) {
    case ProcessStatus::Waiting:
        return QCoreApplication::translate("ProcessText", "waits in a receive for a message");
    case ProcessStatus::Runnable:
        return QCoreApplication::translate("ProcessText", "waits in a run queue for its turn");
    case ProcessStatus::Running:
        return QCoreApplication::translate("ProcessText", "runs on a scheduler now");
    case ProcessStatus::Dirty:
        return QCoreApplication::translate("ProcessText", "runs a long native call on a dirty worker");
    case ProcessStatus::Suspended:
        return QCoreApplication::translate("ProcessText", "was suspended");
    case ProcessStatus::Exiting:
        return QCoreApplication::translate("ProcessText", "is being cleaned up");
    }
    return QString();
}

QString processToolTip(const ProcessRow& row)
{
    const QString call = initialCallText(row.initialCall).toHtmlEscaped();
    QStringList lines{QStringLiteral("<b>%1</b>").arg(processTitle(row).toHtmlEscaped()),
                      toQString(row.pid.toString()).toHtmlEscaped()};
    if (!row.name.isUndefined() && !row.label.isUndefined()) {
        lines << QCoreApplication::translate("ProcessText", "“%1”")
                     .arg(toQString(row.label.text()).toHtmlEscaped());
    }
    lines << (row.parent ? QCoreApplication::translate("ProcessText", "started as %1 by %2")
                               .arg(call, toQString(row.parent.toString()).toHtmlEscaped())
                         : QCoreApplication::translate("ProcessText", "started as %1").arg(call));
    lines << QStringLiteral("%1: %2").arg(statusText(row.status), statusExplanation(row.status));
    lines << QStringLiteral("%1, %2").arg(
        QCoreApplication::translate("ProcessText", "%Ln messages wait", nullptr, pluralOf(row.messages)),
        QCoreApplication::translate("ProcessText", "%1 reductions", nullptr, pluralOf(row.reductions))
            .arg(countText(row.reductions)));
    if (row.trapsExits) {
        lines << QCoreApplication::translate("ProcessText", "traps exits");
    }
    return lines.join(QStringLiteral("<br>"));
}

const ProcessRow* findProcess(const Snapshot& snapshot, Pid pid)
{
    const auto found =
        std::lower_bound(snapshot.processes.begin(), snapshot.processes.end(), pid.index(),
                         [](const ProcessRow& row, std::uint32_t index) { return row.pid.index() < index; });
    return found != snapshot.processes.end() && found->pid == pid ? &*found : nullptr;
}

Pid findProcessByText(const Snapshot& snapshot, const QString& text)
{
    static const QRegularExpression pid(QStringLiteral("^<?(?:0\\.)?(\\d{1,9})(?:\\.(\\d{1,10}))?>?$"));
    const QString wanted = text.trimmed();
    const QRegularExpressionMatch match = pid.match(wanted);
    if (match.hasMatch()) {
        const std::uint32_t index = match.captured(1).toUInt();
        const auto found = std::lower_bound(
            snapshot.processes.begin(), snapshot.processes.end(), index,
            [](const ProcessRow& row, std::uint32_t place) { return row.pid.index() < place; });
        const bool same =
            found != snapshot.processes.end() && found->pid.index() == index &&
            (match.captured(2).isEmpty() ||
             found->pid.toString() ==
                 QStringLiteral("<0.%1.%2>").arg(match.captured(1), match.captured(2)).toStdString());
        return same ? found->pid : Pid();
    }
    const std::optional<Atom> name = Atom::existing(wanted.toStdString());
    if (!name || name->isUndefined()) {
        return {};
    }
    const auto found = std::find_if(snapshot.processes.begin(), snapshot.processes.end(),
                                    [&](const ProcessRow& row) { return row.name == *name; });
    return found == snapshot.processes.end() ? Pid() : found->pid;
}

} // namespace factorama
