// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/logged_end.h"

#include "widgets/text/format.h"

#include <QLatin1String>
#include <QStringList>

#include <cstddef>
#include <string>
#include <string_view>

namespace factorama {

namespace {

/// "Process <0.5.0> (name) crashed: reason", and below it a line an attribute.
LoggedEnd endInCrashReport(const std::string& text)
{
    QStringList lines = toQString(text).split(QLatin1Char('\n'));
    const QString first = lines.takeFirst();
    const QLatin1String before(" crashed: ");
    const qsizetype found = first.indexOf(before);
    LoggedEnd end;
    end.reason = found < 0 ? first : first.mid(found + before.size());
    for (const QString& line : lines) {
        const qsizetype colon = line.indexOf(QLatin1String(": "));
        const QString label = line.left(colon).trimmed();
        if (colon > 0 && label != QLatin1String("pid")) {
            end.report.emplace_back(label, line.mid(colon + 2));
        }
    }
    return end;
}

/// The reason in "id <0.5.0> child_terminated: reason. Supervisor: name."; empty if that is of another one.
QString reasonInSupervisorReport(const std::string& text, Pid pid)
{
    const std::string before = pid.toString() + " child_terminated: ";
    const std::size_t found = text.find(before);
    const std::size_t after = text.rfind(". Supervisor: ");
    if (found == std::string::npos || after == std::string::npos || after < found + before.size()) {
        return {};
    }
    return toQString(std::string_view(text).substr(found + before.size(), after - found - before.size()));
}

} // namespace

LoggedEnd endInLog(const std::vector<Notice>& notices, Pid pid)
{
    LoggedEnd end;
    for (const Notice& notice : notices) {
        if (notice.kind == Notice::Kind::Crash && notice.pid == pid) {
            return endInCrashReport(notice.text);
        }
        if (notice.about == Notice::About::EndOfChild) {
            if (const QString reason = reasonInSupervisorReport(notice.text, pid); !reason.isEmpty()) {
                end.reason = reason;
            }
        }
    }
    return end;
}

} // namespace factorama
