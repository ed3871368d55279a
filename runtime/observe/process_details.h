// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/snapshot.h"
#include "runtime/term/atom.h"
#include "runtime/term/pid.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace factorama {

/// One message of a mailbox, as far as it is shown.
struct MessagePreview {
    static constexpr std::size_t TextLimit = 1024;

    std::string text; ///< in Erlang's notation, cut at TextLimit
    std::uint32_t bytes = 0; ///< of the whole message
    std::int64_t seenSince = 0; ///< steady nanoseconds at which a look first found it
};

/// A process that another one is related to.
struct PeerDetail {
    Pid pid;
    Atom name{}; ///< registered, or the name that is monitored; `undefined` for none
    Atom label{}; ///< what it says of itself
    InitialCall initialCall{}; ///< all undefined if it is dead
};

/// The first of many, and how many there are.
struct PeerList {
    static constexpr std::size_t Limit = 500;

    std::vector<PeerDetail> peers;
    std::size_t count = 0;
};

/// Everything that is known of one process at one moment: what process_info says, and where it stands among
/// the others. Bounded, whatever the process holds.
struct ProcessDetails {
    static constexpr std::size_t MessageLimit = 50;
    static constexpr std::size_t DictionaryLimit = 100;

    ProcessRow row; ///< the last one, if it is dead
    std::int64_t nanoseconds = 0; ///< steady time at which the process told this; 0 if it has not yet
    bool alive = true;
    std::string exitReason; ///< of a dead one, if it died while it was looked at; cut at 2,000 characters

    std::string waitsFor; ///< what it does: "a message", "a message or its timeout", ...
    std::string priority;
    std::uint32_t suspendCount = 0;
    std::string mailboxLimit; ///< in words; empty for none
    std::uint32_t limitMessages = 0; ///< of it; 0 for none
    bool limitPresses = false; ///< past it, senders wait; else the process ends
    Pid groupLeader;
    bool isSystemProcess = false; ///< started as OTP's are: it answers system messages, such as get_state

    std::vector<MessagePreview> messages; ///< the oldest
    std::size_t messageCount = 0; ///< in the mailbox when it told them; row.messages may be newer
    /// Counted since somebody looks at the process.
    std::uint64_t arrived = 0;
    std::uint64_t taken = 0;
    std::int64_t countedFrom = 0; ///< steady nanoseconds

    PeerList links;
    PeerList monitors;
    PeerList monitoredBy;
    PeerList children; ///< that live
    std::vector<PeerDetail> ancestors; ///< parent first, as far as they live
    Pid supervisor;

    std::vector<std::pair<std::string, std::string>> dictionary;
    std::size_t dictionarySize = 0;
    std::string module; ///< of the catalogue, if it was started from there
    std::vector<std::string> arguments;

    std::string state; ///< of a server, as it answered when it was asked last; empty if nobody asked
    std::string stateError; ///< or why it did not
    std::int64_t stateNanoseconds = 0; ///< when it answered
    bool stateAsked = false; ///< it has not answered yet
};

} // namespace factorama
