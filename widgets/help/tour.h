// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>

#include <functional>
#include <vector>

class QLabel;
class QPushButton;

namespace factorama {

class TonedLabel;

/// One thing that the tour points at.
struct TourStep {
    QString title;
    QString text;
    /// Brings the widget up where it is behind a tab, and returns it; null for the whole window.
    std::function<QWidget*()> target;
};

/// A minute's walk through the window: a callout beside one widget after the other, with Next, Back and Skip.
/// Escape skips, the arrow keys go to and fro; the window below works on meanwhile.
class Tour : public QFrame {
    Q_OBJECT

public:
    Tour(QWidget& window, std::vector<TourStep> steps);
    ~Tour() override;

    void start(int step = 0);
    bool isRunning() const { return m_at >= 0; }
    int step() const { return m_at; }
    int stepCount() const { return static_cast<int>(m_steps.size()); }
    /// Ends it.
    void skip();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    class Outline;

    void showStep(int step);
    void place();
    void recolour();

    QWidget& m_window;
    std::vector<TourStep> m_steps;
    int m_at = -1;
    QPointer<QWidget> m_target;
    QPointer<QWidget> m_outline;
    QLabel* m_title;
    QLabel* m_text;
    TonedLabel* m_count;
    QPushButton* m_back;
    QPushButton* m_next;
    QPushButton* m_skip;
};

} // namespace factorama
