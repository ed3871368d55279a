// SPDX-License-Identifier: GPL-3.0-or-later
// How long a program takes from its start until its window has been painted, as seen from outside: by the
// pixels of an X server without a screen.
//   first_paint FRAMEBUFFER STARTS PROGRAM [ARGUMENT...]    FRAMEBUFFER is the file that Xvfb keeps its
//   pixels
//                                                           in, with -fbdir
// Prints milliseconds, a start each. Each start has a home of its own, so that it is a first one, and the
// program's file is dropped from the page cache as far as the system lets it go.
#include "tests/benchmarks/figures.h"

#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace first_paint {

using Clock = std::chrono::steady_clock;
using Pixels = std::vector<std::uint32_t>;

constexpr auto Patience = std::chrono::seconds(30);

/// The pixels of an X server, from the file that it keeps them in.
class Screen {
public:
    explicit Screen(const char* file)
    {
        const int descriptor = ::open(file, O_RDONLY);
        struct stat status = {};
        if (descriptor < 0 || ::fstat(descriptor, &status) != 0) {
            return;
        }
        m_size = static_cast<std::size_t>(status.st_size);
        void* memory = ::mmap(nullptr, m_size, PROT_READ, MAP_SHARED, descriptor, 0);
        ::close(descriptor);
        m_memory = memory == MAP_FAILED ? nullptr : static_cast<const unsigned char*>(memory);
    }

    bool isThere() const { return m_memory != nullptr; }

    /// A few thousand of them, evenly spread; those of the header never change.
    Pixels sample() const
    {
        constexpr std::size_t Step = 4 * 397; // no divisor of a line's length
        Pixels pixels;
        for (std::size_t at = 0; at + 4 <= m_size; at += Step) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, m_memory + at, sizeof pixel);
            pixels.push_back(pixel);
        }
        return pixels;
    }

private:
    const unsigned char* m_memory = nullptr;
    std::size_t m_size = 0;
};

/// A window that has been painted has several colours; one that has only been mapped has one, or none of its
/// own.
bool isPainted(const Pixels& before, const Pixels& now)
{
    std::size_t changed = 0;
    std::set<std::uint32_t> colours;
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (now[i] != before[i]) {
            ++changed;
            colours.insert(now[i]);
        }
    }
    return changed > now.size() / 20 && colours.size() >= 5;
}

void forget(const char* program)
{
    const int descriptor = ::open(program, O_RDONLY);
    if (descriptor >= 0) {
        ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
        ::close(descriptor);
    }
}

template<typename Condition>
bool waitUntil(Condition condition)
{
    const auto start = Clock::now();
    while (!condition()) {
        if (Clock::now() - start > Patience) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::microseconds(500));
    }
    return true;
}

/// One start; nothing if it painted nothing.
std::optional<double> measure(const Screen& screen, char** program)
{
    char home[] = "/tmp/first_paint.XXXXXX";
    if (::mkdtemp(home) == nullptr) {
        return std::nullopt;
    }
    ::setenv("HOME", home, 1);
    ::unsetenv("XDG_CONFIG_HOME");
    forget(program[0]);
    const Pixels before = screen.sample();
    pid_t child = 0;
    const auto start = Clock::now();
    if (::posix_spawn(&child, program[0], nullptr, nullptr, program, environ) != 0) {
        return std::nullopt;
    }
    const bool painted = waitUntil([&] { return isPainted(before, screen.sample()); });
    const double milliseconds = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    ::kill(child, SIGTERM);
    while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
    }
    std::error_code ignored;
    std::filesystem::remove_all(home, ignored);
    const bool cleared = waitUntil([&] { return screen.sample() == before; });
    return painted && cleared ? std::optional(milliseconds) : std::nullopt;
}

} // namespace first_paint

int main(int argc, char** argv)
{
    using namespace first_paint;

    const int starts = argc > 3 ? std::atoi(argv[2]) : 0;
    if (starts < 1) {
        fmt::print(stderr, "usage: first_paint FRAMEBUFFER STARTS PROGRAM [ARGUMENT...]\n");
        return 2;
    }
    const Screen screen(argv[1]);
    if (!screen.isThere()) {
        fmt::print(stderr, "first_paint: {} cannot be read\n", argv[1]);
        return 1;
    }
    std::vector<double> times;
    for (int i = 0; i < starts; ++i) {
        const std::optional<double> took = measure(screen, argv + 3);
        if (!took) {
            fmt::print(stderr, "first_paint: {} painted nothing, or did not end\n", argv[3]);
            return 1;
        }
        fmt::print("{:.1f}\n", *took);
        times.push_back(*took);
    }
    figures("first_paint", times);
    return 0;
}
