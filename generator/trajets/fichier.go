package trajets

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/paulmach/orb"

	"futurpro/generator/raptor"
)

// A file holds a Calcul as arrays of fixed width, little-endian, each aligned
// on 8 bytes, so that it may be mapped in memory and read in place:
//
//	header         see below, 128 bytes
//	destinations   longitude and latitude, float64; zeroes where unknown
//	and, for each network:
//	  cells        their number, uint64
//	  columns      reach (west, south, east, north, float64), then the key
//	  rows         where the cells of each origine start, uint64, and their end
//	  cells        by origine then destination: destination uint32, clock time
//	               of departure int32, point left uint16, minutes, rides,
//	               median, best, share, 0
//	  beginnings   by cell, how the journey begins, a suite, uint32; the whole
//	               padded with zeroes to 8 bytes
//	  forest       the journeys behind the cells: see fichier_foret.go
//	trailer        SHA-256 of all that comes before
//
// There is no date and no name in it: the same inputs give the same bytes.
const (
	magique       = "FPTRAJET"
	versionFormat = 3

	tailleEntete  = 128
	tailleColonne = 64
	tailleCellule = 16
)

// entete is the header of a file.
type entete struct {
	Magique            [8]byte
	Version            uint32
	Reseaux            uint32
	Origines           uint32
	Destinations       uint32 // of all parts
	PartIndex, PartSur uint32
	Base, Cle          Empreinte
	Taille             uint64 // bytes of the file, trailer included
	_                  [24]byte
}

// What is wrong with a file that cannot be used. In all cases, what it held
// has to be computed again.
var (
	ErrForeign   = errors.New("it is no file of travel times")
	ErrVersion   = errors.New("it was written in another version of the format")
	ErrTruncated = errors.New("it is cut short")
	ErrDamaged   = errors.New("its bytes are not those that were written")
)

// Write writes the file.
func (c *Calcul) Write(w io.Writer) error {
	h := sha256.New()
	b := bufio.NewWriterSize(io.MultiWriter(w, h), 1<<20)
	e := entete{Magique: [8]byte([]byte(magique)), Version: versionFormat, Reseaux: uint32(len(c.grilles)), Origines: uint32(c.origines),
		Destinations: uint32(c.total), PartIndex: uint32(c.part.Index), PartSur: uint32(c.part.Total), Base: c.base, Cle: c.cle, Taille: c.size()}
	// A bufio.Writer keeps its first error until Flush.
	_ = binary.Write(b, binary.LittleEndian, e)
	for _, p := range c.destinations {
		writePoint(b, p)
	}
	for _, g := range c.grilles {
		g.write(b)
	}
	if err := b.Flush(); err != nil {
		return err
	}
	_, err := w.Write(h.Sum(nil))
	return err
}

func (c *Calcul) size() uint64 {
	size := uint64(tailleEntete + 16*len(c.destinations) + sha256.Size)
	for _, g := range c.grilles {
		size += tailleGrille(c.origines, len(g.colonnes), uint64(len(g.matrice.cells))) + g.matrice.foret.size()
	}
	return size
}

// tailleGrille is the number of bytes of a network, without its forest.
func tailleGrille(origines, destinations int, cells uint64) uint64 {
	return 8 + uint64(tailleColonne)*uint64(destinations) + 8*(uint64(origines)+1) + tailleCellule*cells + aligned(4*cells)
}

// aligned rounds up to 8 bytes.
func aligned(n uint64) uint64 { return (n + 7) &^ 7 }

func (g grille) write(b *bufio.Writer) {
	var buf []byte
	number := func(n int) {
		buf = binary.LittleEndian.AppendUint64(buf[:0], uint64(n))
		_, _ = b.Write(buf)
	}
	number(len(g.matrice.cells))
	for _, c := range g.colonnes {
		writePoint(b, c.reach.Min)
		writePoint(b, c.reach.Max)
		_, _ = b.Write(c.cle[:])
	}
	for _, start := range g.matrice.start {
		number(start)
	}
	for _, c := range g.matrice.cells {
		t := c.trajet
		buf = binary.LittleEndian.AppendUint32(buf[:0], uint32(c.etablissement))
		buf = binary.LittleEndian.AppendUint32(buf, uint32(t.Depart))
		buf = binary.LittleEndian.AppendUint16(buf, t.Lieu)
		_, _ = b.Write(append(buf, t.Minutes, t.Rides, t.Mediane, t.Meilleur, t.Part, 0))
	}
	for _, c := range g.matrice.cells {
		buf = binary.LittleEndian.AppendUint32(buf[:0], uint32(c.suite))
		_, _ = b.Write(buf)
	}
	if len(g.matrice.cells)%2 == 1 {
		_, _ = b.Write(make([]byte, 4))
	}
	g.matrice.foret.write(b)
}

// Read reads a file, all of which must be in b; b is not kept. The error says
// which of Err… it is.
func Read(b []byte) (*Calcul, error) {
	n := min(len(b), len(magique))
	if string(b[:n]) != magique[:n] {
		return nil, ErrForeign
	}
	if len(b) < tailleEntete+sha256.Size {
		return nil, ErrTruncated
	}
	var e entete
	if _, err := binary.Decode(b, binary.LittleEndian, &e); err != nil {
		return nil, err
	}
	switch {
	case e.Version != versionFormat:
		return nil, fmt.Errorf("%w: %d, this program reads %d", ErrVersion, e.Version, versionFormat)
	case uint64(len(b)) < e.Taille:
		return nil, fmt.Errorf("%w: %d bytes of %d", ErrTruncated, len(b), e.Taille)
	case uint64(len(b)) > e.Taille:
		return nil, fmt.Errorf("%w: %d bytes, %d expected", ErrDamaged, len(b), e.Taille)
	}
	body := b[:len(b)-sha256.Size]
	if s := sha256.Sum256(body); !bytes.Equal(s[:], b[len(body):]) {
		return nil, fmt.Errorf("%w: the checksum does not match", ErrDamaged)
	}
	// What follows is wrong only in a file that was made wrong.
	c, err := e.decode(body[tailleEntete:])
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return c, nil
}

// decode reads what comes after the header.
func (e entete) decode(b []byte) (*Calcul, error) {
	c := &Calcul{base: e.Base, cle: e.Cle, part: Part{int(e.PartIndex), int(e.PartSur)}, total: int(e.Destinations), origines: int(e.Origines)}
	if err := c.part.check(); err != nil {
		return nil, err
	}
	r := reader{b: b}
	n := c.part.of(c.total)
	if !r.has(16 * uint64(n)) {
		return nil, errors.New("fewer destinations than announced")
	}
	c.destinations = make([]orb.Point, n)
	for i := range c.destinations {
		c.destinations[i] = r.point()
	}
	for range e.Reseaux {
		g, err := r.grille(c.origines, n)
		if err != nil {
			return nil, err
		}
		c.grilles = append(c.grilles, g)
	}
	if len(r.b) > 0 {
		return nil, fmt.Errorf("%d bytes too many", len(r.b))
	}
	return c, nil
}

// reader takes numbers from the front of b, the length of which has been
// asked for with has.
type reader struct{ b []byte }

func (r *reader) has(n uint64) bool { return n <= uint64(len(r.b)) }

func (r *reader) uint32() uint32 {
	n := binary.LittleEndian.Uint32(r.b)
	r.b = r.b[4:]
	return n
}

func (r *reader) uint64() uint64 {
	n := binary.LittleEndian.Uint64(r.b)
	r.b = r.b[8:]
	return n
}

func (r *reader) point() orb.Point {
	return orb.Point{math.Float64frombits(r.uint64()), math.Float64frombits(r.uint64())}
}

func (r *reader) grille(origines, destinations int) (g grille, err error) {
	if !r.has(8) {
		return g, errors.New("fewer networks than announced")
	}
	// No product of the following overflows: three counts of 32 bits at most.
	cells := r.uint64()
	if cells > math.MaxInt32 || !r.has(tailleGrille(origines, destinations, cells)-8) {
		return g, errors.New("fewer journeys than announced")
	}
	g.colonnes = make([]colonne, destinations)
	for i := range g.colonnes {
		g.colonnes[i].reach = orb.Bound{Min: r.point(), Max: r.point()}
		r.b = r.b[copy(g.colonnes[i].cle[:], r.b):]
	}
	m := &Matrice{etablissements: destinations, start: make([]int, origines+1), cells: make([]cell, cells)}
	for i := range m.start {
		start := r.uint64()
		if start > cells || i == 0 && start != 0 || i > 0 && int(start) < m.start[i-1] {
			return g, fmt.Errorf("row %d starts at journey %d", i, start)
		}
		m.start[i] = int(start)
	}
	if m.start[origines] != len(m.cells) {
		return g, fmt.Errorf("%d journeys in rows, %d announced", m.start[origines], cells)
	}
	for i := range m.cells {
		m.cells[i].etablissement = int32(r.uint32())
		m.cells[i].trajet = Trajet{Depart: raptor.Seconds(r.uint32()), Lieu: binary.LittleEndian.Uint16(r.b),
			Minutes: r.b[2], Rides: r.b[3], Mediane: r.b[4], Meilleur: r.b[5], Part: r.b[6]}
		r.b = r.b[8:]
	}
	for i := range m.cells {
		m.cells[i].suite = suite(r.uint32())
	}
	r.skip(4 * cells)
	if m.foret, err = r.foret(destinations); err != nil {
		return g, err
	}
	for o := range origines {
		previous := int32(-1)
		for _, c := range m.row(o) {
			if c.etablissement <= previous || int(c.etablissement) >= destinations {
				return g, fmt.Errorf("row %d has a journey to %d after %d, of %d", o, c.etablissement, previous, destinations)
			}
			if !c.suite.fin() && int(c.suite) >= len(m.foret.colonne(int(c.etablissement))) {
				return g, fmt.Errorf("row %d has a journey to %d by vehicle %d: there is none", o, c.etablissement, c.suite)
			}
			previous = c.etablissement
		}
	}
	g.matrice = m
	return g, nil
}
