%% SPDX-License-Identifier: GPL-3.0-or-later
%% Deaths, and those who are told of them.
-module(deaths).
-export([link_chain/1, monitor_storm/1, monitor_many/1]).
-import(workloads, [await/2]).

link_chain(N) ->
    Self = self(),
    First = spawn(fun() -> linked(N - 1, Self) end),
    receive {last, Last} -> ok end,
    Monitor = monitor(process, Last),
    exit(First, done),
    receive {'DOWN', Monitor, _, _, _} -> ok end.

linked(Left, Owner) ->
    case Left of
        0 -> Owner ! {last, self()};
        _ -> spawn_link(fun() -> linked(Left - 1, Owner) end)
    end,
    receive stop -> ok end.

%% One process is monitored by so many, and dies.
monitor_storm(N) ->
    Self = self(),
    Watched = spawn(fun() -> receive stop -> ok end end),
    [spawn(fun() ->
        Monitor = monitor(process, Watched),
        Self ! ready,
        receive {'DOWN', Monitor, process, Watched, done} -> Self ! done end
    end) || _ <- lists:seq(1, N)],
    await(N, ready),
    exit(Watched, done),
    await(N, done).

%% One process monitors so many, which end.
monitor_many(N) ->
    Pids = [element(1, spawn_monitor(fun() -> receive stop -> ok end end)) || _ <- lists:seq(1, N)],
    [Pid ! stop || Pid <- Pids],
    awaitDowns(N).

awaitDowns(0) -> ok;
awaitDowns(N) -> receive {'DOWN', _, process, _, normal} -> awaitDowns(N - 1) end.
