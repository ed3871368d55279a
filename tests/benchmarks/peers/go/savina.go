// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"math/rand"
)

func init() {
	timed["chameneos"] = chameneos
	timed["concurrent_dictionary"] = concurrentDictionary
	timed["bounded_buffer"] = boundedBuffer
	timed["philosophers"] = philosophers
	timed["banking"] = banking
	timed["sieve"] = sieve
}

type creature struct {
	inbox  chan int
	colour int
}

func chameneos(n int) {
	const creatures, stop = 100, -1
	broker, done := make(chan creature, creatures), make(chan struct{}, creatures)
	for i := 0; i < creatures; i++ {
		go func(colour int) {
			inbox := make(chan int, 1)
			for {
				broker <- creature{inbox, colour}
				other := <-inbox
				if other == stop {
					done <- struct{}{}
					return
				}
				if other != colour {
					colour = 3 - colour - other
				}
			}
		}(i % 3)
	}
	for i := 0; i < n; i++ {
		first, second := <-broker, <-broker
		first.inbox <- second.colour
		second.inbox <- first.colour
	}
	for i := 0; i < creatures; i++ {
		(<-broker).inbox <- stop
	}
	for i := 0; i < creatures; i++ {
		<-done
	}
}

const keys = 65536

type access struct {
	key, value int // of a write: never 0
	answer     chan int
}

func concurrentDictionary(n int) {
	const workers = 20
	requests, writes, done := make(chan access, mailbox), make(chan int), make(chan struct{}, workers)
	go func() {
		values, written := map[int]int{}, 0
		for request := range requests {
			if request.value == 0 {
				request.answer <- values[request.key]
			} else {
				values[request.key] = request.value
				written++
				request.answer <- 0
			}
		}
		writes <- written
	}()
	for i := 0; i < workers; i++ {
		go func(random *rand.Rand) {
			answer := make(chan int, 1)
			for i := 0; i < n/workers; i++ {
				key := random.Intn(keys)
				if i%10 == 0 {
					requests <- access{key, 2*key + 1, answer}
					<-answer
				} else {
					requests <- access{key, 0, answer}
					require(<-answer, 0, 2*key+1)
				}
			}
			done <- struct{}{}
		}(rand.New(rand.NewSource(int64(i))))
	}
	for i := 0; i < workers; i++ {
		<-done
	}
	close(requests)
	require(<-writes, (n/workers+9)/10*workers)
}

// A channel is a bounded buffer already.
func boundedBuffer(n int) {
	const producers, consumers, slots = 40, 40, 50
	each := n / producers
	buffer, sums := make(chan int, slots), make(chan int, consumers)
	for i := 0; i < producers; i++ {
		go func() {
			for i := 1; i <= each; i++ {
				buffer <- i
			}
		}()
	}
	for i := 0; i < consumers; i++ {
		go func() {
			sum := 0
			for i := 0; i < each; i++ {
				sum += <-buffer
			}
			sums <- sum
		}()
	}
	sum := 0
	for i := 0; i < consumers; i++ {
		sum += <-sums
	}
	require(sum, producers*(each*(each+1)/2))
}

type seat struct {
	philosopher int
	hungry      bool
}

func philosophers(n int) {
	const philosophers = 20
	requests, meals, done := make(chan seat, 2*philosophers), make(chan int), make(chan struct{}, philosophers)
	var eat [philosophers]chan struct{}
	for i := range eat {
		eat[i] = make(chan struct{}, 1)
	}
	go func() {
		var taken, waits [philosophers]bool
		eaten := 0
		serve := func(i int) {
			right := (i + 1) % philosophers
			waits[i] = taken[i] || taken[right]
			if !waits[i] {
				taken[i], taken[right] = true, true
				eat[i] <- struct{}{}
			}
		}
		for request := range requests {
			i := request.philosopher
			if request.hungry {
				serve(i)
				continue
			}
			taken[i], taken[(i+1)%philosophers] = false, false
			eaten++
			for _, neighbour := range [...]int{(i + philosophers - 1) % philosophers, (i + 1) % philosophers} {
				if waits[neighbour] {
					serve(neighbour)
				}
			}
		}
		meals <- eaten
	}()
	for i := 0; i < philosophers; i++ {
		go func(i int) {
			for round := 0; round < n/philosophers; round++ {
				requests <- seat{i, true}
				<-eat[i]
				requests <- seat{i, false}
			}
			done <- struct{}{}
		}(i)
	}
	for i := 0; i < philosophers; i++ {
		<-done
	}
	close(requests)
	require(<-meals, n/philosophers*philosophers)
}

const (
	accounts = 1000
	opening  = 1000
)

// An account pays only to those after it, so that no circle of them can wait.
func pick(random *rand.Rand) (from, to, amount int) {
	from = random.Intn(accounts / 10 * 8)
	return from, from + 1 + random.Intn(accounts-from-1), random.Intn(100)
}

// A debit if it names who is to be paid, a credit else.
type transfer struct {
	amount int
	to     chan transfer
	answer chan struct{}
}

func banking(n int) {
	var inboxes [accounts]chan transfer
	balances, done := make(chan int, accounts), make(chan struct{}, mailbox)
	for i := range inboxes {
		inboxes[i] = make(chan transfer, mailbox)
		go func(inbox chan transfer) {
			balance, answer := opening, make(chan struct{}, 1)
			for t := range inbox {
				if t.to == nil {
					balance += t.amount
				} else {
					balance -= t.amount
					t.to <- transfer{t.amount, nil, answer}
					<-answer
				}
				t.answer <- struct{}{}
			}
			balances <- balance
		}(inboxes[i])
	}
	go func() {
		random := rand.New(rand.NewSource(1))
		for i := 0; i < n; i++ {
			from, to, amount := pick(random)
			inboxes[from] <- transfer{amount, inboxes[to], done}
		}
	}()
	for i := 0; i < n; i++ {
		<-done
	}
	total := 0
	for _, inbox := range inboxes {
		close(inbox)
		total += <-balances
	}
	require(total, accounts*opening)
}

// The first number that arrives is its prime; of the others it passes on those that the prime does not divide.
func filter(in chan int, primes chan int, count int) {
	prime, isThere := <-in
	if !isThere {
		primes <- count
		return
	}
	out := make(chan int, mailbox/8)
	go filter(out, primes, count+1)
	for number := range in {
		if number%prime != 0 {
			out <- number
		}
	}
	close(out)
}

func sieve(n int) {
	first, primes := make(chan int, mailbox), make(chan int)
	go filter(first, primes, 0)
	for i := 2; i <= n; i++ {
		first <- i
	}
	close(first)
	require(<-primes, countPrimes(n))
}

func countPrimes(n int) int {
	isComposite, primes := make([]bool, n+1), 0
	for i := 2; i <= n; i++ {
		if !isComposite[i] {
			primes++
			for multiple := i * i; multiple <= n; multiple += i {
				isComposite[multiple] = true
			}
		}
	}
	return primes
}
