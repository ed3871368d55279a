// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/processes/process_columns.h"

#include "widgets/text/format.h"
#include "widgets/text/process_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>

namespace factorama {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("ProcessColumns", text);
}

std::array<ProcessColumnInfo, ProcessColumnCount> makeColumns()
{
    std::array<ProcessColumnInfo, ProcessColumnCount> columns;
    const auto text = [&](int column, const char* title, const char* hint, int characters, bool steady,
                          bool shown) {
        columns[static_cast<std::size_t>(column)] = {title, hint,   QString(), false,
                                                     shown, steady, characters};
    };
    const auto number = [&](int column, const char* title, const char* hint, const char* key, int characters,
                            bool shown) {
        columns[static_cast<std::size_t>(column)] = {title, hint,      QString::fromLatin1(key), true, shown,
                                                     false, characters};
    };
    text(PidColumn, QT_TRANSLATE_NOOP("ProcessColumns", "Process"),
         QT_TRANSLATE_NOOP("ProcessColumns", "The process's identifier"), 17, true, true);
    text(NameColumn, QT_TRANSLATE_NOOP("ProcessColumns", "Name or initial call"),
         QT_TRANSLATE_NOOP("ProcessColumns",
                           "Its registered name, else what it says of itself, else what it was started with"),
         16, true, true);
    text(StatusColumn, QT_TRANSLATE_NOOP("ProcessColumns", "Status"),
         QT_TRANSLATE_NOOP("ProcessColumns", "What it does at this moment"), 12, false, true);
    number(MessagesColumn, QT_TRANSLATE_NOOP("ProcessColumns", "Messages"),
           QT_TRANSLATE_NOOP("ProcessColumns", "Messages that wait in its mailbox"), "messages", 11, true);
    number(ReductionsColumn, QT_TRANSLATE_NOOP("ProcessColumns", "Reductions"),
           QT_TRANSLATE_NOOP("ProcessColumns",
                             "Work done since its start: about one a function call, send or receive"),
           "reductions", 13, true);
    number(MemoryColumn, QT_TRANSLATE_NOOP("ProcessColumns", "Memory"),
           QT_TRANSLATE_NOOP("ProcessColumns", "Memory in bytes, mailbox included"), "memory", 10, true);
    number(LinksColumn, QT_TRANSLATE_NOOP("ProcessColumns", "Links"),
           QT_TRANSLATE_NOOP("ProcessColumns", "Processes that it is linked with"), "links", 7, true);
    number(MonitorsColumn, QT_TRANSLATE_NOOP("ProcessColumns", "Monitors"),
           QT_TRANSLATE_NOOP("ProcessColumns", "Monitors that it holds on others"), "monitors", 10, true);
    number(MessagesRateColumn, QT_TRANSLATE_NOOP("ProcessColumns", "Messages/s"),
           QT_TRANSLATE_NOOP("ProcessColumns", "By how much its mailbox grows or shrinks in a second"),
           "messages/s", 12, false);
    number(ReductionsRateColumn, QT_TRANSLATE_NOOP("ProcessColumns", "Reductions/s"),
           QT_TRANSLATE_NOOP("ProcessColumns", "Work done in a second"), "reductions/s", 14, false);
    number(MemoryRateColumn, QT_TRANSLATE_NOOP("ProcessColumns", "Memory/s"),
           QT_TRANSLATE_NOOP("ProcessColumns", "By how many bytes it grows or shrinks in a second"),
           "memory/s", 12, false);
    number(TopColumn, QT_TRANSLATE_NOOP("ProcessColumns", "Lately"),
           QT_TRANSLATE_NOOP("ProcessColumns", "What it added over the time that the top list looks at"), "",
           14, false);
    text(LabelColumn, QT_TRANSLATE_NOOP("ProcessColumns", "Label"),
         QT_TRANSLATE_NOOP("ProcessColumns", "What it says of itself"), 20, true, false);
    text(InitialCallColumn, QT_TRANSLATE_NOOP("ProcessColumns", "Initial call"),
         QT_TRANSLATE_NOOP("ProcessColumns", "The function that it was started with"), 24, true, false);
    text(ParentColumn, QT_TRANSLATE_NOOP("ProcessColumns", "Parent"),
         QT_TRANSLATE_NOOP("ProcessColumns", "The process that spawned it"), 16, true, false);
    text(TrapExitColumn, QT_TRANSLATE_NOOP("ProcessColumns", "Traps exits"),
         QT_TRANSLATE_NOOP("ProcessColumns", "Whether exit signals reach it as messages"), 11, false, false);
    return columns;
}

} // namespace

QString ProcessColumnInfo::title() const
{
    return tr(englishTitle);
}

QString ProcessColumnInfo::hint() const
{
    return tr(englishHint);
}

const ProcessColumnInfo& processColumn(int column)
{
    static const std::array<ProcessColumnInfo, ProcessColumnCount> columns = makeColumns();
    return columns[static_cast<std::size_t>(column)];
}

std::optional<ProcessRate> rateOfColumn(int column)
{
    switch (column) {
    case MessagesRateColumn:
        return ProcessRate::Messages;
    case ReductionsRateColumn:
        return ProcessRate::Reductions;
    case MemoryRateColumn:
        return ProcessRate::Memory;
    default:
        return std::nullopt;
    }
}

std::uint64_t counterOf(const ProcessRow& row, ProcessRate rate)
{
    switch (rate) {
    case ProcessRate::Messages:
        return row.messages;
    case ProcessRate::Reductions:
        return row.reductions;
    case ProcessRate::Memory:
        return row.memory;
    }
    return 0;
}

std::uint64_t totalOf(const ProcessRow& row, int column)
{
    switch (column) {
    case MessagesColumn:
        return row.messages;
    case ReductionsColumn:
        return row.reductions;
    case MemoryColumn:
        return row.memory;
    case LinksColumn:
        return row.links;
    case MonitorsColumn:
        return row.monitors;
    default:
        return 0;
    }
}

ProcessTextKey textKeyOf(const ProcessRow& row, int column)
{
    constexpr std::uint32_t OneAtom = 0xFFFFFFFFU; // as arity: the text is one atom
    if (column == NameColumn && !row.name.isUndefined()) {
        return {row.name.index(), 0, OneAtom};
    }
    if (column == LabelColumn || (column == NameColumn && !row.label.isUndefined())) {
        return {row.label.index(), 0, OneAtom};
    }
    return {row.initialCall.module.index(), row.initialCall.function.index(), row.initialCall.arity};
}

QString processColumnText(const ProcessRow& row, int column)
{
    switch (column) {
    case PidColumn:
        return toQString(row.pid.toString());
    case NameColumn:
        return processTitle(row);
    case StatusColumn:
        return statusText(row.status);
    case LabelColumn:
        return row.label.isUndefined() ? QString() : toQString(row.label.text());
    case InitialCallColumn:
        return toQString(row.initialCall.toString());
    case ParentColumn:
        return row.parent ? toQString(row.parent.toString()) : QString();
    case TrapExitColumn:
        return row.trapsExits ? QCoreApplication::translate("ProcessColumns", "yes") : QString();
    default:
        return QString();
    }
}

QString rateText(double value)
{
    const auto whole = std::llround(value);
    return (whole > 0 ? QStringLiteral("+") : QString()) + QLocale().toString(static_cast<qlonglong>(whole));
}

} // namespace factorama
