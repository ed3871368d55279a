// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/help/tour.h"

#include "widgets/common/toned_label.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace factorama {

namespace {

constexpr int Gap = 10; ///< pixels between the callout and what it points at
constexpr int LineWidth = 3;

} // namespace

/// A frame around what the tour points at; lets every click through.
class Tour::Outline : public QWidget {
public:
    explicit Outline(QWidget* window) : QWidget(window)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
        hide();
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setPen(QPen(theme().warning, LineWidth));
        painter.drawRect(rect().adjusted(1, 1, -2, -2));
    }
};

Tour::Tour(QWidget& window, std::vector<TourStep> steps)
    : QFrame(&window),
      m_window(window),
      m_steps(std::move(steps)),
      m_outline(new Outline(&window)),
      m_title(new QLabel),
      m_text(new QLabel),
      m_count(new TonedLabel),
      m_back(new QPushButton(tr("&Back"))),
      m_next(new QPushButton(tr("&Next"))),
      m_skip(new QPushButton(tr("&Skip")))
{
    setObjectName(QStringLiteral("tour"));
    setAccessibleName(tr("Tour"));
    setFrameShape(QFrame::Box);
    setLineWidth(2);
    setAutoFillBackground(true);
    hide();

    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setObjectName(QStringLiteral("tourTitle"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setObjectName(QStringLiteral("tourText"));
    m_back->setObjectName(QStringLiteral("tourBack"));
    m_back->setAccessibleName(tr("Back"));
    m_next->setObjectName(QStringLiteral("tourNext"));
    m_next->setAccessibleName(tr("Next"));
    m_skip->setObjectName(QStringLiteral("tourSkip"));
    m_skip->setAccessibleName(tr("Skip the tour"));

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_count);
    buttons->addStretch(1);
    for (QPushButton* button : {m_skip, m_back, m_next}) {
        button->installEventFilter(this); // the arrow keys
        button->setAutoDefault(true); // Return presses the one with the keyboard
        buttons->addWidget(button);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_text, 1);
    layout->addLayout(buttons);

    connect(m_back, &QPushButton::clicked, this, [this] { showStep(m_at - 1); });
    connect(m_next, &QPushButton::clicked, this, [this] { showStep(m_at + 1); });
    connect(m_skip, &QPushButton::clicked, this, &Tour::skip);
    window.installEventFilter(this);
    recolour();
}

Tour::~Tour()
{
    delete m_outline; // unless the window has done so
}

void Tour::start(int step)
{
    showStep(step);
}

void Tour::skip()
{
    if (m_at < 0) {
        return;
    }
    m_at = -1;
    if (m_target != nullptr) {
        m_target->removeEventFilter(this);
    }
    const QPointer<QWidget> target = m_target;
    m_target = nullptr;
    m_outline->hide();
    hide();
    (target != nullptr && target->isVisible() ? target.data() : &m_window)->setFocus();
}

void Tour::showStep(int step)
{
    if (step >= stepCount()) {
        skip();
        return;
    }
    m_at = std::max(0, step);
    const TourStep& here = m_steps[static_cast<std::size_t>(m_at)];
    if (m_target != nullptr) {
        m_target->removeEventFilter(this);
    }
    m_target = here.target ? here.target() : nullptr;
    if (m_target != nullptr) {
        m_target->installEventFilter(this); // docks move
    }
    m_title->setText(here.title);
    m_text->setText(here.text);
    m_count->setText(tr("%1 of %2").arg(m_at + 1).arg(stepCount()));
    m_next->setText(m_at + 1 == stepCount() ? tr("&Done") : tr("&Next"));
    m_next->setAccessibleName(m_at + 1 == stepCount() ? tr("Done") : tr("Next"));
    m_back->setEnabled(m_at > 0);
    m_skip->setVisible(m_at + 1 < stepCount()); // then there is nothing left to skip
    setAccessibleDescription(here.title + QStringLiteral(". ") + here.text);
    place();
    m_outline->raise();
    raise();
    show();
    m_next->setFocus();
    // Where the dock has just been brought up, its place is known only after its layout.
    QMetaObject::invokeMethod(this, &Tour::place, Qt::QueuedConnection);
}

void Tour::place()
{
    if (m_at < 0) {
        return;
    }
    const int unit = fontMetrics().height();
    const int width = std::min(26 * unit, m_window.width() - 2 * Gap);
    setFixedWidth(width);
    const int wanted = layout()->hasHeightForWidth() ? layout()->heightForWidth(width) : sizeHint().height();
    const QSize size(width, std::min(std::max(wanted, sizeHint().height()), m_window.height() - 2 * Gap));

    const bool inWindow = m_target != nullptr && m_target->isVisible() && m_target->window() == &m_window;
    const QRect all = m_window.rect();
    const QRect target =
        inWindow ? QRect(m_target->mapTo(&m_window, QPoint()), m_target->size()).intersected(all) : QRect();
    m_outline->setVisible(inWindow);
    if (inWindow) {
        m_outline->setGeometry(target.adjusted(-1, -1, 1, 1));
    }
    QRect place(QPoint(), size);
    place.moveCenter(all.center());
    if (inWindow) {
        // Beside it where there is room, else on it.
        if (target.right() + Gap + size.width() < all.right()) {
            place.moveTopLeft({target.right() + Gap, target.top()});
        } else if (target.left() - Gap - size.width() > all.left()) {
            place.moveTopRight({target.left() - Gap, target.top()});
        } else if (target.top() - Gap - size.height() > all.top()) {
            place.moveBottomLeft({target.center().x() - size.width() / 2, target.top() - Gap});
        } else if (target.bottom() + Gap + size.height() < all.bottom()) {
            place.moveTopLeft({target.center().x() - size.width() / 2, target.bottom() + Gap});
        } else {
            place.moveCenter(target.center());
        }
        place.moveLeft(std::clamp(place.left(), Gap, std::max(Gap, all.right() - Gap - size.width())));
        place.moveTop(std::clamp(place.top(), Gap, std::max(Gap, all.bottom() - Gap - size.height())));
    }
    setGeometry(place);
}

bool Tour::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress && qobject_cast<QPushButton*>(watched) != nullptr) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Left || key == Qt::Key_Right) {
            keyPressEvent(static_cast<QKeyEvent*>(event));
            return true;
        }
    }
    if (m_at >= 0 && (event->type() == QEvent::Resize || event->type() == QEvent::Move ||
                      event->type() == QEvent::Show || event->type() == QEvent::Hide)) {
        QMetaObject::invokeMethod(this, &Tour::place, Qt::QueuedConnection);
    }
    return QFrame::eventFilter(watched, event);
}

void Tour::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        skip();
        break;
    case Qt::Key_Right:
    case Qt::Key_PageDown:
        showStep(m_at + 1);
        break;
    case Qt::Key_Left:
    case Qt::Key_PageUp:
        showStep(m_at - 1);
        break;
    default:
        QFrame::keyPressEvent(event);
        break;
    }
}

void Tour::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && palette().color(QPalette::Window) != theme().base) {
        recolour();
    }
    if (event->type() == QEvent::FontChange) {
        QMetaObject::invokeMethod(this, &Tour::place, Qt::QueuedConnection);
    }
}

void Tour::recolour()
{
    QPalette p = palette();
    p.setColor(QPalette::Window, theme().base);
    setPalette(p);
    m_outline->update();
}

} // namespace factorama
