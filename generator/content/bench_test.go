package content

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

// BenchmarkPredecessor reads the 47 pages of the predecessor's documentation,
// from memory, links checked and navigation built.
func BenchmarkPredecessor(b *testing.B) {
	dir := cmp.Or(os.Getenv("FUTURPRO_SHARED"), "../../../shared")
	src := os.DirFS(filepath.Join(dir, "reference", "documentation", "futur-pro", "src"))
	if _, err := fs.Stat(src, "index.md"); err != nil {
		b.Skip("no reference files (set FUTURPRO_SHARED to their folder)")
	}
	fsys := publishedSource(b, true)
	b.ReportAllocs()
	for b.Loop() {
		c, err := Read(fsys, Site{Title: "Futur Pro", BaseURL: "/c-est-qui-le-pro"})
		if err != nil || len(c.Articles) != 47 {
			b.Fatal(err)
		}
	}
}

// BenchmarkPages reads sites of growing size: the time of a page should not
// depend on how many there are.
func BenchmarkPages(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		fsys := generatedSite(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				if _, err := Read(fsys, Site{Title: "Futur Pro"}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "µs/page")
		})
	}
}

// generatedSite has pages of the forms that editors use, ten under each other.
func generatedSite(n int) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := range n {
		parent := ""
		if i >= 10 {
			parent = fmt.Sprintf("parent: Page %d\n", i/10)
		}
		fsys[fmt.Sprintf("p%d.md", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, `---
title: Page %d
%snav_order: %d
---

# Page %[1]d
{: .no_toc }

- TOC
{:toc}

## L'été à l'école

Un *paragraphe* avec un [lien](p%[4]d.md#un-tableau) et du `+"`code`"+`.

{: .note }
> Une **note** :
>
> - a
> - b

## Un tableau

| a | b |
|---|---|
| 1 | 2 |

`+"```json\n{\"a\": [1, 2]}\n```\n", i, parent, i, (i+1)%n)}
	}
	return fsys
}
