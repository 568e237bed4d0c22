package main

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// TestTheEmbeddedSampleIsWhatTheCommandWrites cuts Bretagne again, twice, out
// of the national set beside the project: a change in the cut must come with
// the new sample, and two runs give the same bytes.
func TestTheEmbeddedSampleIsWhatTheCommandWrites(t *testing.T) {
	shared := os.Getenv("FUTURPRO_SHARED")
	if shared == "" {
		shared = "../../shared"
	}
	if _, err := os.Stat(filepath.Join(shared, "data/national")); err != nil {
		t.Skip("the national set is not beside the project (../shared): the embedded sample is not compared with it")
	}
	if testing.Short() {
		t.Skip("reads the national set twice")
	}
	committed := os.DirFS("../data/bretagne")
	for range 2 {
		to := filepath.Join(t.TempDir(), "bretagne")
		o := sampleOptions{region: "53", from: filepath.Join(shared, "data/national"), gtfs: filepath.Join(shared, "data/gtfs"), to: to, sources: "../data/sources.yaml"}
		if err := sample(context.Background(), o, newConsole(io.Discard, io.Discard)); err != nil {
			t.Fatal(err)
		}
		sameTree(t, committed, os.DirFS(to))
	}
}

// sameTree reports the files that differ between two folders.
func sameTree(t *testing.T, a, b fs.FS) {
	t.Helper()
	vus := map[string]bool{}
	for _, fsys := range []fs.FS{a, b} {
		err := fs.WalkDir(fsys, ".", func(chemin string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || vus[chemin] {
				return err
			}
			vus[chemin] = true
			x, errA := fs.ReadFile(a, chemin)
			y, errB := fs.ReadFile(b, chemin)
			if errA != nil || errB != nil || !bytes.Equal(x, y) {
				t.Errorf("%s differs from what 'generator sample' writes; run 'make sample' and read the diff", chemin)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(vus) < 20 {
		t.Errorf("only %d files compared", len(vus))
	}
}
