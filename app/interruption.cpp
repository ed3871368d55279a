// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/interruption.h"

#include "app/console.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>

namespace factorama {

namespace {

std::atomic<bool> isInterrupted{false};
int pipeEnds[2] = {-1, -1};

static_assert(std::atomic<bool>::is_always_lock_free, "set by a signal handler");

extern "C" void onInterruption(int)
{
    const int error = errno;
    if (isInterrupted.exchange(true))
        ::_exit(Failed);
    const char byte = 0;
    if (::write(pipeEnds[1], &byte, 1) != 1) {
        // Cannot happen: the pipe is empty. The flag is set in any case.
    }
    errno = error;
}

} // namespace

void catchInterruptions()
{
    if (::pipe2(pipeEnds, O_CLOEXEC | O_NONBLOCK) != 0)
        throw Failure(std::string("cannot make a pipe: ") + std::strerror(errno));
    struct sigaction action = {};
    action.sa_handler = onInterruption; // no SA_RESTART: a blocked read() is to end
    ::sigemptyset(&action.sa_mask);
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

bool interrupted()
{
    return isInterrupted.load();
}

int interruptionDescriptor()
{
    return pipeEnds[0];
}

} // namespace factorama
