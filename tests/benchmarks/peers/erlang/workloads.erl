%% SPDX-License-Identifier: GPL-3.0-or-later
%% The workloads in Erlang: erl +S N:N -run workloads main NAME SIZE. Prints the nanoseconds; of a workload that
%% measures something else, its values, a line each. Exit status 3: there is no workload of that name.
-module(workloads).
-export([main/1, await/2]).

%% Each exports its workloads, by name, as functions of the size.
modules() -> [messages, spawning, savina, timers, deaths, behaviours, memory, fairness].

main([Name, Size]) ->
    N = list_to_integer(Size),
    case [{Module, Function} || Module <- modules(), {Function, 1} <- Module:module_info(exports),
                                atom_to_list(Function) =:= Name] of
        [{Module, Function}] -> measure(Module, Function, N);
        [] -> halt(3)
    end.

measure(Module, Function, N) ->
    Self = self(),
    %% A process of its own. Mailboxes that get long are kept off the heap, as one would write it for speed.
    {_, Monitor} = spawn_opt(fun() ->
        Start = erlang:monotonic_time(nanosecond),
        Values = case Module:Function(N) of
            {values, Measured} -> Measured;
            _ -> [erlang:monotonic_time(nanosecond) - Start]
        end,
        Self ! {measured, Values}
    end, [monitor | [{message_queue_data, off_heap} || lists:member(Function, [selective, fan_in, banking])]]),
    receive
        {measured, Values} -> [io:format("~b~n", [Value]) || Value <- Values], halt(0, [{flush, true}]);
        {'DOWN', Monitor, _, _, _} -> halt(1, [{flush, true}])
    end.

%% Receives so many of it.
await(0, _) -> ok;
await(N, What) -> receive What -> await(N - 1, What) end.
