// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

#include "widgets/processes/process_filter.h"

class QToolButton;

namespace factorama {

/// The parts of a filter, each as a button that removes it; they break into lines as they need.
class FilterChips : public QWidget {
    Q_OBJECT

public:
    explicit FilterChips(QWidget* parent = nullptr);

    void setFilter(const ProcessFilter& filter);
    const std::vector<QToolButton*>& chips() const { return m_chips; }

    QSize minimumSizeHint() const override { return {0, m_height}; }
    QSize sizeHint() const override { return {200, m_height}; }

signals:
    /// The part of this place in ProcessFilter::terms() is not wanted any more.
    void removed(std::size_t term);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();

    std::vector<QToolButton*> m_chips;
    int m_height = 0;
};

} // namespace factorama
