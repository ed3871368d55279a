// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/processes/kill_dialog.h"

#include "widgets/common/toned_label.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/text/format.h"
#include "widgets/text/process_text.h"
#include "widgets/text/runtime_text.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace factorama {

namespace {

using Fate = AffectedProcess::Fate;
using Cause = AffectedProcess::Cause;

/// How often it is made anew while nothing is typed.
constexpr qint64 PreviewMilliseconds = 300;
/// More rows than this are only counted.
constexpr std::size_t MostRows = 200;

enum Column { VictimColumn, FateColumn, CauseColumn };

QString named(const Snapshot& snapshot, Pid pid)
{
    const QString text = toQString(pid.toString());
    const ProcessRow* row = findProcess(snapshot, pid);
    return row == nullptr ? text : QStringLiteral("%1 %2").arg(text, processTitle(*row));
}

QString fateText(Fate fate)
{
    switch (fate) {
    case Fate::Ends:
        return KillDialog::tr("ends");
    case Fate::Restarts:
        return KillDialog::tr("restarts");
    case Fate::Told:
        return KillDialog::tr("is told");
    }
    return {};
}

QString causeText(const Snapshot& snapshot, const AffectedProcess& process)
{
    const QString by = process.by ? named(snapshot, process.by) : QString();
    switch (process.cause) {
    case Cause::Signal:
        return process.fate == Fate::Told ? KillDialog::tr("gets the signal, and traps exits")
                                          : KillDialog::tr("gets the signal");
    case Cause::Link:
        return process.fate == Fate::Told ? KillDialog::tr("linked to %1, and traps exits").arg(by)
                                          : KillDialog::tr("linked to %1").arg(by);
    case Cause::Strategy:
        return KillDialog::tr("stopped by the strategy of %1").arg(by);
    case Cause::SupervisorEnds:
        return KillDialog::tr("ends with its supervisor %1").arg(by);
    case Cause::AutoShutdown:
        return KillDialog::tr("shuts down after the significant %1").arg(by);
    case Cause::Intensity:
        return KillDialog::tr("has no restart left for %1, and gives up").arg(by);
    }
    return {};
}

} // namespace

KillDialog::KillDialog(ViewClock& clock, Pid pid, QWidget* parent)
    : KillDialog(clock, std::vector<Pid>{pid}, parent)
{
}

KillDialog::KillDialog(ViewClock& clock, std::vector<Pid> pids, QWidget* parent)
    : QDialog(parent),
      m_clock(clock),
      m_pids(std::move(pids)),
      m_reason(new QComboBox),
      m_explanation(new TonedLabel(TonedLabel::Tone::Muted)),
      m_summary(new TonedLabel(TonedLabel::Tone::Plain)),
      m_affected(new QTreeWidget),
      m_error(new TonedLabel(TonedLabel::Tone::Danger))
{
    setObjectName(QStringLiteral("killDialog"));
    setWindowTitle(m_pids.size() == 1 ? tr("Kill a Process") : tr("Kill Processes"));

    auto* what = new QLabel(m_pids.size() == 1 ? named(*clock.snapshot(), m_pids.front())
                                               : tr("%Ln processes", nullptr, pluralOf(m_pids.size())));
    what->setTextFormat(Qt::PlainText);
    QFont bold = what->font();
    bold.setBold(true);
    what->setFont(bold);

    m_reason->setObjectName(QStringLiteral("killReason"));
    m_reason->setAccessibleName(tr("Exit reason"));
    m_reason->setEditable(true);
    m_reason->view()->setAccessibleName(m_reason->accessibleName());
    m_reason->setInsertPolicy(QComboBox::NoInsert);
    m_reason->addItems({QStringLiteral("kill"), QStringLiteral("shutdown"), QStringLiteral("normal")});
    m_reason->lineEdit()->setAccessibleName(tr("Exit reason"));
    m_reason->setMinimumContentsLength(36);
    m_reason->setCompleter(nullptr); // it would take the first Return for itself
    auto* reasonLabel = new QLabel(tr("&Reason, in Erlang’s notation"));
    reasonLabel->setBuddy(m_reason);

    m_explanation->setWordWrap(true);
    m_error->setObjectName(QStringLiteral("killError"));
    m_error->setWordWrap(true);
    m_error->hide();

    m_summary->setObjectName(QStringLiteral("killSummary"));
    m_summary->setWordWrap(true);
    m_affected->setObjectName(QStringLiteral("killPreview"));
    m_affected->setAccessibleName(tr("Who is taken along"));
    m_affected->setHeaderLabels({tr("Process"), tr("Then it"), tr("Since it")});
    m_affected->setRootIsDecorated(false);
    m_affected->setUniformRowHeights(true);
    m_affected->setSelectionMode(QAbstractItemView::NoSelection);
    m_affected->header()->setSectionResizeMode(QHeaderView::Interactive);
    m_affected->header()->setStretchLastSection(true);
    const int digit = m_affected->fontMetrics().horizontalAdvance(QLatin1Char('0'));
    m_affected->header()->resizeSection(VictimColumn, 30 * digit);
    m_affected->header()->resizeSection(FateColumn, 12 * digit);
    m_affected->setMinimumSize(96 * digit, 7 * (m_affected->fontMetrics().height() + 4));

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("&Kill"));
    buttons->button(QDialogButtonBox::Ok)->setAccessibleName(tr("Kill"));
    connect(buttons, &QDialogButtonBox::accepted, this, &KillDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &KillDialog::reject);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(what);
    layout->addSpacing(4);
    layout->addWidget(reasonLabel);
    layout->addWidget(m_reason);
    layout->addWidget(m_error);
    layout->addWidget(m_explanation);
    layout->addSpacing(4);
    layout->addWidget(m_summary);
    layout->addWidget(m_affected, 1);
    layout->addWidget(buttons);

    connect(m_reason, &QComboBox::editTextChanged, this,
            [this, kill = buttons->button(QDialogButtonBox::Ok)] {
                const Outcome outcome =
                    m_clock.node().checkMessage(m_reason->currentText().trimmed().toStdString());
                m_error->setText(runtimeText(outcome.error));
                m_error->setVisible(!outcome.ok());
                kill->setEnabled(outcome.ok());
                explain();
                showPreview();
            });
    connect(this, &QDialog::finished, this, [this] { emit previewed({}); });
    explain();
    m_summary->setText(tr("Finding out who is taken along …"));
    clock.addView(this, {.processes = true, .relations = true, .supervision = true}, [this] {
        if (!m_sincePreview.isValid() || m_sincePreview.hasExpired(PreviewMilliseconds)) {
            showPreview();
        }
    });
    if (clock.isPaused()) {
        showPreview(); // nothing more comes
    }
    m_reason->setFocus();
    m_reason->lineEdit()->selectAll();
}

void KillDialog::accept()
{
    const QString reason = m_reason->currentText().trimmed();
    Outcome refused;
    bool anySent = false;
    for (const Pid pid : m_pids) {
        const Outcome outcome = m_clock.node().exit(pid, reason.toStdString());
        if (outcome.ok()) {
            anySent = true;
        } else {
            refused = outcome;
        }
    }
    if (!anySent) { // of several, some may have ended by themselves, or by those before
        m_error->setText(runtimeText(refused.error));
        m_error->show();
        m_reason->setFocus();
        return;
    }
    emit sent(reason);
    QDialog::accept();
}

void KillDialog::showPreview()
{
    m_sincePreview.start();
    const Snapshot& snapshot = *m_clock.snapshot();
    KillPreview preview = previewKill(snapshot, m_pids, m_reason->currentText().trimmed().toStdString());
    const bool isFirst = m_affected->topLevelItemCount() == 0;
    if (preview == m_preview && !isFirst) {
        return;
    }
    m_preview = std::move(preview);
    fillTable();
    emit previewed(m_preview);

    const auto count = [this](Fate fate) {
        return static_cast<std::uint64_t>(
            std::count_if(m_preview.affected.begin(), m_preview.affected.end(),
                          [fate](const AffectedProcess& process) { return process.fate == fate; }));
    };
    const std::uint64_t ends = count(Fate::Ends);
    const std::uint64_t restarts = count(Fate::Restarts);
    QString text;
    const int together = pluralOf(ends + restarts);
    if (together == 0) {
        text = tr("No process ends.");
    } else if (restarts == 0) {
        text = together == 1 ? tr("1 process ends.")
                             : tr("%Ln processes end; none of them is started again.", nullptr, together);
    } else if (ends == 0) {
        text = together == 1 ? tr("1 process ends, and is started again.")
                             : tr("%Ln processes end; all of them are started again.", nullptr, together);
    } else {
        text = tr("%1 processes end; %Ln of them are started again.", nullptr, pluralOf(restarts))
                   .arg(countText(ends + restarts));
    }
    const bool givesUp =
        std::any_of(m_preview.affected.begin(), m_preview.affected.end(),
                    [](const AffectedProcess& process) { return process.cause == Cause::Intensity; });
    if (givesUp) {
        text += QLatin1Char(' ') + tr("A supervisor has no restart left and gives up.");
    }
    if (!m_preview.complete) {
        text += QLatin1Char(' ') + tr("There may be more: not all links and children are known.");
    }
    m_summary->say(text, givesUp ? TonedLabel::Tone::Danger : TonedLabel::Tone::Plain);
}

void KillDialog::fillTable()
{
    const Snapshot& snapshot = *m_clock.snapshot();
    QList<QTreeWidgetItem*> items;
    for (const AffectedProcess& process : m_preview.affected) {
        if (static_cast<std::size_t>(items.size()) == MostRows) {
            items.push_back(new QTreeWidgetItem(
                {tr("… %Ln more", nullptr, pluralOf(m_preview.affected.size() - MostRows)), QString(),
                 QString()}));
            break;
        }
        auto* item = new QTreeWidgetItem(
            {named(snapshot, process.pid), fateText(process.fate), causeText(snapshot, process)});
        item->setSizeHint(VictimColumn, QSize(0, m_affected->fontMetrics().height() + 8));
        item->setToolTip(CauseColumn, item->text(CauseColumn));
        const QColor tone = TonedLabel::color(process.fate == Fate::Ends       ? TonedLabel::Tone::Danger
                                              : process.fate == Fate::Restarts ? TonedLabel::Tone::Warning
                                                                               : TonedLabel::Tone::Muted);
        item->setForeground(FateColumn, tone);
        items.push_back(item);
    }
    m_affected->clear();
    m_affected->addTopLevelItems(items);
}

void KillDialog::explain()
{
    const QString reason = m_reason->currentText().trimmed();
    if (reason == QLatin1String("kill")) {
        m_explanation->setText(tr("Cannot be trapped: the process ends at once, and those linked to it "
                                  "receive the reason killed."));
    } else if (reason == QLatin1String("normal")) {
        m_explanation->setText(tr("Is ignored, unless the process traps exits and decides to end."));
    } else {
        m_explanation->setText(tr("Ends the process, unless it traps exits: then it receives the signal "
                                  "as a message."));
    }
}

} // namespace factorama
