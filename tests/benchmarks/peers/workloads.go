// SPDX-License-Identifier: GPL-3.0-or-later

// The workloads in Go: GOMAXPROCS=N workloads NAME SIZE. Prints the nanoseconds. What needs gen_server, links or
// selective receives has no counterpart.
package main

import (
	"fmt"
	"math/rand"
	"os"
	"strconv"
	"time"
)

// Of channels that stand for mailboxes.
const mailbox = 1024

func pingpong(n int) {
	ping, pong := make(chan struct{}), make(chan struct{})
	go func() {
		for range ping {
			pong <- struct{}{}
		}
	}()
	for i := 0; i < n; i++ {
		ping <- struct{}{}
		<-pong
	}
	close(ping)
}

func count(n int) {
	increments, answer := make(chan struct{}, mailbox), make(chan int)
	go func() {
		counted := 0
		for range increments {
			counted++
		}
		answer <- counted
	}()
	for i := 0; i < n; i++ {
		increments <- struct{}{}
	}
	close(increments)
	if <-answer != n {
		panic("miscounted")
	}
}

func ring(n int) {
	const members = 503
	done := make(chan struct{})
	first := make(chan int)
	in := first
	for i := 0; i < members; i++ {
		out := make(chan int)
		if i == members-1 {
			out = first
		}
		go func(in, out chan int) {
			for hops := range in {
				if hops == 0 {
					done <- struct{}{}
					return
				}
				out <- hops - 1
			}
		}(in, out)
		in = out
	}
	first <- n
	<-done
}

func spawnExit(n int) {
	done := make(chan struct{}, 1)
	for i := 0; i < n; i++ {
		go func() { done <- struct{}{} }()
		<-done
	}
}

func alive(n int) {
	done := make(chan struct{}, mailbox)
	goes := make([]chan struct{}, n)
	for i := range goes {
		goes[i] = make(chan struct{}, 1)
		go func(begin chan struct{}) {
			<-begin
			done <- struct{}{}
		}(goes[i])
	}
	go func() {
		for _, begin := range goes {
			begin <- struct{}{}
		}
	}()
	for i := 0; i < n; i++ {
		<-done
	}
}

func fanIn(n int) {
	increments := make(chan struct{}, mailbox)
	for i := 0; i < 8; i++ {
		go func() {
			for i := 0; i < n/8; i++ {
				increments <- struct{}{}
			}
		}()
	}
	for i := 0; i < n/8*8; i++ {
		<-increments
	}
}

type message struct {
	from chan message
	ping bool
}

func big(n int) {
	const talkers = 64
	done := make(chan struct{}, talkers)
	inboxes := make([]chan message, talkers)
	for i := range inboxes {
		inboxes[i] = make(chan message, mailbox)
	}
	for i := range inboxes {
		go func(inbox chan message, random *rand.Rand) {
			for sent := 0; sent < n/talkers; sent++ {
				inboxes[random.Intn(talkers)] <- message{inbox, true}
				for {
					m := <-inbox
					if !m.ping {
						break
					}
					m.from <- message{}
				}
			}
			done <- struct{}{}
			for m := range inbox {
				m.from <- message{}
			}
		}(inboxes[i], rand.New(rand.NewSource(int64(i))))
	}
	for i := 0; i < talkers; i++ {
		<-done
	}
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

func forkJoin(n int) {
	const receivers = 60
	done := make(chan struct{}, receivers)
	inboxes := make([]chan struct{}, receivers)
	for i := range inboxes {
		inboxes[i] = make(chan struct{}, mailbox)
		go func(inbox chan struct{}) {
			for i := 0; i < n/receivers; i++ {
				<-inbox
			}
			done <- struct{}{}
		}(inboxes[i])
	}
	for i := 0; i < n/receivers; i++ {
		for _, inbox := range inboxes {
			inbox <- struct{}{}
		}
	}
	for i := 0; i < receivers; i++ {
		<-done
	}
}

func node(parent chan int, number, leaves int) {
	if leaves == 1 {
		parent <- number
		return
	}
	sums := make(chan int, 10)
	for i := 0; i < 10; i++ {
		go node(sums, number+i*(leaves/10), leaves/10)
	}
	sum := 0
	for i := 0; i < 10; i++ {
		sum += <-sums
	}
	parent <- sum
}

func skynet(n int) {
	result := make(chan int, 1)
	go node(result, 0, n)
	if <-result != n*(n-1)/2 {
		panic("a wrong sum")
	}
}

func timers(n int) {
	for i := 0; i < n; i++ {
		time.AfterFunc(time.Duration(10000+i%1000)*time.Millisecond, func() {}).Stop()
	}
}

func main() {
	workloads := map[string]func(int){
		"pingpong": pingpong, "count": count, "ring": ring, "spawn_exit": spawnExit, "alive": alive, "fan_in": fanIn,
		"big": big, "chameneos": chameneos, "fork_join": forkJoin, "skynet": skynet, "timers": timers,
	}
	size, err := strconv.Atoi(os.Args[2])
	if err != nil {
		panic(err)
	}
	start := time.Now()
	workloads[os.Args[1]](size)
	fmt.Println(time.Since(start).Nanoseconds())
}
