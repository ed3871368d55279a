# SPDX-License-Identifier: GPL-3.0-or-later
# The seed's factorization in Elixir: elixir [--erl "+S N:N"] factorization.exs NAME SIZE, where NAME is seed_basic,
# seed_parallel, seed_client_server, seed_callback or seed_genserver. Factorizes the numbers from 1,000,000,000 up, as
# many as SIZE says, and prints how many nanoseconds that took; the products are checked thereafter.

defmodule Sieve do
  # Every prime up to the limit, from a lazy stream whose state is the primes so far, the latest first. A candidate is
  # divided by each of them until one divides it: no stop at the square root.
  def up_to(limit), do: Enum.take_while(stream(), &(&1 <= limit))

  defp stream do
    Stream.unfold([], fn
      [] -> {2, [2]}
      [latest | _] = primes -> after_candidate(latest + 1, primes)
    end)
  end

  defp after_candidate(candidate, primes) do
    if Enum.any?(primes, &(rem(candidate, &1) == 0)),
      do: after_candidate(candidate + 1, primes),
      else: {candidate, [candidate | primes]}
  end
end

defmodule Factors do
  def of(number), do: divide(number, Sieve.up_to(:math.sqrt(number)), [])

  defp divide(1, [], found), do: Enum.reverse(found)
  defp divide(rest, [], found), do: Enum.reverse([rest | found])

  defp divide(rest, [prime | others] = primes, found) do
    case rem(rest, prime) do
      0 -> divide(div(rest, prime), primes, [prime | found])
      _ -> divide(rest, others, found)
    end
  end
end

defmodule Answers do
  # As many {number, factors} messages as there are numbers, gathered.
  def collect(numbers) do
    for _ <- numbers, into: %{} do
      receive do
        {_number, _factors} = answer -> answer
      end
    end
  end

  # Each number goes to the next server in turn; the server of each is returned.
  def deal(numbers, servers, request) do
    for {number, server} <- Enum.zip(numbers, Stream.cycle(servers)) do
      request.(server, number)
      {number, server}
    end
  end

  def servers(start), do: for(_ <- 1..System.schedulers_online(), do: start.())
end

# All in the calling process.
defmodule Basic do
  def factorize(numbers), do: Map.new(numbers, &{&1, Factors.of(&1)})
end

# A process for each number.
defmodule Parallel do
  def factorize(numbers) do
    workers = for number <- numbers, do: {number, spawn(&work/0)}
    for {number, worker} <- workers, do: send(worker, {self(), number})
    Answers.collect(numbers)
  end

  defp work do
    receive do
      {caller, number} -> send(caller, {number, Factors.of(number)})
    end
  end
end

# A server for each scheduler, which answers requests for ever.
defmodule ClientServer do
  def factorize(numbers) do
    servers = Answers.servers(fn -> spawn(&serve/0) end)
    Answers.deal(numbers, servers, &send(&1, {self(), &2}))
    answers = Answers.collect(numbers)
    Enum.each(servers, &Process.exit(&1, :kill))
    answers
  end

  defp serve do
    receive do
      {caller, number} -> send(caller, {number, Factors.of(number)})
    end

    serve()
  end
end

# A generic server: what it does with casts and calls, and its state, are a callback module's.
defmodule Generic do
  def start(module), do: spawn(fn -> loop(module, module.init()) end)

  def cast(server, request), do: send(server, {:cast, request})

  def call(server, request) do
    send(server, {:call, request, self()})

    receive do
      {:response, response} -> response
    end
  end

  defp loop(module, state) do
    receive do
      {:cast, request} ->
        loop(module, module.handle_cast(request, state))

      {:call, request, caller} ->
        {response, next} = module.handle_call(request, state)
        send(caller, {:response, response})
        loop(module, next)
    end
  end
end

# Numbers are cast to generic servers, and the results, which these keep, are called for.
defmodule Callback do
  def factorize(numbers) do
    servers = Answers.servers(fn -> Generic.start(__MODULE__) end)

    answers =
      for {number, server} <- Answers.deal(numbers, servers, &Generic.cast(&1, {:factorize, &2})), into: %{} do
        {:ok, factors} = Generic.call(server, {:get_result, number})
        {number, factors}
      end

    Enum.each(servers, &Process.exit(&1, :kill))
    answers
  end

  def init, do: %{}
  def handle_cast({:factorize, number}, results), do: Map.put(results, number, Factors.of(number))

  def handle_call({:get_result, number}, results) do
    case results do
      %{^number => factors} -> {{:ok, factors}, results}
      _ -> {{:err, "no result for #{number}"}, results}
    end
  end
end

# The same by OTP's GenServer.
defmodule ByGenServer do
  use GenServer

  def factorize(numbers) do
    servers =
      Answers.servers(fn ->
        {:ok, server} = GenServer.start_link(__MODULE__, nil)
        server
      end)

    answers =
      for {number, server} <- Answers.deal(numbers, servers, &GenServer.cast(&1, {:factorize, &2})), into: %{} do
        {:ok, factors} = GenServer.call(server, {:get_result, number}, :infinity)
        {number, factors}
      end

    Enum.each(servers, &GenServer.stop/1)
    answers
  end

  @impl true
  def init(nil), do: {:ok, %{}}

  @impl true
  def handle_cast({:factorize, number}, results), do: {:noreply, Map.put(results, number, Factors.of(number))}

  @impl true
  def handle_call({:get_result, number}, _from, results), do: {:reply, Map.fetch(results, number), results}
end

strategies = %{
  "seed_basic" => Basic,
  "seed_parallel" => Parallel,
  "seed_client_server" => ClientServer,
  "seed_callback" => Callback,
  "seed_genserver" => ByGenServer
}

with [name, size] <- System.argv(), {:ok, strategy} <- Map.fetch(strategies, name) do
  numbers = Enum.take(Stream.iterate(1_000_000_000, &(&1 + 1)), String.to_integer(size))
  start = System.monotonic_time(:nanosecond)
  answers = strategy.factorize(numbers)
  nanoseconds = System.monotonic_time(:nanosecond) - start
  true = map_size(answers) == length(numbers)
  true = Enum.all?(answers, fn {number, factors} -> Enum.product(factors) == number end)
  IO.puts(nanoseconds)
else
  _ ->
    IO.puts(:stderr, "usage: factorization.exs NAME SIZE; the names are #{Enum.join(Map.keys(strategies), " ")}")
    System.halt(2)
end
