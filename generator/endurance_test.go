package main

import (
	"os"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestHundredBuildsInOneProcess changes a page and builds, a hundred times in one
// process: what the process holds, the files it has open and the files of the
// site are the same at the end as after some builds.
func TestHundredBuildsInOneProcess(t *testing.T) {
	if testing.Short() {
		t.Skip("a hundred builds take a minute")
	}
	ouverts := func() int {
		l, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Skip("no /proc to count the open files in")
		}
		return len(l)
	}
	e := newEssai(t, 3)
	type etat struct{ memoire, ouverts, goroutines, fichiers int }
	var debut, fin etat
	for i := range 100 {
		e.n = i
		e.rate()
		e.write("content/projet/index.md", "---\ntitle: Le projet\nnav_order: 3\ndescription: Le projet.\n---\n\nÀ l'essai depuis le "+time.Unix(int64(i)*86400, 0).UTC().Format(time.DateOnly)+".\n")
		if _, stderr, code := e.build("public", "cache"); code != exitOK {
			t.Fatal(stderr)
		}
		if i != 10 && i != 99 {
			continue
		}
		time.Sleep(time.Second) // esbuild holds its last bundle for a moment
		runtime.GC()
		runtime.GC() // what pools held goes at the second
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		fichiers, err := readTree(os.DirFS(e.dir))
		if err != nil {
			t.Fatal(err)
		}
		// The names of communes grow with the changes, and their index with them.
		restes := 0
		for nom := range fichiers {
			if !strings.HasPrefix(nom, "public/donnees/communes-") {
				restes++
			}
		}
		debut, fin = fin, etat{int(m.HeapAlloc), ouverts(), runtime.NumGoroutine(), restes}
	}
	t.Logf("after 11 builds %+v, after 100 %+v", debut, fin)
	// Other tests may hold some: a file left open by each build would be ninety.
	if fin.ouverts > debut.ouverts+20 || fin.goroutines > debut.goroutines+20 {
		t.Errorf("files or goroutines stay: %+v, then %+v", debut, fin)
	}
	if fin.memoire > debut.memoire+debut.memoire/2+8<<20 {
		t.Errorf("memory stays: %+v, then %+v", debut, fin)
	}
	if fin.fichiers > debut.fichiers+cachesGardes {
		t.Errorf("files stay: %+v, then %+v", debut, fin)
	}
}
