%% SPDX-License-Identifier: GPL-3.0-or-later
%% Runs scenarios on Erlang's own processes. The format is in ../README.md.
%%
%% A driver process lets one process make one step at a time, and waits in between until all is quiet: until every
%% process waits, and no signal is under way. So what happens is determined, but for what scenarios leave open themselves.
-module(conformance_interpreter).
-export([run/3, run/4, shaken/1, value/2, observe/3, watch/3, deadline/2, milliseconds/2, scoped/2, bind/3, normalise/2, tidy/2,
         serving/1, serving/2, busy/2]).

%% What all processes of a scenario know.
-record(context, {driver, tag, table, prefix, unit, definitions, free, shake}).

%% What the driver knows.
-record(driver, {
    context,
    order,                 % of steps that the scenario asks for
    started = [],          % {Instance, Pid}, last one first
    alive = #{},           % Pid => Instance
    parked = #{},          % Pid => {NextIndex, NextStep}
    at = #{},              % Pid => index of the step it is in
    dead = #{},            % Pid => true
    observed = [],         % {Instance, Observation}, last one first
    ended = [],            % {Instance, Reason}
    busy = [],             % who waits for processes that are not known yet
    deadline,              % when the last thing that is known to come comes, in milliseconds
    free = false
}).

-define(SPINS, 2000).
-define(MOST, 50). % processes of a scenario

%% The result of one scenario: [{Instance, Observations, End}] in the order in which the instances were made. Names are
%% registered with a prefix of the slot's, so scenarios of different slots may run at once.
run(Scenario, Slot, Unit) -> run(Scenario, Slot, Unit, false).

%% Shaken, every process has a priority by chance, so that repeated runs show more of what may happen.
run({scenario, _Name, Options, Processes}, Slot, Unit, Shake) ->
    Caller = self(),
    {Runner, Monitor} = spawn_monitor(fun() ->
        Caller ! {self(), drive(Options, Processes, Slot, Unit, Shake)}
    end),
    receive
        {Runner, Result} -> demonitor(Monitor, [flush]), Result;
        {'DOWN', Monitor, process, Runner, Reason} -> {harness_failed, Reason}
    end.

%% ---- the driver ----------------------------------------------------------------------------------------------------

drive(Options, Processes, Slot, Unit, Shake) ->
    Table = ets:new(scenario, [public, set]),
    Free = proplists:get_value(mode, Options, steps) =:= free,
    Context = #context{
        driver = self(),
        tag = make_ref(),
        table = Table,
        prefix = "name" ++ integer_to_list(Slot) ++ ":",
        unit = Unit,
        definitions = maps:from_list(Processes),
        free = Free,
        shake = Shake
    },
    D0 = #driver{context = Context, deadline = now_ms() - 100 * Unit, order = proplists:get_value(order, Options, []), free = Free},
    First = proplists:get_value(start, Options, [element(1, hd(Processes))]),
    D1 = lists:foldl(
        fun(Name, D) ->
            Pid = spawn(fun() -> begins(Context, Name) end),
            noteStarted(Pid, newInstance(Context, Name, Pid), D)
        end, D0, First),
    D2 = rounds(settle(D1)),
    Result = [{Instance, [O || {I, O} <- lists:reverse(D2#driver.observed), I =:= Instance], ending(Instance, Pid, D2)}
              || {Instance, Pid} <- lists:reverse(D2#driver.started)],
    endAll(D2),
    ets:delete(Table),
    Result.

ending(Instance, Pid, D) ->
    case lists:keyfind(Instance, 1, D#driver.ended) of
        {_, Reason} -> {down, Reason};
        false ->
            case D#driver.at of
                #{Pid := Index} when is_integer(Index) -> {blocked, Index};
                _ -> alive
            end
    end.

endAll(#driver{started = Started}) ->
    Monitors = [monitor(process, Pid) || {_, Pid} <- Started],
    [exit(Pid, kill) || {_, Pid} <- Started],
    [receive {'DOWN', M, process, _, _} -> ok end || M <- Monitors].

%% One step after another, until nothing can go on; then time passes.
rounds(D) ->
    case choose(D) of
        {Pid, D1} -> rounds(settle(release(Pid, D1)));
        none ->
            Slack = 5 * (D#driver.context)#context.unit,
            Left = D#driver.deadline - now_ms(),
            case maps:size(D#driver.alive) =:= 0 orelse (Left < -Slack andalso not D#driver.free) of
                true -> D;
                false when D#driver.free ->
                    receive
                        Message -> rounds(settle(handle(Message, D)))
                    after max(0, Left) + Slack ->
                        case pass(D) of true -> D; false -> rounds(D) end
                    end;
                false ->
                    receive
                        Message -> rounds(settle(handle(Message, D)))
                    after max(0, Left + Slack) + 1 -> rounds(settle(D)) % nothing comes any more
                    end
            end
    end.

now_ms() -> erlang:monotonic_time(millisecond).

choose(#driver{free = true} = D) ->
    case [Pid || Pid <- maps:keys(D#driver.parked), maps:is_key(Pid, D#driver.alive)] of
        [] -> none;
        [Pid | _] -> {Pid, D}
    end;
choose(#driver{order = [Name | Rest]} = D) ->
    D1 = D#driver{order = Rest},
    case newest(Name, D) of
        none -> choose(D1);
        Pid ->
            case maps:is_key(Pid, D#driver.parked) andalso not suspended(Pid) of
                true -> {Pid, D1};
                false -> choose(D1)
            end
    end;
choose(D) ->
    Parked = [{Pid, element(2, maps:get(Pid, D#driver.parked))}
              || {_, Pid} <- lists:reverse(D#driver.started),
                 maps:is_key(Pid, D#driver.parked), not suspended(Pid)],
    case [Pid || {Pid, Step} <- Parked, not isPhase(Step)] of
        [Pid | _] -> {Pid, D};
        [] ->
            case lists:keysort(1, [{Phase, Pid} || {Pid, {phase, Phase}} <- Parked]) of
                [] -> none;
                [{_, Pid} | _] -> {Pid, D}
            end
    end.

isPhase({phase, _}) -> true;
isPhase(_) -> false.

suspended(Pid) -> erlang:process_info(Pid, status) =:= {status, suspended}.

newest(Name, D) ->
    case ets:lookup((D#driver.context)#context.table, {pid, Name}) of
        [{_, Pid}] -> Pid;
        [] -> none
    end.

release(Pid, D) ->
    {{Index, _}, Parked} = maps:take(Pid, D#driver.parked),
    Pid ! {(D#driver.context)#context.tag, go},
    D#driver{parked = Parked, at = (D#driver.at)#{Pid => Index}}.

%% Waits until all is quiet.
settle(#driver{free = true} = D) -> drain(D);
settle(D) -> settle(drain(D), ?SPINS, 0).

settle(D, 0, _) -> D;
settle(D, Spins, Quiet) ->
    case pass(D) of
        true when Quiet =:= 1 ->
            case process_info(self(), message_queue_len) of
                {_, 0} -> D;
                _ -> settle(drain(D), Spins, 0)
            end;
        true -> settle(D, Spins, Quiet + 1);
        false ->
            if Spins < ?SPINS - 200 -> timer:sleep(1); true -> erlang:yield() end,
            settle(drain(D), Spins - 1, 0)
    end.

drain(D) ->
    receive
        Message -> drain(handle(Message, D))
    after 0 -> D
    end.

pass(D) ->
    not lists:any(fun(Pid) -> maps:is_key(Pid, D#driver.alive) end, D#driver.busy) andalso
    lists:all(fun(Pid) -> isQuiet(Pid, D) end, maps:keys(D#driver.alive)).

%% Waits, and has handled the exits and ends of all that are dead.
isQuiet(Pid, D) ->
    case process_info(Pid, [status, current_function, links, monitors]) of
        %% A supervisor that starts a child, of which the driver does not know yet.
        [_, {current_function, {proc_lib, F, _}} | _] when F =:= sync_start_link; F =:= sync_start -> false;
        [{status, Status}, _, {links, Links}, {monitors, Monitors}] when Status =:= waiting; Status =:= suspended ->
            Dead = D#driver.dead,
            Table = (D#driver.context)#context.table,
            (maps:is_key(Pid, D#driver.parked) orelse maps:is_key(Pid, D#driver.at)) andalso
            not lists:any(fun(L) -> maps:is_key(L, Dead) end, Links) andalso
            not lists:any(fun({process, M}) -> is_pid(M) andalso maps:is_key(M, Dead);
                             (_) -> false end, Monitors) andalso
            length([N || {process, N} <- Monitors, is_tuple(N)]) =<
                length([T || [T] <- ets:match(Table, {{name_monitor, '_'}, Pid, '$1'}), not maps:is_key(T, Dead)]);
        _ -> false
    end.

handle({spawned, Tag, Pid, Instance, From}, #driver{context = #context{tag = Tag}} = D) ->
    D1 = noteStarted(Pid, Instance, D),
    From ! {Tag, watched},
    D1;
handle({parked, Pid, Index, Step}, D) ->
    D#driver{parked = (D#driver.parked)#{Pid => {Index, Step}}, at = maps:remove(Pid, D#driver.at)};
handle({at, Pid, Index}, D) ->
    D#driver{at = (D#driver.at)#{Pid => Index}};
handle({serving, Pid}, D) ->
    D#driver{at = (D#driver.at)#{Pid => serving}};
handle({observed, Pid, Observation}, D) ->
    case D#driver.alive of
        #{Pid := Instance} -> D#driver{observed = [{Instance, Observation} | D#driver.observed]};
        _ -> D
    end;
handle({busy, Pid, true}, D) -> D#driver{busy = [Pid]};
handle({busy, _, false}, D) -> D#driver{busy = []};
handle({deadline, Units}, D) ->
    D#driver{deadline = max(D#driver.deadline, now_ms() + Units * (D#driver.context)#context.unit)};
handle({'DOWN', _, process, Pid, Reason}, D) ->
    case maps:take(Pid, D#driver.alive) of
        {Instance, Alive} ->
            D#driver{
                alive = Alive, dead = (D#driver.dead)#{Pid => true}, parked = maps:remove(Pid, D#driver.parked),
                at = maps:remove(Pid, D#driver.at),
                ended = [{Instance, tidy(D#driver.context, Reason)} | D#driver.ended]
            };
        error -> D
    end;
handle(_, D) -> D.

noteStarted(Pid, Instance, D) ->
    monitor(process, Pid),
    D#driver{started = [{Instance, Pid} | D#driver.started], alive = (D#driver.alive)#{Pid => Instance}}.

%% ---- the processes -------------------------------------------------------------------------------------------------

%% A name for a new process: #b, and if there was one before, #b.2 and so on.
newInstance(#context{table = Table}, Name, Pid) ->
    Count = ets:update_counter(Table, {count, Name}, 1, {{count, Name}, 0}),
    Instance = case Count of
        1 -> list_to_atom("#" ++ atom_to_list(Name));
        _ -> list_to_atom("#" ++ atom_to_list(Name) ++ "." ++ integer_to_list(Count))
    end,
    ets:insert(Table, [{{pid, Name}, Pid}, {{instance, Pid}, Instance}]),
    Instance.

%% Tells the driver of a new process, and waits until it watches it.
watch(Context, Name, Pid) ->
    #context{driver = Driver, tag = Tag} = Context,
    Instance = newInstance(Context, Name, Pid),
    Driver ! {spawned, Tag, Pid, Instance, self()},
    receive {Tag, watched} -> ok end.

%% The calling process makes no steps: it is a server.
serving(Context) -> serving(Context, self()).
serving(#context{driver = Driver}, Pid) -> Driver ! {serving, Pid}.

%% The calling process waits for processes that the driver does not know yet, so it is not quiet.
busy(#context{driver = Driver}, Busy) -> Driver ! {busy, self(), Busy}.

%% From 1 to N. The module rand would leave its state in the process dictionary, which scenarios look at.
chance(N) -> erlang:phash2(make_ref(), N) + 1.

shaken(#context{shake = true}) -> process_flag(priority, lists:nth(chance(3), [low, normal, high])), ok;
shaken(_) -> ok.

begins(Context, Name) ->
    shaken(Context),
    goOn(Context, maps:get(Name, Context#context.definitions, []), 1).

goOn(Context, Steps, Index) ->
    #context{driver = Driver, tag = Tag} = Context,
    {Step, Rest} = case Steps of
        [] -> {return, []};
        [S | R] -> {S, R}
    end,
    case Context#context.free andalso Index > 1 of
        true ->
            Driver ! {at, self(), Index},
            dawdle(chance(4));
        false ->
            Driver ! {parked, self(), Index, Step},
            receive {Tag, go} -> ok end
    end,
    case Step of
        return -> ok;
        _ ->
            perform(Context, Index, Step),
            goOn(Context, Rest, Index + 1)
    end.

%% Lets others overtake, so that repeated runs show what may happen.
dawdle(1) -> [erlang:yield() || _ <- lists:seq(1, chance(30))];
dawdle(2) -> receive after chance(3) - 1 -> ok end;
dawdle(_) -> ok.

perform(Context, Index, {Class, Term}) when Class =:= exit; Class =:= error; Class =:= throw ->
    try value(Context, Term) of
        Reason when Class =:= exit -> exit(Reason);
        Reason when Class =:= error -> error(Reason);
        Reason -> throw(Reason)
    catch
        throw:{unbound, _} -> observe(Context, self(), {Index, skipped})
    end;
perform(Context, Index, {uncaught, Step}) ->
    observe(Context, self(), {Index, tidy(Context, step(Context, Step))});
perform(Context, Index, Step) ->
    Result =
        try tidy(Context, step(Context, Step))
        catch
            throw:{unbound, _} -> skipped;
            Class:Reason -> {raised, Class, tidy(Context, Reason)}
        end,
    observe(Context, self(), {Index, Result}).

observe(#context{driver = Driver}, Pid, Observation) -> Driver ! {observed, Pid, Observation}.

%% Something will happen in so many units of time.
deadline(#context{driver = Driver}, Units) when is_integer(Units), Units >= 0 -> Driver ! {deadline, Units};
deadline(_, _) -> ok.

bind(#context{table = Table}, Name, Value) ->
    case is_reference(Value) of
        true -> ets:insert(Table, {{reference, Value}, list_to_atom("#" ++ atom_to_list(Name))});
        false -> ok
    end,
    ets:insert(Table, {{variable, Name}, Value}),
    Value.

scoped(#context{prefix = Prefix}, Name) -> list_to_atom(Prefix ++ atom_to_list(Name)).

%% A term of the scenario with its variables replaced.
value(Context, {pid, Name}) when is_atom(Name) -> lookUp(Context, {pid, Name}, Name);
value(Context, {var, Name}) when is_atom(Name) -> lookUp(Context, {variable, Name}, Name);
value(Context, {name, Name}) when is_atom(Name) -> scoped(Context, Name);
value(_, {self}) -> self();
value(_, {node}) -> node();
value(_, {bind, Name}) -> {bind, Name};
value(_, {quote, Term}) -> Term;
value(Context, Tuple) when is_tuple(Tuple) -> list_to_tuple([value(Context, E) || E <- tuple_to_list(Tuple)]);
value(Context, [H | T]) -> [value(Context, H) | value(Context, T)];
value(Context, Map) when is_map(Map) ->
    maps:from_list([{value(Context, K), value(Context, V)} || {K, V} <- maps:to_list(Map)]);
value(_, Other) -> Other.

lookUp(#context{table = Table}, Key, Name) ->
    case ets:lookup(Table, Key) of
        [{_, Value}] -> Value;
        [] -> throw({unbound, Name})
    end.

%% Patterns: '_' is anything, {bind, X} is anything and binds it.
matches('_', _) -> true;
matches({bind, _}, _) -> true;
matches(Pattern, Term) when is_tuple(Pattern), is_tuple(Term), tuple_size(Pattern) =:= tuple_size(Term) ->
    matches(tuple_to_list(Pattern), tuple_to_list(Term));
matches([P | Ps], [T | Ts]) -> matches(P, T) andalso matches(Ps, Ts);
matches(Pattern, Term) -> Pattern =:= Term.

bindAll(Context, {bind, Name}, Term) -> bind(Context, Name, Term);
bindAll(Context, Pattern, Term) when is_tuple(Pattern), is_tuple(Term) ->
    bindAll(Context, tuple_to_list(Pattern), tuple_to_list(Term));
bindAll(Context, [P | Ps], [T | Ts]) -> bindAll(Context, P, T), bindAll(Context, Ps, Ts);
bindAll(_, _, _) -> ok.

%% The emulator's receive, with the clauses in a list.
dynamicReceive(Patterns, Timeout) ->
    prim_eval:'receive'(fun(Message) -> firstMatch(Patterns, 1, Message) end, Timeout).

firstMatch([], _, _) -> nomatch;
firstMatch([Pattern | Rest], Index, Message) ->
    case matches(Pattern, Message) of
        true -> {Index, Message};
        false -> firstMatch(Rest, Index + 1, Message)
    end.

milliseconds(#context{unit = Unit}, Units) when is_integer(Units) -> Units * Unit;
milliseconds(_, Other) -> Other.

%% ---- steps ---------------------------------------------------------------------------------------------------------

step(C, {spawn, Name}) -> spawned(C, Name, [], none);
step(C, {spawn_link, Name}) -> spawned(C, Name, [link], none);
step(C, {spawn_monitor, Name, Variable}) -> spawned(C, Name, [monitor], Variable);
step(C, {spawn_opt, Name, Options}) -> spawned(C, Name, Options, none);
step(C, {spawn_opt, Name, Options, Variable}) -> spawned(C, Name, Options, Variable);
step(C, {link, Who}) -> link(value(C, Who));
step(C, {unlink, Who}) -> unlink(value(C, Who));
step(C, {monitor, Who, Variable}) -> step(C, {monitor, Who, Variable, []});
step(C, {monitor, Who, Variable, Options}) ->
    Target = value(C, Who),
    Resolved = if is_atom(Target) -> whereis(Target); true -> none end,
    Reference = case Options of
        [] -> monitor(process, Target);
        _ -> monitor(process, Target, Options)
    end,
    if is_pid(Resolved) -> ets:insert(C#context.table, {{name_monitor, Reference}, self(), Resolved});
       true -> ok
    end,
    bind(C, Variable, Reference);
step(C, {demonitor, Variable}) -> step(C, {demonitor, Variable, []});
step(C, {demonitor, Variable, Options}) ->
    Reference = value(C, {var, Variable}),
    Result = demonitor(Reference, Options),
    ets:match_delete(C#context.table, {{name_monitor, Reference}, self(), '_'}),
    Result;
step(C, {exit, Who, Reason}) -> exit(value(C, Who), value(C, Reason));
step(_, {trap_exit, Flag}) -> process_flag(trap_exit, Flag);
step(C, {register, Name, Who}) -> register(scoped(C, Name), value(C, Who));
step(C, {unregister, Name}) -> unregister(scoped(C, Name));
step(C, {whereis, Name}) -> whereis(scoped(C, Name));
step(C, {send, Who, Message}) -> erlang:send(value(C, Who), value(C, Message)), ok;
step(C, {'receive', Patterns, Timeout}) ->
    Values = value(C, Patterns),
    deadline(C, Timeout),
    case dynamicReceive(Values, milliseconds(C, Timeout)) of
        timeout -> timeout;
        {Index, Message} ->
            bindAll(C, lists:nth(Index, Values), Message),
            {got, Index, Message}
    end;
step(_, {flush}) -> {flushed, flush()};
step(C, {flush, Units}) ->
    deadline(C, Units),
    {flushed, flushUntil(now_ms() + milliseconds(C, Units))};
step(C, {sleep, Units}) ->
    deadline(C, Units),
    receive after milliseconds(C, Units) -> ok end;
step(C, {is_process_alive, Who}) -> is_process_alive(value(C, Who));
step(C, {process_info, Who, Item}) -> information(C, process_info(value(C, Who), Item));
step(C, {alias, Variable}) -> bind(C, Variable, alias());
step(C, {alias, Variable, Options}) -> bind(C, Variable, alias(Options));
step(C, {unalias, Variable}) -> unalias(value(C, {var, Variable}));
step(C, {send_after, Units, Who, Message, Variable}) ->
    Reference = erlang:send_after(milliseconds(C, Units), value(C, Who), value(C, Message)),
    deadline(C, Units),
    bind(C, Variable, Reference);
step(C, {start_timer, Units, Who, Message, Variable}) ->
    Reference = erlang:start_timer(milliseconds(C, Units), value(C, Who), value(C, Message)),
    deadline(C, Units),
    bind(C, Variable, Reference);
step(C, {cancel_timer, Variable}) -> left(erlang:cancel_timer(value(C, {var, Variable})));
step(C, {read_timer, Variable}) -> left(erlang:read_timer(value(C, {var, Variable})));
step(C, {put, Key, Value}) -> put(Key, value(C, Value));
step(_, {get, Key}) -> get(Key);
step(_, {erase, Key}) -> erase(Key);
step(_, {get}) -> lists:sort(get());
step(C, {make_ref, Variable}) -> bind(C, Variable, make_ref());
step(C, {bind, Variable, Value}) -> bind(C, Variable, value(C, Value));
step(_, {priority, Level}) -> process_flag(priority, Level);
step(C, {suspend_process, Who}) -> erlang:suspend_process(value(C, Who));
step(C, {resume_process, Who}) -> erlang:resume_process(value(C, Who));
step(C, {group_leader, Leader, Who}) -> group_leader(value(C, Leader), value(C, Who));
step(_, {group_leader}) -> group_leader();
step(C, {repeat, Times, Step}) -> [step(C, Step) || _ <- lists:seq(1, Times)], ok;
step(_, {phase, _}) -> ok;
step(C, Step) -> conformance_behaviours:step(C, Step).

spawned(C, Name, Options, Variable) ->
    %% A scenario whose processes spawn each other in circles.
    length(ets:match(C#context.table, {{instance, '_'}, '_'})) < ?MOST orelse error(system_limit),
    case spawn_opt(fun() -> begins(C, Name) end, Options) of
        {Pid, Reference} ->
            bind(C, Variable, Reference),
            watch(C, Name, Pid),
            {Pid, Reference};
        Pid ->
            watch(C, Name, Pid),
            Pid
    end.

flush() ->
    receive M -> [M | flush()] after 0 -> [] end.

flushUntil(Time) ->
    receive M -> [M | flushUntil(Time)] after max(0, Time - now_ms()) -> [] end.

left(false) -> false;
left(Milliseconds) when is_integer(Milliseconds) -> left.

information(C, {Item, List}) when Item =:= links; Item =:= monitors; Item =:= monitored_by; Item =:= dictionary ->
    {Item, lists:sort([normalise(C, E) || E <- List, E =/= C#context.driver])};
information(_, Other) -> Other.

%% ---- what is seen --------------------------------------------------------------------------------------------------

tidy(C, Term) -> dropStacks(normalise(C, Term)).

%% Pids, references and names as the scenario calls them.
normalise(C, Pid) when is_pid(Pid) ->
    case ets:lookup(C#context.table, {instance, Pid}) of
        [{_, Instance}] -> Instance;
        [] -> '#pid'
    end;
normalise(C, Reference) when is_reference(Reference) ->
    case ets:lookup(C#context.table, {reference, Reference}) of
        [{_, Name}] -> Name;
        [] -> '#reference'
    end;
normalise(C, {gen_server, F, [Who, What, Time]}) when F =:= call orelse F =:= stop, is_integer(Time) ->
    {gen_server, F, [normalise(C, Who), normalise(C, What), {units, Time div C#context.unit}]};
normalise(C, Tuple) when is_tuple(Tuple) -> list_to_tuple([normalise(C, E) || E <- tuple_to_list(Tuple)]);
normalise(C, [alias | Reference]) when is_reference(Reference) -> normalise(C, Reference); % the tag of a call is opaque
normalise(C, [H | T]) -> [normalise(C, H) | normalise(C, T)];
normalise(C, Map) when is_map(Map) ->
    maps:from_list([{normalise(C, K), normalise(C, V)} || {K, V} <- maps:to_list(Map)]);
normalise(_, Atom) when Atom =:= node() -> '#node';
normalise(#context{prefix = Prefix}, Atom) when is_atom(Atom) ->
    case string:prefix(atom_to_list(Atom), Prefix) of
        nomatch -> Atom;
        Name -> {name, list_to_atom(Name)}
    end;
normalise(_, Function) when is_function(Function) -> '#function';
normalise(C, Context) when Context =:= C -> '#context';
normalise(_, Other) -> Other.

%% {Reason, Stack}, wherever it is, without its stack.
dropStacks({Reason, Stack} = Pair) ->
    case isStack(Stack) of
        true -> {dropStacks(Reason), '#stack'};
        false -> list_to_tuple([dropStacks(E) || E <- tuple_to_list(Pair)])
    end;
dropStacks(Tuple) when is_tuple(Tuple) -> list_to_tuple([dropStacks(E) || E <- tuple_to_list(Tuple)]);
dropStacks([H | T]) -> [dropStacks(H) | dropStacks(T)];
dropStacks(Other) -> Other.

isStack([{M, F, A, L} | _]) when is_atom(M), is_atom(F), is_list(L) -> is_integer(A) orelse is_list(A);
isStack(_) -> false.
