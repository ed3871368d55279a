// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_line.h"
#include "app/language.h"
#include "app/theme.h"
#include "runtime/observe/embedded_node.h"

#include <string>

namespace factorama {

/// `factorama screenshot`: a picture of the window, with or without a display.
const Command& screenshotCommand();

/// The picture that is wanted.
struct Screenshot {
    std::string path;
    int width = 1600; ///< pixels
    int height = 1000;
    ThemeMode theme = ThemeMode::Light;
    Language language = Language::English;
};

/// Fails early, before seconds are spent on a picture that nobody can keep. @throws Failure, UsageError
void checkScreenshotPath(const std::string& fileName);

/// Opens the window, out of sight, on the node with its demonstration and the seed's numbers; lets it run
/// until there is something to be seen, and writes the picture. Makes a QApplication: once a program. @throws
/// Failure
void takeScreenshot(EmbeddedNode& node, const Screenshot& screenshot);

} // namespace factorama
