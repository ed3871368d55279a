// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/text/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

namespace factorama {

namespace {

QString unit(const char* text)
{
    return QCoreApplication::translate("Format", text);
}

} // namespace

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString countText(std::uint64_t value)
{
    return QLocale().toString(static_cast<qulonglong>(value));
}

QString countText(std::uint64_t value, const QString& singular, const QString& plural)
{
    return countText(value) + QLatin1Char(' ') + (value == 1 ? singular : plural);
}

int pluralOf(std::uint64_t value)
{
    return static_cast<int>(std::min<std::uint64_t>(value, std::numeric_limits<int>::max()));
}

QString durationText(double seconds)
{
    const QLocale locale;
    if (seconds < 0.0009995) {
        return unit(QT_TRANSLATE_NOOP("Format", "%1 µs"))
            .arg(locale.toString(std::max(0.0, seconds) * 1e6, 'f', 0));
    }
    if (seconds < 0.9995) {
        const double milliseconds = seconds * 1e3;
        return unit(QT_TRANSLATE_NOOP("Format", "%1 ms"))
            .arg(locale.toString(milliseconds, 'f', milliseconds < 10 ? 1 : 0));
    }
    if (seconds < 60) {
        return unit(QT_TRANSLATE_NOOP("Format", "%1 s"))
            .arg(locale.toString(seconds, 'f', seconds < 10 ? 2 : 1));
    }
    const auto whole = static_cast<qint64>(seconds);
    return unit(QT_TRANSLATE_NOOP("Format", "%1:%2 min"))
        .arg(whole / 60)
        .arg(whole % 60, 2, 10, QLatin1Char('0'));
}

QString clockText(std::int64_t milliseconds)
{
    const qint64 seconds = milliseconds / 1000;
    return QStringLiteral("%1:%2:%3.%4")
        .arg(seconds / 3600)
        .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(seconds % 60, 2, 10, QLatin1Char('0'))
        .arg(milliseconds % 1000, 3, 10, QLatin1Char('0'));
}

QString percentText(double share)
{
    return unit(QT_TRANSLATE_NOOP("Format", "%1 %")).arg(std::lround(std::clamp(share, 0.0, 1.0) * 100));
}

QString factorsText(std::string_view text)
{
    static const QString superscripts = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    const QString plain = toQString(text);
    QString result;
    result.reserve(plain.size());
    bool raised = false;
    for (qsizetype i = 0; i < plain.size(); ++i) {
        const QChar c = plain[i];
        if (c == QLatin1Char('^')) {
            raised = true;
            continue;
        }
        raised = raised && c.isDigit();
        if (raised) {
            result += superscripts[c.digitValue()];
        } else if (c == QLatin1Char('x') && i > 0 && plain[i - 1] == QLatin1Char(' ')) {
            result += QChar(0x00D7);
        } else {
            result += c;
        }
    }
    return result;
}

QString shortened(const QString& text, int limit)
{
    if (text.size() <= limit || limit < 3) {
        return text;
    }
    const int head = (limit - 1) / 2 + (limit - 1) % 2;
    const int tail = (limit - 1) / 2;
    return text.left(head) + QChar(0x2026) + text.right(tail);
}

} // namespace factorama
