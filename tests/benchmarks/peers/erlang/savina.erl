%% SPDX-License-Identifier: GPL-3.0-or-later
%% Of the Savina suite: chameneos, concurrent dictionary, bounded buffer, dining philosophers, banking, sieve.
-module(savina).
-export([chameneos/1, concurrent_dictionary/1, bounded_buffer/1, philosophers/1, banking/1, sieve/1]).
-import(workloads, [await/2]).

chameneos(N) ->
    Self = self(),
    [spawn_link(fun() -> creature(Self, I rem 3) end) || I <- lists:seq(0, 99)],
    meetings(N),
    [receive {Pid, _} -> Pid ! stop end || _ <- lists:seq(1, 100)],
    await(100, done).

creature(Broker, Colour) ->
    Broker ! {self(), Colour},
    receive
        {met, Colour} -> creature(Broker, Colour);
        {met, Other} -> creature(Broker, 3 - Colour - Other);
        stop -> Broker ! done
    end.

meetings(0) -> ok;
meetings(N) ->
    receive {First, FirstColour} ->
        receive {Second, SecondColour} ->
            First ! {met, SecondColour},
            Second ! {met, FirstColour}
        end
    end,
    meetings(N - 1).

concurrent_dictionary(N) ->
    Self = self(),
    Each = N div 20,
    Dictionary = spawn_link(fun() -> dictionary(#{}, 0) end),
    [spawn_link(fun() -> worker(Each, Self, Dictionary, rand:seed_s(exsp)) end) || _ <- lists:seq(1, 20)],
    await(20, done),
    Dictionary ! {writes, Self},
    Writes = (Each + 9) div 10 * 20,
    receive Writes -> ok end.

dictionary(Values, Writes) ->
    receive
        {get, Key, From} ->
            case Values of
                #{Key := Value} -> From ! Value;
                #{} -> From ! none
            end,
            dictionary(Values, Writes);
        {put, Key, Value, From} -> From ! ok, dictionary(Values#{Key => Value}, Writes + 1);
        {writes, From} -> From ! Writes, dictionary(Values, Writes)
    end.

worker(0, Owner, _, _) -> Owner ! done;
worker(Left, Owner, Dictionary, Random) ->
    {Key, Next} = rand:uniform_s(65536, Random),
    case Left rem 10 of
        1 -> Dictionary ! {put, Key, 2 * Key + 1, self()}, receive ok -> ok end;
        _ ->
            Dictionary ! {get, Key, self()},
            receive none -> ok; Value when Value =:= 2 * Key + 1 -> ok end
    end,
    worker(Left - 1, Owner, Dictionary, Next).

bounded_buffer(N) ->
    Self = self(),
    Each = N div 40,
    Buffer = spawn_link(fun() -> buffer(queue:new(), 0, queue:new(), queue:new()) end),
    [spawn_link(fun() -> putItems(Each, Buffer) end) || _ <- lists:seq(1, 40)],
    [spawn_link(fun() -> Self ! {sum, getItems(Each, Buffer, 0)} end) || _ <- lists:seq(1, 40)],
    Sum = 40 * (Each * (Each + 1) div 2),
    Sum = lists:sum([receive {sum, Part} -> Part end || _ <- lists:seq(1, 40)]).

%% Who finds it full or empty waits for the answer.
buffer(Items, Count, Producers, Consumers) ->
    receive
        {put, Item, From} ->
            case queue:out(Consumers) of
                {{value, Consumer}, Others} ->
                    Consumer ! Item,
                    From ! ok,
                    buffer(Items, Count, Producers, Others);
                {empty, _} when Count < 50 ->
                    From ! ok,
                    buffer(queue:in(Item, Items), Count + 1, Producers, Consumers);
                {empty, _} -> buffer(Items, Count, queue:in({Item, From}, Producers), Consumers)
            end;
        {get, From} when Count =:= 0 -> buffer(Items, Count, Producers, queue:in(From, Consumers));
        {get, From} ->
            {{value, Item}, Rest} = queue:out(Items),
            From ! Item,
            case queue:out(Producers) of
                {{value, {Next, Producer}}, Others} ->
                    Producer ! ok,
                    buffer(queue:in(Next, Rest), Count, Others, Consumers);
                {empty, _} -> buffer(Rest, Count - 1, Producers, Consumers)
            end
    end.

putItems(0, _) -> ok;
putItems(N, Buffer) -> Buffer ! {put, N, self()}, receive ok -> putItems(N - 1, Buffer) end.

getItems(0, _, Sum) -> Sum;
getItems(N, Buffer, Sum) -> Buffer ! {get, self()}, receive Item -> getItems(N - 1, Buffer, Sum + Item) end.

philosophers(N) ->
    Self = self(),
    Each = N div 20,
    Arbiter = spawn_link(fun() -> arbiter(0, #{}, 0) end),
    [spawn_link(fun() -> philosopher(Each, Self, Arbiter, I) end) || I <- lists:seq(0, 19)],
    await(20, done),
    Arbiter ! {meals, Self},
    Meals = Each * 20,
    receive Meals -> ok end.

%% The forks that are taken are the bits of a number; a philosopher's left one has his number.
arbiter(Taken, Waiting, Meals) ->
    receive
        {hungry, I, From} ->
            Forks = forks(I),
            case Taken band Forks of
                0 -> From ! eat, arbiter(Taken bor Forks, Waiting, Meals);
                _ -> arbiter(Taken, Waiting#{I => From}, Meals)
            end;
        {put_down, I} ->
            Forks = forks(I),
            Forks = Taken band Forks,
            {Taken1, Waiting1} = serve((I + 19) rem 20, Taken bxor Forks, Waiting),
            {Taken2, Waiting2} = serve((I + 1) rem 20, Taken1, Waiting1),
            arbiter(Taken2, Waiting2, Meals + 1);
        {meals, From} -> From ! Meals, arbiter(Taken, Waiting, Meals)
    end.

serve(I, Taken, Waiting) ->
    case Waiting of
        #{I := From} ->
            Forks = forks(I),
            case Taken band Forks of
                0 -> From ! eat, {Taken bor Forks, maps:remove(I, Waiting)};
                _ -> {Taken, Waiting}
            end;
        #{} -> {Taken, Waiting}
    end.

forks(19) -> 1 bsl 19 bor 1;
forks(I) -> 3 bsl I.

philosopher(0, Owner, _, _) -> Owner ! done;
philosopher(Left, Owner, Arbiter, I) ->
    Arbiter ! {hungry, I, self()},
    receive eat -> Arbiter ! {put_down, I} end,
    philosopher(Left - 1, Owner, Arbiter, I).

banking(N) ->
    Accounts = list_to_tuple([spawn_link(fun() -> account(1000) end) || _ <- lists:seq(1, 1000)]),
    transfer(N, Accounts, rand:seed_s(exsp)),
    await(N, done),
    1000000 = lists:sum([begin Pid ! {balance, self()}, receive {is, Sum} -> Sum end end
                         || Pid <- tuple_to_list(Accounts)]).

transfer(0, _, _) -> ok;
transfer(N, Accounts, Random) ->
    {From, Random1} = rand:uniform_s(800, Random),
    {Step, Random2} = rand:uniform_s(1000 - From, Random1),
    {Amount, Random3} = rand:uniform_s(100, Random2),
    element(From, Accounts) ! {debit, Amount, element(From + Step, Accounts), self()},
    transfer(N - 1, Accounts, Random3).

%% An account pays only to those after it, so that no circle of them can wait.
account(Balance) ->
    receive
        {debit, Amount, To, Teller} ->
            Reference = make_ref(),
            To ! {credit, Amount, self(), Reference},
            receive Reference -> Teller ! done end,
            account(Balance - Amount);
        {credit, Amount, From, Reference} -> From ! Reference, account(Balance + Amount);
        {balance, From} -> From ! {is, Balance}, account(Balance)
    end.

sieve(N) ->
    Self = self(),
    First = spawn_link(fun() -> filter(Self) end),
    feed(2, N, First),
    First ! {'end', 0},
    Primes = countPrimes(N),
    receive Primes -> ok end.

feed(I, N, _) when I > N -> ok;
feed(I, N, First) -> First ! I, feed(I + 1, N, First).

%% The first number that arrives is its prime; of the others it passes on those that the prime does not divide.
filter(Owner) -> receive Prime -> lastFilter(Prime, Owner) end.

lastFilter(Prime, Owner) ->
    receive
        {'end', Primes} -> Owner ! Primes + 1;
        N when N rem Prime =:= 0 -> lastFilter(Prime, Owner);
        N ->
            Next = spawn_link(fun() -> filter(Owner) end),
            Next ! N,
            filter(Prime, Next)
    end.

filter(Prime, Next) ->
    receive
        N when is_integer(N), N rem Prime =/= 0 -> Next ! N, filter(Prime, Next);
        N when is_integer(N) -> filter(Prime, Next);
        {'end', Primes} -> Next ! {'end', Primes + 1}
    end.

countPrimes(N) -> length([I || I <- lists:seq(2, N), isPrime(I, 2)]).

isPrime(I, Divisor) when Divisor * Divisor > I -> true;
isPrime(I, Divisor) when I rem Divisor =:= 0 -> false;
isPrime(I, Divisor) -> isPrime(I, Divisor + 1).
