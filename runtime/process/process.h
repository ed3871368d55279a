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
///     after resume() returned, so nobody can resume or destroy a half-suspended frame.
///  2. No symmetric transfer: a nested coroutine becomes the leaf of its process, and the scheduler resumes
///     the leaf. The native stack stays flat however deep the calls are.
///  3. Frames suspend at their start and end, and are destroyed from the scheduler alone, leaf first.
///  4. Bodies are functions or static members, never lambdas; parameters are taken by value; one co_await a
///     full expression, its operands named.
///  5. Frames come from the pool. Nothing thread-local is kept across an await: processes migrate. What is
///     read anew each time, as RunningProcess, is right.
namespace factorama {

class Self;

/// The body of a process. `Process counter(Self self, int start)` is spawned with `spawn(counter, 1)`. Its
/// frame lies in one block of memory with the process' control block, and so is the way from one to the
/// other.
class [[nodiscard]] Process {
public:
    class promise_type : public BodyPromise {
    public:
        static void* operator new(std::size_t bytes) { return ControlBlock::allocateFrame(bytes); }
        static void operator delete(void* frame, std::size_t bytes) noexcept
        {
            ControlBlock::releaseFrame(frame, bytes);
        }

        Process get_return_object() noexcept
        {
            return Process(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_always initial_suspend() const noexcept { return {}; }

        struct Final {
            bool await_ready() const noexcept { return false; }
            void await_suspend(std::coroutine_handle<>) const noexcept
            {
                t_running.process->wait = ControlBlock::Wait::Finished;
            }
            void await_resume() const noexcept {}
        };
        Final final_suspend() const noexcept { return {}; }
        void return_void() const noexcept {}
        void unhandled_exception() const noexcept
        {
            t_running.process->recordUncaught(std::current_exception());
        }
    };

    /// For spawn: what is to become the process.
    ControlBlock& process() const noexcept { return ControlBlock::ofFrame(m_frame.address()); }
    /// It has a pid now, and its frame belongs to it.
    ControlBlock& release() noexcept
    {
        return ControlBlock::ofFrame(std::exchange(m_frame, nullptr).address());
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

/// The part of a nested coroutine's promise that does not depend on its result. Its frame comes from the
/// pool, and counts as memory of its process. Open calls of a process form a chain, so that the frames of a
/// process that is killed are destroyed leaf first, without recursion.
class SubroutinePromise : private OpenCall {
public:
    static void* operator new(std::size_t bytes)
    {
        void* memory = pool::allocate(bytes);
        s_allocatedBytes = static_cast<std::uint32_t>(bytes); // for the constructor, which follows at once
        return memory;
    }
    static void operator delete(void* memory, std::size_t bytes) noexcept { pool::release(memory, bytes); }

    SubroutinePromise() noexcept { t_running.process->addMemory(m_bytes); }
    SubroutinePromise(const SubroutinePromise&) = delete;
    SubroutinePromise& operator=(const SubroutinePromise&) = delete;
    std::suspend_always initial_suspend() const noexcept { return {}; }

    struct Final {
        bool await_ready() const noexcept { return false; }
        template<typename Promise>
        void await_suspend(std::coroutine_handle<Promise> frame) const noexcept
        {
            const SubroutinePromise& promise = frame.promise();
            ControlBlock& process = *t_running.process;
            process.setOpenCall(promise.outer);
            process.wait = ControlBlock::Wait::Continue;
        }
        void await_resume() const noexcept {}
    };
    Final final_suspend() const noexcept { return {}; }
    void unhandled_exception() noexcept { m_exception = std::current_exception(); }

    /// The caller awaits: this frame becomes the leaf.
    void call(std::coroutine_handle<> ownFrame, std::coroutine_handle<>* ownersHandle) noexcept
    {
        ControlBlock& process = *t_running.process;
        frame = ownFrame;
        owner = ownersHandle;
        outer = process.openCall();
        process.setOpenCall(this);
        process.wait = ControlBlock::Wait::Continue;
    }

protected:
    ~SubroutinePromise() { t_running.process->subtractMemory(m_bytes); }
    void rethrowException() const
    {
        if (m_exception) {
            std::rethrow_exception(m_exception);
        }
    }

private:
    inline static thread_local std::uint32_t s_allocatedBytes = 0; // the language does not tell the promise

    const std::uint32_t m_bytes = s_allocatedBytes;
    std::exception_ptr m_exception;
};

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
