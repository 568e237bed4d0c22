package reparation

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

func lireTexte(t *testing.T, nom string) string {
	t.Helper()
	data, err := os.ReadFile(nom)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// The owner's two pages: one is the text of the other read as Windows-1254,
// its six undefined bytes dropped, but for the product's name and three
// zero-width joiners, which the first has lost.
func TestSeedComesBack(t *testing.T) {
	t.Parallel()
	right, broken := lireTexte(t, "testdata/cest-qui-le-pro.md"), lireTexte(t, "testdata/futur-pro-mojibake.md")
	got := RepairMarkdown(broken)
	if len(got.Refused) > 0 {
		t.Fatalf("refused: %+v", got.Refused)
	}
	want := strings.NewReplacer(
		"C’est qui le pro ?", "Futur pro",
		"👷♂️", "👷\u200d♂️",
		"🧑🔬", "🧑\u200d🔬",
	).Replace(right)
	if strings.Count(want, "\u200d") != 3 || strings.Count(right, "\u200d") != 0 {
		t.Fatalf("%d joiners are expected, want 3", strings.Count(want, "\u200d"))
	}
	if got.Text != want {
		t.Errorf("the repaired page differs:\n%s", got.Text)
	}
	if m := briser(got.Text, pages[1], supprime); m != broken {
		t.Error("the repaired page, broken again, is not the page")
	}
	for _, s := range []string{"“Futur pro” est", "“pilotes”", "Île-de-France", "♂\ufe0f"} {
		if !strings.Contains(got.Text, s) {
			t.Errorf("no %q in the repaired page", s)
		}
	}
	if Repair(right).Text != right || RepairMarkdown(right).Text != right {
		t.Error("the right page is touched")
	}
}

func TestRepair(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ text, want string }{
		"accents":                         {"santÃ© et Ã©conomie", "santé et économie"},
		"a word at the end":               {"voilÃ\u00a0", "voilà"},
		"an apostrophe":                   {"lâ€™art", "l’art"},
		"ligatures":                       {"Å“uvre, cÅ“ur, Å’uvres", "œuvre, cœur, Œuvres"},
		"capitals":                        {"LYCÃ‰E, CÃ”TE, OÃ™ GOÃ›T", "LYCÉE, CÔTE, OÙ GOÛT"},
		"no-break spaces":                 {"Â«Â\u00a0Ã©tÃ©Â\u00a0Â» 10Â\u00a0000", "«\u00a0été\u00a0» 10\u00a0000"},
		"beside correct text in a line":   {"santÃ© métiers du bois, BÂTIMENT", "santé métiers du bois, BÂTIMENT"},
		"twice":                           {"dÃƒÂ©jÃƒÂ\u00a0, lÃ¢â‚¬â„¢art", "déjà, l’art"},
		"once in a line, twice in a next": {"dÃ©jÃ\u00a0\ndÃƒÂ©jÃƒÂ\u00a0", "déjà\ndéjà"},
		"control characters":              {"Ã\u0089tÃ©, lâ\u0080\u0099art", "Été, l’art"},
		"ISO-8859-15":                     {"BÃ€r, lâ\u0080\u0099art", "Bär, l’art"},
		"Windows-1254":                    {"ğŸ‘· ÅŸehir Ä±ÅŸÄ±k", "👷 şehir ışık"},
		"byte order mark":                 {"ï»¿dÃ©jÃ\u00a0", "\ufeffdéjà"},
		"arrow and check mark":            {"â†’ suite\nâœ“ fait", "→ suite\n✓ fait"},
		"Vietnamese":                      {"Tiáº¿ng Viá»‡t", "Tiếng Việt"},
		"Russian":                         {"Ð¡Ñ‚Ñ€Ð°Ð½Ð°", "Страна"},

		"closing quote dropped":     {"â€œpilotesâ€ situÃ©s", "“pilotes” situés"},
		"closing quote as U+FFFD":   {"â€œpilotesâ€\ufffd situÃ©s", "“pilotes” situés"},
		"closing quotes as ?":       {"â€œaâ€? et â€œbâ€? situÃ©s", "“a” et “b” situés"},
		"closing quote, then ?":     {"â€œaâ€? et â€œbâ€ situÃ©s", "“a”? et “b” situés"},
		"Î dropped":                 {"l’Ãle, Ãlots, MAÃTRISE", "l’Île, Îlots, MAÎTRISE"},
		"Î as ?":                    {"RÃ©gion Ã?le-de-France", "Région Île-de-France"},
		"Ï dropped":                 {"LAÃCITÃ‰, MAÃS", "LAÏCITÉ, MAÏS"},
		"selector dropped":          {"â\u009d¤ï¸ Ã©", "❤️ é"},
		"keycap":                    {"1ï¸âƒ£ Ã©", "1️⃣ é"},
		"joiner dropped":            {"ğŸ‘·â€â™‚ï¸", "👷‍♂️"},
		"combining accent dropped":  {"strateÌgie", "strate\u0301gie"},
		"combining accent as U+FFF": {"strateÌ\ufffdgie", "strate\u0301gie"},
	}
	for nom, tt := range tests {
		t.Run(nom, func(t *testing.T) {
			t.Parallel()
			got := Repair(tt.text)
			if got.Text != tt.want || len(got.Refused) > 0 {
				t.Errorf("Repair(%q) = %q, refused %+v; want %q", tt.text, got.Text, got.Refused, tt.want)
			}
		})
	}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ text, broken string }{
		"closing quote without an opening one": {"dit â€ oui", "â€"},
		"German quotes":                        {"â€A“ und â€B“", "â€"},
		"a name with Á or another":             {"RÃ©gion d’Ãvila", "Ã"},
		"Î that Windows-1252 keeps":            {"ðŸ‘· Ãle", "Ã"},
		"a pictograph that lost a byte":        {"ðŸ³ Ã©", "ðŸ³"},
		"a question mark that may be one":      {"â€œaâ€? situÃ©s", "â€"},
		"no-break space made a space":          {"DÃ©jÃ  lÃ  !", "Ã"},
		"Å and an ellipsis":                    {"dÃ©jÃ\u00a0, ici\nKÅ…\n", "Å…"},
		"shown between quotation marks":        {"santÃ© : \"Ã©\" pour é", "Ã©"},
		"already lost before":                  {"dÃ©jÃ\u00a0 ï¿½", "ï¿½"},
	}
	for nom, tt := range tests {
		t.Run(nom, func(t *testing.T) {
			t.Parallel()
			got := Repair(tt.text)
			if len(got.Refused) == 0 || got.Refused[0].Broken != tt.broken || got.Refused[0].Reason == "" {
				t.Errorf("Repair(%q) refuses %+v, want %q", tt.text, got.Refused, tt.broken)
			}
		})
	}
}

func TestCodeIsShownOnPurpose(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"On lit `Ã©` pour é.":                       "On lit `Ã©` pour é.",
		"On lit ``Ã©`` :\n\n```\nlâ€™art\n```\nfin": "On lit ``Ã©`` :\n\n```\nlâ€™art\n```\nfin",
		// A page that is broken all over was broken in its code too.
		"On lit `ÃƒÂ©` mÃªme Ã\u00a0 tort.": "On lit `Ã©` même à tort.",
		"santÃ© : `Ã©tÃ©`":                  "santé : `été`",
		"`a` santÃ© `b`":                    "`a` santé `b`",
	} {
		if got := RepairMarkdown(text); got.Text != want || len(got.Refused) > 0 {
			t.Errorf("RepairMarkdown(%q) = %q %+v, want %q", text, got.Text, got.Refused, want)
		}
	}
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	got := Repair("rien\nla dÃ©marche\ndÃƒÂ©jÃƒÂ\u00a0 â€œ\n")
	var list []string
	for _, p := range got.Repaired {
		list = append(list, fmt.Sprintf("%d:%d@%d %s>%s", p.Line, p.Column, p.Offset, p.Broken, p.Repaired))
	}
	want := []string{"2:5@9 Ã©>é", "3:2@21 ÃƒÂ©>é", "3:7@30 ÃƒÂ\u00a0>à", "3:12@39 â€œ>“"}
	if !slices.Equal(list, want) {
		t.Errorf("%q, want %q", list, want)
	}
	got = Repair("Ã©\nÃ© dÃƒÂ©jÃƒÂ\u00a0 Ãvila\n")
	if len(got.Refused) != 1 || got.Refused[0].Line != 2 || got.Refused[0].Column != 15 {
		t.Errorf("%+v", got.Refused)
	}
}

// Whatever a text is, repairing it again changes nothing, and neither loses its
// lines nor makes it longer; and once broken, it comes back or is refused.
func FuzzRepair(f *testing.F) {
	for _, s := range corrects {
		f.Add(s, byte(0))
		f.Add(briser(s, pages[1], supprime), byte(1))
	}
	f.Add("â€œa Ã©tÃ©â€ ğŸ‘·â€â™‚ï¸ Ãle `Ã©`", byte(2))
	f.Fuzz(func(t *testing.T, text string, way byte) {
		for _, repair := range []func(string) Result{Repair, RepairMarkdown} {
			got := repair(text)
			if strings.Count(got.Text, "\n") != strings.Count(text, "\n") || len(got.Text) > len(text) {
				t.Fatalf("%q becomes %q", text, got.Text)
			}
			for _, p := range append(slices.Clone(got.Repaired), got.Refused...) {
				if !strings.HasPrefix(text[p.Offset:], p.Broken) {
					t.Fatalf("%q is not at %d in %q", p.Broken, p.Offset, text)
				}
			}
			if len(got.Refused) > 0 {
				continue
			}
			if again := repair(got.Text); again.Text != got.Text || len(again.Refused) > 0 {
				t.Fatalf("%q, then %q, then %q %+v", text, got.Text, again.Text, again.Refused)
			}
		}
		revient(t, text, pages[int(way)%len(pages)])
	})
}

// revient checks that a correct text, broken without a loss, comes back.
func revient(t *testing.T, text string, p page) {
	if got := Repair(text); got.Text != text || len(got.Refused) > 0 || strings.ToValidUTF8(text, "") != text {
		return
	}
	m := briser(text, p, enControle)
	// Samaritan and what has no meaning are told apart from nothing.
	if confondu(p, m) || strings.ContainsFunc(text, func(r rune) bool { return !attribue(r) || groupe(r) == groupeSamaritain }) {
		return
	}
	got := Repair(m)
	if len(got.Refused) == 0 && got.Text != text && got.Text != m {
		t.Fatalf("%q, broken into %q, becomes %q", text, m, got.Text)
	}
}
