// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/observe/kill_preview.h"

#include "runtime/process/control_block.h"
#include "runtime/term/parse.h"

#include <algorithm>
#include <deque>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace factorama {

namespace {

using Affected = AffectedProcess;
using otp::AutoShutdown;
using otp::ChildDescription;
using otp::ChildType;
using otp::Restart;
using otp::RestartStrategy;

/// As far as reasons differ in what comes of them.
enum class Reason : std::uint8_t { Normal, Planned, Kill, Error };

Reason reasonOf(std::string_view text)
{
    const ParsedTerm parsed = parseTerm(text);
    if (!parsed.term) {
        return Reason::Error;
    }
    if (parsed.term->isAtom(atoms::kill)) {
        return Reason::Kill;
    }
    if (parsed.term->isAtom(atoms::normal)) {
        return Reason::Normal;
    }
    return isPlannedExit(*parsed.term) ? Reason::Planned : Reason::Error;
}

/// Plays through what the processes and supervisors of a snapshot would do.
class Play {
public:
    explicit Play(const Snapshot& snapshot) : m_snapshot(snapshot)
    {
        for (const Relation& relation : snapshot.relations) {
            if (relation.kind == Relation::Kind::Link) {
                m_links[relation.from].push_back(relation.to);
                m_links[relation.to].push_back(relation.from);
            }
        }
        m_supervisors.reserve(snapshot.supervisors.size());
        for (const SupervisorRow& row : snapshot.supervisors) {
            const auto& children = row.description->children;
            m_supervisorOf.emplace(row.pid, m_supervisors.size());
            for (std::size_t i = 0; i < children.size(); ++i) {
                if (children[i].state == ChildDescription::State::Running) {
                    m_places.push_back({children[i].pid, m_supervisors.size(), i});
                }
            }
            m_supervisors.push_back({&row, {}, row.restartsInPeriod, false});
        }
        std::sort(m_places.begin(), m_places.end(),
                  [](const Place& a, const Place& b) { return a.pid < b.pid; });
    }

    void exit(Pid pid, Reason reason)
    {
        receive({pid, Pid(), reason, Affected::Cause::Signal});
        while (!m_signals.empty()) {
            const Signal signal = m_signals.front();
            m_signals.pop_front();
            receive(signal);
        }
    }

    std::vector<Affected> result()
    {
        for (Affected& entry : m_affected) {
            if (entry.fate == Affected::Fate::Ends && startsAgain(entry.pid)) {
                entry.fate = Affected::Fate::Restarts;
            }
        }
        return std::move(m_affected);
    }

    /// Nothing was left out of the snapshot because there is too much of it.
    bool isComplete() const
    {
        return !m_snapshot.processes.empty() && m_snapshot.relationsOmitted == 0 &&
               m_snapshot.supervisorsPending == 0 &&
               std::all_of(m_snapshot.supervisors.begin(), m_snapshot.supervisors.end(),
                           [](const SupervisorRow& row) {
                               return row.description->children.size() == row.description->childCount;
                           });
    }

    /// False if the process has links or a supervisor that the snapshot, which was perhaps not asked for
    /// them, does not tell of.
    bool knowsNeighbours(Pid pid) const
    {
        static const Atom supervisorAtom("supervisor");
        const ProcessRow* row = find(pid);
        if (row == nullptr) {
            return true;
        }
        const ProcessRow* parent = find(row->parent);
        const bool isSupervised = parent != nullptr && parent->initialCall.module == supervisorAtom;
        return (row->links == 0 || !m_snapshot.relations.empty()) &&
               (!isSupervised || m_supervisorOf.contains(row->parent));
    }

private:
    /// What has become of a child.
    enum class Now : std::uint8_t {
        AsBefore, ///< the process of the snapshot, or none if there was none
        Stopped, ///< its specification is kept
        Forgotten, ///< a temporary one
        Anew, ///< it was started again
    };
    struct Supervisor {
        const SupervisorRow* row;
        std::vector<Now> children; ///< empty as long as nothing has happened
        std::int64_t restarts;
        bool ended;
    };
    struct Place {
        Pid pid;
        std::size_t supervisor;
        std::size_t child;
    };
    struct Signal {
        Pid to;
        Pid from;
        Reason reason;
        Affected::Cause cause;
    };

    const ProcessRow* find(Pid pid) const
    {
        const auto found = std::lower_bound(
            m_snapshot.processes.begin(), m_snapshot.processes.end(), pid.index(),
            [](const ProcessRow& row, std::uint32_t index) { return row.pid.index() < index; });
        return found != m_snapshot.processes.end() && found->pid == pid ? &*found : nullptr;
    }
    const Place* placeOf(Pid pid) const
    {
        const auto found =
            std::lower_bound(m_places.begin(), m_places.end(), pid,
                             [](const Place& place, Pid wanted) { return place.pid < wanted; });
        return found != m_places.end() && found->pid == pid ? &*found : nullptr;
    }
    Supervisor* supervisor(Pid pid)
    {
        const auto found = m_supervisorOf.find(pid);
        return found == m_supervisorOf.end() ? nullptr : &m_supervisors[found->second];
    }
    static const std::vector<ChildDescription>& childrenOf(const Supervisor& supervisor)
    {
        return supervisor.row->description->children;
    }
    static Now& now(Supervisor& supervisor, std::size_t child)
    {
        if (supervisor.children.empty()) {
            supervisor.children.resize(childrenOf(supervisor).size(), Now::AsBefore);
        }
        return supervisor.children[child];
    }
    bool hasEnded(Pid pid) const { return m_ended.contains(pid); }

    /// Is it the supervisor's child, as it was in the snapshot?
    static bool isRunning(Supervisor& supervisor, std::size_t child)
    {
        return childrenOf(supervisor)[child].state == ChildDescription::State::Running &&
               now(supervisor, child) == Now::AsBefore;
    }

    void note(Pid pid, Pid by, Affected::Fate fate, Affected::Cause cause)
    {
        m_affected.push_back({pid, by, fate, cause});
    }

    /// A supervisor or a gen_server ends when its parent does, though it traps exits.
    bool obeysParent(const ProcessRow& row) const
    {
        static const Atom init("init");
        return m_supervisorOf.contains(row.pid) || row.initialCall.function == init;
    }

    void receive(const Signal& signal)
    {
        const ProcessRow* row = find(signal.to);
        if (row == nullptr || hasEnded(signal.to)) {
            return;
        }
        if (const Place* place = placeOf(signal.from);
            place != nullptr && m_supervisors[place->supervisor].row->pid == signal.to) {
            childEnded(m_supervisors[place->supervisor], place->child, signal.reason);
            return;
        }
        if (signal.reason == Reason::Kill) {
            end(*row, signal.from, Reason::Error, signal.cause);
        } else if (!row->trapsExits) {
            if (signal.reason != Reason::Normal) {
                end(*row, signal.from, signal.reason, signal.cause);
            }
        } else if (obeysParent(*row) && row->parent == signal.from) {
            terminate(*row, signal.from, signal.reason, signal.cause);
        } else if (!m_supervisorOf.contains(signal.to)) { // a supervisor does not mind strangers
            note(signal.to, signal.from, Affected::Fate::Told, signal.cause);
        }
    }

    /// It ends and tells those it is linked with; `except` has unlinked.
    void end(const ProcessRow& row, Pid by, Reason reason, Affected::Cause cause, Pid except = {})
    {
        note(row.pid, by, Affected::Fate::Ends, cause);
        m_ended.insert(row.pid);
        const auto tell = [&](Pid to, Affected::Cause why) {
            if (to != except) {
                m_signals.push_back({to, row.pid, reason, why});
            }
        };
        // Supervisors first: they are mostly older, and told in the order of their slots.
        const Place* place = placeOf(row.pid);
        const Pid above = place == nullptr ? Pid() : m_supervisors[place->supervisor].row->pid;
        if (place != nullptr) {
            tell(above, Affected::Cause::Link);
        }
        Supervisor* own = supervisor(row.pid);
        if (own != nullptr && !own->ended) { // without having stopped its children
            own->ended = true;
            for (const ChildDescription& child : childrenOf(*own)) {
                if (child.state == ChildDescription::State::Running) {
                    tell(child.pid, Affected::Cause::SupervisorEnds);
                }
            }
        }
        if (const auto links = m_links.find(row.pid); links != m_links.end()) {
            for (const Pid peer : links->second) {
                const Place* below = placeOf(peer);
                const bool isChild = below != nullptr && m_supervisors[below->supervisor].row->pid == row.pid;
                if (peer != above && !isChild) {
                    tell(peer, Affected::Cause::Link);
                }
            }
        }
    }

    /// It ends in order: a supervisor stops its children first.
    void terminate(const ProcessRow& row, Pid by, Reason reason, Affected::Cause cause, Pid except = {})
    {
        if (Supervisor* own = supervisor(row.pid); own != nullptr && !own->ended) {
            own->ended = true;
            for (std::size_t i = childrenOf(*own).size(); i-- > 0;) {
                stop(*own, i, Affected::Cause::SupervisorEnds);
            }
        }
        end(row, by, reason, cause, except);
    }

    /// The supervisor stops a child and waits for its end.
    void stop(Supervisor& supervisor, std::size_t child, Affected::Cause cause)
    {
        const ChildDescription& description = childrenOf(supervisor)[child];
        const ProcessRow* row = find(description.pid);
        const bool runs = isRunning(supervisor, child) && row != nullptr && !hasEnded(description.pid);
        now(supervisor, child) = description.restart == Restart::Temporary ? Now::Forgotten : Now::Stopped;
        if (!runs) {
            return;
        }
        constexpr std::int64_t BrutalKill = -1; // as ChildSpecification has it
        const Pid by = supervisor.row->pid;
        if (description.shutdown == BrutalKill) {
            end(*row, by, Reason::Error, cause, by);
        } else if (row->trapsExits && !obeysParent(*row)) {
            end(*row, by, Reason::Error, cause, by); // it is killed when its time is over
        } else {
            terminate(*row, by, Reason::Planned, cause, by);
        }
    }

    void childEnded(Supervisor& supervisor, std::size_t child, Reason reason)
    {
        if (supervisor.ended || !isRunning(supervisor, child)) {
            return;
        }
        const ChildDescription& description = childrenOf(supervisor)[child];
        const bool asPlanned = description.restart != Restart::Permanent &&
                               (reason == Reason::Normal || reason == Reason::Planned);
        if (asPlanned || description.restart == Restart::Temporary) {
            now(supervisor, child) =
                description.restart == Restart::Temporary ? Now::Forgotten : Now::Stopped;
            if (description.significant && shutsItselfDown(supervisor)) {
                giveUp(supervisor, description.pid, Affected::Cause::AutoShutdown);
            }
            return;
        }
        if (++supervisor.restarts > supervisor.row->description->intensity) {
            now(supervisor, child) = Now::Stopped;
            giveUp(supervisor, description.pid, Affected::Cause::Intensity);
            return;
        }
        const RestartStrategy strategy = supervisor.row->description->strategy;
        if (strategy == RestartStrategy::OneForOne || strategy == RestartStrategy::SimpleOneForOne) {
            now(supervisor, child) = Now::Anew;
            return;
        }
        const std::size_t first = strategy == RestartStrategy::OneForAll ? 0 : child;
        now(supervisor, child) = Now::Stopped;
        for (std::size_t i = childrenOf(supervisor).size(); i-- > first;) {
            if (i != child && now(supervisor, i) != Now::Forgotten) {
                stop(supervisor, i, Affected::Cause::Strategy);
            }
        }
        for (std::size_t i = first; i < childrenOf(supervisor).size(); ++i) {
            if (now(supervisor, i) == Now::Stopped) {
                now(supervisor, i) = Now::Anew;
            }
        }
    }

    static bool shutsItselfDown(Supervisor& supervisor)
    {
        switch (supervisor.row->description->autoShutdown) {
        case AutoShutdown::Never:
            return false;
        case AutoShutdown::AnySignificant:
            return true;
        case AutoShutdown::AllSignificant:
            break;
        }
        for (std::size_t i = 0; i < childrenOf(supervisor).size(); ++i) {
            const ChildDescription& child = childrenOf(supervisor)[i];
            const Now state = now(supervisor, i);
            const bool alive = state == Now::Anew ||
                               (state == Now::AsBefore && child.state != ChildDescription::State::Undefined);
            if (child.significant && alive) {
                return false;
            }
        }
        return true;
    }

    void giveUp(const Supervisor& supervisor, Pid by, Affected::Cause cause)
    {
        if (const ProcessRow* row = find(supervisor.row->pid)) {
            terminate(*row, by, Reason::Planned, cause);
        }
    }

    /// Is the child of a process that has ended there again, at last?
    bool startsAgain(Pid pid)
    {
        const Place* place = placeOf(pid);
        if (place == nullptr) {
            return false;
        }
        Supervisor& above = m_supervisors[place->supervisor];
        if (!above.ended) {
            return now(above, place->child) == Now::Anew;
        }
        // A new supervisor starts what its init says, which is what was there as far as anybody can tell.
        return !above.row->description->isDynamic && startsAgain(above.row->pid);
    }

    const Snapshot& m_snapshot;
    std::unordered_map<Pid, std::vector<Pid>> m_links;
    std::unordered_map<Pid, std::size_t> m_supervisorOf; // index into m_supervisors, by its own pid
    std::vector<Supervisor> m_supervisors;
    std::vector<Place> m_places; // by pid
    std::deque<Signal> m_signals;
    std::unordered_set<Pid> m_ended;
    std::vector<Affected> m_affected;
};

} // namespace

KillPreview previewKill(const Snapshot& snapshot, const std::vector<Pid>& pids, std::string_view reason)
{
    Play play(snapshot);
    const Reason kind = reasonOf(reason);
    for (const Pid pid : pids) {
        play.exit(pid, kind);
    }
    KillPreview preview;
    preview.affected = play.result();
    preview.complete = play.isComplete() && std::all_of(preview.affected.begin(), preview.affected.end(),
                                                        [&](const Affected& process) {
                                                            return play.knowsNeighbours(process.pid);
                                                        });
    return preview;
}

} // namespace factorama
