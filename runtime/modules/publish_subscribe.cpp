// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"

#include <map>
#include <set>

namespace factorama::modules::publish_subscribe {

namespace {

const Atom subscribe("subscribe");
const Atom unsubscribe("unsubscribe");
const Atom publish("publish");
const Atom published("published");
const Atom topicsTag("topics");
const Atom badTopic("bad_topic");
const Atom notSubscribed("not_subscribed");

/// Who is subscribed to what, both ways: to publish fast, and to forget fast.
class Subscriptions {
public:
    using Topics = std::map<Term, std::set<Pid>>;

    const Topics& topics() const { return m_topics; }

    void add(Self self, const Term& topic, Pid pid)
    {
        m_topics[topic].insert(pid);
        const auto [subscriber, isNew] = m_subscribers.try_emplace(pid);
        if (isNew) {
            subscriber->second.monitor = self.monitor(pid);
        }
        subscriber->second.topics.insert(topic);
    }

    /// False if it was not subscribed.
    bool remove(Self self, const Term& topic, Pid pid)
    {
        const auto subscriber = m_subscribers.find(pid);
        if (subscriber == m_subscribers.end() || subscriber->second.topics.erase(topic) == 0) {
            return false;
        }
        removeFromTopic(topic, pid);
        if (subscriber->second.topics.empty()) {
            self.demonitor(subscriber->second.monitor, Demonitor::Flush);
            m_subscribers.erase(subscriber);
        }
        return true;
    }

    void forget(Pid pid)
    {
        for (const Term& topic : m_subscribers[pid].topics) {
            removeFromTopic(topic, pid);
        }
        m_subscribers.erase(pid);
    }

private:
    struct Subscriber {
        Reference monitor;
        std::set<Term> topics;
    };

    void removeFromTopic(const Term& topic, Pid pid)
    {
        const auto found = m_topics.find(topic);
        found->second.erase(pid);
        if (found->second.empty()) {
            m_topics.erase(found);
        }
    }

    Topics m_topics;
    std::map<Pid, Subscriber> m_subscribers;
};

} // namespace

Process broker(Self self, std::vector<Term>)
{
    Subscriptions subscriptions;
    const auto toSubscribe = tuple(subscribe, any, anyPid);
    const auto toUnsubscribe = tuple(unsubscribe, any, anyPid);
    const auto toPublish = tuple(publish, any, any);
    const auto asked = tuple(topicsTag, anyPid);
    const auto died = tuple(atoms::down, anyReference, atoms::process, anyPid, any);
    for (;;) {
        const Message message =
            co_await self.receive(toSubscribe, toUnsubscribe, toPublish, asked, died, any);
        switch (message.clause()) {
        case 0:
            if (message[1].isAtom() || message[1].isBinary()) {
                subscriptions.add(self, message[1], message[2].pid());
                self.send(message[2].pid(), atoms::ok);
            } else {
                self.send(message[2].pid(), tuple(atoms::error, badTopic));
            }
            break;
        case 1:
            if (subscriptions.remove(self, message[1], message[2].pid())) {
                self.send(message[2].pid(), atoms::ok);
            } else {
                self.send(message[2].pid(), tuple(atoms::error, notSubscribed));
            }
            break;
        case 2: {
            const auto topic = subscriptions.topics().find(message[1]);
            if (topic != subscriptions.topics().end()) {
                for (const Pid subscriber : topic->second) {
                    self.send(subscriber, tuple(published, message[1], message[2]));
                }
            }
            break;
        }
        case 3: {
            std::vector<Term> topics;
            for (const auto& [topic, subscribers] : subscriptions.topics()) {
                topics.push_back(tuple(topic, subscribers.size()));
            }
            self.send(message[1].pid(), tuple(topicsTag, Term::list(topics)));
            break;
        }
        case 4:
            subscriptions.forget(message[3].pid());
            break;
        }
    }
}

const Registration registration{{
    .name = "publish_subscribe",
    .summary = "Passes on what is published under a topic to those who have subscribed to it.",
    .topic = Module::Topic::Classics,
    .parameters = {},
    .messages = {{"{subscribe, news, Self}", "ok, or {error, bad_topic}"},
                 {"{unsubscribe, news, Self}", "ok, or {error, not_subscribed}"},
                 {"{publish, news, hello}", "to each subscriber: {published, news, hello}"},
                 {"{topics, Self}", "{topics, [{Topic, Subscribers}, ...]}"}},
    .start = &startModule<&broker>,
    .documentation =
        "A topic is an atom or a binary, and exists as long as somebody is subscribed to it. Who publishes "
        "knows no subscribers and gets no answer; who subscribes twice is told once. A process is monitored "
        "from its first subscription to its last, once however many there are, and forgotten when it dies.\n"
        "To be seen: the broker has a monitor on every subscriber and links to none. What one sender "
        "publishes comes to every subscriber in the order it was sent; between two senders there is no "
        "order.",
}};

} // namespace factorama::modules::publish_subscribe
