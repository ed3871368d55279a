// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/processes/kill_dialog.h"

#include "widgets/common/toned_label.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/text/format.h"
#include "widgets/text/process_text.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace factorama {

KillDialog::KillDialog(ViewClock& clock, Pid pid, QWidget* parent)
    : QDialog(parent),
      m_clock(clock),
      m_pid(pid),
      m_reason(new QComboBox),
      m_explanation(new TonedLabel(TonedLabel::Tone::Muted)),
      m_error(new TonedLabel(TonedLabel::Tone::Danger))
{
    setObjectName(QStringLiteral("killDialog"));
    setWindowTitle(QStringLiteral("Kill a Process"));

    const ProcessRow* row = findProcess(*clock.snapshot(), pid);
    const QString pidText = toQString(pid.toString());
    auto* what =
        new QLabel(row != nullptr ? QStringLiteral("%1   %2").arg(pidText, processTitle(*row)) : pidText);
    what->setTextFormat(Qt::PlainText);
    QFont bold = what->font();
    bold.setBold(true);
    what->setFont(bold);

    m_reason->setObjectName(QStringLiteral("killReason"));
    m_reason->setAccessibleName(QStringLiteral("Exit reason"));
    m_reason->setEditable(true);
    m_reason->view()->setAccessibleName(m_reason->accessibleName());
    m_reason->setInsertPolicy(QComboBox::NoInsert);
    m_reason->addItems({QStringLiteral("kill"), QStringLiteral("shutdown"), QStringLiteral("normal")});
    m_reason->lineEdit()->setAccessibleName(QStringLiteral("Exit reason"));
    m_reason->setMinimumContentsLength(36);
    m_reason->setCompleter(nullptr); // it would take the first Return for itself
    auto* reasonLabel = new QLabel(QStringLiteral("&Reason, in Erlang’s notation"));
    reasonLabel->setBuddy(m_reason);

    m_explanation->setWordWrap(true);
    m_error->setObjectName(QStringLiteral("killError"));
    m_error->setWordWrap(true);
    m_error->hide();

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(QStringLiteral("&Kill"));
    buttons->button(QDialogButtonBox::Ok)->setAccessibleName(QStringLiteral("Kill"));
    connect(buttons, &QDialogButtonBox::accepted, this, &KillDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &KillDialog::reject);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(what);
    layout->addSpacing(4);
    layout->addWidget(reasonLabel);
    layout->addWidget(m_reason);
    layout->addWidget(m_explanation);
    layout->addWidget(m_error);
    layout->addStretch();
    layout->addWidget(buttons);

    connect(m_reason, &QComboBox::editTextChanged, this, [this] {
        m_error->hide();
        explain();
    });
    explain();
    m_reason->setFocus();
    m_reason->lineEdit()->selectAll();
}

void KillDialog::accept()
{
    const QString reason = m_reason->currentText().trimmed();
    const Outcome outcome = m_clock.node().exit(m_pid, reason.toStdString());
    if (!outcome.ok()) {
        m_error->setText(toQString(outcome.error));
        m_error->show();
        m_reason->setFocus();
        return;
    }
    emit sent(m_pid, reason);
    QDialog::accept();
}

void KillDialog::explain()
{
    const QString reason = m_reason->currentText().trimmed();
    if (reason == QLatin1String("kill")) {
        m_explanation->setText(
            QStringLiteral("Cannot be trapped: the process ends at once, and those linked to it "
                           "receive the reason killed."));
    } else if (reason == QLatin1String("normal")) {
        m_explanation->setText(
            QStringLiteral("Is ignored, unless the process traps exits and decides to end."));
    } else {
        m_explanation->setText(
            QStringLiteral("Ends the process, unless it traps exits: then it receives the signal "
                           "as a message."));
    }
}

} // namespace factorama
