package reparation

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// alphabets are what random texts are drawn from, words of which each may be
// followed by a space, a mark or a line end.
var alphabets = map[string][]string{
	"French":     strings.Fields("été À à où ça cœur Œuvre L’Île l’œuf naïf MAÏS ÉTÉ élève Être ŸŸ 5€ « » “mot” … – — n° août dû NOËL GOÛT CÔTE Ç ÈS garçon île d'Ávila 2² ½ œ Œ Ÿ âge Âge ÂGE"),
	"Portuguese": strings.Fields("ação NÃO não MAÇÃ irmã IRMÃ São SÃO pão coração às À à Õ põe ª º «irmã» “NÃO” É é Ú ú í Í Á á ê Ê MANHÃ… ROMÃ»"),
	"Romanian":   strings.Fields("știință țară Ștefan înțeles ȘI ȚĂRI România ROMÂNIA ă Ă î Î „citat” pâine"),
	"Vietnamese": strings.Fields("Việt Nam tiếng Ờ ở được Đà Nẵng ủ ữ Ạ ặ ê ơ ư quốc"),
	"Turkish":    strings.Fields("İstanbul ışık ğ Ğ şeker Şehir güneş Ü ü ö Ö ç Ç çağ doğru"),
	"Polish":     strings.Fields("łódź Łódź żółw Ż ą ę ć Ć ń Ś ś źle „cytat” – ŻÓŁĆ"),
	"Czech":      strings.Fields("KNÍŽKA kniha ČESKÝ český říše Ž ž Š š ď Ď ť Ť ů Ů ě „citace“ ÚŽAS žížala"),
	"German":     strings.Fields("Straße STRASSE Spaß „Wort“ Ärzte Öl Übung ä ö ü ẞ ‚so‘ »ja« – 5€"),
	"Spanish":    strings.Fields("ESPAÑA español ¿qué? ¡olé! Ávila Ángel Íñigo niñ@ Nº 1ª «ESPAÑA» MAÍZ él"),
	"Icelandic":  strings.Fields("Þór Ísland Ýmir Ðað það árið Á ð þ æ Æ ö"),
	"Greek":      strings.Fields("Ελλάδα και Ώρα ΐ Ξένος Ν άλφα ώ · « » Ά"),
	"Cyrillic":   strings.Fields("Россия Эй съезд ё Ё «да» – нет Київ їжак № я"),
	"Arabic":     strings.Fields("العربية مرحبا ؟ ، كتاب لا «نعم»"),
	"Hebrew":     strings.Fields("שלום עברית ״כן״ ־ נ ׳"),
	"CJK":        strings.Fields("中文 日本語 。 、 頻 項 酔 「引用」 한국어 ひらがな カタカナ 捍 １２"),
	"emoji":      strings.Fields("👷‍♂️ 🧑‍🔬 ❤️ ✔ ✅ ☎️ 1️⃣ 👩🏽‍🎓 🏃 🏳️‍🌈 🇫🇷 ⚠️ 😀 ♪ → ★ ✓ 🍳 é à"),
	"symbols":    strings.Fields("∀x∈ℝ ≤ ≥ ≠ ∞ √2 π≈3 → ⇒ ½ ¼ ² ³ × 3×½ Ø½ ± Å² ° № ™ © ® ─│┌┐ ═ █ ░ ■ ● ◆ ▶ ♥"),
	"IPA":        strings.Fields("ʃɔ̃ ʁ ə ɛ ɲ ʒ ŋ ˈ ː ɑ̃ œ̃ ø ð"),
	"Indian":     strings.Fields("हिन्दी भाषा ไทย ქართული தமிழ் বাংলা ๏"),
	"ASCII":      strings.Fields("a B cde F. (g) \"h\" 'i' 3 x=y j? k!"),
}

// langues are the names of alphabets, in order.
func langues() []string { return slices.Sorted(maps.Keys(alphabets)) }

// phrase draws a text of a few lines.
func phrase(r *rand.Rand, mots []string) string {
	var b strings.Builder
	ascii := alphabets["ASCII"]
	for n := 1 + r.IntN(24); n > 0; n-- {
		if r.IntN(4) == 0 {
			b.WriteString(ascii[r.IntN(len(ascii))])
		} else {
			b.WriteString(mots[r.IntN(len(mots))])
		}
		b.WriteString([]string{" ", " ", " ", " ", " (", ", ", "\n", "\n\n", "\u00a0", "-", ". "}[r.IntN(11)])
	}
	return b.String()
}

// tirages is *cas, or fewer where tests must be short.
func tirages() int {
	if testing.Short() {
		return min(*cas, 20)
	}
	return *cas
}

func tirage(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 3)) }

// cas is the number of random texts of each property, for each alphabet and
// each way to break.
var cas = flag.Int("cas", 100, "random texts of each property, alphabet and code page")

// confondu says that nothing tells ISO-8859-15 from Windows-1252 in m: the page
// is known by its control characters.
func confondu(p page, m string) bool {
	return p.nom == "ISO-8859-15" && strings.ContainsAny(m, "€ŠšŽžŒœŸ") &&
		!strings.ContainsFunc(m, func(r rune) bool { return r >= 0x80 && r <= 0x9F })
}

// bilan counts what became of broken texts.
type bilan struct {
	revenus, refuses, muets int
	parLangue               map[string]int // refusals
}

// verifier repairs m, which x was broken into: it comes back, or is refused, or
// shows nothing sure and stays; and what is repaired stays so.
func (b *bilan) verifier(t *testing.T, nom, x, m string) {
	t.Helper()
	got := Repair(m)
	switch {
	case len(got.Refused) > 0:
		b.refuses++
		if b.parLangue == nil {
			b.parLangue = map[string]int{}
		}
		b.parLangue[nom]++
		return
	case got.Text == x:
		b.revenus++
	case got.Text == m:
		b.muets++
	default:
		t.Fatalf("%s: wrong\ntext   %q\nbroken %q\ngot    %q", nom, x, m, got.Text)
	}
	if again := Repair(got.Text); again.Text != got.Text || len(again.Refused) > 0 {
		t.Fatalf("%s: not idempotent\ntext  %q\nonce  %q\ntwice %q %v", nom, m, got.Text, again.Text, again.Refused)
	}
}

// chaque draws correct texts of every alphabet.
func chaque(t *testing.T, seed uint64, f func(nom, x string, r *rand.Rand)) {
	t.Helper()
	r := tirage(seed)
	for _, nom := range langues() {
		for range tirages() {
			x := phrase(r, alphabets[nom])
			if got := Repair(x); got.Text != x || len(got.Refused) > 0 {
				t.Fatalf("%s: correct text is touched:\n%q\n%q %v", nom, x, got.Text, got.Refused)
			}
			f(nom, x, r)
		}
	}
}

// A text that was wholly broken, and lost nothing, comes back or is refused.
func TestBrokenTextComesBackOrIsRefused(t *testing.T) {
	t.Parallel()
	for i, p := range pages {
		t.Run(p.nom, func(t *testing.T) {
			t.Parallel()
			var b bilan
			chaque(t, uint64(i), func(nom, x string, _ *rand.Rand) {
				if m := briser(x, p, enControle); !confondu(p, m) {
					b.verifier(t, nom, x, m)
				}
			})
			t.Logf("%+v", b)
		})
	}
}

// So does one that was broken twice, by the same page or by two.
func TestTextBrokenTwiceComesBackOrIsRefused(t *testing.T) {
	t.Parallel()
	for i, p := range pages {
		t.Run(p.nom, func(t *testing.T) {
			t.Parallel()
			var b bilan
			chaque(t, uint64(10+i), func(nom, x string, r *rand.Rand) {
				first := pages[r.IntN(len(pages))]
				m := briser(x, first, enControle)
				// What shows nothing sure is text as good as another.
				if got := Repair(m); got.Text == m && len(got.Refused) == 0 {
					x = m
				}
				if confondu(first, m) {
					return
				}
				if m = briser(m, p, enControle); !confondu(p, m) {
					b.verifier(t, nom, x, m)
				}
			})
			t.Logf("%+v", b)
		})
	}
}

// trace says that what a lossy page leaves of a character is more than one
// letter, or one of those that the rules look at.
func trace(x string, p page) bool {
	for _, r := range x {
		left := []rune(briser(string(r), p, supprime))
		if r > 0x7F && len(left) == 1 && !strings.ContainsRune("ÃÄÅ", left[0]) {
			return false
		}
	}
	return true
}

// A text that lost bytes comes back or is refused.
func TestLossyTextComesBackOrIsRefused(t *testing.T) {
	t.Parallel()
	for i, p := range pages[:2] {
		for k, perdu := range []perte{supprime, enRemplacement, enQuestion} {
			t.Run(fmt.Sprintf("%s %s", p.nom, []string{"dropped", "replaced by U+FFFD", "replaced by ?"}[k]), func(t *testing.T) {
				t.Parallel()
				var b bilan
				chaque(t, uint64(20+3*i+k), func(nom, x string, _ *rand.Rand) {
					if trace(x, p) {
						b.verifier(t, nom, x, briser(x, p, perdu))
					}
				})
				t.Logf("%+v", b)
			})
		}
	}
}

// A text of which some paragraphs were broken comes back or is refused.
func TestMixedTextComesBackOrIsRefused(t *testing.T) {
	t.Parallel()
	for i, p := range pages {
		t.Run(p.nom, func(t *testing.T) {
			t.Parallel()
			var b bilan
			chaque(t, uint64(30+i), func(nom, x string, r *rand.Rand) {
				lines := strings.SplitAfter(x, "\n")
				for n := range lines {
					if r.IntN(2) == 0 {
						lines[n] = briser(lines[n], p, enControle)
					}
				}
				if m := strings.Join(lines, ""); !confondu(p, m) {
					b.verifier(t, nom, x, m)
				}
			})
			t.Logf("%+v", b)
		})
	}
}
