// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/otp/gen_server_function.h"

#include "runtime/term/expression.h"

#include <algorithm>
#include <mutex>
#include <vector>

namespace factorama::otp {

namespace {

const Atom functionAtom("function");

/// Functions that were ever sent; as many as the program has, so they are searched one by one.
struct Known {
    std::mutex mutex;
    std::vector<Function> functions;
};

Known& known()
{
    static Known all;
    return all;
}

} // namespace

Term functionTerm(Function function)
{
    Known& all = known();
    const std::lock_guard lock(all.mutex);
    auto found = std::find(all.functions.begin(), all.functions.end(), function);
    if (found == all.functions.end()) {
        found = all.functions.insert(found, function);
    }
    return tuple(functionAtom, std::int64_t{found - all.functions.begin()});
}

Function functionOf(const Term& term)
{
    if (!matches(tuple(functionAtom, anyInteger), term)) {
        return nullptr;
    }
    const std::optional<std::int64_t> number = term[1].toInteger();
    Known& all = known();
    const std::lock_guard lock(all.mutex);
    return number && *number >= 0 && *number < std::ssize(all.functions)
               ? all.functions[static_cast<std::size_t>(*number)]
               : nullptr;
}

} // namespace factorama::otp
