package gtfs

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/klauspost/compress/flate"
)

// archive is the zip of a feed: its tables by lower-case name.
type archive struct {
	nom    string // of the feed
	tables map[string]*zip.File
}

// maxNesting is how many zips may be found one inside the other.
const maxNesting = 2

// openArchive finds the folder of the zip that holds the tables, in a zip
// inside the zip if need be.
func openArchive(r io.ReaderAt, size int64, nom string) (*archive, error) {
	return openNested(r, size, nom, maxNesting)
}

func openNested(r io.ReaderAt, size int64, nom string, nesting int) (*archive, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("reading feed %s: %w: download it again", nom, err)
	}
	z.RegisterDecompressor(zip.Deflate, flate.NewReader)
	files := realFiles(z)
	if tables := bestFolder(files); tables != nil {
		return &archive{nom: nom, tables: tables}, nil
	}
	var inner []*zip.File
	for _, f := range files {
		if strings.EqualFold(path.Ext(f.Name), ".zip") {
			inner = append(inner, f)
		}
	}
	switch {
	case len(inner) > 1:
		return nil, fmt.Errorf("reading feed %s: it holds %d feeds (%s, %s…): list each of them apart",
			nom, len(inner), inner[0].Name, inner[1].Name)
	case len(inner) == 0 || nesting == 0:
		return nil, fmt.Errorf("reading feed %s: no stops.txt in the archive: it is not a GTFS feed", nom)
	}
	content, err := readAll(inner[0])
	if err != nil {
		return nil, fmt.Errorf("reading feed %s: %s: %w", nom, inner[0].Name, err)
	}
	return openNested(bytes.NewReader(content), int64(len(content)), nom, nesting-1)
}

// realFiles returns the files of z without folders and without what macOS
// adds beside each file, ordered by name.
func realFiles(z *zip.Reader) []*zip.File {
	var files []*zip.File
	for _, f := range z.File {
		name := slashed(f.Name)
		if strings.HasSuffix(name, "/") || strings.HasPrefix(path.Base(name), ".") ||
			strings.Contains("/"+name, "/__MACOSX/") {
			continue
		}
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	return files
}

// bestFolder returns the tables of the folder that holds stops.txt and the
// most tables beside it, the least deep one on ties; nil if there is none.
func bestFolder(files []*zip.File) map[string]*zip.File {
	folders := map[string]map[string]*zip.File{}
	for _, f := range files {
		folder, name := path.Split(slashed(f.Name))
		if folders[folder] == nil {
			folders[folder] = map[string]*zip.File{}
		}
		name = strings.ToLower(name)
		// Upper case sorts first: a file in lower case replaces its twin.
		folders[folder][name] = f
	}
	var names []string
	for folder, tables := range folders {
		if tables["stops.txt"] != nil {
			names = append(names, folder)
		}
	}
	if len(names) == 0 {
		return nil
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(
			cmp.Compare(len(folders[b]), len(folders[a])),
			cmp.Compare(strings.Count(a, "/"), strings.Count(b, "/")),
			cmp.Compare(a, b),
		)
	})
	return folders[names[0]]
}

// slashed undoes the backslashes of zips made by careless Windows programs.
func slashed(name string) string { return strings.ReplaceAll(name, `\`, "/") }

func readAll(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// has reports whether the feed has the table and something in it: several
// producers deliver optional tables of zero bytes.
func (a *archive) has(table string) bool {
	f := a.tables[table]
	return f != nil && f.UncompressedSize64 > uint64(len(utf8BOM))
}
