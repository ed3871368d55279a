// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>

namespace factorama {

/// Exit statuses of the program.
enum ExitStatus : int { Succeeded = 0, Failed = 1, WrongUsage = 2 };

/// What ends a command with status 1; the message says in a person's words what to do.
class Failure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Thrown when the reader of standard output has gone (`factorama ... | head`): the command ends quietly.
class OutputClosed {};

/// Standard output, for results only. Buffered until flush(), so that nothing is lost unnoticed: a full disk
/// is a Failure, a closed pipe is OutputClosed. @pre SIGPIPE is ignored: catchInterruptions() sees to it.
class ResultOutput {
public:
    void write(std::string_view text);
    void flush();
    /// Has the reader gone? Costs one poll().
    static bool isClosed();

private:
    std::string m_buffer;
};

/// Writes `factorama: message` and a line end to standard error. The message is made safe for a terminal.
void complain(std::string_view message);

/// The text with control characters and broken UTF-8 replaced, so that a terminal takes no commands from it.
std::string printable(std::string_view text);

/// How far a command is: one line on standard error, rewritten in place, only where that is a terminal. It
/// first appears after half a second, so short commands show none.
class ProgressLine {
public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// Would show() draw now? At most ten times a second.
    bool isDue() const;
    void show(std::string_view text);
    /// Takes the line away before something else is printed.
    void clear();

private:
    bool m_enabled = false;
    bool m_visible = false;
    std::chrono::steady_clock::time_point m_next;
};

/// All of standard input, up to 256 MiB. @throws Failure if it cannot be read, or when interrupted.
std::string readStandardInput();

} // namespace factorama
