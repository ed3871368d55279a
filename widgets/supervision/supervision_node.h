// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "runtime/observe/supervision.h"
#include "runtime/term/pid.h"
#include "widgets/supervision/supervision_model.h"

namespace factorama {

/// What a row is to show.
struct SupervisionModel::Wanted {
    enum class Kind : std::uint8_t { Process, More, Unsupervised };

    Kind kind = Kind::Process;
    Pid pid;
    const otp::ChildDescription* child = nullptr; ///< null for a supervisor that is nobody's child
    std::size_t count = 0; ///< of a row that only counts

    /// A child with an identifier is the same one after a restart, others are their process.
    bool isKnownById() const { return child != nullptr && !child->id.empty(); }
};

struct SupervisionModel::Node {
    using Kind = Wanted::Kind;

    Node* parent = nullptr;
    int row = 0;
    Kind kind = Kind::Process;
    Pid pid;
    std::string id; ///< empty if it is known by its pid
    std::optional<otp::ChildDescription> child;
    std::size_t count = 0;
    std::vector<std::unique_ptr<Node>> children;

    // -- as it was last shown --
    QString title;
    int status = -1;
    std::uint32_t messages = 0;
    std::shared_ptr<const otp::SupervisorDescription> description; ///< null if it is no supervisor
    std::int64_t restartsInPeriod = 0;
    std::int64_t flashUntil = 0;
    double flash = 0; ///< 1 just after a restart, then fading

    // -- of a supervisor --
    std::size_t shown = FirstShown;
    std::unordered_set<Pid> pinned; ///< children that have a row though they are beyond `shown`
    bool established = false; ///< new rows are of new children

    bool is(const Wanted& wanted) const
    {
        if (kind != wanted.kind) {
            return false;
        }
        return kind != Kind::Process ||
               (wanted.isKnownById() ? id == wanted.child->id : id.empty() && pid == wanted.pid);
    }
};

} // namespace factorama
