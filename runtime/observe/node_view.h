// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/notice.h"
#include "runtime/observe/factorization_view.h"
#include "runtime/observe/snapshot.h"
#include "runtime/scheduler/event.h"
#include "runtime/term/pid.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace factorama {

/// What a node can do beyond being looked at; a control whose capability is missing is greyed out.
struct Capabilities {
    bool spawn = false;
    bool exit = false;
    bool restart = false;
    bool setSchedulersOnline = false;
    bool factorize = false;
    bool setStrategy = false;
    bool control = false; ///< suspend, resume, send, link, monitor, names, priorities, mailbox limits
};

/// One parameter of a module, for a form field: typed text, checked by NodeView::checkSpawn().
struct ParameterInfo {
    std::string name;
    std::string description;
    std::string defaultValue;
    std::vector<std::string> choices; ///< empty if it is none of a few
};

/// A message that a module understands: an example in Erlang's notation, in which Self is the sender, and
/// what comes of it in a person's words.
struct MessageInfo {
    std::string example;
    std::string answer;
};

/// A module of the catalogue that can be spawned.
struct ModuleInfo {
    std::string name;
    std::string summary;
    std::string topic; ///< those of one topic follow one another
    std::string documentation; ///< paragraphs
    std::vector<ParameterInfo> parameters;
    std::vector<MessageInfo> messages;
};

/// What became of a request: empty `error` means that it was accepted. Errors are in a person's words.
struct Outcome {
    std::string error;
    Pid pid; ///< of what was spawned, where the request spawns

    bool ok() const { return error.empty(); }
    static Outcome failed(std::string error) { return {std::move(error), {}}; }
};

/// Which parts of the snapshot are wanted. What nobody wants is not collected.
struct Interest {
    bool processes = false;
    bool schedulers = false;
    bool relations = false;
    int periodMilliseconds = 100;
    bool events = false;
    bool supervision = false;
    Pid inspected{}; ///< of which details are wanted; `<0.0.0>` for none
};

/// What became of processes: spawns, exits and exit signals, links, monitors, names; no messages.
struct EventBatch {
    std::vector<Event> events; ///< oldest first; those of one scheduler in their order
    std::uint64_t last = 0; ///< number of the newest; to be given as `after` the next time
    std::uint64_t lost = 0; ///< in all so far, since they came faster than they were read or asked for
};

/// The one interface between the window and whatever it shows: the embedded runtime, a recording, a remote
/// node. A view never knows which one it draws.
///
/// Threads: every function may be called from the window's thread and returns without waiting for a process.
/// The listener is called from any thread.
class NodeView {
public:
    virtual ~NodeView() = default;

    /// The node's name, as a person reads it ("nonode@nohost", a file, a remote node).
    virtual std::string name() const = 0;
    virtual Capabilities capabilities() const = 0;

    // -- looking --

    /// The newest snapshot; never null. Immutable: the caller may keep it as long as it likes.
    virtual std::shared_ptr<const Snapshot> snapshot() const = 0;

    /// What the next snapshots are to hold. Nothing is sampled while nothing is wanted.
    virtual void setInterest(const Interest& interest) = 0;

    /// Notices with a sequence above `after`, oldest first, at most the 1,000 newest.
    virtual std::vector<Notice> notices(std::uint64_t after) const = 0;

    /// Events with a number above `after`, at most the 20,000 newest; collected while the interest asks.
    virtual EventBatch events(std::uint64_t after) const = 0;

    /// Called, from any thread, when there is a new snapshot, notice or factorization result. At most one
    /// listener; an empty function removes it, and when that call returns the old one is not running any
    /// more.
    virtual void setListener(std::function<void()> listener) = 0;

    // -- acting --

    virtual std::vector<ModuleInfo> modules() const = 0;
    /// Would spawn() accept this? Checked while a person types.
    virtual Outcome checkSpawn(const std::string& module,
                               const std::vector<std::string>& arguments) const = 0;
    /// At most MaximumSpawn at once. More than one are started in the background; what goes wrong then is a
    /// notice. A `name` (only with one) is registered; empty for none.
    static constexpr std::size_t MaximumSpawn = 1'000'000;
    virtual Outcome spawn(const std::string& module, const std::vector<std::string>& arguments,
                          std::size_t count = 1, const std::string& name = {}) = 0;
    /// Sends an exit signal with a reason in Erlang's notation, as exit/2 does; `kill` cannot be trapped.
    virtual Outcome exit(Pid pid, const std::string& reason) = 0;
    /// Starts the process anew: through its supervisor where it has one, else again with the same module,
    /// arguments and name. The old one is killed.
    virtual Outcome restart(Pid pid) = 0;
    virtual Outcome setSchedulersOnline(int count) = 0;
    /// From now on the supervisor follows this strategy, by its Erlang name: one_for_one, one_for_all or
    /// rest_for_one. It does so when it has handled what came before; simple_one_for_one can be neither left
    /// nor taken up, since its children are of another kind.
    virtual Outcome setStrategy(Pid supervisor, const std::string& strategy) = 0;

    /// The process does not run until it is resumed as often; it still takes signals.
    virtual Outcome suspend(Pid pid) = 0;
    virtual Outcome resume(Pid pid) = 0;
    /// Would send() accept this text?
    virtual Outcome checkMessage(const std::string& message) const = 0;
    /// Sends a term in Erlang's notation, in which Self is a process that hands over what comes back as a
    /// notice.
    virtual Outcome send(Pid pid, const std::string& message) = 0;
    /// Has `from` link to `to`, as if its code had called link/1.
    virtual Outcome link(Pid from, Pid to) = 0;
    virtual Outcome unlink(Pid from, Pid to) = 0;
    /// Has `from` monitor `to`: it will be sent a 'DOWN' message.
    virtual Outcome monitor(Pid from, Pid to) = 0;
    /// An empty name takes the one that it has.
    virtual Outcome registerName(Pid pid, const std::string& name) = 0;
    /// low, normal, high or max
    virtual Outcome setPriority(Pid pid, const std::string& priority) = 0;
    /// 0 messages is no limit. Past it the process ends, or who sends to it waits.
    virtual Outcome setMailboxLimit(Pid pid, std::uint32_t messages, bool sendersWait) = 0;
    /// Asks a server for its state, which the details of it show then. Unlike all other looks this sends a
    /// message, as sys:get_state does.
    virtual Outcome askForState(Pid pid) = 0;
    /// Ends everything that was spawned by hand, and whatever that has spawned; in the background.
    virtual Outcome endSpawned() = 0;

    // -- demonstrations --

    /// Small systems that fill the views with something worth seeing, in the order of a menu; none where the
    /// node cannot spawn.
    virtual std::vector<Choice> demonstrations() const = 0;
    /// Starts one of them; the outcome's pid is its top supervisor. One of each at a time.
    virtual Outcome startDemonstration(const std::string& name) = 0;
    /// Its top supervisor while it runs, else `<0.0.0>`.
    virtual Pid runningDemonstration(const std::string& name) const = 0;
    /// Kills its top supervisor, and so all of it.
    virtual Outcome endDemonstration(const std::string& name) = 0;

    // -- factorization --

    virtual std::vector<Choice> strategies() const = 0;
    virtual std::vector<Choice> algorithms() const = 0;
    /// What the text of the number field means, without starting anything; cheap enough for every key press.
    virtual NumbersCheck checkNumbers(const std::string& text) const = 0;
    /// Starts a run. One run at a time: a second one is refused while the first is running.
    virtual Outcome startFactorization(const FactorizationRequest& request) = 0;
    virtual void cancelFactorization() = 0;
    /// The current, or else the last run's progress.
    virtual FactorizationProgress factorizationProgress() const = 0;
    /// Results of the current run in the order of their arrival, from the `from`th on, at most `limit`.
    virtual std::vector<FactorizationResult> factorizationResults(std::size_t from,
                                                                  std::size_t limit) const = 0;
    /// Which process works on which number just now; at most `limit` of them, those begun first.
    virtual FactorizationWork factorizationWork(std::size_t limit) const = 0;
};

} // namespace factorama
