%% SPDX-License-Identifier: GPL-3.0-or-later
%% The memory of an idle process, all included: how much larger the resident set is when so many wait for a message.
%% Then each is sent one, and answers. The processes are spawned with the default options, whose heap of 233 words is
%% the smallest there is.
-module(memory).
-export([memory/1]).
-import(workloads, [await/2]).

memory(N) ->
    Self = self(),
    System = erlang:processes(),
    Before = residentBytes(),
    inThousands(N, fun(Count) ->
        [spawn(fun() -> Self ! ready, receive go -> Self ! done end end) || _ <- lists:seq(1, Count)],
        await(Count, ready)
    end),
    After = residentBytes(),
    %% Found again, so that no list of them counts as their memory.
    tell(erlang:processes() -- System, 0),
    {values, [(After - Before) div N]}.

inThousands(0, _) -> ok;
inThousands(N, Do) -> Count = min(N, 1000), Do(Count), inThousands(N - Count, Do).

tell([], Unanswered) -> await(Unanswered, done);
tell(Pids, 1000) -> await(1000, done), tell(Pids, 0);
tell([Pid | Pids], Unanswered) -> Pid ! go, tell(Pids, Unanswered + 1).

residentBytes() ->
    {ok, Statistics} = file:read_file("/proc/self/statm"),
    [_, Pages | _] = string:split(Statistics, " ", all),
    binary_to_integer(Pages) * 4096.
