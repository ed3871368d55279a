// SPDX-License-Identifier: GPL-3.0-or-later
#include <QImage>
#include <QTest>

#include "widgets/graph/line_raster.h"

#include <cmath>

using namespace factorama;

namespace {

QImage paper(qreal ratio = 1)
{
    QImage image(100, 100, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::white);
    return image;
}

int inkIn(const QImage& image, const QRect& rect)
{
    int ink = 0;
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        for (int x = rect.left(); x <= rect.right(); ++x) {
            ink += 255 - qGray(image.pixel(x, y));
        }
    }
    return ink;
}

} // namespace

class LineRasterTest : public QObject {
    Q_OBJECT

private slots:
    void drawsAsMuchAsTheLineCovers_data()
    {
        QTest::addColumn<QPointF>("to");
        QTest::newRow("right") << QPointF(70, 20);
        QTest::newRow("down") << QPointF(20, 70);
        QTest::newRow("slanted") << QPointF(60, 50);
        QTest::newRow("steep") << QPointF(50, 60);
        QTest::newRow("backwards") << QPointF(5, 4);
    }

    void drawsAsMuchAsTheLineCovers()
    {
        QFETCH(QPointF, to);
        const QPointF from(20, 20);
        for (const double width : {0.6, 1.0, 1.6, 4.0}) {
            QImage image = paper();
            LineRaster raster(image);
            raster.setPen(Qt::black, width);
            raster.line(from, to);
            const QPointF delta = to - from;
            const double area = width * std::hypot(delta.x(), delta.y());
            const double ink = inkIn(image, image.rect()) / 255.0;
            QVERIFY2(std::abs(ink - area) < 0.15 * area + width,
                     qPrintable(QStringLiteral("%1 in place of %2").arg(ink).arg(area)));
        }
    }

    void blendsWhatIsTransparent()
    {
        QImage image = paper();
        LineRaster raster(image);
        raster.setPen(QColor(0, 0, 0, 128), 1);
        raster.line({10, 50.5}, {90, 50.5});
        const int gray = qGray(image.pixel(50, 50));
        QVERIFY2(gray > 110 && gray < 145, qPrintable(QString::number(gray)));
        QCOMPARE(qGray(image.pixel(50, 53)), 255);
    }

    void leavesGapsBetweenDashes()
    {
        QImage image = paper();
        LineRaster raster(image);
        raster.setPen(Qt::black, 1);
        raster.setDashes(10, 10);
        raster.line({0, 50.5}, {100, 50.5});
        QVERIFY(inkIn(image, {1, 50, 8, 1}) > 1500);
        QCOMPARE(inkIn(image, {12, 48, 7, 5}), 0);
        QVERIFY(inkIn(image, {22, 50, 7, 1}) > 1500);
        QImage bent = paper();
        LineRaster other(bent);
        other.setPen(Qt::black, 1);
        other.setDashes(10, 10);
        other.curve({0, 50.5}, {50, 50.5}, {100, 50.5}); // goes on with the dashes from piece to piece
        QVERIFY(std::abs(inkIn(bent, bent.rect()) - inkIn(image, image.rect())) < 20 * 255);
    }

    void staysWithinThePicture()
    {
        QImage image = paper();
        LineRaster raster(image);
        raster.setPen(Qt::black, 3);
        raster.line({-1e6, 50}, {1e6, 50});
        QVERIFY(inkIn(image, {0, 48, 100, 5}) > 250 * 255);
        QVERIFY(inkIn(image, image.rect()) == inkIn(image, {0, 48, 100, 4}));
        for (const QPointF far : {QPointF(-50, -60), QPointF(400, 30), QPointF(120, 130), QPointF(50, 1e7)}) {
            QImage other = paper();
            LineRaster outside(other);
            outside.setPen(Qt::black, 3);
            outside.line(far, far + QPointF(30, 25));
            QCOMPARE(inkIn(other, other.rect()), 0);
            outside.line(far, {99.9, 0.1}); // to a corner
        }
    }

    void followsTheScreen()
    {
        QImage image = paper(2);
        LineRaster raster(image);
        raster.setPen(Qt::black, 1);
        raster.line({5, 25}, {45, 25}); // in units that are two pixels
        QVERIFY(inkIn(image, {12, 49, 76, 2}) > 140 * 255);
        QCOMPARE(inkIn(image, {12, 0, 76, 45}), 0);
    }
};

QTEST_MAIN(LineRasterTest)
#include "line_raster_test.moc"
