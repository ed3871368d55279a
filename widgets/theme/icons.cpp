// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/icons.h"

#include "widgets/theme/theme.h"

#include <QFile>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

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

constexpr int IconSizes[] = {16, 20, 24, 32, 48};

} // namespace

QIcon themedIcon(const QString& name)
{
    const QByteArray svg = readSvg(QStringLiteral(":/icons/%1.svg").arg(name));
    QIcon icon;
    if (svg.isEmpty()) {
        return icon;
    }
    const auto coloured = [&svg](const QColor& color) {
        QByteArray text = svg;
        text.replace("currentColor", color.name().toLatin1());
        return text;
    };
    const QByteArray normal = coloured(theme().text);
    const QByteArray disabled = coloured(theme().disabledText);
    for (const int size : IconSizes) {
        icon.addPixmap(render(normal, size), QIcon::Normal);
        icon.addPixmap(render(disabled, size), QIcon::Disabled);
    }
    return icon;
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
