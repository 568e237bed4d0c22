package verification_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"path"
	"slices"
	"testing"
	"testing/fstest"

	"futurpro/generator/verification"
)

// TestWeightsOfEachKind: 3,000 files in four folders, whose bytes are added up
// by hand, and what gzip leaves of a repeated letter.
func TestWeightsOfEachKind(t *testing.T) {
	fsys := fstest.MapFS{".futurpro": {Data: []byte("not of the site")}}
	for i := range 1000 {
		nom := string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676))
		fsys["un/"+nom] = &fstest.MapFile{Data: bytes.Repeat([]byte("x"), 500)}
		fsys["deux/"+nom] = &fstest.MapFile{Data: bytes.Repeat([]byte("x"), i)}
		fsys["vide/"+nom] = &fstest.MapFile{}
	}
	fsys["index.html"] = &fstest.MapFile{Data: []byte("a")}
	fsys["seul/é"] = &fstest.MapFile{Data: []byte("seul")}
	got, err := verification.Peser(context.Background(), fsys, func(fichier string) string {
		dossier := path.Dir(fichier)
		if dossier == "." {
			return ""
		}
		return dossier
	})
	if err != nil {
		t.Fatal(err)
	}
	var noms []string
	for _, p := range got {
		noms = append(noms, p.Nom)
	}
	// The second is 999 × 1000 / 2 bytes.
	if !slices.Equal(noms, []string{"un", "deux", "seul", "vide"}) || got[0].Octets != 500_000 || got[1].Octets != 499_500 || got[2].Octets != 4 || got[3].Octets != 0 {
		t.Errorf("%+v", got)
	}
	if got[0].Fichiers != 1000 || got[2].Fichiers != 1 || got[3].Fichiers != 1000 {
		t.Errorf("files: %+v", got)
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(fsys["un/aaa"].Data)
	_ = w.Close()
	// Another library at another level: the same to a few bytes in thirty.
	if mean := int(got[0].Gzip / 1000); mean < b.Len()-5 || mean > b.Len()+5 {
		t.Errorf("%d bytes after gzip, the standard library gives %d", mean, b.Len())
	}
}

func TestWeightsStopWhenAsked(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := verification.Peser(ctx, fstest.MapFS{"index.html": {}}, path.Dir); err == nil {
		t.Error("no error")
	}
}
