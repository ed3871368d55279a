// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/text/runtime_text.h"

#include "widgets/text/format.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cstddef>
#include <string>
#include <vector>

namespace factorama {

namespace {

/// For lupdate, which does not look into the runtime; a test compares them with what the runtime says.
[[maybe_unused]] constexpr const char* fixedTexts[] = {
    // Topics of modules
    QT_TRANSLATE_NOOP("Runtime", "Processes and messages"),
    QT_TRANSLATE_NOOP("Runtime", "Servers with a state"),
    QT_TRANSLATE_NOOP("Runtime", "Failures, links and monitors"),
    QT_TRANSLATE_NOOP("Runtime", "Pools"),
    QT_TRANSLATE_NOOP("Runtime", "Hashing"),
    QT_TRANSLATE_NOOP("Runtime", "Limits"),
    QT_TRANSLATE_NOOP("Runtime", "Classics"),
    QT_TRANSLATE_NOOP("Runtime", "For the demonstration"),
    // Summaries of modules
    QT_TRANSLATE_NOOP("Runtime", "Accounts that are processes; money moves between them and never gets "
                                 "lost, whoever is killed."),
    QT_TRANSLATE_NOOP("Runtime", "Producers and consumers around a buffer: who finds it full or empty "
                                 "has to wait."),
    QT_TRANSLATE_NOOP("Runtime", "Keeps a bounded number of values under keys, each until the process "
                                 "that put it ends."),
    QT_TRANSLATE_NOOP("Runtime", "A work pool with a limited number of workers, which holds up those who "
                                 "ask for more."),
    QT_TRANSLATE_NOOP("Runtime", "Keeps values under keys, as a callback module of a generic server "
                                 "process."),
    QT_TRANSLATE_NOOP("Runtime", "Passes on what one says to all others; who dies has left."),
    QT_TRANSLATE_NOOP("Runtime", "Spreads queries over several database servers behind one name."),
    QT_TRANSLATE_NOOP("Runtime", "Runs queries for whoever asks, one after the other."),
    QT_TRANSLATE_NOOP("Runtime", "Dijkstra's philosophers share forks: into a deadlock, or past it in "
                                 "two ways."),
    QT_TRANSLATE_NOOP("Runtime", "A heart_monitor without pings: the runtime tells it which of its "
                                 "processes have ended."),
    QT_TRANSLATE_NOOP("Runtime", "Answers every {ping, From} with {pong, Self}."),
    QT_TRANSLATE_NOOP("Runtime", "Factorizes numbers, and hands out the results on request, as a "
                                 "callback module."),
    QT_TRANSLATE_NOOP("Runtime", "Factorizes numbers, and hands out the results on request, as a "
                                 "gen_server."),
    QT_TRANSLATE_NOOP("Runtime", "Factorizes numbers for whoever asks."),
    QT_TRANSLATE_NOOP("Runtime", "Has a range of Fibonacci numbers computed by the work pool, all at "
                                 "once."),
    QT_TRANSLATE_NOOP("Runtime", "Hashes values, each of them once: it remembers the hashes."),
    QT_TRANSLATE_NOOP("Runtime", "hash_it as a gen_server."),
    QT_TRANSLATE_NOOP("Runtime", "Starts a hash_it, and starts it again whenever it fails; made by hand."),
    QT_TRANSLATE_NOOP("Runtime", "Pings the processes that it monitors, and takes for dead those that do "
                                 "not answer."),
    QT_TRANSLATE_NOOP("Runtime", "Keeps values under keys."),
    QT_TRANSLATE_NOOP("Runtime", "Keeps values under keys, as a gen_server."),
    QT_TRANSLATE_NOOP("Runtime", "Has a million processes alive at once, each of which answers a "
                                 "message, and says what one costs."),
    QT_TRANSLATE_NOOP("Runtime", "Names from outside would fill the atom table, which never shrinks; "
                                 "they are refused in time."),
    QT_TRANSLATE_NOOP("Runtime", "Answers pings, and computes Fibonacci numbers so slowly that it seems "
                                 "dead meanwhile."),
    QT_TRANSLATE_NOOP("Runtime", "Answers every ping with a pong."),
    QT_TRANSLATE_NOOP("Runtime", "Computes: counts prime numbers, using a part of one scheduler."),
    QT_TRANSLATE_NOOP("Runtime", "Passes on what is published under a topic to those who have subscribed "
                                 "to it."),
    QT_TRANSLATE_NOOP("Runtime", "Runs slow queries: one, several in sequence, several at once, or as a "
                                 "parallel map."),
    QT_TRANSLATE_NOOP("Runtime", "Sends itself squares, receives one, and flushes the others."),
    QT_TRANSLATE_NOOP("Runtime", "The sieve of Eratosthenes as a pipeline, with a process for every "
                                 "prime."),
    QT_TRANSLATE_NOOP("Runtime", "A barber sleeps until a customer comes; who finds no free chair goes "
                                 "away."),
    QT_TRANSLATE_NOOP("Runtime", "Lets its mailbox fill up before it reads."),
    QT_TRANSLATE_NOOP("Runtime", "Runs queries over a connection that it keeps, and counts them."),
    QT_TRANSLATE_NOOP("Runtime", "Measures how long a process of another module runs, from its spawn "
                                 "until it ends."),
    QT_TRANSLATE_NOOP("Runtime", "Starts a hash_it, and starts it again whenever it fails; with a "
                                 "supervisor."),
    QT_TRANSLATE_NOOP("Runtime", "Pings a registered process at an interval."),
    QT_TRANSLATE_NOOP("Runtime", "A token goes round a ring of processes; one member's death ends the "
                                 "ring, or the ring closes."),
    QT_TRANSLATE_NOOP("Runtime", "A mailbox that nobody reads grows until its limit, not the memory, "
                                 "ends that."),
    QT_TRANSLATE_NOOP("Runtime", "Monitors a registered process and reports when it ends."),
    QT_TRANSLATE_NOOP("Runtime", "Squares numbers for whoever asks, until it is told to exit or asked to "
                                 "square what is no number."),
    QT_TRANSLATE_NOOP("Runtime", "A work pool without limits that all can use, by the name `scheduler`."),
    QT_TRANSLATE_NOOP("Runtime", "Has each piece of work done by a process of its own, and reports those "
                                 "that fail."),
    // Parameters of modules
    QT_TRANSLATE_NOOP("Runtime", "and as many forks"),
    QT_TRANSLATE_NOOP("Runtime", "how many, numbered from 1"),
    QT_TRANSLATE_NOOP("Runtime", "how to find the factors"),
    QT_TRANSLATE_NOOP("Runtime", "how often the token goes round"),
    QT_TRANSLATE_NOOP("Runtime", "items that it holds"),
    QT_TRANSLATE_NOOP("Runtime", "letters to gather before reading"),
    QT_TRANSLATE_NOOP("Runtime", "messages that may wait before senders have to"),
    QT_TRANSLATE_NOOP("Runtime", "messages that the mailbox may hold"),
    QT_TRANSLATE_NOOP("Runtime", "milliseconds"),
    QT_TRANSLATE_NOOP("Runtime", "milliseconds between the first fork and the second"),
    QT_TRANSLATE_NOOP("Runtime", "milliseconds between two hundred letters"),
    QT_TRANSLATE_NOOP("Runtime", "milliseconds between two letters"),
    QT_TRANSLATE_NOOP("Runtime", "milliseconds between two pings"),
    QT_TRANSLATE_NOOP("Runtime", "milliseconds for an item"),
    QT_TRANSLATE_NOOP("Runtime", "milliseconds for one customer"),
    QT_TRANSLATE_NOOP("Runtime", "milliseconds that a transfer takes"),
    QT_TRANSLATE_NOOP("Runtime", "milliseconds that each keeps the token"),
    QT_TRANSLATE_NOOP("Runtime", "milliseconds until a customer comes again"),
    QT_TRANSLATE_NOOP("Runtime", "name of the module to run, with its defaults"),
    QT_TRANSLATE_NOOP("Runtime", "new atoms that names may become"),
    QT_TRANSLATE_NOOP("Runtime", "number of servers"),
    QT_TRANSLATE_NOOP("Runtime", "number of the connection"),
    QT_TRANSLATE_NOOP("Runtime", "numbers in the pipeline at a time"),
    QT_TRANSLATE_NOOP("Runtime", "of each account at the start"),
    QT_TRANSLATE_NOOP("Runtime", "of hash"),
    QT_TRANSLATE_NOOP("Runtime", "of keys"),
    QT_TRANSLATE_NOOP("Runtime", "of squares"),
    QT_TRANSLATE_NOOP("Runtime", "percent of one scheduler"),
    QT_TRANSLATE_NOOP("Runtime", "pieces of work at a time"),
    QT_TRANSLATE_NOOP("Runtime", "processes"),
    QT_TRANSLATE_NOOP("Runtime", "processes in the ring"),
    QT_TRANSLATE_NOOP("Runtime", "processes that come again and again"),
    QT_TRANSLATE_NOOP("Runtime", "processes that get"),
    QT_TRANSLATE_NOOP("Runtime", "processes that put"),
    QT_TRANSLATE_NOOP("Runtime", "restarts allowed in five seconds"),
    QT_TRANSLATE_NOOP("Runtime", "that a query takes"),
    QT_TRANSLATE_NOOP("Runtime", "the name that its hash_it registers"),
    QT_TRANSLATE_NOOP("Runtime", "the name to register"),
    QT_TRANSLATE_NOOP("Runtime", "the registered name of the process to monitor"),
    QT_TRANSLATE_NOOP("Runtime", "the registered name of the process to ping"),
    QT_TRANSLATE_NOOP("Runtime", "threads of the operating system to compare with"),
    QT_TRANSLATE_NOOP("Runtime", "to register under"),
    QT_TRANSLATE_NOOP("Runtime", "to wait on"),
    QT_TRANSLATE_NOOP("Runtime", "what becomes of the ring when a member dies"),
    QT_TRANSLATE_NOOP("Runtime", "what happens at the limit: the reader is killed, or the writer waits"),
    QT_TRANSLATE_NOOP("Runtime", "what is done against the deadlock"),
    // What comes of messages to modules
    QT_TRANSLATE_NOOP("Runtime", "ok, {error, insufficient_funds}, {error, no_account}, {error, "
                                 "same_account}, {error, bad_amount} or {error, {aborted, Reason}}"),
    QT_TRANSLATE_NOOP("Runtime", "{total, Sum}, always the same"),
    QT_TRANSLATE_NOOP("Runtime", "{transfers, [Pid, ...]}, those under way"),
    QT_TRANSLATE_NOOP("Runtime", "ok, when there is room"),
    QT_TRANSLATE_NOOP("Runtime", "{item, X}, when there is one; the oldest first"),
    QT_TRANSLATE_NOOP("Runtime", "ok, {error, full}, or {error, not_owner}"),
    QT_TRANSLATE_NOOP("Runtime", "the value, or nil"),
    QT_TRANSLATE_NOOP("Runtime", "ok, or {error, not_owner}"),
    QT_TRANSLATE_NOOP("Runtime", "1000, when its turn has come and a second has gone by"),
    QT_TRANSLATE_NOOP("Runtime", "{failure, <<\"pool worker died: {oops, ...}\">>}"),
    QT_TRANSLATE_NOOP("Runtime", "nothing: it is put"),
    QT_TRANSLATE_NOOP("Runtime", "{response, Value}, nil if there is none"),
    QT_TRANSLATE_NOOP("Runtime", "{welcome, [Nick, ...]} and, to the others, {joined, ann}; or {error, "
                                 "nick_taken}, {error, already_joined}, {error, bad_nick}"),
    QT_TRANSLATE_NOOP("Runtime", "to the others: {said, ann, hello}; or {error, not_joined}"),
    QT_TRANSLATE_NOOP("Runtime", "ok and, to the others, {left, ann}; or {error, not_joined}"),
    QT_TRANSLATE_NOOP("Runtime", "{query_result, \"query 1 result\"}, after 2 s"),
    QT_TRANSLATE_NOOP("Runtime", "nothing: there are no pings"),
    QT_TRANSLATE_NOOP("Runtime", "it is in no list any more"),
    QT_TRANSLATE_NOOP("Runtime", "nothing: it is factorized"),
    QT_TRANSLATE_NOOP("Runtime", "{response, {ok, [2, 2, 3]}} or {response, {err, Text}}"),
    QT_TRANSLATE_NOOP("Runtime", "{ok, [2, 2, 3]} or {err, Text}"),
    QT_TRANSLATE_NOOP("Runtime", "[ok, ok, ...], and 5, 8, 13 and so on in any order"),
    QT_TRANSLATE_NOOP("Runtime", "{ok, 1, <<\"A83383D30B2DA2F863CB12739254BB02\">>}"),
    QT_TRANSLATE_NOOP("Runtime", "it crashes: {badarg, ...}"),
    QT_TRANSLATE_NOOP("Runtime", "it is linked with the process of that name"),
    QT_TRANSLATE_NOOP("Runtime", "it ends normally"),
    QT_TRANSLATE_NOOP("Runtime", "{ping, Pid} at every interval"),
    QT_TRANSLATE_NOOP("Runtime", "a notice, if it was taken for dead"),
    QT_TRANSLATE_NOOP("Runtime", "no more pings"),
    QT_TRANSLATE_NOOP("Runtime", "{{processes, N, {nanoseconds, T}, {bytes, B}}, {threads, ...}}, of each"),
    QT_TRANSLATE_NOOP("Runtime", "{ok, kitchen}, or {error, Why} when no new atom may be made"),
    QT_TRANSLATE_NOOP("Runtime", "{flood, Accepted, Refused}: so many different names at once"),
    QT_TRANSLATE_NOOP("Runtime", "{atoms, Count, Limit} of the whole program"),
    QT_TRANSLATE_NOOP("Runtime", "{result, 102334155}, after some time without pongs"),
    QT_TRANSLATE_NOOP("Runtime", "it crashes: {function_clause, ...}"),
    QT_TRANSLATE_NOOP("Runtime", "ok, or {error, bad_topic}"),
    QT_TRANSLATE_NOOP("Runtime", "ok, or {error, not_subscribed}"),
    QT_TRANSLATE_NOOP("Runtime", "to each subscriber: {published, news, hello}"),
    QT_TRANSLATE_NOOP("Runtime", "\"query 1 result\", after 2 s"),
    QT_TRANSLATE_NOOP("Runtime", "the list of results, after 10 s"),
    QT_TRANSLATE_NOOP("Runtime", "{query_result, Result} five times, after 2 s"),
    QT_TRANSLATE_NOOP("Runtime", "the list of results, after 2 s"),
    QT_TRANSLATE_NOOP("Runtime", "[1, 4, 9, 16, 25], which it has sent to itself"),
    QT_TRANSLATE_NOOP("Runtime", "1, the first in its mailbox"),
    QT_TRANSLATE_NOOP("Runtime", "4, 9, 16, 25, and ok"),
    QT_TRANSLATE_NOOP("Runtime", "{primes, [2, 3, 5, ...]}, or {error, bad_count}"),
    QT_TRANSLATE_NOOP("Runtime", "done, when the hair is cut, or full"),
    QT_TRANSLATE_NOOP("Runtime", "{query_result, \"Connection 1: query 1 result\"}, after 2 s"),
    QT_TRANSLATE_NOOP("Runtime", "{Seconds, Reason}; before, the answers to the messages in the list, "
                                 "which the process gets"),
    QT_TRANSLATE_NOOP("Runtime", "{Seconds, Reason}, when the process has ended in whatever way"),
    QT_TRANSLATE_NOOP("Runtime", "{done, Hops}, or {error, no_members}"),
    QT_TRANSLATE_NOOP("Runtime", "{mailbox, N}: how many messages it holds"),
    QT_TRANSLATE_NOOP("Runtime", "it crashes: {badarith, ...}"),
    QT_TRANSLATE_NOOP("Runtime", "it ends, for this reason"),
    QT_TRANSLATE_NOOP("Runtime", "1000, after a second"),
    // Demonstrations
    QT_TRANSLATE_NOOP("Runtime", "A little of everything"),
    QT_TRANSLATE_NOOP("Runtime", "A supervisor over five processes that ping, watch, compute, and let a "
                                 "mailbox fill."),
    QT_TRANSLATE_NOOP("Runtime", "Supervision tree"),
    QT_TRANSLATE_NOOP("Runtime", "Supervisors below supervisors, with each strategy: kill a worker and "
                                 "see whom it takes along."),
    QT_TRANSLATE_NOOP("Runtime", "Ring of links"),
    QT_TRANSLATE_NOOP("Runtime", "Twelve processes, each linked to the next: kill one, and all go; the "
                                 "supervisor starts the ring anew."),
    QT_TRANSLATE_NOOP("Runtime", "Monitors"),
    QT_TRANSLATE_NOOP("Runtime", "A watchtower monitors eight processes: kill one, and it is told, and "
                                 "lives."),
    QT_TRANSLATE_NOOP("Runtime", "Busy mailbox"),
    QT_TRANSLATE_NOOP("Runtime", "Four writers and one reader that cannot keep up: see its mailbox grow, "
                                 "and be emptied."),
    QT_TRANSLATE_NOOP("Runtime", "Computing workers"),
    QT_TRANSLATE_NOOP("Runtime", "Two processes more than there are schedulers, all computing: see the "
                                 "schedulers share them."),
    QT_TRANSLATE_NOOP("Runtime", "Crash storm"),
    QT_TRANSLATE_NOOP("Runtime", "Four processes crash again and again. After 60 restarts their "
                                 "supervisor gives up, and it is over."),
    QT_TRANSLATE_NOOP("Runtime", "Ping-pong pairs"),
    QT_TRANSLATE_NOOP("Runtime", "Eight pairs that send each other a message to and fro."),
    QT_TRANSLATE_NOOP("Runtime", "100,000 processes"),
    QT_TRANSLATE_NOOP("Runtime", "A hundred thousand processes that wait: sort them, filter them, find "
                                 "one."),
    // Strategies and algorithms
    QT_TRANSLATE_NOOP("Runtime", "Basic"),
    QT_TRANSLATE_NOOP("Runtime", "One process, one number after the other."),
    QT_TRANSLATE_NOOP("Runtime", "Callback"),
    QT_TRANSLATE_NOOP("Runtime", "A generic server process with cast and call for each scheduler."),
    QT_TRANSLATE_NOOP("Runtime", "Client/Server"),
    QT_TRANSLATE_NOOP("Runtime", "A long-running server for each scheduler, numbers dealt out in turn."),
    QT_TRANSLATE_NOOP("Runtime", "GenServer"),
    QT_TRANSLATE_NOOP("Runtime", "An OTP gen_server for each scheduler."),
    QT_TRANSLATE_NOOP("Runtime", "Parallel"),
    QT_TRANSLATE_NOOP("Runtime", "A process for each number, all at once."),
    QT_TRANSLATE_NOOP("Runtime", "Seed (lazy sieve, trial division)"),
    QT_TRANSLATE_NOOP("Runtime", "Finds all primes up to the square root, each by trying every smaller "
                                 "prime, then divides by them: simple, slow, and good work for many "
                                 "cores."),
    QT_TRANSLATE_NOOP("Runtime", "Eratosthenes (segmented sieve, trial division)"),
    QT_TRANSLATE_NOOP("Runtime", "Divides by the primes of a sieve of Eratosthenes and stops at the "
                                 "square root of what is left."),
    QT_TRANSLATE_NOOP("Runtime", "Fast (rho, elliptic curves, quadratic sieve)"),
    QT_TRANSLATE_NOOP("Runtime", "For numbers of any size: microseconds up to 20 digits, seconds for two "
                                 "primes of 30 digits."),
    // Errors of requests, and what a process waits for
    QT_TRANSLATE_NOOP("Runtime", "this demonstration is running already: end it first"),
    QT_TRANSLATE_NOOP("Runtime", "this demonstration is not running"),
    QT_TRANSLATE_NOOP("Runtime", "this process is not alive any more"),
    QT_TRANSLATE_NOOP("Runtime", "this process is not a supervisor"),
    QT_TRANSLATE_NOOP("Runtime", "a factorization is running: cancel it, or wait for its end"),
    QT_TRANSLATE_NOOP("Runtime", "only one process can have the name"),
    QT_TRANSLATE_NOOP("Runtime", "this process is not suspended"),
    QT_TRANSLATE_NOOP("Runtime", "a process cannot be linked to itself"),
    QT_TRANSLATE_NOOP("Runtime", "a process cannot monitor itself"),
    QT_TRANSLATE_NOOP("Runtime", "this process has no name"),
    QT_TRANSLATE_NOOP("Runtime", "this process has a name already: take that first"),
    QT_TRANSLATE_NOOP("Runtime", "nothing: it runs"),
    QT_TRANSLATE_NOOP("Runtime", "a message"),
    QT_TRANSLATE_NOOP("Runtime", "a message, or not at all"),
    QT_TRANSLATE_NOOP("Runtime", "what another process tells of itself"),
    QT_TRANSLATE_NOOP("Runtime", "any message (it hibernates)"),
    QT_TRANSLATE_NOOP("Runtime", "its job on a dirty worker"),
    QT_TRANSLATE_NOOP("Runtime", "its end"),
    QT_TRANSLATE_NOOP("Runtime", "nothing given: type a number from 1 up"),
    QT_TRANSLATE_NOOP("Runtime", "0 has no prime factorization: give a number from 1 up"),
    QT_TRANSLATE_NOOP("Runtime", "a range needs both ends, as in 10..15"),
};

/// Sentences with values in them. An earlier one goes before a later one that would fit too.
constexpr const char* sentences[] = {
    QT_TRANSLATE_NOOP("Runtime", "the limit of %1 processes is reached: end some before you start more"),
    QT_TRANSLATE_NOOP("Runtime", "it was not started, since its name is taken (%1)"),
    QT_TRANSLATE_NOOP("Runtime", "there is no module %1"),
    QT_TRANSLATE_NOOP("Runtime", "from 1 to %1 can be started at once"),
    QT_TRANSLATE_NOOP("Runtime", "the name %1 is taken, by %2"),
    QT_TRANSLATE_NOOP("Runtime", "this reason is not a term (character %1): %2"),
    QT_TRANSLATE_NOOP("Runtime", "this is not a term (character %1): %2"),
    QT_TRANSLATE_NOOP("Runtime", "%1 is not alive any more"),
    QT_TRANSLATE_NOOP("Runtime", "%1 cannot be a name"),
    QT_TRANSLATE_NOOP("Runtime", "from 1 to %1 schedulers can be online"),
    QT_TRANSLATE_NOOP("Runtime", "a message, at most %1 ms"),
    QT_TRANSLATE_NOOP("Runtime", "%1 messages, past which it is ended"),
    QT_TRANSLATE_NOOP("Runtime", "%1 messages, past which senders wait"),
    QT_TRANSLATE_NOOP("Runtime", "it did not tell its state: %1"),
    QT_TRANSLATE_NOOP("Runtime", "%1 more errors"),
    QT_TRANSLATE_NOOP("Runtime", "%1 is not a whole number"),
    QT_TRANSLATE_NOOP("Runtime", "%1 is negative: give a number from 1 up"),
    QT_TRANSLATE_NOOP("Runtime", "%1: leave the plus sign out"),
    QT_TRANSLATE_NOOP("Runtime", "\"%1\" is not a number"),
    QT_TRANSLATE_NOOP("Runtime", "%1: one _ may only stand between two digits"),
    QT_TRANSLATE_NOOP("Runtime", "%1 has %2 digits; the limit is %3"),
    QT_TRANSLATE_NOOP("Runtime", "%1 is not a range: write it as 10..15"),
    QT_TRANSLATE_NOOP("Runtime", "the range runs downward: swap its ends, %1"),
    QT_TRANSLATE_NOOP("Runtime", "these are %1 numbers: a plan takes at most %2"),
    QT_TRANSLATE_NOOP("Runtime", "too many numbers: a plan takes at most %1"),
    QT_TRANSLATE_NOOP("Runtime", "%1: one of %2"),
    QT_TRANSLATE_NOOP("Runtime", "%1: a registered name is an atom, such as %2"),
    QT_TRANSLATE_NOOP("Runtime", "%1: a whole number from %2 to %3"),
};

/// What the log says of what a person has done in the window.
constexpr const char* doings[] = {
    QT_TRANSLATE_NOOP("Runtime", "%1 could not do that: %2"),
    QT_TRANSLATE_NOOP("Runtime", "%1 was restarted as %2"),
    QT_TRANSLATE_NOOP("Runtime", "%1 of %2 processes of %3 were started, then not: %4"),
    QT_TRANSLATE_NOOP("Runtime", "%1 processes of %2 were started"),
    QT_TRANSLATE_NOOP("Runtime", "%1 processes that were spawned by hand were ended"),
    QT_TRANSLATE_NOOP("Runtime", "Self got the message %1"),
};

struct Sentence {
    const char* english;
    QRegularExpression form;
};

/// `%1` and the like stand for anything.
Sentence readSentence(const char* english)
{
    QString form = QRegularExpression::escape(QString::fromUtf8(english));
    form.replace(QRegularExpression(QStringLiteral("\\\\%[1-9]")), QStringLiteral("(.+?)"));
    return {english, QRegularExpression(QRegularExpression::anchoredPattern(form),
                                        QRegularExpression::DotMatchesEverythingOption)};
}

using Sentences = std::vector<Sentence>;

template<std::size_t Count>
Sentences readSentences(const char* const (&all)[Count])
{
    Sentences read;
    for (const char* english : all) {
        read.push_back(readSentence(english));
    }
    return read;
}

QString translated(const char* english)
{
    return QCoreApplication::translate("Runtime", english);
}

/// As that one of the sentences says it that the text is; else the text.
QString translatedAs(const Sentences& known, const QString& english)
{
    for (const Sentence& sentence : known) {
        const QString words = translated(sentence.english);
        if (words == QLatin1String(sentence.english)) {
            continue; // English it is
        }
        const QRegularExpressionMatch match = sentence.form.match(english);
        if (!match.hasMatch()) {
            continue;
        }
        QString result;
        for (qsizetype i = 0; i < words.size(); ++i) {
            // Not arg(): a value may hold a %1 of its own.
            const int place =
                words[i] == QLatin1Char('%') && i + 1 < words.size() ? words[i + 1].digitValue() : 0;
            if (place >= 1 && place <= match.lastCapturedIndex()) {
                result += match.captured(place);
                ++i;
            } else {
                result += words[i];
            }
        }
        return result;
    }
    return english;
}

} // namespace

QString runtimeText(std::string_view text)
{
    const QString english = toQString(text);
    if (english.isEmpty()) {
        return english;
    }
    if (QString known = translated(std::string(text).c_str()); known != english) {
        return known;
    }
    static const Sentences known = readSentences(sentences);
    return translatedAs(known, english);
}

QString logText(std::string_view text)
{
    static const Sentences known = readSentences(doings);
    return translatedAs(known, toQString(text));
}

} // namespace factorama
