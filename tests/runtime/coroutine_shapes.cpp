// SPDX-License-Identifier: GPL-3.0-or-later

// The coroutine shapes that the runtime is built from, and nothing else: no Qt, no runtime.
//
// Compilers in use miscompile corners of coroutines (lost or doubled destructors, frames freed twice, native
// stack that grows with every await). This program runs every shape that the runtime relies on, destroys it
// at every one of its suspension points, and counts objects and frame bytes. `coroutine_shapes` (the script
// beside it) does so with every compiler and optimization level at hand.
//
// `--bench` prints what a spawn and a resume cost instead.

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#if defined(__SANITIZE_ADDRESS__)
#define SHAPES_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SHAPES_ADDRESS_SANITIZER 1
#endif
#endif

namespace {

// --- checks ---

int g_passed = 0;
int g_failed = 0;
std::string g_context;

void check(bool ok, const char* what, int line)
{
    if (ok) {
        ++g_passed;
        return;
    }
    ++g_failed;
    std::printf("FAILED line %d: %s [%s]\n", line, what, g_context.c_str());
}

#define CHECK(condition) check((condition), #condition, __LINE__)

// --- what is counted ---

/// Counts its instances and notices being destroyed twice or moved as raw bytes.
class Tracked {
public:
    explicit Tracked(int value = 0) : m_value(value), m_self(this) { ++s_alive; }
    Tracked(const Tracked& other) : m_value(other.m_value), m_self(this)
    {
        other.verify();
        ++s_alive;
        ++s_copies;
    }
    Tracked(Tracked&& other) noexcept : m_value(std::exchange(other.m_value, -1)), m_self(this)
    {
        other.verify();
        ++s_alive;
        ++s_moves;
    }
    Tracked& operator=(Tracked&&) = delete;
    Tracked& operator=(const Tracked&) = delete;
    ~Tracked()
    {
        verify();
        m_self = nullptr;
        --s_alive;
    }

    int value() const
    {
        verify();
        return m_value;
    }

    static void reset() { s_alive = s_copies = s_moves = s_broken = 0; }

    static inline long s_alive = 0;
    static inline long s_copies = 0;
    static inline long s_moves = 0;
    static inline long s_broken = 0;

private:
    void verify() const noexcept
    {
        if (m_self != this)
            ++s_broken;
    }

    int m_value;
    const Tracked* volatile m_self; // volatile: a dead store before the end of life would be dropped
};

/// Like Tracked, but can only be moved.
class MoveOnly {
public:
    explicit MoveOnly(int value) : m_tracked(value) {}
    MoveOnly(MoveOnly&&) noexcept = default;
    MoveOnly(const MoveOnly&) = delete;
    int value() const { return m_tracked.value(); }

private:
    Tracked m_tracked;
};

/// Frames by size, a list a thread, as the workers of the runtime have them.
class FramePool {
public:
    static void* allocate(std::size_t size)
    {
        s_frames += 1;
        s_bytes += static_cast<long>(size);
#ifndef SHAPES_ADDRESS_SANITIZER
        const std::size_t bucket = (size + granule - 1) / granule;
        if (bucket < buckets) {
            if (Free* const head = t_pool.m_free[bucket]) {
                t_pool.m_free[bucket] = head->next;
                return head;
            }
            return ::operator new(bucket* granule);
        }
#endif
        return ::operator new(size);
    }

    static void release(void* frame, std::size_t size)
    {
        s_frames -= 1;
        s_bytes -= static_cast<long>(size);
#ifndef SHAPES_ADDRESS_SANITIZER
        const std::size_t bucket = (size + granule - 1) / granule;
        if (bucket < buckets) {
            t_pool.m_free[bucket] = ::new (frame) Free{t_pool.m_free[bucket]};
            return;
        }
#endif
        ::operator delete(frame);
    }

    ~FramePool()
    {
        for (Free*& head : m_free)
            while (head)
                ::operator delete(std::exchange(head, head->next));
    }

    // Never touched by two threads at a time: the migration test hands over under a mutex.
    static inline long s_frames = 0;
    static inline long s_bytes = 0;

private:
    static constexpr std::size_t granule = 64;
    static constexpr std::size_t buckets = 32;
    struct Free {
        Free* next;
    };
    std::array<Free*, buckets> m_free{};
    static thread_local FramePool t_pool;
};

thread_local FramePool FramePool::t_pool;

// --- the machinery, in the runtime's shapes ---

struct Message {
    int clause = -1;
    int tag = 0;
    std::unique_ptr<Tracked> body;
};

struct Frame;

enum class Wait : std::uint8_t { Nothing, Message, Yield, Child };

struct ControlBlock {
    Frame* root = nullptr;
    Frame* leaf = nullptr;
    Wait wait = Wait::Nothing;
    /// Set with Wait::Message: tries one message on the awaiter, which lives in the leaf's frame.
    bool (*match)(void* awaiter, const Message& message) = nullptr;
    void* awaiter = nullptr;
    std::deque<Message> mailbox;
    std::exception_ptr failure;
    bool finished = false;
};

/// Whose turn it is on this thread: neither frames nor awaiters hold a pointer to it, and all read it anew.
inline constinit thread_local ControlBlock* t_running = nullptr;

/// What every promise begins with, so that the trampoline needs no types.
struct Frame {
    std::coroutine_handle<> handle;
    Frame* parent = nullptr;
    std::coroutine_handle<>* owner = nullptr; ///< the handle in the Subroutine object that owns this frame
};

/// The frame of a body lies behind something else in one block of memory, which outlives it.
constexpr std::size_t BeforeBody = 64;

void* allocateBody(std::size_t size)
{
    return static_cast<std::byte*>(FramePool::allocate(BeforeBody + size)) + BeforeBody;
}

/// The frame is no more, its memory is still there, and knows its size.
void leaveBody(void* frame, std::size_t size)
{
    std::memset(frame, 0xDD, size);
    ::new (frame) std::size_t(BeforeBody + size);
}

void releaseBody(void* frame)
{
    FramePool::release(static_cast<std::byte*>(frame) - BeforeBody, *static_cast<std::size_t*>(frame));
}

template<typename... Patterns>
class Receive {
public:
    explicit Receive(const Patterns&... patterns) : m_patterns{&patterns...} {}

    bool await_ready() { return takeMatching(); }
    void await_suspend(std::coroutine_handle<>)
    {
        t_running->wait = Wait::Message;
        t_running->match = &Receive::tryMatch;
        t_running->awaiter = this;
    }
    Message await_resume()
    {
        if (m_taken.clause < 0)
            takeMatching();
        if (m_taken.tag == 666)
            throw std::runtime_error("poison");
        return std::move(m_taken);
    }

private:
    int clauseOf(const Message& message) const
    {
        int clause = 0;
        for (const int* const pattern : m_patterns) {
            if (*pattern == message.tag)
                return clause;
            ++clause;
        }
        return -1;
    }
    static bool tryMatch(void* awaiter, const Message& message)
    {
        return static_cast<Receive*>(awaiter)->clauseOf(message) >= 0;
    }
    bool takeMatching()
    {
        std::deque<Message>& mailbox = t_running->mailbox;
        for (auto it = mailbox.begin(); it != mailbox.end(); ++it) {
            const int clause = clauseOf(*it);
            if (clause >= 0) {
                m_taken = std::move(*it);
                m_taken.clause = clause;
                mailbox.erase(it);
                return true;
            }
        }
        return false;
    }

    std::array<const int*, sizeof...(Patterns)> m_patterns;
    Message m_taken;
};

struct Yield {
    bool ready = false;
    bool await_ready() const noexcept { return ready; }
    void await_suspend(std::coroutine_handle<>) noexcept { t_running->wait = Wait::Yield; }
    void await_resume() const noexcept {}
};

/// An awaitable that owns something with a destructor while it waits.
struct Holding {
    Tracked held;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) noexcept { t_running->wait = Wait::Yield; }
    Tracked await_resume() { return std::move(held); }
};

class Self {
public:
    template<typename... Patterns>
    Receive<Patterns...> receive(const Patterns&... patterns) const
    {
        return Receive<Patterns...>(patterns...);
    }
    Yield yield() const { return Yield{}; }
    Yield tick(bool goOn) const { return Yield{goOn}; }
    Holding hold(const Tracked& what) const { return Holding{what}; }
};

class Process {
public:
    struct promise_type : Frame {
        static void* operator new(std::size_t size) { return allocateBody(size); }
        static void operator delete(void* frame, std::size_t size) { leaveBody(frame, size); }

        promise_type()
        {
            handle = std::coroutine_handle<promise_type>::from_promise(*this);
            t_running->root = t_running->leaf = this;
        }
        Process get_return_object() { return Process{}; }
        std::suspend_always initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() noexcept { t_running->failure = std::current_exception(); }
    };
};

template<typename T>
struct Result : Frame {
    std::optional<T> value;
    template<typename U>
    void return_value(U&& result)
    {
        value.emplace(std::forward<U>(result));
    }
    T take() { return std::move(*value); }
};

template<>
struct Result<void> : Frame {
    void return_void() noexcept {}
    void take() noexcept {}
};

template<typename T>
class Subroutine {
public:
    struct promise_type : Result<T> {
        std::exception_ptr failure;

        static void* operator new(std::size_t size) { return FramePool::allocate(size); }
        static void operator delete(void* frame, std::size_t size) { FramePool::release(frame, size); }

        promise_type() { this->handle = std::coroutine_handle<promise_type>::from_promise(*this); }
        Subroutine get_return_object() { return Subroutine(*this); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void unhandled_exception() noexcept { failure = std::current_exception(); }
    };

    /// Only for clang before 17, which does not construct what a coroutine returns in place.
    Subroutine(Subroutine&& other) noexcept
        : m_promise(other.m_promise),
          m_handle(std::exchange(other.m_handle, nullptr))
    {
    }
    Subroutine& operator=(Subroutine&&) = delete;
    ~Subroutine()
    {
        if (m_handle)
            m_handle.destroy();
    }

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) noexcept
    {
        m_promise->owner = &m_handle;
        m_promise->parent = t_running->leaf;
        t_running->leaf = m_promise;
        t_running->wait = Wait::Child;
    }
    T await_resume()
    {
        if (m_promise->failure)
            std::rethrow_exception(std::exchange(m_promise->failure, nullptr));
        return m_promise->take();
    }

private:
    explicit Subroutine(promise_type& promise) : m_promise(&promise), m_handle(promise.handle) {}

    promise_type* m_promise;
    std::coroutine_handle<> m_handle;
};

/// Runs until the process waits for something that only others can bring, or has finished.
void run(ControlBlock& block)
{
    t_running = &block;
    for (;;) {
        Frame* const leaf = block.leaf;
        block.wait = Wait::Nothing;
        leaf->handle.resume();
        if (leaf->handle.done()) {
            if (leaf == block.root) {
                block.finished = true;
                return;
            }
            block.leaf = leaf->parent;
        } else if (block.wait != Wait::Child) {
            return;
        }
    }
}

/// Leaf first: destroying the root first would recurse once a nesting level and overflow the native stack.
void destroy(ControlBlock& block)
{
    t_running = &block;
    while (block.leaf != block.root) {
        Frame* const leaf = block.leaf;
        block.leaf = leaf->parent;
        *leaf->owner = nullptr;
        leaf->handle.destroy();
    }
    void* const frame = block.root->handle.address();
    block.root->handle.destroy();
    releaseBody(frame);
    block.root = block.leaf = nullptr;
}

/// Whether the process can go on; a message that matches nothing leaves it waiting.
bool runnable(const ControlBlock& block)
{
    if (block.finished)
        return false;
    if (block.wait != Wait::Message)
        return true;
    for (const Message& message : block.mailbox)
        if (block.match(block.awaiter, message))
            return true;
    return false;
}

template<typename... Parameters, typename... Arguments>
void spawn(ControlBlock& block, Process (*body)(Self, Parameters...), Arguments&&... arguments)
{
    t_running = &block;
    body(Self(), std::forward<Arguments>(arguments)...);
}

Message message(int tag)
{
    return Message{-1, tag, std::make_unique<Tracked>(tag)};
}

// --- the shapes ---

const int put = 1;
const int get = 2;
int g_observed = 0;

Process empty(Self)
{
    co_return;
}

Process noLocals(Self self)
{
    co_await self.yield();
    co_await self.yield();
}

Process noLocalsReceive(Self self)
{
    co_await self.receive(put);
    co_await self.receive(put, get);
}

Process discardsAndLoops(Self self)
{
    for (;;)
        co_await self.receive(put, get);
}

Process moveOnlyArguments(Self self, std::unique_ptr<Tracked> pointer, MoveOnly value, std::string text)
{
    co_await self.yield();
    g_observed = pointer->value() + value.value() + static_cast<int>(text.size());
    co_await self.yield();
    const std::unique_ptr<Tracked> mine = std::move(pointer);
    co_await self.yield();
    g_observed += mine->value();
}

Process unusedArguments(Self self, Tracked, std::unique_ptr<Tracked>)
{
    co_await self.yield();
}

Process localsInScopes(Self self)
{
    const Tracked outer(1);
    co_await self.yield();
    {
        const Tracked inner(2);
        co_await self.yield();
        const std::vector<Tracked> many(3, inner);
        co_await self.yield();
        g_observed = inner.value() + static_cast<int>(many.size());
    }
    co_await self.yield();
    for (int i = 0; i < 3; ++i) {
        const Tracked each(i);
        if (i == 1)
            continue;
        co_await self.yield();
    }
    g_observed += outer.value();
}

Process keyValue(Self self)
{
    std::vector<std::unique_ptr<Tracked>> values;
    for (;;) {
        Message received = co_await self.receive(put, get);
        switch (received.clause) {
        case 0:
            values.push_back(std::move(received.body));
            break;
        case 1:
            g_observed = static_cast<int>(values.size());
            co_await self.yield();
            if (values.size() == 3)
                co_return;
            break;
        }
    }
}

Process holdsInAwaitable(Self self)
{
    const Tracked mine(5);
    const Tracked back = co_await self.hold(mine);
    g_observed = back.value();
    co_await self.hold(mine);
}

Process ticks(Self self)
{
    const Tracked mine(1);
    for (int i = 0; i < 100; ++i) {
        const bool goOn = i % 10 != 9;
        co_await self.tick(goOn);
        g_observed = i + mine.value();
    }
}

Process rangeLoop(Self self, std::vector<int> numbers)
{
    g_observed = 0;
    for (const int number : numbers) {
        co_await self.yield();
        g_observed += number;
    }
}

Process conditionAndCatch(Self self)
{
    const Tracked mine(1);
    try {
        const Tracked inTry(2);
        const Message received = co_await self.receive(put);
        if (received.clause == 0) {
            co_await self.yield();
            throw std::runtime_error("caught here");
        }
    } catch (const std::runtime_error&) {
        g_observed = mine.value();
    }
    co_await self.yield();
    g_observed += 1;
}

Process throwsAtOnce(Self, Tracked)
{
    throw std::runtime_error("at once");
    co_return;
}

Process throwsLater(Self self, Tracked)
{
    const Tracked mine(1);
    co_await self.yield();
    throw std::runtime_error("later");
}

Process throwsFromResume(Self self)
{
    const int poison = 666;
    const Tracked mine(1);
    const Message received = co_await self.receive(poison);
    g_observed = received.tag;
}

Subroutine<void> pause(Self self)
{
    co_await self.yield();
}

Subroutine<int> sum(Self self, Tracked a, std::unique_ptr<Tracked> b)
{
    co_await self.yield();
    const Tracked result(a.value() + b->value());
    Subroutine<void> inner = pause(self);
    co_await inner;
    co_return result.value();
}

Subroutine<std::unique_ptr<Tracked>> makeMoveOnly(Self self)
{
    std::unique_ptr<Tracked> result = std::make_unique<Tracked>(7);
    co_await self.yield();
    co_return result;
}

Subroutine<Tracked> makeAtOnce(Self)
{
    co_return Tracked(8);
}

Subroutine<Message> call(Self self, int request)
{
    co_await self.yield();
    const int reply = request + 1;
    Message answer = co_await self.receive(reply);
    co_return answer;
}

Process nested(Self self)
{
    const Tracked four(4);
    Subroutine<int> adding = sum(self, four, std::make_unique<Tracked>(5));
    const int nine = co_await adding;
    Subroutine<std::unique_ptr<Tracked>> making = makeMoveOnly(self);
    const std::unique_ptr<Tracked> seven = co_await making;
    Subroutine<Tracked> atOnce = makeAtOnce(self);
    const Tracked eight = co_await atOnce;
    co_await self.yield();
    g_observed = nine + seven->value() + eight.value();
}

Process nestedTemporary(Self self)
{
    const Tracked mine(1);
    const std::unique_ptr<Tracked> seven = co_await makeMoveOnly(self);
    co_await pause(self);
    g_observed = mine.value() + seven->value();
}

Process calls(Self self)
{
    const int request = 1;
    const Message answer = co_await call(self, request);
    g_observed = answer.body->value();
}

Process startedNeverAwaited(Self self)
{
    const Subroutine<int> never = sum(self, Tracked(1), std::make_unique<Tracked>(2));
    co_await self.yield();
}

Subroutine<int> throwsDeep(Self self, int depth, Tracked marker, bool atOnce)
{
    const Tracked mine(depth);
    if (depth == 0) {
        if (!atOnce)
            co_await self.yield();
        throw std::runtime_error("deep");
    }
    Subroutine<int> deeper = throwsDeep(self, depth - 1, Tracked(marker.value()), atOnce);
    const int result = co_await deeper;
    co_return result + mine.value();
}

Subroutine<int> catchesHalfway(Self self)
{
    const Tracked mine(10);
    int caught = 0;
    try {
        Subroutine<int> throwing = throwsDeep(self, 3, Tracked(1), false);
        caught = co_await throwing;
    } catch (const std::runtime_error&) {
        caught = 1;
    }
    co_await self.yield();
    co_return caught + mine.value();
}

Process catchesFromNested(Self self, bool atOnce)
{
    const Tracked mine(1);
    int caught = 0;
    try {
        Subroutine<int> throwing = throwsDeep(self, 4, Tracked(2), atOnce);
        caught = co_await throwing;
    } catch (const std::runtime_error&) {
        caught = 100;
    }
    co_await self.yield();
    Subroutine<int> halfway = catchesHalfway(self);
    const int eleven = co_await halfway;
    g_observed = caught + eleven + mine.value();
}

Process throwsThroughRoot(Self self)
{
    const Tracked mine(1);
    Subroutine<int> throwing = throwsDeep(self, 4, mine, false);
    co_await throwing;
}

// --- the checks ---

void startCounting(const char* context)
{
    g_context = context;
    g_observed = 0;
    Tracked::reset();
}

void checkNothingLeft()
{
    CHECK(Tracked::s_alive == 0);
    CHECK(Tracked::s_broken == 0);
    CHECK(FramePool::s_frames == 0);
    CHECK(FramePool::s_bytes == 0);
}

struct Expected {
    int suspensions;
    int observed;
    bool finishes = true;
    bool fails = false;
};

/// Lets the process run through, then destroys a fresh one at each of its suspension points.
template<typename Spawn>
void checkShape(const char* name, std::vector<int> mail, Expected expected, Spawn spawnInto)
{
    startCounting(name);
    const auto deliver = [](ControlBlock& block, int tag) { block.mailbox.push_back(message(tag)); };

    for (int stopAt = 0; stopAt <= expected.suspensions + 1; ++stopAt) {
        g_context = std::string(name) + ", destroyed at suspension " + std::to_string(stopAt);
        {
            ControlBlock block;
            spawnInto(block);
            std::size_t delivered = 0;
            int resumed = 0;
            while (resumed < stopAt && !block.finished) {
                if (!runnable(block)) {
                    if (delivered == mail.size())
                        break;
                    deliver(block, mail[delivered++]);
                    continue;
                }
                run(block);
                ++resumed;
            }
            if (stopAt <= expected.suspensions)
                CHECK(!block.finished);
            if (stopAt == expected.suspensions + 1) {
                CHECK(block.finished == expected.finishes);
                CHECK(static_cast<bool>(block.failure) == expected.fails);
                CHECK(g_observed == expected.observed);
            }
            destroy(block);
        }
        checkNothingLeft();
    }
}

void checkShapes()
{
    const auto plain = [](Process (*body)(Self)) {
        return [body](ControlBlock& block) { spawn(block, body); };
    };

    checkShape("empty body", {}, {0, 0}, plain(&empty));
    checkShape("no locals", {}, {2, 0}, plain(&noLocals));
    checkShape("no locals, receive", {9, put, get}, {2, 0}, plain(&noLocalsReceive));
    checkShape("discarded messages, endless loop", {put, get, 9, put}, {3, 0, false},
               plain(&discardsAndLoops));
    checkShape("move-only arguments", {}, {3, 3 + 4 + 5 + 3}, [](ControlBlock& block) {
        spawn(block, &moveOnlyArguments, std::make_unique<Tracked>(3), MoveOnly(4), std::string("hello"));
    });
    checkShape("unused arguments", {}, {1, 0}, [](ControlBlock& block) {
        spawn(block, &unusedArguments, Tracked(1), std::make_unique<Tracked>(2));
    });
    checkShape("locals in scopes", {}, {6, 2 + 3 + 1}, plain(&localsInScopes));
    checkShape("receive loop with a switch", {put, put, get, 9, put, get}, {7, 3}, plain(&keyValue));
    checkShape("awaitable that holds an object", {}, {2, 5}, plain(&holdsInAwaitable));
    checkShape("ticks, mostly ready", {}, {10, 100}, plain(&ticks));
    checkShape("range loop over an argument", {}, {3, 6}, [](ControlBlock& block) {
        spawn(block, &rangeLoop, std::vector<int>{1, 2, 3});
    });
    checkShape("try with awaits", {put}, {3, 2}, plain(&conditionAndCatch));
    checkShape("throws at once", {}, {0, 0, true, true},
               [](ControlBlock& block) { spawn(block, &throwsAtOnce, Tracked(1)); });
    checkShape("throws later", {}, {1, 0, true, true},
               [](ControlBlock& block) { spawn(block, &throwsLater, Tracked(1)); });
    checkShape("await_resume throws", {666}, {1, 0, true, true}, plain(&throwsFromResume));
    checkShape("nested", {}, {4, 9 + 7 + 8}, plain(&nested));
    checkShape("nested, awaited as a temporary", {}, {2, 8}, plain(&nestedTemporary));
    checkShape("nested receive", {9, 2}, {2, 2}, plain(&calls));
    checkShape("started, never awaited", {}, {1, 0}, plain(&startedNeverAwaited));
    checkShape("caught from nested, thrown at once", {}, {3, 112},
               [](ControlBlock& block) { spawn(block, &catchesFromNested, true); });
    checkShape("caught from nested, thrown later", {}, {4, 112},
               [](ControlBlock& block) { spawn(block, &catchesFromNested, false); });
    checkShape("thrown through the root", {}, {1, 0, true, true}, plain(&throwsThroughRoot));
}

Process counting(Self self, Tracked)
{
    co_await self.yield();
}

void checkArgumentsAreMoved()
{
    startCounting("arguments are moved into the frame, never copied");
    ControlBlock block;
    spawn(block, &counting, Tracked(1));
    CHECK(Tracked::s_copies == 0);
    CHECK(Tracked::s_moves <= 2); // into the parameter, from there into the frame
    CHECK(Tracked::s_alive == 1);
    destroy(block);
    checkNothingLeft();
}

// The frame's address, not that of a local: sanitizers keep locals elsewhere.
[[gnu::noinline]] std::uintptr_t stackPosition()
{
    return reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
}

std::uintptr_t g_lowest = 0;

void noteStack()
{
    const std::uintptr_t position = stackPosition();
    if (position < g_lowest)
        g_lowest = position;
}

Subroutine<int> one(Self, MoveOnly argument)
{
    noteStack();
    co_return argument.value();
}

Process millionAwaits(Self self, int count)
{
    long total = 0;
    for (int i = 0; i < count; ++i) {
        Subroutine<int> each = one(self, MoveOnly(1));
        const int result = co_await each;
        total += result;
    }
    g_observed = static_cast<int>(total);
}

Process millionYields(Self self, int count)
{
    for (int i = 0; i < count; ++i) {
        noteStack();
        co_await self.yield();
    }
}

Subroutine<int> recursing(Self self, int depth, Tracked argument)
{
    noteStack();
    if (depth == 0) {
        co_await self.yield();
        co_return argument.value();
    }
    Subroutine<int> deeper = recursing(self, depth - 1, Tracked(argument.value()));
    const int result = co_await deeper;
    noteStack();
    co_return result + 1;
}

Process recursionRoot(Self self, int depth)
{
    Subroutine<int> top = recursing(self, depth, Tracked(1));
    const int result = co_await top;
    g_observed = result;
}

void checkStackStaysFlat()
{
    constexpr int million = 1'000'000;
    constexpr int depth = 100'000;
    constexpr std::uintptr_t allowed = 16 * 1024;

    const auto measured = [](const char* name, int expected, bool destroyAtFirst, auto body, int argument) {
        startCounting(name);
        {
            ControlBlock block;
            spawn(block, body, argument);
            const std::uintptr_t before = stackPosition();
            g_lowest = before;
            do {
                run(block);
            } while (!destroyAtFirst && !block.finished);
            CHECK(before - g_lowest < allowed);
            if (destroyAtFirst)
                CHECK(FramePool::s_frames > depth);
            else
                CHECK(g_observed == expected);
            destroy(block);
        }
        checkNothingLeft();
    };
    measured("a million nested awaits", million, false, &millionAwaits, million);
    measured("a million yields", 0, false, &millionYields, million);
    measured("recursion of 100,000 awaits", depth + 1, false, &recursionRoot, depth);
    measured("recursion of 100,000 awaits, destroyed at the bottom", 0, true, &recursionRoot, depth);
}

// Opaque to the optimizer: pthread_self() is declared const, so clang rightly by C, wrongly by coroutines,
// takes the value from before an await for the one after it. What the runtime asks of a thread must hide in
// the same way.
/// Read inline, as t_running is: a compiler that kept it across an await would read another thread's.
inline constinit thread_local int t_parity = 0;

[[gnu::noinline]] std::thread::id currentThread()
{
    asm volatile("" ::: "memory");
    return std::this_thread::get_id();
}

int g_migrations = 0;

Subroutine<int> migratingChild(Self self, MoveOnly argument)
{
    const std::thread::id before = currentThread();
    const int parity = t_parity;
    co_await self.yield();
    if (currentThread() != before && t_parity != parity)
        ++g_migrations;
    co_return argument.value();
}

Process migrating(Self self, std::unique_ptr<Tracked> argument, int rounds)
{
    for (int i = 0; i < rounds; ++i) {
        const std::thread::id before = currentThread();
        const int parity = t_parity;
        const Tracked local(i);
        co_await self.yield();
        if (currentThread() != before && t_parity != parity)
            ++g_migrations;
        Subroutine<int> child = migratingChild(self, MoveOnly(argument->value()));
        const int result = co_await child;
        g_observed += result;
    }
}

/// Two threads take turns with every resume; `stopAfter` resumes later the one whose turn it is destroys it.
void migrate(int rounds, int stopAfter)
{
    ControlBlock block;
    spawn(block, &migrating, std::make_unique<Tracked>(1), rounds);
    std::mutex mutex;
    std::condition_variable changed;
    int turn = 0;
    bool over = false;
    const auto worker = [&](int parity) {
        t_parity = parity;
        std::unique_lock lock(mutex);
        for (;;) {
            changed.wait(lock, [&] { return over || turn % 2 == parity; });
            if (over)
                return;
            if (block.finished || turn == stopAfter) {
                destroy(block);
                over = true;
            } else {
                run(block);
                ++turn;
            }
            changed.notify_all();
        }
    };
    std::thread first(worker, 0);
    std::thread second(worker, 1);
    first.join();
    second.join();
}

void checkMigration()
{
    constexpr int rounds = 500;
    startCounting("resumed by two threads in turn");
    g_migrations = 0;
    migrate(rounds, -1);
    CHECK(g_observed == rounds);
    CHECK(g_migrations == 2 * rounds);
    checkNothingLeft();

    for (int stopAfter = 0; stopAfter < 8; ++stopAfter) {
        startCounting("destroyed by another thread than made it");
        migrate(rounds, stopAfter);
        checkNothingLeft();
    }
}

// --- costs ---

template<typename Work>
void report(const char* name, int count, Work work)
{
    double best = 1e300;
    for (int round = 0; round < 5; ++round) {
        const auto start = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - start;
        best = std::min(best, taken.count() / count);
    }
    std::printf("%s: %.1f ns\n", name, best);
}

Process yieldsForever(Self self)
{
    for (;;)
        co_await self.yield();
}

Process plainAwaits(Self self, int count)
{
    for (int i = 0; i < count; ++i) {
        Subroutine<void> child = pause(self);
        co_await child;
    }
}

void bench()
{
    static constexpr int count = 5'000'000;
    report("spawn, run to the end, destroy", count, [] {
        ControlBlock block;
        for (int i = 0; i < count; ++i) {
            block.finished = false;
            spawn(block, &empty);
            run(block);
            destroy(block);
        }
    });
    report("suspend and resume", count, [] {
        ControlBlock block;
        spawn(block, &yieldsForever);
        for (int i = 0; i < count; ++i)
            run(block);
        destroy(block);
    });
    report("nested: make, await, suspend, resume, return", count, [] {
        ControlBlock block;
        spawn(block, &plainAwaits, count);
        while (!block.finished)
            run(block);
        destroy(block);
    });
    ControlBlock block;
    spawn(block, &yieldsForever);
    std::printf("smallest process frame: %ld bytes\n", FramePool::s_bytes);
    destroy(block);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc == 2 && std::strcmp(argv[1], "--bench") == 0) {
        bench();
        return EXIT_SUCCESS;
    }
    if (argc != 1) {
        std::fprintf(stderr, "usage: coroutine_shapes [--bench]\n");
        return 2;
    }
    checkShapes();
    checkArgumentsAreMoved();
    checkStackStaysFlat();
    checkMigration();
    if (g_failed > 0) {
        std::printf("coroutine shapes: %d of %d checks failed\n", g_failed, g_failed + g_passed);
        return EXIT_FAILURE;
    }
    std::printf("coroutine shapes: %d checks passed\n", g_passed);
    return EXIT_SUCCESS;
}
