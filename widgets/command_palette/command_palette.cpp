// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/command_palette/command_palette.h"

#include "widgets/command_palette/command_palette_model.h"
#include "widgets/common/toned_label.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMainWindow>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace factorama {

namespace {

constexpr int MostRecent = 12;
constexpr int Margin = 10;
constexpr int LineAir = 8;

/// A line each: the command, where it is in a muted colour, its shortcut at the right.
class CommandDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Theme& colors = theme();
        const bool chosen = option.state.testFlag(QStyle::State_Selected);
        const bool enabled = index.data(CommandPaletteModel::EnabledRole).toBool();
        painter->save();
        painter->setFont(option.font);
        if (chosen) {
            painter->fillRect(option.rect, colors.accent);
        }
        const QColor plain = chosen ? colors.accentText : enabled ? colors.text : colors.disabledText;
        const QColor muted = chosen ? colors.accentText : enabled ? colors.mutedText : colors.disabledText;
        QRect rest = option.rect.adjusted(Margin, 0, -Margin, 0);
        const QFontMetrics& metrics = option.fontMetrics;
        const QString shortcut = index.data(CommandPaletteModel::ShortcutRole).toString();
        painter->setPen(muted);
        painter->drawText(rest, Qt::AlignRight | Qt::AlignVCenter, shortcut);
        rest.setRight(rest.right() - metrics.horizontalAdvance(shortcut) - 2 * Margin);
        const QString title =
            metrics.elidedText(index.data().toString(), Qt::ElideRight, std::max(0, rest.width()));
        painter->setPen(plain);
        painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, title);
        rest.setLeft(rest.left() + metrics.horizontalAdvance(title) + 2 * Margin);
        painter->setPen(muted);
        painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(index.data(CommandPaletteModel::DetailRole).toString(),
                                             Qt::ElideRight, std::max(0, rest.width())));
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        return {100, option.fontMetrics.height() + LineAir};
    }
};

} // namespace

CommandPalette::CommandPalette(QMainWindow& window, ViewClock& clock)
    : QFrame(&window),
      m_window(window),
      m_clock(clock),
      m_model(new CommandPaletteModel(this)),
      m_field(new QLineEdit),
      m_list(new QListView),
      m_hint(new TonedLabel)
{
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Command palette"));
    setFrameShape(QFrame::Box);
    setAutoFillBackground(true);
    hide();

    m_field->setObjectName(QStringLiteral("commandField"));
    m_field->setAccessibleName(tr("Command, pid or process name"));
    m_field->setPlaceholderText(tr("Type a command, a pid or the name of a process"));
    m_list->setObjectName(QStringLiteral("commandList"));
    m_list->setAccessibleName(tr("Commands"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus); // the arrow keys work in the field
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_hint->setObjectName(QStringLiteral("commandHint"));
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_hint->setMinimumHeight(m_hint->fontMetrics().height());

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(Margin, Margin, Margin, Margin);
    layout->setSpacing(6);
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_hint);

    m_field->installEventFilter(this);
    window.installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::search);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) { run(index.row()); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &CommandPalette::explain);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        // To somewhere else in the window; but not because the window itself lost the keyboard.
        if (isVisible() && now != nullptr && now != this && !isAncestorOf(now)) {
            m_before = nullptr;
            dismiss();
        }
    });
    recolour();
}

void CommandPalette::open()
{
    if (!isVisible()) {
        m_before = QApplication::focusWidget();
    }
    m_model->setCommands(commandsOf(m_window));
    m_field->clear();
    search();
    place();
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::dismiss()
{
    const QPointer<QWidget> before = m_before;
    m_before = nullptr;
    hide();
    if (before != nullptr && before->isVisible()) {
        before->setFocus(Qt::OtherFocusReason);
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_window && event->type() == QEvent::Resize && isVisible()) {
        place();
    }
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        switch (key->key()) {
        case Qt::Key_Escape:
            dismiss();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            run(m_list->currentIndex().row());
            return true;
        case Qt::Key_Tab:
        case Qt::Key_Backtab:
            return true; // there is nowhere else to go
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            QApplication::sendEvent(m_list, event);
            return true;
        default:
            break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && palette().color(QPalette::Window) != theme().base) {
        recolour();
    }
}

void CommandPalette::search()
{
    m_model->search(m_field->text(), *m_clock.snapshot(), m_recent);
    m_list->setCurrentIndex(m_model->index(0));
    m_list->scrollToTop();
    explain();
}

void CommandPalette::explain()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid()) {
        m_hint->say(tr("No command and no process fits this."), TonedLabel::Tone::Muted);
        return;
    }
    const bool enabled = index.data(CommandPaletteModel::EnabledRole).toBool();
    m_hint->say(index.data(CommandPaletteModel::HintRole).toString(),
                enabled ? TonedLabel::Tone::Muted : TonedLabel::Tone::Warning);
}

void CommandPalette::run(int row)
{
    if (row < 0 || row >= m_model->rowCount()) {
        return;
    }
    const CommandPaletteModel::Entry entry = m_model->at(row);
    if (entry.pid) {
        dismiss();
        m_clock.select(entry.pid);
        return;
    }
    const QPointer<QAction> action = entry.command.action;
    if (action == nullptr || !action->isEnabled()) {
        m_list->setCurrentIndex(m_model->index(row)); // says why
        return;
    }
    m_recent.removeAll(entry.command.name);
    m_recent.prepend(entry.command.name);
    m_recent = m_recent.mid(0, MostRecent);
    emit recentCommandsChanged(m_recent);
    dismiss();
    action->trigger();
}

void CommandPalette::place()
{
    const QSize size(std::min(680 * fontMetrics().height() / 16, m_window.width() - 2 * Margin),
                     std::min(420 * fontMetrics().height() / 16, m_window.height() - 2 * Margin));
    setGeometry(QRect(QPoint((m_window.width() - size.width()) / 2,
                             std::max(Margin, (m_window.height() - size.height()) / 5)),
                      size));
    layout()->activate();
    resize(size.width(),
           size.height() - m_list->height() % (fontMetrics().height() + LineAir)); // none is cut
}

void CommandPalette::recolour()
{
    QPalette p = palette();
    p.setColor(QPalette::Window, theme().base);
    p.setColor(QPalette::WindowText, theme().border);
    setPalette(p);
    update();
}

} // namespace factorama
