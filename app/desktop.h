// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>

#include <memory>

namespace factorama {

/// The QApplication: opened with a plain message instead of Qt's abort where there is no display. While it
/// lives, interrupted() ends its event loop by closing all windows.
class Desktop {
public:
    enum class Where {
        OnDisplay,
        OutOfSight, ///< no display needed; where QT_QPA_PLATFORM is set, that one is used all the same
    };

    /// @throws Failure without a display
    explicit Desktop(Where where);

    /// Runs until the last window is closed. @returns the exit status.
    int run();

private:
    std::unique_ptr<QApplication> m_application;
};

} // namespace factorama
