// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTableView;

namespace factorama {

class EmptyHint;
class NoticesModel;
class ViewClock;

/// The list of what happened: crashes, abnormal exits, restarts. It follows the newest unless the person
/// scrolled up.
class NoticesView : public QWidget {
    Q_OBJECT

public:
    explicit NoticesView(ViewClock& clock, QWidget* parent = nullptr);

    NoticesModel& model() const { return *m_model; }
    QTableView& table() const { return *m_table; }

private:
    void refresh();

    ViewClock& m_clock;
    NoticesModel* m_model;
    QTableView* m_table;
    EmptyHint* m_hint;
};

} // namespace factorama
