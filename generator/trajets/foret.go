package trajets

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"futurpro/generator/raptor"
)

// The journeys of a column share what they end with: they are the branches of
// a forest, of which each troncon is kept once and names the one that follows
// it. The words are in tables that all columns of a network share.

// suite is what follows a door or a troncon: another troncon, by its position
// in the column, or, past finale, the walk to the door of the établissement,
// with the deadline that the journey was found for.
type suite uint32

const finale suite = 1 << 31

func endFor(deadline raptor.Seconds) suite { return finale + suite(deadline) }

func (s suite) fin() bool                { return s >= finale }
func (s suite) deadline() raptor.Seconds { return raptor.Seconds(s - finale) }

// troncon is a Troncon of which the words are in tables.
type troncon struct {
	ligne, de, a    uint32 // in lignes and textes
	depart, arrivee raptor.Seconds
	marche          uint16 // seconds; Options keep walks far below 65,536
	assis           bool
	suite           suite // less than the position of the troncon itself
}

// tables are the words of troncons.
type tables struct {
	flux   []Empreinte
	textes []string
	lignes []ligne
}

// ligne is a Ligne of which the words are in tables.
type ligne struct {
	flux uint32
	mode int32
	nom  uint32
}

// branches are the troncons of a column.
type branches struct {
	tables   *tables
	troncons []troncon
}

// foret is the forests of all columns of a network.
type foret struct {
	tables
	start    []int // by column: troncons[start[e]:start[e+1]]
	troncons []troncon
}

func (f *foret) colonne(e int) []troncon { return f.troncons[f.start[e]:f.start[e+1]] }

// branches returns a column, as newForet takes it.
func (f *foret) branches(e int) branches { return branches{&f.tables, f.colonne(e)} }

func (f *foret) troncon(t troncon) Troncon {
	l := f.lignes[t.ligne]
	return Troncon{
		Ligne: Ligne{Flux: f.flux[l.flux], Nom: f.textes[l.nom], Mode: int(l.mode)},
		De:    f.textes[t.de], A: f.textes[t.a], Depart: t.depart, Arrivee: t.arrivee, Assis: t.assis, Marche: raptor.Seconds(t.marche),
	}
}

// repeat returns n times the forests and, but for the feeds, the words: see
// [Matrice.Repeat].
func (f *foret) repeat(n int) foret {
	r := foret{tables: tables{flux: f.flux}, start: make([]int, 1, n*len(f.start)), troncons: make([]troncon, 0, n*len(f.troncons))}
	for i := range n {
		textes, lignes := uint32(i*len(f.textes)), uint32(i*len(f.lignes))
		for _, t := range f.textes {
			r.textes = append(r.textes, strings.Clone(t))
		}
		for _, l := range f.lignes {
			l.nom += textes
			r.lignes = append(r.lignes, l)
		}
		for _, t := range f.troncons {
			t.ligne, t.de, t.a = t.ligne+lignes, t.de+textes, t.a+textes
			r.troncons = append(r.troncons, t)
		}
		for _, end := range f.start[1:] {
			r.start = append(r.start, i*len(f.troncons)+end)
		}
	}
	return r
}

// newForet joins columns. Its tables are sorted and hold what is used alone, so
// that they do not depend on who found the columns, nor when.
func newForet(columns []column) foret {
	f := foret{start: make([]int, 1, len(columns)+1)}
	n := 0
	used := map[*tables]*renumbering{}
	for _, c := range columns {
		n += len(c.branches.troncons)
		for _, t := range c.branches.troncons {
			r := used[c.branches.tables]
			if r == nil {
				r = newRenumbering(c.branches.tables)
				used[c.branches.tables] = r
			}
			r.use(t)
		}
	}
	f.tables = merged(used)
	f.troncons = make([]troncon, 0, n)
	for _, c := range columns {
		r := used[c.branches.tables]
		for _, t := range c.branches.troncons {
			t.ligne, t.de, t.a = r.lignes[t.ligne], r.textes[t.de], r.textes[t.a]
			f.troncons = append(f.troncons, t)
		}
		f.start = append(f.start, len(f.troncons))
	}
	return f
}

// renumbering tells which words of tables are used and, once they are merged
// with others, where they are.
type renumbering struct {
	of             *tables
	lignes, textes []uint32 // unused, or any other number for what is used
}

const unused = 1<<32 - 1

func newRenumbering(t *tables) *renumbering {
	return &renumbering{t, slices.Repeat([]uint32{unused}, len(t.lignes)), slices.Repeat([]uint32{unused}, len(t.textes))}
}

func (r *renumbering) use(t troncon) {
	r.lignes[t.ligne], r.textes[r.of.lignes[t.ligne].nom] = 0, 0
	r.textes[t.de], r.textes[t.a] = 0, 0
}

// merged returns what is used of several tables, sorted, each once.
func merged(used map[*tables]*renumbering) tables {
	flux, textes, lignes := map[Empreinte]uint32{}, map[string]uint32{}, map[ligne]uint32{}
	each := func(numbers []uint32, do func(i int)) {
		for i, n := range numbers {
			if n != unused {
				do(i)
			}
		}
	}
	for _, r := range used {
		each(r.lignes, func(i int) { flux[r.of.flux[r.of.lignes[i].flux]] = 0 })
		each(r.textes, func(i int) { textes[r.of.textes[i]] = 0 })
	}
	var t tables
	t.flux = numbered(flux, func(a, b Empreinte) int { return slices.Compare(a[:], b[:]) })
	t.textes = numbered(textes, cmp.Compare[string])
	ranked := func(r *renumbering, i int) ligne {
		l := r.of.lignes[i]
		return ligne{flux[r.of.flux[l.flux]], l.mode, textes[r.of.textes[l.nom]]}
	}
	for _, r := range used {
		each(r.lignes, func(i int) { lignes[ranked(r, i)] = 0 })
	}
	t.lignes = numbered(lignes, func(a, b ligne) int {
		return cmp.Or(cmp.Compare(a.flux, b.flux), cmp.Compare(a.nom, b.nom), cmp.Compare(a.mode, b.mode))
	})
	for _, r := range used {
		each(r.lignes, func(i int) { r.lignes[i] = lignes[ranked(r, i)] })
		each(r.textes, func(i int) { r.textes[i] = textes[r.of.textes[i]] })
	}
	return t
}

// numbered returns the keys sorted, and gives each its position.
func numbered[K comparable](keys map[K]uint32, compare func(a, b K) int) []K {
	sorted := slices.AppendSeq(make([]K, 0, len(keys)), maps.Keys(keys))
	slices.SortFunc(sorted, compare)
	for i, k := range sorted {
		keys[k] = uint32(i)
	}
	return sorted
}
