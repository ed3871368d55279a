// SPDX-License-Identifier: GPL-3.0-or-later

// The workloads in Go: workloads [-shared] NAME SCHEDULERS SIZE. Prints the nanoseconds; of a workload that measures
// something else, its values, a line each. Exit status 3: there is no workload of that name, as of those that need
// gen_server, supervisors, links, monitors or selective receives.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"time"
)

// Of channels that stand for mailboxes.
const mailbox = 1024

// The workloads by their names, as functions of the size.
var (
	timed    = map[string]func(int){}
	measured = map[string]func(int) []int{}
	shared   = map[string]func(int){}
)

const noSuchWorkload = 3

// The outcome is one of those.
func require(outcome int, expected ...int) {
	for _, one := range expected {
		if outcome == one {
			return
		}
	}
	panic(fmt.Sprintf("%d came out, %d was to", outcome, expected))
}

func main() {
	words, found := os.Args[1:], timed
	if len(words) > 0 && words[0] == "-shared" {
		words, found = words[1:], shared
	}
	if len(words) != 3 {
		fmt.Fprintln(os.Stderr, "usage: workloads [-shared] NAME SCHEDULERS SIZE")
		os.Exit(2)
	}
	schedulers, badSchedulers := strconv.Atoi(words[1])
	size, badSize := strconv.Atoi(words[2])
	if badSchedulers != nil || badSize != nil {
		panic("not a number")
	}
	runtime.GOMAXPROCS(schedulers)
	if measure := measured[words[0]]; measure != nil && words[0] == os.Args[1] {
		for _, value := range measure(size) {
			fmt.Println(value)
		}
		return
	}
	work := found[words[0]]
	if work == nil {
		os.Exit(noSuchWorkload)
	}
	start := time.Now()
	work(size)
	fmt.Println(time.Since(start).Nanoseconds())
}
