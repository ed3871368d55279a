// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"runtime"
	"sort"
	"time"
)

func init() {
	measured["fairness"] = fairness
}

var sink uint64

func hog(state uint64) {
	for state != 0 {
		state = state*6364136223846793005 + 1442695040888963407
	}
	sink = state // never, but the compiler cannot know
}

// How long a ping takes, there and back, while two goroutines a processor compute without an end: median, 99th
// percentile and maximum, in nanoseconds.
func fairness(n int) []int {
	const warmUp = 100
	ping, pong := make(chan struct{}, 1), make(chan struct{}, 1)
	go func() {
		for range ping {
			pong <- struct{}{}
		}
	}()
	for i := 0; i < 2*runtime.GOMAXPROCS(0); i++ {
		go hog(uint64(i))
	}
	took := make([]int, 0, n)
	for i := -warmUp; i < n; i++ {
		time.Sleep(time.Millisecond)
		start := time.Now()
		ping <- struct{}{}
		<-pong
		if i >= 0 {
			took = append(took, int(time.Since(start).Nanoseconds()))
		}
	}
	sort.Ints(took)
	return []int{took[n/2], took[n*99/100], took[n-1]}
}
