package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A repair changes the broken characters of a file, and nothing else of it.
func TestRepairKeepsTheRestOfTheFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	name := filepath.Join(dir, "a.md")
	if err := os.WriteFile(name, []byte("\uFEFFdÃ©jÃ\u00a0\r\nvu\r\n\r\nlÃ\u00a0"), 0o640); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "b.md")
	if err := os.Symlink(name, link); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	if code := run([]string{"repair", link}, &stdout, &stderr); code != exitOK {
		t.Fatalf("exit %d: %s", code, stderr.String())
	}
	got, err := os.ReadFile(name)
	if want := "\uFEFFdéjà\r\nvu\r\n\r\nlà"; err != nil || string(got) != want {
		t.Errorf("%q, %v; want %q", got, err, want)
	}
	if info, err := os.Lstat(name); err != nil || info.Mode() != 0o640 {
		t.Errorf("mode %v, %v; want 0640", info.Mode(), err)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link became %v, %v", info.Mode(), err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 2 {
		t.Errorf("%d files are left, want 2", len(entries))
	}
}

func TestRepairRefusesWhatIsNoText(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for text, want := range map[string]string{
		"dÃ©\x00":   "holds a NUL byte",
		"\xff\xfed": "is UTF-16",
		"d\xe9":     "byte 0xE9 on line 1 is not UTF-8",
		strings.Repeat("dÃ©", tailleReparable/5+1): "more than the 10000000",
	} {
		name := filepath.Join(dir, "a.md")
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		var stdout, stderr bytes.Buffer
		if code := run([]string{"repair", name}, &stdout, &stderr); code != exitError || !strings.Contains(stderr.String(), want) {
			t.Errorf("exit %d, %s; want %q", code, stderr.String(), want)
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != text {
			t.Errorf("%.20q was changed", text)
		}
	}
}
