// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/run_command.h"

#include "app/console.h"
#include "app/interruption.h"
#include "app/modules_command.h"
#include "runtime/factorization/natural.h"
#include "runtime/modules/session.h"
#include "runtime/term/parse.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <future>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <sstream>
#include <thread>

namespace factorama {

namespace {

using std::chrono::milliseconds;

constexpr std::size_t LongestTerm = 100'000; // characters that are printed of one
/// Names that a person may make up in one run.
constexpr std::size_t NewAtoms = 1000;

/// `2s`, `500ms`, `1.5m`. @throws UsageError
milliseconds durationOption(const Arguments& arguments, const std::string& option,
                            const std::string& fallback)
{
    const std::string text = arguments.value(option, fallback);
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    const double factor = unit == "ms" ? 1 : unit == "s" ? 1000 : unit == "m" ? 60'000 : 0;
    constexpr double Longest = 86'400'000.0;
    if (error != std::errc() || factor == 0 || value < 0 || value * factor > Longest) {
        throw UsageError("--" + option + " takes a time up to a day, such as 500ms, 2s or 1m, not '" +
                         shortened(text) + "'");
    }
    return milliseconds(static_cast<std::int64_t>(value * factor));
}

/// What to print, made by workers and printed by the main thread.
class Transcript {
public:
    void add(std::string line)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_lines.push_back(std::move(line));
        }
        m_changed.notify_all();
    }
    /// The module has begun.
    void begin(Pid pid)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_begun = true;
        }
        add("spawned   " + pid.toString());
    }
    bool hasBegun()
    {
        const std::lock_guard lock(m_mutex);
        return m_begun;
    }
    /// The module has ended, for this reason.
    void end(const Term& reason)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_orderly = reason.isAtom(atoms::normal) || reason.isAtom(atoms::shutdown) ||
                        (reason.isTuple(2) && reason[0].isAtom(atoms::shutdown));
            m_lines.push_back("ended     " + reason.toString(LongestTerm));
        }
        m_changed.notify_all();
    }
    /// Prints what comes until the module has ended, or the time is over, or somebody interrupts. Whether it
    /// ended in an orderly way; nothing if it is alive.
    std::optional<bool> print(milliseconds longest)
    {
        const auto until = std::chrono::steady_clock::now() + longest;
        std::unique_lock lock(m_mutex);
        for (;;) {
            printLines(lock);
            if (m_orderly || interrupted() || std::chrono::steady_clock::now() >= until)
                return m_orderly;
            const auto next = std::chrono::steady_clock::now() + milliseconds(100); // to see an interruption
            m_changed.wait_until(lock, std::min(next, until));
        }
    }
    void printRest()
    {
        std::unique_lock lock(m_mutex);
        printLines(lock);
    }

private:
    void printLines(std::unique_lock<std::mutex>& lock)
    {
        while (!m_lines.empty()) {
            const std::string line = std::move(m_lines.front());
            m_lines.pop_front();
            lock.unlock();
            ResultOutput output;
            output.write(printable(line) + "\n");
            output.flush();
            lock.lock();
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::string> m_lines;
    bool m_begun = false;
    std::optional<bool> m_orderly;
};

/// The term. @throws UsageError with the place marked
Term termOf(const std::string& text, Pid self)
{
    ParsedTerm parsed = parseTerm(text, NewAtoms, self);
    if (parsed.term)
        return std::move(*parsed.term);
    constexpr std::size_t Context = 60; // bytes shown before the place
    const std::size_t from = parsed.position > Context ? parsed.position - Context : 0;
    throw UsageError("--send: " + parsed.error + "\n  " + printable(text.substr(from, 2 * Context)) + "\n  " +
                     std::string(parsed.position - from, ' ') + "^");
}

/// Messages that tell of the module's end are not answers.
bool isDownOf(const Term& message, Reference monitor)
{
    return message.isTuple(5) && message[0].isAtom(atoms::down) && message[1].isReference() &&
           message[1].reference() == monitor;
}

/// A module of the catalogue with its arguments.
struct Chosen {
    const Module& module;
    std::vector<Term> arguments;
};

/// @throws UsageError if there is no such module, or it does not take these arguments
Chosen choose(const std::vector<std::string>& words)
{
    const Module& module = requireModule(words.front());
    auto checked = checkArguments(module, {words.begin() + 1, words.end()});
    if (const auto* error = std::get_if<std::string>(&checked))
        throw UsageError(*error + "\nsee factorama modules " + std::string(module.name));
    return {module, std::get<std::vector<Term>>(std::move(checked))};
}

std::vector<std::string> wordsOf(const std::string& text)
{
    std::istringstream stream(text);
    return {std::istream_iterator<std::string>(stream), {}};
}

/// Sends the terms, one each time.
Process sender(Self self, Pid to, std::vector<Term> terms, std::int64_t pace,
               std::shared_ptr<Transcript> transcript)
{
    for (std::size_t i = 0; i < terms.size(); ++i) {
        if (i > 0 && pace > 0) {
            co_await self.sleep(pace);
        }
        transcript->add("sent      " + terms[i].toString(LongestTerm));
        self.send(to, terms[i]);
    }
}

/// Until the process waits, so that its name is registered if it has one; or has ended, or computes for a
/// second.
void awaitRest(Runtime& runtime, Pid pid)
{
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(1);
    bool rests = false;
    while (!rests && !interrupted() && std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(milliseconds(1));
        const EpochPin pin(runtime.epochs());
        const ControlBlock* process = runtime.processes().find(pid);
        rests = process == nullptr || process->inbox.isIdle();
    }
}

std::string details()
{
    return "What comes back to the sender is printed, and what is logged, and how it ended, which the status "
           "tells "
           "too:\n"
           "0 if it ended in an orderly way or is alive at the end. Terms are Erlang's or Elixir's; Self, or "
           "self(), is\n"
           "the sender. For example:\n\n"
           "  factorama run worker --send '{compute, 4, Self}' --send '{exit, normal}'\n"
           "  factorama run fibonacci_work_pool --with workpool --send '{fib, 5, 35, Self}'\n"
           "  factorama run dining_philosophers waiter --send '{meals, Self}' --send '{meals, Self}' --pace "
           "1s "
           "--for 3s\n";
}

int run(const Arguments& arguments)
{
    if (arguments.words().empty())
        throw UsageError("which module? factorama modules lists them");
    const Chosen chosen = choose(arguments.words());
    std::vector<Chosen> others;
    for (const std::string& text : arguments.values("with")) {
        const std::vector<std::string> words = wordsOf(text);
        if (words.empty())
            throw UsageError("--with needs a module's name");
        others.push_back(choose(words));
    }
    const milliseconds longest = durationOption(arguments, "for", "2s");
    const milliseconds pace = durationOption(arguments, "pace", "0s");

    const auto transcript = std::make_shared<Transcript>();
    std::optional<Reference> monitor; // set before the first message
    Runtime::Options options;
    options.schedulers = schedulersOption(arguments);
    Runtime runtime(options);
    Session session(runtime, [&](const Term& message) {
        if (monitor && isDownOf(message, *monitor))
            transcript->end(message[4]);
        else
            transcript->add("received  " + message.toString(LongestTerm));
    });
    std::vector<Term> terms;
    for (const std::string& text : arguments.values("send"))
        terms.push_back(termOf(text, session.pid()));
    runtime.logBook().setListener([&](const Notice& notice) { transcript->add("logged    " + notice.text); });

    for (const Chosen& other : others) {
        const auto begun = std::make_shared<std::promise<Pid>>();
        session.spawn(other.module, other.arguments, Session::How::Plain,
                      [begun](const Spawned& spawned) { begun->set_value(spawned.pid); });
        std::future<Pid> pidOfIt = begun->get_future();
        if (pidOfIt.wait_for(std::chrono::seconds(10)) != std::future_status::ready)
            throw Failure(std::string(other.module.name) + " could not be spawned");
        const Pid pid = pidOfIt.get();
        transcript->add(fmt::format("with      {} {}", pid.toString(), other.module.name));
        awaitRest(runtime, pid);
    }
    session.spawn(chosen.module, chosen.arguments, Session::How::Monitor, [&](const Spawned& spawned) {
        monitor = spawned.monitor;
        transcript->begin(spawned.pid);
        runtime.spawn<&sender>(spawned.pid, terms, static_cast<std::int64_t>(pace.count()), transcript);
    });
    const std::optional<bool> orderly = transcript->print(longest);
    runtime.logBook().setListener({});
    transcript->printRest();
    if (!transcript->hasBegun())
        throw Failure("it could not be spawned");
    if (!orderly) {
        ResultOutput output;
        output.write(interrupted() ? "interrupted, it was alive\n" : "alive\n");
        output.flush();
    }
    return orderly.value_or(true) ? Succeeded : Failed;
}

} // namespace

const Command& runCommand()
{
    static const Command command = {
        "run",
        "NAME [ARGUMENT...]",
        "Spawns a process of the catalogue, and sends to it.",
        {
            {"send", "TERM", "what to send it; may be given several times"},
            {"pace", "TIME", "how long to wait between two of them (default: 0s)"},
            {"for", "TIME", "how long to wait for its end (default: 2s)"},
            {"with", "\"NAME ARGUMENT...\"", "a process to spawn before; may be given several times"},
            schedulersDescription(),
        },
        details,
        run,
    };
    return command;
}

} // namespace factorama
