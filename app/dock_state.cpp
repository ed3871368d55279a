// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dock_state.h"

#include <QLayout>
#include <QMainWindow>

namespace factorama {

bool restoreDockState(QMainWindow& window, const QByteArray& state, int version)
{
    QLayout& layout = *window.layout();
    layout.setEnabled(false);
    const bool restored = window.restoreState(state, version);
    layout.setEnabled(true);
    if (window.isVisible()) {
        layout.activate();
    }
    return restored;
}

} // namespace factorama
