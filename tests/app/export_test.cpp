// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QSvgRenderer>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

#include "app/main_window.h"
#include "program.h"
#include "widgets/common/export_role.h"
#include "widgets/export/export_dialog.h"
#include "widgets/export/picture_export.h"
#include "widgets/export/table_export.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/processes/processes_view.h"

#include <csignal>

#include <sys/resource.h>

using namespace factorama;
using testing::contents;
using testing::Patience;
using testing::Program;

namespace {

QString exportAll(const QAbstractItemView& view, const QString& path, TableFormat format)
{
    TableExport job(view, path, format);
    QSignalSpy finished(&job, &TableExport::finished);
    job.start();
    if (finished.isEmpty() && !finished.wait(Patience)) {
        return QStringLiteral("it did not end");
    }
    return finished.front().front().toString();
}

/// Lets it write until it has begun; a wait for some milliseconds might let it finish.
bool writesSome(const TableExport& job)
{
    const QDeadlineTimer patience(Patience);
    while (job.rowsWritten() == 0 && !patience.hasExpired()) {
        QCoreApplication::processEvents();
    }
    return job.rowsWritten() > 0;
}

} // namespace

class ExportTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(testing::prepareWindowTests(m_folder)); }

    void quotesAsRfc4180()
    {
        QCOMPARE(csvLine({QStringLiteral("a"), QStringLiteral("b c")}), QByteArray("a,b c\r\n"));
        QCOMPARE(csvLine({QStringLiteral("a,b"), QStringLiteral("say \"hi\""), QStringLiteral("x\ny")}),
                 QByteArray("\"a,b\",\"say \"\"hi\"\"\",\"x\ny\"\r\n"));
        QCOMPARE(csvLine({QString(), QString()}), QByteArray(",\r\n"));
        QCOMPARE(csvLine({QString()}), QByteArray("\"\"\r\n"));
        QCOMPARE(csvLine({QStringLiteral("ä€😀")}), QByteArray("ä€😀\r\n"));
    }

    void exportsTablesAndTrees()
    {
        QStandardItemModel model;
        model.setHorizontalHeaderLabels(
            {QStringLiteral("Name"), QStringLiteral("Number"), QStringLiteral("Name")});
        auto* parent = new QStandardItem(QStringLiteral("one, two"));
        auto* number = new QStandardItem;
        number->setData(7, Qt::DisplayRole);
        model.appendRow({parent, number, new QStandardItem(QStringLiteral("x"))});
        parent->appendRow(new QStandardItem(QStringLiteral("child")));
        model.appendRow(new QStandardItem(QStringLiteral("last")));

        QTableView table;
        table.setModel(&model);
        table.setColumnHidden(2, true);
        const QString csv = m_folder.filePath(QStringLiteral("t.csv"));
        QCOMPARE(exportAll(table, csv, TableFormat::Csv), QString());
        QCOMPARE(contents(csv), QByteArray("Name,Number\r\n\"one, two\",7\r\nlast,\r\n"));

        QTreeView tree;
        tree.setModel(&model);
        QCOMPARE(exportAll(tree, csv, TableFormat::Csv), QString());
        QCOMPARE(contents(csv), QByteArray("Level,Name,Number,Column 3\r\n0,\"one, two\",7,x\r\n"
                                           "1,child,,\r\n0,last,,\r\n"));
        QCOMPARE(TableExport::rowsOf(table), 2);
        QCOMPARE(TableExport::rowsOf(tree), 3);
        model.setHeaderData(0, Qt::Horizontal, QStringLiteral("Pid"), ExportBesideRole);
        parent->setData(QStringLiteral("<0.1.0>"), ExportBesideRole);
        QCOMPARE(exportAll(table, csv, TableFormat::Csv), QString());
        QCOMPARE(contents(csv), QByteArray("Name,Pid,Number\r\n\"one, two\",<0.1.0>,7\r\nlast,,\r\n"));
        model.setHeaderData(0, Qt::Horizontal, {}, ExportBesideRole);

        const QString json = m_folder.filePath(QStringLiteral("t.json"));
        QCOMPARE(exportAll(table, json, TableFormat::Json), QString());
        const QJsonArray rows = QJsonDocument::fromJson(contents(json)).array();
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[0].toObject()[QStringLiteral("Number")].toInt(), 7);
        QCOMPARE(rows[0].toObject()[QStringLiteral("Name")].toString(), QStringLiteral("one, two"));

        QStandardItemModel empty;
        table.setModel(&empty);
        QCOMPARE(exportAll(table, json, TableFormat::Json), QString());
        QVERIFY(QJsonDocument::fromJson(contents(json)).isArray());
    }

    void keepsTheOldFileWhenItCannotWrite()
    {
        QStandardItemModel model(3, 2);
        QTableView table;
        table.setModel(&model);
        const QString error =
            exportAll(table, m_folder.filePath(QStringLiteral("no such folder/t.csv")), TableFormat::Csv);
        QVERIFY2(error.contains(QStringLiteral("cannot be written")), qPrintable(error));

        const QString path = m_folder.filePath(QStringLiteral("old.csv"));
        QFile old(path);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
        old.close();
        QStandardItemModel large(1'000'000, 2); // many slices, however fast the machine is
        table.setModel(&large);
        TableExport cancelled(table, path, TableFormat::Csv);
        QSignalSpy finished(&cancelled, &TableExport::finished);
        cancelled.start();
        QVERIFY(writesSome(cancelled));
        cancelled.cancel();
        QCOMPARE(contents(path), QByteArray("old"));
        QCOMPARE(finished.count(), 0);
        TableExport changed(table, path, TableFormat::Csv);
        QSignalSpy changedFinished(&changed, &TableExport::finished);
        changed.start();
        QVERIFY(writesSome(changed));
        large.removeRow(0);
        QTRY_COMPARE(changedFinished.count(), 1);
        QVERIFY(changedFinished[0][0].toString().contains(QStringLiteral("changed")));
        QCOMPARE(contents(path), QByteArray("old"));

        // As on a full disk: no file may grow past a few bytes.
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit usual{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &usual), 0);
        const rlimit small{4'096, usual.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
        const QString full = exportAll(table, path, TableFormat::Csv);
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &usual), 0);
        QVERIFY2(full.contains(QStringLiteral("disk full")), qPrintable(full));
        QCOMPARE(contents(path), QByteArray("old"));
        // A device is not to be replaced by a file.
        QVERIFY(!exportAll(table, QStringLiteral("/dev/null"), TableFormat::Csv).isEmpty());
        QVERIFY(!QFileInfo(QStringLiteral("/dev/null")).isFile());
    }

    void exportsTheProcessTableByKeyboard()
    {
        Program program;
        QVERIFY(program.isReady());
        program.window->processes().table().setFocus();
        QTest::keyClick(program.window.get(), Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        ExportDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = program.window->findChild<ExportDialog*>()) != nullptr && dialog->isVisible());
        QCOMPARE(dialog->findChild<QComboBox*>(QStringLiteral("exportView"))->currentText(),
                 QStringLiteral("Processes"));
        QApplication::setActiveWindow(dialog);
        auto* progress = dialog->findChild<QProgressBar*>(QStringLiteral("exportProgress"));
        QVERIFY(!progress->isVisible());
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("exportButton")), Qt::LeftButton);
        QFileDialog* files = nullptr;
        QTRY_VERIFY((files = dialog->findChild<QFileDialog*>()) != nullptr && files->isVisible());
        const QString path = m_folder.filePath(QStringLiteral("processes.csv"));
        QSignalSpy exported(dialog, &ExportDialog::exported);
        auto* name = files->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
        QVERIFY(name != nullptr);
        name->setText(path);
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_COMPARE(exported.count(), 1);
        QVERIFY(!progress->isVisible());
        QVERIFY(!program.window->clock().isPaused()); // it goes on
        const QByteArray csv = contents(path);
        QVERIFY2(csv.startsWith("Process,"), csv.left(80).constData());
        QVERIFY(csv.contains("echo"));
        QVERIFY(csv.count("\r\n") >= 7);

        auto* kind = dialog->findChild<QComboBox*>(QStringLiteral("exportKind"));
        kind->setCurrentIndex(1);
        dialog->exportTo(m_folder.filePath(QStringLiteral("processes.json")));
        QTRY_COMPARE(exported.count(), 2);
        const QJsonArray rows =
            QJsonDocument::fromJson(contents(m_folder.filePath(QStringLiteral("processes.json")))).array();
        QVERIFY(rows.size() >= 6);
        QVERIFY(rows[0].toObject()[QStringLiteral("Reductions")].isDouble());
        dialog->exportTo(m_folder.filePath(QStringLiteral("nowhere/x.json")));
        QTRY_VERIFY(dialog->findChild<QLabel*>(QStringLiteral("exportMessage"))
                        ->text()
                        .contains(QStringLiteral("cannot be written")));
        QVERIFY(!program.window->clock().isPaused());
        dialog->close();
    }

    void exportsPicturesOfEveryView()
    {
        Program program;
        QVERIFY(program.isReady());
        program.action("export")->trigger();
        auto* dialog = program.window->findChild<ExportDialog*>();
        QVERIFY(dialog != nullptr);
        auto* view = dialog->findChild<QComboBox*>(QStringLiteral("exportView"));
        auto* kind = dialog->findChild<QComboBox*>(QStringLiteral("exportKind"));
        QSignalSpy exported(dialog, &ExportDialog::exported);
        for (int i = 0; i < view->count(); ++i) {
            view->setCurrentIndex(i);
            const int first = kind->findText(QStringLiteral("Picture as PNG"));
            QVERIFY(first >= 0);
            QCOMPARE(first == 0,
                     kind->count() == 2 || view->currentText() == QStringLiteral("The whole window"));
            kind->setCurrentIndex(first);
            const QString png = m_folder.filePath(QStringLiteral("%1.png").arg(i));
            dialog->exportTo(png);
            QVERIFY(!QImage(png).isNull());
            kind->setCurrentIndex(first + 1);
            const QString svg = m_folder.filePath(QStringLiteral("%1.svg").arg(i));
            dialog->exportTo(svg);
            QVERIFY(QSvgRenderer(svg).isValid());
        }
        QCOMPARE(exported.count(), 2 * view->count());
        dialog->close();
    }

private:
    QTemporaryDir m_folder;
};

QTEST_MAIN(ExportTest)
#include "export_test.moc"
