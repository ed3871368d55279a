// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/processes/process_selection.h"

#include <algorithm>

namespace factorama {

void ProcessSelection::select(const QItemSelection& selection, QItemSelectionModel::SelectionFlags command)
{
    const bool adds =
        command.testFlag(QItemSelectionModel::Select) || command.testFlag(QItemSelectionModel::Toggle);
    int wanted = 0;
    for (const QItemSelectionRange& range : selection) {
        wanted += range.height();
    }
    int room = Limit;
    if (!command.testFlag(QItemSelectionModel::Clear) && !command.testFlag(QItemSelectionModel::Current)) {
        for (const QItemSelectionRange& range : this->selection()) {
            room -= range.height();
        }
    }
    const bool takesAway = command.testFlag(QItemSelectionModel::Toggle) && wanted == 1 &&
                           isSelected(selection.front().topLeft());
    if (!adds || takesAway || wanted <= room) {
        QItemSelectionModel::select(selection, command);
        return;
    }
    QItemSelection some;
    for (const QItemSelectionRange& range : selection) {
        if (room <= 0) {
            break;
        }
        const int rows = std::min(room, range.height());
        some.select(range.topLeft(), model()->index(range.top() + rows - 1, range.right()));
        room -= rows;
    }
    QItemSelectionModel::select(some, command);
    emit limited();
}

} // namespace factorama
