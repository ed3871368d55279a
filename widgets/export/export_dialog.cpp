// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/export/export_dialog.h"

#include "widgets/common/toned_label.h"
#include "widgets/export/picture_export.h"
#include "widgets/export/table_export.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/text/format.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QFileDialog>
#include <QFormLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace factorama {

ExportDialog::ExportDialog(ViewClock& clock, std::vector<ExportableView> views, int chosen, QWidget* parent)
    : QDialog(parent),
      m_clock(clock),
      m_views(std::move(views)),
      m_view(new QComboBox),
      m_kind(new QComboBox),
      m_message(new TonedLabel),
      m_progress(new QProgressBar),
      m_export(nullptr)
{
    setObjectName(QStringLiteral("exportDialog"));
    setWindowTitle(tr("Export"));

    m_view->setObjectName(QStringLiteral("exportView"));
    m_view->setAccessibleName(tr("View"));
    m_view->view()->setAccessibleName(m_view->accessibleName());
    for (const ExportableView& view : m_views) {
        m_view->addItem(view.title);
    }
    m_kind->setObjectName(QStringLiteral("exportKind"));
    m_kind->setAccessibleName(tr("Export as"));
    m_kind->view()->setAccessibleName(m_kind->accessibleName());
    m_kind->setMinimumContentsLength(36);
    m_message->setObjectName(QStringLiteral("exportMessage"));
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setMinimumHeight(3 * m_message->fontMetrics().lineSpacing());
    m_message->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_progress->setObjectName(QStringLiteral("exportProgress"));
    m_progress->setAccessibleName(tr("Progress of the export"));
    m_progress->setRange(0, 1);
    m_progress->setValue(0);
    m_progress->setTextVisible(false);
    QSizePolicy kept = m_progress->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(kept);
    m_progress->hide(); // empty it looks like a field to type in

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close"));
    m_export = buttons->addButton(tr("&Choose File…"), QDialogButtonBox::AcceptRole);
    m_export->setObjectName(QStringLiteral("exportButton"));
    m_export->setAccessibleName(tr("Choose the file"));
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);

    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->addRow(tr("&View"), m_view);
    form->addRow(tr("&As"), m_kind);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(10);
    layout->addLayout(form);
    layout->addWidget(m_message, 1);
    layout->addWidget(m_progress);
    layout->addWidget(buttons);
    m_export->setDefault(true); // not before it is in the dialog, which would choose another one

    connect(m_view, &QComboBox::currentIndexChanged, this, &ExportDialog::fillKinds);
    connect(&m_clock, &ViewClock::snapshotChanged, this, [this] {
        for (int i = 0; i < m_kind->count() && m_writing == nullptr; ++i) {
            const Kind& kind = m_kinds[static_cast<std::size_t>(i)];
            if (kind.table != nullptr && kind.table->model() != nullptr) {
                m_kind->setItemText(i, tableText(*kind.table, kind.what));
            }
        }
    });
    m_view->setCurrentIndex(std::clamp(chosen, 0, std::max(0, m_view->count() - 1)));
    fillKinds();
    m_view->setFocus();
}

// The clock may be gone by now; what was not finished leaves the old file.
ExportDialog::~ExportDialog() = default;

QString ExportDialog::tableText(const QAbstractItemView& table, What what)
{
    const int rows = TableExport::rowsOf(table);
    return (what == What::Csv ? tr("%1 (%Ln rows) as CSV", nullptr, rows)
                              : tr("%1 (%Ln rows) as JSON", nullptr, rows))
        .arg(table.accessibleName());
}

void ExportDialog::fillKinds()
{
    m_kind->clear();
    m_kinds.clear();
    m_message->clear();
    const int index = m_view->currentIndex();
    QWidget* view = index < 0 ? nullptr : m_views[static_cast<std::size_t>(index)].widget.data();
    m_export->setEnabled(view != nullptr);
    if (view == nullptr) {
        m_message->say(tr("This view is not there any more."), TonedLabel::Tone::Warning);
        return;
    }
    if (view->visibleRegion().isEmpty()) { // hidden, it holds nothing, or what was there when it was seen
        QWidget* dock = view;
        while (dock != nullptr && qobject_cast<QDockWidget*>(dock) == nullptr) {
            dock = dock->parentWidget();
        }
        if (dock != nullptr) {
            dock->show();
            dock->raise();
        }
    }
    const auto add = [this](const QString& text, What what, QAbstractItemView* table) {
        m_kind->addItem(text);
        m_kinds.push_back({what, table});
    };
    // Of the whole window the picture is wanted, not the first of all its tables.
    const auto addPictures = [&add] {
        add(tr("Picture as PNG"), What::Png, nullptr);
        add(tr("Picture as SVG"), What::Svg, nullptr);
    };
    if (view->isWindow()) {
        addPictures();
    }
    for (QAbstractItemView* table : view->findChildren<QAbstractItemView*>()) {
        const bool tabular =
            qobject_cast<QTableView*>(table) != nullptr || qobject_cast<QTreeView*>(table) != nullptr;
        if (!tabular || table->model() == nullptr || table->isHidden()) {
            continue;
        }
        add(tableText(*table, What::Csv), What::Csv, table);
        add(tableText(*table, What::Json), What::Json, table);
    }
    if (!view->isWindow()) {
        addPictures();
    }
}

QString ExportDialog::extension() const
{
    switch (m_kinds[static_cast<std::size_t>(m_kind->currentIndex())].what) {
    case What::Csv:
        return QStringLiteral("csv");
    case What::Json:
        return QStringLiteral("json");
    case What::Png:
        return QStringLiteral("png");
    case What::Svg:
        return QStringLiteral("svg");
    }
    return QString();
}

void ExportDialog::chooseFile()
{
    if (m_kind->currentIndex() < 0 || m_writing != nullptr) {
        return;
    }
    const QString suffix = extension();
    auto* dialog = new QFileDialog(this, tr("Export to"), QString(),
                                   tr("%1 files (*.%2);;All files (*)").arg(suffix.toUpper(), suffix));
    dialog->setObjectName(QStringLiteral("exportFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(m_view->currentText().toLower() + QLatin1Char('.') + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, &ExportDialog::exportTo);
    dialog->open();
}

void ExportDialog::exportTo(const QString& path)
{
    if (m_kind->currentIndex() < 0 || m_writing != nullptr) {
        return;
    }
    const Kind kind = m_kinds[static_cast<std::size_t>(m_kind->currentIndex())];
    m_path = path;
    if (kind.what == What::Csv || kind.what == What::Json) {
        exportTable(kind, path);
        return;
    }
    QWidget* view = m_views[static_cast<std::size_t>(m_view->currentIndex())].widget;
    if (view == nullptr) {
        m_message->say(tr("This view is not there any more."), TonedLabel::Tone::Danger);
        return;
    }
    finishWriting(
        exportPicture(*view, path, kind.what == What::Png ? PictureFormat::Png : PictureFormat::Svg));
}

void ExportDialog::exportTable(const Kind& kind, const QString& path)
{
    if (kind.table == nullptr) {
        m_message->say(tr("This table is not there any more."), TonedLabel::Tone::Danger);
        return;
    }
    if (!m_clock.isPaused()) {
        m_pausedByUs = true;
        m_clock.setPaused(true);
    }
    m_writing = new TableExport(*kind.table, path,
                                kind.what == What::Csv ? TableFormat::Csv : TableFormat::Json, this);
    connect(m_writing, &TableExport::progressed, this, [this](int rows) { m_progress->setValue(rows); });
    connect(m_writing, &TableExport::finished, this, &ExportDialog::finishWriting);
    m_export->setEnabled(false);
    m_view->setEnabled(false);
    m_kind->setEnabled(false);
    m_message->say(tr("Writing; the views are paused until it is done. Close cancels it."),
                   TonedLabel::Tone::Muted);
    m_progress->setRange(0, std::max(1, kind.table->model()->rowCount()));
    m_progress->setValue(0);
    m_progress->show();
    m_writing->start();
}

void ExportDialog::finishWriting(const QString& error)
{
    const bool table = m_writing != nullptr;
    const qint64 rows = table ? m_writing->rowsWritten() : 0;
    endWriting();
    if (!error.isEmpty()) {
        m_message->say(error, TonedLabel::Tone::Danger);
        return;
    }
    m_message->say(table ? tr("%Ln rows are in %1", nullptr, static_cast<int>(rows)).arg(m_path)
                         : tr("The picture is in %1").arg(m_path),
                   TonedLabel::Tone::Good);
    emit exported(m_path);
}

void ExportDialog::endWriting()
{
    if (m_writing != nullptr) {
        m_writing->disconnect(this);
        m_writing->cancel();
        m_writing->deleteLater();
        m_writing = nullptr;
    }
    m_progress->hide();
    m_export->setEnabled(true);
    m_view->setEnabled(true);
    m_kind->setEnabled(true);
    if (m_pausedByUs) {
        m_pausedByUs = false;
        m_clock.setPaused(false);
    }
}

void ExportDialog::done(int result)
{
    endWriting(); // closing is cancelling
    QDialog::done(result);
}

} // namespace factorama
