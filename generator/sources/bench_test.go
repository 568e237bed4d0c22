package sources

import (
	"cmp"
	"os"
	"path/filepath"
	"testing"

	"futurpro/generator/anomalies"
)

// BenchmarkImporters reads each national file by its importer, decoding and
// repair of the text included: MB/s of the file as published.
func BenchmarkImporters(b *testing.B) {
	racine := filepath.Join(cmp.Or(os.Getenv("FUTURPRO_SHARED"), "../../../shared"), "data", "national")
	if _, err := os.Stat(racine); err != nil {
		b.Skip("no national data (set FUTURPRO_SHARED to the folder that holds data/national)")
	}
	fsys := os.DirFS(racine)
	for _, jeu := range jeux() {
		chemins, _, err := findFiles(jeu.motif, fsys)
		if err != nil {
			b.Fatal(err)
		}
		if len(chemins) == 0 {
			continue // not at hand
		}
		b.Run(jeu.id, func(b *testing.B) {
			var octets int64
			for _, chemin := range chemins {
				info, err := os.Stat(filepath.Join(racine, chemin))
				if err != nil {
					b.Fatal(err)
				}
				octets += info.Size()
			}
			b.SetBytes(octets)
			b.ReportAllocs()
			for b.Loop() {
				if errs := readAll(jeu, fsys, chemins, &Sources{}, anomalies.New()); len(errs) > 0 {
					b.Fatal(errs)
				}
			}
		})
	}
}
