package trajets

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"futurpro/generator/raptor"
)

// In a file, a foret is, each array padded with zeroes to 8 bytes:
//
//	numbers   of feeds, texts, bytes of texts, lines, troncons; uint64 each
//	feeds     their keys, 32 bytes each
//	texts     where each starts, uint32, and the end of the last; then their bytes
//	lines     feed uint32, route_type int32, text uint32, 0
//	columns   where the troncons of each start, uint64, and their end
//	troncons  line, text of the stop from, text of the stop to, suite, uint32;
//	          departure, arrival, int32; walk uint16; 1 if seated, uint16
const (
	tailleFlux    = 32
	tailleLigne   = 16
	tailleTroncon = 28
)

func (f *foret) counts() (flux, textes, octets, lignes, troncons uint64) {
	for _, t := range f.textes {
		octets += uint64(len(t))
	}
	return uint64(len(f.flux)), uint64(len(f.textes)), octets, uint64(len(f.lignes)), uint64(len(f.troncons))
}

func (f *foret) size() uint64 {
	flux, textes, octets, lignes, troncons := f.counts()
	return 5*8 + tailleForet(flux, textes, octets, lignes, troncons, uint64(len(f.start)-1))
}

// tailleForet is the number of bytes that follow the numbers. None of these is
// past 32 bits.
func tailleForet(flux, textes, octets, lignes, troncons, colonnes uint64) uint64 {
	return tailleFlux*flux + aligned(4*(textes+1)) + aligned(octets) + tailleLigne*lignes + 8*(colonnes+1) + aligned(tailleTroncon*troncons)
}

func (f *foret) write(b *bufio.Writer) {
	var buf []byte
	written := 0
	put := func(numbers ...uint32) {
		buf = buf[:0]
		for _, n := range numbers {
			buf = binary.LittleEndian.AppendUint32(buf, n)
		}
		_, _ = b.Write(buf)
		written += len(buf)
	}
	pad := func() {
		_, _ = b.Write(make([]byte, aligned(uint64(written))-uint64(written)))
		written = 0
	}
	number := func(n uint64) { put(uint32(n), uint32(n>>32)) }
	flux, textes, octets, lignes, troncons := f.counts()
	for _, n := range []uint64{flux, textes, octets, lignes, troncons} {
		number(n)
	}
	for _, e := range f.flux {
		_, _ = b.Write(e[:])
	}
	end := uint32(0)
	put(end)
	for _, t := range f.textes {
		end += uint32(len(t))
		put(end)
	}
	pad()
	for _, t := range f.textes {
		n, _ := b.WriteString(t)
		written += n
	}
	pad()
	for _, l := range f.lignes {
		put(l.flux, uint32(l.mode), l.nom, 0)
	}
	for _, start := range f.start {
		number(uint64(start))
	}
	pad()
	for _, t := range f.troncons {
		last := uint32(t.marche)
		if t.assis {
			last |= 1 << 16
		}
		put(t.ligne, t.de, t.a, uint32(t.suite), uint32(t.depart), uint32(t.arrivee), last)
	}
	pad()
}

// foret reads the journeys to a number of destinations. Whatever the bytes,
// every number in it leads somewhere, and every journey ends.
func (r *reader) foret(destinations int) (f foret, err error) {
	if !r.has(5 * 8) {
		return f, errors.New("no forest")
	}
	flux, textes, octets, lignes, troncons := r.uint64(), r.uint64(), r.uint64(), r.uint64(), r.uint64()
	if max(flux, textes, octets, lignes, troncons) > math.MaxInt32 || !r.has(tailleForet(flux, textes, octets, lignes, troncons, uint64(destinations))) {
		return f, errors.New("a shorter forest than announced")
	}
	f.flux = make([]Empreinte, flux)
	for i := range f.flux {
		r.b = r.b[copy(f.flux[i][:], r.b):]
	}
	if f.textes, err = r.textes(int(textes), uint32(octets)); err != nil {
		return f, err
	}
	f.lignes = make([]ligne, lignes)
	for i := range f.lignes {
		f.lignes[i] = ligne{r.uint32(), int32(r.uint32()), r.uint32()}
		r.uint32()
		if l := f.lignes[i]; uint64(l.flux) >= flux || uint64(l.nom) >= textes {
			return f, fmt.Errorf("line %d: %+v", i, l)
		}
	}
	f.start = make([]int, destinations+1)
	for i := range f.start {
		start := r.uint64()
		if start > troncons || i == 0 && start != 0 || i > 0 && int(start) < f.start[i-1] {
			return f, fmt.Errorf("column %d starts at vehicle %d", i, start)
		}
		f.start[i] = int(start)
	}
	if f.start[destinations] != int(troncons) {
		return f, fmt.Errorf("%d vehicles in columns, %d announced", f.start[destinations], troncons)
	}
	return f, r.troncons(&f, int(troncons))
}

// textes reads n texts of so many bytes in all.
func (r *reader) textes(n int, octets uint32) ([]string, error) {
	ends := make([]uint32, n+1)
	for i := range ends {
		ends[i] = r.uint32()
		if ends[i] > octets || i == 0 && ends[i] != 0 || i > 0 && ends[i] < ends[i-1] {
			return nil, fmt.Errorf("text %d starts at byte %d", i, ends[i])
		}
	}
	if ends[n] != octets {
		return nil, fmt.Errorf("texts of %d bytes, %d announced", ends[n], octets)
	}
	r.skip(4 * uint64(n+1))
	all := string(r.b[:octets])
	r.b = r.b[octets:]
	r.skip(uint64(octets))
	texts := make([]string, n)
	for i := range texts {
		texts[i] = all[ends[i]:ends[i+1]]
	}
	return texts, nil
}

func (r *reader) troncons(f *foret, n int) error {
	f.troncons = make([]troncon, n)
	for e := range len(f.start) - 1 {
		for i := range f.colonne(e) {
			t := troncon{ligne: r.uint32(), de: r.uint32(), a: r.uint32(), suite: suite(r.uint32()),
				depart: raptor.Seconds(r.uint32()), arrivee: raptor.Seconds(r.uint32())}
			last := r.uint32()
			t.marche, t.assis = uint16(last), last>>16 == 1
			if int(t.ligne) >= len(f.lignes) || int(max(t.de, t.a)) >= len(f.textes) || !t.suite.fin() && int(t.suite) >= i || last>>16 > 1 {
				return fmt.Errorf("vehicle %d of column %d: %+v", i, e, t)
			}
			f.colonne(e)[i] = t
		}
	}
	r.skip(tailleTroncon * uint64(n))
	return nil
}

// skip passes what pads an array of n bytes to 8.
func (r *reader) skip(n uint64) { r.b = r.b[aligned(n)-n:] }
