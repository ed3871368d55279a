// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_tool_tip.h"

#include "widgets/graph/graph_labels.h"
#include "widgets/text/format.h"
#include "widgets/text/process_text.h"

#include <QCoreApplication>
#include <QStringList>

namespace factorama {

namespace {

QString statusesText(const GraphPicture::Statuses& statuses)
{
    QStringList parts;
    for (std::size_t i = 0; i < statuses.size(); ++i) {
        if (statuses[i] > 0) {
            parts << QStringLiteral("%1 %2").arg(countText(statuses[i]),
                                                 statusText(static_cast<ProcessStatus>(i)));
        }
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

QString graphNodeSummary(const GraphPicture& picture, std::uint32_t node)
{
    const GraphNode& what = picture.nodes()[node];
    if (!what.isCluster()) {
        return QStringLiteral("%1  %2").arg(toQString(what.key.pid().toString()),
                                            graphNodeTitle(picture, what));
    }
    return QStringLiteral("%1: %2, %3")
        .arg(graphNodeTitle(picture, what),
             countText(what.count, QCoreApplication::translate("GraphToolTip", "process"),
                       QCoreApplication::translate("GraphToolTip", "processes")),
             statusesText(picture.statuses[node]));
}

QString graphToolTip(const GraphPicture& picture, std::uint32_t node)
{
    const GraphNode& what = picture.nodes()[node];
    if (!what.isCluster()) {
        return processToolTip(picture.process(what));
    }
    constexpr int Shown = 6;
    const QString kind =
        what.key.kind == GraphKey::Kind::Module
            ? QCoreApplication::translate("GraphToolTip", "all that were started by the module")
            : QCoreApplication::translate("GraphToolTip", "what this supervisor supervises");
    QString text = QStringLiteral("<b>%1</b>: %2<br>%3")
                       .arg(graphNodeTitle(picture, what).toHtmlEscaped(), kind,
                            graphNodeSummary(picture, node).toHtmlEscaped());
    if (picture.matchesOfNode.size() > node && picture.matchesOfNode[node] > 0) {
        text += QStringLiteral("<br>") +
                QCoreApplication::translate("GraphToolTip", "%1 of them match the search")
                    .arg(countText(picture.matchesOfNode[node]));
    }
    int shown = 0;
    for (std::uint32_t row = what.row; row < picture.snapshot->processes.size() && shown < Shown; ++row) {
        if (picture.contents->nodeAt(row) == node) {
            const ProcessRow& process = picture.snapshot->processes[row];
            text += QStringLiteral("<br>%1&nbsp; %2")
                        .arg(toQString(process.pid.toString()).toHtmlEscaped(),
                             processTitle(process).toHtmlEscaped());
            ++shown;
        }
    }
    if (what.count > Shown) {
        text += QStringLiteral("<br>…");
    }
    return text + QStringLiteral("<br><i>%1</i>")
                      .arg(QCoreApplication::translate("GraphToolTip", "A double click opens it."));
}

} // namespace factorama
