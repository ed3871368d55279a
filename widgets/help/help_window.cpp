// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/help/help_window.h"

#include "widgets/common/table.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QFile>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace factorama {

namespace {

QString pathOf(const QString& page)
{
    return QStringLiteral(":/help/%1.md").arg(page);
}

/// In the window's language, where there is such a page.
QString readPage(const QString& page)
{
    const QString language = HelpWindow::tr("en", "code of the language, and folder of its help pages");
    const QString translated = pathOf(language + QLatin1Char('/') + page);
    QFile file(QFile::exists(translated) ? translated : pathOf(page));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// In the order in which one reads them.
const QStringList& pages()
{
    static const QStringList all = [] {
        QStringList found;
        for (const char* name :
             {"start", "processes", "factorization", "inspector", "schedulers", "mailboxes", "graph",
              "supervision", "notices", "observing", "controls", "glossary"}) {
            if (HelpWindow::hasPage(QLatin1String(name))) {
                found << QLatin1String(name);
            }
        }
        return found;
    }();
    return all;
}

/// "# Processes" at its top.
QString titleOf(const QString& page)
{
    return readPage(page).section(QLatin1Char('\n'), 0, 0).remove(QLatin1Char('#')).trimmed();
}

} // namespace

HelpWindow::HelpWindow(QWidget* parent)
    : QDialog(parent),
      m_pages(new QListWidget),
      m_browser(new QTextBrowser)
{
    setObjectName(QStringLiteral("helpWindow"));
    setWindowTitle(tr("Factorama Help"));

    m_pages->setObjectName(QStringLiteral("helpPages"));
    m_pages->setAccessibleName(tr("Pages"));
    setUpRows(*m_pages);
    for (const QString& page : pages()) {
        auto* item = new QListWidgetItem(titleOf(page), m_pages);
        item->setData(Qt::UserRole, page);
    }
    m_browser->setObjectName(QStringLiteral("helpText"));
    m_browser->setAccessibleName(tr("Help"));
    m_browser->setOpenLinks(false);
    m_browser->document()->setDocumentMargin(16);

    auto* splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_pages);
    splitter->addWidget(m_browser);
    splitter->setStretchFactor(1, 1);
    const int letter = fontMetrics().averageCharWidth();
    splitter->setSizes({26 * letter, 84 * letter});
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->addWidget(splitter, 1);
    layout->addWidget(buttons);
    resize(112 * letter, 600 * fontMetrics().height() / 16);

    connect(m_pages, &QListWidget::currentRowChanged, this, &HelpWindow::load);
    connect(m_browser, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
        if (hasPage(link.path())) {
            showPage(link.path());
        }
    });
    m_pages->setCurrentRow(0);
}

bool HelpWindow::hasPage(const QString& name)
{
    return !name.isEmpty() && !name.contains(QLatin1Char('/')) && QFile::exists(pathOf(name));
}

void HelpWindow::showPage(const QString& name)
{
    m_pages->setCurrentRow(std::max<int>(0, static_cast<int>(pages().indexOf(name))));
}

QString HelpWindow::page() const
{
    const QListWidgetItem* item = m_pages->currentItem();
    return item == nullptr ? QString() : item->data(Qt::UserRole).toString();
}

void HelpWindow::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    // Markdown takes the colours and the font of the moment it is read.
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        const int at = m_browser->verticalScrollBar()->value();
        load();
        m_browser->verticalScrollBar()->setValue(at);
    }
}

void HelpWindow::load()
{
    m_browser->setMarkdown(readPage(page()));
    m_browser->document()->setDocumentMargin(16);
}

} // namespace factorama
