// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/snapshot.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace factorama {

/// The columns of the process table, in the order that saved settings know them by: new ones go to the end,
/// before ProcessColumnCount. What each says of itself is in processColumn().
enum ProcessColumn {
    PidColumn,
    NameColumn,
    StatusColumn,
    MessagesColumn,
    ReductionsColumn,
    MemoryColumn,
    LinksColumn,
    MonitorsColumn,
    MessagesRateColumn,
    ReductionsRateColumn,
    MemoryRateColumn,
    TopColumn, ///< growth over the window of a top list; there only while one is shown
    LabelColumn,
    InitialCallColumn,
    ParentColumn,
    TrapExitColumn,
    ProcessColumnCount
};

/// A counter whose difference a second can be shown.
enum class ProcessRate : std::uint8_t { Messages, Reductions, Memory };
constexpr std::size_t ProcessRateCount = 3;

/// What a column is.
struct ProcessColumnInfo {
    const char* englishTitle = "";
    const char* englishHint = "";
    QString key; ///< what a comparison in a filter calls it; empty if it holds no number
    bool numeric = false;
    bool shownAtFirst = false;
    bool steady = false; ///< its order does not change while processes live
    int characters = 0; ///< room for what is usual, in digits

    /// In the window's language.
    QString title() const;
    QString hint() const; ///< a sentence for tool tips and menus
};

const ProcessColumnInfo& processColumn(int column);

/// The counter of a column of differences; nothing for every other column.
std::optional<ProcessRate> rateOfColumn(int column);

/// The counter's value.
std::uint64_t counterOf(const ProcessRow& row, ProcessRate rate);

/// The number behind a column of totals; 0 for every other column.
std::uint64_t totalOf(const ProcessRow& row, int column);

/// What a text is made of. A million processes have few different ones, so that whatever has to be known of a
/// text (its place in the alphabet, whether a filter matches it) is found once for each.
struct ProcessTextKey {
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    std::uint32_t arity = 0;

    bool operator==(const ProcessTextKey&) const = default;
};

struct ProcessTextKeyHash {
    std::size_t operator()(const ProcessTextKey& key) const noexcept
    {
        std::uint64_t bits = (std::uint64_t{key.first} << 32) ^ (std::uint64_t{key.second} << 8) ^ key.arity;
        bits *= 0x9E3779B97F4A7C15ULL;
        return static_cast<std::size_t>(bits ^ (bits >> 31));
    }
};

/// Of NameColumn, LabelColumn or InitialCallColumn.
ProcessTextKey textKeyOf(const ProcessRow& row, int column);
/// The text of any column that is no number.
QString processColumnText(const ProcessRow& row, int column);

/// A signed number a second as it is read: "+1,250", "-3", "0".
QString rateText(double value);

} // namespace factorama
