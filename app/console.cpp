// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"

#include "app/interruption.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace factorama {

namespace {

constexpr std::size_t BufferSize = 64 * 1024;
constexpr std::size_t InputLimit = 256 * 1024 * 1024;
constexpr std::string_view EraseLine = "\r\033[K";

/// Writes all of the text. Returns 0, or errno.
int writeAll(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EAGAIN) {
            pollfd waiting{descriptor, POLLOUT, 0};
            ::poll(&waiting, 1, -1);
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

void writeError(std::string_view text)
{
    writeAll(STDERR_FILENO, text); // nothing is left to tell a failure to
}

/// Length of the UTF-8 sequence at the start of the text, 0 where there is none.
std::size_t sequenceLength(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    std::size_t length = 0;
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        length = 2;
    else if (lead >= 0xE0 && lead <= 0xEF)
        length = 3;
    else if (lead >= 0xF0 && lead <= 0xF4)
        length = 4;
    if (length == 0 || text.size() < length)
        return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80)
            return 0;
    }
    const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
    const bool surrogate = lead == 0xED && byte(1) >= 0xA0;
    const bool tooLarge = lead == 0xF4 && byte(1) >= 0x90;
    return overlong || surrogate || tooLarge ? 0 : length;
}

} // namespace

void ResultOutput::write(std::string_view text)
{
    m_buffer += text;
    if (m_buffer.size() >= BufferSize)
        flush();
}

void ResultOutput::flush()
{
    const int error = writeAll(STDOUT_FILENO, m_buffer);
    m_buffer.clear();
    if (error == EPIPE)
        throw OutputClosed();
    if (error != 0)
        throw Failure(std::string("cannot write the results to standard output: ") + std::strerror(error));
}

bool ResultOutput::isClosed()
{
    pollfd output{STDOUT_FILENO, 0, 0};
    return ::poll(&output, 1, 0) > 0 && (output.revents & POLLERR) != 0;
}

void complain(std::string_view message)
{
    writeError("factorama: " + printable(message) + "\n");
}

std::string printable(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        const auto first = static_cast<unsigned char>(text[0]);
        // C1 controls are U+0080 to U+009F: C2 80 to C2 9F.
        const bool control = length == 1
                                 ? (first < 0x20 && first != '\n') || first == 0x7F
                                 : length == 2 && first == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0;
        if (length == 0 || control)
            result += "\uFFFD";
        else
            result += text.substr(0, length);
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return result;
}

ProgressLine::ProgressLine()
    : m_enabled(::isatty(STDERR_FILENO) == 1),
      m_next(std::chrono::steady_clock::now() + std::chrono::milliseconds(500))
{
}

ProgressLine::~ProgressLine()
{
    clear();
}

bool ProgressLine::isDue() const
{
    return m_enabled && std::chrono::steady_clock::now() >= m_next;
}

void ProgressLine::show(std::string_view text)
{
    if (!isDue())
        return;
    writeError(std::string(EraseLine) + std::string(text));
    m_visible = true;
    m_next = std::chrono::steady_clock::now() + std::chrono::milliseconds(100);
}

void ProgressLine::clear()
{
    if (m_visible)
        writeError(EraseLine);
    m_visible = false;
}

std::string readStandardInput()
{
    std::string text;
    std::array<char, BufferSize> chunk;
    for (;;) {
        // Not just read(): a signal that comes right before it would go unnoticed until the next line.
        std::array<pollfd, 2> waiting{{{STDIN_FILENO, POLLIN, 0}, {interruptionDescriptor(), POLLIN, 0}}};
        ::poll(waiting.data(), waiting.size(), -1);
        if (interrupted())
            throw Failure("interrupted while reading standard input");
        if (waiting[0].revents == 0)
            continue;
        const ssize_t count = ::read(STDIN_FILENO, chunk.data(), chunk.size());
        if (count == 0)
            return text;
        if (count < 0) {
            if (errno == EINTR || errno == EAGAIN)
                continue;
            throw Failure(std::string("cannot read standard input: ") + std::strerror(errno));
        }
        if (text.size() + static_cast<std::size_t>(count) > InputLimit)
            throw Failure("more than 256 MiB on standard input: give the numbers in several runs");
        text.append(chunk.data(), static_cast<std::size_t>(count));
    }
}

} // namespace factorama
