package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// one returns one of the files of a folder with this suffix, "" if there is
// none.
func (e *essai) one(racine, suffixe string) string {
	var l []string
	err := filepath.WalkDir(filepath.Join(e.dir, racine), func(nom string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(nom, suffixe) && !strings.HasSuffix(nom, ".test.js") {
			rel, _ := filepath.Rel(e.dir, nom)
			l = append(l, rel)
		}
		return nil // a folder that does not exist has no file
	})
	if err != nil {
		e.t.Fatal(err)
	}
	if len(l) == 0 {
		return ""
	}
	return l[e.r.IntN(len(l))]
}

// change makes one random change, and says which.
func (e *essai) change() string {
	e.n++
	gestes := []func() string{
		e.addPage, e.changePage, e.changePage, e.removePage, e.renamePage, e.image, e.configure,
		e.template, e.style, e.script, e.row, e.row, e.row, e.rate, e.rate, e.optional, e.timetable, e.timetable, e.streets, e.sources, e.address, e.tamper,
	}
	return gestes[e.r.IntN(len(gestes))]()
}

func (e *essai) addPage() string {
	nom := fmt.Sprintf("content/%s/page-%d.md", []string{"projet", "documentation", "nouveau"}[e.r.IntN(3)], e.r.IntN(6))
	corps := fmt.Sprintf("---\ntitle: Page %d\nnav_order: %d\ndescription: La page %d.\n", e.n, e.r.IntN(9), e.n)
	if strings.HasPrefix(nom, "content/documentation") {
		corps += "parent: Documentation\n"
	}
	e.write(nom, corps+fmt.Sprintf("---\n\n# Page %d\n\nDu texte %d, et la [commune](/commune/99001-essaiville/).\n", e.n, e.n))
	return "page " + nom
}

func (e *essai) changePage() string {
	nom := e.one("content", ".md")
	texte := e.read(nom)
	switch e.r.IntN(3) {
	case 0:
		texte += fmt.Sprintf("\n## Partie %d\n\nEncore du texte.\n", e.n)
	case 1:
		texte = strings.Replace(texte, "title: ", fmt.Sprintf("title: V%d ", e.n), 1)
	default:
		texte = strings.Replace(texte, "nav_order: ", fmt.Sprintf("nav_order: %d", 1+e.r.IntN(8)), 1)
	}
	e.write(nom, texte)
	return "change " + nom
}

func (e *essai) removePage() string {
	nom := e.one("content", ".md")
	e.remove(nom)
	return "remove " + nom
}

func (e *essai) renamePage() string {
	nom := e.one("content", ".md")
	nouveau := strings.TrimSuffix(nom, ".md") + "-bis.md"
	if strings.Count(nom, "-bis") > 0 {
		nouveau = strings.Replace(nom, "-bis", "", 1)
	}
	texte := e.read(nom)
	e.remove(nom)
	e.write(nouveau, texte)
	return "rename " + nom + " " + nouveau
}

// image gives a page a file of its own, or other bytes to it.
func (e *essai) image() string {
	page := e.one("content", ".md")
	if texte := e.read(page); !strings.Contains(texte, "image.png") {
		e.write(page, texte+"\n![Une image](image.png)\n")
	}
	e.write(filepath.Join(filepath.Dir(page), "image.png"), fmt.Sprintf("\x89PNG\r\n\x1a\n%d", e.n))
	return "image"
}

func (e *essai) configure() string {
	if e.r.IntN(4) == 0 {
		e.remove("content/_config.yml")
		return "no configuration"
	}
	e.write("content/_config.yml", fmt.Sprintf("title: Site %d\n", e.n))
	return "configuration"
}

func (e *essai) template() string {
	nom := e.one("layouts", ".tmpl")
	e.write(nom, strings.Replace(e.read(nom), ` class="`, fmt.Sprintf(` data-essai-%d class="`, e.n), 1))
	return "template " + nom
}

func (e *essai) style() string {
	nom := e.one("layouts", ".css")
	e.write(nom, e.read(nom)+fmt.Sprintf("\n.essai{order:%d}\n", e.n))
	return "style " + nom
}

func (e *essai) script() string {
	nom := e.one("layouts", ".js")
	e.write(nom, e.read(nom)+fmt.Sprintf("\nconsole.debug(%d);\n", e.n))
	return "script " + nom
}

// row adds, takes away or moves a row of a file of data.
func (e *essai) row() string {
	nom := e.one("data/mini", ".csv")
	lignes := strings.Split(strings.TrimSuffix(e.read(nom), "\n"), "\n")
	if len(lignes) < 3 {
		return e.rate()
	}
	i := 1 + e.r.IntN(len(lignes)-1)
	geste := "remove"
	switch e.r.IntN(3) {
	case 0:
		lignes = slices.Delete(lignes, i, i+1)
	case 1:
		geste = "swap"
		lignes[1], lignes[i] = lignes[i], lignes[1]
	default:
		geste = "change"
		lignes = append(lignes, strings.ReplaceAll(strings.ReplaceAll(lignes[i], "0990001A", "0990002B"), "Fictif", fmt.Sprintf("Fictif %d", e.n)))
	}
	e.write(nom, strings.Join(lignes, "\n")+"\n")
	return geste + " a row of " + nom
}

// rate changes a figure.
func (e *essai) rate() string {
	n := 10 + e.r.IntN(89)
	for _, c := range [][3]string{
		{"data/mini/inserjeunes/regions.csv", ";48;", fmt.Sprintf(";%d;", n)},
		{"data/mini/inserjeunes/depp-etablissements-2021_2022-pro.csv", ";56;", fmt.Sprintf(";%d;", n)},
		{"data/mini/affelnet/attractivite-capacite-2022.csv", ";60;", fmt.Sprintf(";%d;", n)},
		{"data/mini/education/constat-rentree-2020.csv", ";24\n", fmt.Sprintf(";%d\n", n)},
		{"data/mini/geo-api/communes.json", `"population":800`, fmt.Sprintf(`"population":%d`, 100*n)},
		{"data/mini/geo-api/communes.json", `Bourg-Espacé`, fmt.Sprintf(`Bourg-Espacé-%d`, n)},
	} {
		_, err := os.Stat(filepath.Join(e.dir, c[0]))
		if texte := ""; err == nil && e.r.IntN(3) == 0 {
			if texte = e.read(c[0]); strings.Contains(texte, c[1]) {
				e.write(c[0], strings.Replace(texte, c[1], c[2], 1))
				return "rate of " + c[0]
			}
		}
	}
	return "nothing"
}

// optional takes a file away that the site may do without, or not.
func (e *essai) optional() string {
	nom := e.one("data/mini", ".csv")
	e.remove(nom)
	return "remove " + nom
}

// timetable changes, adds or takes away a feed.
func (e *essai) timetable() string {
	nom := "data/mini/gtfs/" + []string{"transport/ligne.zip", "transport/ligne.zip", "transport/autre.zip", "scolaire/car.zip"}[e.r.IntN(4)]
	if e.r.IntN(3) == 0 {
		e.remove(nom)
		return "remove " + nom
	}
	const horaires = "ligne/stop_times.txt"
	avant := e.read(horaires)
	e.write(horaires, strings.Replace(avant, "07:50:00,07:50:00", fmt.Sprintf("07:%d:00,07:%d:00", 36+e.r.IntN(20), 56), 1))
	if err := zipDir(filepath.Join(e.dir, nom), filepath.Join(e.dir, "ligne")); err != nil {
		e.t.Fatal(err)
	}
	e.write(horaires, avant)
	return "timetable " + nom
}

func (e *essai) streets() string {
	const nom = "data/mini/osm/rues.osm.pbf"
	if e.one("data/mini/osm", ".pbf") != "" {
		e.remove("data/mini/osm")
		return "no streets"
	}
	e.write(nom, string(e.rues))
	return "streets"
}

func (e *essai) sources() string {
	lignes := strings.SplitAfter(e.read("data/sources.yaml"), "\n")
	var l []int
	for i, ligne := range lignes {
		if strings.Contains(ligne, ` millesime: "`) {
			l = append(l, i)
		}
	}
	i := l[e.r.IntN(len(l))]
	lignes[i] = lignes[i][:strings.IndexByte(lignes[i], '"')] + fmt.Sprintf("\"%d\"\n", 2000+e.n)
	e.write("data/sources.yaml", strings.Join(lignes, ""))
	return "sources.yaml"
}

func (e *essai) address() string {
	e.base = []string{"https://a.example", "https://b.example", "https://b.example/sous/dossier"}[e.r.IntN(3)]
	return "address " + e.base
}

// tamper does to the built site what nobody should.
func (e *essai) tamper() string {
	nom := e.one("public", []string{".html", ".json", ".css", ""}[e.r.IntN(4)])
	switch e.r.IntN(3) {
	case 0:
		e.remove(nom)
	case 1:
		e.write(nom, e.read(nom)+" ")
	default:
		e.write(nom+".d/autre.html", "not of the site")
	}
	return "tamper with " + nom
}

// TestIncrementalBuildIsAColdBuild changes what a site is made of a hundred
// times, at random: built over what was there, with the travel times of before,
// it must have the bytes of a site built in a new folder from nothing; and a
// change that one of them refuses, the other refuses in the same words.
func TestIncrementalBuildIsAColdBuild(t *testing.T) {
	t.Parallel()
	gestes := 100
	if testing.Short() {
		gestes = 12
	}
	e := newEssai(t, 7)
	if _, stderr, code := e.build("public", "cache"); code != exitOK {
		t.Fatal(stderr)
	}
	faits := map[string]int{}
	for i := range gestes {
		e.save()
		var fait []string
		for range 1 + e.r.IntN(3) {
			fait = append(fait, e.change())
		}
		_, stderr, code := e.build("public", "cache")
		_, stderrFroid, codeFroid := e.build("froid", "")
		if code != codeFroid {
			t.Fatalf("change %d, %q: incremental ends with %d, cold with %d:\n%s\n%s", i, fait, code, codeFroid, stderr, stderrFroid)
		}
		if code != exitOK {
			faits["refused"]++
			if erreur(stderr) != erreur(stderrFroid) {
				t.Fatalf("change %d, %q: incremental refuses with\n%s\ncold with\n%s", i, fait, erreur(stderr), erreur(stderrFroid))
			}
			e.restore()
			continue
		}
		faits["built"]++
		e.same(fmt.Sprintf("change %d, %q", i, fait), "froid", "public")
		avant := e.state("public")
		stdout, stderr, code := e.build("public", "cache")
		if code != exitOK || !strings.HasPrefix(stdout, "Nothing has changed") || stderr == "" {
			t.Fatalf("change %d, %q: building again: %d\n%s%s", i, fait, code, stdout, stderr)
		}
		if apres := e.state("public"); apres != avant {
			t.Fatalf("change %d, %q: building again wrote something", i, fait)
		}
		e.remove("froid")
	}
	if faits["built"] < gestes/2 {
		t.Errorf("%v: too few changes were built to prove anything", faits)
	}
	t.Log(faits)
}

// erreur is what a build says at its end, without what it says on the way.
func erreur(stderr string) string {
	if i := strings.LastIndex(stderr, "error: "); i >= 0 {
		return strings.ReplaceAll(stderr[i:], "froid", "public")
	}
	return stderr
}
