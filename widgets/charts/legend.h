// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>
#include <vector>

namespace factorama {

/// One line of coloured squares with their words.
class Legend : public QWidget {
    Q_OBJECT

public:
    struct Entry {
        QString text;
        std::function<QColor()> color; ///< asked at each paint, so that it follows the theme
    };

    explicit Legend(std::vector<Entry> entries, QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<Entry> m_entries;
};

} // namespace factorama
