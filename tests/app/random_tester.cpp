// SPDX-License-Identifier: GPL-3.0-or-later
// random_tester [ACTIONS [SEED]]: does what no person would to the window, while processes come and go, and
// fails on a crash, a hang, an assertion or a warning of Qt. It says the seed and what it did last.
#include "runtime/node/runtime.h"
#include "runtime/observe/embedded_node.h"

#include "app/main_window.h"
#include "gestures.h"
#include "widgets/command_palette/commands.h"
#include "widgets/node_clock/view_clock.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QDialog>
#include <QDir>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QEvent>
#include <QFileDialog>
#include <QLocale>
#include <QMenu>
#include <QRandomGenerator>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace factorama::random_tester {

namespace {

constexpr std::size_t Remembered = 40;
constexpr int HangSeconds = 120;
/// From so many processes on all are ended, so that the run does not only wait.
constexpr std::size_t MostProcesses = 120'000;

std::deque<std::string> lastActions;
unsigned seed = 1;
int doneActions = 0;
std::atomic<int> progress{0};
std::atomic<bool> finished{false};
int complaints = 0;

void tellWhereWeAre()
{
    std::fprintf(stderr, "random_tester: after %d actions with the seed %u; the last ones were:\n",
                 doneActions, seed);
    for (const std::string& action : lastActions) {
        std::fprintf(stderr, "  %s\n", action.c_str());
    }
}

void onSignal(int number)
{
    std::signal(number, SIG_DFL);
    std::fprintf(stderr, "random_tester: signal %d\n", number);
    tellWhereWeAre();
    ::raise(number);
}

void onMessage(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    // The platform without a display says of itself what it cannot do, and nothing of ours is wrong.
    if (type == QtDebugMsg || type == QtInfoMsg ||
        message.startsWith(QLatin1String("This plugin does not"))) {
        return;
    }
    std::fprintf(stderr, "random_tester: Qt says (%s): %s\n",
                 context.category == nullptr ? "" : context.category, qPrintable(message));
    if (++complaints <= 3) {
        tellWhereWeAre();
    }
    if (type == QtFatalMsg) {
        std::abort();
    }
}

} // namespace

/// Lives for a moment.
Process brief(Self self, std::int64_t milliseconds)
{
    co_await self.sleep(milliseconds);
    if (milliseconds % 7 == 0) {
        self.exit(Atom("random_crash"));
    }
}

/// Spawns and spawns.
Process churn(Self self)
{
    self.setTrapExit(true);
    for (std::int64_t number = 0;; ++number) {
        self.spawnLink<&brief>((number * 7919) % 400);
        for (bool more = true; more;) {
            const Message message = co_await self.receive(any).after(15);
            more = !message.timedOut();
        }
    }
}

class Tester : public QObject {
public:
    Tester(EmbeddedNode& node, MainWindow& window) : m_node(node), m_window(window), m_random(seed)
    {
        window.installEventFilter(this);
        // A menu of a tool button, a dialog that somebody opens with exec() and a text that is dragged have
        // event loops of their own, and would hold this up for ever.
        connect(&m_watchdog, &QTimer::timeout, this, [this] {
            if (m_nested == 0 || std::exchange(m_watched, doneActions) != doneActions) {
                return;
            }
            if (QWidget* popup = QApplication::activePopupWidget()) {
                popup->close();
            } else if (QWidget* modal = QApplication::activeModalWidget()) {
                modal->close();
            } else {
                QKeyEvent escape(QEvent::ShortcutOverride, Qt::Key_Escape, Qt::NoModifier); // ends a drag
                QApplication::sendEvent(&m_window, &escape);
            }
        });
        m_watchdog.start(150);
    }

    void act()
    {
        closeWhatStaysOpen();
        struct Choice {
            int weight;
            void (Tester::*action)();
        };
        static const std::array choices = {
            Choice{24, &Tester::click},        Choice{5, &Tester::doubleClick},
            Choice{8, &Tester::contextClick},  Choice{6, &Tester::drag},
            Choice{5, &Tester::wheel},         Choice{18, &Tester::key},
            Choice{6, &Tester::type},          Choice{3, &Tester::resize},
            Choice{6, &Tester::moveDock},      Choice{9, &Tester::command},
            Choice{4, &Tester::palette},       Choice{4, &Tester::wait},
            Choice{2, &Tester::killSomething}, Choice{2, &Tester::hover},
        };
        int total = 0;
        for (const Choice& choice : choices) {
            total += choice.weight;
        }
        int at = below(total);
        for (const Choice& choice : choices) {
            if ((at -= choice.weight) < 0) {
                ++m_nested;
                (this->*choice.action)();
                --m_nested;
                break;
            }
        }
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        if (doneActions % 50 == 0) {
            keepItSmall();
        }
    }

    /// Closes menus and dialogs.
    void closeAll()
    {
        for (int i = 0; i < 50; ++i) {
            QWidget* open = QApplication::activePopupWidget();
            if (open == nullptr) {
                open = QApplication::activeModalWidget();
            }
            if (open == nullptr) {
                break;
            }
            open->close();
            QCoreApplication::processEvents();
        }
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (watched == &m_window && event->type() == QEvent::Close) {
            event->ignore(); // the show goes on
            return true;
        }
        return QObject::eventFilter(watched, event);
    }

private:
    int below(int limit) { return limit <= 1 ? 0 : static_cast<int>(m_random.bounded(limit)); }
    bool chance(int percent) { return below(100) < percent; }

    void note(const QString& what)
    {
        lastActions.push_back(what.toStdString());
        if (lastActions.size() > Remembered) {
            lastActions.pop_front();
        }
    }

    static QString nameOf(const QObject* object)
    {
        return object == nullptr
                   ? QStringLiteral("nothing")
                   : QStringLiteral("%1 %2").arg(QLatin1String(object->metaObject()->className()),
                                                 object->objectName());
    }

    /// The window that a person could click on now.
    QWidget* topLevel()
    {
        if (QWidget* popup = QApplication::activePopupWidget()) {
            return popup;
        }
        if (QWidget* modal = QApplication::activeModalWidget()) {
            return modal;
        }
        std::vector<QWidget*> shown;
        for (QWidget* widget : QApplication::topLevelWidgets()) {
            if (widget->isVisible() && widget->windowType() != Qt::ToolTip &&
                !widget->testAttribute(Qt::WA_TransparentForMouseEvents)) {
                shown.push_back(widget);
            }
        }
        std::sort(shown.begin(), shown.end(), [](QWidget* a, QWidget* b) {
            return nameOf(a) < nameOf(b); // not by their addresses, which differ from run to run
        });
        if (shown.empty() || chance(60)) {
            return &m_window;
        }
        return shown[static_cast<std::size_t>(below(static_cast<int>(shown.size())))];
    }

    struct Target {
        QWidget* widget;
        QPoint at;
    };
    Target target()
    {
        QWidget* top = topLevel();
        const QPoint at(below(top->width()), below(top->height()));
        QWidget* child = top->childAt(at);
        QWidget* widget = child == nullptr ? top : child;
        return {widget, widget->mapFrom(top, at)};
    }
    QString describe(const char* what, const Target& t)
    {
        return QStringLiteral("%1 %2 (in %3) at %4, %5")
            .arg(QLatin1String(what), nameOf(t.widget), nameOf(t.widget->parent()))
            .arg(t.at.x())
            .arg(t.at.y());
    }
    Qt::KeyboardModifiers modifiers()
    {
        static constexpr std::array some = {Qt::NoModifier,    Qt::NoModifier,      Qt::NoModifier,
                                            Qt::ShiftModifier, Qt::ControlModifier, Qt::AltModifier};
        return some[static_cast<std::size_t>(below(some.size()))];
    }

    void click()
    {
        const Target t = target();
        note(describe("click", t));
        QTest::mouseClick(t.widget, Qt::LeftButton, chance(85) ? Qt::NoModifier : modifiers(), t.at);
    }
    void doubleClick()
    {
        const Target t = target();
        note(describe("double click", t));
        const QPointer<QWidget> widget = t.widget;
        QTest::mouseClick(t.widget, Qt::LeftButton, {}, t.at);
        if (widget != nullptr && widget->isVisible()) {
            QTest::mouseDClick(widget, Qt::LeftButton, {}, t.at);
        }
    }
    void contextClick()
    {
        const Target t = target();
        note(describe("context click", t));
        const QPointer<QWidget> widget = t.widget;
        QTest::mouseClick(t.widget, Qt::RightButton, {}, t.at);
        if (widget != nullptr && widget->isVisible()) {
            QContextMenuEvent event(QContextMenuEvent::Mouse, t.at, widget->mapToGlobal(t.at));
            QApplication::sendEvent(widget, &event);
        }
    }
    void drag()
    {
        const Target t = target();
        const QPoint by(below(400) - 200, below(300) - 150);
        note(describe("drag", t) + QStringLiteral(" by %1, %2").arg(by.x()).arg(by.y()));
        const QPointer<QWidget> widget = t.widget;
        if (QGuiApplication::platformName() == QLatin1String("xcb")) {
            // An X server ends a drag of selected text by the real pointer, which is not ours: nothing is to
            // be selected.
            QTest::mouseClick(t.widget, Qt::LeftButton, {}, t.at);
            if (widget == nullptr || !widget->isVisible()) {
                return;
            }
        }
        testing::drag(widget, t.at, by);
    }
    void hover()
    {
        const Target t = target();
        note(describe("hover", t));
        QMouseEvent move(QEvent::MouseMove, t.at, t.widget->mapToGlobal(t.at), Qt::NoButton, Qt::NoButton,
                         Qt::NoModifier);
        QApplication::sendEvent(t.widget, &move);
        QHelpEvent help(QEvent::ToolTip, t.at, t.widget->mapToGlobal(t.at));
        QApplication::sendEvent(t.widget, &help);
    }
    void wheel()
    {
        const Target t = target();
        note(describe("wheel", t));
        const int turn = chance(50) ? 120 : -120;
        QWheelEvent event(t.at, t.widget->mapToGlobal(t.at), {}, {chance(15) ? turn : 0, turn}, Qt::NoButton,
                          modifiers(), Qt::NoScrollPhase, false);
        QApplication::sendEvent(t.widget, &event);
    }

    QWidget* keyTarget()
    {
        if (QWidget* popup = QApplication::activePopupWidget()) {
            return popup;
        }
        QWidget* focus = QApplication::focusWidget();
        if (focus != nullptr && focus->isVisible()) {
            return focus;
        }
        return topLevel();
    }
    void key()
    {
        static constexpr std::array keys = {
            Qt::Key_Tab,       Qt::Key_Tab,   Qt::Key_Backtab, Qt::Key_Return,   Qt::Key_Escape,
            Qt::Key_Space,     Qt::Key_Up,    Qt::Key_Down,    Qt::Key_Left,     Qt::Key_Right,
            Qt::Key_Home,      Qt::Key_End,   Qt::Key_PageUp,  Qt::Key_PageDown, Qt::Key_Delete,
            Qt::Key_Backspace, Qt::Key_F1,    Qt::Key_F2,      Qt::Key_F5,       Qt::Key_F8,
            Qt::Key_F10,       Qt::Key_F11,   Qt::Key_Menu,    Qt::Key_0,        Qt::Key_1,
            Qt::Key_2,         Qt::Key_3,     Qt::Key_5,       Qt::Key_7,        Qt::Key_A,
            Qt::Key_C,         Qt::Key_E,     Qt::Key_F,       Qt::Key_G,        Qt::Key_K,
            Qt::Key_L,         Qt::Key_N,     Qt::Key_P,       Qt::Key_R,        Qt::Key_S,
            Qt::Key_T,         Qt::Key_V,     Qt::Key_Z,       Qt::Key_Plus,     Qt::Key_Minus,
            Qt::Key_Period,    Qt::Key_Slash,
        };
        const Qt::Key key = keys[static_cast<std::size_t>(below(keys.size()))];
        Qt::KeyboardModifiers with = modifiers();
        if (chance(10)) {
            with = Qt::ControlModifier | (chance(50) ? Qt::ShiftModifier : Qt::AltModifier);
        }
        QWidget* widget = keyTarget();
        note(QStringLiteral("key %1 to %2")
                 .arg(QKeySequence(QKeyCombination(with, key)).toString(), nameOf(widget)));
        QTest::keyClick(widget, key, with);
    }
    void type()
    {
        static const std::array texts = {
            QStringLiteral("12 13 1000000000"),
            QStringLiteral("1000000000..1000000005"),
            QStringLiteral("echo"),
            QStringLiteral("<0.5.0>"),
            QStringLiteral("{not, closed"),
            QStringLiteral("kill"),
            QStringLiteral("7"),
            QStringLiteral("messages > 3"),
            QStringLiteral("[a-z"),
            QStringLiteral("-1"),
            QStringLiteral("99999999999999999999"),
            QStringLiteral("ä€😀"),
            QStringLiteral("twelve apples"),
        };
        const QPointer<QWidget> widget = keyTarget();
        const QString& text = texts[static_cast<std::size_t>(below(texts.size()))];
        note(QStringLiteral("type %1 into %2").arg(text, nameOf(widget)));
        // Key events take any text, which QTest::keyClicks does not.
        for (const QChar letter : text) {
            if (widget == nullptr) {
                return;
            }
            QKeyEvent press(QEvent::KeyPress, 0, Qt::NoModifier, QString(letter));
            QApplication::sendEvent(widget, &press);
            if (widget == nullptr) {
                return;
            }
            QKeyEvent release(QEvent::KeyRelease, 0, Qt::NoModifier, QString(letter));
            QApplication::sendEvent(widget, &release);
        }
    }

    void resize()
    {
        const QSize size(640 + below(1600), 400 + below(1000));
        note(QStringLiteral("resize to %1x%2").arg(size.width()).arg(size.height()));
        m_window.resize(size);
        if (chance(10)) {
            m_window.setWindowState(m_window.windowState() ^ Qt::WindowMaximized);
        }
        if (chance(5)) {
            m_window.showMinimized();
            QCoreApplication::processEvents();
            m_window.showNormal();
        }
    }

    void moveDock()
    {
        const QList<QDockWidget*> docks = m_window.findChildren<QDockWidget*>();
        if (docks.isEmpty() || QApplication::activeModalWidget() != nullptr) {
            return;
        }
        QDockWidget* dock = docks[below(static_cast<int>(docks.size()))];
        QDockWidget* other = docks[below(static_cast<int>(docks.size()))];
        const int how = below(testing::DockMoves);
        note(QStringLiteral("dock %1: %2 (%3)").arg(nameOf(dock)).arg(how).arg(nameOf(other)));
        testing::moveDock(m_window, dock, other, how, [this](int limit) { return below(limit); });
    }

    /// Any action of the window but its end.
    void command()
    {
        if (QApplication::activeModalWidget() != nullptr || QApplication::activePopupWidget() != nullptr) {
            return;
        }
        std::vector<CommandEntry> commands = commandsOf(m_window);
        std::erase_if(commands,
                      [](const CommandEntry& c) { return !c.enabled || c.name == QLatin1String("quit"); });
        if (commands.empty()) {
            return;
        }
        const CommandEntry& command =
            commands[static_cast<std::size_t>(below(static_cast<int>(commands.size())))];
        note(QStringLiteral("command %1").arg(command.name));
        command.action->trigger();
    }

    void palette()
    {
        static const std::array words = {"theme", "go",     "demo", "kill",    "echo", "export",
                                         "help",  "layout", "tour", "<0.3.0>", "zzz",  ""};
        auto* open = m_window.findChild<QAction*>(QStringLiteral("commandPalette"));
        if (open == nullptr || QApplication::activeModalWidget() != nullptr ||
            QApplication::activePopupWidget() != nullptr) {
            return;
        }
        const char* word = words[static_cast<std::size_t>(below(words.size()))];
        note(QStringLiteral("palette: %1").arg(QLatin1String(word)));
        open->trigger();
        if (QWidget* field = QApplication::focusWidget()) {
            QTest::keyClicks(field, QString::fromLatin1(word));
            for (int i = below(4); i > 0; --i) {
                QTest::keyClick(field, Qt::Key_Down);
            }
            QTest::keyClick(field, chance(80) ? Qt::Key_Return : Qt::Key_Escape);
        }
    }

    void wait()
    {
        const int milliseconds = below(40);
        note(QStringLiteral("wait %1 ms").arg(milliseconds));
        QTest::qWait(milliseconds);
    }

    void killSomething()
    {
        const auto snapshot = m_node.snapshot();
        if (snapshot->processes.empty()) {
            return;
        }
        const Pid pid =
            snapshot->processes[static_cast<std::size_t>(below(static_cast<int>(snapshot->processes.size())))]
                .pid;
        note(QStringLiteral("kill %1").arg(QString::fromStdString(pid.toString())));
        if (chance(50)) {
            m_window.clock().select(pid);
        }
        static_cast<void>(m_node.exit(pid, "kill"));
    }

    void closeWhatStaysOpen()
    {
        // A file dialog would let it walk out of its folder.
        for (QWidget* widget : QApplication::topLevelWidgets()) {
            if (auto* files = qobject_cast<QFileDialog*>(widget); files != nullptr && files->isVisible()) {
                note(QStringLiteral("file dialog: closed"));
                files->reject();
            }
        }
        QWidget* modal = QApplication::activeModalWidget();
        QWidget* popup = QApplication::activePopupWidget();
        m_openFor = modal != nullptr || popup != nullptr ? m_openFor + 1 : 0;
        if (m_openFor > 25) {
            note(QStringLiteral("close what is open"));
            closeAll();
            m_openFor = 0;
        }
        // Windows of their own pile up otherwise.
        if (doneActions % 300 == 299) {
            for (QWidget* widget : QApplication::topLevelWidgets()) {
                if (auto* dialog = qobject_cast<QDialog*>(widget); dialog != nullptr && dialog->isVisible()) {
                    dialog->close();
                }
            }
        }
    }

    void keepItSmall()
    {
        const auto snapshot = m_node.snapshot();
        if (snapshot->processCount > (doneActions % 500 == 0 ? 3'000 : MostProcesses)) {
            note(QStringLiteral("end all processes"));
            for (const ProcessRow& row : snapshot->processes) {
                if (!row.parent) {
                    static_cast<void>(m_node.exit(row.pid, "kill"));
                }
            }
        }
        if (snapshot->schedulersOnline > 8) { // hundreds of them would leave the window no time to be tested
            note(QStringLiteral("two schedulers"));
            static_cast<void>(m_node.setSchedulersOnline(2));
        }
        if (!m_node.runtime().isAlive(m_churn)) {
            try {
                m_churn = m_node.runtime().spawn<&churn>();
            } catch (const Raised&) {
                // The limit of processes is reached, for the moment.
            }
        }
        if (chance(30)) {
            m_node.cancelFactorization();
        }
    }

    EmbeddedNode& m_node;
    MainWindow& m_window;
    QRandomGenerator m_random;
    QTimer m_watchdog;
    Pid m_churn;
    int m_nested = 0;
    int m_watched = -1; ///< the action that the watchdog saw last
    int m_openFor = 0; ///< actions
};

int run(int actions)
{
    const QTemporaryDir folder;
    if (!folder.isValid()) {
        std::fprintf(stderr, "random_tester: there is no temporary folder\n");
        return 2;
    }
    qputenv("HOME", folder.path().toLocal8Bit());
    qunsetenv("XDG_CONFIG_HOME");
    QDir::setCurrent(folder.path());
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());

    std::thread watchdog([] {
        int last = -1;
        int since = 0;
        while (!finished) {
            ::sleep(1);
            const int now = progress;
            since = now == last ? since + 1 : 0;
            last = now;
            if (since > HangSeconds) {
                std::fprintf(stderr, "random_tester: the window hangs\n");
                std::abort(); // tells where we are
            }
        }
    });
    {
        EmbeddedNode node(2);
        node.startDemonstration();
        MainWindow window(node, MainWindow::Memory::Remember);
        window.show();
        QApplication::setActiveWindow(&window);
        static_cast<void>(QTest::qWaitForWindowExposed(&window));
        Tester tester(node, window);
        QElapsedTimer clock;
        clock.start();
        qint64 slowest = 0;
        std::string slowestAction;
        for (doneActions = 0; doneActions < actions && complaints == 0; ++doneActions) {
            QElapsedTimer one;
            one.start();
            tester.act();
            if (one.elapsed() > slowest && !lastActions.empty()) {
                slowest = one.elapsed();
                slowestAction = lastActions.back();
            }
            progress = doneActions;
            if (doneActions % 500 == 499) {
                std::printf("%d actions in %lld s; the slowest took %lld ms: %s\n", doneActions + 1,
                            static_cast<long long>(clock.elapsed() / 1000), static_cast<long long>(slowest),
                            slowestAction.c_str());
                std::fflush(stdout);
            }
        }
        tester.closeAll();
        std::printf(
            "random_tester: %d actions with the seed %u in %lld s, %d warnings; the slowest took %lld "
            "ms: %s\n",
            doneActions, seed, static_cast<long long>(clock.elapsed() / 1000), complaints,
            static_cast<long long>(slowest), slowestAction.c_str());
    }
    finished = true;
    watchdog.join();
    return complaints == 0 ? 0 : 1;
}

} // namespace factorama::random_tester

int main(int argc, char** argv)
{
    using namespace factorama::random_tester;
    const int actions = argc > 1 ? std::atoi(argv[1]) : 1'500;
    seed = argc > 2 ? static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10)) : 1;
    if (actions <= 0) {
        std::fprintf(stderr, "usage: random_tester [ACTIONS [SEED]]\n");
        return 2;
    }
    for (const int number : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGTERM}) {
        std::signal(number, onSignal);
    }
    QStandardPaths::setTestModeEnabled(true);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    qInstallMessageHandler(onMessage);
    return run(actions);
}
