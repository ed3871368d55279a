%% SPDX-License-Identifier: GPL-3.0-or-later
%% The behaviours: a server that is called, and a child that is started again.
-module(behaviours).
-behaviour(gen_server).
-export([gen_server/1, supervised_restarts/1]).
-export([init/1, handle_call/3, handle_cast/2, startChild/1]).

gen_server(N) -> {ok, Pid} = gen_server:start_link(?MODULE, server, []), calls(N, Pid).

calls(0, _) -> ok;
calls(N, Pid) -> gen_server:call(Pid, increment), calls(N - 1, Pid).

handle_call(increment, _, N) -> {reply, N + 1, N + 1}.
handle_cast(_, N) -> {noreply, N}.

supervised_restarts(N) ->
    ok = logger:set_primary_config(level, none), % a report of each costs more than the restart
    {ok, _} = supervisor:start_link(?MODULE, {supervisor, self()}),
    receive Pid -> restarts(N, Pid) end.

restarts(0, _) -> ok;
restarts(N, Pid) -> exit(Pid, kill), receive Next when Next =/= Pid -> restarts(N - 1, Next) end.

startChild(Owner) -> {ok, spawn_link(fun() -> Owner ! self(), receive stop -> ok end end)}.

init(server) -> {ok, 0};
init({supervisor, Owner}) ->
    {ok, {#{strategy => one_for_one, intensity => 1000000000, period => 1},
          [#{id => child, start => {?MODULE, startChild, [Owner]}}]}}.
