// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"time"
)

func init() {
	timed["timers"] = timers
}

func timers(n int) {
	for i := 0; i < n; i++ {
		time.AfterFunc(time.Duration(10000+i%1000)*time.Millisecond, func() {}).Stop()
	}
}
