%% SPDX-License-Identifier: GPL-3.0-or-later
%% Makes scenarios by chance: the same seed and index give the same scenario.
%%
%% It writes steps in the order in which they will be made, and knows roughly who is alive, waits and is known to whom, so
%% that most steps mean something. Durations are powers of two, each used once: no two things come at the same time.
-module(conformance_generator).
-export([scenario/2]).

-record(state, {
    names,               % of the processes
    alive = [],
    waiting = [],        % in a receive, perhaps
    unborn = [],
    respawned = false,
    steps = #{},         % name => steps, last one first
    order = [],          % last one first
    monitors = [],       % {Owner, Variable}
    timers = [],
    aliases = [],
    servers = [],        % names of servers, supervisors and their children
    supervised = none,   % the supervisor's name and the identifiers of its children
    durations = [1, 2, 4, 8, 16],
    next = 1             % number of the next variable
}).

scenario(Seed, Index) ->
    rand:seed(exsss, (Seed bsl 40) bxor Index), % a tuple of both would give neighbouring seeds the same scenarios
    Names = lists:sublist([a, b, c, d, e], pick([2, 2, 3, 3, 3, 4, 4, 5])),
    Start = lists:sublist(Names, case chance(2) of true -> 1; false -> rand:uniform(length(Names)) end),
    State = #state{names = Names, alive = Start, unborn = Names -- Start},
    Length = pick([6, 10, 14, 18, 24, 30, 40]),
    S1 = opening(State),
    S2 = lists:foldl(fun(_, S) -> oneStep(S) end, S1, lists:seq(1, Length)),
    S3 = closing(S2),
    Name = list_to_atom("seed_" ++ integer_to_list(Seed) ++ "_case_" ++ integer_to_list(Index)),
    {scenario, Name, [{start, Start}, {order, lists:reverse(S3#state.order)}],
     [{N, lists:reverse(maps:get(N, S3#state.steps, []))} || N <- Names]}.

chance(N) -> rand:uniform(N) =:= 1.
pick(List) -> lists:nth(rand:uniform(length(List)), List).

weighted(Choices) ->
    Total = lists:sum([W || {W, _} <- Choices]),
    weighted(rand:uniform(Total), Choices).
weighted(N, [{W, Choice} | _]) when N =< W -> Choice;
weighted(N, [{W, _} | Rest]) -> weighted(N - W, Rest).

add(Name, Step, S) ->
    S#state{
        steps = maps:update_with(Name, fun(Steps) -> [Step | Steps] end, [Step], S#state.steps),
        order = [Name | S#state.order]
    }.

%% Half of the processes trap exits from the beginning.
opening(S) ->
    lists:foldl(fun(Name, S1) -> case chance(2) of true -> add(Name, {trap_exit, true}, S1); false -> S1 end end,
                S, S#state.alive).

%% At the end, most look at what is in their mailboxes, and some wait forever.
closing(S) ->
    lists:foldl(fun(Name, S1) ->
        S2 = case chance(5) of true -> S1; false -> add(Name, {flush}, S1) end,
        case rand:uniform(4) of
            1 -> add(Name, {'receive', [never], infinity}, S2);
            2 -> add(Name, {flush}, add(Name, {phase, 1}, S2));
            _ -> S2
        end
    end, S, S#state.names -- S#state.unborn).

oneStep(S) ->
    case S#state.alive of
        [] -> S;
        Alive ->
            %% Those that may be waiting, less often: their steps come late.
            Ready = Alive -- S#state.waiting,
            Name = case Ready =:= [] orelse chance(8) of true -> pick(Alive); false -> pick(Ready) end,
            make(weighted(choices(S)), Name, S)
    end.

choices(S) ->
    [{case S#state.unborn of [] -> 0; _ -> 30 end, spawn},
     {10, link}, {6, unlink}, {10, monitor}, {4, monitor_name}, {case S#state.monitors of [] -> 0; _ -> 8 end, demonitor},
     {8, exit_signal}, {3, exit_self_signal}, {4, finish}, {5, trap_exit},
     {5, register}, {2, unregister}, {3, whereis}, {12, send}, {4, send_name}, {12, 'receive'}, {6, flush},
     {4, is_process_alive}, {5, process_info}, {2, respawn},
     {case S#state.durations of [] -> 0; _ -> 5 end, timer}, {case S#state.timers of [] -> 0; _ -> 4 end, cancel},
     {case S#state.durations of [] -> 0; _ -> 3 end, sleep},
     {3, start_server}, {case S#state.servers of [] -> 0; _ -> 12 end, use_server},
     {case S#state.supervised of none -> 2; _ -> 0 end, start_supervisor},
     {case S#state.supervised of none -> 0; _ -> 10 end, use_supervisor},
     {1, suspend}, {2, reference},
     {3, alias}, {case S#state.aliases of [] -> 0; _ -> 5 end, use_alias}, {3, monitor_alias}, {2, dictionary}].

make(spawn, Name, #state{unborn = [Child | Rest]} = S) ->
    S1 = S#state{unborn = Rest, alive = S#state.alive ++ [Child]},
    S2 = spawned(Name, Child, S1),
    case chance(3) of true -> add(Child, {trap_exit, true}, S2); false -> S2 end;
make(respawn, Name, S) ->
    %% Only of a later one, else it would go on forever; and if neither that one nor who it may have spawned takes time,
    %% else two take the same.
    Later = [N || N <- S#state.names, N > Name],
    TakeTime = [N || N <- Later, lists:any(fun takesTime/1, maps:get(N, S#state.steps, []))],
    case Later -- S#state.unborn of
        Born when Born =/= [], TakeTime =:= [], not S#state.respawned ->
            spawned(Name, pick(Born), S#state{respawned = true, durations = []});
        _ -> S
    end;
make(link, Name, S) -> add(Name, {link, who(S)}, S);
make(unlink, Name, S) -> add(Name, {unlink, who(S)}, S);
make(monitor, Name, S) ->
    {Variable, S1} = variable(m, S),
    add(Name, {monitor, who(S), Variable}, S1#state{monitors = [{Name, Variable} | S1#state.monitors]});
make(monitor_name, Name, S) ->
    {Variable, S1} = variable(m, S),
    add(Name, {monitor, {name, name()}, Variable}, S1#state{monitors = [{Name, Variable} | S1#state.monitors]});
make(demonitor, Name, S) ->
    {Owner, Variable} = pick(S#state.monitors),
    Who = case chance(10) of true -> Name; false -> Owner end,
    Options = pick([[], [flush], [info], [flush, info], [flush]]),
    case Options =:= [] andalso chance(2) of
        true -> add(Who, {demonitor, Variable}, S);
        false -> add(Who, {demonitor, Variable, Options}, S)
    end;
make(exit_signal, Name, S) ->
    Who = who(S),
    Reason = reason(S),
    dying(Who, Reason, add(Name, {exit, Who, Reason}, S));
make(exit_self_signal, Name, S) ->
    Reason = reason(S),
    dying({pid, Name}, Reason, add(Name, {exit, {self}, Reason}, S));
make(finish, Name, S) ->
    Kind = pick([exit, exit, exit, error, throw]),
    gone(Name, add(Name, {Kind, reason(S)}, S));
make(trap_exit, Name, S) -> add(Name, {trap_exit, not chance(3)}, S);
make(register, Name, S) -> add(Name, {register, name(), pick([{self}, who(S)])}, S);
make(unregister, Name, S) -> add(Name, {unregister, name()}, S);
make(whereis, Name, S) -> add(Name, {whereis, name()}, S);
make(send, Name, S) -> woken(add(Name, {send, who(S), message(S)}, S));
make(send_name, Name, S) -> woken(add(Name, {send, {name, name()}, message(S)}, S));
make('receive', Name, S) ->
    Patterns = [pattern(S) || _ <- lists:seq(1, pick([1, 1, 1, 2, 2, 3]))],
    case rand:uniform(4) of
        1 -> add(Name, {'receive', Patterns, infinity}, waits(Name, S));
        2 ->
            {Duration, S1} = duration(S),
            add(Name, {'receive', Patterns, Duration}, case Duration of 0 -> S1; _ -> waits(Name, S1) end);
        _ -> add(Name, {'receive', Patterns, 0}, S)
    end;
make(flush, Name, S) ->
    case rand:uniform(5) of
        1 ->
            case duration(S) of
                {0, _} -> add(Name, {flush}, S);
                {Duration, S1} -> add(Name, {flush, Duration}, waits(Name, S1))
            end;
        _ -> add(Name, {flush}, S)
    end;
make(sleep, Name, S) ->
    {Duration, S1} = duration(S),
    add(Name, {sleep, Duration}, waits(Name, S1));
make(is_process_alive, Name, S) -> add(Name, {is_process_alive, who(S)}, S);
make(process_info, Name, S) ->
    Item = pick([links, monitors, monitored_by, message_queue_len, trap_exit, registered_name, messages, status]),
    add(Name, {process_info, pick([who(S), {self}]), Item}, S);
make(timer, Name, S) ->
    {Variable, S1} = variable(t, S),
    {Duration, S2} = duration(S1),
    Kind = pick([send_after, start_timer]),
    Target = case Kind =:= send_after andalso chance(4) of true -> {name, name()}; false -> who(S) end,
    add(Name, {Kind, Duration, Target, message(S), Variable}, S2#state{timers = [Variable | S2#state.timers]});
make(cancel, Name, S) -> add(Name, {pick([cancel_timer, cancel_timer, read_timer]), pick(S#state.timers)}, S);
make(alias, Name, S) ->
    {Variable, S1} = variable(x, S),
    Step = case chance(2) of true -> {alias, Variable}; false -> {alias, Variable, pick([[explicit_unalias], [reply]])} end,
    add(Name, Step, S1#state{aliases = [{Name, Variable} | S1#state.aliases]});
make(monitor_alias, Name, S) ->
    {Variable, S1} = variable(m, S),
    Mode = pick([explicit_unalias, demonitor, reply_demonitor]),
    add(Name, {monitor, who(S), Variable, [{alias, Mode}]},
        S1#state{aliases = [{Name, Variable} | S1#state.aliases], monitors = [{Name, Variable} | S1#state.monitors]});
make(use_alias, Name, S) ->
    {Owner, Variable} = pick(S#state.aliases),
    case chance(4) of
        true -> add(pick([Owner, Owner, Name]), {unalias, Variable}, S);
        false -> woken(add(Name, {send, {var, Variable}, message(S)}, S))
    end;
make(dictionary, Name, S) ->
    add(Name, pick([{put, k, message(S)}, {get, k}, {erase, k}, {put, j, 1}, {process_info, {self}, dictionary}]), S);

make(start_server, Name, S) ->
    {Server, S1} = variable(s, S),
    S2 = S1#state{servers = [Server | S1#state.servers]},
    How = pick([link, nolink]),
    case chance(4) of
        true -> add(Name, {start_server, Server, How, program(S2), [{name, name()}]}, S2);
        false -> add(Name, {start_server, Server, How, program(S2)}, S2)
    end;
make(use_server, Name, S) ->
    Server = pick(S#state.servers),
    Who = {pid, Server},
    %% Who stops a supervised one may be reached by what that breaks, sooner or later: not even Erlang knows.
    Choice = case lists:member(Server, [sup | [childName(Id) || Id <- [i, j, k]]]) of true -> pick([1, 2, 4]); false -> rand:uniform(5) end,
    case Choice of
        1 -> add(Name, {cast, Who, request(S)}, S);
        2 -> add(Name, {send, Who, {run, request(S)}}, S);
        3 -> add(Name, {stop_server, Who, reason(S), 100}, S);
        _ -> add(Name, {call, Who, answered(S)}, S)
    end;
make(start_supervisor, Name, S) ->
    Strategy = pick([one_for_one, one_for_one, one_for_all, rest_for_one]),
    Ids = lists:sublist([i, j, k], rand:uniform(3)),
    Children = [childOf(Id, S) || Id <- Ids],
    add(Name, {start_supervisor, sup, #{strategy => Strategy, intensity => rand:uniform(4) - 1}, Children},
        S#state{supervised = {sup, Ids}, servers = [sup | [childName(Id) || Id <- Ids]] ++ S#state.servers});
make(use_supervisor, Name, S) ->
    {Sup, _} = S#state.supervised,
    Id = pick([i, j, k]),
    Who = {pid, Sup},
    add(Name, weighted([{3, {start_child, Who, childOf(Id, S)}}, {3, {terminate_child, Who, Id}}, {3, {restart_child, Who, Id}},
                        {2, {delete_child, Who, Id}}, {4, {which_children, Who}}, {2, {count_children, Who}}, {1, {get_childspec, Who, Id}},
                        {8, {exit, {pid, childName(Id)}, reason(S)}}, {4, {cast, {pid, childName(Id)}, request(S)}}]),
        S#state{servers = lists:usort([childName(Id) | S#state.servers])});
make(suspend, Name, S) ->
    Who = who(S),
    S1 = add(Name, {suspend_process, Who}, S),
    add(Name, {resume_process, Who}, case chance(2) of true -> oneStep(S1); false -> S1 end);
make(reference, Name, S) ->
    {Variable, S1} = variable(r, S),
    S2 = add(Name, {make_ref, Variable}, S1),
    S3 = case chance(2) of true -> oneStep(S2); false -> S2 end,
    S4 = add(Name, {send, {self}, {{var, Variable}, answer}}, S3),
    add(Name, {'receive', [{{var, Variable}, '_'}], 0}, S4);
make(_, _, S) -> S.

childName(Id) -> list_to_atom("child_" ++ atom_to_list(Id)).

childOf(Id, S) ->
    Restart = pick([permanent, permanent, transient, temporary]),
    {child, Id, childName(Id), program(S), maps:merge(#{restart => Restart}, pick([#{}, #{}, #{shutdown => brutal_kill}]))}.

program(S) ->
    weighted([{10, ok}, {6, {trap, ok}}, {1, {stop, reason(S)}}, {1, ignore}, {1, {error, boom}}, {1, {exit, reason(S)}},
              {1, {ok, {continue, {put, 5}}}}, {1, {ok, hibernate}}]).

%% A request that needs no answer, and one that gets one.
request(S) ->
    weighted([{3, {put, rand:uniform(9)}}, {2, noreply}, {3, {stop, reason(S)}}, {1, {error, boom}}, {1, {exit, reason(S)}},
              {1, {throw, ball}}, {1, {noreply, {continue, {put, 6}}}}, {1, {noreply, hibernate}}]).

answered(S) ->
    weighted([{3, {put, rand:uniform(9)}}, {4, get}, {3, {reply, message(S)}}, {2, {stop, reason(S), bye}}, {1, {stop, reason(S)}},
              {1, {error, boom}}, {1, {exit, reason(S)}}, {1, {throw, ball}}, {1, {reply, x, {continue, {put, 7}}}}]).

takesTime({'receive', _, Time}) -> is_integer(Time) andalso Time > 0;
takesTime(Step) -> lists:member(element(1, Step), [sleep, send_after, start_timer]) orelse
                   (element(1, Step) =:= flush andalso tuple_size(Step) =:= 2).

spawned(Name, Child, S) ->
    case rand:uniform(3) of
        1 -> add(Name, {spawn, Child}, S);
        2 -> add(Name, {spawn_link, Child}, S);
        3 ->
            {Variable, S1} = variable(m, S),
            S2 = S1#state{monitors = [{Name, Variable} | S1#state.monitors]},
            case chance(3) of
                true -> add(Name, {spawn_opt, Child, [link, monitor], Variable}, S2);
                false -> add(Name, {spawn_monitor, Child, Variable}, S2)
            end
    end.

variable(Letter, S) ->
    {list_to_atom(atom_to_list(Letter) ++ integer_to_list(S#state.next)), S#state{next = S#state.next + 1}}.

duration(#state{durations = []} = S) -> {0, S};
duration(#state{durations = Left} = S) ->
    Duration = pick(Left),
    {Duration, S#state{durations = Left -- [Duration]}}.

who(S) ->
    {pid, pick(case rand:uniform(12) of
        1 -> S#state.names;
        2 -> S#state.servers ++ S#state.names;
        _ -> S#state.names -- S#state.unborn
    end)}.

name() -> pick([n, n, o]).

reason(S) ->
    weighted([{6, normal}, {5, kill}, {3, killed}, {4, shutdown}, {2, {shutdown, 1}}, {2, noproc}, {6, boom},
              {2, {boom, who(S)}}, {1, "text"}, {1, <<"bytes">>}, {1, 42}, {1, 1.5}, {1, #{why => boom}}]).

message(S) ->
    weighted([{6, rand:uniform(3)}, {3, hello}, {3, {msg, rand:uniform(3)}}, {2, {from, {self}}}, {1, who(S)},
              {1, {'EXIT', who(S), fake}}, {1, {'DOWN', r, process, who(S), fake}}, {1, [1, {msg, 2}]},
              {1, case S#state.monitors of [] -> none; Ms -> {ref, {var, element(2, pick(Ms))}} end}]).

pattern(S) ->
    weighted([{5, '_'}, {4, rand:uniform(3)}, {2, hello}, {3, {msg, '_'}}, {2, {'_', '_'}}, {3, {'EXIT', '_', '_'}},
              {2, {'EXIT', who(S), '_'}}, {3, {'DOWN', '_', process, '_', '_'}}, {2, {timeout, '_', '_'}},
              {case S#state.monitors of [] -> 0; _ -> 3 end,
               case S#state.monitors of [] -> none; Ms -> {'DOWN', {var, element(2, pick(Ms))}, process, '_', '_'} end}]).

waits(Name, S) -> S#state{waiting = [Name | S#state.waiting]}.
woken(S) -> case chance(2) of true -> S#state{waiting = []}; false -> S end.

gone(Name, S) -> case chance(4) of true -> S; false -> S#state{alive = S#state.alive -- [Name]} end.

dying({pid, Name}, kill, S) -> gone(Name, S);
dying(_, _, S) -> S.
