package main

import (
	"bytes"
	"io"
	"strings"
	"testing"
)

// rappel does something at the first write that holds some words.
type rappel struct {
	mots  string
	faire func()
}

func (r *rappel) Write(b []byte) (int, error) {
	if r.faire != nil && bytes.Contains(b, []byte(r.mots)) {
		r.faire()
		r.faire = nil
	}
	return len(b), nil
}

// TestAnEditDuringABuildIsInTheNext edits a page after it was read, which its
// warning tells.
func TestAnEditDuringABuildIsInTheNext(t *testing.T) {
	t.Parallel()
	e := newEssai(t, 5)
	const page = "content/projet/index.md"
	const texte = "---\ntitle: Le projet\nnav_order: dix\ndescription: Le projet.\n---\n\nAvant.\n"
	e.write(page, texte)
	r := &rappel{"nav_order", func() { e.write(page, strings.Replace(texte, "Avant.", "Après.", 1)) }}
	if code := run(e.args("public", "cache"), io.Discard, r); code != exitOK || r.faire != nil {
		t.Fatalf("ends with %d, edited: %v", code, r.faire == nil)
	}
	if got := e.read("public/projet/index.html"); !strings.Contains(got, "Avant.") {
		t.Fatalf("the page was read after the edit:\n%s", got)
	}
	if _, stderr, code := e.build("public", "cache"); code != exitOK {
		t.Fatal(stderr)
	}
	if got := e.read("public/projet/index.html"); !strings.Contains(got, "Après.") {
		t.Errorf("the edit is not in the page:\n%s", got)
	}
}
