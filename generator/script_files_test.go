package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// The commands that scripts use on files.

// cmdCptree copies a folder: "cptree from to".
func cmdCptree(ts *testscript.TestScript, neg bool, args []string) {
	from, to := twoArgs(ts, neg, "cptree from to", args)
	ts.Check(os.CopyFS(ts.MkAbs(to), os.DirFS(ts.MkAbs(from))))
}

// cmdCmptree wants two folders to hold the same files, byte for byte:
// "[!] cmptree a b".
func cmdCmptree(ts *testscript.TestScript, neg bool, args []string) {
	a, b := twoArgs(ts, false, "[!] cmptree a b", args)
	difference, err := compareTrees(os.DirFS(ts.MkAbs(a)), os.DirFS(ts.MkAbs(b)))
	ts.Check(err)
	switch {
	case neg && difference == "":
		ts.Fatalf("%s and %s are the same", a, b)
	case !neg && difference != "":
		ts.Fatalf("%s and %s differ: %s", a, b, difference)
	}
}

// compareTrees returns the first difference between two trees, "" for none.
func compareTrees(a, b fs.FS) (string, error) {
	filesA, err := readTree(a)
	if err != nil {
		return "", err
	}
	filesB, err := readTree(b)
	if err != nil {
		return "", err
	}
	for _, p := range sortedKeys(filesA) {
		switch other, ok := filesB[p]; {
		case !ok:
			return p + " is only in the first", nil
		case !bytes.Equal(filesA[p], other):
			return p + " has other bytes", nil
		}
	}
	for _, p := range sortedKeys(filesB) {
		if _, ok := filesA[p]; !ok {
			return p + " is only in the second", nil
		}
	}
	return "", nil
}

// readTree returns the files of a tree, by path.
func readTree(fsys fs.FS) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files[p], err = fs.ReadFile(fsys, p)
		return err
	})
	return files, err
}

// cmdAlone wants no working folder beside those named: "[!] alone dir...".
func cmdAlone(ts *testscript.TestScript, neg bool, args []string) {
	for _, dir := range args {
		found, err := filepath.Glob(ts.MkAbs(dir) + ".*")
		ts.Check(err)
		if (len(found) == 0) == neg {
			ts.Fatalf("beside %s: %v", dir, found)
		}
	}
}

// cmdZip makes an archive of the files of a folder: "zip file dir".
func cmdZip(ts *testscript.TestScript, neg bool, args []string) {
	file, dir := twoArgs(ts, neg, "zip file dir", args)
	ts.Check(zipDir(ts.MkAbs(file), ts.MkAbs(dir)))
}

func zipDir(file, dir string) error {
	files, err := readTree(os.DirFS(dir))
	if err != nil {
		return err
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range sortedKeys(files) {
		w, err := z.Create(p)
		if err != nil {
			return err
		}
		if _, err := w.Write(files[p]); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}

// cmdSub replaces a text that stands once in a file: "sub file old new".
func cmdSub(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: sub file old new")
	}
	text := ts.ReadFile(args[0])
	if n := strings.Count(text, args[1]); n != 1 {
		ts.Fatalf("%q stands %d times in %s, expected once", args[1], n, args[0])
	}
	writeText(ts, args[0], strings.Replace(text, args[1], args[2], 1))
}

// cmdAppend adds lines at the end of a file: "append file line...".
func cmdAppend(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: append file line...")
	}
	writeText(ts, args[0], ts.ReadFile(args[0])+strings.Join(args[1:], "\n")+"\n")
}

// cmdEncode writes a UTF-8 file again in another encoding: "encode file name".
func cmdEncode(ts *testscript.TestScript, neg bool, args []string) {
	file, nom := twoArgs(ts, neg, "encode file windows-1252|utf-16", args)
	text, err := ts.ReadFile(file), error(nil)
	switch nom {
	case "windows-1252":
		text, err = charmap.Windows1252.NewEncoder().String(text)
	case "utf-16":
		text, err = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String(text)
	default:
		ts.Fatalf("unknown encoding %q", nom)
	}
	ts.Check(err)
	writeText(ts, file, text)
}

// cmdTruncate keeps the beginning of a file, the only one of its pattern:
// "truncate file percent".
func cmdTruncate(ts *testscript.TestScript, neg bool, args []string) {
	file, percent := twoArgs(ts, neg, "truncate file percent", args)
	n, err := strconv.Atoi(percent)
	ts.Check(err)
	found, err := filepath.Glob(ts.MkAbs(file))
	ts.Check(err)
	if len(found) != 1 {
		ts.Fatalf("%s names %d files", file, len(found))
	}
	text := ts.ReadFile(found[0])
	writeText(ts, found[0], text[:len(text)*n/100])
}

// cmdCommunes adds n made-up communes far from everything, to make a build
// last: "communes n".
func cmdCommunes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: communes n")
	}
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	const file = "data/mini/geo-api/communes.json"
	var b strings.Builder
	b.WriteString(strings.TrimSuffix(strings.TrimSpace(ts.ReadFile(file)), "]"))
	for i := range n {
		fmt.Fprintf(&b, ",\n"+`{"code":"%05d","nom":"Hameau-%d","type":"commune-actuelle","codesPostaux":["99900"],"population":1,`+
			`"codeDepartement":"99","codeRegion":"53","centre":{"type":"Point","coordinates":[-2.0,47.0]}}`, 10000+i, i)
	}
	writeText(ts, file, b.String()+"\n]\n")
}

func writeText(ts *testscript.TestScript, file, text string) {
	ts.Check(os.WriteFile(ts.MkAbs(file), []byte(text), 0o644))
}

func twoArgs(ts *testscript.TestScript, neg bool, usage string, args []string) (string, string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: %s", usage)
	}
	return args[0], args[1]
}
