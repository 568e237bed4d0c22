package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestKilledAtAnyMoment kills builds and sendings a hundred times, at random
// moments, often twice in a row. What is in place is then the site of before or
// the new one, unless the new one was being put in place, which the next command
// finishes; what is online after the next sending is one of them, whole; and
// nothing is left beside either.
func TestKilledAtAnyMoment(t *testing.T) {
	t.Parallel()
	morts := 100
	if testing.Short() {
		morts = 15
	}
	e := newEssai(t, 11)
	// Two sites with no page in common, one with pages that the other has not.
	adresses := []string{"https://a.example", "https://b.example"}
	sites := []string{"site-a", "site-b"}
	debut := time.Now()
	e.base = adresses[0]
	e.must(e.args(sites[0], "cache"))
	duree := time.Since(debut)
	construire := func(i int) []string { e.base = adresses[i]; return e.args("public", "cache") }
	e.base = adresses[1]
	e.must(e.args(sites[1], "cache"))
	e.must(construire(0))
	envoyer := []string{"publish", "--from", filepath.Join(e.dir, "public"), "--to", filepath.Join(e.dir, "online"), "--max-removed", "1"}
	e.must(envoyer)
	fois := map[string]int{}
	for i := range morts {
		// The other site, so that there is something to do.
		vise := 0
		if e.which("public", sites[:1]) != "" {
			vise = 1
		}
		commande, attendu, apres := construire(vise), "", duree
		switch e.r.IntN(4) {
		case 0:
			attendu, apres = "public.en-cours", duree/8
		case 1:
			attendu, apres = "public.pret", duree/40
		case 2:
			if !e.exists("public.pret") && e.which("online", sites[vise:vise+1]) == "" {
				e.must(commande)
			}
			commande, attendu, apres = envoyer, "online/.futurpro-en-cours", duree/8
		}
		fin := e.kill(commande, attendu, apres)
		fois[fin]++
		// The machine may be busier, or less, than when a build was timed.
		if fin == "over" {
			duree = max(duree*8/10, time.Millisecond)
		} else {
			duree = duree * 11 / 10
		}
		if e.exists("public.pret/.futurpro") {
			fois["being put in place"]++
		} else if e.which("public", sites) == "" {
			t.Fatalf("kill %d of %q: the site in place is neither the one of before nor the new one", i, commande)
		}
		switch e.r.IntN(3) {
		case 0: // killed again before anything is put right
		case 1:
			e.must(envoyer)
			if la := e.which("online", sites); la == "" || la != e.which("public", sites) {
				t.Fatalf("kill %d of %q: what is online is not the site: %q", i, commande, la)
			}
		default:
			e.must(construire(vise))
			e.same("after a kill", sites[vise], "public")
			if beside, _ := filepath.Glob(filepath.Join(e.dir, "public.*")); len(beside) > 0 {
				t.Fatalf("kill %d of %q: left beside: %q", i, commande, beside)
			}
		}
	}
	e.must(construire(0))
	e.must(envoyer)
	e.same("at the end", sites[0], "public")
	e.same("at the end", sites[0], "online")
	t.Log(fois)
	if fois["killed"] < morts/3 {
		t.Errorf("%v: too few of %d were killed in the middle", fois, morts)
	}
}

// must runs a command of the generator that has to end well.
func (e *essai) must(args []string) {
	e.t.Helper()
	if out, err := exec.Command("generator", args...).CombinedOutput(); err != nil {
		e.t.Fatalf("generator %q: %v\n%s", args, err, out)
	}
}

// kill starts a command and kills it at most so long after a file has appeared,
// or after it was started. It says whether the command was over by then.
func (e *essai) kill(args []string, attendu string, apres time.Duration) string {
	e.t.Helper()
	var out bytes.Buffer
	c := exec.Command("generator", args...)
	c.Stdout, c.Stderr = &out, &out
	if err := c.Start(); err != nil {
		e.t.Fatal(err)
	}
	fin := make(chan error, 1)
	go func() { fin <- c.Wait() }()
	for attendu != "" && !e.exists(attendu) && len(fin) == 0 {
		time.Sleep(200 * time.Microsecond)
	}
	time.Sleep(time.Duration(e.r.Int64N(int64(apres))))
	_ = c.Process.Kill() // it may be over
	switch err := <-fin; {
	case err == nil:
		return "over"
	case strings.Contains(err.Error(), "killed"):
		return "killed"
	default:
		e.t.Fatalf("generator %q: %v\n%s", args, err, &out)
		return ""
	}
}

func (e *essai) exists(nom string) bool {
	_, err := os.Lstat(filepath.Join(e.dir, nom))
	return err == nil
}

// which returns the site that a folder holds, byte for byte, "" if it is none.
func (e *essai) which(nom string, sites []string) string {
	e.t.Helper()
	for _, s := range sites {
		difference, err := compareTrees(os.DirFS(filepath.Join(e.dir, s)), os.DirFS(filepath.Join(e.dir, nom)))
		if err != nil {
			e.t.Fatal(err)
		}
		if difference == "" {
			return s
		}
	}
	return ""
}
