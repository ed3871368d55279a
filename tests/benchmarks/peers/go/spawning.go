// SPDX-License-Identifier: GPL-3.0-or-later

package main

func init() {
	timed["spawn_exit"] = spawnExit
	timed["alive"] = alive
	timed["skynet"] = skynet
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
