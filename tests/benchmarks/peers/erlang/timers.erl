%% SPDX-License-Identifier: GPL-3.0-or-later
%% Timers that are set and cancelled.
-module(timers).
-export([timers/1]).

timers(0) -> ok;
timers(N) ->
    Timer = erlang:start_timer(10000 + N rem 1000, self(), done),
    erlang:cancel_timer(Timer),
    timers(N - 1).
