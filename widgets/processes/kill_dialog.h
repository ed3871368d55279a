// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "runtime/term/pid.h"

class QComboBox;

namespace factorama {

class TonedLabel;
class ViewClock;

/// Asks for the reason of an exit signal and sends it. A reason that cannot be read, or a process that is
/// gone, is said inside the dialog, which then stays open.
class KillDialog : public QDialog {
    Q_OBJECT

public:
    KillDialog(ViewClock& clock, Pid pid, QWidget* parent = nullptr);

    void accept() override;

signals:
    void sent(factorama::Pid pid, const QString& reason);

private:
    void explain();

    ViewClock& m_clock;
    Pid m_pid;
    QComboBox* m_reason;
    TonedLabel* m_explanation;
    TonedLabel* m_error;
};

} // namespace factorama
