// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

class QMainWindow;

namespace factorama {

/// QMainWindow::restoreState() that does not crash.
///
/// That one goes through the set of tab bars and shows each of them, which has the window's layout activated,
/// which makes the set anew when it differs: then it goes on in memory that was freed. So the layout is out
/// of action meanwhile. Seen with Qt 6.4.2. False if the state is none, or of another version.
bool restoreDockState(QMainWindow& window, const QByteArray& state, int version);

} // namespace factorama
