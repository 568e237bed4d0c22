package recherche

import "testing"

// BenchmarkIndex indexes the pages of the project, which an editor's save does
// again.
func BenchmarkIndex(b *testing.B) {
	articles := pagesDuProjet(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Index(articles); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkIndex1000 indexes 1,000 pages.
func BenchmarkIndex1000(b *testing.B) {
	articles := siteInvente(1000, lexique(b, 20_000))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Index(articles); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkEmpreinte1000 names the index of 1,000 pages.
func BenchmarkEmpreinte1000(b *testing.B) {
	articles := siteInvente(1000, lexique(b, 20_000))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Empreinte(articles); err != nil {
			b.Fatal(err)
		}
	}
}
