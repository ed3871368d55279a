// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <string>
#include <vector>

#include "runtime/observe/node_view.h"

class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace factorama {

class TonedLabel;
class ViewClock;

/// Chooses a module of the node's catalogue, asks for its parameters, and spawns it. It stays open, so that
/// several can be spawned one after the other; the newest one becomes the selected process.
class SpawnDialog : public QDialog {
    Q_OBJECT

public:
    explicit SpawnDialog(ViewClock& clock, QWidget* parent = nullptr);

    QListWidget& moduleList() const { return *m_list; }
    /// Where the arguments of the module that is shown are typed, in its parameters' order.
    const std::vector<QLineEdit*>& fields() const { return m_fields; }
    QSpinBox& countField() const { return *m_count; }
    QLineEdit& nameField() const { return *m_name; }

    /// What a person has chosen and typed.
    struct Entries {
        QString module;
        QStringList arguments;
        int count = 1;
        QString name;
    };
    Entries entries() const;
    /// A module or a field that is not there is left out.
    void setEntries(const Entries& entries);

signals:
    /// What was started, in words; `<0.0.0>` where many are being started.
    void spawned(factorama::Pid pid, const QString& what);

private:
    void fillList();
    /// The module that is shown; null if none is.
    const ModuleInfo* current() const;
    void showModule();
    QLineEdit* addField(const ParameterInfo& parameter);
    void showMessages(const ModuleInfo& module);
    void check();
    void spawn();
    std::vector<std::string> arguments() const;

    ViewClock& m_clock;
    std::vector<ModuleInfo> m_modules;
    QListWidget* m_list;
    QLabel* m_title;
    TonedLabel* m_summary;
    QWidget* m_parameters;
    QFormLayout* m_form;
    std::vector<QLineEdit*> m_fields;
    QSpinBox* m_count;
    QLineEdit* m_name;
    TonedLabel* m_message;
    QPushButton* m_spawn;
    QPushButton* m_close;
};

} // namespace factorama
