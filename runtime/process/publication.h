// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace factorama {

/// What a process shows of itself to observers besides its counters. It is owned by the process' extras, so
/// an observer that holds an EpochPin may read it at any time.
///
/// It is made anew only when an observer asks, by a signal (Signal::Kind::Publish) that is no message: no
/// code of the process runs for it, and a process that nobody looks at pays nothing.
class Publication {
public:
    Publication() = default;
    virtual ~Publication() = default;
    Publication(const Publication&) = delete;
    Publication& operator=(const Publication&) = delete;

    /// Describes the process as it is. By the worker of the process, while its code does not run.
    virtual void renew() = 0;
};

} // namespace factorama
