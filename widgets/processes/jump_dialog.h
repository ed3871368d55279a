// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <functional>

class QLineEdit;

namespace factorama {

class TonedLabel;

/// Asks for a process by its pid or name. What cannot be found is said inside the dialog, which then stays
/// open.
class JumpDialog : public QDialog {
    Q_OBJECT

public:
    /// @param jump goes there; returns what is wrong, in a person's words, or nothing.
    explicit JumpDialog(std::function<QString(const QString&)> jump, QWidget* parent = nullptr);

    void accept() override;

    QLineEdit& field() const { return *m_field; }
    TonedLabel& error() const { return *m_error; }

private:
    std::function<QString(const QString&)> m_jump;
    QLineEdit* m_field;
    TonedLabel* m_error;
};

} // namespace factorama
