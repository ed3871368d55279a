// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRect>
#include <QSize>

namespace factorama {

/// Where a panel of this size goes that is taken out of its window: beside the window, where the screen has
/// room for it, else over one of its corners, and in any case within the screen.
/// @param least what it needs; over the window it gets no more than a part of that, if it can do with it
/// @param others panels that float already: as few of them as possible are to be covered
QRect floatingPlace(const QRect& window, QSize size, QSize least, const QRect& screen,
                    const QList<QRect>& others);

} // namespace factorama
