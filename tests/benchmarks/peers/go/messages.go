// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"math/rand"
)

func init() {
	timed["pingpong"] = pingpong
	timed["count"] = count
	timed["ring"] = ring
	timed["fan_in"] = fanIn
	timed["big"] = big
	timed["fork_join"] = forkJoin
}

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
