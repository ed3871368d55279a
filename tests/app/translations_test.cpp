// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/program.h"

#include "app/language.h"
#include "app/window_tools.h"
#include "widgets/help/help_window.h"
#include "widgets/help/tour.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/notices/notices_model.h"
#include "widgets/notices/notices_view.h"
#include "widgets/processes/kill_dialog.h"
#include "widgets/spawn/spawn_dialog.h"
#include "widgets/text/format.h"
#include "widgets/text/runtime_text.h"

#include <QAbstractButton>
#include <QDir>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QProcess>
#include <QRegularExpression>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTextBrowser>
#include <QToolButton>
#include <QXmlStreamReader>

#include <map>

using namespace factorama;
using namespace factorama::testing;

namespace {

/// One text of a .ts file.
struct Message {
    QStringList translations; ///< one a plural form
    bool finished = true;
    bool obsolete = false;
};
using Messages = std::map<std::pair<QString, QString>, Message>; ///< by context and source

Messages readTranslations(const QString& path)
{
    Messages messages;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return messages;
    }
    QXmlStreamReader xml(&file);
    QString context;
    QString source;
    Message message;
    while (!xml.atEnd()) {
        xml.readNext();
        const auto name = xml.name();
        if (xml.isStartElement() && name == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.isStartElement() && name == QLatin1String("message")) {
            message = {};
        } else if (xml.isStartElement() && name == QLatin1String("source")) {
            source = xml.readElementText();
        } else if (xml.isStartElement() && name == QLatin1String("translation")) {
            const auto type = xml.attributes().value(QLatin1String("type"));
            message.finished = type != QLatin1String("unfinished");
            message.obsolete = type == QLatin1String("vanished") || type == QLatin1String("obsolete");
            QString text;
            while (!(xml.isEndElement() && xml.name() == QLatin1String("translation")) && !xml.atEnd()) {
                xml.readNext();
                if (xml.isStartElement() && xml.name() == QLatin1String("numerusform")) {
                    message.translations << xml.readElementText();
                } else if (xml.isCharacters()) {
                    text += xml.text();
                }
            }
            if (message.translations.isEmpty()) {
                message.translations << text;
            }
        } else if (xml.isEndElement() && name == QLatin1String("message")) {
            messages[{context, source}] = message;
        }
    }
    return messages;
}

QString pathOf(const QString& language)
{
    return QStringLiteral(FACTORAMA_SOURCES "/resources/translations/factorama_%1.ts").arg(language);
}

/// "%1 %Ln": the places of a text, in order.
QStringList placesOf(const QString& text)
{
    static const QRegularExpression place(QStringLiteral("%(?:[1-9]|L?n)"));
    QStringList places;
    for (auto found = place.globalMatch(text); found.hasNext();) {
        places << found.next().captured();
    }
    places.sort();
    return places;
}

QString markOf(const QString& text)
{
    static const QRegularExpression mark(QStringLiteral("&([^&])"));
    return mark.match(QString(text).remove(QLatin1String("&&"))).captured(1).toLower();
}

/// Menus in which two entries have the same letter.
QStringList ambiguousMarks(const QList<QAction*>& actions, const QString& where)
{
    QStringList found;
    std::map<QString, QString> taken;
    for (const QAction* action : actions) {
        if (const QString mark = markOf(action->text()); !mark.isEmpty() && action->isVisible()) {
            if (const auto [other, isNew] = taken.emplace(mark, action->text()); !isNew) {
                found << QStringLiteral("%1: %2, %3").arg(where, other->second, action->text());
            }
        }
        if (action->menu() != nullptr) {
            found << ambiguousMarks(action->menu()->actions(), action->text());
        }
    }
    return found;
}

/// Buttons and labels to be seen that have less room than their text needs.
QStringList cutTexts(const QWidget& root)
{
    QStringList cut;
    for (const QWidget* widget : root.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->visibleRegion().isEmpty()) {
            continue;
        }
        QString text;
        int needed = widget->sizeHint().width();
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
            text = button->text();
        } else if (const auto* label = qobject_cast<const QLabel*>(widget)) {
            const bool mayShrink = label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored;
            text = mayShrink ? QString() : label->text();
            if (label->wordWrap()) {
                needed = label->heightForWidth(label->width()) <= label->height() ? 0 : label->width() + 1;
            }
        }
        if (!text.isEmpty() && widget->width() < needed) {
            cut << QStringLiteral("“%1” (%2 of %3 pixels)").arg(text).arg(widget->width()).arg(needed);
        }
    }
    return cut;
}

void chooseLanguage(const Program& program, const char* name)
{
    QAction* action = program.action(name);
    QVERIFY(action != nullptr);
    const QPointer<QAction> old = action;
    action->trigger();
    QTRY_VERIFY(old.isNull()); // the window has been made anew
}

} // namespace

class TranslationsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QVERIFY(m_folder.isValid());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    }

    void cleanup() { applyLanguage(Language::English); }

    void haveEveryText_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("German") << QStringLiteral("de");
        QTest::newRow("English plurals") << QStringLiteral("en");
    }

    /// What lupdate finds in the sources now is there, finished, and nothing else.
    void haveEveryText()
    {
        QFETCH(QString, language);
        QTemporaryDir folder;
        const QString copy = folder.filePath(QStringLiteral("copy_%1.ts").arg(language));
        QVERIFY(QFile::copy(pathOf(language), copy));
        QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner));
        QStringList arguments{QStringLiteral("-I"), QStringLiteral("."), QStringLiteral("-locations"),
                              QStringLiteral("none")};
        if (language == QLatin1String("en")) {
            arguments << QStringLiteral("-pluralonly");
        }
        arguments << QStringLiteral("app") << QStringLiteral("widgets") << QStringLiteral("-ts") << copy;
        QProcess lupdate;
        lupdate.setWorkingDirectory(QStringLiteral(FACTORAMA_SOURCES));
        lupdate.setProcessChannelMode(QProcess::MergedChannels);
        lupdate.start(QStringLiteral(FACTORAMA_LUPDATE), arguments);
        QVERIFY2(lupdate.waitForFinished(120'000), qPrintable(lupdate.errorString()));
        QVERIFY2(lupdate.exitCode() == 0, lupdate.readAll().constData());

        const Messages messages = readTranslations(copy);
        QVERIFY(messages.size() > 40);
        QStringList wrong;
        for (const auto& [key, message] : messages) {
            if (message.obsolete) {
                wrong << QStringLiteral("not in the sources any more: %1").arg(key.second);
            } else if (!message.finished || message.translations.contains(QString())) {
                wrong << QStringLiteral("not translated: %1 (%2)").arg(key.second, key.first);
            }
        }
        // The target update_translations brings the files up to date.
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    }

    void keepThePlacesOfValues()
    {
        QStringList wrong;
        for (const char* language : {"de", "en"}) {
            for (const auto& [key, message] : readTranslations(pathOf(QLatin1String(language)))) {
                for (const QString& translation : message.translations) {
                    if (placesOf(translation) != placesOf(key.second)) {
                        wrong << translation;
                    }
                }
            }
        }
        QCOMPARE(wrong.join(QLatin1Char('\n')), QString());
    }

    /// The list in runtime_text.cpp has what the runtime says.
    void haveTheTextsOfTheRuntime()
    {
        EmbeddedNode node(1);
        QStringList texts;
        for (const ModuleInfo& module : node.modules()) {
            texts << toQString(module.topic) << toQString(module.summary);
            for (const ParameterInfo& parameter : module.parameters) {
                texts << toQString(parameter.description);
            }
        }
        for (const std::vector<Choice>& choices :
             {node.demonstrations(), node.strategies(), node.algorithms()}) {
            for (const Choice& choice : choices) {
                texts << toQString(choice.title) << toQString(choice.description);
            }
        }
        const Messages known = readTranslations(pathOf(QStringLiteral("de")));
        QStringList missing;
        for (const QString& text : texts) {
            if (!text.isEmpty() && !known.contains({QStringLiteral("Runtime"), text})) {
                missing << QStringLiteral("QT_TRANSLATE_NOOP(\"Runtime\", \"%1\"),").arg(text);
            }
        }
        QCOMPARE(missing.join(QLatin1Char('\n')), QString());
    }

    void translateSentencesOfTheRuntime()
    {
        applyLanguage(Language::German);
        QCOMPARE(runtimeText("this process is not alive any more"),
                 QStringLiteral("dieser Prozess lebt nicht mehr"));
        QCOMPARE(runtimeText("the name a%2b is taken, by <0.3.0>"),
                 QStringLiteral("der Name a%2b ist vergeben, an <0.3.0>"));
        QCOMPARE(logText("<0.7.1> was restarted as <0.9.2>"),
                 QStringLiteral("<0.7.1> wurde als <0.9.2> neu gestartet"));
        QCOMPARE(logText("Process <0.7.1> (worker) crashed: badarg"),
                 QStringLiteral("Process <0.7.1> (worker) crashed: badarg"));
        QCOMPARE(runtimeText("something that nobody knows"), QStringLiteral("something that nobody knows"));
        QCOMPARE(runtimeText(""), QString());
        applyLanguage(Language::English);
        QCOMPARE(runtimeText("the name x is taken, by <0.3.0>"),
                 QStringLiteral("the name x is taken, by <0.3.0>"));
    }

    void tellInGermanWhatOneDid()
    {
        const Program program;
        QVERIFY(program.isReady());
        MainWindow& window = *program.window;
        window.setLanguage(Language::German);
        program.action("goTo:noticesDock")->trigger();
        QVERIFY(window.clock().node().spawn("echo", {}, 3, {}).ok());
        const auto said = [&](const QString& text) {
            const NoticesModel& model = window.notices().model();
            for (int row = 0; row < model.rowCount(); ++row) {
                if (model.index(row, NoticesModel::TextColumn).data().toString() == text) {
                    return true;
                }
            }
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(said(QStringLiteral("3 Prozesse von echo wurden gestartet")), Patience);
        // And is found by these words.
        auto* search = program.find<QLineEdit>("noticeSearch");
        search->setText(QStringLiteral("wurden gestartet"));
        QTRY_COMPARE(window.notices().model().rowCount(), 1);
        search->clear();
        QVERIFY(window.clock().node().endSpawned().ok());
        QTRY_VERIFY_WITH_TIMEOUT(said(QStringLiteral("4 von Hand gestartete Prozesse wurden beendet")) ||
                                     said(QStringLiteral("3 von Hand gestartete Prozesse wurden beendet")),
                                 Patience);
        window.setLanguage(Language::English);
    }

    void writeNumbersAsTheLanguageDoes()
    {
        applyLanguage(Language::German);
        QCOMPARE(countText(1234567), QStringLiteral("1.234.567"));
        QCOMPARE(durationText(1.5), QStringLiteral("1,50 s"));
        applyLanguage(Language::English);
        QCOMPARE(countText(1234567), QStringLiteral("1,234,567"));
    }

    void switchTheWindowAtOnce()
    {
        const Program program(QSize(1600, 1000));
        QVERIFY(program.isReady());
        MainWindow& window = *program.window;
        QCOMPARE(window.menuBar()->actions().first()->text(), QStringLiteral("&File"));
        window.clock().select(program.model().pidAt(1));
        const Pid selected = window.clock().selected();
        window.processes().filterField().setText(QStringLiteral("-status:exiting"));
        program.find<QPlainTextEdit>("numbers")->setPlainText(QStringLiteral("12 13"));
        program.find<QDockWidget>("mailboxesDock")->close();
        const QSize size = window.size();
        const auto placesOfDocks = [&] {
            QStringList places;
            for (const char* name : {"schedulersDock", "factorizationDock", "graphDock"}) {
                const QRect at = program.find<QDockWidget>(name)->geometry();
                places
                    << QStringLiteral("%1,%2 %3x%4").arg(at.x()).arg(at.y()).arg(at.width()).arg(at.height());
            }
            return places.join(QStringLiteral("; "));
        };
        QString places;
        int looks = 0; // in which nothing has moved
        QVERIFY(QTest::qWaitFor(
            [&] {
                looks = placesOfDocks() == places ? looks + 1 : 0;
                places = placesOfDocks();
                return looks == 20;
            },
            Patience));

        chooseLanguage(program, "language:de");
        QVERIFY(program.isReady());
        QStringList menus;
        for (const QAction* menu : window.menuBar()->actions()) {
            menus << menu->text();
        }
        QCOMPARE(menus.join(QLatin1Char(' ')),
                 QStringLiteral("&Datei &Prozess &Faktorisierung &Ansicht &Hilfe"));
        QVERIFY(program.action("language:de")->isChecked());
        QCOMPARE(program.find<QDockWidget>("factorizationDock")->windowTitle(),
                 QStringLiteral("Faktorisierung"));
        QCOMPARE(program.find<QDockWidget>("noticesDock")->windowTitle(), QStringLiteral("Meldungen"));
        QCOMPARE(program.model().headerData(0, Qt::Horizontal).toString(), QStringLiteral("Prozess"));
        QCOMPARE(program.model().headerData(4, Qt::Horizontal).toString(), QStringLiteral("Reduktionen"));
        QVERIFY(program.action("demonstration:links")->text().contains(QStringLiteral("Ring von Links")));

        // What a person has arranged is as it was.
        QCOMPARE(window.size(), size);
        QCOMPARE(placesOfDocks(), places);
        QCOMPARE(window.clock().selected(), selected);
        QCOMPARE(window.processes().filterField().text(), QStringLiteral("-status:exiting"));
        QCOMPARE(program.find<QPlainTextEdit>("numbers")->toPlainText(), QStringLiteral("12 13"));
        QVERIFY(!program.find<QDockWidget>("mailboxesDock")->isVisible());
        QVERIFY(program.find<QDockWidget>("factorizationDock")->isVisible());

        chooseLanguage(program, "language:en");
        QVERIFY(program.isReady());
        QCOMPARE(window.menuBar()->actions().first()->text(), QStringLiteral("&File"));
        QCOMPARE(program.find<QDockWidget>("noticesDock")->windowTitle(), QStringLiteral("Notices"));
        QCOMPARE(program.model().headerData(0, Qt::Horizontal).toString(), QStringLiteral("Process"));
        QCOMPARE(window.clock().selected(), selected);
    }

    void switchAgainAndAgain()
    {
        const Program program;
        QVERIFY(program.isReady());
        const auto children = program.window->findChildren<QObject*>().size();
        for (int i = 0; i < 5; ++i) {
            program.window->setLanguage(i % 2 == 0 ? Language::German : Language::English);
            program.window->showSpawnDialog();
            program.window->tools().showHelp(QStringLiteral("graph"));
            program.window->tools().tour().start();
        }
        // What was open stays open.
        QVERIFY(openDialog<SpawnDialog>(program.window.get()) != nullptr);
        QVERIFY(program.window->tools().tour().isRunning());
        openDialog<SpawnDialog>(program.window.get())->close();
        program.window->tools().tour().skip();
        program.window->setLanguage(Language::English);
        QVERIFY(program.isReady());
        QCOMPARE(program.window->tools().helpPage(), QStringLiteral("graph"));
        // Nothing is left of the old ones; the help window and its parts are new.
        const auto* help = program.window->findChild<HelpWindow*>();
        QVERIFY(help != nullptr);
        const auto more = help->findChildren<QObject*>().size() + 1;
        QVERIFY2(program.window->findChildren<QObject*>().size() <= children + more + 60,
                 qPrintable(QString::number(program.window->findChildren<QObject*>().size() - children)));
    }

    void areRememberedWhenChosen()
    {
        EmbeddedNode node(1);
        {
            MainWindow window(node);
            auto* german = window.findChild<QAction*>(QStringLiteral("language:de"));
            QVERIFY(german != nullptr);
            german->trigger();
            QTRY_COMPARE(window.language(), Language::German);
        }
        applyLanguage(Language::English);
        {
            const MainWindow window(node);
            QCOMPARE(window.language(), Language::German);
            QCOMPARE(window.menuBar()->actions().first()->text(), QStringLiteral("&Datei"));
        }
        {
            // As the command line does: for this time alone.
            const MainWindow window(node, MainWindow::Memory::Remember, Language::English);
            QCOMPARE(window.menuBar()->actions().first()->text(), QStringLiteral("&File"));
        }
        QCOMPARE(Settings().language(), Language::German);
        Settings().setLanguage(Language::System);
    }

    void haveUnambiguousMenus_data()
    {
        QTest::addColumn<Language>("language");
        QTest::newRow("English") << Language::English;
        QTest::newRow("German") << Language::German;
    }

    void haveUnambiguousMenus()
    {
        QFETCH(Language, language);
        const Program program;
        program.window->setLanguage(language);
        QCOMPARE(ambiguousMarks(program.window->menuBar()->actions(), QStringLiteral("menu bar"))
                     .join(QStringLiteral("; ")),
                 QString());
    }

    void haveHelpInBothLanguages()
    {
        const QDir english(QStringLiteral(":/help"));
        const QDir german(QStringLiteral(":/help/de"));
        const QStringList pages = english.entryList({QStringLiteral("*.md")}, QDir::Files);
        QVERIFY(pages.size() >= 12);
        QCOMPARE(german.entryList({QStringLiteral("*.md")}, QDir::Files), pages);
        applyLanguage(Language::German);
        HelpWindow help(nullptr);
        help.showPage(QStringLiteral("processes"));
        auto* text = help.findChild<QTextBrowser*>(QStringLiteral("helpText"));
        QVERIFY(text->toPlainText().startsWith(QStringLiteral("Prozesse")));
        QCOMPARE(help.findChild<QListWidget*>(QStringLiteral("helpPages"))->item(1)->text(),
                 QStringLiteral("Prozesse"));
    }

    void cutNothing_data() { haveUnambiguousMenus_data(); }

    /// In the smallest window that is common.
    void cutNothing()
    {
        QFETCH(Language, language);
        const Program program(QSize(1280, 720));
        program.window->setLanguage(language);
        QVERIFY(program.isReady());
        QCOMPARE(program.window->size(), QSize(1280, 720));
        QStringList cut;
        for (const QDockWidget* dock : program.window->findChildren<QDockWidget*>()) {
            QAction* go = program.window->findChild<QAction*>(QStringLiteral("goTo:") + dock->objectName());
            QVERIFY(go != nullptr);
            go->trigger();
            QTRY_VERIFY(!dock->visibleRegion().isEmpty());
            cut << cutTexts(*program.window);
        }
        program.window->showSpawnDialog();
        auto* spawn = openDialog<SpawnDialog>(program.window.get());
        QVERIFY(QTest::qWaitForWindowExposed(spawn));
        cut << cutTexts(*spawn);
        spawn->close();
        program.window->clock().select(program.model().pidAt(0));
        program.action("killProcess")->trigger();
        auto* kill = openDialog<KillDialog>(program.window.get());
        QVERIFY(QTest::qWaitForWindowExposed(kill));
        cut << cutTexts(*kill);
        kill->reject();
        cut.removeDuplicates();
        QCOMPARE(cut.join(QStringLiteral("; ")), QString());
        QCOMPARE(program.window->size(), QSize(1280, 720));
    }

    void letTheWindowBecomeSmall_data() { haveUnambiguousMenus_data(); }

    /// Also when it was larger before, with more docks beside each other.
    void letTheWindowBecomeSmall()
    {
        QFETCH(Language, language);
        const Program program(QSize(1600, 1000));
        program.window->setLanguage(language);
        QVERIFY(program.isReady());
        program.window->resize(1280, 720);
        QStringList widths;
        for (const QDockWidget* dock : program.window->findChildren<QDockWidget*>()) {
            widths << QStringLiteral("%1 %2").arg(dock->windowTitle()).arg(dock->minimumSizeHint().width());
        }
        QVERIFY2(program.window->size() == QSize(1280, 720),
                 qPrintable(QStringLiteral("%1: %2")
                                .arg(program.window->width())
                                .arg(widths.join(QStringLiteral(", ")))));
    }

    void openTheHelpFromThePanels()
    {
        const Program program;
        QVERIFY(program.isReady());
        for (const QDockWidget* dock : program.window->findChildren<QDockWidget*>()) {
            auto* button =
                program.window->findChild<QToolButton*>(dock->objectName() + QStringLiteral(":help"));
            QVERIFY(button != nullptr);
            QVERIFY(button->focusPolicy() & Qt::TabFocus);
            QVERIFY(button->accessibleName().contains(dock->windowTitle()));
            button->click();
            QCOMPARE(program.window->tools().helpPage(), dock->widget()->objectName());
        }
    }

private:
    QTemporaryDir m_folder;
};

QTEST_MAIN(TranslationsTest)
#include "translations_test.moc"
