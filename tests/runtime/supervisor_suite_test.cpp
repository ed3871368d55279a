// SPDX-License-Identifier: GPL-3.0-or-later
#include "supervisor_suite.h"

// OTP's supervisor_SUITE: starting, stopping, and the interface. Written anew, with the names of its cases.
using namespace factorama;
using namespace factorama::testing;
using namespace factorama::testing::suite;

namespace {

const Atom foo("foo");
const Atom hej("hej");
const Atom child1("child1");
const Atom child2("child2");
const Atom child3("child3");

/// The reason of the exit with which a call to nobody ends.
Subroutine<Term> callToFoo(Self self, std::string_view function)
{
    try {
        if (function == "start_child") {
            co_await startChild(self, foo, "[]");
        } else if (function == "terminate_child") {
            co_await otp::terminateChild(self, foo, child1);
        } else if (function == "delete_child") {
            co_await otp::deleteChild(self, foo, child1);
        } else if (function == "which_children") {
            co_await otp::whichChildren(self, foo);
        } else {
            co_await otp::countChildren(self, foo);
        }
    } catch (const Raised& raised) {
        co_return raised.reason();
    }
    co_return atoms::ok;
}

/// Two children under sup_test, linked to the caller; stops the supervisor. [why the first, why the second
/// ended]
Subroutine<Term> stopWithTwo(Self self, const char* first, const char* second, std::int64_t sleep)
{
    const Pid supervisor = co_await started(self, "{ok, {{one_for_one, 2, 3600}, []}}");
    const Pid one = co_await childPid(self, supTest, first);
    const Pid two = co_await childPid(self, supTest, second);
    self.link(one);
    self.link(two);
    if (sleep > 0) {
        self.send(two, tuple(Atom("sleep"), sleep));
    }
    const Term reason = co_await terminate(self, supervisor, atoms::shutdown);
    const Term whyOne = co_await exitOf(self, one);
    const Term whyTwo = co_await exitOf(self, two);
    co_return list(reason, whyOne, whyTwo);
}

namespace cases {

// -- starting --

Process sup_start_normal(Self self, Record record)
{
    Case c(self, record);
    const Pid supervisor = co_await started(self, "{ok, {{one_for_one, 2, 3600}, []}}");
    c.verify(self.whereis(supTest) == supervisor);
    c.name(supervisor, "SUP");
    Term result = co_await startLink(self, "{ok, {{one_for_one, 2, 3600}, []}}");
    c.check(result, "{error,{already_started,SUP}}");
    result = co_await terminate(self, supervisor, atoms::shutdown);
    c.check(result, "shutdown");
    c.done();
}

Process sup_start_ignore_init(Self self, Record record)
{
    Case c(self, record);
    const Term result = co_await startLink(self, "ignore");
    c.check(result, "ignore");
    const auto exited = tuple(atoms::exit, anyPid, any);
    const Message exit = co_await self.receive(exited);
    c.check(exit[2], "normal");
    c.done();
}

Process sup_start_ignore_child(Self self, Record record)
{
    Case c(self, record);
    co_await startLink(self, "{ok, {{one_for_one, 2, 3600}, []}}");
    Term result = co_await startChild(
        self, supTest, "{child1, {supervisor_1, start_child, [ignore]}, permanent, 1000, worker, []}");
    c.check(result, "{ok,undefined}");
    const Pid pid = co_await childPid(
        self, supTest, "{child2, {supervisor_1, start_child, []}, permanent, 1000, worker, []}");
    c.name(pid, "CPID2");
    result = co_await otp::whichChildren(self, supTest);
    c.check(result, "[{child2,CPID2,worker,[]},{child1,undefined,worker,[]}]");
    result = co_await counts(self, supTest);
    c.check(result, "[2,1,0,2]");
    c.done();
}

Process sup_start_ignore_temporary_child(Self self, Record record)
{
    Case c(self, record);
    co_await startLink(self, "{ok, {{one_for_one, 2, 3600}, ["
                             "{child1, {supervisor_1, start_child, [ignore]}, temporary, 1000, worker, []},"
                             "{child2, {supervisor_1, start_child, []}, temporary, 1000, worker, []}]}}");
    Term result = co_await otp::whichChildren(self, supTest);
    c.name(result.head()[1].pid(), "CPID2");
    c.check(result, "[{child2,CPID2,worker,[]}]");
    result = co_await counts(self, supTest);
    c.check(result, "[1,1,0,1]");
    c.done();
}

Process sup_start_ignore_temporary_child_start_child(Self self, Record record)
{
    Case c(self, record);
    co_await startLink(self, "{ok, {{one_for_one, 2, 3600}, []}}");
    Term result = co_await startChild(
        self, supTest, "{child1, {supervisor_1, start_child, [ignore]}, temporary, 1000, worker, []}");
    c.check(result, "{ok,undefined}");
    const Pid pid = co_await childPid(
        self, supTest, "{child2, {supervisor_1, start_child, []}, temporary, 1000, worker, []}");
    c.name(pid, "CPID2");
    result = co_await otp::whichChildren(self, supTest);
    c.check(result, "[{child2,CPID2,worker,[]}]");
    result = co_await counts(self, supTest);
    c.check(result, "[1,1,0,1]");
    c.done();
}

Subroutine<> ignoredSimpleChild(Self self, Record record, const char* init)
{
    Case c(self, record);
    const Pid supervisor = co_await started(self, init);
    Term result = co_await startChild(self, supTest, "[]");
    c.check(result, "{ok,undefined}");
    const Pid pid = co_await childPid(self, supTest, "[]");
    c.name(pid, "CPID2");
    result = co_await otp::whichChildren(self, supTest);
    c.check(result, "[{undefined,CPID2,worker,[]}]");
    result = co_await counts(self, supTest);
    c.check(result, "[1,1,0,1]");
    self.exit(supervisor, atoms::shutdown);
    result = co_await exitOf(self, supervisor);
    c.check(result, "shutdown");
    c.done();
}

Process sup_start_ignore_temporary_child_start_child_simple(Self self, Record record)
{
    co_await ignoredSimpleChild(
        self, record,
        "{ok, {{simple_one_for_one, 2, 3600}, "
        "[{child1, {supervisor_1, start_child, [ignore]}, temporary, 1000, worker, []}]}}");
}

Process sup_start_ignore_permanent_child_start_child_simple(Self self, Record record)
{
    co_await ignoredSimpleChild(
        self, record,
        "{ok, {{simple_one_for_one, 2, 3600}, "
        "[{child1, {supervisor_1, start_child, [ignore]}, permanent, 1000, worker, []}]}}");
}

Process sup_start_error_return(Self self, Record record)
{
    Case c(self, record);
    const Term result = co_await startLink(self, "invalid");
    c.check(result, "{error,{bad_return,{suite,init,invalid}}}");
    const auto exited = tuple(atoms::exit, anyPid, result[1]);
    const Message exit = co_await self.receive(exited);
    c.done();
}

Process sup_start_fail(Self self, Record record)
{
    Case c(self, record);
    const Term result = co_await startLink(self, "fail");
    c.verify(result[0] == Term(atoms::error) && result[1][0] == Term(tuple(atoms::badmatch, 2)));
    const auto exited = tuple(atoms::exit, anyPid, result[1]);
    const Message exit = co_await self.receive(exited);
    c.done();
}

Process sup_start_map(Self self, Record record)
{
    Case c(self, record);
    const Pid supervisor = co_await started(
        self, "{ok, {#{}, [#{id => child1, start => {supervisor_1, start_child, []}},"
              "#{id => child2, start => {supervisor_1, start_child, []}, shutdown => brutal_kill},"
              "#{id => child3, start => {supervisor_1, start_child, []}, type => supervisor}]}}");
    const std::string_view expected[] = {
        "{ok,#{id=>child1,start=>{supervisor_1,start_child,[]},restart=>permanent,significant=>false,"
        "shutdown=>5000,type=>worker,modules=>[supervisor_1]}}",
        "{ok,#{id=>child2,start=>{supervisor_1,start_child,[]},restart=>permanent,significant=>false,"
        "shutdown=>brutal_kill,type=>worker,modules=>[supervisor_1]}}",
        "{ok,#{id=>child3,start=>{supervisor_1,start_child,[]},restart=>permanent,significant=>false,"
        "shutdown=>infinity,type=>supervisor,modules=>[supervisor_1]}}",
    };
    const Atom ids[] = {child1, child2, child3};
    for (std::size_t i = 0; i < std::size(ids); ++i) {
        const Term result = co_await otp::getChildspec(self, supervisor, ids[i]);
        c.verify(result == erl(expected[i]));
    }
    Term result = co_await otp::getChildspec(self, supervisor, Atom("child4"));
    c.check(result, "{error,not_found}");
    result = co_await terminate(self, supervisor, atoms::shutdown);
    c.check(result, "shutdown");
    c.done();
}

Process sup_start_map_faulty_specs(Self self, Record record)
{
    Case c(self, record);
    Term result = co_await startLink(self, "{ok, {#{}, [#{start => {supervisor_1, start_child, []}}]}}");
    c.check(result, "{error,{start_spec,missing_id}}");
    result = co_await startLink(self, "{ok, {#{}, [#{id => child2}]}}");
    c.check(result, "{error,{start_spec,missing_start}}");
    const Pid supervisor = co_await started(
        self, "{ok, {#{}, [#{id => child3, start => {supervisor_1, start_child, []}, silly_flag => true}]}}");
    result = co_await terminate(self, supervisor, atoms::shutdown);
    c.check(result, "shutdown");
    result = co_await startLink(self, "{ok, {#{}, [child4]}}");
    c.check(result, "{error,{start_spec,{invalid_child_spec,child4}}}");
    c.done();
}

// -- stopping --

Process sup_stop_infinity(Self self, Record record)
{
    Case c(self, record);
    const Term reasons = co_await stopWithTwo(
        self, "{child1, {supervisor_1, start_child, []}, permanent, infinity, supervisor, []}",
        "{child2, {supervisor_1, start_child, []}, permanent, infinity, worker, []}", 0);
    c.check(reasons, "[shutdown,shutdown,shutdown]");
    c.done();
}

Process sup_stop_timeout(Self self, Record record)
{
    Case c(self, record);
    const Term reasons = co_await stopWithTwo(
        self, "{child1, {supervisor_1, start_child, []}, permanent, 1000, worker, []}",
        "{child2, {supervisor_1, start_child, []}, permanent, 1000, worker, []}", 200000);
    c.check(reasons, "[shutdown,shutdown,killed]");
    c.verify(self.monotonicTime() >= 1'000'000'000 && self.monotonicTime() < 1'200'000'000);
    c.done();
}

Process sup_stop_brutal_kill(Self self, Record record)
{
    Case c(self, record);
    const Term reasons = co_await stopWithTwo(
        self, "{child1, {supervisor_1, start_child, []}, permanent, 1000, worker, []}",
        "{child2, {supervisor_1, start_child, []}, permanent, brutal_kill, worker, []}", 0);
    c.check(reasons, "[shutdown,shutdown,killed]");
    c.done();
}

// -- the interface --

Process extra_return(Self self, Record record)
{
    static constexpr const char* Child =
        "{child1, {supervisor_1, start_child, [extra_return]}, permanent, 1000, worker, []}";
    Case c(self, record);
    co_await startLink(
        self, "{ok, {{one_for_one, 2, 3600}, "
              "[{child1, {supervisor_1, start_child, [extra_return]}, permanent, 1000, worker, []}]}}");
    Term result = co_await otp::whichChildren(self, supTest);
    const Pid first = result.head()[1].pid();
    c.name(first, "CPID");
    c.check(result, "[{child1,CPID,worker,[]}]");
    self.link(first);
    result = co_await otp::terminateChild(self, supTest, hej);
    c.check(result, "{error,not_found}");
    result = co_await otp::deleteChild(self, supTest, hej);
    c.check(result, "{error,not_found}");
    result = co_await otp::restartChild(self, supTest, hej);
    c.check(result, "{error,not_found}");
    result = co_await otp::deleteChild(self, supTest, child1);
    c.check(result, "{error,running}");
    result = co_await otp::restartChild(self, supTest, child1);
    c.check(result, "{error,running}");
    result = co_await otp::whichChildren(self, supTest);
    c.check(result, "[{child1,CPID,worker,[]}]");
    result = co_await counts(self, supTest);
    c.check(result, "[1,1,0,1]");

    result = co_await otp::terminateChild(self, supTest, child1);
    c.check(result, "ok");
    result = co_await exitOf(self, first);
    c.check(result, "shutdown");
    result = co_await otp::whichChildren(self, supTest);
    c.check(result, "[{child1,undefined,worker,[]}]");
    result = co_await counts(self, supTest);
    c.check(result, "[1,0,0,1]");

    result = co_await otp::restartChild(self, supTest, child1);
    c.name(result[1].pid(), "CPID2");
    c.check(result, "{ok,CPID2,extra_return}");
    result = co_await otp::whichChildren(self, supTest);
    c.check(result, "[{child1,CPID2,worker,[]}]");

    result = co_await otp::terminateChild(self, supTest, child1);
    c.check(result, "ok");
    result = co_await otp::terminateChild(self, supTest, child1);
    c.check(result, "ok");
    result = co_await otp::deleteChild(self, supTest, child1);
    c.check(result, "ok");
    result = co_await otp::restartChild(self, supTest, child1);
    c.check(result, "{error,not_found}");
    result = co_await otp::whichChildren(self, supTest);
    c.check(result, "[]");
    result = co_await counts(self, supTest);
    c.check(result, "[0,0,0,0]");

    result = co_await startChild(self, supTest, Child);
    c.name(result[1].pid(), "CPID3");
    c.check(result, "{ok,CPID3,extra_return}");
    result = co_await otp::whichChildren(self, supTest);
    c.check(result, "[{child1,CPID3,worker,[]}]");
    result = co_await counts(self, supTest);
    c.check(result, "[1,1,0,1]");
    c.done();
}

Process child_adm(Self self, Record record)
{
    static constexpr const char* Child =
        "{child1, {supervisor_1, start_child, []}, permanent, 1000, worker, []}";
    Case c(self, record);
    co_await startLink(self, "{ok, {{one_for_one, 2, 3600}, "
                             "[{child1, {supervisor_1, start_child, []}, permanent, 1000, worker, []}]}}");
    Term result = co_await otp::whichChildren(self, supTest);
    const Pid first = result.head()[1].pid();
    c.name(first, "CPID");
    self.link(first);
    result = co_await counts(self, supTest);
    c.check(result, "[1,1,0,1]");

    result = co_await startChild(self, supTest, Child);
    c.check(result, "{error,{already_started,CPID}}");
    result = co_await otp::terminateChild(self, supTest, hej);
    c.check(result, "{error,not_found}");
    result = co_await callToFoo(self, "terminate_child");
    c.check(result, "{noproc,{gen_server,call,[foo,{terminate_child,child1},infinity]}}");
    result = co_await otp::terminateChild(self, supTest, child1);
    c.check(result, "ok");
    result = co_await exitOf(self, first);
    c.check(result, "shutdown");
    result = co_await otp::whichChildren(self, supTest);
    c.check(result, "[{child1,undefined,worker,[]}]");
    result = co_await counts(self, supTest);
    c.check(result, "[1,0,0,1]");
    result = co_await otp::terminateChild(self, supTest, child1);
    c.check(result, "ok");
    result = co_await startChild(self, supTest, Child);
    c.check(result, "{error,already_present}");

    result = co_await otp::restartChild(self, supTest, child1);
    c.name(result[1].pid(), "CPID2");
    c.check(result, "{ok,CPID2}");
    result = co_await otp::whichChildren(self, supTest);
    c.check(result, "[{child1,CPID2,worker,[]}]");
    result = co_await otp::restartChild(self, supTest, child1);
    c.check(result, "{error,running}");
    result = co_await otp::restartChild(self, supTest, child2);
    c.check(result, "{error,not_found}");

    result = co_await otp::deleteChild(self, supTest, child1);
    c.check(result, "{error,running}");
    result = co_await otp::deleteChild(self, supTest, hej);
    c.check(result, "{error,not_found}");
    result = co_await callToFoo(self, "delete_child");
    c.check(result, "{noproc,{gen_server,call,[foo,{delete_child,child1},infinity]}}");
    result = co_await otp::terminateChild(self, supTest, child1);
    c.check(result, "ok");
    result = co_await otp::deleteChild(self, supTest, child1);
    c.check(result, "ok");
    result = co_await otp::restartChild(self, supTest, child1);
    c.check(result, "{error,not_found}");
    result = co_await counts(self, supTest);
    c.check(result, "[0,0,0,0]");

    result = co_await callToFoo(self, "start_child");
    c.check(result, "{noproc,{gen_server,call,[foo,{start_child,[]},infinity]}}");
    result = co_await startChild(self, supTest, Child);
    const Pid third = result[1].pid();
    c.name(third, "CPID3");
    c.check(result, "{ok,CPID3}");
    result = co_await otp::terminateChild(self, supTest, third);
    c.check(result, "{error,not_found}");
    result = co_await otp::whichChildren(self, supTest);
    c.check(result, "[{child1,CPID3,worker,[]}]");
    result = co_await callToFoo(self, "which_children");
    c.check(result, "{noproc,{gen_server,call,[foo,which_children,infinity]}}");
    result = co_await callToFoo(self, "count_children");
    c.check(result, "{noproc,{gen_server,call,[foo,count_children,infinity]}}");
    c.done();
}

Process waitForever(Self self)
{
    const Message message = co_await self.receive(any);
}

Process child_adm_simple(Self self, Record record)
{
    Case c(self, record);
    co_await startLink(self, "{ok, {{simple_one_for_one, 2, 3600}, "
                             "[{child, {supervisor_1, start_child, []}, permanent, 1000, worker, []}]}}");
    Term result = co_await otp::whichChildren(self, supTest);
    c.check(result, "[]");
    result = co_await counts(self, supTest);
    c.check(result, "[1,0,0,0]");
    const Pid first = co_await childPid(self, supTest, "[]");
    c.name(first, "CPID1");
    result = co_await otp::whichChildren(self, supTest);
    c.check(result, "[{undefined,CPID1,worker,[]}]");
    const Pid second = co_await childPid(self, supTest, "[]");
    c.name(second, "CPID2");
    result = co_await otp::whichChildren(self, supTest);
    c.check(result, "[{undefined,CPID1,worker,[]},{undefined,CPID2,worker,[]}]");
    result = co_await counts(self, supTest);
    c.check(result, "[1,2,0,2]");

    result = co_await otp::terminateChild(self, supTest, child1);
    c.check(result, "{error,simple_one_for_one}");
    result = co_await otp::terminateChild(self, supTest, first);
    c.check(result, "ok");
    result = co_await otp::whichChildren(self, supTest);
    c.check(result, "[{undefined,CPID2,worker,[]}]");
    const bool alive = co_await self.isAlive(first);
    c.verify(!alive);
    result = co_await otp::terminateChild(self, supTest, first);
    c.check(result, "ok");
    result = co_await counts(self, supTest);
    c.check(result, "[1,1,0,1]");
    const Pid stranger = self.spawnLink<&waitForever>();
    result = co_await otp::terminateChild(self, supTest, stranger);
    c.check(result, "{error,not_found}");
    const bool strangerLives = co_await self.isAlive(stranger);
    c.verify(strangerLives);
    self.send(stranger, atoms::stop);
    result = co_await otp::restartChild(self, supTest, child1);
    c.check(result, "{error,simple_one_for_one}");
    result = co_await otp::deleteChild(self, supTest, child1);
    c.check(result, "{error,simple_one_for_one}");
    c.done();
}

Process child_specs(Self self, Record record)
{
    Case c(self, record);
    const Pid supervisor = co_await started(self, "{ok, {{one_for_one, 2, 3600}, []}}");
    Term result = co_await startChild(self, supTest, "hej");
    c.check(result, "{error,{invalid_child_spec,hej}}");

    static constexpr std::pair<const char*, const char*> Faulty[] = {
        {"{child, mfa, permanent, 1000, worker, []}", "{error,{invalid_mfa,mfa}}"},
        {"{child, {m,f,[a]}, prmanent, 1000, worker, []}", "{error,{invalid_restart_type,prmanent}}"},
        {"{child, {m,f,[a]}, permanent, -10, worker, []}", "{error,{invalid_shutdown,-10}}"},
        {"{child, {m,f,[a]}, permanent, 10, wrker, []}", "{error,{invalid_child_type,wrker}}"},
        {"{child, {m,f,[a]}, permanent, 1000, worker, dy}", "{error,{invalid_modules,dy}}"},
        {"{child, {m,f,[a]}, permanent, 1000, worker, [1,2,3]}", "{error,{invalid_module,1}}"},
        {"#{id => child, start => {m,f,[a]}, significant => true}",
         "{error,{bad_combination,[{auto_shutdown,never},{significant,true}]}}"},
    };
    for (const auto& [specification, error] : Faulty) {
        const char* text = specification;
        result = co_await startChild(self, supTest, text);
        c.check(result, error);
        c.check(otp::checkChildspecs(list(erl(specification)), otp::AutoShutdown::Never), error);
    }
    c.check(otp::checkChildspecs(erl("{child, mfa, permanent, 1000, worker, []}")),
            "{error,{badarg,{child,mfa,permanent,1000,worker,[]}}}");
    for (const char* sound :
         {"{child, {m,f,[a]}, permanent, infinity, supervisor, []}",
          "{child, {m,f,[a]}, permanent, 1000, supervisor, []}",
          "{child, {m,f,[a]}, temporary, 1000, worker, dynamic}",
          "{child, {m,f,[a]}, transient, 1000, worker, [m]}",
          "{child, {m,f,[a]}, permanent, infinity, worker, [m]}",
          "#{id => child, start => {m,f,[a]}, restart => transient, significant => true}"}) {
        c.check(otp::checkChildspecs(list(erl(sound))), "ok");
    }
    c.check(otp::checkChildspecs(erl("[#{id => child, start => {m,f,[a]}, significant => true}]")),
            "{error,{bad_combination,[{restart,permanent},{significant,true}]}}");
    c.check(otp::checkChildspecs(erl("[{child, {m,f,[a]}, permanent, infinity, supervisor, []},"
                                     "{child, {m,f,[a]}, permanent, 1000, supervisor, []}]")),
            "{error,{duplicate_child_name,child}}");
    result = co_await terminate(self, supervisor, atoms::shutdown);

    static constexpr std::pair<const char*, const char*> FaultyStarts[] = {
        {"{ok, {{one_for_one, 2, 3600}, [{child, mfa, permanent, 1000, worker, []}]}}",
         "{error,{start_spec,{invalid_mfa,mfa}}}"},
        {"{ok, {{simple_one_for_one, 2, 3600}, [{child, {m,f,[a]}, prmanent, 1000, worker, []}]}}",
         "{error,{start_spec,{invalid_restart_type,prmanent}}}"},
        {"{ok, {{simple_one_for_one, 2, 3600}, []}}", "{error,{bad_start_spec,[]}}"},
        {"{ok, {{simple_one_for_one, 2, 3600}, [c1, c2]}}", "{error,{bad_start_spec,[c1,c2]}}"},
    };
    for (const auto& [init, error] : FaultyStarts) {
        const char* text = init;
        result = co_await startLink(self, text);
        c.check(result, error);
    }
    c.done();
}

Process sup_flags(Self self, Record record)
{
    Case c(self, record);
    static constexpr std::pair<const char*, const char*> Faulty[] = {
        {"{none_for_one, 2, 3600}", "{invalid_strategy,none_for_one}"},
        {"#{strategy => none_for_one}", "{invalid_strategy,none_for_one}"},
        {"{one_for_one, infinity, 3600}", "{invalid_intensity,infinity}"},
        {"#{intensity => infinity}", "{invalid_intensity,infinity}"},
        {"{one_for_one, 2, 0}", "{invalid_period,0}"},
        {"#{period => 0}", "{invalid_period,0}"},
        {"{one_for_one, 2, infinity}", "{invalid_period,infinity}"},
        {"#{period => infinity}", "{invalid_period,infinity}"},
        {"{one_for_one, 2}", "{invalid_type,{one_for_one,2}}"},
        {"#{auto_shutdown => sometimes}", "{invalid_auto_shutdown,sometimes}"},
    };
    for (const auto& [flags, error] : Faulty) {
        const std::string init = std::string("{ok, {") + flags + ", []}}";
        const char* text = init.c_str();
        const Term result = co_await startLink(self, text);
        c.check(result, std::string("{error,{supervisor_data,") + error + "}}");
    }
    const Pid supervisor = co_await started(self, "{ok, {#{silly_flag => true}, []}}");
    const Term result = co_await terminate(self, supervisor, atoms::shutdown);
    c.check(result, "shutdown");
    c.done();
}

} // namespace cases

} // namespace

class SupervisorSuiteTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { defineModules(); }

    TIMELESS_CASE(sup_start_normal)
    TIMELESS_CASE(sup_start_ignore_init)
    TIMELESS_CASE(sup_start_ignore_child)
    TIMELESS_CASE(sup_start_ignore_temporary_child)
    TIMELESS_CASE(sup_start_ignore_temporary_child_start_child)
    TIMELESS_CASE(sup_start_ignore_temporary_child_start_child_simple)
    TIMELESS_CASE(sup_start_ignore_permanent_child_start_child_simple)
    TIMELESS_CASE(sup_start_error_return)
    TIMELESS_CASE(sup_start_fail)
    TIMELESS_CASE(sup_start_map)
    TIMELESS_CASE(sup_start_map_faulty_specs)
    TIMELESS_CASE(sup_stop_infinity)
    SIMULATED_CASE(sup_stop_timeout)
    TIMELESS_CASE(sup_stop_brutal_kill)
    TIMELESS_CASE(extra_return)
    TIMELESS_CASE(child_adm)
    TIMELESS_CASE(child_adm_simple)
    TIMELESS_CASE(child_specs)
    TIMELESS_CASE(sup_flags)
};

QTEST_APPLESS_MAIN(SupervisorSuiteTest)
#include "supervisor_suite_test.moc"
