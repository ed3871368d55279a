// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/logged_end.h"

#include "widgets/text/format.h"

#include <QLatin1String>
#include <QStringList>

#include <algorithm>
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
QString reasonInSupervisorReport(const std::string& text, const std::string& before)
{
    const std::size_t found = text.find(before);
    const std::size_t after = text.rfind(". Supervisor: ");
    if (found == std::string::npos || after == std::string::npos || after < found + before.size()) {
        return {};
    }
    return toQString(std::string_view(text).substr(found + before.size(), after - found - before.size()));
}

/// The reason in "id <0.5.0>, id <0.6.0> stopped: reason. Supervisor: name."; empty if that is of others.
QString reasonOfStopped(const std::string& text, Pid pid)
{
    const std::string listed = pid.toString();
    const std::size_t found = text.find(listed + ", ");
    return reasonInSupervisorReport(text, found == std::string::npos ? listed + " stopped: " : "> stopped: ");
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
            if (const QString reason =
                    reasonInSupervisorReport(notice.text, pid.toString() + " child_terminated: ");
                !reason.isEmpty()) {
                end.reason = reason;
            }
        }
        if (const QString reason =
                reasonInSupervisorReport(notice.text, pid.toString() + " shutdown_error: ");
            !reason.isEmpty()) {
            end.reason = reason;
            end.stoppedBy = notice.pid;
        }
        if (notice.about == Notice::About::StoppedChildren) {
            if (const QString reason = reasonOfStopped(notice.text, pid); !reason.isEmpty()) {
                end.reason = reason;
                end.stoppedBy = notice.pid;
            }
        }
    }
    return end;
}

Atom reasonInEvents(const std::vector<Event>& events, Pid pid)
{
    const auto ended = std::find_if(events.rbegin(), events.rend(), [pid](const Event& event) {
        return event.kind == Event::Kind::Exit && event.process == pid;
    });
    return ended == events.rend() ? Atom() : ended->atom;
}

} // namespace factorama
