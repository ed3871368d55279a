// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"fmt"
	"os"
	"runtime/debug"
)

func init() {
	measured["memory"] = memory
}

func residentBytes() int {
	debug.FreeOSMemory() // what is garbage does not count
	statistics, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		panic(err)
	}
	var virtual, resident int
	if _, err := fmt.Sscan(string(statistics), &virtual, &resident); err != nil {
		panic(err)
	}
	return resident * os.Getpagesize()
}

// The memory of an idle goroutine and of the channel that it waits at: how much larger the resident set is when there
// are so many. Then each is sent a message, and answers.
func memory(n int) []int {
	ready, done := make(chan struct{}, mailbox), make(chan struct{}, mailbox)
	unused := make(chan struct{})
	inboxes := make([]chan struct{}, n)
	for i := range inboxes {
		inboxes[i] = unused // so that the list is there, which is no goroutine's memory
	}
	before := residentBytes()
	inThousands(inboxes, ready, func(inbox *chan struct{}) {
		*inbox = make(chan struct{}, 1)
		go func(inbox chan struct{}) {
			ready <- struct{}{}
			<-inbox
			done <- struct{}{}
		}(*inbox)
	})
	after := residentBytes()
	inThousands(inboxes, done, func(inbox *chan struct{}) { *inbox <- struct{}{} })
	return []int{(after - before) / n}
}

// Does it to so many, then receives as many answers.
func inThousands(inboxes []chan struct{}, answers chan struct{}, do func(*chan struct{})) {
	for len(inboxes) > 0 {
		count := len(inboxes)
		if count > 1000 {
			count = 1000
		}
		for i := range inboxes[:count] {
			do(&inboxes[i])
		}
		for i := 0; i < count; i++ {
			<-answers
		}
		inboxes = inboxes[count:]
	}
}
