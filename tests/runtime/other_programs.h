// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStandardPaths>
#include <QString>

namespace factorama::testing {

/// Where the program is; empty if it is not here, or cannot be started: the thread sanitizers, GCC's and
/// Clang's, do not let a program go on with threads after a fork.
inline QString findProgram(const QString& name)
{
#if defined(__SANITIZE_THREAD__)
    constexpr bool mayFork = false;
#elif defined(__has_feature)
    constexpr bool mayFork = !__has_feature(thread_sanitizer);
#else
    constexpr bool mayFork = true;
#endif
    return mayFork ? QStandardPaths::findExecutable(name) : QString();
}

} // namespace factorama::testing
