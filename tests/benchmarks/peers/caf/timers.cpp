// SPDX-License-Identifier: GPL-3.0-or-later
// timers: set and cancelled.
#include "workloads.h"

namespace workloads {

#if CAF_VERSION < 1800 || CAF_VERSION >= 1900

namespace {

class Timers : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        for (std::int64_t i = 0; i < size(); ++i) {
            setAndCancel(std::chrono::milliseconds(10'000 + i % 1000), static_cast<std::uint64_t>(i));
        }
        finish();
        return {[](done_atom) { require(false, "a cancelled timer was due"); }};
    }

private:
#if CAF_VERSION < 1800
    // A delayed message cannot be cancelled there, only a timeout.
    void setAndCancel(std::chrono::milliseconds delay, std::uint64_t number)
    {
        const caf::atom_value type = caf::atom("timer");
        clock().set_ordinary_timeout(clock().now() + delay, this, type, number);
        clock().cancel_ordinary_timeout(this, type);
    }
#elif CAF_VERSION < 10000
    void setAndCancel(std::chrono::milliseconds delay, std::uint64_t)
    {
        delayed_send(this, delay, done_atom_v).dispose();
    }
#else
    void setAndCancel(std::chrono::milliseconds delay, std::uint64_t)
    {
        mail(done_atom_v).delay(delay).send(this).dispose();
    }
#endif
};

} // namespace

void timers(caf::actor_system& system, Run& run)
{
    system.spawn<Timers>(&run);
}

#else // neither can be cancelled

void timers(caf::actor_system&, Run& run)
{
    run.result.set_value({});
}

#endif

} // namespace workloads
