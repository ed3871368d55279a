// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/processes/process_picture.h"

#include "widgets/text/process_text.h"

#include <QString>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <numeric>
#include <unordered_map>

namespace factorama {

namespace {

using Order = std::vector<std::uint32_t>;
using Titles = std::unordered_map<ProcessTextKey, std::uint64_t, ProcessTextKeyHash>;

/// A number that grows as the float does.
std::uint64_t sortable(float value)
{
    std::uint32_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    return (bits & 0x80000000U) != 0 ? ~bits : bits | 0x80000000U;
}

/// Which places pass the filter, in the order of the places.
Order filtered(const ProcessPicture& picture, const ProcessQuery& query)
{
    const std::size_t count = picture.snapshot->processes.size() + picture.changes->dead.size();
    Order order;
    if (query.filter.isEmpty()) {
        order.resize(count);
        std::iota(order.begin(), order.end(), 0U);
        return order;
    }
    ProcessMatcher matcher(query.filter);
    for (std::uint32_t place = 0; place < count; ++place) {
        if (matcher.matches(picture.process(place), picture.changes->ratesAt(place))) {
            order.push_back(place);
        }
    }
    return order;
}

/// Keeps those that grew the most over the window, the first one first.
void rank(ProcessPicture& picture, const ProcessTop& top, Order& order)
{
    const std::vector<ProcessRow>& rows = picture.snapshot->processes;
    std::vector<std::int64_t> sums(rows.size());
    std::size_t slotCount = rows.empty() ? 0 : rows.back().pid.index() + std::size_t{1};
    Order placeOfSlot(slotCount, ProcessPicture::NotShown);
    for (std::uint32_t place = 0; place < rows.size(); ++place) {
        placeOfSlot[rows[place].pid.index()] = place;
    }
    const bool isKnown = picture.changes->top && picture.changes->top->rate == top.rate;
    for (const auto& growths : isKnown ? picture.changes->growths : decltype(picture.changes->growths)()) {
        for (const ProcessChanges::Growth& growth : growths->entries) {
            const std::uint32_t place =
                growth.index < slotCount ? placeOfSlot[growth.index] : ProcessPicture::NotShown;
            if (place != ProcessPicture::NotShown && rows[place].pid.serial() == growth.serial) {
                sums[place] += growth.amount;
            }
        }
    }
    std::erase_if(order, [&](std::uint32_t place) { return place >= rows.size() || sums[place] <= 0; });
    const auto kept = std::min(order.size(), static_cast<std::size_t>(std::max(top.count, 0)));
    std::partial_sort(
        order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
        [&](std::uint32_t a, std::uint32_t b) { return sums[a] != sums[b] ? sums[a] > sums[b] : a < b; });
    order.resize(kept);
    for (const std::uint32_t place : order) {
        picture.ranking.emplace_back(place, sums[place]);
    }
}

/// Puts pinned processes first, whether the filter lets them pass or not, and leaves all others as they are.
/// `first` has the pinned ones' places in the order that they are to have.
void putFirst(const Order& first, std::size_t places, Order& order)
{
    std::vector<bool> isFirst(places);
    for (const std::uint32_t place : first) {
        isFirst[place] = true;
    }
    std::erase_if(order, [&](std::uint32_t place) { return isFirst[place]; });
    order.insert(order.begin(), first.begin(), first.end());
}

/// Sorts by a number of each place; equal ones stay as they are. A radix sort: 1,000,000 rows in a few passes
/// over 8 bytes each, where a sort by comparison takes five times as long.
template<typename Key>
void sortBy(Order& order, Qt::SortOrder direction, Key key)
{
    if (order.size() < 2) {
        return;
    }
    std::vector<std::uint64_t> entries(order.size());
    std::uint64_t least = ~std::uint64_t{0};
    std::uint64_t most = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        entries[i] = key(order[i]);
        least = std::min(least, entries[i]);
        most = std::max(most, entries[i]);
    }
    // Key and position share a word. With a million processes 44 bits are left for the key; larger numbers
    // lose their last bits, a difference of one part in 2^44.
    const auto positionBits = static_cast<unsigned>(std::bit_width(order.size() - 1));
    const auto keyBits = static_cast<unsigned>(std::bit_width(most - least));
    const unsigned lost = keyBits + positionBits > 64 ? keyBits + positionBits - 64 : 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::uint64_t distance =
            direction == Qt::DescendingOrder ? most - entries[i] : entries[i] - least;
        entries[i] = (distance >> lost) << positionBits | i;
    }
    constexpr unsigned DigitBits = 11;
    constexpr std::uint64_t DigitMask = (1U << DigitBits) - 1;
    std::vector<std::uint64_t> other(entries.size());
    for (unsigned shift = positionBits; shift < positionBits + keyBits - lost; shift += DigitBits) {
        std::array<std::uint32_t, DigitMask + 1> starts{};
        for (const std::uint64_t entry : entries) {
            ++starts[entry >> shift & DigitMask];
        }
        std::uint32_t sum = 0;
        for (std::uint32_t& start : starts) {
            sum += std::exchange(start, sum);
        }
        for (const std::uint64_t entry : entries) {
            other[starts[entry >> shift & DigitMask]++] = entry;
        }
        entries.swap(other);
    }
    const std::uint64_t positionMask = (std::uint64_t{1} << positionBits) - 1;
    other = {};
    Order sorted(order.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        sorted[i] = order[entries[i] & positionMask];
    }
    order = std::move(sorted);
}

/// The titles' places in the alphabet.
Titles rankTexts(const ProcessPicture& picture, const Order& order, int column)
{
    Titles ranks;
    std::vector<std::pair<QString, ProcessTextKey>> texts;
    ProcessTextKey last;
    bool isFirst = true;
    for (const std::uint32_t place : order) {
        const ProcessRow& row = picture.process(place);
        const ProcessTextKey key = textKeyOf(row, column);
        if (!isFirst && key == last) { // neighbours are often alike
            continue;
        }
        isFirst = false;
        last = key;
        if (ranks.try_emplace(key, 0).second) {
            texts.emplace_back(processColumnText(row, column), key);
        }
    }
    std::sort(texts.begin(), texts.end(), [](const auto& a, const auto& b) {
        const int insensitive = a.first.compare(b.first, Qt::CaseInsensitive);
        return insensitive != 0 ? insensitive < 0 : a.first < b.first;
    });
    for (std::size_t i = 0; i < texts.size(); ++i) {
        ranks[texts[i].second] = i;
    }
    return ranks;
}

/// Equal rows keep the order of the slots, so that they do not change places without a reason.
void sortRows(const ProcessPicture& picture, const ProcessQuery& query, Order& order)
{
    const int column = query.sortColumn;
    switch (column) {
    case NameColumn:
    case LabelColumn:
    case InitialCallColumn: {
        const Titles ranks = rankTexts(picture, order, column);
        ProcessTextKey last;
        std::uint64_t rank = 0;
        bool isFirst = true;
        sortBy(order, query.sortOrder, [&](std::uint32_t place) {
            if (const ProcessTextKey key = textKeyOf(picture.process(place), column);
                isFirst || !(key == last)) {
                isFirst = false;
                last = key;
                rank = ranks.find(key)->second;
            }
            return rank;
        });
        break;
    }
    case StatusColumn:
        sortBy(order, query.sortOrder, [&](std::uint32_t place) {
            return static_cast<std::uint64_t>(picture.process(place).status);
        });
        break;
    case ParentColumn:
        sortBy(order, query.sortOrder,
               [&](std::uint32_t place) { return std::uint64_t{picture.process(place).parent.index()}; });
        break;
    case TrapExitColumn:
        sortBy(order, query.sortOrder,
               [&](std::uint32_t place) { return std::uint64_t{picture.process(place).trapsExits}; });
        break;
    case MessagesRateColumn:
    case ReductionsRateColumn:
    case MemoryRateColumn: {
        const ProcessRate rate = *rateOfColumn(column);
        sortBy(order, query.sortOrder,
               [&](std::uint32_t place) { return sortable(picture.changes->rate(place, rate)); });
        break;
    }
    case TopColumn:
        sortBy(order, query.sortOrder,
               [&](std::uint32_t place) { return static_cast<std::uint64_t>(picture.growth(place)); });
        break;
    case PidColumn:
        // Snapshots come in this order; only the dead and the pinned have to be put where they belong.
        if (!std::is_sorted(order.begin(), order.end()) || !picture.changes->dead.empty() ||
            query.sortOrder == Qt::DescendingOrder) {
            sortBy(order, query.sortOrder,
                   [&](std::uint32_t place) { return std::uint64_t{picture.process(place).pid.index()}; });
        }
        break;
    default:
        sortBy(order, query.sortOrder,
               [&](std::uint32_t place) { return totalOf(picture.process(place), column); });
        break;
    }
}

Order pinnedPlaces(const ProcessPicture& picture, const std::vector<Pid>& pinned)
{
    Order places;
    const std::vector<ProcessRow>& rows = picture.snapshot->processes;
    for (const Pid pid : pinned) {
        if (const ProcessRow* row = findProcess(*picture.snapshot, pid)) {
            places.push_back(static_cast<std::uint32_t>(row - rows.data()));
            continue;
        }
        for (std::size_t i = 0; i < picture.changes->dead.size(); ++i) {
            if (picture.changes->dead[i].row.pid == pid) {
                places.push_back(static_cast<std::uint32_t>(rows.size() + i));
            }
        }
    }
    return places;
}

} // namespace

std::shared_ptr<const ProcessPicture> ProcessPicture::empty()
{
    auto picture = std::make_shared<ProcessPicture>();
    picture->snapshot = std::make_shared<Snapshot>();
    picture->changes = std::make_shared<ProcessChanges>();
    return picture;
}

int ProcessPicture::rowOf(Pid pid) const
{
    std::size_t place = 0;
    if (const ProcessRow* row = findProcess(*snapshot, pid)) {
        place = static_cast<std::size_t>(row - snapshot->processes.data());
    } else {
        const auto dead = std::find_if(changes->dead.begin(), changes->dead.end(),
                                       [pid](const ProcessChanges::Dead& d) { return d.row.pid == pid; });
        if (dead == changes->dead.end()) {
            return -1;
        }
        place = snapshot->processes.size() + static_cast<std::size_t>(dead - changes->dead.begin());
    }
    return rows[place] == NotShown ? -1 : static_cast<int>(rows[place]);
}

std::int64_t ProcessPicture::growth(std::uint32_t place) const
{
    const auto found = std::find_if(ranking.begin(), ranking.end(),
                                    [place](const auto& entry) { return entry.first == place; });
    return found == ranking.end() ? 0 : found->second;
}

std::shared_ptr<const ProcessPicture> makePicture(const ProcessPicture& before,
                                                  std::shared_ptr<const Snapshot> snapshot,
                                                  const ProcessQuery& query,
                                                  const std::atomic<bool>* abandoned)
{
    // Looked at between the parts, each of which takes a few hundredths of a second of a million processes.
    const auto isAbandoned = [abandoned] {
        return abandoned != nullptr && abandoned->load(std::memory_order_relaxed);
    };
    auto picture = std::make_shared<ProcessPicture>();
    picture->snapshot = std::move(snapshot);
    picture->version = query.version;
    picture->changes = picture->snapshot == before.snapshot
                           ? before.changes
                           : findChanges(before.snapshot.get(), before.changes.get(), *picture->snapshot,
                                         query.rates | query.filter.rates(), query.top);

    if (isAbandoned()) {
        return nullptr;
    }
    Order order = filtered(*picture, query);
    if (isAbandoned()) {
        return nullptr;
    }
    if (query.top) {
        rank(*picture, *query.top, order);
    }
    if (!query.top || query.sortColumn >= 0) {
        sortRows(*picture, query, order);
    }
    if (isAbandoned()) {
        return nullptr;
    }
    const std::size_t places = picture->snapshot->processes.size() + picture->changes->dead.size();
    if (!query.pinned.empty()) {
        Order pinned = pinnedPlaces(*picture, query.pinned);
        sortRows(*picture, query, pinned);
        putFirst(pinned, places, order);
    }
    picture->rows.assign(places, ProcessPicture::NotShown);
    for (std::uint32_t row = 0; row < order.size(); ++row) {
        picture->rows[order[row]] = row;
        picture->deadShown += picture->isDead(order[row]) ? 1 : 0;
    }
    picture->order = std::move(order);
    return picture;
}

} // namespace factorama
