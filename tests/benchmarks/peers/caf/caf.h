// SPDX-License-Identifier: GPL-3.0-or-later
// The few things that are written differently in CAF 0.17, 0.18 to 0.19, and 1.0.
#pragma once

#include <caf/all.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

#if CAF_VERSION < 1800
#define WORKLOADS_ATOM(name) CAF_ADD_ATOM(workloads, workloads, name##_atom, #name)
#else
#include <caf/init_global_meta_objects.hpp>
#define WORKLOADS_ATOM(name) CAF_ADD_ATOM(workloads, workloads, name##_atom)
#endif

namespace workloads {

/// Options by the names that CAF's manual has had since 0.18, without their "caf.".
template<class Value>
void configure(caf::actor_system_config& config, const std::string& option, Value value)
{
#if CAF_VERSION < 1800
    config.set(option, value);
#else
    config.set("caf." + option, value);
#endif
}

/// One queue of actors for all schedulers, where else they steal from one another. CAF 0.17 goes through a
/// whole queue to steal its last, which takes for ever where one actor spawns or wakes 100,000.
inline void shareOneQueue(caf::actor_system_config& config)
{
#if CAF_VERSION < 1800
    configure(config, "scheduler.policy", caf::atom("sharing"));
#else
    configure(config, "scheduler.policy", std::string("sharing"));
#endif
}

template<class... Values>
void tell(caf::event_based_actor* self, const caf::actor& to, Values&&... values)
{
#if CAF_VERSION < 10000
    self->send(to, std::forward<Values>(values)...);
#else
    self->mail(std::forward<Values>(values)...).send(to);
#endif
}

/// Tells itself, after a while.
template<class... Values>
void tellLater(caf::event_based_actor* self, std::chrono::milliseconds delay, Values&&... values)
{
#if CAF_VERSION < 10000
    self->delayed_send(caf::actor(self), delay, std::forward<Values>(values)...);
#else
    self->mail(std::forward<Values>(values)...).delay(delay).send(caf::actor(self));
#endif
}

/// Tells whoever sent the present message, which forgets its sender.
template<class... Values>
void answer(caf::event_based_actor* self, Values&&... values)
{
    tell(self, caf::actor_cast<caf::actor>(std::move(self->current_sender())),
         std::forward<Values>(values)...);
}

/// A request, whose answer then() takes.
template<class... Values>
auto ask(caf::event_based_actor* self, const caf::actor& whom, Values&&... values)
{
#if CAF_VERSION < 10000
    return self->request(whom, caf::infinite, std::forward<Values>(values)...);
#else
    return self->mail(std::forward<Values>(values)...).request(whom, caf::infinite);
#endif
}

/// A request that, with its answer, overtakes ordinary messages.
template<class... Values>
auto askUrgently(caf::event_based_actor* self, const caf::actor& whom, Values&&... values)
{
#if CAF_VERSION < 10000
    return self->request<caf::message_priority::high>(whom, caf::infinite, std::forward<Values>(values)...);
#else
    return self->mail(std::forward<Values>(values)...).urgent().request(whom, caf::infinite);
#endif
}

/// Has `then` called when `whom` ends; before CAF 1.0, when any that `self` monitors does.
template<class Then>
void onDown(caf::event_based_actor* self, const caf::actor& whom, Then then)
{
#if CAF_VERSION < 10000
    self->set_down_handler([then](caf::down_msg&) { then(); });
    self->monitor(whom);
#else
    self->monitor(whom, [then](const caf::error&) { then(); });
#endif
}

} // namespace workloads
