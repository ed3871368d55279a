// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/process.h"
#include "runtime/process/self.h"

#include <memory>
#include <utility>

/// The generic server process of the seed: a loop that deals with messages, and a callback module that knows
/// what they mean. (otp::GenServer is what became of the idea.)
namespace factorama::server_process {

/// The callback module; the object is the server's state.
class Callback {
public:
    virtual ~Callback() = default;
    virtual Subroutine<> handleCast(Self self, Term request) = 0;
    /// Returns the response.
    virtual Subroutine<Term> handleCall(Self self, Term request) = 0;
};

/// The server's body. Besides what the functions below send it understands the original's {call, Request,
/// Caller}, answered by {response, Response}, as a person has no reference to give.
Process loop(Self self, std::shared_ptr<Callback> callback);

/// Tells the server something.
void cast(Self self, Pid server, const Term& request);
/// Asks the server without waiting: the answer comes as {response, Reference, Response}. The reference, which
/// the seed's version lacks, tells answers of several servers apart.
Reference sendCall(Self self, Pid server, const Term& request);
/// Asks and waits.
Subroutine<Term> call(Self self, Pid server, Term request);
/// The reference and the response, if the message is a response.
std::optional<std::pair<Reference, Term>> responseOf(const Term& message);

} // namespace factorama::server_process
