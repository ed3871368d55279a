// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layouts_menu.h"

#include "app/dock_state.h"

#include <QInputDialog>
#include <QMainWindow>

namespace factorama {

LayoutsMenu::LayoutsMenu(QMainWindow& window, int version)
    : QMenu(tr("La&youts"), &window),
      m_window(window),
      m_version(version),
      m_save(new QAction(tr("&Save Layout As…"), this)),
      m_delete(new QMenu(tr("&Delete Layout"), this))
{
    setObjectName(QStringLiteral("layouts"));
    m_save->setObjectName(QStringLiteral("saveLayout"));
    m_save->setShortcut(QKeySequence(Qt::CTRL | Qt::ALT | Qt::SHIFT | Qt::Key_S));
    m_save->setStatusTip(tr("Keep how the panels are arranged now, under a name"));
    m_delete->setObjectName(QStringLiteral("deleteLayout"));
    // Not to this menu: QMenu disconnects an action from itself when it is taken out, as rebuild() does.
    connect(m_save, &QAction::triggered, m_delete, [this] { askForName(); });
    rebuild();
}

void LayoutsMenu::setLayouts(const QMap<QString, QByteArray>& layouts)
{
    m_layouts = layouts;
    rebuild();
}

void LayoutsMenu::saveAs(const QString& name)
{
    m_layouts.insert(name, m_window.saveState(m_version));
    rebuild();
    emit layoutsChanged(m_layouts);
    emit reported(tr("The layout “%1” is saved").arg(name), false);
}

void LayoutsMenu::restore(const QString& name)
{
    if (m_layouts.contains(name) && restoreDockState(m_window, m_layouts.value(name), m_version)) {
        emit reported(tr("Layout “%1”").arg(name), false);
    } else {
        emit reported(tr("The layout “%1” is of another version and cannot be restored").arg(name), true);
    }
}

void LayoutsMenu::remove(const QString& name)
{
    m_layouts.remove(name);
    // Not from within the action that goes.
    QMetaObject::invokeMethod(this, &LayoutsMenu::rebuild, Qt::QueuedConnection);
    emit layoutsChanged(m_layouts);
    emit reported(tr("The layout “%1” is deleted").arg(name), false);
}

void LayoutsMenu::askForName()
{
    auto* dialog = new QInputDialog(&m_window);
    dialog->setObjectName(QStringLiteral("layoutNameDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save Layout"));
    dialog->setLabelText(tr("Name of the layout"));
    dialog->setTextValue(tr("Layout %1").arg(m_layouts.size() + 1));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& text) {
        const QString name = text.simplified().left(60);
        if (name.isEmpty()) {
            emit reported(tr("A layout needs a name: nothing was saved"), true);
        } else {
            saveAs(name);
        }
    });
    dialog->open();
}

void LayoutsMenu::rebuild()
{
    for (QAction* action : actions()) {
        removeAction(action);
        if (action != m_save && action != m_delete->menuAction()) {
            delete action;
        }
    }
    m_delete->clear();
    int number = 0;
    for (auto layout = m_layouts.begin(); layout != m_layouts.end(); ++layout) {
        const QString name = layout.key();
        QString text = name;
        text.replace(QLatin1Char('&'), QLatin1String("&&"));
        QAction* action = addAction(text);
        action->setObjectName(QStringLiteral("layout:") + name);
        action->setStatusTip(tr("Arrange the panels like this"));
        if (++number <= 9) {
            action->setShortcut(QKeySequence(Qt::ALT | Qt::SHIFT | static_cast<Qt::Key>(Qt::Key_0 + number)));
        }
        connect(action, &QAction::triggered, this, [this, name] { restore(name); });
        QAction* remover = m_delete->addAction(text);
        remover->setObjectName(QStringLiteral("deleteLayout:") + name);
        remover->setStatusTip(tr("Forget this arrangement of the panels"));
        connect(remover, &QAction::triggered, this, [this, name] { remove(name); });
    }
    if (number > 0) {
        addSeparator();
    }
    addAction(m_save);
    addMenu(m_delete);
    m_delete->setEnabled(number > 0);
}

} // namespace factorama
