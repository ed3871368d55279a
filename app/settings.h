// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/language.h"
#include "app/theme.h"

#include <QByteArray>
#include <QMap>
#include <QSettings>
#include <QSize>
#include <QStringList>

namespace factorama {

/// What the window remembers from one start to the next, in factorama/factorama.ini of the person's
/// configuration folder. What was saved by a program with another layout of docks or columns is dropped, not
/// guessed at.
class Settings {
public:
    /// To be raised when docks, toolbars or columns come, go or get another meaning.
    static constexpr int LayoutVersion = 3;

    Settings();

    ThemeMode themeMode() const;
    void setThemeMode(ThemeMode mode);
    Language language() const;
    void setLanguage(Language language);
    bool distinctColours() const { return m_settings.value("distinctColours").toBool(); }
    void setDistinctColours(bool on) { m_settings.setValue("distinctColours", on); }
    bool presentation() const { return m_settings.value("presentation").toBool(); }
    void setPresentation(bool on) { m_settings.setValue("presentation", on); }
    /// The tour was offered once.
    bool tourSeen() const { return m_settings.value("tourSeen").toBool(); }
    void setTourSeen() { m_settings.setValue("tourSeen", true); }
    /// Names of actions, see CommandPalette.
    QStringList recentCommands() const { return m_settings.value("recentCommands").toStringList(); }
    void setRecentCommands(const QStringList& names) { m_settings.setValue("recentCommands", names); }

    /// Arrangements of docks that the person gave a name, with QMainWindow::saveState() of each.
    QMap<QString, QByteArray> namedLayouts() const;
    void setNamedLayouts(const QMap<QString, QByteArray>& layouts);

    QByteArray geometry() const { return layoutValue("geometry"); }
    void setGeometry(const QByteArray& value) { setLayoutValue("geometry", value); }
    /// How large the screen was, in pixels as widgets count them; `1920x1080`.
    QByteArray screen() const { return layoutValue("screen"); }
    void setScreen(const QByteArray& value) { setLayoutValue("screen", value); }
    /// The window's, in which the docks have their sizes; invalid where it is not known.
    QSize size() const;
    void setSize(QSize size);
    QByteArray docks() const { return layoutValue("docks"); }
    void setDocks(const QByteArray& value) { setLayoutValue("docks", value); }
    QByteArray processColumns() const { return layoutValue("processColumns"); }
    void setProcessColumns(const QByteArray& value) { setLayoutValue("processColumns", value); }
    /// What is remembered of each view's own settings, as that view says.
    QByteArray mailboxThresholds() const { return layoutValue("mailboxThresholds"); }
    void setMailboxThresholds(const QByteArray& value) { setLayoutValue("mailboxThresholds", value); }
    QByteArray graph() const { return layoutValue("graph"); }
    void setGraph(const QByteArray& value) { setLayoutValue("graph", value); }
    /// How a view divides its room, see TurningSplitter.
    /// @param splitter its object name
    QByteArray portions(const QString& splitter) const;
    void setPortions(const QString& splitter, const QByteArray& value);
    bool watchesWhileHidden() const { return layoutValue("watchesWhileHidden") == "yes"; }
    void setWatchesWhileHidden(bool value) { setLayoutValue("watchesWhileHidden", value ? "yes" : "no"); }
    /// Registered names of processes.
    QStringList favourites() const { return m_settings.value("favourites").toStringList(); }
    void setFavourites(const QStringList& names) { m_settings.setValue("favourites", names); }
    void removeLayout();

private:
    QByteArray layoutValue(const char* key) const;
    void setLayoutValue(const char* key, const QByteArray& value);

    QSettings m_settings;
};

} // namespace factorama
