%% SPDX-License-Identifier: GPL-3.0-or-later
%% Processes that are born and end: in turn, all at once, and as a tree.
-module(spawning).
-export([spawn_exit/1, alive/1, skynet/1]).
-import(workloads, [await/2]).

spawn_exit(N) -> spawnExit(N, self()).

spawnExit(0, _) -> ok;
spawnExit(N, Self) -> spawn(fun() -> Self ! done end), receive done -> spawnExit(N - 1, Self) end.

alive(N) ->
    Self = self(),
    Pids = [spawn(fun() -> receive go -> Self ! done end end) || _ <- lists:seq(1, N)],
    [Pid ! go || Pid <- Pids],
    await(N, done).

skynet(N) ->
    Self = self(),
    spawn(fun() -> node(Self, 0, N) end),
    Sum = N * (N - 1) div 2,
    receive Sum -> ok end.

node(Parent, Number, 1) -> Parent ! Number;
node(Parent, Number, Leaves) ->
    Self = self(),
    Part = Leaves div 10,
    [spawn(fun() -> node(Self, Number + I * Part, Part) end) || I <- lists:seq(0, 9)],
    Parent ! sum(10, 0).

sum(0, Sum) -> Sum;
sum(N, Sum) -> receive X -> sum(N - 1, Sum + X) end.
