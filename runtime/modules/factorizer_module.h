// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/factorization/strategy.h"
#include "runtime/modules/module.h"

#include <fmt/format.h>

#include <map>

/// What the modules that factorize share.
namespace factorama::factorizer_module {

inline Parameter algorithmParameter()
{
    std::vector<std::string_view> names;
    for (const Algorithm& algorithm : algorithms()) {
        names.push_back(algorithm.name);
    }
    return Parameter::choice("algorithm", "how to find the factors", "seed", std::move(names));
}

/// Of an argument for that parameter.
inline const Algorithm* algorithmOf(const Term& name)
{
    return findAlgorithm(name.atom().text());
}

/// {ok, Factors} or {err, Text}
inline Term resultFor(const std::map<Term, Term>& results, const Term& number)
{
    static const Atom err("err");
    const auto found = results.find(number);
    return found != results.end() ? Term(tuple(atoms::ok, found->second))
                                  : Term(tuple(err, fmt::format("no result for {}", number.toString())));
}

} // namespace factorama::factorizer_module
