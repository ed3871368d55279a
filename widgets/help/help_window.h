// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QListWidget;
class QTextBrowser;

namespace factorama {

/// The pages of resources/help, with their list at the left. A page is named after the view that it is about
/// (its objectName), and links to others by name: [the graph](graph).
class HelpWindow : public QDialog {
    Q_OBJECT

public:
    explicit HelpWindow(QWidget* parent);

    /// Shows this page, or the first one where there is none of that name.
    void showPage(const QString& name);
    /// The page that is shown.
    QString page() const;
    static bool hasPage(const QString& name);

    QTextBrowser& browser() const { return *m_browser; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void load();

    QListWidget* m_pages;
    QTextBrowser* m_browser;
};

} // namespace factorama
