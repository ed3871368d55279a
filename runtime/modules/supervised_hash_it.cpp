// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/hash_it.h"
#include "runtime/modules/module.h"
#include "runtime/otp/supervisor.h"

namespace factorama::modules::supervised_hash_it {

namespace {

const Atom hashIt("hash_it");

Subroutine<otp::StartedChild> startHashIt(Self supervisor, Atom name, Atom kind)
{
    co_return otp::StartedChild::ok(hash_it::startLink(supervisor, name, kind));
}

} // namespace

/// Starts the supervisor, and lives as long as that does.
Process start(Self self, std::vector<Term> arguments)
{
    otp::SupervisorSpecification tree;
    tree.intensity = arguments[2].integer();
    tree.children.push_back(
        otp::childFunction<&startHashIt>(hashIt, arguments[0].atom(), arguments[1].atom()).transient());
    Subroutine<otp::Started> starting = otp::startSupervisorLink(self, std::move(tree));
    const otp::Started started = co_await starting;
    if (!started) {
        throw Raised::error(started.error);
    }
    const auto itsDown = tuple(atoms::down, self.monitor(started.pid), atoms::process, any, any);
    const Message down = co_await self.receive(itsDown);
    self.exit(down[4]);
}

const Registration registration{{
    .name = "supervised_hash_it",
    .summary = "Starts a hash_it, and starts it again whenever it fails; with a supervisor.",
    .topic = Module::Topic::Hashing,
    .parameters = {Parameter::processName("name", "the name that its hash_it registers", "hashItMD5"),
                   hash_it::kindParameter(),
                   Parameter::integer("intensity", "restarts allowed in five seconds", "1", 0, 1000)},
    .messages = {},
    .start = &startModule<&start>,
    .documentation = "As hash_it_supervisor, by OTP's supervisor: it reports in the log, stops its hash_it "
                     "in order, and gives up if that fails more often than it may. After {shutdown} it "
                     "stays, without a hash_it: the child is transient.",
}};

} // namespace factorama::modules::supervised_hash_it
