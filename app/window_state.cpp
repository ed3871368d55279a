// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_state.h"

#include "widgets/common/turning_splitter.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDockWidget>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QTreeView>

namespace factorama {

namespace {

bool isOurs(const QWidget& widget, const QWidget& root)
{
    const QString& name = widget.objectName();
    const QWidget* window = widget.window();
    return (window == root.window() || qobject_cast<const QDockWidget*>(window) != nullptr) &&
           !name.isEmpty() && !name.startsWith(QLatin1String("qt_"));
}

QHeaderView* headerOf(const QWidget& widget)
{
    if (const auto* table = qobject_cast<const QTableView*>(&widget)) {
        return table->horizontalHeader();
    }
    const auto* tree = qobject_cast<const QTreeView*>(&widget);
    return tree == nullptr ? nullptr : tree->header();
}

QVariant valueOf(const QWidget& widget)
{
    if (const auto* line = qobject_cast<const QLineEdit*>(&widget)) {
        return line->text();
    }
    if (const auto* text = qobject_cast<const QPlainTextEdit*>(&widget)) {
        return text->isReadOnly() ? QVariant() : text->toPlainText();
    }
    if (const auto* box = qobject_cast<const QComboBox*>(&widget)) {
        return box->currentIndex();
    }
    if (const auto* number = qobject_cast<const QSpinBox*>(&widget)) {
        return number->value();
    }
    if (const auto* splitter = qobject_cast<const TurningSplitter*>(&widget)) {
        return splitter->savePortions();
    }
    if (const auto* splitter = qobject_cast<const QSplitter*>(&widget)) {
        return splitter->saveState();
    }
    if (const auto* tabs = qobject_cast<const QTabWidget*>(&widget)) {
        return tabs->currentIndex();
    }
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    return button == nullptr || !button->isCheckable() ? QVariant() : button->isChecked();
}

void setValue(QWidget& widget, const QVariant& value)
{
    if (auto* line = qobject_cast<QLineEdit*>(&widget)) {
        line->setText(value.toString());
    } else if (auto* text = qobject_cast<QPlainTextEdit*>(&widget)) {
        text->setPlainText(value.toString());
    } else if (auto* box = qobject_cast<QComboBox*>(&widget)) {
        box->setCurrentIndex(value.toInt());
    } else if (auto* number = qobject_cast<QSpinBox*>(&widget)) {
        if (value.toInt() >= number->minimum() && value.toInt() <= number->maximum()) {
            number->setValue(value.toInt());
        }
    } else if (auto* turning = qobject_cast<TurningSplitter*>(&widget)) {
        turning->restorePortions(value.toByteArray());
    } else if (auto* splitter = qobject_cast<QSplitter*>(&widget)) {
        splitter->restoreState(value.toByteArray());
    } else if (auto* tabs = qobject_cast<QTabWidget*>(&widget)) {
        tabs->setCurrentIndex(value.toInt());
    } else if (auto* button = qobject_cast<QAbstractButton*>(&widget)) {
        button->setChecked(value.toBool());
    }
}

} // namespace

WindowState WindowState::of(const QWidget& root)
{
    WindowState state;
    for (const QWidget* widget : root.findChildren<QWidget*>()) {
        if (!isOurs(*widget, root)) {
            continue;
        }
        if (const QVariant value = valueOf(*widget); value.isValid()) {
            state.m_values.insert(widget->objectName(), value);
        }
        if (const QHeaderView* header = headerOf(*widget)) {
            state.m_headers.insert(widget->objectName(), header->saveState());
        }
        if (widget->hasFocus()) {
            state.m_focus = widget->objectName();
        }
    }
    return state;
}

void WindowState::restore(QWidget& root) const
{
    QWidget* focused = nullptr;
    for (QWidget* widget : root.findChildren<QWidget*>()) {
        if (!isOurs(*widget, root)) {
            continue;
        }
        if (const auto value = m_values.find(widget->objectName()); value != m_values.end()) {
            setValue(*widget, value.value());
        }
        QHeaderView* header = headerOf(*widget);
        if (const auto saved = m_headers.find(widget->objectName());
            header != nullptr && saved != m_headers.end()) {
            header->restoreState(saved.value());
        }
        if (widget->objectName() == m_focus) {
            focused = widget;
        }
    }
    if (focused != nullptr) {
        focused->setFocus();
    }
}

} // namespace factorama
