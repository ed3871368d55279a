// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/otp/child_specification.h"

#include <memory>
#include <optional>

namespace factorama::otp {

/// Takes a child specification made in C++ through a message. A message holds terms only; so the start
/// function waits in a table, under a reference that the specification's map carries as '$start', until the
/// supervisor that gets the message takes it out.
///
/// What was never taken is dropped when the one who handed it over is done; if that process ends before,
/// because it was killed while it waited, the supervisor may still come to it. Then it is dropped when the
/// supervisor is found to be gone.
class StartHandover {
public:
    /// Hands over: message() is to be sent to `supervisor`, which must be a pid of `self`'s node.
    StartHandover(Self self, Pid supervisor, ChildSpecification child);
    ~StartHandover();
    StartHandover(const StartHandover&) = delete;
    StartHandover& operator=(const StartHandover&) = delete;

    const Term& message() const { return m_message; }
    /// The supervisor has answered, or is gone.
    void finish() { m_finished = true; }

    /// The start function that a specification's map refers to; null if it does not, or it is gone.
    static std::unique_ptr<StartFunction> take(const Term& map);

private:
    Reference m_reference;
    Term m_message;
    bool m_finished = false;
};

} // namespace factorama::otp
