// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/action_dialog.h"

#include "widgets/common/toned_label.h"
#include "widgets/text/format.h"
#include "widgets/text/runtime_text.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QStringListModel>
#include <QVBoxLayout>

namespace factorama {

namespace {

/// Where the word begins that ends at the cursor.
int wordStart(const QLineEdit& field)
{
    static const QRegularExpression part(QStringLiteral("[\\w@<>.]"));
    const QString text = field.text();
    int start = field.cursorPosition();
    while (start > 0 && part.match(text.mid(start - 1, 1)).hasMatch()) {
        --start;
    }
    return start;
}

/// Offers the words that begin like the one that is being typed, from its second letter on.
void completeWords(QLineEdit* field, const QStringList& words)
{
    auto* completer = new QCompleter(words, field);
    completer->setWidget(field);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->popup()->setAccessibleName(field->accessibleName());
    QObject::connect(field, &QLineEdit::textEdited, completer, [field, completer] {
        const int start = wordStart(*field);
        const QString prefix = field->text().mid(start, field->cursorPosition() - start);
        completer->setCompletionPrefix(prefix);
        if (prefix.size() >= 2 && completer->completionCount() > 0 &&
            completer->currentCompletion() != prefix) {
            completer->complete();
        } else {
            completer->popup()->hide();
        }
    });
    QObject::connect(completer, QOverload<const QString&>::of(&QCompleter::activated), field,
                     [field](const QString& word) {
                         const int start = wordStart(*field);
                         const QString text = field->text();
                         field->setText(text.left(start) + word + text.mid(field->cursorPosition()));
                         field->setCursorPosition(start + static_cast<int>(word.size()));
                     });
}

} // namespace

ActionDialog::ActionDialog(const QString& objectName, const QString& title, const QString& subject,
                           const QString& explanation, const QString& action, QWidget* parent)
    : QDialog(parent),
      m_form(new QFormLayout),
      m_explanation(new TonedLabel(explanation, TonedLabel::Tone::Muted)),
      m_error(new TonedLabel(TonedLabel::Tone::Danger)),
      m_button(nullptr)
{
    setObjectName(objectName);
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);

    auto* what = new QLabel(subject);
    what->setTextFormat(Qt::PlainText);
    what->setWordWrap(true);
    QFont bold = what->font();
    bold.setBold(true);
    what->setFont(bold);
    m_explanation->setWordWrap(true);
    m_error->setObjectName(objectName + QStringLiteral("Error"));
    m_error->setWordWrap(true);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_button = buttons->addButton(action, QDialogButtonBox::AcceptRole);
    m_button->setObjectName(objectName + QStringLiteral("Button"));
    connect(buttons, &QDialogButtonBox::accepted, this, &ActionDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &ActionDialog::reject);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(what);
    layout->addWidget(m_explanation);
    layout->addLayout(m_form);
    layout->addWidget(m_error);
    layout->addStretch();
    layout->addWidget(buttons);
    m_button->setDefault(true); // not before it is in the dialog, which would choose another one
    setMinimumWidth(460);
}

QComboBox& ActionDialog::addTextField(const QString& label, const QString& objectName,
                                      const QStringList& choices, const QStringList& words)
{
    auto* box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setCompleter(nullptr);
    box->addItems(choices);
    box->setMinimumContentsLength(40);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    addField(label, objectName, box);
    box->view()->setAccessibleName(box->accessibleName());
    box->lineEdit()->setAccessibleName(box->accessibleName());
    if (!words.isEmpty()) {
        completeWords(box->lineEdit(), words);
    }
    connect(box, &QComboBox::editTextChanged, this, &ActionDialog::check);
    return *box;
}

void ActionDialog::addField(const QString& label, const QString& objectName, QWidget* field)
{
    QString plain = label;
    plain.remove(QLatin1Char('&'));
    field->setObjectName(objectName);
    field->setAccessibleName(plain);
    auto* caption = new QLabel(label);
    caption->setBuddy(field);
    m_form->addRow(caption, field);
    if (m_form->rowCount() == 1) {
        field->setFocus();
    }
}

void ActionDialog::setCheck(std::function<Outcome()> check)
{
    m_check = std::move(check);
    this->check();
}

void ActionDialog::check()
{
    if (m_check) {
        const Outcome outcome = m_check();
        m_error->say(m_typed ? runtimeText(outcome.error) : QString(), TonedLabel::Tone::Danger);
        m_button->setEnabled(outcome.ok());
        m_typed = true;
    }
}

void ActionDialog::accept()
{
    const Outcome outcome = m_action ? m_action() : Outcome();
    if (!outcome.ok()) {
        m_error->say(runtimeText(outcome.error), TonedLabel::Tone::Danger);
        return;
    }
    QDialog::accept();
}

} // namespace factorama
