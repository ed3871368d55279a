// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/spawn/spawn_dialog.h"

#include "widgets/common/toned_label.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/text/format.h"
#include "widgets/text/runtime_text.h"
#include "widgets/theme/theme.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace factorama {

SpawnDialog::SpawnDialog(ViewClock& clock, QWidget* parent)
    : QDialog(parent),
      m_clock(clock),
      m_modules(clock.node().modules()),
      m_list(new QListWidget),
      m_title(new QLabel),
      m_summary(new TonedLabel(TonedLabel::Tone::Muted)),
      m_parameters(new QWidget),
      m_form(new QFormLayout(m_parameters)),
      m_count(new QSpinBox),
      m_name(new QLineEdit),
      m_message(new TonedLabel(TonedLabel::Tone::Danger)),
      m_spawn(nullptr)
{
    setObjectName(QStringLiteral("spawnDialog"));
    setWindowTitle(tr("Spawn a Process"));
    const int line = fontMetrics().height(); // 16 pixels with the usual font
    resize(48 * line, 33 * line);

    m_list->setObjectName(QStringLiteral("modules"));
    m_list->setAccessibleName(tr("Modules"));
    m_list->setUniformItemSizes(true);
    fillList();
    int widest = 11 * line;
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem& item = *m_list->item(row);
        widest = std::max(widest, QFontMetrics(item.font()).horizontalAdvance(item.text()));
    }
    m_list->setFixedWidth(widest + 3 * line); // with the scroll bar

    m_title->setTextFormat(Qt::PlainText);
    QFont bold = m_title->font();
    bold.setBold(true);
    bold.setPointSizeF(bold.pointSizeF() * 1.15);
    m_title->setFont(bold);
    m_summary->setWordWrap(true);
    m_form->setContentsMargins(0, 4, 8, 4);
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(4);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_message->setObjectName(QStringLiteral("spawnMessage"));
    m_message->setWordWrap(true);
    m_message->setMinimumHeight(m_message->fontMetrics().height()); // what is above is not to jump

    auto* scroll = new QScrollArea;
    scroll->setAccessibleName(tr("Parameters"));
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_parameters);
    scroll->viewport()->setAutoFillBackground(false);
    m_parameters->setAutoFillBackground(false);

    m_count->setObjectName(QStringLiteral("spawnCount"));
    m_count->setAccessibleName(tr("How many"));
    m_count->setToolTip(tr("How many processes of this kind are started"));
    m_count->setRange(1, static_cast<int>(NodeView::MaximumSpawn));
    m_count->setGroupSeparatorShown(true);
    m_count->setKeyboardTracking(true);
    m_name->setObjectName(QStringLiteral("spawnName"));
    m_name->setAccessibleName(tr("Registered name"));
    m_name->setPlaceholderText(tr("none"));
    m_name->setToolTip(tr("An atom under which the process can be found"));
    auto* countLabel = new QLabel(tr("How &many"));
    countLabel->setBuddy(m_count);
    auto* nameLabel = new QLabel(tr("&Name"));
    nameLabel->setBuddy(m_name);
    auto* options = new QHBoxLayout;
    options->setSpacing(8);
    options->addWidget(countLabel);
    options->addWidget(m_count);
    options->addSpacing(12);
    options->addWidget(nameLabel);
    options->addWidget(m_name, 1);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_spawn = buttons->addButton(tr("&Spawn"), QDialogButtonBox::AcceptRole);
    m_spawn->setObjectName(QStringLiteral("spawnButton"));
    m_spawn->setAccessibleName(tr("Spawn"));
    m_close = buttons->button(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::accepted, this, &SpawnDialog::spawn);
    connect(buttons, &QDialogButtonBox::rejected, this, &SpawnDialog::reject);
    connect(this, &QDialog::finished, this, [this] { // for the next time
        m_message->clear();
        m_list->setFocus();
    });

    auto* right = new QVBoxLayout;
    right->setSpacing(6);
    right->addWidget(m_title);
    right->addWidget(m_summary);
    right->addSpacing(4);
    right->addWidget(scroll, 1);
    right->addLayout(options);
    right->addWidget(m_message);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(16);
    columns->addWidget(m_list);
    columns->addLayout(right, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(12);
    layout->addLayout(columns, 1);
    layout->addWidget(buttons);

    connect(m_list, &QListWidget::currentRowChanged, this, &SpawnDialog::showModule);
    connect(m_count, &QSpinBox::valueChanged, this, [this](int count) { m_name->setEnabled(count == 1); });
    connect(m_list, &QListWidget::itemDoubleClicked, this, &SpawnDialog::spawn);
    m_spawn->setDefault(true); // not before it is in the dialog, which would choose another one
    m_list->setFocus();
    if (m_modules.empty()) {
        m_summary->setText(tr("This node has no modules that could be spawned from here."));
        m_spawn->setEnabled(false);
    } else {
        m_list->setCurrentRow(1); // the first one below its topic
    }
}

void SpawnDialog::fillList()
{
    QFont bold = m_list->font();
    bold.setBold(true);
    std::string topic;
    for (std::size_t i = 0; i < m_modules.size(); ++i) {
        const ModuleInfo& module = m_modules[i];
        if (i == 0 || module.topic != topic) {
            topic = module.topic;
            auto* header = new QListWidgetItem(runtimeText(topic), m_list);
            header->setFlags(Qt::NoItemFlags);
            header->setFont(bold);
            header->setForeground(theme().mutedText);
        }
        auto* item = new QListWidgetItem(toQString(module.name), m_list);
        item->setToolTip(runtimeText(module.summary));
        item->setData(Qt::UserRole, static_cast<int>(i));
    }
    for (int row = 0; row < m_list->count(); ++row) {
        m_list->item(row)->setSizeHint(QSize(0, fontMetrics().height() + 10));
    }
}

const ModuleInfo* SpawnDialog::current() const
{
    const QListWidgetItem* item = m_list->currentItem();
    const QVariant index = item == nullptr ? QVariant() : item->data(Qt::UserRole);
    return index.isValid() ? &m_modules[static_cast<std::size_t>(index.toInt())] : nullptr;
}

SpawnDialog::Entries SpawnDialog::entries() const
{
    const ModuleInfo* module = current();
    Entries entries{
        module == nullptr ? QString() : toQString(module->name), {}, m_count->value(), m_name->text()};
    for (const QLineEdit* field : m_fields) {
        entries.arguments << field->text();
    }
    return entries;
}

void SpawnDialog::setEntries(const Entries& entries)
{
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem* item = m_list->item(row);
        if (item->data(Qt::UserRole).isValid() && item->text() == entries.module) {
            m_list->setCurrentRow(row);
        }
    }
    const auto fields = std::min(m_fields.size(), static_cast<std::size_t>(entries.arguments.size()));
    for (std::size_t i = 0; i < fields; ++i) {
        m_fields[i]->setText(entries.arguments[static_cast<qsizetype>(i)]);
    }
    m_count->setValue(entries.count);
    m_name->setText(entries.name);
}

void SpawnDialog::showModule()
{
    while (m_form->rowCount() > 0) {
        m_form->removeRow(0);
    }
    m_fields.clear();
    m_message->clear();
    const ModuleInfo* module = current();
    if (module == nullptr) {
        return;
    }
    m_count->setValue(1); // a million of the one are not a million of the other
    m_title->setText(toQString(module->name));
    m_summary->setText(runtimeText(module->summary));
    for (const ParameterInfo& parameter : module->parameters) {
        m_fields.push_back(addField(parameter));
    }
    showMessages(*module);
    QWidget* before = m_list;
    for (QLineEdit* field : m_fields) {
        auto* const choices = qobject_cast<QComboBox*>(field->parentWidget());
        QWidget* const widget = choices != nullptr ? static_cast<QWidget*>(choices) : field;
        setTabOrder(before, widget);
        before = widget;
    }
    for (QWidget* widget : std::initializer_list<QWidget*>{m_count, m_name, m_spawn, m_close}) {
        setTabOrder(before, widget);
        before = widget;
    }
    check();
}

QLineEdit* SpawnDialog::addField(const ParameterInfo& parameter)
{
    QLineEdit* field = nullptr;
    QWidget* widget = nullptr;
    if (parameter.choices.empty()) {
        widget = field = new QLineEdit(toQString(parameter.defaultValue));
    } else {
        auto* choices = new QComboBox;
        choices->setEditable(true);
        for (const std::string& choice : parameter.choices) {
            choices->addItem(toQString(choice));
        }
        choices->setCurrentText(toQString(parameter.defaultValue));
        choices->setAccessibleName(toQString(parameter.name));
        choices->view()->setAccessibleName(toQString(parameter.name));
        field = choices->lineEdit();
        widget = choices;
    }
    field->setObjectName(QStringLiteral("parameter:") + toQString(parameter.name));
    field->setAccessibleName(toQString(parameter.name));
    field->setAccessibleDescription(runtimeText(parameter.description));
    widget->setToolTip(runtimeText(parameter.description));
    auto* label = new QLabel(toQString(parameter.name));
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(widget);
    m_form->addRow(label, widget);
    if (!parameter.description.empty()) {
        auto* description = new TonedLabel(runtimeText(parameter.description), TonedLabel::Tone::Muted);
        description->setWordWrap(true);
        m_form->addRow(QString(), description);
    }
    connect(field, &QLineEdit::textChanged, this, &SpawnDialog::check);
    return field;
}

void SpawnDialog::showMessages(const ModuleInfo& module)
{
    QString text;
    for (const MessageInfo& message : module.messages) {
        text +=
            QStringLiteral("<p style=\"margin: 2px 0\"><code>%1</code><br/>%2</p>")
                .arg(toQString(message.example).toHtmlEscaped(), runtimeText(message.answer).toHtmlEscaped());
    }
    if (!text.isEmpty()) {
        text.prepend(QStringLiteral("<p><b>%1</b></p>").arg(tr("Understands")));
    }
    for (const QString& paragraph :
         runtimeText(module.documentation).split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        text += QStringLiteral("<p>%1</p>").arg(paragraph.toHtmlEscaped());
    }
    auto* label = new QLabel(text);
    label->setObjectName(QStringLiteral("moduleDocumentation"));
    label->setAccessibleName(tr("Documentation"));
    label->setTextFormat(Qt::RichText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    m_form->addRow(label);
}

void SpawnDialog::check()
{
    const ModuleInfo* module = current();
    if (module == nullptr) {
        return;
    }
    const Outcome outcome = m_clock.node().checkSpawn(module->name, arguments());
    m_message->say(runtimeText(outcome.error), TonedLabel::Tone::Danger);
    m_spawn->setEnabled(outcome.ok() && m_clock.node().capabilities().spawn);
}

void SpawnDialog::spawn()
{
    const ModuleInfo* module = current();
    if (module == nullptr || !m_spawn->isEnabled()) {
        return;
    }
    const int count = m_count->value();
    const Outcome outcome =
        m_clock.node().spawn(module->name, arguments(), static_cast<std::size_t>(count),
                             count == 1 ? m_name->text().trimmed().toStdString() : std::string());
    if (!outcome.ok()) {
        m_message->say(runtimeText(outcome.error), TonedLabel::Tone::Danger);
        return;
    }
    const QString what =
        outcome.pid
            ? tr("Spawned %1").arg(toQString(outcome.pid.toString()))
            : tr("%Ln processes of %1 are being started; a notice tells when they are", nullptr, count)
                  .arg(toQString(module->name));
    m_message->say(what, TonedLabel::Tone::Good);
    if (outcome.pid) {
        m_clock.select(outcome.pid);
    }
    emit spawned(outcome.pid, what);
}

std::vector<std::string> SpawnDialog::arguments() const
{
    std::vector<std::string> values;
    values.reserve(m_fields.size());
    for (const QLineEdit* field : m_fields) {
        values.push_back(field->text().toStdString());
    }
    return values;
}

} // namespace factorama
