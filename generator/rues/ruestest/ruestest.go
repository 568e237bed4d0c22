// Package ruestest writes small extracts of OpenStreetMap from text written in
// a test.
//
// It owns a short way of writing nodes and ways, and the frame of the PBF
// format. It leaves the reading to rues: what it writes is a real extract.
package ruestest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"google.golang.org/protobuf/encoding/protowire"

	"futurpro/generator/rues"
)

// PBF returns an extract of lines such as
//
//	node 1 0 500 barrier=gate
//	way 7 1,2,3 highway=steps
//
// with the node's number, what at makes its position of, such as metres east
// and north with gtfstest.Point, and its tags.
func PBF(tb testing.TB, at func(x, y float64) orb.Point, text string) []byte {
	tb.Helper()
	b := &blockWriter{at: at, strings: map[string]int{"": 0}, table: []string{""}}
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		var err error
		switch {
		case fields[0] == "node" && len(fields) > 3:
			err = b.node(fields[1], fields[2], fields[3], fields[4:])
		case fields[0] == "way" && len(fields) > 2:
			err = b.way(fields[1], fields[2], fields[3:])
		default:
			err = fmt.Errorf("neither node nor way")
		}
		if err != nil {
			tb.Fatalf("line %q: %v", line, err)
		}
	}
	return append(Header("OsmSchema-V0.6"), block("OSMData", b.bytes())...)
}

// Extract is the extract of a text.
func Extract(tb testing.TB, at func(x, y float64) orb.Point, opts rues.Options, text string) rues.Extract {
	tb.Helper()
	file := PBF(tb, at, text)
	return rues.Extract{SHA256: sha256.Sum256(file), Options: opts, Read: func(ctx context.Context) (*rues.Network, error) {
		n, _, err := rues.Read(ctx, bytes.NewReader(file), "test.osm.pbf", opts)
		return n, err
	}}
}

// Streets loads the streets of a text, however short.
func Streets(tb testing.TB, m rues.Mode, at func(x, y float64) orb.Point, text string) *rues.Streets {
	tb.Helper()
	streets := rues.NewStreets([]rues.Extract{Extract(tb, at, rues.Options{Mode: m}, text)})
	if err := streets.Load(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	return streets
}

// Grid is the text of a square of blocks, some metres long, and of the streets
// around them: with sides of 80 m, it is as dense as a large city.
func Grid(blocks, side int) string {
	var b strings.Builder
	for row := range blocks + 1 {
		for column := range blocks + 1 {
			fmt.Fprintf(&b, "node %d %d %d\n", row*(blocks+1)+column+1, column*side, row*side)
		}
	}
	for i := range blocks + 1 {
		var row, column []string
		for j := range blocks + 1 {
			row = append(row, fmt.Sprint(i*(blocks+1)+j+1))
			column = append(column, fmt.Sprint(j*(blocks+1)+i+1))
		}
		fmt.Fprintf(&b, "way %d %s highway=residential\n", 2*i+1, strings.Join(row, ","))
		fmt.Fprintf(&b, "way %d %s highway=residential\n", 2*i+2, strings.Join(column, ","))
	}
	return b.String()
}

// Header returns the block with which an extract begins, that needs a feature
// of its reader.
func Header(feature string) []byte { return block("OSMHeader", field(nil, 4, []byte(feature))) }

// blockWriter gathers the columns of one block of the format.
type blockWriter struct {
	at                   func(x, y float64) orb.Point
	strings              map[string]int
	table                []string
	ids, lats, lons      []byte // packed differences
	lastID, lastY, lastX int64
	tags                 []byte
	ways                 [][]byte
}

func (b *blockWriter) text(s string) uint64 {
	if _, ok := b.strings[s]; !ok {
		b.strings[s] = len(b.table)
		b.table = append(b.table, s)
	}
	return uint64(b.strings[s])
}

func difference(column []byte, last *int64, v int64) []byte {
	column = protowire.AppendVarint(column, protowire.EncodeZigZag(v-*last))
	*last = v
	return column
}

func (b *blockWriter) node(id, x, y string, tags []string) error {
	var number int64
	var east, north float64
	if _, err := fmt.Sscan(id+" "+x+" "+y, &number, &east, &north); err != nil {
		return err
	}
	p := b.at(east, north)
	b.ids = difference(b.ids, &b.lastID, number)
	b.lons = difference(b.lons, &b.lastX, int64(math.Round(p[0]*1e7)))
	b.lats = difference(b.lats, &b.lastY, int64(math.Round(p[1]*1e7)))
	for _, tag := range tags {
		key, value, _ := strings.Cut(tag, "=")
		b.tags = protowire.AppendVarint(protowire.AppendVarint(b.tags, b.text(key)), b.text(value))
	}
	b.tags = append(b.tags, 0)
	return nil
}

func (b *blockWriter) way(id, nodes string, tags []string) error {
	var number uint64
	if _, err := fmt.Sscan(id, &number); err != nil {
		return err
	}
	var keys, values, refs []byte
	for _, tag := range tags {
		key, value, _ := strings.Cut(tag, "=")
		keys = protowire.AppendVarint(keys, b.text(key))
		values = protowire.AppendVarint(values, b.text(value))
	}
	var last int64
	for node := range strings.SplitSeq(nodes, ",") {
		var ref int64
		if _, err := fmt.Sscan(node, &ref); err != nil {
			return err
		}
		refs = difference(refs, &last, ref)
	}
	w := protowire.AppendVarint(protowire.AppendTag(nil, 1, protowire.VarintType), number)
	b.ways = append(b.ways, field(field(field(w, 2, keys), 3, values), 8, refs))
	return nil
}

func (b *blockWriter) bytes() []byte {
	var table, group []byte
	for _, s := range b.table {
		table = field(table, 1, []byte(s))
	}
	dense := field(field(field(field(nil, 1, b.ids), 8, b.lats), 9, b.lons), 10, b.tags)
	group = field(group, 2, dense)
	out := field(field(nil, 1, table), 2, group)
	var ways []byte
	for _, w := range b.ways {
		ways = field(ways, 3, w)
	}
	return field(out, 2, ways)
}

func field(to []byte, number protowire.Number, value []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(to, number, protowire.BytesType), value)
}

// block frames data, uncompressed, as the format does.
func block(kind string, data []byte) []byte {
	blob := field(nil, 1, data)
	header := field(nil, 1, []byte(kind))
	header = protowire.AppendVarint(protowire.AppendTag(header, 3, protowire.VarintType), uint64(len(blob)))
	var out bytes.Buffer
	_ = binary.Write(&out, binary.BigEndian, uint32(len(header))) // a Buffer takes everything
	out.Write(header)
	out.Write(blob)
	return out.Bytes()
}
