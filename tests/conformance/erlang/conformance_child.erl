%% SPDX-License-Identifier: GPL-3.0-or-later
%% How supervisors of scenarios start their children: conformance_child:start(Name, Init).
-module(conformance_child).
-export([start/2]).

start(Name, Init) -> conformance_behaviours:startLink(get('$conformance'), Name, Init).
