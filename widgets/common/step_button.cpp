// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/step_button.h"

#include <QString>
#include <QToolButton>

namespace factorama {

void setUpStepButton(QToolButton& button, const char* objectName, Qt::ArrowType arrow, const QString& text)
{
    button.setObjectName(QString::fromLatin1(objectName));
    button.setArrowType(arrow);
    button.setAutoRaise(true);
    button.setFocusPolicy(Qt::TabFocus);
    button.setAccessibleName(text);
    button.setToolTip(text);
    button.setEnabled(false);
}

} // namespace factorama
