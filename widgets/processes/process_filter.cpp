// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/processes/process_filter.h"

#include "widgets/text/format.h"
#include "widgets/text/process_text.h"

#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

namespace factorama {

namespace {

constexpr int StatusCount = 6;

struct Field {
    const char* name;
    ProcessFilter::Kind kind;
};
constexpr std::array<Field, 7> fields = {{{"name", ProcessFilter::Kind::Name},
                                          {"label", ProcessFilter::Kind::Label},
                                          {"module", ProcessFilter::Kind::Module},
                                          {"pid", ProcessFilter::Kind::Pid},
                                          {"parent", ProcessFilter::Kind::Parent},
                                          {"status", ProcessFilter::Kind::Status},
                                          {"trap_exit", ProcessFilter::Kind::TrapExit}}};

constexpr std::array<const char*, 6> comparisonSigns = {"<", "<=", "=", "!=", ">=", ">"};

/// "waiting, runnable, ...": what may stand after `status:`.
QString statusNames()
{
    QStringList names;
    for (int i = 0; i < StatusCount; ++i) {
        names << statusText(static_cast<ProcessStatus>(i));
    }
    return names.join(QStringLiteral(", "));
}

QString comparableNames()
{
    QStringList names;
    for (int column = 0; column < ProcessColumnCount; ++column) {
        if (!processColumn(column).key.isEmpty()) {
            names << processColumn(column).key;
        }
    }
    return names.join(QStringLiteral(", "));
}

/// "name:, label:, ...": what may stand before a colon.
QString fieldNames()
{
    QStringList names;
    for (const Field& field : fields) {
        names << QLatin1String(field.name) + QLatin1Char(':');
    }
    return names.join(QStringLiteral(", "));
}

/// How many letters are to be changed, added or left out to come from one word to the other.
std::size_t distance(const QString& from, const QString& to)
{
    std::vector<std::size_t> row(static_cast<std::size_t>(to.size()) + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (const QChar letter : from) {
        std::size_t diagonal = row[0]++;
        for (std::size_t i = 1; i < row.size(); ++i) {
            const bool same = letter == to[static_cast<qsizetype>(i) - 1];
            const std::size_t changed = diagonal + (same ? 0 : 1);
            diagonal = row[i];
            row[i] = std::min({changed, row[i] + 1, row[i - 1] + 1});
        }
    }
    return row.back();
}

/// What was probably meant by `typed`, as it is written: `module:`, `messages>`. Empty if nothing is near.
QString nearestKey(const QString& typed)
{
    QStringList keys;
    for (const Field& field : fields) {
        keys << QLatin1String(field.name) + QLatin1Char(':');
    }
    for (int column = 0; column < ProcessColumnCount; ++column) {
        if (!processColumn(column).key.isEmpty()) {
            keys << processColumn(column).key + QLatin1Char('>');
        }
    }
    const QString word = typed.toLower();
    QString nearest;
    std::size_t least = static_cast<std::size_t>(word.size()) / 3 + 1; // of three letters one may be wrong
    for (const QString& key : keys) {
        if (const std::size_t off = distance(word, key.chopped(1)); off < least) {
            least = off;
            nearest = key;
        }
    }
    return nearest;
}

/// "100", "1,000", "1.5k", "1MB"; nothing if it is none, or negative units of bytes where none are.
std::optional<double> parseNumber(const QString& typed)
{
    static const QRegularExpression form(
        QStringLiteral("^([+-]?[0-9][0-9,_]*(?:\\.[0-9]+)?)(k|M|G|B|kB|KB|KiB|MB|MiB|GB|GiB)?$"),
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(typed);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    QString digits = match.captured(1);
    digits.remove(QLatin1Char(',')).remove(QLatin1Char('_'));
    const QString unit = match.captured(2).toLower();
    double factor = 1;
    if (!unit.isEmpty() && unit != QLatin1String("b")) {
        const double step = unit.contains(QLatin1Char('i')) ? 1024 : 1000;
        const int power = unit[0] == QLatin1Char('k') ? 1 : unit[0] == QLatin1Char('m') ? 2 : 3;
        factor = std::pow(step, power);
    }
    bool ok = false;
    const double value = digits.toDouble(&ok);
    return ok ? std::optional<double>(value * factor) : std::nullopt;
}

bool isSpace(QChar c)
{
    return c.isSpace();
}

/// Reads a filter's text from left to right.
class Parser {
public:
    Parser(const QString& text, std::vector<ProcessFilter::Term>& terms,
           std::vector<ProcessFilter::Problem>& problems)
        : m_text(text),
          m_terms(terms),
          m_problems(problems)
    {
    }

    void run()
    {
        for (;;) {
            skipSpaces();
            if (m_at >= m_text.size()) {
                return;
            }
            m_start = m_at;
            m_term = {};
            if (m_text[m_at] == QLatin1Char('-') && m_at + 1 < m_text.size() && !isSpace(m_text[m_at + 1])) {
                m_term.negated = true;
                ++m_at;
            }
            if (m_text[m_at] == QLatin1Char('/')) {
                readExpression();
            } else if (!readComparison() && !readField()) {
                m_term.kind = ProcessFilter::Kind::Text;
                m_term.text = readValue();
                if (m_term.text.isEmpty()) { // "" alone
                    continue;
                }
                keep();
            }
        }
    }

private:
    void skipSpaces()
    {
        while (m_at < m_text.size() && isSpace(m_text[m_at])) {
            ++m_at;
        }
    }

    /// Up to the next space, or what stands between quotation marks.
    QString readValue()
    {
        if (m_at < m_text.size() && m_text[m_at] == QLatin1Char('"')) {
            const qsizetype end = m_text.indexOf(QLatin1Char('"'), m_at + 1);
            const qsizetype from = m_at + 1;
            const qsizetype to = end < 0 ? m_text.size() : end; // still being typed
            m_at = end < 0 ? m_text.size() : end + 1;
            return m_text.mid(from, to - from);
        }
        const qsizetype from = m_at;
        while (m_at < m_text.size() && !isSpace(m_text[m_at])) {
            ++m_at;
        }
        return m_text.mid(from, m_at - from);
    }

    void keep()
    {
        m_term.start = m_start;
        m_term.length = m_at - m_start;
        if (m_terms.size() < ProcessFilter::TermLimit) {
            m_terms.push_back(m_term);
        } else {
            problem(ProcessFilter::tr("A filter has at most %1 parts; this one is left out.")
                        .arg(static_cast<int>(ProcessFilter::TermLimit)));
        }
    }

    void problem(const QString& message) { m_problems.push_back({m_start, m_at - m_start, message}); }

    void readExpression()
    {
        qsizetype end = m_at + 1;
        while (end < m_text.size() && m_text[end] != QLatin1Char('/')) {
            end += m_text[end] == QLatin1Char('\\') ? 2 : 1;
        }
        if (end >= m_text.size()) {
            m_at = m_text.size();
            problem(ProcessFilter::tr("The regular expression %1 has no end: close it with a slash.")
                        .arg(m_text.mid(m_start)));
            return;
        }
        m_term.kind = ProcessFilter::Kind::Expression;
        m_term.text = m_text.mid(m_at + 1, end - m_at - 1);
        m_at = end + 1;
        if (m_at < m_text.size() && m_text[m_at] == QLatin1Char('i')) {
            m_term.flag = true;
            ++m_at;
        }
        if (m_term.text.isEmpty()) {
            problem(ProcessFilter::tr("Between the two slashes a regular expression is missing."));
            return;
        }
        const QRegularExpression expression(m_term.text);
        if (!expression.isValid()) {
            problem(ProcessFilter::tr("/%1/ is no regular expression: %2, at character %3.")
                        .arg(m_term.text, expression.errorString())
                        .arg(expression.patternErrorOffset() + 1));
            return;
        }
        keep();
    }

    /// A letter, then up to a sign: spaces may stand around the sign.
    bool readComparison()
    {
        static const QRegularExpression form(
            QStringLiteral("([A-Za-z_][A-Za-z_0-9]*(?:/s)?)\\s*(<=|>=|!=|==|=|<|>)\\s*"));
        const QRegularExpressionMatch match = form.match(m_text, m_at, QRegularExpression::NormalMatch,
                                                         QRegularExpression::AnchorAtOffsetMatchOption);
        if (!match.hasMatch()) {
            return false;
        }
        const QString name = match.captured(1);
        int column = 0;
        while (column < ProcessColumnCount &&
               (processColumn(column).key.isEmpty() ||
                processColumn(column).key.compare(name, Qt::CaseInsensitive) != 0)) {
            ++column;
        }
        m_at = match.capturedEnd();
        QString value = readValue();
        static const QRegularExpression unit(QStringLiteral("\\s+([kmg]i?b)(?=\\s|$)"),
                                             QRegularExpression::CaseInsensitiveOption);
        if (const QRegularExpressionMatch apart = unit.match(m_text, m_at, QRegularExpression::NormalMatch,
                                                             QRegularExpression::AnchorAtOffsetMatchOption);
            apart.hasMatch() && !value.isEmpty()) { // 1 MB
            value += apart.captured(1);
            m_at = apart.capturedEnd();
        }
        if (column == ProcessColumnCount) {
            const QString nearest = nearestKey(name);
            problem(nearest.isEmpty()
                        ? ProcessFilter::tr("There is no number called “%1” to compare. There are %2.")
                              .arg(name, comparableNames())
                        : ProcessFilter::tr("There is no number called “%1” to compare. Is %2 meant?")
                              .arg(name, nearest));
            return true;
        }
        const std::optional<double> number = parseNumber(value);
        if (!number) {
            problem(value.isEmpty()
                        ? ProcessFilter::tr("“%1” needs a number after it, as in %2 > 100.")
                              .arg(m_text.mid(m_start, m_at - m_start).trimmed(), name)
                        : ProcessFilter::tr("“%1” is no number. Write 100, 1.5k, or 1MB.").arg(value));
            return true;
        }
        QString sign = match.captured(2);
        if (sign == QLatin1String("==")) {
            sign = QStringLiteral("=");
        }
        m_term.kind = ProcessFilter::Kind::Comparison;
        m_term.text = value;
        m_term.column = column;
        m_term.number = *number;
        for (std::size_t i = 0; i < comparisonSigns.size(); ++i) {
            if (sign == QLatin1String(comparisonSigns[i])) {
                m_term.comparison = static_cast<ProcessFilter::Comparison>(i);
            }
        }
        keep();
        return true;
    }

    bool readField()
    {
        const qsizetype colon = m_text.indexOf(QLatin1Char(':'), m_at);
        if (colon < 0) {
            return false;
        }
        const QStringView name = QStringView(m_text).mid(m_at, colon - m_at);
        const auto field = std::find_if(fields.begin(), fields.end(), [&](const Field& candidate) {
            return name.compare(QLatin1String(candidate.name), Qt::CaseInsensitive) == 0;
        });
        if (field == fields.end()) {
            return readUnknownField();
        }
        m_at = colon + 1;
        m_term.kind = field->kind;
        m_term.text = readValue();
        const QString fieldName = QString::fromLatin1(field->name);
        if (m_term.text.isEmpty()) {
            problem(field->kind == ProcessFilter::Kind::Status
                        ? ProcessFilter::tr("After “status:” a status is missing: %1.").arg(statusNames())
                        : ProcessFilter::tr("After “%1:” something to look for is missing.").arg(fieldName));
            return true;
        }
        switch (field->kind) {
        case ProcessFilter::Kind::Pid:
        case ProcessFilter::Kind::Parent:
            if (const std::optional<PidText> pid = PidText::parse(m_term.text)) {
                m_term.pid = *pid;
                break;
            }
            problem(ProcessFilter::tr("“%1” is no pid. Write <0.12.0>, 0.12.0 or 12.").arg(m_term.text));
            return true;
        case ProcessFilter::Kind::Status:
            for (int i = 0; i < StatusCount; ++i) {
                if (statusText(static_cast<ProcessStatus>(i)).startsWith(m_term.text, Qt::CaseInsensitive)) {
                    m_term.statuses |= 1U << i;
                }
            }
            if (m_term.statuses == 0) {
                problem(
                    ProcessFilter::tr("“%1” is no status. There are %2.").arg(m_term.text, statusNames()));
                return true;
            }
            break;
        case ProcessFilter::Kind::TrapExit:
            m_term.flag = m_term.text == QLatin1String("true");
            if (!m_term.flag && m_term.text != QLatin1String("false")) {
                problem(
                    ProcessFilter::tr("“trap_exit:” is either true or false, not “%1”.").arg(m_term.text));
                return true;
            }
            break;
        default:
            break;
        }
        keep();
        return true;
    }

    /// A name and a colon, which look like a field: taken for a word they would find nothing, and nobody
    /// would know why. An initial call, kv:init/1, is a word, as is whatever stands between quotation marks.
    bool readUnknownField()
    {
        static const QRegularExpression form(
            QStringLiteral("([A-Za-z_][A-Za-z_0-9]*):(?![^\\s\"]*/[0-9]+(?:\\s|$))"));
        const QRegularExpressionMatch match = form.match(m_text, m_at, QRegularExpression::NormalMatch,
                                                         QRegularExpression::AnchorAtOffsetMatchOption);
        if (!match.hasMatch()) {
            return false;
        }
        const QString name = match.captured(1);
        m_at = match.capturedEnd();
        readValue();
        const QString nearest = nearestKey(name);
        problem(nearest.isEmpty()
                    ? ProcessFilter::tr(
                          "There is no “%1:” to filter by. There are %2. Words with a colon stand between "
                          "quotation marks.")
                          .arg(name, fieldNames())
                    : ProcessFilter::tr("There is no “%1:” to filter by. Is %2 meant?").arg(name, nearest));
        return true;
    }

    const QString& m_text;
    std::vector<ProcessFilter::Term>& m_terms;
    std::vector<ProcessFilter::Problem>& m_problems;
    qsizetype m_at = 0;
    qsizetype m_start = 0;
    ProcessFilter::Term m_term;
};

bool holds(ProcessFilter::Comparison comparison, double value, double bound)
{
    switch (comparison) {
    case ProcessFilter::Comparison::Less:
        return value < bound;
    case ProcessFilter::Comparison::AtMost:
        return value <= bound;
    case ProcessFilter::Comparison::Equal:
        return value == bound;
    case ProcessFilter::Comparison::NotEqual:
        return value != bound;
    case ProcessFilter::Comparison::AtLeast:
        return value >= bound;
    case ProcessFilter::Comparison::Greater:
        return value > bound;
    }
    return false;
}

} // namespace

std::optional<PidText> PidText::parse(QStringView text)
{
    static const QRegularExpression form(
        QStringLiteral("^(?:<0\\.(\\d+)\\.(\\d+)>|0\\.(\\d+)\\.(\\d+)|(\\d+))$"));
    const QRegularExpressionMatch match = form.match(text.trimmed().toString());
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    const bool whole = match.capturedLength(5) == 0;
    const int first = match.capturedLength(1) > 0 ? 1 : 3;
    bool ok = true;
    PidText pid;
    pid.index = match.captured(whole ? first : 5).toUInt(&ok);
    if (whole) {
        bool serialOk = false;
        pid.serial = match.captured(first + 1).toUInt(&serialOk);
        ok = ok && serialOk;
    }
    return ok && pid.index < (1U << Pid::IndexBits) ? std::optional(pid) : std::nullopt;
}

bool ProcessFilter::Term::sameAs(const Term& other) const
{
    return kind == other.kind && negated == other.negated && text == other.text && flag == other.flag &&
           column == other.column && comparison == other.comparison && number == other.number;
}

QString ProcessFilter::Term::description() const
{
    QString words;
    switch (kind) {
    case Kind::Text:
        words = QStringLiteral("“%1”").arg(text);
        break;
    case Kind::Comparison:
        words = QStringLiteral("%1 %2 %3")
                    .arg(processColumn(column).key,
                         QLatin1String(comparisonSigns[static_cast<std::size_t>(comparison)]), text);
        break;
    case Kind::Expression:
        words = QStringLiteral("/%1/%2").arg(text, flag ? QStringLiteral("i") : QString());
        break;
    default:
        for (const Field& field : fields) {
            if (field.kind == kind) {
                words = QStringLiteral("%1: %2").arg(QLatin1String(field.name), text);
            }
        }
    }
    return negated ? ProcessFilter::tr("not %1").arg(words) : words;
}

ProcessFilter ProcessFilter::parse(const QString& text)
{
    ProcessFilter filter;
    filter.m_text = text;
    Parser(filter.m_text, filter.m_terms, filter.m_problems).run();
    return filter;
}

bool ProcessFilter::isPlain() const
{
    return std::all_of(m_terms.begin(), m_terms.end(),
                       [](const Term& term) { return term.kind == Kind::Text && !term.negated; });
}

QString ProcessFilter::without(std::size_t term) const
{
    QString rest = m_text;
    rest.remove(m_terms[term].start, m_terms[term].length);
    return rest.simplified();
}

unsigned ProcessFilter::rates() const
{
    unsigned rates = 0;
    for (const Term& term : m_terms) {
        if (term.kind == Kind::Comparison) {
            if (const std::optional<ProcessRate> rate = rateOfColumn(term.column)) {
                rates |= 1U << static_cast<unsigned>(*rate);
            }
        }
    }
    return rates;
}

bool ProcessFilter::sameAs(const ProcessFilter& other) const
{
    return std::equal(m_terms.begin(), m_terms.end(), other.m_terms.begin(), other.m_terms.end(),
                      [](const Term& a, const Term& b) { return a.sameAs(b); });
}

std::size_t ProcessMatcher::TextsHash::operator()(const Texts& texts) const noexcept
{
    std::uint64_t bits = (std::uint64_t{texts.name} << 40) ^ (std::uint64_t{texts.label} << 20) ^
                         (std::uint64_t{texts.module} << 32) ^ (std::uint64_t{texts.function} << 8) ^
                         texts.arity;
    bits *= 0x9E3779B97F4A7C15ULL;
    return static_cast<std::size_t>(bits ^ (bits >> 31));
}

ProcessMatcher::ProcessMatcher(const ProcessFilter& filter)
    : m_terms(filter.terms()),
      m_expressions(m_terms.size()),
      m_pidWords(m_terms.size())
{
    for (std::size_t i = 0; i < m_terms.size(); ++i) {
        const ProcessFilter::Term& term = m_terms[i];
        if (term.kind == ProcessFilter::Kind::Expression) {
            m_expressions[i] =
                QRegularExpression(term.text, term.flag ? QRegularExpression::CaseInsensitiveOption
                                                        : QRegularExpression::NoPatternOption);
            m_expressions[i].optimize();
        } else if (term.kind == ProcessFilter::Kind::Text) {
            if (std::all_of(term.text.begin(), term.text.end(),
                            [](QChar c) { return c.isDigit() || QStringLiteral("<.>").contains(c); })) {
                m_pidWords[i] = term.text.toStdString();
            }
            for (std::size_t status = 0; status < m_byStatus.size(); ++status) {
                if (statusText(static_cast<ProcessStatus>(status)).contains(term.text, Qt::CaseInsensitive)) {
                    m_byStatus[status] |= 1U << i;
                }
            }
        }
    }
}

std::uint32_t ProcessMatcher::matchTexts(const ProcessRow& row) const
{
    std::uint32_t found = 0;
    const QString title = processTitle(row);
    const QString label = processColumnText(row, LabelColumn);
    const QString call = processColumnText(row, InitialCallColumn);
    for (std::size_t i = 0; i < m_terms.size(); ++i) {
        const ProcessFilter::Term& term = m_terms[i];
        bool matches = false;
        switch (term.kind) {
        case ProcessFilter::Kind::Text:
            matches = title.contains(term.text, Qt::CaseInsensitive) ||
                      label.contains(term.text, Qt::CaseInsensitive) ||
                      call.contains(term.text, Qt::CaseInsensitive);
            break;
        case ProcessFilter::Kind::Name:
            matches = title.contains(term.text, Qt::CaseInsensitive);
            break;
        case ProcessFilter::Kind::Label:
            matches = label.contains(term.text, Qt::CaseInsensitive);
            break;
        case ProcessFilter::Kind::Module:
            matches = toQString(row.initialCall.module.text()).contains(term.text, Qt::CaseInsensitive);
            break;
        case ProcessFilter::Kind::Expression:
            matches = m_expressions[i].match(title).hasMatch() || m_expressions[i].match(label).hasMatch() ||
                      m_expressions[i].match(call).hasMatch();
            break;
        default:
            break;
        }
        if (matches) {
            found |= 1U << i;
        }
    }
    return found;
}

bool ProcessMatcher::matches(const ProcessRow& row, const std::array<float, ProcessRateCount>& rates)
{
    const Texts texts{row.name.index(), row.label.index(), row.initialCall.module.index(),
                      row.initialCall.function.index(), row.initialCall.arity};
    if (m_last == nullptr || !(texts == m_lastTexts)) {
        const auto [entry, isNew] = m_byTexts.try_emplace(texts);
        if (isNew) {
            entry->second = matchTexts(row);
        }
        m_last = &entry->second; // stays where it is when the map grows
        m_lastTexts = texts;
    }
    for (std::size_t i = 0; i < m_terms.size(); ++i) {
        const ProcessFilter::Term& term = m_terms[i];
        bool matches = (*m_last >> i & 1U) != 0;
        switch (term.kind) {
        case ProcessFilter::Kind::Text:
            matches = matches || (m_byStatus[static_cast<std::size_t>(row.status)] >> i & 1U) != 0;
            if (!matches && !m_pidWords[i].empty()) {
                std::array<char, 32> text{};
                char* end = std::copy_n("<0.", 3, text.data());
                end = std::to_chars(end, text.data() + text.size(), row.pid.index()).ptr;
                *end++ = '.';
                end = std::to_chars(end, text.data() + text.size(), row.pid.serial()).ptr;
                *end++ = '>';
                matches = std::string_view(text.data(), static_cast<std::size_t>(end - text.data()))
                              .find(m_pidWords[i]) != std::string_view::npos;
            }
            break;
        case ProcessFilter::Kind::Pid:
            matches = term.pid.matches(row.pid);
            break;
        case ProcessFilter::Kind::Parent:
            matches = term.pid.matches(row.parent);
            break;
        case ProcessFilter::Kind::Status:
            matches = (term.statuses >> static_cast<unsigned>(row.status) & 1U) != 0;
            break;
        case ProcessFilter::Kind::TrapExit:
            matches = term.flag == row.trapsExits;
            break;
        case ProcessFilter::Kind::Comparison: {
            const std::optional<ProcessRate> rate = rateOfColumn(term.column);
            matches = holds(term.comparison,
                            rate ? static_cast<double>(rates[static_cast<std::size_t>(*rate)])
                                 : static_cast<double>(totalOf(row, term.column)),
                            term.number);
            break;
        }
        default:
            break;
        }
        if (matches == term.negated) {
            return false;
        }
    }
    return true;
}

} // namespace factorama
