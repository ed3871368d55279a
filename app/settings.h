// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/theme.h"

#include <QByteArray>
#include <QSettings>

namespace factorama {

/// What the window remembers from one start to the next, in factorama/factorama.ini of the person's
/// configuration folder. What was saved by a program with another layout of docks or columns is dropped, not
/// guessed at.
class Settings {
public:
    /// To be raised when docks, toolbars or columns come, go or get another meaning.
    static constexpr int LayoutVersion = 2;

    Settings();

    ThemeMode themeMode() const;
    void setThemeMode(ThemeMode mode);

    QByteArray geometry() const { return layoutValue("geometry"); }
    void setGeometry(const QByteArray& value) { setLayoutValue("geometry", value); }
    QByteArray docks() const { return layoutValue("docks"); }
    void setDocks(const QByteArray& value) { setLayoutValue("docks", value); }
    QByteArray processColumns() const { return layoutValue("processColumns"); }
    void setProcessColumns(const QByteArray& value) { setLayoutValue("processColumns", value); }
    void removeLayout();

private:
    QByteArray layoutValue(const char* key) const;
    void setLayoutValue(const char* key, const QByteArray& value);

    QSettings m_settings;
};

} // namespace factorama
