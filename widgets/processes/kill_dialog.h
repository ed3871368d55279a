// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QElapsedTimer>

#include <vector>

#include "runtime/observe/kill_preview.h"
#include "runtime/term/pid.h"

class QComboBox;
class QTreeWidget;

namespace factorama {

class TonedLabel;
class ViewClock;

/// Asks for the reason of an exit signal and sends it, to one process or several. While the reason is edited
/// it shows who would be taken along, and who would restart. A reason that cannot be read, or a process that
/// is gone, is said inside the dialog, which then stays open.
class KillDialog : public QDialog {
    Q_OBJECT

public:
    KillDialog(ViewClock& clock, Pid pid, QWidget* parent = nullptr);
    KillDialog(ViewClock& clock, std::vector<Pid> pids, QWidget* parent = nullptr);

    /// What would come of it, as it is shown.
    const KillPreview& preview() const { return m_preview; }

    void accept() override;

signals:
    /// To those of them that were alive; at least one was.
    void sent(const QString& reason);
    /// What would come of it has changed; nothing any more when the dialog closes.
    void previewed(const factorama::KillPreview& preview);

private:
    void explain();
    void showPreview();
    void fillTable();

    ViewClock& m_clock;
    std::vector<Pid> m_pids;
    QComboBox* m_reason;
    TonedLabel* m_explanation;
    TonedLabel* m_summary;
    QTreeWidget* m_affected;
    TonedLabel* m_error;
    KillPreview m_preview;
    QElapsedTimer m_sincePreview;
};

} // namespace factorama
