// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <vector>

/// A number that tests/benchmarks/window puts into its table: a line "figure NAME VALUE".
inline void figure(std::string_view name, double value)
{
    fmt::print("figure {} {:.3f}\n", name, value);
    std::fflush(stdout);
}

/// What `part` (0..1) of the values do not exceed; 0 of none.
inline double quantile(std::vector<double> values, double part)
{
    if (values.empty()) {
        return 0;
    }
    std::sort(values.begin(), values.end());
    const auto place = static_cast<std::size_t>(static_cast<double>(values.size()) * part);
    return values[std::min(place, values.size() - 1)];
}

/// Median, 99th percentile and maximum, as NAME_p50, NAME_p99 and NAME_max.
inline void figures(std::string_view name, const std::vector<double>& values)
{
    figure(fmt::format("{}_p50", name), quantile(values, 0.5));
    figure(fmt::format("{}_p99", name), quantile(values, 0.99));
    figure(fmt::format("{}_max", name), quantile(values, 1));
}
