package main

import (
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
)

func TestVersionTellsTheCommit(t *testing.T) {
	t.Parallel()
	commit := []debug.BuildSetting{{Key: "vcs.revision", Value: "abc123"}, {Key: "vcs.time", Value: "2026-11-22T04:00:00Z"}}
	for nom, c := range map[string]struct {
		info debug.BuildInfo
		want string
	}{
		"a tag": {debug.BuildInfo{Main: debug.Module{Version: "v1.2.0"}, Settings: commit},
			"generator v1.2.0\ncommit abc123 of 2026-11-22T04:00:00Z\n"},
		"files changed": {debug.BuildInfo{Main: debug.Module{Version: "v1.2.0+dirty"}, Settings: append(commit, debug.BuildSetting{Key: "vcs.modified", Value: "true"})},
			"generator v1.2.0+dirty\ncommit abc123 of 2026-11-22T04:00:00Z, and files changed since\n"},
		"no history": {debug.BuildInfo{},
			"generator (devel)\ncommit unknown: built without the history of the project\n"},
	} {
		t.Run(nom, func(t *testing.T) {
			t.Parallel()
			var b strings.Builder
			if err := printVersion(&b, &c.info); err != nil {
				t.Fatal(err)
			}
			if want := c.want + runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH + "\n"; b.String() != want {
				t.Errorf("got\n%swant\n%s", b.String(), want)
			}
		})
	}
}
