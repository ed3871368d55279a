// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QSettings>
#include <QStandardPaths>
#include <QString>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

#include "app/main_window.h"
#include "runtime/observe/embedded_node.h"
#include "widgets/processes/process_model.h"
#include "widgets/processes/processes_view.h"

#include <memory>

/// What the tests of the window share.
namespace factorama::testing {

inline constexpr int Patience = 20'000; ///< milliseconds; all schedulers of a small machine may be busy

/// Before tests of the window: English, dialogs that tests can click, and settings and files in `folder`, so
/// that those of whoever tests stay as they are. False if there is no such folder.
inline bool prepareWindowTests(const QTemporaryDir& folder)
{
    QStandardPaths::setTestModeEnabled(true);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    return folder.isValid() && QDir::setCurrent(folder.path());
}

/// Of a file; empty if it cannot be read.
inline QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A node with the demonstration, and the window over it, as the program makes them.
struct Program {
    EmbeddedNode node;
    std::unique_ptr<MainWindow> window;

    explicit Program(QSize size = {1280, 800}, MainWindow::Memory memory = MainWindow::Memory::Forget)
        : node(2)
    {
        node.startDemonstration();
        window = std::make_unique<MainWindow>(node, memory, Language::English);
        window->resize(size);
        window->show();
        window->activateWindow();
        QApplication::setActiveWindow(window.get()); // there may be no window manager
    }

    /// Waits until the window is to be seen and shows processes.
    bool isReady() const
    {
        return QTest::qWaitForWindowExposed(window.get()) &&
               QTest::qWaitFor([&] { return window->processes().model().rowCount() > 0; }, Patience);
    }

    template<typename Widget>
    Widget* find(const char* name) const
    {
        return window->findChild<Widget*>(QString::fromLatin1(name));
    }
    QAction* action(const char* name) const { return find<QAction>(name); }
    ProcessModel& model() const { return window->processes().model(); }
};

template<typename Dialog>
Dialog* openDialog(QWidget* window)
{
    for (Dialog* dialog : window->findChildren<Dialog*>()) {
        if (dialog->isVisible()) {
            QApplication::setActiveWindow(dialog);
            return dialog;
        }
    }
    return nullptr;
}

/// Descriptions of widgets below `root` that the keyboard reaches and a screen reader has no name for.
inline QStringList namelessWidgets(QWidget* root)
{
    QStringList nameless;
    for (QWidget* widget : root->findChildren<QWidget*>()) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() != nullptr ||
            widget->objectName().startsWith(QLatin1String("qt_"))) {
            continue;
        }
        if (const auto* bar = qobject_cast<QTabBar*>(widget); bar != nullptr && bar->count() == 0) {
            continue; // QMainWindow keeps such ones in stock, hidden
        }
        QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(widget);
        if (accessible == nullptr || accessible->text(QAccessible::Name).trimmed().isEmpty()) {
            nameless << QStringLiteral("%1 %2 in %3")
                            .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                 widget->parentWidget() != nullptr ? widget->parentWidget()->objectName()
                                                                   : QString());
        }
    }
    return nameless;
}

} // namespace factorama::testing
