%% SPDX-License-Identifier: GPL-3.0-or-later
%% Erlang's answers to scenarios, from an emulator of its own: should that crash, the scenarios are put to another one.
-module(conformance_oracle).
-export([answers/5, answer/4]).

-define(ATTEMPTS, 5).

%% What the processes of each scenario observed, on so many schedulers. So many workers run them at once; a unit of time
%% has so many milliseconds; shaken, the processes have priorities by chance.
answers(Scenarios, Schedulers, Unit, Shake, Workers) ->
    Count = integer_to_list(Schedulers),
    ask(["+S", Count ++ ":" ++ Count], [Scenarios, Unit, Shake, Workers], ?ATTEMPTS).

ask(_, _, 0) ->
    throw({say, io_lib:format("Erlang crashed ~b times in a row; its own messages are above", [?ATTEMPTS])});
ask(Flags, Arguments, Attempts) ->
    {ok, Peer, _} = peer:start(#{connection => standard_io,
                                 args => Flags ++ ["-pa", filename:dirname(code:which(?MODULE))]}),
    try peer:call(Peer, ?MODULE, answer, Arguments, infinity) of
        Answers -> peer:stop(Peer), Answers
    catch
        exit:_ ->
            io:format(standard_error, "Erlang itself crashed; it is asked again~n", []),
            ask(Flags, Arguments, Attempts - 1)
    end.

%% The same, in this emulator.
answer(Scenarios, Unit, Shake, Workers) ->
    logger:set_primary_config(level, none),
    Work = ets:new(work, [public, ordered_set]),
    Numbered = list_to_tuple(Scenarios),
    ets:insert(Work, {next, 0}),
    Count = tuple_size(Numbered),
    Monitors = [monitor(process, spawn(fun() -> work(Work, Numbered, Count, Slot, {Unit, Shake}) end))
                || Slot <- lists:seq(1, min(Workers, Count))],
    [receive {'DOWN', M, process, _, _} -> ok end || M <- Monitors],
    Answers = [case ets:lookup(Work, I) of [{_, R}] -> R; [] -> harness_failed end || I <- lists:seq(1, Count)],
    ets:delete(Work),
    Answers.

work(Work, Scenarios, Count, Slot, {Unit, Shake} = How) ->
    case ets:update_counter(Work, next, 1) of
        I when I > Count -> ok;
        I ->
            Scenario = element(I, Scenarios),
            Shaken = Shake andalso not asksPriority(Scenario),
            ets:insert(Work, {I, conformance_interpreter:run(Scenario, Slot, Unit, Shaken)}),
            work(Work, Scenarios, Count, Slot, How)
    end.

asksPriority({scenario, _, _, Processes}) ->
    lists:any(fun({_, Steps}) ->
                  lists:any(fun({priority, _}) -> true; ({process_info, _, priority}) -> true; (_) -> false end, Steps)
              end, Processes).
