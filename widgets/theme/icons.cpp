// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/icons.h"

#include "widgets/theme/theme.h"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

#include <algorithm>
#include <utility>

namespace factorama {

namespace {

QPixmap render(const QByteArray& svg, int size)
{
    QSvgRenderer renderer(svg);
    QPixmap pixmap(size, size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(0, 0, size, size));
    return pixmap;
}

QByteArray readSvg(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Draws an icon when it is asked for, in the size that is wanted: drawing fifty of them in all sizes held
/// the first paint of the window up.
class ThemedIconEngine : public QIconEngine {
public:
    ThemedIconEngine(QByteArray svg, const QColor& normal, const QColor& disabled)
        : m_svg(std::move(svg)),
          m_normal(normal),
          m_disabled(disabled)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal scale = painter->device() != nullptr ? painter->device()->devicePixelRatio() : 1;
        QRect square(0, 0, std::min(rect.width(), rect.height()), std::min(rect.width(), rect.height()));
        square.moveCenter(rect.center());
        painter->drawPixmap(square, scaledPixmap(square.size() * scale, mode, state, scale));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        const int side = std::min(size.width(), size.height());
        if (side <= 0) {
            return {};
        }
        const bool disabled = mode == QIcon::Disabled;
        QPixmap& drawn = m_drawn[2 * side + (disabled ? 1 : 0)];
        if (drawn.isNull()) {
            QByteArray text = m_svg;
            text.replace("currentColor", (disabled ? m_disabled : m_normal).name().toLatin1());
            drawn = render(text, side);
        }
        return drawn;
    }
    QString key() const override { return QStringLiteral("factorama-themed"); }
    QIconEngine* clone() const override { return new ThemedIconEngine(*this); }

private:
    QByteArray m_svg;
    QColor m_normal;
    QColor m_disabled;
    QHash<int, QPixmap> m_drawn; ///< by twice the side, and one more for the disabled form
};

} // namespace

QIcon themedIcon(const QString& name)
{
    const QByteArray svg = readSvg(QStringLiteral(":/icons/%1.svg").arg(name));
    return svg.isEmpty() ? QIcon() : QIcon(new ThemedIconEngine(svg, theme().text, theme().disabledText));
}

QIcon applicationIcon()
{
    const QByteArray svg = readSvg(QStringLiteral(":/icons/factorama.svg"));
    QIcon icon;
    if (svg.isEmpty()) {
        return icon;
    }
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) {
        icon.addPixmap(render(svg, size));
    }
    return icon;
}

} // namespace factorama
