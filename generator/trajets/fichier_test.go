package trajets_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"testing"

	"github.com/paulmach/orb"

	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/trajets"
)

// smallFile has three journeys, by bus and on foot.
func smallFile(tb testing.TB) []byte {
	tb.Helper()
	d := demande(reseau(tb, oneBus))
	d.Origines = trajets.Origines([]orb.Point{gtfstest.Point(0, 400), gtfstest.Point(40000, 0)})
	d.Destinations = []orb.Point{gtfstest.Point(40000, 200), gtfstest.Point(0, 0)}
	file, _ := bytesOf(tb, d, trajets.Whole(), nil)
	if n := read(tb, file).Matrices()[0].Len(); n != 3 {
		tb.Fatalf("%d journeys, want 3", n)
	}
	return file
}

func TestTruncatedFileIsRefused(t *testing.T) {
	file := smallFile(t)
	for n := range file {
		want := trajets.ErrTruncated
		if n < 8 {
			want = nil // any error: too short to tell
		}
		if _, err := trajets.Read(file[:n]); err == nil || want != nil && !errors.Is(err, want) {
			t.Errorf("the first %d bytes: error %v, want %v", n, err, want)
		}
	}
}

func TestEveryDamagedByteIsFound(t *testing.T) {
	file := smallFile(t)
	for i := range file {
		for _, flip := range []byte{0x01, 0x80, 0xff} {
			damaged := bytes.Clone(file)
			damaged[i] ^= flip
			if _, err := trajets.Read(damaged); err == nil {
				t.Errorf("byte %d xor %#x: no error", i, flip)
			}
		}
	}
}

func TestForeignFileIsRefused(t *testing.T) {
	file := smallFile(t)
	newer := bytes.Clone(file)
	binary.LittleEndian.PutUint32(newer[8:], 99)
	cells := bytes.Clone(file)
	cells[len(cells)-60] ^= 1
	for _, test := range []struct {
		name string
		file []byte
		want error
	}{
		{"a text", []byte("commune;minutes\n35238;12\n"), trajets.ErrForeign},
		{"zeroes", make([]byte, 4096), trajets.ErrForeign},
		{"another version", newer, trajets.ErrVersion},
		{"a byte too many", append(bytes.Clone(file), 0), trajets.ErrDamaged},
		{"another journey", cells, trajets.ErrDamaged},
		{"an empty file", nil, trajets.ErrTruncated},
	} {
		if _, err := trajets.Read(test.file); !errors.Is(err, test.want) {
			t.Errorf("%s: error %v, want %v", test.name, err, test.want)
		}
	}
}

// A file of which the checksum is right and the numbers are not comes from a
// mistake of ours, or from somebody who wants to see the program fall.
func TestWrongNumbersAreRefused(t *testing.T) {
	const (
		networks, origines, destinations, part, parts = 12, 16, 20, 24, 28
		body                                          = 128
		cells                                         = body + 2*16
		rows                                          = cells + 8 + 2*64
		firstCell                                     = rows + 3*8
		beginnings                                    = firstCell + 3*16
		// One feed, the texts A, B and R, one line, one vehicle.
		forest  = beginnings + 3*4 + 4
		texts   = forest + 5*8 + 32
		line    = texts + 4*4 + 3 + 5
		columns = line + 16
		vehicle = columns + 3*8
	)
	for _, test := range []struct {
		name string
		at   int
		to   uint32
	}{
		{"many networks", networks, 1 << 31}, {"no network", networks, 0},
		{"many origines", origines, 1<<32 - 1}, {"fewer origines", origines, 1},
		{"many destinations", destinations, 1<<32 - 1}, {"fewer destinations", destinations, 1},
		{"a part past the last", part, 1}, {"no parts", parts, 0}, {"more parts", parts, 2},
		{"many cells", cells, 1<<32 - 1}, {"fewer cells", cells, 1},
		{"cells past counting", cells + 4, 1 << 31},
		{"first row not at 0", rows, 1}, {"rows backwards", rows + 8, 4}, {"rows end early", rows + 16, 2},
		{"a journey to nowhere", firstCell, 2}, {"a negative destination", firstCell, 1<<32 - 1},
		{"a destination twice", firstCell + 16, 0},
		{"a first vehicle that is not there", beginnings, 1},
		{"no feed", forest, 0}, {"many feeds", forest, 1 << 31},
		{"fewer texts", forest + 8, 1}, {"texts past counting", forest + 12, 1},
		{"shorter texts", forest + 16, 2}, {"longer texts", forest + 16, 4},
		{"no line", forest + 24, 0}, {"many lines", forest + 24, 1<<32 - 1},
		{"no vehicle", forest + 32, 0}, {"many vehicles", forest + 32, 1 << 30},
		{"first text not at 0", texts, 1}, {"a text past the end", texts + 4, 4}, {"texts backwards", texts + 8, 0}, {"texts end early", texts + 12, 2},
		{"a line of no feed", line, 1}, {"a line without a name", line + 8, 3},
		{"first column not at 0", columns, 1}, {"a column past the end", columns + 8, 2}, {"columns end early", columns + 16, 0},
		{"a vehicle of no line", vehicle, 1}, {"from nowhere", vehicle + 4, 3}, {"to nowhere", vehicle + 8, 3},
		{"a vehicle followed by itself", vehicle + 12, 0}, {"neither seated nor not", vehicle + 24, 2 << 16},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := smallFile(t)
			binary.LittleEndian.PutUint32(file[test.at:], test.to)
			if _, err := trajets.Read(signed(file[:len(file)-sha256.Size])); !errors.Is(err, trajets.ErrDamaged) {
				t.Errorf("error %v, want %v", err, trajets.ErrDamaged)
			}
		})
	}
}

// signed appends the checksum.
func signed(body []byte) []byte {
	s := sha256.Sum256(body)
	return append(bytes.Clone(body), s[:]...)
}

// FuzzRead looks for a file, rightly signed and of the announced size, that
// makes the reader fall, or that it reads as what it would not write.
func FuzzRead(f *testing.F) {
	file := smallFile(f)
	f.Add(file[:len(file)-sha256.Size])
	f.Add([]byte("FPTRAJET"))
	f.Fuzz(func(t *testing.T, body []byte) {
		if len(body) >= 104 {
			body = bytes.Clone(body)
			binary.LittleEndian.PutUint64(body[96:], uint64(len(body)+sha256.Size))
		}
		c, err := trajets.Read(signed(body))
		if err != nil {
			return
		}
		again := written(t, c)
		if len(again) != len(body)+sha256.Size {
			t.Fatalf("%d bytes read, %d written", len(body)+sha256.Size, len(again))
		}
		if !bytes.Equal(written(t, read(t, again)), again) {
			t.Fatal("written, read and written again: other bytes")
		}
	})
}
