// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QVariant>

class QWidget;

namespace factorama {

/// What a person has typed, chosen and arranged in the widgets below one, so that widgets that take their
/// place can be given it again. Widgets are known by their object names, and those without one left alone.
class WindowState {
public:
    /// Takes it from everything below `root` but dialogs.
    static WindowState of(const QWidget& root);
    /// Gives it to the widgets of the same names below `root`.
    void restore(QWidget& root) const;

private:
    QHash<QString, QVariant> m_values; ///< by object name
    QHash<QString, QByteArray> m_headers; ///< of tables and trees, by their object names
    QString m_focus; ///< object name of what had the keyboard
};

} // namespace factorama
