// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/memory/pool.h"
#include "runtime/process/control_block.h"

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <utility>

/// What the body of a process returns, and what the coroutines it calls return.
///
/// Rules (some compilers in use miscompile what they forbid; tests/runtime/coroutine_shapes holds the shapes
/// that are used here):
///  1. await_suspend() only records why the process waits. Publishing it as waiting happens in runTurn()
///  after
///     resume() returned, so nobody can resume or destroy a half-suspended frame.
///  2. No symmetric transfer: a nested coroutine becomes the leaf in the control block, and the scheduler
///  resumes
///     the leaf. The native stack stays flat however deep the calls are.
///  3. Frames suspend at their start and end, and are destroyed from the scheduler alone, leaf first.
///  4. Bodies are functions or static members, never lambdas; parameters are taken by value; one co_await a
///  full
///     expression, its operands named.
///  5. Frames come from the pool. Nothing thread-local is kept across an await: processes migrate.
namespace factorama {

class Self;

/// What the promises of bodies and of nested coroutines share: frames come from the pool, and count as memory
/// of their process.
class PooledFrame {
public:
    static void* operator new(std::size_t bytes)
    {
        void* frame = pool::allocate(bytes);
        s_allocatedBytes = static_cast<std::uint32_t>(bytes); // for the constructor, which follows at once
        return frame;
    }
    static void operator delete(void* frame, std::size_t bytes) noexcept { pool::release(frame, bytes); }

    PooledFrame(const PooledFrame&) = delete;
    PooledFrame& operator=(const PooledFrame&) = delete;

protected:
    explicit PooledFrame(ControlBlock& process) noexcept : m_process(process)
    {
        m_process.addMemory(s_allocatedBytes);
    }
    ~PooledFrame() = default;

    /// In a constructor: the size of the frame, which the language does not tell.
    static std::uint32_t allocatedBytes() noexcept { return s_allocatedBytes; }

    ControlBlock& m_process;

private:
    inline static thread_local std::uint32_t s_allocatedBytes = 0;
};

/// The body of a process. `Process counter(Self self, int start)` is spawned with `spawn(counter, 1)`.
class [[nodiscard]] Process {
public:
    class promise_type : public PooledFrame {
    public:
        template<typename... Arguments>
        explicit promise_type(Self self, Arguments&...) noexcept;

        Process get_return_object() noexcept
        {
            return Process(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_always initial_suspend() const noexcept { return {}; }

        struct Final {
            bool await_ready() const noexcept { return false; }
            void await_suspend(std::coroutine_handle<promise_type> frame) const noexcept
            {
                frame.promise().m_process.wait = ControlBlock::Wait::Finished;
            }
            void await_resume() const noexcept {}
        };
        Final final_suspend() const noexcept { return {}; }
        void return_void() const noexcept {}
        void unhandled_exception() const noexcept { m_process.recordUncaught(std::current_exception()); }
    };

    /// For spawn: the frame is the process' from now on.
    void giveTo(ControlBlock& process) noexcept
    {
        process.body.store(std::exchange(m_frame, nullptr).address(), std::memory_order_relaxed);
    }
    Process(Process&& other) noexcept : m_frame(std::exchange(other.m_frame, nullptr)) {}
    Process& operator=(Process&&) = delete;
    ~Process()
    {
        if (m_frame) {
            m_frame.destroy();
        }
    }

private:
    explicit Process(std::coroutine_handle<> frame) noexcept : m_frame(frame) {}
    std::coroutine_handle<> m_frame;
};

/// A coroutine called by a body or by another one: `const int n = co_await ask(self, server);` It runs in the
/// process of its first parameter, a Self. Exceptions go through to the caller.
template<typename T = void>
class [[nodiscard]] Subroutine;

/// The part of a nested coroutine's promise that does not depend on its result. Open calls of a process form
/// a chain, so that the frames of a process that is killed are destroyed leaf first, without recursion.
class SubroutinePromise : public PooledFrame {
public:
    template<typename... Arguments>
    explicit SubroutinePromise(Self self, Arguments&...) noexcept;
    /// For member functions: the object comes first.
    template<typename Object, typename... Arguments>
    SubroutinePromise(Object&, Self self, Arguments&...) noexcept;
    std::suspend_always initial_suspend() const noexcept { return {}; }

    struct Final {
        bool await_ready() const noexcept { return false; }
        template<typename Promise>
        void await_suspend(std::coroutine_handle<Promise> frame) const noexcept
        {
            SubroutinePromise& promise = frame.promise();
            promise.m_process.openCall = promise.m_outerCall;
            promise.m_process.wait = ControlBlock::Wait::Continue;
        }
        void await_resume() const noexcept {}
    };
    Final final_suspend() const noexcept { return {}; }
    void unhandled_exception() noexcept { m_exception = std::current_exception(); }

    /// The caller awaits: this frame becomes the leaf.
    void call(std::coroutine_handle<> frame, std::coroutine_handle<>* owner) noexcept
    {
        m_frame = frame;
        m_owner = owner;
        m_outerCall = m_process.openCall;
        m_process.openCall = this;
        m_process.wait = ControlBlock::Wait::Continue;
    }
    std::coroutine_handle<> frame() const noexcept { return m_frame; }

    /// Destroys this frame while its caller still waits for it, and returns the call outside it. Only for the
    /// end of the process.
    SubroutinePromise* abandon() noexcept
    {
        SubroutinePromise* outer = m_outerCall;
        *m_owner = nullptr; // the owner lies in the caller's frame and must not destroy this one again
        m_frame.destroy();
        return outer;
    }

protected:
    ~SubroutinePromise() { m_process.subtractMemory(m_bytes); }
    void rethrowException() const
    {
        if (m_exception) {
            std::rethrow_exception(m_exception);
        }
    }

private:
    const std::uint32_t m_bytes = allocatedBytes();
    std::coroutine_handle<> m_frame;
    std::coroutine_handle<>* m_owner = nullptr;
    SubroutinePromise* m_outerCall = nullptr;
    std::exception_ptr m_exception;
};

inline std::coroutine_handle<> ControlBlock::leaf() const noexcept
{
    return openCall == nullptr ? std::coroutine_handle<>::from_address(body.load(std::memory_order_relaxed))
                               : openCall->frame();
}

namespace detail {

template<typename T>
class ResultPromise : public SubroutinePromise {
public:
    using SubroutinePromise::SubroutinePromise;
    template<typename U>
    void return_value(U&& value)
    {
        m_result.emplace(std::forward<U>(value));
    }
    T take()
    {
        rethrowException();
        return std::move(*m_result);
    }

private:
    std::optional<T> m_result;
};

template<>
class ResultPromise<void> : public SubroutinePromise {
public:
    using SubroutinePromise::SubroutinePromise;
    void return_void() const noexcept {}
    void take() const { rethrowException(); }
};

} // namespace detail

template<typename T>
class [[nodiscard]] Subroutine {
public:
    class promise_type : public detail::ResultPromise<T> {
    public:
        using detail::ResultPromise<T>::ResultPromise;
        Subroutine get_return_object() noexcept
        {
            return Subroutine(std::coroutine_handle<promise_type>::from_promise(*this));
        }
    };

    Subroutine(Subroutine&& other) noexcept : m_frame(std::exchange(other.m_frame, nullptr)) {}
    Subroutine& operator=(Subroutine&&) = delete;
    ~Subroutine()
    {
        if (m_frame) {
            m_frame.destroy();
        }
    }

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) noexcept
    {
        auto frame = std::coroutine_handle<promise_type>::from_address(m_frame.address());
        frame.promise().call(m_frame, &m_frame);
    }
    T await_resume()
    {
        return std::coroutine_handle<promise_type>::from_address(m_frame.address()).promise().take();
    }

private:
    explicit Subroutine(std::coroutine_handle<> frame) noexcept : m_frame(frame) {}
    std::coroutine_handle<> m_frame;
};

} // namespace factorama
