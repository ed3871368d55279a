// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/process_extras.h"

#include "runtime/process/spawn.h"

namespace factorama {

RareExtras::RareExtras() = default;

RareExtras::~RareExtras()
{
    delete publication.load(std::memory_order_relaxed);
}

RareExtras& ProcessExtras::makeRare()
{
    RareExtras* present = findRare();
    if (present == nullptr) {
        present = new RareExtras;
        rare.store(present, std::memory_order_release);
    }
    return *present;
}

} // namespace factorama
