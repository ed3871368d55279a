// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

#include "app/settings.h"

class QAction;
class QMainWindow;
class QMenu;
class QToolBar;
class QToolButton;

namespace factorama {

class CommandPalette;
class DemonstrationsMenu;
class ExportDialog;
class HelpWindow;
class LayoutsMenu;
class ShortcutsWindow;
class Tour;
class ViewClock;

/// What the window has around its views: command palette, demonstrations, export, layouts, shortcuts, help
/// and tour. It finds the views by itself: the central widget and the docks.
class WindowTools : public QObject {
    Q_OBJECT

public:
    /// @param settings where to remember things; null to forget them.
    WindowTools(QMainWindow& window, ViewClock& clock, Settings* settings);

    void addToFileMenu(QMenu& menu);
    void addToViewMenu(QMenu& menu);
    void addToHelpMenu(QMenu& menu);
    void addToToolBar(QToolBar& bar);
    /// Once all menus are there: what has nothing to show offers the demonstration that would fill it, and
    /// disabled actions say why.
    void finish();
    void updateIcons();

    DemonstrationsMenu& demonstrations() const { return *m_demonstrations; }
    LayoutsMenu& layouts() const { return *m_layouts; }
    CommandPalette& palette() const { return *m_palette; }
    Tour& tour() const { return *m_tour; }

    void showExportDialog();
    /// The page on the view that has the keyboard.
    void showHelp();
    /// That page of the help; those on views are called as the views are.
    void showHelp(const QString& page);
    /// The page that is shown; nothing if the help is not open.
    QString helpPage() const;
    void showShortcuts();
    /// The tour, if it has never been shown.
    void offerTour();

signals:
    void reported(const QString& text, bool isError);

private:
    QAction* makeAction(const QString& text, const char* name, const QKeySequence& shortcut,
                        const QString& hint);
    void makeTour();
    /// The view with the keyboard: the central widget, or what a dock holds.
    QWidget* currentView() const;

    QMainWindow& m_window;
    ViewClock& m_clock;
    Settings* m_settings;
    CommandPalette* m_palette;
    DemonstrationsMenu* m_demonstrations;
    LayoutsMenu* m_layouts;
    Tour* m_tour = nullptr;
    QPointer<HelpWindow> m_help;
    QPointer<ShortcutsWindow> m_shortcuts;
    QPointer<ExportDialog> m_exportDialog;
    QToolButton* m_demonstrationsButton = nullptr;

    QAction* m_openPalette;
    QAction* m_export;
    QAction* m_showHelp;
    QAction* m_showShortcuts;
    QAction* m_startTour;
};

} // namespace factorama
