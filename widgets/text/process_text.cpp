// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/text/process_text.h"

#include "widgets/text/format.h"

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
        return QStringLiteral("waits in a receive for a message");
    case ProcessStatus::Runnable:
        return QStringLiteral("waits in a run queue for its turn");
    case ProcessStatus::Running:
        return QStringLiteral("runs on a scheduler now");
    case ProcessStatus::Dirty:
        return QStringLiteral("runs a long native call on a dirty worker");
    case ProcessStatus::Suspended:
        return QStringLiteral("was suspended");
    case ProcessStatus::Exiting:
        return QStringLiteral("is being cleaned up");
    }
    return QString();
}

QString processToolTip(const ProcessRow& row)
{
    QString text = QStringLiteral("<b>%1</b><br>%2<br>started as %3")
                       .arg(processTitle(row).toHtmlEscaped(), toQString(row.pid.toString()).toHtmlEscaped(),
                            initialCallText(row.initialCall).toHtmlEscaped());
    if (!row.name.isUndefined() && !row.label.isUndefined()) {
        text += QStringLiteral("<br>“%1”").arg(toQString(row.label.text()).toHtmlEscaped());
    }
    if (row.parent) {
        text += QStringLiteral(" by %1").arg(toQString(row.parent.toString()).toHtmlEscaped());
    }
    text += QStringLiteral("<br>%1: %2").arg(statusText(row.status), statusExplanation(row.status));
    text +=
        QStringLiteral("<br>%1, %2")
            .arg(countText(row.messages, QStringLiteral("message waits"), QStringLiteral("messages wait")),
                 countText(row.reductions, QStringLiteral("reduction"), QStringLiteral("reductions")));
    if (row.trapsExits) {
        text += QStringLiteral("<br>traps exits");
    }
    return text;
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
