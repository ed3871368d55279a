// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/factorization_run.h"

#include "app/console.h"
#include "app/interruption.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <thread>

namespace factorama {

namespace {

constexpr int WaitMilliseconds = 100;
constexpr std::size_t ResultsAtOnce = 4096;
/// How long a cancelled run may take to end before its results are taken as they are.
constexpr std::chrono::seconds CancelPatience{3};

/// Wakes this thread when the node has news, when the program is to end, or when standard output's reader
/// goes.
class NewsWaiter {
public:
    explicit NewsWaiter(NodeView& node) : m_node(node), m_descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
        if (m_descriptor < 0)
            throw Failure("the system has no file descriptor left: close other programs, and try again");
        m_node.setListener([descriptor = m_descriptor] {
            const std::uint64_t one = 1;
            [[maybe_unused]] const ssize_t written = ::write(descriptor, &one, sizeof one);
        });
    }

    ~NewsWaiter()
    {
        m_node.setListener({}); // when this returns, nobody writes to the descriptor any more
        ::close(m_descriptor);
    }

    NewsWaiter(const NewsWaiter&) = delete;
    NewsWaiter& operator=(const NewsWaiter&) = delete;

    void wait(int milliseconds)
    {
        // An interruption stays readable for ever: once it is seen, it must not make this loop spin.
        const int interruption = interrupted() ? -1 : interruptionDescriptor();
        std::array<pollfd, 3> waiting{
            {{m_descriptor, POLLIN, 0}, {interruption, POLLIN, 0}, {STDOUT_FILENO, 0, 0}}};
        ::poll(waiting.data(), waiting.size(), milliseconds);
        std::uint64_t count = 0;
        [[maybe_unused]] const ssize_t read = ::read(m_descriptor, &count, sizeof count);
        if ((waiting[2].revents & POLLERR) != 0)
            throw OutputClosed();
    }

private:
    NodeView& m_node;
    int m_descriptor;
};

} // namespace

FactorizationProgress runFactorization(NodeView& node, const FactorizationRequest& request,
                                       const ResultsHandler& handler)
{
    using Clock = std::chrono::steady_clock;

    NewsWaiter news(node);
    const Outcome outcome = node.startFactorization(request);
    if (!outcome.ok())
        throw Failure(outcome.error);
    try {
        std::size_t taken = 0;
        bool cancelled = false;
        Clock::time_point deadline;
        for (;;) {
            // Progress before results: a run that is over here has published all of its results.
            const FactorizationProgress progress = node.factorizationProgress();
            std::vector<FactorizationResult> results;
            do {
                results = node.factorizationResults(taken, ResultsAtOnce);
                taken += results.size();
                handler(results, progress);
            } while (!results.empty());
            if (progress.state != FactorizationProgress::State::Running)
                return progress;
            if (interrupted() && !cancelled) {
                node.cancelFactorization();
                cancelled = true;
                deadline = Clock::now() + CancelPatience;
            }
            if (cancelled && Clock::now() > deadline)
                return progress;
            news.wait(WaitMilliseconds);
        }
    } catch (...) {
        node.cancelFactorization();
        throw;
    }
}

int schedulersOnline(NodeView& node)
{
    using Clock = std::chrono::steady_clock;

    Interest interest;
    interest.schedulers = true;
    interest.periodMilliseconds = 1;
    node.setInterest(interest);
    const Clock::time_point deadline = Clock::now() + std::chrono::seconds(1);
    while (node.snapshot()->schedulersOnline == 0 && Clock::now() < deadline)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    node.setInterest({});
    return node.snapshot()->schedulersOnline;
}

} // namespace factorama
