// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/processes/jump_dialog.h"

#include "widgets/common/toned_label.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace factorama {

JumpDialog::JumpDialog(std::function<QString(const QString&)> jump, QWidget* parent)
    : QDialog(parent),
      m_jump(std::move(jump)),
      m_field(new QLineEdit),
      m_error(new TonedLabel(TonedLabel::Tone::Danger))
{
    setObjectName(QStringLiteral("jumpDialog"));
    setWindowTitle(tr("Jump to a Process"));
    auto* label = new QLabel(tr("&Pid or registered name"));
    label->setBuddy(m_field);
    m_field->setObjectName(QStringLiteral("jumpField"));
    m_field->setAccessibleName(tr("Pid or registered name"));
    m_field->setPlaceholderText(tr("<0.12.0>, 0.12.0, 12 or a name"));
    m_field->setMinimumWidth(300);
    m_error->setObjectName(QStringLiteral("jumpError"));
    m_error->setWordWrap(true);
    m_error->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    QPushButton* go = buttons->button(QDialogButtonBox::Ok);
    go->setText(tr("&Jump"));
    go->setAccessibleName(tr("Jump"));
    go->setEnabled(false);
    connect(buttons, &QDialogButtonBox::accepted, this, &JumpDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &JumpDialog::reject);
    connect(m_field, &QLineEdit::textChanged, this, [this, go](const QString& text) {
        m_error->hide();
        go->setEnabled(!text.trimmed().isEmpty());
    });

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(label);
    layout->addWidget(m_field);
    layout->addWidget(m_error);
    layout->addStretch();
    layout->addWidget(buttons);
}

void JumpDialog::accept()
{
    const QString error = m_jump(m_field->text().trimmed());
    if (!error.isEmpty()) {
        m_error->setText(error);
        m_error->show();
        layout()->activate();
        resize(width(), std::max(height(), layout()->totalHeightForWidth(width()))); // for all its lines
        m_field->setFocus();
        m_field->selectAll();
        return;
    }
    QDialog::accept();
}

} // namespace factorama
