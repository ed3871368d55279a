%% SPDX-License-Identifier: GPL-3.0-or-later
%% How long a ping takes, there and back, while two processes a scheduler compute without an end: median, 99th
%% percentile and maximum, in nanoseconds.
-module(fairness).
-export([fairness/1]).

fairness(N) ->
    Peer = spawn_link(fun answer/0),
    [spawn_link(fun() -> hog(I) end) || I <- lists:seq(1, 2 * erlang:system_info(schedulers_online))],
    ping(100, Peer, []),
    Took = list_to_tuple(lists:sort(ping(N, Peer, []))),
    {values, [element(N div 2 + 1, Took), element(N * 99 div 100 + 1, Took), element(N, Took)]}.

answer() -> receive {ping, From} -> From ! pong, answer() end.

hog(State) -> hog((State * 1103515 + 12345) band 16#7fffffff).

ping(0, _, Took) -> Took;
ping(N, Peer, Took) ->
    receive after 1 -> ok end,
    Start = erlang:monotonic_time(nanosecond),
    Peer ! {ping, self()},
    receive pong -> ok end,
    ping(N - 1, Peer, [erlang:monotonic_time(nanosecond) - Start | Took]).
