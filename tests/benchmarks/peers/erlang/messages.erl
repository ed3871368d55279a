%% SPDX-License-Identifier: GPL-3.0-or-later
%% Messages in patterns of few and many senders and receivers.
-module(messages).
-export([pingpong/1, count/1, ring/1, fan_in/1, big/1, fork_join/1, selective/1]).
-import(workloads, [await/2]).

pingpong(N) -> Peer = spawn_link(fun answersPings/0), pingpong(N, Peer).

pingpong(0, _) -> ok;
pingpong(N, Peer) -> Peer ! {ping, self()}, receive pong -> pingpong(N - 1, Peer) end.

answersPings() -> receive {ping, Pid} -> Pid ! pong, answersPings() end.

count(N) ->
    Counter = spawn_link(fun() -> counter(0) end),
    countUp(N, Counter),
    Counter ! {get, self()},
    receive N -> ok end.

counter(N) -> receive increment -> counter(N + 1); {get, Pid} -> Pid ! N, counter(N) end.

countUp(0, _) -> ok;
countUp(N, Counter) -> Counter ! increment, countUp(N - 1, Counter).

ring(N) ->
    Self = self(),
    Last = spawn_link(fun() -> receive {next, Next} -> member(Next, Self) end end),
    First = lists:foldl(fun(_, Next) -> spawn_link(fun() -> member(Next, Self) end) end, Last, lists:seq(2, 503)),
    Last ! {next, First},
    First ! N,
    receive done -> ok end.

member(Next, Owner) -> receive 0 -> Owner ! done, member(Next, Owner); N -> Next ! N - 1, member(Next, Owner) end.

fan_in(N) ->
    Self = self(),
    [spawn_link(fun() -> produce(N div 8, Self) end) || _ <- lists:seq(1, 8)],
    await(N div 8 * 8, increment).

produce(0, _) -> ok;
produce(N, To) -> To ! increment, produce(N - 1, To).

big(N) ->
    Self = self(),
    Pids = [spawn_link(fun() -> talker(Self, N div 64) end) || _ <- lists:seq(1, 64)],
    [Pid ! {go, list_to_tuple(Pids)} || Pid <- Pids],
    await(64, done).

talker(Owner, Pings) ->
    receive {go, Pids} -> ok end,
    talk(Pings, Pids, rand:seed_s(exsp)),
    Owner ! done,
    answersPings().

talk(0, _, _) -> ok;
talk(N, Pids, Random) ->
    {I, Next} = rand:uniform_s(tuple_size(Pids), Random),
    element(I, Pids) ! {ping, self()},
    awaitPong(),
    talk(N - 1, Pids, Next).

awaitPong() -> receive {ping, Pid} -> Pid ! pong, awaitPong(); pong -> ok end.

fork_join(N) ->
    Self = self(),
    Each = N div 60,
    Pids = [spawn_link(fun() -> await(Each, increment), Self ! done end) || _ <- lists:seq(1, 60)],
    forkJoin(Each, Pids),
    await(60, done).

forkJoin(0, _) -> ok;
forkJoin(N, Pids) -> [Pid ! increment || Pid <- Pids], forkJoin(N - 1, Pids).

selective(N) ->
    [self() ! increment || _ <- lists:seq(1, 1000000)],
    Peer = spawn_link(fun answersReferences/0),
    selective(N, Peer).

answersReferences() -> receive {Pid, Reference} -> Pid ! Reference, answersReferences() end.

selective(0, _) -> ok;
selective(N, Peer) ->
    Reference = make_ref(),
    Peer ! {self(), Reference},
    receive Reference -> selective(N - 1, Peer) end.
