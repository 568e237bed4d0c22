package sources

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"futurpro/generator/anomalies"
)

// BenchmarkImporters measures each importer, in bytes of the published file a
// second: on the national files where they are at hand, else on its valid
// sample, whose rows are repeated.
func BenchmarkImporters(b *testing.B) {
	samples := map[string]lecteur{}
	for _, l := range lecteurs() {
		samples[l.chemin] = l
	}
	national := os.DirFS(filepath.Join(sharedFolder(), "data", "national"))
	for _, jeu := range jeux() {
		b.Run(jeu.id, func(b *testing.B) {
			chemin, data := benchFile(b, jeu, national, samples)
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				f, err := openFichier(chemin, data, anomalies.New())
				if err != nil {
					b.Fatal(err)
				}
				f.litteral = jeu.litteral
				if err := jeu.read(f, &Sources{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// benchFile returns the largest national file of a data set, or 1 MB of the
// rows of its sample.
func benchFile(b *testing.B, jeu jeu, national fs.FS, samples map[string]lecteur) (chemin string, data []byte) {
	chemins, dans, err := findFiles(jeu.motif, national, depot())
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range chemins {
		contenu, err := fs.ReadFile(dans, c)
		if err != nil {
			b.Fatal(err)
		}
		if len(contenu) > len(data) {
			chemin, data = c, contenu
		}
	}
	if data != nil {
		return chemin, data
	}
	for c, l := range samples {
		if ok, _ := filepath.Match(jeu.motif, c); ok && (chemin == "" || c < chemin) {
			chemin, data = c, []byte(repeatRows(l.valide))
		}
	}
	if data == nil {
		return formacodes, classeur("Lisez-moi", "Code Formacode® V14", "12520")
	}
	return chemin, data
}

// repeatRows repeats the rows of a CSV, or the elements of a JSON page, up to
// about 1 MB.
func repeatRows(valide string) string {
	const taille = 1 << 20
	if debut, fin := strings.Index(valide, "[{"), strings.LastIndex(valide, "}]"); isJSON(valide) && debut >= 0 {
		elements := valide[debut+1 : fin+1]
		return valide[:debut+1] + strings.Repeat(elements+",", taille/len(elements)) + elements + valide[fin+1:]
	}
	entete, rangees, _ := strings.Cut(valide, "\n")
	if rangees == "" {
		return valide // an object without an array
	}
	return entete + "\n" + string(bytes.Repeat([]byte(rangees), 1+taille/len(rangees)))
}
