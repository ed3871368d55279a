// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/processes/process_actions.h"

#include "widgets/common/action_dialog.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/processes/kill_dialog.h"
#include "widgets/text/format.h"
#include "widgets/text/process_text.h"
#include "widgets/text/runtime_text.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QSpinBox>

#include <limits>
#include <string>
#include <utility>

namespace factorama {

namespace {

/// Completion offers no more names than this.
constexpr int WordLimit = 2000;

QAction* makeAction(QWidget* window, const QString& text, const char* objectName,
                    const QKeySequence& shortcut, const QString& hint)
{
    auto* action = new QAction(text, window);
    action->setObjectName(QLatin1String(objectName));
    action->setShortcut(shortcut);
    QString plain = text;
    plain.remove(QLatin1Char('&'));
    action->setToolTip(
        shortcut.isEmpty()
            ? QStringLiteral("%1\n%2").arg(plain, hint)
            : QStringLiteral("%1\n%2 (%3)").arg(plain, hint, shortcut.toString(QKeySequence::NativeText)));
    action->setStatusTip(hint);
    window->addAction(action);
    return action;
}

/// The child that a supervisor has started in place of this one; `<0.0.0>` if there is none yet.
Pid startedInPlaceOf(Pid pid, const Snapshot& snapshot)
{
    for (const SupervisorRow& supervisor : snapshot.supervisors) {
        for (const otp::ChildDescription& child : supervisor.description->children) {
            if (child.predecessor == pid && child.state == otp::ChildDescription::State::Running) {
                return child.pid;
            }
        }
    }
    return {};
}

} // namespace

ProcessActions::ProcessActions(ViewClock& clock, QWidget* window)
    : QObject(window),
      m_clock(clock),
      m_window(window),
      m_kill(makeAction(window, tr("&Kill…"), "killProcess", QKeySequence(Qt::Key_Delete),
                        tr("Send the selected processes an exit signal"))),
      m_restart(makeAction(window, tr("&Restart"), "restartProcess", QKeySequence(Qt::CTRL | Qt::Key_R),
                           tr("Kill the selected processes and start them anew"))),
      m_suspend(makeAction(window, tr("S&uspend"), "suspendProcess",
                           QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_U),
                           tr("The selected processes do not run until they are resumed"))),
      m_resume(makeAction(window, tr("R&esume"), "resumeProcess",
                          QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R),
                          tr("The selected processes go on"))),
      m_send(makeAction(window, tr("Se&nd a Message…"), "sendMessage", QKeySequence(Qt::CTRL | Qt::Key_M),
                        tr("Send the selected processes a message"))),
      m_link(makeAction(window, tr("&Link…"), "linkProcess", QKeySequence(Qt::CTRL | Qt::Key_L),
                        tr("Link the selected processes to another one"))),
      m_unlink(makeAction(window, tr("Unl&ink…"), "unlinkProcess",
                          QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L),
                          tr("Remove a link of the selected processes"))),
      m_monitor(makeAction(window, tr("&Monitor…"), "monitorProcess",
                           QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M),
                           tr("Have the selected processes monitor another one"))),
      m_register(makeAction(window, tr("Re&gister a Name…"), "registerName",
                            QKeySequence(Qt::CTRL | Qt::Key_E),
                            tr("Give the selected process a name, or take it"))),
      m_priorities(new QMenu(tr("&Priority"), window)),
      m_mailboxLimit(makeAction(window, tr("Mail&box Limit…"), "mailboxLimit",
                                QKeySequence(Qt::CTRL | Qt::Key_B),
                                tr("Limit the mailboxes of the selected processes"))),
      m_copyPid(makeAction(window, tr("&Copy Pid"), "copyPid", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
                           tr("Put the selected processes’ pids on the clipboard"))),
      m_endSpawned(makeAction(window, tr("End &All Spawned"), "endSpawned",
                              QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Delete),
                              tr("Kill every process that was spawned by hand, and what those have spawned")))
{
    NodeView& node = clock.node();
    connect(m_kill, &QAction::triggered, this, &ProcessActions::killSelected);
    connect(m_restart, &QAction::triggered, this, &ProcessActions::restartSelected);
    connect(m_suspend, &QAction::triggered, this,
            [this, &node] { doToAll([&node](Pid pid) { return node.suspend(pid); }, tr("Suspended %1")); });
    connect(m_resume, &QAction::triggered, this,
            [this, &node] { doToAll([&node](Pid pid) { return node.resume(pid); }, tr("Resumed %1")); });
    connect(m_send, &QAction::triggered, this, &ProcessActions::askForMessage);
    connect(m_link, &QAction::triggered, this, [this, &node] {
        askForPeer(
            QStringLiteral("linkDialog"), tr("Link Processes"),
            tr("When one of two linked processes ends for another reason than normal, the other ends too, "
               "unless it traps exits."),
            tr("&Link"), tr("Linked %1 with %2"), [&node](Pid from, Pid to) { return node.link(from, to); });
    });
    connect(m_unlink, &QAction::triggered, this, [this, &node] {
        askForPeer(QStringLiteral("unlinkDialog"), tr("Remove a Link"),
                   tr("After that the end of one no longer affects the other."), tr("&Unlink"),
                   tr("Unlinked %1 from %2"), [&node](Pid from, Pid to) { return node.unlink(from, to); });
    });
    connect(m_monitor, &QAction::triggered, this, [this, &node] {
        askForPeer(
            QStringLiteral("monitorDialog"), tr("Monitor a Process"),
            tr("When the other process ends, this one is sent a 'DOWN' message, whether its code expects it "
               "or not."),
            tr("&Monitor"), tr("%1 monitors %2"),
            [&node](Pid from, Pid to) { return node.monitor(from, to); });
    });
    connect(m_register, &QAction::triggered, this, &ProcessActions::askForName);
    connect(m_mailboxLimit, &QAction::triggered, this, &ProcessActions::askForMailboxLimit);
    connect(m_copyPid, &QAction::triggered, this, [this] {
        QStringList pids;
        for (const Pid pid : m_clock.selection()) {
            pids << toQString(pid.toString());
        }
        QGuiApplication::clipboard()->setText(pids.join(QLatin1Char('\n')));
        emit reported(tr("Copied %1").arg(subject()), false);
    });
    connect(m_endSpawned, &QAction::triggered, this, &ProcessActions::endAllSpawned);

    int key = Qt::Key_F1;
    for (const char* name : {"low", "normal", "high", "max"}) {
        const QString text = QLatin1String(name);
        QAction* action = m_priorities->addAction(text);
        action->setObjectName(QStringLiteral("priority:") + text);
        action->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | static_cast<Qt::Key>(key++)));
        window->addAction(action);
        action->setStatusTip(tr("Give the selected processes the priority %1").arg(text));
        connect(action, &QAction::triggered, this, [this, &node, name, text] {
            doToAll([&node, name](Pid pid) { return node.setPriority(pid, name); },
                    tr("Gave %1 the priority %2").arg(QStringLiteral("%1"), text));
        });
    }

    connect(&clock, &ViewClock::selectionChanged, this, &ProcessActions::updateEnabled);
    connect(&clock, &ViewClock::snapshotChanged, this, &ProcessActions::updateEnabled);
    connect(&clock, &ViewClock::newsArrived, this, &ProcessActions::followRestarted);
    m_send->setIconText(tr("Send"));
    updateEnabled();
    updateIcons();
}

void ProcessActions::addTo(QMenu& menu) const
{
    menu.addAction(m_kill);
    menu.addAction(m_restart);
    menu.addAction(m_suspend);
    menu.addAction(m_resume);
    menu.addSeparator();
    menu.addAction(m_send);
    menu.addAction(m_link);
    menu.addAction(m_unlink);
    menu.addAction(m_monitor);
    menu.addSeparator();
    menu.addAction(m_register);
    menu.addMenu(m_priorities);
    menu.addAction(m_mailboxLimit);
    menu.addSeparator();
    menu.addAction(m_copyPid);
}

void ProcessActions::updateIcons()
{
    m_kill->setIcon(themedIcon(QStringLiteral("kill")));
    m_restart->setIcon(themedIcon(QStringLiteral("restart")));
    m_suspend->setIcon(themedIcon(QStringLiteral("pause")));
    m_resume->setIcon(themedIcon(QStringLiteral("start")));
    m_send->setIcon(themedIcon(QStringLiteral("send")));
    m_copyPid->setIcon(themedIcon(QStringLiteral("copy")));
    m_endSpawned->setIcon(themedIcon(QStringLiteral("stop")));
}

void ProcessActions::updateEnabled()
{
    const bool selected = static_cast<bool>(m_clock.selected());
    // As far as is known: where nobody collects processes, or the views are frozen, it may well be alive.
    const Snapshot& snapshot = *m_clock.snapshot();
    const ProcessRow* row = selected ? findProcess(snapshot, m_clock.selected()) : nullptr;
    const bool alive = selected && (snapshot.processes.empty() || m_clock.isPaused() || row != nullptr ||
                                    m_clock.selection().size() > 1);
    const Capabilities capabilities = m_clock.node().capabilities();
    m_kill->setEnabled(alive && capabilities.exit);
    m_restart->setEnabled(alive && capabilities.restart);
    const bool one = m_clock.selection().size() == 1;
    const bool suspended = row != nullptr && row->status == ProcessStatus::Suspended;
    m_suspend->setEnabled(alive && capabilities.control);
    m_resume->setEnabled(alive && capabilities.control && (suspended || !one));
    for (QAction* action :
         {m_send, m_link, m_unlink, m_monitor, m_mailboxLimit, m_priorities->menuAction()}) {
        action->setEnabled(alive && capabilities.control);
    }
    for (QAction* action : m_priorities->actions()) { // each of them is a command by itself
        action->setEnabled(alive && capabilities.control);
    }
    m_register->setEnabled(alive && capabilities.control && one);
    m_copyPid->setEnabled(selected);
    m_endSpawned->setEnabled(capabilities.control);
}

QString ProcessActions::subject() const
{
    if (m_clock.selection().size() > 1) {
        return tr("%Ln processes", nullptr, pluralOf(m_clock.selection().size()));
    }
    return toQString(m_clock.selected().toString());
}

Outcome ProcessActions::doToAll(const Act& act, const QString& done)
{
    std::size_t failures = 0;
    Outcome last;
    const std::vector<Pid> pids = m_clock.selection();
    for (const Pid pid : pids) {
        if (Outcome outcome = act(pid); !outcome.ok()) {
            last = std::move(outcome);
            ++failures;
        }
    }
    if (failures == 0) {
        emit reported(done.arg(subject()), false);
        return {};
    }
    const QString error =
        pids.size() == 1 ? runtimeText(last.error)
                         : tr("not for %1 of %2, the last of them since %3")
                               .arg(countText(failures), countText(pids.size()), runtimeText(last.error));
    emit reported(tr("%1: %2").arg(subject(), error), true);
    last.error = error.toStdString();
    return last;
}

QStringList ProcessActions::knownWords() const
{
    QStringList words;
    for (const ProcessRow& row : m_clock.snapshot()->processes) {
        if (!row.name.isUndefined() && words.size() < WordLimit) {
            words << toQString(row.name.toString());
        }
    }
    static const QRegularExpression word(QStringLiteral("[A-Za-z_]\\w+"));
    for (const QString& message : knownMessages()) {
        for (auto found = word.globalMatch(message); found.hasNext();) {
            words << found.next().captured();
        }
    }
    words << QStringLiteral("Self") << QStringLiteral("undefined") << QStringLiteral("infinity");
    words.removeDuplicates();
    words.sort();
    return words;
}

QStringList ProcessActions::knownMessages() const
{
    QStringList messages;
    const ProcessRow* row = findProcess(*m_clock.snapshot(), m_clock.selected());
    for (const ModuleInfo& module : row == nullptr ? std::vector<ModuleInfo>() : m_clock.node().modules()) {
        if (module.name == row->initialCall.module.text()) {
            for (const MessageInfo& message : module.messages) {
                messages << toQString(message.example);
            }
        }
    }
    return messages;
}

void ProcessActions::killSelected()
{
    auto* dialog = new KillDialog(m_clock, m_clock.selection(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &KillDialog::previewed, this, &ProcessActions::previewed);
    connect(dialog, &KillDialog::sent, this, [this, whom = subject()](const QString& reason) {
        emit reported(tr("Sent %1 the exit signal %2").arg(whom, reason), false);
    });
    dialog->open();
}

void ProcessActions::restartSelected()
{
    forgetRestarted();
    const std::vector<Notice> before = m_clock.node().notices(0);
    const ProcessRow* row = findProcess(*m_clock.snapshot(), m_clock.selected());
    const Restarted restarted{m_clock.selected(), row == nullptr ? Atom() : row->name,
                              before.empty() ? 0 : before.back().sequence, QDeadlineTimer(3000)};
    const bool one = m_clock.selection().size() == 1;
    if (doToAll([this](Pid pid) { return m_clock.node().restart(pid); }, tr("Restarted %1")).ok() && one) {
        m_restarted = restarted;
        // A supervisor's list tells what it has started in its place.
        m_clock.watch(this, {.processes = true, .supervision = true});
    }
}

void ProcessActions::forgetRestarted()
{
    m_restarted = {};
    m_clock.stopWatching(this);
}

void ProcessActions::followRestarted()
{
    if (!m_restarted.pid) {
        return;
    }
    if (m_clock.selected() != m_restarted.pid || m_clock.selection().size() != 1 || m_clock.isPaused() ||
        m_restarted.until.hasExpired()) {
        forgetRestarted();
        return;
    }
    Pid now;
    const std::string line = m_restarted.pid.toString() + " was restarted as ";
    for (const Notice& notice : m_clock.node().notices(m_restarted.lastNotice)) {
        m_restarted.lastNotice = notice.sequence;
        if (notice.text.starts_with(line)) {
            now = notice.pid;
        }
    }
    if (!now) {
        now = startedInPlaceOf(m_restarted.pid, *m_clock.snapshot());
    }
    // What a supervisor starts again takes the name, if it had one.
    for (const ProcessRow& row : m_clock.snapshot()->processes) {
        if (!now && !m_restarted.name.isUndefined() && row.name == m_restarted.name &&
            row.pid != m_restarted.pid) {
            now = row.pid;
        }
    }
    if (now) {
        forgetRestarted();
        m_clock.select(now);
    }
}

void ProcessActions::askForMessage()
{
    auto* dialog = new ActionDialog(
        QStringLiteral("sendDialog"), tr("Send a Message"), subject(),
        tr("A term in Erlang’s notation. Self stands for a process whose messages are shown as notices."),
        tr("&Send"), m_window);
    QComboBox& field = dialog->addTextField(tr("&Message"), QStringLiteral("sendMessageText"),
                                            knownMessages(), knownWords());
    NodeView& node = m_clock.node();
    dialog->setCheck([&node, &field] { return node.checkMessage(field.currentText().toStdString()); });
    dialog->setAction([this, &node, &field] {
        const std::string text = field.currentText().toStdString();
        return doToAll([&node, &text](Pid pid) { return node.send(pid, text); },
                       tr("Sent %1 %2").arg(QStringLiteral("%1"), shortened(field.currentText(), 60)));
    });
    dialog->open();
}

void ProcessActions::askForPeer(const QString& objectName, const QString& title, const QString& explanation,
                                const QString& button, const QString& done,
                                std::function<Outcome(Pid, Pid)> act)
{
    auto* dialog = new ActionDialog(objectName, title, subject(), explanation, button, m_window);
    QComboBox& field = dialog->addTextField(tr("&Other process, by pid or name"),
                                            objectName + QStringLiteral("Peer"), {}, knownWords());
    const auto peer = [this, &field] { return findProcessByText(*m_clock.snapshot(), field.currentText()); };
    dialog->setCheck([peer, &field] {
        Outcome outcome;
        if (!peer()) {
            outcome.error = field.currentText().trimmed().isEmpty()
                                ? tr("Give a pid, such as <0.12.0>, or a registered name.").toStdString()
                                : tr("There is no such process.").toStdString();
        }
        return outcome;
    });
    dialog->setAction([this, act, done, peer] {
        const Pid to = peer();
        return doToAll([&](Pid from) { return act(from, to); },
                       done.arg(QStringLiteral("%1"), toQString(to.toString())));
    });
    dialog->open();
}

void ProcessActions::askForName()
{
    const ProcessRow* row = findProcess(*m_clock.snapshot(), m_clock.selected());
    const QString present =
        row == nullptr || row->name.isUndefined() ? QString() : toQString(row->name.toString());
    auto* dialog = new ActionDialog(
        QStringLiteral("registerDialog"), tr("Register a Name"), subject(),
        present.isEmpty() ? tr("An atom under which the process can be found.")
                          : tr("It is registered as %1. An empty field takes the name away.").arg(present),
        present.isEmpty() ? tr("&Register") : tr("&Change"), m_window);
    QComboBox& field = dialog->addTextField(tr("&Name"), QStringLiteral("registerNameText"), {});
    field.setEditText(present);
    field.lineEdit()->selectAll();
    dialog->setAction([this, &field] {
        const std::string name = field.currentText().trimmed().toStdString();
        NodeView& node = m_clock.node();
        return doToAll([&](Pid pid) { return node.registerName(pid, name); },
                       name.empty() ? tr("Took the name of %1") : tr("Registered %1"));
    });
    dialog->open();
}

void ProcessActions::askForMailboxLimit()
{
    auto* dialog =
        new ActionDialog(QStringLiteral("mailboxLimitDialog"), tr("Bound a Mailbox"), subject(),
                         tr("What is to happen when more messages wait than this. 0 takes a limit back."),
                         tr("&Set"), m_window);
    auto* count = new QSpinBox;
    count->setRange(0, std::numeric_limits<int>::max());
    count->setValue(1000);
    count->setGroupSeparatorShown(true);
    dialog->addField(tr("&Messages"), QStringLiteral("mailboxLimitCount"), count);
    auto* action = new QComboBox;
    action->addItems({tr("Who sends to it waits"), tr("It is ended")});
    dialog->addField(tr("&Past that"), QStringLiteral("mailboxLimitAction"), action);
    dialog->setAction([this, count, action] {
        const auto messages = static_cast<std::uint32_t>(count->value());
        const bool wait = action->currentIndex() == 0;
        return doToAll([&](Pid pid) { return m_clock.node().setMailboxLimit(pid, messages, wait); },
                       messages == 0 ? tr("Took the limit of %1") : tr("Bounded the mailbox of %1"));
    });
    dialog->open();
}

void ProcessActions::endAllSpawned()
{
    const Outcome outcome = m_clock.node().endSpawned();
    emit reported(outcome.ok() ? tr("Everything that was spawned by hand is being ended")
                               : runtimeText(outcome.error),
                  !outcome.ok());
}

} // namespace factorama
