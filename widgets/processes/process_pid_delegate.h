// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "runtime/term/pid.h"

namespace factorama {

/// Draws a pid behind the star of a favourite, which a click gives and takes.
class ProcessPidDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Where the star of a cell with this rectangle is.
    static QRect starRect(const QRect& cell);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    bool editorEvent(QEvent* event, QAbstractItemModel* model, const QStyleOptionViewItem& option,
                     const QModelIndex& index) override;

signals:
    void starClicked(factorama::Pid pid);
};

} // namespace factorama
