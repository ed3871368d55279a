// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop.h"

#include "app/console.h"
#include "app/interruption.h"

#include <QSocketNotifier>

#include <unistd.h>

#include <array>

namespace factorama {

namespace {

constexpr const char* NoDisplay =
    "there is no display to open the window on; without one use: factorama factor, bench, screenshot or demo";

std::string displayName()
{
    const QByteArray wayland = qgetenv("WAYLAND_DISPLAY");
    return printable((wayland.isEmpty() ? qgetenv("DISPLAY") : wayland).toStdString());
}

bool isStarting = false;
QtMessageHandler qtMessageHandler = nullptr;

/// Qt's messages, but for two kinds: QApplication ends the program if it cannot open a display, after a page
/// of advice on plugins; and the platform without a display says of itself again and again what it cannot do.
void onQtMessage(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    if (message.startsWith("This plugin does not support"))
        return;
    if (!isStarting || qEnvironmentVariableIsSet("QT_DEBUG_PLUGINS"))
        qtMessageHandler(type, context, message);
    if (type != QtFatalMsg || !isStarting)
        return;
    const std::string display = displayName();
    const std::string platform = printable(qgetenv("QT_QPA_PLATFORM").toStdString());
    if (display.empty() && platform.empty())
        complain(NoDisplay);
    else if (display.empty())
        complain("cannot open a window with QT_QPA_PLATFORM=" + platform +
                 "; is there such a platform, and a display?");
    else
        complain("cannot open a window on the display " + display + "; is it running, and may you use it?");
    ::_exit(Failed);
}

} // namespace

Desktop::Desktop(Where where)
{
    // QApplication keeps references to these for as long as the program runs.
    static char programName[] = "factorama";
    static char platformOption[] = "-platform";
    static char offscreen[] = "offscreen";
    static std::array<char*, 4> words{programName, platformOption, offscreen, nullptr};
    static int count = 1;

    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        if (where == Where::OutOfSight)
            count = 3;
        else if (displayName().empty())
            throw Failure(NoDisplay);
    }
    if (count == 1)
        words[1] = nullptr;
    QApplication::setApplicationName("Factorama");
    QApplication::setApplicationVersion(FACTORAMA_VERSION);
    QApplication::setDesktopFileName("factorama");
    qtMessageHandler = qInstallMessageHandler(onQtMessage);
    isStarting = true;
    m_application = std::make_unique<QApplication>(count, words.data());
    isStarting = false;

    auto* const interruption =
        new QSocketNotifier(interruptionDescriptor(), QSocketNotifier::Read, m_application.get());
    QObject::connect(interruption, &QSocketNotifier::activated, m_application.get(), [interruption] {
        interruption->setEnabled(false);
        QApplication::closeAllWindows();
        QApplication::quit();
    });
}

int Desktop::run()
{
    return QApplication::exec();
}

} // namespace factorama
