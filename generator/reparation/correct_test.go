package reparation

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// partage returns a folder of the shared files, or skips the test.
func partage(t *testing.T, dir string) string {
	t.Helper()
	shared := os.Getenv("FUTURPRO_SHARED")
	if shared == "" {
		shared = "../../../shared"
	}
	dir = filepath.Join(shared, dir)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no %s: set FUTURPRO_SHARED to the folder of the shared files", dir)
	}
	return dir
}

// corrects are texts that nothing may touch, whole or beside each other.
var corrects = []string{
	"« Été » : l’œuvre d’Île-de-France, à 5 €, n° 12 — voilà… « déjà ! »",
	"L’HAŸ-LES-ROSES, NŒUD, ŒUF, CÔTÉ, « CAFÉ », CAFÉ…, “CAFÉ”, CAFÉ’S, É. ÉTÉ\u00a0!",
	"« voilà\u00a0», « été\u00a0», “à”, ‘é’, é…», «é»…, é—à, à–é, Ç…",
	"employé·e·s, EMPLOYÉ·E·S, étudiant·es, N°\u00a05, 1ᵉʳ, 2ᵈᵉ, cœur, Œdipe, QUALITɶ",
	"éèàâœ", "[A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸÇŒÆ]", "ÜŸÇŒÆ àâæçéèêëïîôœùûüÿ ÀÂÆÇÉÈÊËÏÎÔŒÙÛÜŸ",
	"¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
	"NÃO, IRMÃ, «IRMû, “MANHÔ, MAÇÃ…, ROMÃ – SÃO PAULO, ÃO, a letra Ã, às, LÃ\u00a0E ALGODÃO, maçã®",
	"ȘTIINȚĂ, țară, ROMÂNIA, â, Â, „pâine”, ÎN, Țepeș", "ŞTIINŢĂ, ţară",
	"Việt Nam, Âu, ÂM, tiếng Việt, Đà Nẵng, được, Ở ĐÂU", "İstanbul, ığdır, ŞEHİR, ÇAĞ, Ğ, ağ…",
	"Łódź, ŻÓŁĆ, „cytat” – źdźbło", "KNÍŽKA, ÚŽAS, VÍŠ, NÁŽ, „CITACE“, říše, ďábel", "DEŽELA, ŠOLA", "ŽUVIS, Š, ŪŽIA",
	"Straße, „Spaߓ, „Spaߓ…, GROẞ, »Ä«, ›Ö‹, Ä–Ö, ‚ä‘, „ä…“, Größe ä\u00a0‚so‘", "hyvä…”, ”Ä”, äiti – isä, RÄÄKKYLÄ™",
	"Å, Å², 5 Å, Å–Ö, ÅÅ, båt, Øst, Ø½, Ø±0,1 mm, 3×½, 2×¾, 3\u00a0×\u00a04, ×–, Ø\u00a0≥ 5",
	"ESPAÑA, «ESPAÑ», ¿OLÉ?, ¡SÍ!, MÁS…, Íñigo, 1ª, Nº 2, Í—Ó", "COL·LECCIÓ, Ó·L, paral·lel", "LUNEDÌ, «È», È—, CAFFÈ™, PERÒ…, VIRTÙ»",
	"Þór, Ísland, Ðað, ÁRIÐ, Ð., það…", "Ελλάδα, Ώρα, «ναι»", "Россия, «да», ё, №", "العربية، «نعم»؟", "עברית ״כן״ ׳", "中文，日本語。「引用」한국어",
	"👷‍♂️ 🧑‍🔬 ❤️ ✔ ☎️ 1️⃣ 🏳️‍🌈 🇫🇷", "∀x∈ℝ ≤ ≥ √2 π≈3 → ½ ¼ ² ³", "ʃɔ̃ ʁ ə ɛ ɲ ʒ ŋ", "┌─┐│═║█░■●◆▶♥★✓", "e\u0301te\u0301, a\u0300, c\u0327", "हिन्दी ไทย ქართული",
	"caf\ufffd d\ufffdj\ufffd", "tÉireannach, i nÉirinn, go hÁrd", "x² + y³ = É²", "DÉJÀ©, LYCÉE®, É™",
}

func TestCorrectTextIsNotTouched(t *testing.T) {
	t.Parallel()
	for _, text := range append([]string{strings.Join(corrects, "\n"), strings.Join(corrects, " ")}, corrects...) {
		for nom, repair := range map[string]func(string) Result{"text": Repair, "Markdown": RepairMarkdown} {
			if got := repair(text); got.Text != text || len(got.Refused) > 0 {
				t.Errorf("%s %.60q: %+v %+v", nom, text, got.Repaired, got.Refused)
			}
		}
	}
}

// Beside a broken paragraph, they are not touched either.
func TestCorrectParagraphIsNotTouchedBesideABrokenOne(t *testing.T) {
	t.Parallel()
	const broken, right = "La dÃ©marche, lâ€™Ã©tÃ© Ã\u00a0 venir", "La démarche, l’été à venir"
	for _, text := range corrects {
		got := Repair(text + "\n" + broken + "\n")
		if len(got.Refused) == 0 && got.Text != text+"\n"+right+"\n" {
			t.Errorf("%q becomes %q", text, got.Text)
		}
		if len(got.Refused) > 0 {
			t.Logf("refused beside a broken paragraph: %q in %.40q", got.Refused[0].Broken, text)
		}
	}
}

// fichiers calls f with the text of the files of a folder.
func fichiers(t *testing.T, dir string, f func(nom, text string)) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(nom string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, nom))
		if err == nil && utf8.Valid(data) {
			f(nom, strings.TrimPrefix(string(data), "\uFEFF"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestDocumentationIsNotTouched(t *testing.T) {
	t.Parallel()
	n := 0
	fichiers(t, partage(t, "reference/documentation/futur-pro/src"), func(nom, text string) {
		n++
		if got := RepairMarkdown(text); got.Text != text || len(got.Refused) > 0 {
			t.Errorf("%s: %+v %+v", nom, got.Repaired, got.Refused)
		}
	})
	if n < 47 {
		t.Errorf("%d pages read, want 47", n)
	}
}

// Of the national set, three rows of one file were broken before they were
// published.
func TestNationalDataAreTouchedInThreeRowsOnly(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("reads the whole national set")
	}
	fichiers(t, partage(t, "data/national"), func(nom, text string) {
		var lines []int
		got := Repair(text)
		for _, p := range append(got.Repaired, got.Refused...) {
			t.Logf("%s:%d:%d: %q becomes %q %s", nom, p.Line, p.Column, p.Broken, p.Repaired, p.Reason)
			lines = append(lines, p.Line)
		}
		var want []int
		if nom == "certif-info/certif_info.csv" {
			want = []int{8082, 8082, 9598, 9599}
		}
		if !slices.Equal(lines, want) {
			t.Errorf("%s is touched on lines %v, want %v", nom, lines, want)
		}
	})
}
