// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/otp/child_specification.h"
#include "runtime/otp/gen_server.h"
#include "runtime/otp/supervisor_description.h"
#include "runtime/otp/supervisor_publication.h"
#include "runtime/process/process.h"
#include "runtime/process/self.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What supervisor and DynamicSupervisor share: the gen_server around them, the interface's calls, and how a
/// child is started, stopped and reported on.
namespace factorama::otp {

namespace detail {

/// The name of the cast {ChangeStrategy, Number} that changeStrategy() sends; no other program makes it.
inline constexpr const char* ChangeStrategy = "$change_strategy";

/// The gen_server that a supervisor is.
class SupervisorServer : public GenServer {
public:
    ~SupervisorServer() override;

    Init init(Self self) final;
    Decision handleCall(Self self, Term request, From from) final;
    Decision handleCast(Self self, Term request) final;
    Decision handleInfo(Self self, Term message) final;
    Subroutine<> terminateAndWait(Self self, Term reason) final;

    /// {local, Name}, or {Pid, Module}: how reports call it.
    const Term& reportName() const { return m_name; }

    /// What observers see. By the worker of the process, while its code does not run.
    virtual SupervisorDescription describe() const = 0;
    /// An observer is to see that something has changed. After each message anyway; besides, whenever a child
    /// was started or stopped, since the next one may take its time.
    void changed() const noexcept;

protected:
    /// Starts what there is to be started. Returns ok, ignore or {stop, Reason}.
    virtual Subroutine<Term> begin(Self self) = 0;
    /// The answer to a call; nothing if the supervisor does not know the request.
    virtual Subroutine<std::optional<Term>> answer(Self self, Term request) = 0;
    /// The end of a process that was linked. False if the supervisor is to end too, with reason shutdown.
    virtual Subroutine<bool> childEnded(Self self, Pid pid, Term reason) = 0;
    /// Tries again to restart what tryAgainLater() was told of. False likewise.
    virtual Subroutine<bool> tryAgain(Self self, Term which) = 0;
    virtual Subroutine<> stopChildren(Self self) = 0;
    /// From now on. False if that cannot be.
    virtual bool changeStrategy(RestartStrategy strategy) = 0;

    /// Comes back to it after what has arrived meanwhile: perhaps the child, or the supervisor, is to end.
    void tryAgainLater(Self self, const Term& which);

private:
    Term m_name;
    SupervisorPublication* m_publication = nullptr; // of the process
};

/// Starts the process of a supervisor, linked, and waits for its init. A `registered` name that is taken is
/// {already_started, Pid}.
Subroutine<Started> startSupervisorServer(Self self, std::unique_ptr<SupervisorServer> server, Atom module,
                                          Atom registered);
/// The same from outside, for a supervisor without a parent.
Pid spawnSupervisorServer(Runtime& runtime, std::unique_ptr<SupervisorServer> server, Atom module,
                          SpawnOptions options);

/// {start_child, Child}
Subroutine<Term> callStartChild(Self self, ServerRef supervisor, ChildSpecification child);

/// Runs a start function; what it throws comes back as an error, as of `catch`. {'EXIT', ...} as there, or
/// as Elixir's catch has it, only the reason.
enum class Caught : std::uint8_t { AsExit, AsReason };
Subroutine<StartedChild> startCaught(Self self, const StartFunction* start, std::vector<Term> extra,
                                     Caught caught);

/// How a child ended that was told to.
struct StoppedChild {
    Term reason;
    bool asAsked = true; ///< else the reason is to be reported
};

/// Ends a child as its specification says and waits for that.
Subroutine<StoppedChild> stopChild(Self self, Pid pid, std::int64_t shutdown, Restart restart);
/// Unlinks, and takes the 'EXIT' that had arrived: its reason, else `otherwise`.
Subroutine<Term> unlinkFlush(Self self, Pid pid, Term otherwise);
/// Is that how a child that was told to end is expected to?
bool endedAsAsked(const Term& reason, std::int64_t shutdown, Restart restart);

/// A supervisor report, in OTP's words of one line.
void report(Self self, const SupervisorServer& supervisor, std::string_view context, const Term& reason,
            const Term& child, const Term& id);

/// Tells the log which children were stopped, those with one reason together, since nobody else does: their
/// end is as it should be.
class StoppedReport {
public:
    explicit StoppedReport(const SupervisorServer& supervisor) : m_supervisor(supervisor) {}

    void add(Self self, const Term& id, Pid pid, const Term& reason);
    /// To be called at the end.
    void tell(Self self);

private:
    const SupervisorServer& m_supervisor;
    std::string m_children; // "id <0.5.0>, id <0.6.0>"
    std::size_t m_count = 0;
    Term m_reason;
};

/// The restarts of the last time, in whole seconds as OTP counts them.
class RestartIntensity {
public:
    /// Counts one; false if that is more than `intensity` within `period` seconds.
    bool add(Self self, std::int64_t intensity, std::int64_t period);
    /// The seconds in which there were any, newest first.
    Term toTerm() const;
    /// The same seconds, oldest first.
    std::vector<std::int64_t> seconds() const { return {m_restarts.begin(), m_restarts.end()}; }

private:
    std::deque<std::int64_t> m_restarts; // newest last
};

} // namespace detail

} // namespace factorama::otp
