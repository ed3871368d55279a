// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/session.h"

#include <deque>
#include <mutex>
#include <utility>

namespace factorama {

namespace {

const Atom performAtom("$perform");

} // namespace

struct Session::State {
    std::mutex mutex; // guards `commands`
    std::deque<std::function<void(Self)>> commands;
    std::mutex receivedMutex; // guards `received`, and is held while it runs
    std::function<void(const Term&)> received; ///< empty when the session has ended

    void handOver(const Term& message)
    {
        const std::lock_guard lock(receivedMutex);
        if (received) {
            received(message);
        }
    }

    std::function<void(Self)> next()
    {
        const std::lock_guard lock(mutex);
        std::function<void(Self)> command = std::move(commands.front());
        commands.pop_front();
        return command;
    }
};

Process Session::shell(Self self, std::shared_ptr<State> state)
{
    self.setTrapExit(true);
    for (;;) {
        const Message message = co_await self.receive(any);
        if (!message.term().isAtom(performAtom)) {
            state->handOver(message.term());
            continue;
        }
        Term failure;
        try {
            state->next()(self);
        } catch (const Raised& raised) {
            failure = tuple(atoms::exit, raised.reason());
        }
        if (!failure.isNil()) {
            state->handOver(failure);
        }
    }
}

Session::Session(Runtime& runtime, std::function<void(const Term& message)> received)
    : m_runtime(runtime),
      m_state(std::make_shared<State>())
{
    m_state->received = std::move(received);
    m_pid = runtime.spawn<&Session::shell>(m_state);
}

Session::~Session()
{
    m_runtime.exit(m_pid, atoms::kill);
    const std::lock_guard lock(m_state->receivedMutex);
    m_state->received = {};
}

void Session::perform(std::function<void(Self self)> command)
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->commands.push_back(std::move(command));
    }
    m_runtime.send(m_pid, performAtom);
}

void Session::spawn(const Module& module, std::vector<Term> arguments, How how,
                    std::function<void(const Spawned& spawned)> spawned)
{
    perform(
        [start = module.start, arguments = std::move(arguments), how, done = std::move(spawned)](Self self) {
            SpawnOptions options;
            options.link = how == How::Link;
            options.monitor = how == How::Monitor;
            done(start(self.runtime(), &self.process(), std::move(options), arguments));
        });
}

} // namespace factorama
