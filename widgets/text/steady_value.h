// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

namespace factorama {

/// A measurement that varies from moment to moment, as a number that can be read: averaged over the last
/// twenty or so, and the same until the average is a quarter away from it.
class SteadyValue {
public:
    /// Adds a measurement; returns what to show.
    double add(double value)
    {
        constexpr double Weight = 0.05;
        m_average = m_shown == 0 ? value : m_average + Weight * (value - m_average);
        if (m_shown == 0 || std::abs(m_average - m_shown) > 0.25 * m_shown) {
            m_shown = m_average;
        }
        return m_shown;
    }

private:
    double m_average = 0;
    double m_shown = 0; // 0 before the first one
};

} // namespace factorama
