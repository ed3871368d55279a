// SPDX-License-Identifier: GPL-3.0-or-later
// Building terms and messages, matching them against patterns, looking into them.
#include "runtime/process/signal.h"
#include "runtime/term/expression.h"

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

namespace factorama {

namespace {

const Atom put("put");

Term listOf(std::int64_t count)
{
    std::vector<Term> elements;
    for (std::int64_t i = 0; i < count; ++i) {
        elements.emplace_back(i);
    }
    return Term::list(elements);
}

Term mapOf(std::int64_t count)
{
    std::vector<std::pair<Term, Term>> pairs;
    for (std::int64_t i = 0; i < count; ++i) {
        pairs.emplace_back(i, "value " + std::to_string(i));
    }
    return Term::map(std::move(pairs));
}

void buildImmediate(benchmark::State& state)
{
    std::int64_t number = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(number);
        const Term term(++number);
        benchmark::DoNotOptimize(term.rawWord());
    }
}
BENCHMARK(buildImmediate);

void buildTuple(benchmark::State& state)
{
    std::int64_t number = 0;
    for (auto _ : state) {
        const Term term = tuple(put, ++number, atoms::ok);
        benchmark::DoNotOptimize(term.rawWord());
    }
}
BENCHMARK(buildTuple);

void buildMessage(benchmark::State& state)
{
    std::int64_t number = 0;
    for (auto _ : state) {
        Signal* message = signals::makeMessage(tuple(put, ++number, atoms::ok));
        benchmark::DoNotOptimize(message->payload);
        signals::destroy(message);
    }
}
BENCHMARK(buildMessage);

void buildNestedMessage(benchmark::State& state)
{
    std::int64_t number = 0;
    for (auto _ : state) {
        Signal* message = signals::makeMessage(tuple(put, tuple(++number, tuple(atoms::ok, number)), 0.5));
        benchmark::DoNotOptimize(message->payload);
        signals::destroy(message);
    }
}
BENCHMARK(buildNestedMessage);

void buildList(benchmark::State& state)
{
    std::vector<Term> elements(static_cast<std::size_t>(state.range(0)), Term(1));
    for (auto _ : state) {
        const Term term = Term::list(elements);
        benchmark::DoNotOptimize(term.rawWord());
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(buildList)->Arg(10)->Arg(1000);

/// To 64 bytes within the block, past that in memory that is shared.
void buildBinary(benchmark::State& state)
{
    const std::string text(static_cast<std::size_t>(state.range(0)), 'x');
    for (auto _ : state) {
        const Term term(text);
        benchmark::DoNotOptimize(term.rawWord());
    }
}
BENCHMARK(buildBinary)->Arg(8)->Arg(64)->Arg(65)->Arg(4096);

template<typename Pattern>
void matchWith(benchmark::State& state, const Pattern& pattern, const Term& term)
{
    Word word = term.rawWord();
    bool matched = true;
    for (auto _ : state) {
        benchmark::DoNotOptimize(word); // not known any more
        matched = expression::matches(pattern, word);
        benchmark::DoNotOptimize(matched);
    }
    if (!matched) {
        state.SkipWithError("it does not match");
    }
}

void matchAtom(benchmark::State& state)
{
    matchWith(state, put, put);
}
BENCHMARK(matchAtom);

void matchTuple(benchmark::State& state)
{
    matchWith(state, tuple(put, anyInteger, any), tuple(put, 7, atoms::ok));
}
BENCHMARK(matchTuple);

void matchNestedTuple(benchmark::State& state)
{
    matchWith(state, tuple(put, tuple(anyInteger, tuple(atoms::ok, 7)), anyAtom),
              tuple(put, tuple(7, tuple(atoms::ok, 7)), atoms::ok));
}
BENCHMARK(matchNestedTuple);

void matchBinary(benchmark::State& state)
{
    matchWith(state, tuple(put, "a key of some length"), tuple(put, "a key of some length"));
}
BENCHMARK(matchBinary);

/// A pinned variable: what it holds is compared element by element.
void matchPinnedList(benchmark::State& state)
{
    matchWith(state, tuple(put, listOf(state.range(0))), tuple(put, listOf(state.range(0))));
}
BENCHMARK(matchPinnedList)->Arg(10)->Arg(1000);

void walkList(benchmark::State& state)
{
    const Term list = listOf(state.range(0));
    for (auto _ : state) {
        std::int64_t sum = 0;
        for (const Term& element : list.elements()) {
            sum += element.integer();
        }
        benchmark::DoNotOptimize(sum);
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(walkList)->Arg(10)->Arg(1000);

void findInMap(benchmark::State& state)
{
    const Term map = mapOf(state.range(0));
    std::int64_t key = 0;
    for (auto _ : state) {
        const std::optional<Term> value = map.find(key);
        benchmark::DoNotOptimize(value->rawWord());
        key = (key + 7) % state.range(0);
    }
}
BENCHMARK(findInMap)->Arg(8)->Arg(32)->Arg(1024)->Arg(65536);

void putIntoMap(benchmark::State& state)
{
    const Term map = mapOf(state.range(0));
    std::int64_t key = 0;
    for (auto _ : state) {
        const Term changed = map.with(key, atoms::ok);
        benchmark::DoNotOptimize(changed.rawWord());
        key = (key + 7) % state.range(0);
    }
}
BENCHMARK(putIntoMap)->Arg(8)->Arg(32)->Arg(1024);

/// What a send does with a term that its sender keeps.
void copyTerm(benchmark::State& state, const Term& term)
{
    for (auto _ : state) {
        const Term copy = term.isolated();
        benchmark::DoNotOptimize(copy.rawWord());
    }
}
void copyTuple(benchmark::State& state)
{
    copyTerm(state, tuple(put, 7, "a value"));
}
BENCHMARK(copyTuple);
void copyList(benchmark::State& state)
{
    copyTerm(state, listOf(state.range(0)));
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(copyList)->Arg(10)->Arg(1000);
void copyMap(benchmark::State& state)
{
    copyTerm(state, mapOf(state.range(0)));
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(copyMap)->Arg(8)->Arg(1024);
/// Only counted: binaries over 64 bytes are shared.
void copyLargeBinary(benchmark::State& state)
{
    copyTerm(state, std::string(65536, 'x'));
}
BENCHMARK(copyLargeBinary);

} // namespace

} // namespace factorama
