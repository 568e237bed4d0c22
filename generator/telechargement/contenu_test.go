package telechargement

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"net/http"
	"strings"
	"testing"
)

func gzipOf(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

// zipOf is an archive of names and texts in turn.
func zipOf(nomsTextes ...string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(nomsTextes); i += 2 {
		w, _ := z.Create(nomsTextes[i])
		w.Write([]byte(nomsTextes[i+1]))
	}
	z.Close()
	return b.String()
}

func TestWhatIsNotTheFileIsRefused(t *testing.T) {
	const page = "\n <!DOCTYPE HTML><html><body>Service indisponible</body></html>"
	inconnue := strings.Repeat("a;b\n", 20)
	for nom, tt := range map[string]struct {
		chemin string
		h      http.HandlerFunc
		mots   []string
	}{
		"page for a table":            {"f.csv", says(200, page), []string{"web page where csv is expected"}},
		"page said to be a table":     {"f.csv", says(200, page, "Content-Type: text/csv"), []string{"web page"}},
		"page after a byte mark":      {"f.csv", says(200, "\xEF\xBB\xBF"+page), []string{"web page"}},
		"text said to be a page":      {"f.csv", says(200, "Indisponible", "Content-Type: text/html; charset=utf-8"), []string{"web page"}},
		"page for JSON":               {"f.json", says(200, page), []string{"web page where json"}},
		"page for XML":                {"f.xml", says(200, `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">`), []string{"web page where xml"}},
		"page for an archive":         {"f.zip", says(200, page), []string{"web page where zip"}},
		"page for gzip":               {"f.ndjson.gz", says(200, page), []string{"web page where gz"}},
		"error object for a table":    {"f.csv", says(200, `{"error":"quota"}`), []string{"not csv", "quota"}},
		"table for JSON":              {"f.json", says(200, tableau), []string{"not json"}},
		"table for an archive":        {"f.zip", says(200, tableau), []string{"not zip"}},
		"JSON cut without a length":   {"f.geojson", says(200, `{"features":[1,2`), []string{"no whole json", "unexpected EOF", "5 attempts"}},
		"two JSON values":             {"f.json", says(200, `[1][2]`), []string{"no whole json"}},
		"gzip cut without a length":   {"f.ndjson.gz", says(200, gzipOf(v1)[:500]), []string{"no whole gz", "unexpected EOF", "5 attempts"}},
		"archive cut":                 {"f.zip", says(200, zipOf("a.txt", v1)[:900]), []string{"no whole zip"}},
		"archive with a bad member":   {"f.zip", says(200, strings.Replace(zipOf("a.txt", "abc"), "PK\x03\x04", "PK\x03\x05", 1)), []string{"no whole zip"}},
		"compressed though unasked":   {"f.csv", says(200, gzipOf(tableau), "Content-Encoding: gzip"), []string{"compresses (gzip)"}},
		"too large, announced":        {"f.csv", version(inconnue, ""), []string{"80 bytes announced, more than the 50"}},
		"too large, not announced":    {"f.csv", func(w http.ResponseWriter, r *http.Request) { w.(http.Flusher).Flush(); says(200, inconnue)(w, r) }, []string{"more than the 50 bytes"}},
		"too large in two members":    {"f.zip", says(200, zipOf("a", strings.Repeat("0", 200), "b", strings.Repeat("0", 200))), []string{"more bytes once decompressed"}},
		"far too large once unpacked": {"f.csv.gz", says(200, gzipOf(strings.Repeat("0", 100))), []string{"more bytes once decompressed"}},
	} {
		t.Run(nom, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *reseau) {
				d := Demande{URL: "http://a.example/f", Chemin: tt.chemin}
				switch {
				case strings.Contains(nom, "too large in"):
					d.TailleMax = 300
				case strings.Contains(nom, "too large"):
					d.TailleMax = 50
				}
				// A good file comes first: a bad one does not take its place.
				bon := map[bool]string{true: zipOf("a", "b"), false: tableau}[tt.chemin == "f.zip"]
				switch tt.chemin {
				case "f.json", "f.geojson":
					bon = "[1]"
				case "f.xml":
					bon = "<a/>"
				case "f.ndjson.gz", "f.csv.gz":
					bon = gzipOf("[1]")
				}
				r.host("a.example", says(200, bon), tt.h)
				r.one(Options{}, Demande{URL: d.URL, Chemin: d.Chemin})
				r.fails(Options{}, d, tt.mots...)
				r.holds(tt.chemin, bon)
			})
		})
	}
}

// A kind without a rule of its own is refused for being a page only.
func TestAnyOtherKindMayCome(t *testing.T) {
	for chemin, corps := range map[string]string{"f.ndjson": "{}\n{}\n", "f.pbf": "\x00\x00\x00\x0d", "f.xlsx": zipOf("a", "b")} {
		t.Run(chemin, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *reseau) {
				r.host("a.example", says(200, "<html>"), says(200, corps))
				d := Demande{URL: "http://a.example/f", Chemin: chemin}
				r.fails(Options{}, d, "web page")
				r.one(Options{}, d)
				r.holds(chemin, corps)
			})
		})
	}
}

func TestFileIsTakenOutOfWhatComes(t *testing.T) {
	archive := zipOf("lisez-moi.txt", "…", "2025/donnees_2025.csv", tableau)
	for nom, tt := range map[string]struct {
		extraire, corps string
		mots            []string // none: the file is tableau
	}{
		"gz":               {"gz", gzipOf(tableau), nil},
		"member":           {"zip:2025/donnees_2025.csv", archive, nil},
		"pattern":          {"zip:*/*.csv", archive, nil},
		"no such member":   {"zip:2024/*.csv", archive, []string{"no member 2024/*.csv", "lisez-moi.txt, 2025/donnees_2025.csv"}},
		"two such members": {"zip:*.csv", zipOf("a.csv", tableau, "b.csv", tableau), []string{"a.csv and b.csv both"}},
		"page inside":      {"zip:*.csv", zipOf("a.csv", "<html>"), []string{"web page"}},
		"empty inside":     {"gz", gzipOf(""), []string{"the file is empty"}},
		"name above":       {"zip:*.csv", zipOf("../../a.csv", "x", "a.csv", tableau), []string{`leaves its folder: "../../a.csv"`}},
		"name from root":   {"zip:*.csv", zipOf("/etc/a.csv", "x", "a.csv", tableau), []string{"leaves its folder"}},
		"name of Windows":  {"zip:*.csv", zipOf(`..\a.csv`, "x"), []string{"leaves its folder"}},
	} {
		t.Run(nom, func(t *testing.T) {
			inBubble(t, func(t *testing.T, r *reseau) {
				r.host("a.example", says(200, tt.corps))
				d := Demande{URL: "http://a.example/f", Chemin: "d/f.csv", Extraire: tt.extraire, SHA256: sha(tableau)}
				if tt.mots != nil {
					r.fails(Options{}, d, tt.mots...)
					r.holds("d/f.csv", "")
				} else {
					r.one(Options{}, d)
					r.holds("d/f.csv", tableau)
				}
				if l := r.leftovers(); len(l) > 0 {
					t.Errorf("left over: %v", l)
				}
			})
		})
	}
}

// Object stores announce a gzip file as if it were compressed on the way.
func TestGzipFileMayBeAnnouncedCompressed(t *testing.T) {
	inBubble(t, func(t *testing.T, r *reseau) {
		r.host("a.example", says(200, gzipOf("{}\n"), "Content-Encoding: gzip"))
		r.one(Options{}, Demande{URL: "http://a.example/f", Chemin: "f.ndjson.gz"})
		r.holds("f.ndjson.gz", gzipOf("{}\n"))
	})
}
