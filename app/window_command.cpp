// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_command.h"

#include "app/desktop.h"
#include "app/language.h"
#include "app/main_window.h"
#include "runtime/observe/embedded_node.h"

namespace factorama {

namespace {

std::string details()
{
    return {};
}

int run(const Arguments& arguments)
{
    const int schedulers = schedulersOption(arguments);
    const std::string theme = arguments.choice("theme", "system", {"light", "dark", "system"});
    std::optional<Language> language;
    if (arguments.has("language"))
        language = languageFromName(QString::fromStdString(arguments.choice("language", "en", {"en", "de"})));
    Desktop desktop(Desktop::Where::OnDisplay);
    EmbeddedNode node(schedulers, EmbeddedNode::BehindAWindow);
    node.startDemonstration();
    MainWindow window(node, MainWindow::Memory::Remember, language);
    if (arguments.has("theme"))
        window.setThemeMode(themeModeFromName(QString::fromStdString(theme)).value());
    window.show();
    return desktop.run();
}

} // namespace

const Command& windowCommand()
{
    static const Command command = {
        "",
        "",
        "Opens the window: an actor runtime to launch and to watch, factorizing numbers on every core.",
        {
            {"theme", "light|dark|system",
             "the colours (default: the ones used last, at first the system's)"},
            {"language", "en|de",
             "the window's language (default: the one used last, at first the system's)"},
            schedulersDescription(),
            {"version", "", "show the version"},
        },
        details,
        run,
    };
    return command;
}

} // namespace factorama
