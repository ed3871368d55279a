// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/factorization/factorization_panel.h"

#include "widgets/common/empty_hint.h"
#include "widgets/common/live_label.h"
#include "widgets/common/table.h"
#include "widgets/common/toned_label.h"
#include "widgets/common/unfolding_row.h"
#include "widgets/factorization/results_model.h"
#include "widgets/factorization/work_table.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/text/format.h"
#include "widgets/text/runtime_text.h"
#include "widgets/theme/icons.h"

#include <QAbstractItemView>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QEvent>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace factorama {

namespace {

constexpr std::size_t BatchSize = 2000;
/// What taking over results may take before other events get their turn.
constexpr qint64 BatchBudgetMilliseconds = 8;
constexpr std::size_t MostErrorsShown = 5;

const QString ClassicNumbers = QStringLiteral("1000000000..1000000005");

void fillChoices(QComboBox& box, const std::vector<Choice>& choices)
{
    for (const Choice& choice : choices) {
        box.addItem(runtimeText(choice.title), toQString(choice.name));
        box.setItemData(box.count() - 1, runtimeText(choice.description), Qt::ToolTipRole);
    }
}

void explainChoice(QComboBox& box)
{
    box.setToolTip(box.currentData(Qt::ToolTipRole).toString());
}

QAction* makeAction(QObject* parent, const QString& text, const QString& objectName,
                    const QList<QKeySequence>& keys, const QString& hint)
{
    auto* action = new QAction(text, parent);
    action->setObjectName(objectName);
    action->setShortcuts(keys);
    action->setStatusTip(hint);
    action->setToolTip(keys.isEmpty() ? hint
                                      : QStringLiteral("%1 (%2)").arg(
                                            hint, keys.front().toString(QKeySequence::NativeText)));
    return action;
}

QPushButton* makeButton(QAction* action)
{
    auto* button = new QPushButton(action->text());
    button->setObjectName(action->objectName() + QStringLiteral("Button"));
    button->setAccessibleName(action->text().remove(QLatin1Char('&')));
    const auto update = [button, action] {
        button->setEnabled(action->isEnabled());
        button->setIcon(action->icon());
        button->setToolTip(action->toolTip());
    };
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    QObject::connect(action, &QAction::changed, button, update);
    update();
    return button;
}

QString inputErrorText(const InputError& error)
{
    const QString message = runtimeText(error.message);
    if (error.message.starts_with(error.input) || error.message.starts_with('"' + error.input)) {
        return message; // it says itself what of
    }
    return FactorizationPanel::tr("“%1”: %2").arg(shortened(toQString(error.input), 40), message);
}

bool sameErrors(const std::vector<InputError>& some, const std::vector<InputError>& others)
{
    return std::equal(some.begin(), some.end(), others.begin(), others.end(),
                      [](const InputError& a, const InputError& b) {
                          return a.input == b.input && a.message == b.message;
                      });
}

} // namespace

FactorizationPanel::FactorizationPanel(ViewClock& clock, ProcessActions& actions, QWidget* parent)
    : QWidget(parent),
      m_clock(clock),
      m_start(makeAction(this, tr("&Start"), QStringLiteral("startFactorization"),
                         {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)},
                         tr("Factorize these numbers"))),
      m_cancel(makeAction(this, tr("&Cancel"), QStringLiteral("cancelFactorization"),
                          {QKeySequence(Qt::CTRL | Qt::Key_Period)},
                          tr("End the run; what is finished stays"))),
      m_classic(makeAction(this, tr("Classic &Numbers"), QStringLiteral("classicNumbers"),
                           {QKeySequence(Qt::CTRL | Qt::Key_1)},
                           tr("Fill in 1000000000 to 1000000005, the six numbers of the case "
                              "study that Factorama grew from"))),
      m_numbers(new QPlainTextEdit),
      m_check(new TonedLabel),
      m_strategy(new QComboBox),
      m_algorithm(new QComboBox),
      m_schedulers(new QSpinBox),
      m_progress(new QProgressBar),
      m_status(
          new LiveLabel(tr("%1 of %Ln numbers in %2", nullptr, 100).arg(countText(100), durationText(1)))),
      m_errors(new TonedLabel(TonedLabel::Tone::Danger)),
      m_lost(new TonedLabel(TonedLabel::Tone::Danger)),
      m_work(new WorkTable(clock, actions)),
      m_results(new ResultsModel(this)),
      m_table(new QTableView),
      m_copy(new QToolButton)
{
    setObjectName(QStringLiteral("factorization"));

    m_numbers->setObjectName(QStringLiteral("numbers"));
    m_numbers->setAccessibleName(tr("Numbers to factorize"));
    m_numbers->setPlaceholderText(tr("Numbers and ranges, such as\n12 13 1000000000..1000000005"));
    m_numbers->setToolTip(
        tr("Natural numbers of any length and ranges a..b, separated by spaces, commas or lines"));
    m_numbers->setTabChangesFocus(true);
    m_numbers->setFixedHeight(3 * m_numbers->fontMetrics().lineSpacing() + 14);

    m_check->setObjectName(QStringLiteral("numbersCheck"));
    m_check->setWordWrap(true);
    m_check->setMinimumHeight(m_check->fontMetrics().height());

    m_strategy->setObjectName(QStringLiteral("strategy"));
    m_strategy->setAccessibleName(tr("Strategy"));
    fillChoices(*m_strategy, clock.node().strategies());
    m_algorithm->setObjectName(QStringLiteral("algorithm"));
    m_algorithm->setAccessibleName(tr("Algorithm"));
    fillChoices(*m_algorithm, clock.node().algorithms());
    if (const int parallel = m_strategy->findData(QStringLiteral("parallel")); parallel >= 0) {
        m_strategy->setCurrentIndex(parallel);
    }
    for (QComboBox* box : {m_strategy, m_algorithm}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(10);
        box->view()->setAccessibleName(box->accessibleName());
        explainChoice(*box);
        connect(box, &QComboBox::currentIndexChanged, this, [box] { explainChoice(*box); });
    }
    m_schedulers->setObjectName(QStringLiteral("factorizationSchedulers"));
    m_schedulers->setAccessibleName(tr("Schedulers for the run"));
    m_schedulers->setRange(0, 1024);
    m_schedulers->setSpecialValueText(tr("as now"));
    m_schedulers->setToolTip(
        tr("Schedulers that are online during the run; “as now” leaves them as they are"));

    m_progress->setObjectName(QStringLiteral("factorizationProgress"));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(8);
    m_progress->setRange(0, 1);
    m_progress->setValue(0);
    m_status->setObjectName(QStringLiteral("factorizationStatus"));
    m_errors->setObjectName(QStringLiteral("factorizationErrors"));
    m_errors->setWordWrap(true);
    m_errors->hide();
    m_lost->setObjectName(QStringLiteral("factorizationLost"));
    m_lost->setWordWrap(true);
    m_lost->hide();

    m_table->setObjectName(QStringLiteral("results"));
    m_table->setAccessibleName(tr("Results"));
    setUpTable(*m_table);
    m_table->setModel(m_results);
    new UnfoldingRow(*m_table); // lives with the table
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
    const int digit = m_table->fontMetrics().horizontalAdvance(QLatin1Char('0'));
    m_table->horizontalHeader()->resizeSection(ResultsModel::NumberColumn, 13 * digit);
    m_table->horizontalHeader()->setSectionResizeMode(ResultsModel::FactorsColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->resizeSection(ResultsModel::WorkerColumn, 11 * digit);
    m_hint =
        new EmptyHint(tr("No results yet.\nEnter numbers above, or take the classic ones, and press Start."),
                      m_table->viewport());

    m_copy->setObjectName(QStringLiteral("copyResults"));
    m_copy->setAccessibleName(tr("Copy results"));
    m_copy->setText(tr("Copy"));
    m_copy->setToolTip(tr("Put all results on the clipboard, a line each"));
    m_copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_copy->setAutoRaise(true);
    m_copy->setEnabled(false);

    auto* numbersLabel = new QLabel(tr("N&umbers"));
    numbersLabel->setBuddy(m_numbers);
    auto* numbersBar = new QHBoxLayout;
    numbersBar->addWidget(numbersLabel, 1);
    auto* classic = makeButton(m_classic);
    numbersBar->addWidget(classic);

    auto* form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(6);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("S&trategy"), m_strategy);
    form->addRow(tr("&Algorithm"), m_algorithm);
    form->addRow(tr("Sche&dulers"), m_schedulers);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    auto* start = makeButton(m_start);
    start->setDefault(true);
    buttons->addWidget(start, 1);
    buttons->addWidget(makeButton(m_cancel), 1);

    auto* resultsLabel = new QLabel(tr("&Results"));
    resultsLabel->setBuddy(m_table);
    auto* resultsBar = new QHBoxLayout;
    resultsBar->addWidget(resultsLabel);
    resultsBar->addStretch(1);
    resultsBar->addWidget(m_copy);

    auto* upper = new QVBoxLayout;
    upper->setContentsMargins(10, 8, 10, 0);
    upper->setSpacing(6);
    upper->addLayout(numbersBar);
    upper->addWidget(m_numbers);
    upper->addWidget(m_check);
    upper->addLayout(form);
    upper->addSpacing(2);
    upper->addLayout(buttons);
    upper->addSpacing(4);
    upper->addWidget(m_progress);
    upper->addWidget(m_status);
    upper->addWidget(m_errors);
    upper->addWidget(m_lost);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(upper);
    auto* results = new QWidget;
    auto* resultsLayout = new QVBoxLayout(results);
    resultsLayout->setContentsMargins(0, 0, 0, 0);
    resultsLayout->setSpacing(4);
    resultsBar->setContentsMargins(10, 0, 10, 0);
    resultsLayout->addLayout(resultsBar);
    resultsLayout->addWidget(m_table, 1);
    auto* tables = new QSplitter(Qt::Vertical);
    tables->setObjectName(QStringLiteral("factorizationTables"));
    tables->setChildrenCollapsible(false);
    tables->addWidget(m_work);
    tables->addWidget(results);
    tables->setStretchFactor(0, 2);
    tables->setStretchFactor(1, 3);
    layout->addWidget(tables, 1);

    connect(m_numbers, &QPlainTextEdit::textChanged, this, &FactorizationPanel::checkNumbers);
    connect(m_start, &QAction::triggered, this, &FactorizationPanel::startRun);
    connect(m_cancel, &QAction::triggered, this, [this] { m_clock.node().cancelFactorization(); });
    connect(m_classic, &QAction::triggered, this, [this] {
        m_numbers->setPlainText(ClassicNumbers);
        m_numbers->setFocus();
    });
    connect(m_copy, &QToolButton::clicked, this, &FactorizationPanel::copyResults);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) {
                if (now.isValid()) {
                    const Pid worker = m_results->results()[static_cast<std::size_t>(now.row())].worker;
                    if (worker) {
                        m_clock.select(worker);
                    }
                }
            });
    connect(&clock, &ViewClock::newsArrived, this, &FactorizationPanel::refresh);
    connect(&clock, &ViewClock::ticked, this, [this] {
        if (m_running) {
            showProgress(m_clock.node().factorizationProgress());
        }
    });
    clock.addView(this, {}, [] {}); // it follows its run also while the views are paused
    setFocusProxy(m_numbers);
    updateIcons();
    checkNumbers();
    refresh();
}

bool FactorizationPanel::start(const FactorizationRequest& request)
{
    m_numbers->setPlainText(toQString(request.numbers));
    if (const int index = m_strategy->findData(toQString(request.strategy)); index >= 0) {
        m_strategy->setCurrentIndex(index);
    }
    if (const int index = m_algorithm->findData(toQString(request.algorithm)); index >= 0) {
        m_algorithm->setCurrentIndex(index);
    }
    m_schedulers->setValue(request.schedulers);
    return startRun();
}

void FactorizationPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        updateIcons();
        m_table->viewport()->update();
    }
    if (event->type() == QEvent::FontChange) {
        m_numbers->setFixedHeight(3 * fontMetrics().lineSpacing() + 14);
    }
}

void FactorizationPanel::checkNumbers()
{
    const QString text = m_numbers->toPlainText();
    const NumbersCheck check = m_clock.node().checkNumbers(text.toStdString());
    m_startable = check.count > 0;
    // Those of the run are listed below already.
    if (!check.errors.empty() && !sameErrors(check.errors, m_runErrors)) {
        QString message = inputErrorText(check.errors.front());
        if (check.errors.size() > 1) {
            message = tr("%1 – and %Ln more", nullptr, pluralOf(check.errors.size() - 1)).arg(message);
        }
        m_check->say(message, TonedLabel::Tone::Danger);
    } else if (check.count > 0) {
        m_check->say(tr("%Ln numbers", nullptr, pluralOf(check.count)), TonedLabel::Tone::Muted);
    } else {
        m_check->say(QString(), TonedLabel::Tone::Muted);
    }
    updateActions();
}

bool FactorizationPanel::startRun()
{
    FactorizationRequest request;
    request.numbers = m_numbers->toPlainText().toStdString();
    request.strategy = m_strategy->currentData().toString().toStdString();
    request.algorithm = m_algorithm->currentData().toString().toStdString();
    request.schedulers = m_schedulers->value();
    const Outcome outcome = m_clock.node().startFactorization(request);
    if (!outcome.ok()) {
        m_check->say(runtimeText(outcome.error), TonedLabel::Tone::Danger);
        return false;
    }
    refresh();
    return true;
}

void FactorizationPanel::refresh()
{
    const FactorizationProgress progress = m_clock.node().factorizationProgress();
    if (progress.run != m_run) {
        m_run = progress.run;
        m_results->clear();
    }
    fetchResults();
    showProgress(progress);
}

void FactorizationPanel::fetchResults()
{
    QElapsedTimer timer;
    timer.start();
    for (;;) {
        std::vector<FactorizationResult> batch =
            m_clock.node().factorizationResults(m_results->results().size(), BatchSize);
        const bool mayBeMore = batch.size() == BatchSize;
        m_results->append(std::move(batch));
        if (!mayBeMore) {
            break;
        }
        if (timer.elapsed() >= BatchBudgetMilliseconds) {
            if (!m_fetchPending) {
                m_fetchPending = true;
                QMetaObject::invokeMethod(
                    this,
                    [this] {
                        m_fetchPending = false;
                        refresh();
                    },
                    Qt::QueuedConnection);
            }
            break;
        }
    }
    const bool any = m_results->rowCount() > 0;
    fitNumbers();
    m_hint->setVisible(!any);
    m_copy->setEnabled(any);
}

void FactorizationPanel::fitNumbers()
{
    // Long numbers get room, but their factors come first; the current row is shown whole.
    constexpr int LongestNumber = 24;
    constexpr int LettersOfFactors = 22;
    const int digit = m_table->fontMetrics().horizontalAdvance(QLatin1Char('0'));
    const int wanted = std::clamp(m_results->longestNumber() + 3, 13, LongestNumber) * digit;
    constexpr int LeastNumber = 12;
    const int whole = m_table->viewport()->width();
    const int worker = (whole < (LeastNumber + LettersOfFactors + 11) * digit ? 10 : 11) * digit;
    const int room = whole - worker - LettersOfFactors * digit;
    const int width = std::clamp(wanted, LeastNumber * digit, std::max(LeastNumber * digit, room));
    if (width != m_numberWidth) { // else a person may have chosen another one
        m_numberWidth = width;
        m_table->setColumnWidth(ResultsModel::NumberColumn, width);
        m_table->setColumnWidth(ResultsModel::WorkerColumn, worker);
    }
}

bool FactorizationPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize) {
        fitNumbers();
    } else if (watched == m_table && event->type() == QEvent::FontChange) {
        m_numberWidth = 0;
        QTimer::singleShot(0, this, &FactorizationPanel::fitNumbers); // once the table has followed its font
    }
    return QWidget::eventFilter(watched, event);
}

void FactorizationPanel::showLost(std::size_t count)
{
    m_lost->setVisible(count > 0);
    if (count == 0) {
        return;
    }
    const QStringList& named = m_results->lostNumbers();
    const auto unnamed = count - static_cast<std::size_t>(named.size());
    const QString names = named.join(QStringLiteral(", "));
    m_lost->setText(unnamed > 0 ? tr("Lost: %1 and %Ln more", nullptr, pluralOf(unnamed)).arg(names)
                                : tr("Lost: %1").arg(names));
}

void FactorizationPanel::showProgress(const FactorizationProgress& progress)
{
    using State = FactorizationProgress::State;
    m_running = progress.state == State::Running;
    // Out of sight nobody asks who works.
    if (!m_running || isVisible()) {
        m_work->refresh(progress);
    }
    updateActions();
    if (progress.state == State::None) {
        m_status->say(QString());
        return;
    }

    const std::size_t done = progress.finished + progress.lost;
    // Qt's bar counts in int; a thousand steps are more than it has pixels.
    m_progress->setRange(0, 1000);
    m_progress->setValue(progress.total > 0 ? static_cast<int>(1000 * done / progress.total) : 1000);

    QString text = tr("%1 of %Ln numbers in %2", nullptr, pluralOf(progress.total))
                       .arg(countText(progress.finished), durationText(progress.seconds));
    if (progress.state == State::Cancelled) {
        text = tr("Cancelled: %1").arg(text);
    }
    if (progress.lost > 0) {
        text = tr("%1 – %Ln lost", nullptr, pluralOf(progress.lost)).arg(text);
    }
    m_status->say(text, progress.lost > 0 ? LiveLabel::Tone::Danger : LiveLabel::Tone::Plain);
    m_status->setToolTip(text);
    showLost(progress.lost);

    if (!sameErrors(progress.errors, m_runErrors)) {
        m_runErrors = progress.errors;
        checkNumbers();
    }
    QString errors;
    for (std::size_t i = 0; i < std::min(progress.errors.size(), MostErrorsShown); ++i) {
        errors += (i > 0 ? QStringLiteral("\n") : QString()) + inputErrorText(progress.errors[i]);
    }
    if (progress.errors.size() > MostErrorsShown) {
        errors += QLatin1Char('\n') +
                  tr("and %Ln more", nullptr, pluralOf(progress.errors.size() - MostErrorsShown));
    }
    m_errors->setText(errors);
    m_errors->setVisible(!errors.isEmpty());
}

void FactorizationPanel::copyResults()
{
    QGuiApplication::clipboard()->setText(m_results->toText());
}

void FactorizationPanel::updateIcons()
{
    m_start->setIcon(themedIcon(QStringLiteral("start")));
    m_cancel->setIcon(themedIcon(QStringLiteral("stop")));
    m_classic->setIcon(themedIcon(QStringLiteral("numbers")));
    m_copy->setIcon(themedIcon(QStringLiteral("copy")));
}

void FactorizationPanel::updateActions()
{
    const bool can = m_clock.node().capabilities().factorize;
    m_start->setEnabled(can && m_startable && !m_running);
    m_cancel->setEnabled(m_running);
    m_classic->setEnabled(can);
}

} // namespace factorama
