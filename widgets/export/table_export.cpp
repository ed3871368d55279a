// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/export/table_export.h"

#include "widgets/common/export_role.h"

#include <QAbstractItemView>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTableView>
#include <QTreeView>

namespace factorama {

namespace {

/// Half a frame.
constexpr qint64 SliceMilliseconds = 8;

const QHeaderView* headerOf(const QAbstractItemView& view)
{
    if (const auto* table = qobject_cast<const QTableView*>(&view)) {
        return table->horizontalHeader();
    }
    if (const auto* tree = qobject_cast<const QTreeView*>(&view)) {
        return tree->header();
    }
    return nullptr;
}

int rowsBelow(const QAbstractItemModel& model, const QModelIndex& parent)
{
    const int children = model.rowCount(parent);
    int rows = children;
    for (int i = 0; i < children; ++i) {
        rows += rowsBelow(model, model.index(i, 0, parent));
    }
    return rows;
}

QJsonValue toJson(const QVariant& value)
{
    switch (value.typeId()) {
    case QMetaType::UInt:
    case QMetaType::ULongLong:
        return QJsonValue(static_cast<qint64>(value.toULongLong()));
    default:
        return QJsonValue::fromVariant(value);
    }
}

} // namespace

QByteArray csvLine(const QStringList& fields)
{
    QByteArray line;
    for (const QString& field : fields) {
        if (!line.isEmpty() || &field != &fields.front()) {
            line += ',';
        }
        QByteArray text = field.toUtf8();
        // A line of one empty field would otherwise be no line at all.
        const bool quoted = text.contains('"') || text.contains(',') || text.contains('\n') ||
                            text.contains('\r') || (text.isEmpty() && fields.size() == 1);
        if (quoted) {
            text.replace("\"", "\"\"");
            text = '"' + text + '"';
        }
        line += text;
    }
    return line + "\r\n";
}

bool openToExport(QSaveFile& file, QString& error)
{
    const QFileInfo there(file.fileName());
    if (there.exists() && !there.isFile()) {
        error = TableExport::tr("%1 is no ordinary file: choose another name.").arg(file.fileName());
        return false;
    }
    if (!file.open(QIODevice::WriteOnly)) {
        error = fileErrorText(file);
        return false;
    }
    return true;
}

QString fileErrorText(const QFileDevice& file)
{
    switch (file.error()) {
    case QFileDevice::OpenError:
    case QFileDevice::PermissionsError:
        return TableExport::tr("%1 cannot be written: %2. Is the folder there, and may you write to it?")
            .arg(file.fileName(), file.errorString());
    case QFileDevice::ResourceError:
    case QFileDevice::WriteError:
        return TableExport::tr("%1 could not be written to its end: %2. Is the disk full? What was there "
                               "before is still there.")
            .arg(file.fileName(), file.errorString());
    default:
        return TableExport::tr("%1 was not written: %2").arg(file.fileName(), file.errorString());
    }
}

TableExport::TableExport(const QAbstractItemView& view, const QString& path, TableFormat format,
                         QObject* parent)
    : QObject(parent),
      m_model(view.model()),
      m_format(format),
      m_file(path),
      m_tree(qobject_cast<const QTreeView*>(&view) != nullptr)
{
    const QHeaderView* header = headerOf(view);
    const int columns = m_model == nullptr ? 0 : m_model->columnCount();
    for (int place = 0; place < columns; ++place) {
        const int column = header == nullptr ? place : header->logicalIndex(place);
        if (header != nullptr && header->isSectionHidden(column)) {
            continue;
        }
        QString title = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        if (title.isEmpty()) {
            title = m_model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
        }
        if (title.isEmpty() || m_titles.contains(title)) {
            title = tr("Column %1").arg(column + 1);
        }
        m_columns.push_back({column, ExportRole});
        m_titles.push_back(title);
        const QString beside = m_model->headerData(column, Qt::Horizontal, ExportBesideRole).toString();
        if (!beside.isEmpty()) {
            m_columns.push_back({column, ExportBesideRole});
            m_titles.push_back(beside);
        }
    }
    m_slices.setInterval(0);
    connect(&m_slices, &QTimer::timeout, this, &TableExport::writeSlice);
    if (m_model != nullptr) {
        const auto changed = [this] { m_changed = true; };
        connect(m_model, &QAbstractItemModel::modelReset, this, changed);
        connect(m_model, &QAbstractItemModel::rowsRemoved, this, changed);
        connect(m_model, &QAbstractItemModel::layoutChanged, this, changed);
        connect(m_model, &QObject::destroyed, this, changed);
    }
}

int TableExport::rowsOf(const QAbstractItemView& view)
{
    const QAbstractItemModel* model = view.model();
    if (model == nullptr) {
        return 0;
    }
    return qobject_cast<const QTreeView*>(&view) != nullptr ? rowsBelow(*model, {}) : model->rowCount();
}

QVariant TableExport::valueOf(const QModelIndex& row, const Column& column)
{
    const QModelIndex cell = row.siblingAtColumn(column.place);
    const QVariant value = cell.data(column.role);
    return value.isValid() || column.role != ExportRole ? value : cell.data(Qt::DisplayRole);
}

void TableExport::start()
{
    m_topRows = m_model == nullptr ? 0 : m_model->rowCount();
    m_row = m_topRows > 0 ? m_model->index(0, 0) : QModelIndex();
    m_level = 0;
    QString error;
    if (!openToExport(m_file, error)) {
        end(error);
        return;
    }
    if (!writeHeader()) {
        end(fileErrorText(m_file));
        return;
    }
    m_slices.start();
}

void TableExport::cancel()
{
    m_slices.stop();
    m_file.cancelWriting();
}

void TableExport::writeSlice()
{
    QElapsedTimer elapsed;
    elapsed.start();
    while (m_row.isValid()) {
        if (m_changed) {
            end(tr("The table changed while it was being written; nothing was exported. Try again."));
            return;
        }
        if (!writeRow(m_row, m_level)) {
            end(fileErrorText(m_file));
            return;
        }
        m_row = next(m_row);
        if (m_written % 64 == 0 && elapsed.elapsed() >= SliceMilliseconds) {
            QModelIndex top = m_row;
            while (top.parent().isValid()) {
                top = top.parent();
            }
            emit progressed(top.row());
            return;
        }
    }
    end(writeFooter() && m_file.commit() ? QString() : fileErrorText(m_file));
}

QModelIndex TableExport::next(const QModelIndex& row)
{
    if (m_tree && m_model->rowCount(row) > 0) {
        ++m_level;
        return m_model->index(0, 0, row);
    }
    // Rows that came after the start are left for the next time.
    if (!m_tree) {
        return row.row() + 1 < m_topRows ? m_model->index(row.row() + 1, 0) : QModelIndex();
    }
    QModelIndex at = row;
    while (at.isValid()) {
        const QModelIndex parent = at.parent();
        if (at.row() + 1 < m_model->rowCount(parent)) {
            return m_model->index(at.row() + 1, 0, parent);
        }
        at = parent;
        --m_level;
    }
    return {};
}

bool TableExport::put(const QByteArray& bytes)
{
    return m_file.write(bytes) == bytes.size();
}

bool TableExport::writeHeader()
{
    if (m_format == TableFormat::Json) {
        return put("[");
    }
    QStringList titles = m_titles;
    if (m_tree) {
        titles.prepend(tr("Level"));
    }
    return put(csvLine(titles));
}

bool TableExport::writeFooter()
{
    return m_format == TableFormat::Csv || put("\n]\n");
}

bool TableExport::writeRow(const QModelIndex& row, int level)
{
    ++m_written;
    if (m_format == TableFormat::Csv) {
        QStringList fields;
        fields.reserve(m_columns.size() + 1);
        if (m_tree) {
            fields << QString::number(level);
        }
        for (const Column& column : m_columns) {
            fields << valueOf(row, column).toString();
        }
        return put(csvLine(fields));
    }
    QJsonObject object;
    if (m_tree) {
        object.insert(tr("Level"), level);
    }
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        object.insert(m_titles[i], toJson(valueOf(row, m_columns[i])));
    }
    return put((m_written > 1 ? ",\n" : "\n") + QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void TableExport::end(const QString& error)
{
    m_slices.stop();
    if (!error.isEmpty()) {
        m_file.cancelWriting();
    }
    emit finished(error);
}

} // namespace factorama
