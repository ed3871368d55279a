// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QString>
#include <QStringList>

#include <functional>

#include "runtime/observe/node_view.h"

class QComboBox;
class QFormLayout;
class QPushButton;

namespace factorama {

class TonedLabel;

/// A question before something is done to processes: what to whom, some fields, and a button that does it.
/// What is typed is checked at once; what goes wrong is said below the fields, and nothing typed is lost.
class ActionDialog : public QDialog {
    Q_OBJECT

public:
    /// @param subject whom it is about, in bold; @param action the button's text.
    ActionDialog(const QString& objectName, const QString& title, const QString& subject,
                 const QString& explanation, const QString& action, QWidget* parent);

    /// A line of text with things to choose from, whose last word is completed from `words`.
    QComboBox& addTextField(const QString& label, const QString& objectName, const QStringList& choices,
                            const QStringList& words = {});
    void addField(const QString& label, const QString& objectName, QWidget* field);

    /// Called at each change; its error is shown, and disables the button.
    void setCheck(std::function<Outcome()> check);
    /// Called by the button; the dialog closes if it returns no error.
    void setAction(std::function<Outcome()> action) { m_action = std::move(action); }

    void accept() override;

public slots:
    void check();

private:
    QFormLayout* m_form;
    TonedLabel* m_explanation;
    TonedLabel* m_error;
    QPushButton* m_button;
    bool m_typed = false; ///< an empty field is no error yet
    std::function<Outcome()> m_check;
    std::function<Outcome()> m_action;
};

} // namespace factorama
