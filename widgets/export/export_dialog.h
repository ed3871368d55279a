// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QPointer>

#include <vector>

class QAbstractItemView;
class QComboBox;
class QProgressBar;
class QPushButton;

namespace factorama {

class TableExport;
class TonedLabel;
class ViewClock;

/// A view of the window that can be exported.
struct ExportableView {
    QString title;
    QPointer<QWidget> widget;
};

/// Asks what to export and as what, then for the file, and writes it. While a table is written the views are
/// paused, so that it is of one moment; it can be cancelled.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    /// @param chosen the place in `views` to begin with.
    ExportDialog(ViewClock& clock, std::vector<ExportableView> views, int chosen, QWidget* parent = nullptr);
    ~ExportDialog() override;

    /// Writes what is chosen to this file, as after the file dialog.
    void exportTo(const QString& path);
    bool isWriting() const { return m_writing != nullptr; }

    void done(int result) override;

signals:
    /// The file is there.
    void exported(const QString& path);

private:
    enum class What { Csv, Json, Png, Svg };
    struct Kind {
        What what;
        QPointer<QAbstractItemView> table; ///< null for pictures
    };

    static QString tableText(const QAbstractItemView& table, What what);
    void fillKinds();
    void chooseFile();
    void exportTable(const Kind& kind, const QString& path);
    void finishWriting(const QString& error);
    void endWriting();
    QString extension() const;

    ViewClock& m_clock;
    std::vector<ExportableView> m_views;
    std::vector<Kind> m_kinds;
    QComboBox* m_view;
    QComboBox* m_kind;
    TonedLabel* m_message;
    QProgressBar* m_progress;
    QPushButton* m_export;
    TableExport* m_writing = nullptr;
    QString m_path;
    bool m_pausedByUs = false;
};

} // namespace factorama
