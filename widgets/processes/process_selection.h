// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QItemSelectionModel>

namespace factorama {

/// The selected rows of the process table. Each of them has to be found again after every refresh, so that
/// there is a limit to them; who wants more is told.
class ProcessSelection : public QItemSelectionModel {
    Q_OBJECT

public:
    static constexpr int Limit = 2000;

    using QItemSelectionModel::QItemSelectionModel;

    using QItemSelectionModel::select;
    void select(const QItemSelection& selection, QItemSelectionModel::SelectionFlags command) override;

signals:
    /// Not all that was to be selected is.
    void limited();
};

} // namespace factorama
