// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_picture.h"

#include "widgets/text/process_text.h"

#include <algorithm>

namespace factorama {

std::shared_ptr<const GraphPicture> GraphPicture::empty()
{
    auto picture = std::make_shared<GraphPicture>();
    picture->snapshot = std::make_shared<const Snapshot>();
    picture->contents = std::make_shared<const GraphContents>();
    return picture;
}

std::optional<std::uint32_t> GraphPicture::find(Pid pid) const
{
    const ProcessRow* row = findProcess(*snapshot, pid);
    return row == nullptr ? std::nullopt
                          : contents->nodeAt(static_cast<std::uint32_t>(row - snapshot->processes.data()));
}

std::optional<std::uint32_t> GraphPicture::find(const GraphKey& key) const
{
    if (key.isNull()) {
        return std::nullopt;
    }
    if (!key.isCluster()) {
        const auto node = find(key.pid());
        return node && nodes()[*node].key == key ? node : std::nullopt;
    }
    const auto found =
        std::find_if(nodes().begin(), nodes().end(), [&](const GraphNode& node) { return node.key == key; });
    return found == nodes().end() ? std::nullopt
                                  : std::optional(static_cast<std::uint32_t>(found - nodes().begin()));
}

} // namespace factorama
