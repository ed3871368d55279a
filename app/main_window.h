// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMainWindow>

#include <array>
#include <optional>

#include "app/dock_portions.h"
#include "app/language.h"
#include "app/settings.h"
#include "app/theme.h"
#include "widgets/text/steady_value.h"

class QActionGroup;
class QDockWidget;
class QTimer;
class QToolBar;

namespace factorama {

class FactorizationPanel;
class GraphView;
class InspectorView;
class MailboxesView;
class NodeView;
class NoticesView;
class ObservingView;
class ProcessActions;
class ProcessesView;
class SchedulersView;
class SpawnDialog;
class SupervisionView;
class LiveLabel;
class TonedLabel;
class ViewClock;
class WindowTools;

/// The window: the process table in the middle, every other view in a dock around it, all on one ViewClock
/// over one node. Nothing in it waits for the node.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// Whether the arrangement and the theme of the last time are taken over, and those of now are kept. A
    /// picture or a test forgets.
    enum class Memory { Remember, Forget };

    /// @param node must live longer than the window.
    explicit MainWindow(NodeView& node, QWidget* parent = nullptr);
    /// @param language instead of the one that is remembered; of a window that forgets, English else.
    MainWindow(NodeView& node, Memory memory, std::optional<Language> language = {},
               QWidget* parent = nullptr);
    ~MainWindow() override;

    ThemeMode themeMode() const { return m_appearance.mode; }
    /// For as long as the window lives; only what the person chooses in the menu is remembered.
    void setThemeMode(ThemeMode mode);
    const Appearance& appearance() const { return m_appearance; }
    void setAppearance(const Appearance& appearance);

    Language language() const { return m_language; }
    /// At once, and for as long as the window lives; only what the person chooses in the menu is remembered.
    /// All views, actions and dialogs are made anew: pointers and references to them are void.
    void setLanguage(Language language);

    /// All docks where they are at the first start, for the window's size of now.
    void resetLayout();
    /// Opens the dialog to spawn a process, or brings it to the front.
    void showSpawnDialog();

    ViewClock& clock() const { return *m_clock; }
    ProcessActions& processActions() const { return *m_processActions; }
    ProcessesView& processes() const { return *m_processes; }
    FactorizationPanel& factorization() const { return *m_factorization; }
    SchedulersView& schedulers() const { return *m_schedulers; }
    MailboxesView& mailboxes() const { return *m_mailboxes; }
    GraphView& graph() const { return *m_graph; }
    NoticesView& notices() const { return *m_notices; }
    InspectorView& inspector() const { return *m_inspector; }
    WindowTools& tools() const { return *m_tools; }
    SupervisionView& supervision() const { return *m_supervision; }
    ObservingView& observing() const { return *m_observing; }

protected:
    void childEvent(QChildEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum DockIndex {
        FactorizationDock,
        SchedulersDock,
        MailboxesDock,
        GraphDock,
        NoticesDock,
        InspectorDock,
        SupervisionDock,
        ObservingDock,
        DockCount
    };

    /// Makes all that the window holds, in the language of now.
    void fill();
    /// Deletes it again.
    void empty();
    void nameTabs();
    /// As Settings has it.
    QByteArray screenSize() const;
    QDockWidget* makeDock(DockIndex index, const QString& title, QWidget* view);
    QAction* makeAction(const QString& text, const QString& objectName, const QKeySequence& shortcut,
                        const QString& hint);
    void makeActions();
    void makeAppearanceActions();
    void present(bool on);
    void makeMenus();
    void makeToolBar();
    void makeStatusBar();
    void bringUp(DockIndex index);
    void updateStatus();
    void updateIcons();
    void report(const QString& text, bool isError);
    void showAbout();

    Settings m_settings;
    Memory m_memory;
    Appearance m_appearance;
    Language m_language = Language::English;
    NodeView& m_node;
    ViewClock* m_clock = nullptr;
    ProcessActions* m_processActions = nullptr;
    ProcessesView* m_processes = nullptr;
    FactorizationPanel* m_factorization = nullptr;
    SchedulersView* m_schedulers = nullptr;
    MailboxesView* m_mailboxes = nullptr;
    GraphView* m_graph = nullptr;
    NoticesView* m_notices = nullptr;
    InspectorView* m_inspector = nullptr;
    SupervisionView* m_supervision = nullptr;
    ObservingView* m_observing = nullptr;
    SpawnDialog* m_spawnDialog = nullptr;
    WindowTools* m_tools = nullptr;
    std::array<QDockWidget*, DockCount> m_docks{};
    std::array<QAction*, DockCount> m_goTo{};

    QToolBar* m_toolBar = nullptr;
    QAction* m_quit = nullptr;
    QAction* m_spawn = nullptr;
    QAction* m_pause = nullptr;
    QAction* m_filter = nullptr;
    QAction* m_goToProcesses = nullptr;
    QAction* m_resetLayout = nullptr;
    QAction* m_about = nullptr;
    QActionGroup* m_themes = nullptr;
    QActionGroup* m_languages = nullptr;
    QAction* m_distinct = nullptr;
    QAction* m_presentation = nullptr;

    TonedLabel* m_message = nullptr;
    QTimer* m_messageTimer = nullptr;
    LiveLabel* m_processCount = nullptr;
    LiveLabel* m_schedulerCount = nullptr;
    SteadyValue m_snapshotCost; ///< seconds
    LiveLabel* m_sampling = nullptr;
    DockPortions m_portions{*this};
    QSize m_restoredSize; ///< the one that the restored docks had their sizes in
    bool m_laidOut = false;
    bool m_shown = false;
};

} // namespace factorama
