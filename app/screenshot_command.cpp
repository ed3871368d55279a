// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/screenshot_command.h"

#include "app/console.h"
#include "app/desktop.h"
#include "app/interruption.h"
#include "app/main_window.h"
#include "widgets/factorization/factorization_panel.h"

#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QImageWriter>
#include <QPixmap>
#include <QSaveFile>
#include <QTimer>

#include <fmt/format.h>

#include <tuple>

namespace factorama {

namespace {

constexpr int LeastWidth = 900;
constexpr int LeastHeight = 600;
constexpr int MostPixels = 16384; ///< a side
/// The charts are to have some history, ...
constexpr qint64 HistoryMilliseconds = 2500;
/// ... but a slow machine is not waited for longer than this.
constexpr qint64 PatienceMilliseconds = 20'000;
/// A second's work for the schedulers, and then the numbers that everybody gets to know first.
constexpr const char* WarmUpNumbers = "1000000000..1000000199";
constexpr const char* ShownNumbers = "1000000000..1000000005";

/// Lets the window run until `isDone`, or `milliseconds` have passed.
template<typename Condition>
bool runUntil(qint64 milliseconds, const Condition& isDone)
{
    QElapsedTimer elapsed;
    elapsed.start();
    QEventLoop loop;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (isDone() || interrupted() || elapsed.hasExpired(milliseconds))
            loop.quit();
    });
    poll.start(20);
    if (!isDone())
        loop.exec();
    if (interrupted())
        throw Failure("interrupted: no screenshot was written");
    return isDone();
}

bool isRunning(const NodeView& node)
{
    return node.factorizationProgress().state == FactorizationProgress::State::Running;
}

void start(MainWindow& window, const char* numbers)
{
    if (!window.factorization().start({numbers, "parallel", "seed", 0}))
        throw Failure("the factorization for the screenshot did not start");
}

void writePicture(const QImage& picture, const QString& path)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly)) {
        QImageWriter writer(&file, "png");
        if (!writer.write(picture)) {
            throw Failure("cannot write " + printable(path.toStdString()) + ": " +
                          writer.errorString().toStdString());
        }
        if (file.commit())
            return;
    }
    throw Failure("cannot write " + printable(path.toStdString()) + ": " + file.errorString().toStdString());
}

std::string details()
{
    return fmt::format(
        R"(The window is opened out of sight, and needs no display. To have it on a screen, set
QT_QPA_PLATFORM. A width is from {} to {}, a height from {} to {} pixels.
)",
        LeastWidth, MostPixels, LeastHeight, MostPixels);
}

int run(const Arguments& arguments)
{
    if (arguments.words().size() != 1)
        throw UsageError("give one name for the picture, as in: factorama screenshot window.png");
    Screenshot screenshot;
    screenshot.path = arguments.words().front();
    screenshot.theme =
        arguments.choice("theme", "light", {"light", "dark"}) == "dark" ? ThemeMode::Dark : ThemeMode::Light;
    screenshot.language =
        arguments.choice("language", "en", {"en", "de"}) == "de" ? Language::German : Language::English;
    std::tie(screenshot.width, screenshot.height) =
        arguments.size("size", {screenshot.width, screenshot.height});
    if (screenshot.width < LeastWidth || screenshot.width > MostPixels || screenshot.height < LeastHeight ||
        screenshot.height > MostPixels) {
        throw UsageError(fmt::format(
            "--size takes a width from {} to {} and a height from {} to {} pixels, not {}x{}", LeastWidth,
            MostPixels, LeastHeight, MostPixels, screenshot.width, screenshot.height));
    }
    checkScreenshotPath(screenshot.path);
    EmbeddedNode node(schedulersOption(arguments));
    takeScreenshot(node, screenshot);
    return Succeeded;
}

} // namespace

const Command& screenshotCommand()
{
    static const Command command = {
        "screenshot",
        "OUT.png",
        "Writes a picture of the window, with the demonstration and a factorization running in it.",
        {
            {"size", "WIDTHxHEIGHT", "in pixels (default: 1600x1000)"},
            {"theme", "light|dark", "the colours (default: light)"},
            {"language", "en|de", "the window's language (default: en)"},
            schedulersDescription(),
        },
        details,
        run,
    };
    return command;
}

void checkScreenshotPath(const std::string& fileName)
{
    const QString path = QFile::decodeName(fileName.c_str());
    const QFileInfo file(path);
    const std::string name = printable(fileName);
    if (path.isEmpty())
        throw UsageError("the name of the picture is empty");
    if (file.isDir())
        throw Failure("cannot write " + name + ": it is a folder; add a file name, as in window.png");
    if (!file.absoluteDir().exists()) {
        throw Failure("cannot write " + name + ": there is no folder " +
                      printable(file.absolutePath().toStdString()));
    }
    QSaveFile probe(path);
    if (!probe.open(QIODevice::WriteOnly))
        throw Failure("cannot write " + name + ": " + probe.errorString().toStdString());
    probe.cancelWriting();
}

void takeScreenshot(EmbeddedNode& node, const Screenshot& screenshot)
{
    Desktop desktop(Desktop::Where::OutOfSight);
    node.startDemonstration();
    MainWindow window(node, MainWindow::Memory::Forget, screenshot.language);
    window.setThemeMode(screenshot.theme);
    const QSize size = QSize(screenshot.width, screenshot.height) / window.devicePixelRatioF();
    window.resize(size);
    window.show();

    QElapsedTimer history;
    history.start();
    start(window, WarmUpNumbers);
    runUntil(HistoryMilliseconds / 2, [&] { return !isRunning(node); });
    node.cancelFactorization();
    if (!runUntil(PatienceMilliseconds, [&] { return !isRunning(node); }))
        throw Failure("a factorization did not end in time: no screenshot was written");
    start(window, ShownNumbers);
    const auto isReady = [&] {
        return !isRunning(node) && node.snapshot()->sequence > 0 && history.hasExpired(HistoryMilliseconds);
    };
    if (!runUntil(PatienceMilliseconds, isReady))
        throw Failure("the window did not get ready in time: no screenshot was written");

    if (window.width() > size.width() || window.height() > size.height()) {
        const QSize least = window.size() * window.devicePixelRatioF();
        throw Failure(fmt::format("the window does not get smaller than {}x{}: give a --size from there up",
                                  least.width(), least.height()));
    }
    writePicture(window.grab().toImage(), QFile::decodeName(screenshot.path.c_str()));
}

} // namespace factorama
