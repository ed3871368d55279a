// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <QObject>
#include <QPointer>
#include <QSaveFile>
#include <QStringList>
#include <QTimer>
#include <QVector>

class QAbstractItemView;

namespace factorama {

enum class TableFormat { Csv, Json };

/// A line of a CSV file as RFC 4180 has it, with its line end.
QByteArray csvLine(const QStringList& fields);

/// Opens it to write, but not where that would replace something that is no ordinary file.
/// @returns false with the reason in `error`, in a person's words.
bool openToExport(QSaveFile& file, QString& error);
/// What went wrong with this file, in a person's words.
QString fileErrorText(const QFileDevice& file);

/// Writes the rows (see ExportRole) that a table or a tree shows, with its visible columns in their order, to
/// a file.
///
/// The model belongs to the window's thread, so it is read there, in slices short enough for every frame; a
/// million rows take seconds in which the window goes on. The caller sees to it that the model stays as it is
/// (by pausing the clock); a table that changes all the same ends the export with an error. The file appears
/// under its name only when all is written: until then, and after an error, the old one stays.
class TableExport : public QObject {
    Q_OBJECT

public:
    TableExport(const QAbstractItemView& view, const QString& path, TableFormat format,
                QObject* parent = nullptr);

    /// Starts; the signals tell of the rest.
    void start();
    void cancel();

    /// All rows that would be written now; of a tree: those below others too.
    static int rowsOf(const QAbstractItemView& view);

    qint64 rowsWritten() const { return m_written; }
    /// Of a table: all of them. Of a tree: those at its top.
    int topRows() const { return m_topRows; }

signals:
    /// `done` of topRows().
    void progressed(int done);
    /// Over: an empty `error` means that the file is there. Not after cancel().
    void finished(const QString& error);

private:
    void writeSlice();
    struct Column {
        int place;
        int role; ///< ExportRole or ExportBesideRole
    };

    static QVariant valueOf(const QModelIndex& row, const Column& column);
    bool writeRow(const QModelIndex& row, int level);
    bool writeHeader();
    bool writeFooter();
    bool put(const QByteArray& bytes);
    void end(const QString& error);
    /// The row after this one, children first; invalid at the end.
    QModelIndex next(const QModelIndex& row);

    QPointer<const QAbstractItemModel> m_model;
    TableFormat m_format;
    QSaveFile m_file;
    QVector<Column> m_columns;
    QStringList m_titles;
    bool m_tree = false;
    int m_topRows = 0;
    qint64 m_written = 0;
    QModelIndex m_row;
    int m_level = 0;
    bool m_changed = false;
    QTimer m_slices;
};

} // namespace factorama
