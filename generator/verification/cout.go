package verification

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/net/html/atom"

	"futurpro/generator/diagnostic"
)

// Limites are what the first view of a page may cost: all that a browser loads
// to show it, before a visitor does anything.
type Limites struct {
	// Budgets are looked at in order: the first whose prefix is that of a page
	// is its own. A page without budget is counted, and has no limit of bytes.
	Budgets []Budget
	// Scripts is in bytes after gzip. Elements are the tags of the document,
	// without templates.
	Scripts, Elements int
}

// Budget is the bytes, after gzip, of the first view of one kind of pages: those
// whose file begins with a prefix.
type Budget struct {
	Nom, Prefixe string
	Octets       int
}

// Budget is that of a page, by its file.
func (l *Limites) Budget(fichier string) Budget {
	if i := slices.IndexFunc(l.Budgets, func(b Budget) bool { return strings.HasPrefix(fichier, b.Prefixe) }); i >= 0 {
		return l.Budgets[i]
	}
	return Budget{Octets: int(^uint(0) >> 1)}
}

// Cout is what the first view of a page costs. Bytes are after gzip, as most
// hosts send them.
type Cout struct{ Octets, Scripts, Requetes, Elements int }

// CoutGenre is what the pages of one kind cost, at most.
type CoutGenre struct {
	Budget
	Pages int
	// Max holds the largest of each figure, Page the file with the most bytes.
	Max  Cout
	Page string
}

// pesee weighs files, for one goroutine.
type pesee struct {
	*site
	gzip    *gzip.Writer
	fichier map[int32]pese
}

// pese is a file that pages load, with the scripts that it imports.
type pese struct {
	octets  int
	imports []int32
}

// compteOctets counts what is written to it.
type compteOctets int

func (c *compteOctets) Write(b []byte) (int, error) { *c += compteOctets(len(b)); return len(b), nil }

// niveauGzip is, with this library, the level nearest to what servers send, in
// less time: files are 1 % heavier than with zlib at its usual level.
const niveauGzip = 7

func newPesee(s *site) (*pesee, error) {
	w, err := gzip.NewWriterLevel(io.Discard, niveauGzip)
	return &pesee{site: s, gzip: w, fichier: map[int32]pese{}}, err
}

// tailleGzip is what b weighs, compressed by w.
func tailleGzip(w *gzip.Writer, b []byte) int {
	var n compteOctets
	w.Reset(&n)
	_, _ = w.Write(b) // a count does not fail
	_ = w.Close()
	return int(n)
}

// importe is a script that is always loaded with another one; import() is not.
var importe = regexp.MustCompile(`\b(?:import|from)\s*["']([^"']+)["']`)

// peser weighs a file of the site, once.
func (p *pesee) peser(fichier int32) (pese, error) {
	if f, ok := p.fichier[fichier]; ok {
		return f, nil
	}
	b, err := fs.ReadFile(p.fsys, p.fichiers[fichier])
	if err != nil {
		return pese{}, fmt.Errorf("reading %s: %w", p.fichiers[fichier], err)
	}
	f := pese{octets: tailleGzip(p.gzip, b)}
	if path.Ext(p.fichiers[fichier]) == ".js" {
		for _, m := range importe.FindAllSubmatch(b, -1) {
			if c := p.resolve(string(m[1]), fichier); c.genre == interne {
				f.imports = append(f.imports, c.fichier)
			}
		}
	}
	p.fichier[fichier] = f
	return f, nil
}

// cout adds up a page, what it loads and what its scripts import.
func (p *pesee) cout(b []byte, elements int, charges []int32) (Cout, error) {
	c := Cout{Octets: tailleGzip(p.gzip, b), Requetes: 1, Elements: elements}
	for i := 0; i < len(charges); i++ {
		f, err := p.peser(charges[i])
		if err != nil {
			return c, err
		}
		c.Requetes++
		c.Octets += f.octets
		if path.Ext(p.fichiers[charges[i]]) == ".js" {
			c.Scripts += f.octets
		}
		for _, importe := range f.imports {
			if !slices.Contains(charges, importe) {
				charges = append(charges, importe)
			}
		}
	}
	return c, nil
}

// charge notes a file that a browser loads with the page.
func (l *lecteur) charge(nom atom.Atom, c cible) {
	if c.genre != interne || l.modele > 0 || c.fichier == l.p.fichier || slices.Contains(l.charges, c.fichier) {
		return
	}
	switch a := &l.attributs; {
	case nom == atom.Script, nom == atom.Img, nom == atom.Image, string(a.element) == "use":
	case nom == atom.Link && slices.ContainsFunc(bytes.Fields(a.rel), func(rel []byte) bool {
		return slices.Contains([]string{"stylesheet", "modulepreload", "preload", "icon"}, string(rel))
	}):
	default:
		return
	}
	l.charges = append(l.charges, c.fichier)
}

// checkCouts compares the pages with their limits. Of each kind the heaviest is
// told, with the number of those that are over.
func (v *verification) checkCouts(limites *Limites) []CoutGenre {
	if limites == nil {
		return nil
	}
	genres := map[string]*CoutGenre{}
	parScripts, parElements := v.depasse("scripts of %d bytes after gzip before a visitor does anything, %d at most", limites.Scripts), v.depasse("%d elements, %d at most", limites.Elements)
	parOctets := map[string]*depassement{}
	for _, p := range v.pages {
		b := limites.Budget(v.fichiers[p.fichier])
		g := genres[b.Nom]
		if g == nil {
			g = &CoutGenre{Budget: b}
			genres[b.Nom] = g
			parOctets[b.Nom] = v.depasse("first view of %d bytes after gzip, %d at most for this kind of pages", b.Octets)
		}
		if g.Pages++; p.cout.Octets > g.Max.Octets {
			g.Page = v.fichiers[p.fichier]
		}
		g.Max = Cout{max(g.Max.Octets, p.cout.Octets), max(g.Max.Scripts, p.cout.Scripts), max(g.Max.Requetes, p.cout.Requetes), max(g.Max.Elements, p.cout.Elements)}
		parOctets[b.Nom].voir(p.fichier, p.cout.Octets)
		parScripts.voir(p.fichier, p.cout.Scripts)
		parElements.voir(p.fichier, p.cout.Elements)
	}
	parScripts.dire()
	parElements.dire()
	var l []CoutGenre
	for _, b := range append(slices.Clone(limites.Budgets), Budget{}) {
		if g := genres[b.Nom]; g != nil {
			parOctets[b.Nom].dire()
			l = append(l, *g)
		}
	}
	return l
}

// depassement gathers the pages that are over a limit.
type depassement struct {
	*verification
	format      string
	limite      int
	pire, pages int
	ou          int32
}

func (v *verification) depasse(format string, limite int) *depassement {
	return &depassement{verification: v, format: format, limite: limite}
}

func (d *depassement) voir(fichier int32, n int) {
	if n <= d.limite {
		return
	}
	if d.pages++; n > d.pire {
		d.pire, d.ou = n, fichier
	}
}

// dire tells the worst page, if any.
func (d *depassement) dire() {
	if d.pages == 0 {
		return
	}
	detail := fmt.Sprintf(d.format, d.pire, d.limite)
	if d.pages > 1 {
		detail += fmt.Sprintf("; %d pages are over, this one the most", d.pages)
	}
	d.add(constat{gravite: diagnostic.Error, detail: detail}, entier(d.ou))
}
