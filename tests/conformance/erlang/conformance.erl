%% SPDX-License-Identifier: GPL-3.0-or-later
%% Compares this runtime with Erlang: runs scenarios by both, or generates them, and shrinks those that differ.
-module(conformance).
-export([main/0]).

-record(setting, {
    interpreter,              % the program that runs scenarios on this runtime
    work,                     % a folder for its files
    failures,                 % where failing scenarios are saved
    seeds = [1, 2, 3],        % of the simulated scheduler
    threads = 2,              % for scenarios of mode free, also on threads; 0 for not
    workers = 40,             % scenarios that Erlang runs at once
    unit = 20,                % milliseconds of a unit of time
    again = 12                % times that Erlang is asked again before a difference counts
}).

main() ->
    logger:set_primary_config(level, none),
    try run(init:get_plain_arguments(), #setting{}, []) of
        Failed -> halt(min(Failed, 1))
    catch
        throw:{say, Text} -> io:format(standard_error, "tests/conformance/run: ~ts~n", [Text]), halt(2)
    end.

say(Format, Arguments) -> io:format(standard_error, Format ++ "~n", Arguments).
refuse(Format, Arguments) -> throw({say, io_lib:format(Format, Arguments)}).

run(["--interpreter", Path | Rest], S, Files) -> run(Rest, S#setting{interpreter = Path}, Files);
run(["--work", Path | Rest], S, Files) -> run(Rest, S#setting{work = Path}, Files);
run(["--failures", Path | Rest], S, Files) -> run(Rest, S#setting{failures = Path}, Files);
run(["--seeds", Text | Rest], S, Files) ->
    run(Rest, S#setting{seeds = [number(T) || T <- string:lexemes(Text, ",")]}, Files);
run(["--threads", Text | Rest], S, Files) -> run(Rest, S#setting{threads = number(Text)}, Files);
run(["--unit", Text | Rest], S, Files) -> run(Rest, S#setting{unit = number(Text)}, Files);
run(["--generate", Cases, Seed], S, []) -> generated(number(Cases), number(Seed), S);
run(["--print", Seed, Index], _, []) ->
    io:format("~p.~n", [conformance_generator:scenario(number(Seed), number(Index))]),
    0;
run(["--show" | Files], S, []) -> show(Files, S);
run(["--" ++ _ = Option | _], _, _) -> refuse("unknown option ~ts", [Option]);
run([File | Rest], S, Files) -> run(Rest, S, [File | Files]);
run([], S, Files) -> written(lists:reverse(Files), S).

number(Text) ->
    try list_to_integer(Text) catch error:badarg -> refuse("not a number: ~ts", [Text]) end.

%% ---- hand-written scenarios ----------------------------------------------------------------------------------------

written(Files, S) ->
    Scenarios = lists:append([readFile(F) || F <- Files]),
    {Passed, Failed, Unsupported} = judgeAll([Scenario || {_, Scenario} <- Scenarios], S),
    [say("not supported yet: ~ts (~ts)~n    ~ts", [name(X), lists:join("; ", What), rows(X)]) || {X, What} <- Unsupported],
    [describe(F) || F <- Failed],
    case Unsupported of
        [] -> ok;
        _ -> io:format("~b not supported by the runtime yet~n", [length(Unsupported)])
    end,
    io:format("~b passed, ~b failed~n", [length(Passed), length(Failed)]),
    length(Failed).

rows({scenario, _, Options, _}) -> io_lib:format("rows ~w", [proplists:get_value(rows, Options, [])]).

readFile(File) ->
    case file:consult(File) of
        {ok, Terms} -> [{File, checked(File, T)} || T <- Terms];
        {error, Reason} -> refuse("~ts: ~ts", [File, file:format_error(Reason)])
    end.

checked(_, {scenario, Name, Options, [_ | _] = Processes} = Scenario) when is_atom(Name), is_list(Options) ->
    case [P || P <- Processes, not isProcess(P)] of
        [] -> Scenario;
        [P | _] -> refuse("~ts: in ~ts, not {Name, [Step, ...]}: ~tp", [Name, Name, P])
    end;
checked(File, Term) -> refuse("~ts: not {scenario, Name, Options, [Process, ...]}: ~tP", [File, Term, 20]).

isProcess({Name, Steps}) -> is_atom(Name) andalso is_list(Steps) andalso lists:all(fun is_tuple/1, Steps);
isProcess(_) -> false.

name({scenario, Name, _, _}) -> atom_to_list(Name).

describe({Scenario, Erlang, Ours}) ->
    say("differs: ~ts~n~ts", [name(Scenario), difference(Erlang, Ours)]).

difference(Erlang, Ours) ->
    [io_lib:format("    Erlang (~b outcome~ts):~n", [length(Erlang), if length(Erlang) =:= 1 -> ""; true -> "s" end]),
     [io_lib:format("      ~ts~n", [outcome(E)]) || E <- Erlang],
     case Ours of
         {failed, What} -> io_lib:format("    this runtime failed: ~ts~n", [What]);
         _ -> [io_lib:format("    this runtime, seeds ~w:~n      ~ts~n", [Seeds, outcome(R)]) || {R, Seeds} <- Ours]
     end].

outcome(Rows) when is_list(Rows) ->
    lists:join("\n      ", [io_lib:format("~ts: ~0tp ~0tp", [Name, Observed, End]) || {Name, Observed, End} <- Rows]);
outcome(Other) -> io_lib:format("~0tp", [Other]).

%% Prints what both make of the scenarios.
show(Files, S) ->
    Scenarios = [Scenario || F <- Files, {_, Scenario} <- readFile(F)],
    Ours = runOurs(Scenarios, S),
    Erlang = runErlang(Scenarios, S),
    [io:format("~ts~n~ts", [name(X), difference([E], case O of {unsupported, W} -> {failed, W}; _ -> O end)])
     || {X, E, O} <- lists:zip3(Scenarios, Erlang, Ours)],
    0.

%% ---- generated scenarios -------------------------------------------------------------------------------------------

-define(BATCH, 500).

generated(Cases, Seed, S) ->
    {Passed, Failed} = batches(1, Cases, Seed, S, 0, []),
    Shrunk = [shrink(F, S) || F <- lists:sublist(Failed, 5)],
    [save(F, Seed, S) || F <- Shrunk],
    case length(Failed) > 5 of
        true -> say("~b more that failed, not shrunk: ~ts", [length(Failed) - 5,
                    lists:join(" ", [name(X) || {X, _, _} <- lists:nthtail(5, Failed)])]);
        false -> ok
    end,
    io:format("~b passed, ~b failed~n", [Passed, length(Failed)]),
    length(Failed).

batches(From, Cases, _, _, Passed, Failed) when From > Cases -> {Passed, lists:reverse(Failed)};
batches(From, Cases, Seed, S, Passed, Failed) ->
    To = min(From + ?BATCH - 1, Cases),
    Scenarios = [conformance_generator:scenario(Seed, Index) || Index <- lists:seq(From, To)],
    {Good, Bad, Unsupported} = judgeAll(Scenarios, S),
    [say("not supported yet: ~ts in ~ts", [lists:join(", ", What), name(X)]) || {X, What} <- lists:sublist(Unsupported, 3)],
    say("~b of ~b, ~b failed", [To, Cases, length(Failed) + length(Bad)]),
    batches(To + 1, Cases, Seed, S, Passed + length(Good), lists:reverse(Bad, Failed)).

save({{scenario, Name, _, _} = Scenario, Erlang, Ours}, _, S) ->
    filelib:ensure_path(S#setting.failures),
    File = filename:join(S#setting.failures, atom_to_list(Name) ++ ".scenario"),
    Comment = [["%% ", Line, "\n"] || Line <- string:split(unicode:characters_to_list(difference(Erlang, Ours)), "\n", all),
                                      string:trim(Line) =/= ""],
    Text = ["%% SPDX-License-Identifier: GPL-3.0-or-later\n", Comment, io_lib:format("~tp.~n", [Scenario])],
    ok = file:write_file(File, unicode:characters_to_binary(Text)),
    say("saved: ~ts~n~ts", [File, Text]).

%% ---- running and comparing -----------------------------------------------------------------------------------------

%% {Passed, [{Scenario, ErlangsOutcomes, Ours}], [{Scenario, WhatIsUnsupported}]}
judgeAll(Scenarios, S) ->
    Ours = runOurs(Scenarios, S),
    Erlang = runErlang(Scenarios, S),
    {Good, Suspects, Unsupported} = lists:foldl(
        fun({X, _, {unsupported, What}}, {G, B, U}) -> {G, B, [{X, What} | U]};
           ({X, E, O}, {G, B, U}) ->
                case agree([E], O) of
                    true -> {[X | G], B, U};
                    false -> {G, [{X, [E], O} | B], U}
                end
        end, {[], [], []}, lists:zip3(Scenarios, Erlang, Ours)),
    case Suspects of
        [] -> ok;
        _ -> say("asking Erlang again: ~ts", [lists:join(" ", [name(X) || {X, _, _} <- Suspects])])
    end,
    {Good2, Bad} = again(lists:reverse(Suspects), S#setting.again, S),
    {lists:reverse(Good) ++ Good2, Bad, lists:reverse(Unsupported)}.

%% Erlang's clock is a real one, and some scenarios have several outcomes: asks again, and with more time.
%% {Those that agree after all, those that differ}
again(Suspects, Times, S) -> again(Suspects, Times, S, []).

again([], _, _, Good) -> {Good, []};
again(Suspects, 0, _, Good) -> {Good, Suspects};
again(Suspects, Times, S, Good) ->
    %% First copies with the processes' priorities shaken, then slowly and fewer at once. On one scheduler priorities
    %% tell who goes first, on two other things do.
    {Schedulers, Unit, Count, Workers, Shake} = case Times rem 4 of
        0 -> {1, 2 * S#setting.unit, 60, S#setting.workers, true};
        3 -> {2, 6 * S#setting.unit, 2, 8, false};
        2 -> {2, 2 * S#setting.unit, 40, S#setting.workers, true};
        1 -> {1, 3 * S#setting.unit, 80, S#setting.workers, true}
    end,
    Copies = [lists:duplicate(case isRacy(X) of true -> 40; false -> Count end, {I, X})
              || {I, {X, _, _}} <- lists:zip(lists:seq(1, length(Suspects)), Suspects)],
    Numbered = lists:append(Copies),
    Results = lists:zip([I || {I, _} <- Numbered], 
        conformance_oracle:answers([X || {_, X} <- Numbered], Schedulers, Unit, Shake, Workers)),
    More = [{X, lists:usort([R || {J, R} <- Results, J =:= I] ++ Seen), Ours}
            || {I, {X, Seen, Ours}} <- lists:zip(lists:seq(1, length(Suspects)), Suspects)],
    {Agree, Differ} = lists:partition(fun({_, Seen, Ours}) -> agree(Seen, Ours) end, More),
    {Hopeless, Open} = lists:partition(fun({_, _, Ours}) -> is_tuple(Ours) end, Differ),
    {Good2, Bad} = again(Open, Times - 1, S, [X || {X, _, _} <- Agree] ++ Good),
    {Good2, Hopeless ++ Bad}.

isRacy({scenario, _, Options, _}) -> proplists:get_value(mode, Options, steps) =:= free.

agree(_, {failed, _}) -> false;
agree(Outcomes, Ours) -> lists:all(fun({Result, _}) -> lists:member(Result, Outcomes) end, Ours).

%% Nearly all of a scenario's time is waiting, so two schedulers are enough.
runErlang(Scenarios, S) -> conformance_oracle:answers(Scenarios, 2, S#setting.unit, false, S#setting.workers).

%% [{Result, Seeds}] for each scenario, or {unsupported, What}, or {failed, What}.
runOurs([], _) -> [];
runOurs(Scenarios, S) ->
    Input = filename:join(S#setting.work, "scenarios"),
    Output = filename:join(S#setting.work, "results"),
    Lines = [io_lib:format("~0tp~n", [X]) || X <- Scenarios],
    ok = file:write_file(Input, unicode:characters_to_binary(Lines)),
    file:delete(Output),
    Port = open_port({spawn_executable, S#setting.interpreter},
                     [{args, [Input, Output | seeds(S)]},
                      exit_status, stderr_to_stdout, {line, 1000}, hide]),
    Ended = awaitPort(Port, Output, -1, []),
    Results = case file:consult(Output) of
        {ok, Terms} -> [R || {_, R} <- Terms];
        {error, Reason} -> refuse("results of the interpreter: ~ts", [file:format_error(Reason)])
    end,
    case length(Results) of
        All when All =:= length(Scenarios) -> Results;
        Some ->
            %% It crashed or hangs at the next one.
            Results ++ [{failed, Ended} | runOurs(lists:nthtail(Some + 1, Scenarios), S)]
    end.

seeds(S) ->
    [integer_to_list(Seed) || Seed <- S#setting.seeds] ++
        case S#setting.threads of 0 -> []; N -> ["t" ++ integer_to_list(N)] end.

-define(PATIENCE, 10000).

awaitPort(Port, Output, Size, Said) ->
    receive
        {Port, {exit_status, 0}} -> "ended early";
        {Port, {exit_status, Status}} ->
            io_lib:format("ended with status ~b: ~ts", [Status, lists:join(" | ", lists:reverse(Said))]);
        {Port, {data, {_, Line}}} -> awaitPort(Port, Output, Size, [Line | lists:sublist(Said, 20)])
    after ?PATIENCE ->
        case filelib:file_size(Output) of
            Size ->
                {os_pid, Pid} = erlang:port_info(Port, os_pid),
                os:cmd("kill -9 " ++ integer_to_list(Pid)),
                receive {Port, {exit_status, _}} -> ok end,
                io_lib:format("hung for ~b s", [?PATIENCE div 1000]);
            Larger -> awaitPort(Port, Output, Larger, Said)
        end
    end.

%% ---- shrinking -----------------------------------------------------------------------------------------------------

%% The smallest scenario that differs still: all smaller ones at once, then on from the smallest that differs.
shrink({Scenario, _, _} = Failure, S) ->
    say("shrinking ~ts: ~b steps", [name(Scenario), size_of(Scenario)]),
    shrink(Failure, 40, S).

shrink(Failure, 0, _) -> Failure;
shrink({Scenario, _, _} = Failure, Rounds, S) ->
    Candidates = lists:sort(fun(A, B) -> size_of(A) =< size_of(B) end, smaller(Scenario)),
    case firstFailing(Candidates, S) of
        none -> Failure;
        Next -> shrink(Next, Rounds - 1, S)
    end.

firstFailing([], _) -> none;
firstFailing(Candidates, S) ->
    {Some, Rest} = lists:split(min(24, length(Candidates)), Candidates),
    case judgeAll(Some, S#setting{again = 4}) of
        {_, [First | _], _} -> First;
        _ -> firstFailing(Rest, S)
    end.

size_of({scenario, _, Options, Processes}) ->
    lists:sum([length(Steps) + 1 || {_, Steps} <- Processes]) * 1000 + length(proplists:get_value(order, Options, [])).

smaller({scenario, Name, Options, Processes} = Scenario) ->
    Make = fun(Order, Ps) -> {scenario, Name, setOrder(Order, Options), Ps} end,
    Order = proplists:get_value(order, Options, []),
    Start = proplists:get_value(start, Options, [element(1, hd(Processes))]),
    NoProcess = [Make([O || O <- Order, O =/= P], lists:keydelete(P, 1, Processes))
                 || {P, _} <- Processes, not lists:member(P, Start)],
    NoSteps = [Make(withoutTurns(P, Drop, Order), lists:keyreplace(P, 1, Processes, {P, without(Drop, Steps)}))
               || {P, Steps} <- Processes, Drop <- drops(length(Steps))],
    NoOrder = case Order of
        [] -> [];
        _ -> [Make([], Processes), Make(lists:droplast(Order), Processes)]
    end,
    [C || C <- NoProcess ++ NoSteps ++ NoOrder, C =/= Scenario].

setOrder([], Options) -> lists:keydelete(order, 1, Options);
setOrder(Order, Options) -> lists:keystore(order, 1, Options, {order, Order}).

%% Halves, quarters, and single ones.
drops(0) -> [];
drops(N) ->
    Singles = [[I] || I <- lists:seq(1, N)],
    Chunks = [lists:seq(I, min(N, I + Size - 1)) || Size <- [N div 2, N div 4], Size > 1, I <- lists:seq(1, N, Size)],
    Chunks ++ Singles.

without(Drop, Steps) ->
    [Step || {I, Step} <- lists:zip(lists:seq(1, length(Steps)), Steps), not lists:member(I, Drop)].

withoutTurns(P, Drop, Order) -> withoutTurns(P, Drop, Order, 1).

withoutTurns(_, _, [], _) -> [];
withoutTurns(P, Drop, [P | Rest], I) ->
    case lists:member(I, Drop) of
        true -> withoutTurns(P, Drop, Rest, I + 1);
        false -> [P | withoutTurns(P, Drop, Rest, I + 1)]
    end;
withoutTurns(P, Drop, [Q | Rest], I) -> [Q | withoutTurns(P, Drop, Rest, I)].
