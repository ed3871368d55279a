%% SPDX-License-Identifier: GPL-3.0-or-later
%% How long the page of processes of Erlang's observer takes from being asked for a refresh until the last row on the
%% screen has been fetched to be drawn. Wants a display.
%%   erl -noinput +P 2000000 -run observer_refresh main PROCESSES ROUNDS
-module(observer_refresh).
-export([main/1]).

main([ProcessesText, RoundsText]) ->
    Processes = list_to_integer(ProcessesText),
    Rounds = list_to_integer(RoundsText),
    Pids = list_to_tuple([spawn(fun waits/0) || _ <- lists:seq(1, Processes)]),
    spawn(fun() -> pokes(Pids, 1) end),
    backend(Rounds),
    %% The page of the observer itself, in a window of its own instead of the observer's tabs, which would ask for more.
    register(observer, self()),
    wx:new(),
    Frame = wxFrame:new(wx:null(), -1, "Processes", [{size, {1280, 720}}]),
    Notebook = wxNotebook:new(Frame, -1),
    Page = observer_pro_wx:start_link(Notebook, self(), #{}),
    wxNotebook:addPage(Notebook, Page, "Processes", [{bSelect, true}]),
    wxFrame:show(Frame),
    PageProcess = wx_object:get_pid(Page),
    Holder = holder(PageProcess),
    erlang:trace_pattern({observer_pro_wx, get_row, 4}, true, [local]),
    Taken = [{[{holder_updated, '_'}, '_'], [], [{return_trace}]}],
    erlang:trace_pattern({observer_pro_wx, handle_info, 2}, Taken, [local]),
    erlang:trace(Holder, true, [call, monotonic_timestamp]),
    erlang:trace(PageProcess, true, [call, monotonic_timestamp]),
    settle(),
    Refreshes = [refresh(PageProcess) || _ <- lists:seq(1, Rounds)],
    print("taken", [Time || {Time, _} <- Refreshes]),
    print("refresh", [Time || {_, Time} <- Refreshes]),
    halt().

waits() ->
    receive _ -> waits() end.

%% A tenth of them each second, in a hundred steps.
pokes(Pids, Next) ->
    receive after 10 -> ok end,
    pokes(Pids, poke(Pids, Next, max(tuple_size(Pids) div 1000, 1))).

poke(_, Next, 0) -> Next;
poke(Pids, Next, Left) ->
    element(Next, Pids) ! poke,
    poke(Pids, Next rem tuple_size(Pids) + 1, Left - 1).

%% What collecting alone takes, without the window.
backend(Rounds) ->
    Once = fun() ->
        Start = erlang:monotonic_time(),
        Self = self(),
        {Pid, Monitor} = spawn_monitor(fun() -> observer_backend:procs_info(Self) end),
        collect(Pid, Monitor),
        milliseconds(erlang:monotonic_time() - Start)
    end,
    print("backend", [Once() || _ <- lists:seq(1, Rounds)]).

collect(Pid, Monitor) ->
    receive
        {procs_info, Pid, _} -> collect(Pid, Monitor);
        {'DOWN', Monitor, process, Pid, normal} -> ok
    end.

%% The process that keeps the rows: linked with the page, and waiting in table_holder.
holder(Page) ->
    {links, Links} = process_info(Page, links),
    Is = fun(Pid) -> process_info(Pid, current_function) =:= {current_function, {observer_pro_wx, table_holder, 1}} end,
    case [Pid || Pid <- Links, is_pid(Pid), Is(Pid)] of
        [Holder] -> Holder;
        [] -> receive after 20 -> holder(Page) end
    end.

%% Until nothing has been drawn for half a second.
settle() ->
    receive _ -> settle() after 500 -> ok end.

%% Until the page has taken over the new table, and until its rows have been drawn.
refresh(Page) ->
    Start = erlang:monotonic_time(),
    Page ! refresh_interval,
    Taken = taken(),
    {milliseconds(Taken - Start), milliseconds(last_row(Taken) - Start)}.

taken() ->
    receive
        {trace_ts, _, return_from, {observer_pro_wx, handle_info, 2}, _, Stamp} -> Stamp;
        _ -> taken()
    end.

%% Rows are fetched when they are drawn: the last one, if none has been for half a second.
last_row(Time) ->
    receive
        {trace_ts, _, call, {observer_pro_wx, get_row, _}, Stamp} -> last_row(Stamp);
        _ -> last_row(Time)
    after 500 -> Time
    end.

milliseconds(Native) -> erlang:convert_time_unit(Native, native, microsecond) / 1000.

print(Name, Times) ->
    Sorted = lists:sort(Times),
    io:format("figure observer_~s_p50 ~.3f~nfigure observer_~s_max ~.3f~n",
              [Name, lists:nth(length(Sorted) div 2 + 1, Sorted), Name, lists:last(Sorted)]).
