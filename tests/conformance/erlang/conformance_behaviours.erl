%% SPDX-License-Identifier: GPL-3.0-or-later
%% The steps of scenarios that use gen_server and supervisor, and the server and the supervisor that they start.
-module(conformance_behaviours).
-behaviour(gen_server).
-export([step/2, startLink/3]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, terminate/2]).

-import(conformance_interpreter, [value/2, observe/3, watch/3, deadline/2, milliseconds/2, scoped/2, bind/3, tidy/2, serving/1,
                                  busy/2, normalise/2]).

%% ---- steps ---------------------------------------------------------------------------------------------------------

step(C, {start_server, Name, How, Init}) -> step(C, {start_server, Name, How, Init, []});
step(C, {start_server, Name, How, Init, Options}) ->
    Argument = {server, C, Name, value(C, Init)},
    GenOptions = [{timeout, milliseconds(C, T)} || {timeout, T} <- Options],
    [deadline(C, T) || {timeout, T} <- Options],
    Result = case {proplists:get_value(name, Options), How} of
        {undefined, link} -> gen_server:start_link(?MODULE, Argument, GenOptions);
        {undefined, nolink} -> gen_server:start(?MODULE, Argument, GenOptions);
        {N, link} -> gen_server:start_link({local, scoped(C, N)}, ?MODULE, Argument, GenOptions);
        {N, nolink} -> gen_server:start({local, scoped(C, N)}, ?MODULE, Argument, GenOptions)
    end,
    Result;
step(C, {call, Who, Request}) ->
    deadline(C, 5000 div milliseconds(C, 1) + 1),
    gen_server:call(value(C, Who), value(C, Request));
step(C, {call, Who, Request, infinity}) -> gen_server:call(value(C, Who), value(C, Request), infinity);
step(C, {call, Who, Request, Units}) ->
    deadline(C, Units),
    gen_server:call(value(C, Who), value(C, Request), milliseconds(C, Units));
step(C, {cast, Who, Request}) -> gen_server:cast(value(C, Who), value(C, Request));
step(C, {answer, Variable, Value}) -> gen_server:reply(value(C, {var, Variable}), value(C, Value));
step(C, {stop_server, Who, Reason}) -> gen_server:stop(value(C, Who), value(C, Reason), infinity);
step(C, {stop_server, Who, Reason, Units}) ->
    deadline(C, Units),
    gen_server:stop(value(C, Who), value(C, Reason), milliseconds(C, Units));
step(C, {start_supervisor, Name, Flags, Children}) ->
    Argument = {supervisor, C, value(C, Flags), [child(S) || S <- value(C, Children)]},
    busy(C, true),
    Result = supervisor:start_link(?MODULE, Argument),
    case Result of
        {ok, Pid} -> watch(C, Name, Pid), served(C, Pid);
        _ -> ok
    end,
    busy(C, false),
    Result;
step(C, {start_child, Who, Child}) -> supervisor:start_child(value(C, Who), child(value(C, Child)));
step(C, {terminate_child, Who, Id}) -> supervisor:terminate_child(value(C, Who), value(C, Id));
step(C, {restart_child, Who, Id}) -> supervisor:restart_child(value(C, Who), value(C, Id));
step(C, {delete_child, Who, Id}) -> supervisor:delete_child(value(C, Who), value(C, Id));
step(C, {which_children, Who}) -> supervisor:which_children(value(C, Who));
step(C, {count_children, Who}) -> lists:sort(supervisor:count_children(value(C, Who)));
step(C, {get_childspec, Who, Id}) -> supervisor:get_childspec(value(C, Who), value(C, Id));
step(_, Step) -> error({unknown_step, Step}).

served(C, Pid) -> conformance_interpreter:serving(C, Pid).

%% {child, Id, Name, Init, Options} is short for a map.
child({child, Id, Name, Init, Options}) ->
    maps:merge(#{id => Id, start => {conformance_child, start, [Name, Init]}}, Options);
child(Other) -> Other.

startLink(C, Name, Init) -> gen_server:start_link(?MODULE, {server, C, Name, Init}, []).

%% ---- the supervisor and the server ---------------------------------------------------------------------------------

-record(state, {context, value = none, slow = 0}).

init({supervisor, C, Flags, Children}) ->
    put('$conformance', C), % for conformance_child
    conformance_interpreter:shaken(C),
    {ok, {Flags, Children}};
init({server, C, Name, Program}) ->
    watch(C, Name, self()),
    serving(C),
    conformance_interpreter:shaken(C),
    starts(Program, #state{context = C}).

starts({trap, Program}, S) -> process_flag(trap_exit, true), starts(Program, S);
starts({slow, Units, Program}, S) -> starts(Program, S#state{slow = Units});
starts({sleep, Units, Program}, S) ->
    deadline(S#state.context, Units),
    receive after milliseconds(S#state.context, Units) -> starts(Program, S) end;
starts(ok, S) -> {ok, S};
starts({ok, Next}, S) -> {ok, S, next(Next, S)};
starts(ignore, _) -> ignore;
starts({stop, Reason}, _) -> {stop, Reason};
starts({exit, Reason}, _) -> exit(Reason);
starts({error, Reason}, _) -> error(Reason);
starts({throw, Term}, _) -> throw(Term).

next({timeout, Units}, #state{context = C}) -> deadline(C, Units), milliseconds(C, Units);
next(Other, _) -> Other.

see(S, What, Term) ->
    C = S#state.context,
    observe(C, self(), {What, tidy(C, Term)}).

handle_call(Request, From, S) -> see(S, call, Request), does(Request, From, S).
handle_cast(Request, S) -> see(S, cast, Request), does(Request, none, S).
handle_info({run, Request}, S) -> see(S, info, {run, Request}), does(Request, none, S);
handle_info(Message, S) -> see(S, info, Message), {noreply, S}.
handle_continue(Request, S) -> see(S, continue, Request), does(Request, none, S).

terminate(Reason, S) ->
    see(S, terminate, Reason),
    case S#state.slow of
        0 -> ok;
        Units ->
            deadline(S#state.context, Units),
            receive after milliseconds(S#state.context, Units) -> see(S, terminate, done) end
    end.

%% What a request asks for.
does({reply, Value}, From, S) when From =/= none -> {reply, Value, S};
does({reply, Value, Next}, From, S) when From =/= none -> {reply, Value, S, next(Next, S)};
does(noreply, _, S) -> {noreply, S};
does({noreply, Next}, _, S) -> {noreply, S, next(Next, S)};
does({later, Variable}, From, S) -> bind(S#state.context, Variable, From), {noreply, S};
does({stop, Reason}, _, S) -> {stop, Reason, S};
does({stop, Reason, Value}, From, S) when From =/= none -> {stop, Reason, Value, S};
does({exit, Reason}, _, _) -> exit(Reason);
does({error, Reason}, _, _) -> error(Reason);
does({throw, Term}, _, _) -> throw(Term);
does(get, From, S) when From =/= none -> {reply, S#state.value, S};
does({put, Value}, none, S) -> {noreply, S#state{value = Value}};
does({put, Value}, _, S) -> {reply, ok, S#state{value = Value}};
does({answer, Variable, Value}, From, S) ->
    gen_server:reply(value(S#state.context, {var, Variable}), Value),
    case From of none -> {noreply, S}; _ -> {reply, ok, S} end;
does({sleep, Units, Request}, From, S) ->
    deadline(S#state.context, Units),
    receive after milliseconds(S#state.context, Units) -> does(Request, From, S) end;
does(_, _, S) -> {noreply, S}.
