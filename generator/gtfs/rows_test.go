package gtfs

import (
	"encoding/csv"
	"io"
	"slices"
	"strings"
	"testing"
)

// checkRows reads a text by rows and by encoding/csv alone: the records and
// their lines must be the same.
func checkRows(t *testing.T, text string, buffer int) {
	t.Helper()
	want := csv.NewReader(strings.NewReader(text))
	want.LazyQuotes, want.FieldsPerRecord = true, -1
	got := newRows(strings.NewReader(text), ',', buffer)
	for {
		w, errWant := want.Read()
		g, errGot := got.read()
		if (errWant == nil) != (errGot == nil) || (errWant == io.EOF) != (errGot == io.EOF) {
			t.Fatalf("%q: error %v, encoding/csv says %v", text, errGot, errWant)
		}
		if errWant != nil {
			return
		}
		ligne, _ := want.FieldPos(0)
		if !slices.EqualFunc(g, w, func(g []byte, w string) bool { return string(g) == w }) || got.ligne != ligne {
			t.Fatalf("%q: line %d %q, encoding/csv says line %d %q", text, got.ligne, g, ligne, w)
		}
	}
}

func TestRowsAreThoseOfEncodingCSV(t *testing.T) {
	for _, text := range []string{
		"", "\n", "\r\n", "a", "a,b\n", "a,b\r\nc,d\r\n", "a,b,\n,,\n,\n", "a,b\n\n\nc,d", "a\r", "\r", "a,b\r\r\n",
		`"a","b"` + "\n" + `"c",d` + "\n", `"a,b",c` + "\n", `"","",x` + "\n", `"a""b",c` + "\nd,e\n", "\"a\nb\",c\nd,e\n\nf,g\n",
		`a"b,c` + "\nd,e", `"a"b,c` + "\nd\n", ` "a",b` + "\n", `"a", "b"` + "\n", `a,"b`, `"`, `""`, `"a"` + "\r\n", "é,\xff\n", "a,b\n\"c\nd\n",
		strings.Repeat("x", 40) + ",y\nz,t\n", "a,b\n" + strings.Repeat("x,", 40) + "\nc,d\n",
	} {
		checkRows(t, text, 4096)
		checkRows(t, text, 16) // lines do not fit in it
	}
}

func FuzzRows(f *testing.F) {
	f.Add("a,b\r\n\"c\",\"d\"\n\n\"e\nf\",g\"h\n")
	f.Fuzz(func(t *testing.T, text string) {
		checkRows(t, text, 4096)
		checkRows(t, text, 16)
	})
}
