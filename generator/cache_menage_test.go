package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func TestCacheKeepsTheNewestFilesOnly(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	debut := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	put := func(nom string, heures int) string {
		t.Helper()
		complet := filepath.Join(dir, nom)
		if err := os.WriteFile(complet, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		quand := debut.Add(time.Duration(heures) * time.Hour)
		if err := os.Chtimes(complet, quand, quand); err != nil {
			t.Fatal(err)
		}
		return complet
	}
	var veut []string
	for i := range 12 {
		nom := put("trajets-000000000000000"+string("0123456789ab"[i])+".bin", i)
		if i >= 12-cachesGardes {
			veut = append(veut, filepath.Base(nom))
		}
	}
	for _, nom := range []string{"notes.txt", "trajets-0000000000000000-1-of-3.bin", ".trajets-0000000000000001.bin.1234"} {
		put(nom, 11)
		veut = append(veut, nom)
	}
	put(".trajets-0000000000000000.bin.1234", 0)
	if err := cleanTrajets(dir, filepath.Join(dir, "trajets-000000000000000b.bin")); err != nil {
		t.Fatal(err)
	}
	entrees, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var reste []string
	for _, e := range entrees {
		reste = append(reste, e.Name())
	}
	slices.Sort(veut)
	if !slices.Equal(reste, veut) {
		t.Errorf("%q, want %q", reste, veut)
	}
}
