%% SPDX-License-Identifier: GPL-3.0-or-later
%% The workloads in Erlang: erl +S N:N -run workloads main NAME SIZE. Prints the nanoseconds.
-module(workloads).
-behaviour(gen_server).
-export([main/1, init/1, handle_call/3, handle_cast/2]).

main([Name, Size]) ->
    Workload = list_to_existing_atom(Name),
    N = list_to_integer(Size),
    Self = self(),
    %% A process of its own, with a heap that does not begin tiny, as one would write it for speed.
    spawn_opt(fun() ->
        Start = erlang:monotonic_time(nanosecond),
        work(Workload, N),
        Self ! {took, erlang:monotonic_time(nanosecond) - Start}
    end, [{message_queue_data, off_heap} || Workload =:= selective orelse Workload =:= fan_in]),
    receive {took, Took} -> io:format("~b~n", [Took]) end,
    halt(0, [{flush, true}]).

work(pingpong, N) -> Peer = spawn_link(fun answersPings/0), pingpong(N, Peer);
work(count, N) ->
    Counter = spawn_link(fun() -> counter(0) end),
    countUp(N, Counter),
    Counter ! {get, self()},
    receive N -> ok end;
work(ring, N) ->
    Self = self(),
    Last = spawn_link(fun() -> receive {next, Next} -> member(Next, Self) end end),
    First = lists:foldl(fun(_, Next) -> spawn_link(fun() -> member(Next, Self) end) end, Last, lists:seq(2, 503)),
    Last ! {next, First},
    First ! N,
    receive done -> ok end;
work(spawn_exit, N) -> spawnExit(N, self());
work(alive, N) ->
    Self = self(),
    Pids = [spawn(fun() -> receive go -> Self ! done end end) || _ <- lists:seq(1, N)],
    [Pid ! go || Pid <- Pids],
    await(N, done);
work(fan_in, N) ->
    Self = self(),
    [spawn_link(fun() -> produce(N div 8, Self) end) || _ <- lists:seq(1, 8)],
    await(N div 8 * 8, increment);
work(big, N) ->
    Self = self(),
    Pids = [spawn_link(fun() -> talker(Self, N div 64) end) || _ <- lists:seq(1, 64)],
    [Pid ! {go, list_to_tuple(Pids)} || Pid <- Pids],
    await(64, done);
work(chameneos, N) ->
    Self = self(),
    [spawn_link(fun() -> creature(Self, I rem 3) end) || I <- lists:seq(0, 99)],
    meetings(N),
    [receive {Pid, _} -> Pid ! stop end || _ <- lists:seq(1, 100)],
    await(100, done);
work(gen_server, N) -> {ok, Pid} = gen_server:start_link(?MODULE, [], []), calls(N, Pid);
work(fork_join, N) ->
    Self = self(),
    Each = N div 60,
    Pids = [spawn_link(fun() -> await(Each, increment), Self ! done end) || _ <- lists:seq(1, 60)],
    forkJoin(Each, Pids),
    await(60, done);
work(skynet, N) ->
    Self = self(),
    spawn(fun() -> node(Self, 0, N) end),
    Sum = N * (N - 1) div 2,
    receive Sum -> ok end;
work(timers, N) -> timers(N);
work(selective, N) ->
    [self() ! increment || _ <- lists:seq(1, 1000000)],
    Peer = spawn_link(fun answersReferences/0),
    selective(N, Peer);
work(link_chain, N) ->
    Self = self(),
    First = spawn(fun() -> linked(N - 1, Self) end),
    receive {last, Last} -> ok end,
    Monitor = monitor(process, Last),
    exit(First, done),
    receive {'DOWN', Monitor, _, _, _} -> ok end.

pingpong(0, _) -> ok;
pingpong(N, Peer) -> Peer ! {ping, self()}, receive pong -> pingpong(N - 1, Peer) end.

answersPings() -> receive {ping, Pid} -> Pid ! pong, answersPings() end.

counter(N) -> receive increment -> counter(N + 1); {get, Pid} -> Pid ! N, counter(N) end.

countUp(0, _) -> ok;
countUp(N, Counter) -> Counter ! increment, countUp(N - 1, Counter).

member(Next, Owner) -> receive 0 -> Owner ! done, member(Next, Owner); N -> Next ! N - 1, member(Next, Owner) end.

spawnExit(0, _) -> ok;
spawnExit(N, Self) -> spawn(fun() -> Self ! done end), receive done -> spawnExit(N - 1, Self) end.

await(0, _) -> ok;
await(N, What) -> receive What -> await(N - 1, What) end.

produce(0, _) -> ok;
produce(N, To) -> To ! increment, produce(N - 1, To).

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

creature(Broker, Colour) ->
    Broker ! {self(), Colour},
    receive
        {met, Colour} -> creature(Broker, Colour);
        {met, Other} -> creature(Broker, 3 - Colour - Other);
        stop -> Broker ! done
    end.

meetings(0) -> ok;
meetings(N) ->
    receive {First, FirstColour} ->
        receive {Second, SecondColour} ->
            First ! {met, SecondColour},
            Second ! {met, FirstColour}
        end
    end,
    meetings(N - 1).

init([]) -> {ok, 0}.
handle_call(increment, _, N) -> {reply, N + 1, N + 1}.
handle_cast(_, N) -> {noreply, N}.

calls(0, _) -> ok;
calls(N, Pid) -> gen_server:call(Pid, increment), calls(N - 1, Pid).

forkJoin(0, _) -> ok;
forkJoin(N, Pids) -> [Pid ! increment || Pid <- Pids], forkJoin(N - 1, Pids).

node(Parent, Number, 1) -> Parent ! Number;
node(Parent, Number, Leaves) ->
    Self = self(),
    Part = Leaves div 10,
    [spawn(fun() -> node(Self, Number + I * Part, Part) end) || I <- lists:seq(0, 9)],
    Parent ! sum(10, 0).

sum(0, Sum) -> Sum;
sum(N, Sum) -> receive X -> sum(N - 1, Sum + X) end.

timers(0) -> ok;
timers(N) ->
    Timer = erlang:start_timer(10000 + N rem 1000, self(), done),
    erlang:cancel_timer(Timer),
    timers(N - 1).

answersReferences() -> receive {Pid, Reference} -> Pid ! Reference, answersReferences() end.

selective(0, _) -> ok;
selective(N, Peer) ->
    Reference = make_ref(),
    Peer ! {self(), Reference},
    receive Reference -> selective(N - 1, Peer) end.

linked(Left, Owner) ->
    case Left of
        0 -> Owner ! {last, self()};
        _ -> spawn_link(fun() -> linked(Left - 1, Owner) end)
    end,
    receive stop -> ok end.
