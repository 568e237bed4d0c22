package trajets

import (
	"iter"
	"slices"

	"futurpro/generator/raptor"
)

// Inaccessible is the number of minutes of a journey that does not exist: over
// the cap, or no service.
const Inaccessible = 255

// Trajet is the best journey from a commune to an établissement.
type Trajet struct {
	Minutes uint8 // from the door to the deadline, rounded up
	Rides   uint8 // vehicles taken; 0 is on foot all the way
	// Mediane is the median of Minutes over the deadlines of the hour, where
	// no journey counts as Inaccessible: it is Inaccessible itself if at least
	// half of them have none.
	Mediane uint8
	// Meilleur are the minutes from the best point of the commune. It is
	// Minutes where there is but one.
	Meilleur uint8
	// Part is the share of the points of the commune that have a journey, in
	// percent, rounded down but at least 1; see [Trajet.Partiel].
	Part   uint8
	Lieu   uint16         // the point of the Origine that is left
	Depart raptor.Seconds // clock time at which to leave that point
}

// Partiel reports whether fewer than half of the points of the commune have a
// journey: the Trajet is then that of the best one, else of the median one.
func (t Trajet) Partiel() bool { return t.Part < 50 }

// Matrice holds a Trajet by commune (row) and établissement (column),
// row-major. Cells without a journey, by far the most, are not stored: over
// the country, a dense matrix would take a gigabyte.
//
// The zero Matrice has no rows.
type Matrice struct {
	etablissements int
	// The journeys of row c are cells[start[c]:start[c+1]], by increasing
	// column.
	start []int
	cells []cell
	foret foret // the journeys behind the cells
}

type cell struct {
	etablissement int32
	trajet        Trajet
	suite         suite // of the door of the commune
}

// Communes returns the number of rows.
func (m *Matrice) Communes() int { return max(0, len(m.start)-1) }

// Etablissements returns the number of columns.
func (m *Matrice) Etablissements() int { return m.etablissements }

// Len returns the number of journeys.
func (m *Matrice) Len() int { return len(m.cells) }

// Trajet returns the journey from a commune to an établissement; false if
// there is none.
func (m *Matrice) Trajet(commune, etablissement int) (Trajet, bool) {
	c, ok := m.cell(commune, etablissement)
	return c.trajet, ok
}

func (m *Matrice) cell(commune, etablissement int) (cell, bool) {
	row := m.row(commune)
	i, ok := slices.BinarySearchFunc(row, etablissement, func(c cell, e int) int { return int(c.etablissement) - e })
	if !ok {
		return cell{}, false
	}
	return row[i], true
}

// Accessibles iterates over the établissements within reach of a commune, by
// increasing column.
func (m *Matrice) Accessibles(commune int) iter.Seq2[int, Trajet] {
	return func(yield func(int, Trajet) bool) {
		for _, c := range m.row(commune) {
			if !yield(int(c.etablissement), c.trajet) {
				return
			}
		}
	}
}

func (m *Matrice) row(commune int) []cell { return m.cells[m.start[commune]:m.start[commune+1]] }

// Repeat returns the matrix of n countries side by side, each as large as that of m:
// the communes and the établissements of each follow those of the one before,
// and nothing leads from one to another. Only growth is measured with it: each
// country has stops and lines of its own, kept as those of m are.
func (m *Matrice) Repeat(n int) *Matrice {
	r := &Matrice{etablissements: n * m.etablissements, start: make([]int, 1, n*m.Communes()+1), cells: make([]cell, 0, n*len(m.cells)), foret: m.foret.repeat(n)}
	for i := range n {
		for c := range m.Communes() {
			for _, cell := range m.row(c) {
				cell.etablissement += int32(i * m.etablissements)
				r.cells = append(r.cells, cell)
			}
			r.start = append(r.start, len(r.cells))
		}
	}
	return r
}

// arrival is a journey in a column, by commune.
type arrival struct {
	commune int32
	trajet  Trajet
	suite   suite
}

// newMatrice turns columns into rows.
func newMatrice(communes int, columns []column) *Matrice {
	m := &Matrice{etablissements: len(columns), start: make([]int, communes+1), foret: newForet(columns)}
	for _, column := range columns {
		for _, a := range column.arrivals {
			m.start[a.commune+1]++
		}
	}
	for c := range communes {
		m.start[c+1] += m.start[c]
	}
	m.cells = make([]cell, m.start[communes])
	next := slices.Clone(m.start)
	for e, column := range columns {
		for _, a := range column.arrivals {
			m.cells[next[a.commune]] = cell{int32(e), a.trajet, a.suite}
			next[a.commune]++
		}
	}
	return m
}

// columns turns rows into columns, without their reach: what newMatrice undoes.
func (m *Matrice) columns() []column {
	columns := make([]column, m.etablissements)
	for e := range columns {
		columns[e].branches = m.foret.branches(e)
	}
	for c := range m.Communes() {
		for _, cell := range m.row(c) {
			arrivals := &columns[cell.etablissement].arrivals
			*arrivals = append(*arrivals, arrival{int32(c), cell.trajet, cell.suite})
		}
	}
	return columns
}
