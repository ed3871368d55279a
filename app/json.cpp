// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/json.h"

#include <QByteArrayView>
#include <QString>

#include <array>
#include <cstdio>

namespace factorama {

std::string jsonString(std::string_view text)
{
    const QByteArrayView bytes(text.data(), static_cast<qsizetype>(text.size()));
    const std::string valid =
        bytes.isValidUtf8() ? std::string(text) : QString::fromUtf8(bytes).toStdString();
    std::string result = "\"";
    result.reserve(valid.size() + 2);
    for (const char c : valid) {
        if (c == '"' || c == '\\') {
            result += '\\';
            result += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            std::array<char, 8> escape;
            std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
            result += escape.data();
        } else {
            result += c;
        }
    }
    result += '"';
    return result;
}

std::string jsonSeconds(double seconds)
{
    std::array<char, 64> text;
    std::snprintf(text.data(), text.size(), "%.6f", seconds);
    std::string result = text.data();
    const std::size_t last = result.find_last_not_of('0');
    result.erase(result[last] == '.' ? last + 2 : last + 1);
    return result;
}

} // namespace factorama
