// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"math/rand"
	"runtime"
	"sync"
)

// The same without a process that owns what is shared: behind locks, as one would write it in Go where nothing but the
// outcome counts.
func init() {
	shared["concurrent_dictionary"] = sharedDictionary
	shared["philosophers"] = sharedForks
	shared["banking"] = sharedAccounts
}

func sharedDictionary(n int) {
	const workers = 20
	var lock sync.RWMutex
	var done sync.WaitGroup
	values, writes := map[int]int{}, 0
	for i := 0; i < workers; i++ {
		done.Add(1)
		go func(random *rand.Rand) {
			defer done.Done()
			for i := 0; i < n/workers; i++ {
				key := random.Intn(keys)
				if i%10 == 0 {
					lock.Lock()
					values[key] = 2*key + 1
					writes++
					lock.Unlock()
				} else {
					lock.RLock()
					value := values[key]
					lock.RUnlock()
					require(value, 0, 2*key+1)
				}
			}
		}(rand.New(rand.NewSource(int64(i))))
	}
	done.Wait()
	require(writes, (n/workers+9)/10*workers)
}

// The fork with the smaller number first, so that no circle of them can wait.
func sharedForks(n int) {
	const philosophers = 20
	var forks [philosophers]sync.Mutex
	var meals [philosophers]int
	var done sync.WaitGroup
	for i := 0; i < philosophers; i++ {
		done.Add(1)
		go func(i int) {
			defer done.Done()
			first, second := i, i+1
			if second == philosophers {
				first, second = 0, i
			}
			for round := 0; round < n/philosophers; round++ {
				forks[first].Lock()
				forks[second].Lock()
				meals[i]++
				forks[second].Unlock()
				forks[first].Unlock()
			}
		}(i)
	}
	done.Wait()
	eaten := 0
	for _, count := range meals {
		eaten += count
	}
	require(eaten, n/philosophers*philosophers)
}

func sharedAccounts(n int) {
	var balances [accounts]struct {
		sync.Mutex
		amount int
	}
	for i := range balances {
		balances[i].amount = opening
	}
	var done sync.WaitGroup
	tellers := runtime.GOMAXPROCS(0)
	for i := 0; i < tellers; i++ {
		done.Add(1)
		go func(i int) {
			defer done.Done()
			random := rand.New(rand.NewSource(int64(i)))
			for transaction := i; transaction < n; transaction += tellers {
				from, to, amount := pick(random)
				balances[from].Lock()
				balances[to].Lock()
				balances[from].amount -= amount
				balances[to].amount += amount
				balances[to].Unlock()
				balances[from].Unlock()
			}
		}(i)
	}
	done.Wait()
	total := 0
	for i := range balances {
		total += balances[i].amount
	}
	require(total, accounts*opening)
}
