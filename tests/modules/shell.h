// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#ifndef Q_MOC_RUN // moc cannot read <concepts>
#include "runtime/modules/catalogue.h"
#include "runtime/modules/session.h"
#include "runtime/scheduler/simulated_scheduler.h"
#include "runtime/term/parse.h"
#endif

#include <QRegularExpression>
#include <QString>
#include <QStringList>
#include <QtTest>

#include <cstdint>
#include <map>
#include <memory>

namespace factorama::testing {

/// A shell as the seeds use theirs, on a simulated runtime: spawns modules, sends to them, and flushes what
/// came. Time is virtual and passes in wait() alone; so what flush() gives is all that can have come by then.
///
///     Shell shell;
///     shell.spawn("worker", "w");
///     shell.send("w", "{compute, 4, Self}");
///     QCOMPARE(shell.flush(), "{result,16}");
class Shell {
public:
    using How = Session::How;

    explicit Shell(std::uint64_t seed = 1, std::uint32_t maximumProcesses = 1'048'576)
    {
        Runtime::Options options;
        options.simulationSeed = seed;
        options.maximumProcesses = maximumProcesses;
        m_runtime = std::make_unique<Runtime>(options);
        m_session = std::make_unique<Session>(*m_runtime, [this](const Term& message) {
            m_messages.push_back(QString::fromStdString(message.toString()));
        });
        m_pids["shell"] = m_session->pid();
        settle();
    }

    /// Spawns a module with arguments as a person types them, and calls its process <name> from then on, in
    /// what is sent and in what comes. Fails the test if they are refused.
    void spawn(const std::string& module, const std::string& name,
               const std::vector<std::string>& arguments = {}, How how = How::Plain)
    {
        const Module* description = findModule(module);
        QVERIFY2(description != nullptr, module.c_str());
        auto checked = checkArguments(*description, arguments);
        const auto* error = std::get_if<std::string>(&checked);
        QVERIFY2(error == nullptr, error == nullptr ? "" : error->c_str());
        m_session->spawn(*description, std::get<std::vector<Term>>(std::move(checked)), how,
                         [this, name](const Spawned& spawned) { m_pids[name] = spawned.pid; });
        settle();
    }

    /// Has the shell's process do something.
    void perform(std::function<void(Self)> command)
    {
        m_session->perform(std::move(command));
        settle();
    }

    /// To a process by the name that spawn() gave it, or else to a registered name. `<name>` in the term is
    /// its pid.
    void send(const std::string& to, QString term)
    {
        for (const auto& [name, pid] : m_pids) {
            term.replace(QStringLiteral("<%1>").arg(QString::fromStdString(name)),
                         QString::fromStdString(pid.toString()));
        }
        const ParsedTerm parsed = parseTerm(term.toStdString(), 100, m_session->pid());
        QVERIFY2(parsed.term, parsed.error.c_str());
        const auto known = m_pids.find(to);
        perform([to, pid = known == m_pids.end() ? Pid() : known->second, message = *parsed.term](Self self) {
            if (pid) {
                self.send(pid, message);
            } else {
                self.send(Atom(to), message);
            }
        });
    }

    /// What has come since the last flush, "first | second", with pids by their names, other ones as <pid>,
    /// references as <reference>.
    QString flush()
    {
        settle();
        QString text = m_messages.join(QStringLiteral(" | "));
        m_messages.clear();
        return named(text);
    }

    /// Lets virtual time pass.
    void wait(std::int64_t milliseconds)
    {
        m_now += milliseconds;
        settle();
    }

    bool isAlive(const std::string& name) { return m_runtime->isAlive(pid(name)); }
    void exit(const std::string& name, const std::string& reason)
    {
        m_runtime->exit(pid(name), *parseTerm(reason, 10).term);
        settle();
    }
    /// <name> is another process from now on, such as one that came in a message.
    void name(const std::string& name, Pid pid) { m_pids[name] = pid; }
    Pid pid(const std::string& name) const
    {
        const auto known = m_pids.find(name);
        return known != m_pids.end() ? known->second : m_runtime->whereis(Atom(name));
    }

    /// The log's lines since the start, with pids by their names; of each its first line.
    QStringList log() const
    {
        QStringList lines;
        for (const Notice& notice : m_runtime->logBook().after(0)) {
            lines += named(QString::fromStdString(notice.text).section(QLatin1Char('\n'), 0, 0));
        }
        return lines;
    }

    Runtime& runtime() { return *m_runtime; }

private:
    void settle() { m_runtime->simulation()->runUntil(m_now); }

    QString named(QString text) const
    {
        for (const auto& [name, pid] : m_pids) {
            text.replace(QString::fromStdString(pid.toString()),
                         QStringLiteral("<%1>").arg(QString::fromStdString(name)));
        }
        text.replace(QRegularExpression(QStringLiteral("<0\\.[0-9]+\\.[0-9]+>")), QStringLiteral("<pid>"));
        text.replace(QRegularExpression(QStringLiteral("#Ref<[0-9.]+>")), QStringLiteral("<reference>"));
        return text;
    }

    std::unique_ptr<Runtime> m_runtime;
    std::unique_ptr<Session> m_session;
    std::map<std::string, Pid> m_pids;
    QStringList m_messages;
    std::int64_t m_now = 0;
};

} // namespace factorama::testing
