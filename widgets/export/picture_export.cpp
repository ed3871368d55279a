// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/export/picture_export.h"

#include "widgets/export/table_export.h"

#include <QBuffer>
#include <QPainter>
#include <QPixmap>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QWidget>

namespace factorama {

namespace {

QByteArray pngOf(QWidget& widget)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    widget.grab().save(&buffer, "PNG");
    return bytes;
}

QByteArray svgOf(QWidget& widget)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(widget.size());
    generator.setViewBox(QRect(QPoint(), widget.size()));
    generator.setResolution(widget.logicalDpiX());
    generator.setTitle(widget.windowTitle().isEmpty() ? widget.accessibleName() : widget.windowTitle());
    QPainter painter(&generator);
    widget.render(&painter, QPoint(), QRegion(), QWidget::DrawWindowBackground | QWidget::DrawChildren);
    painter.end();
    return bytes;
}

} // namespace

QString exportPicture(QWidget& widget, const QString& path, PictureFormat format)
{
    const QByteArray picture = format == PictureFormat::Png ? pngOf(widget) : svgOf(widget);
    QSaveFile file(path);
    QString error;
    if (!openToExport(file, error)) {
        return error;
    }
    const bool written = file.write(picture) == picture.size() && file.commit();
    return written ? QString() : fileErrorText(file);
}

} // namespace factorama
