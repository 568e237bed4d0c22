package gtfs

import (
	"bytes"
	"encoding/csv"
	"io"
	"unicode/utf8"
)

// blockSize is how much of a table is in memory, in bytes.
const blockSize = 64 << 10

// rows reads the records of a table. Stop times are by far the longest table
// of the whole program, and nearly all their lines are plain: those are cut at
// the separators here, where they were read, and nothing is allocated. From
// the first line that is not plain, encoding/csv reads on, and
// TestRowsAreThoseOfEncodingCSV has both agree.
type rows struct {
	r      io.Reader
	comma  byte
	ligne  int      // of the last record, from 1
	fields [][]byte // of the last record

	buf   []byte // where r is read
	block []byte // the lines to come, all of them whole; part of buf
	begun []byte // the line after these, whose end is not read yet
	err   error  // of r, once it gives no more
	valid bool   // whether the block that was read is UTF-8

	// Plain lines whose first field is skip are not cut, but counted, unless
	// they have more than columns fields. Nil for none.
	skip             []byte
	columns, skipped int

	csv    *csv.Reader // nil as long as lines are plain
	before int         // lines read before csv took over
}

func newRows(r io.Reader, comma byte, size int) *rows {
	return &rows{r: r, comma: comma, buf: make([]byte, size)}
}

// read returns the next record, valid until the one after; io.EOF at the end.
func (rr *rows) read() ([][]byte, error) {
	for rr.csv == nil {
		if len(rr.block) == 0 {
			if err := rr.fill(); err != nil {
				return nil, err
			}
			continue
		}
		line, after, _ := bytes.Cut(rr.block, []byte("\n"))
		line = bytes.TrimSuffix(line, []byte("\r"))
		skips := rr.skip != nil && rr.skips(line)
		if !skips && !rr.cut(line) {
			rr.handOver()
			continue
		}
		rr.block = after
		rr.ligne++
		switch {
		case skips:
			rr.skipped++
		case len(line) > 0: // others do not count for encoding/csv
			return rr.fields, nil
		}
	}
	return rr.readCSV()
}

// fill reads the next block. A line longer than that is left to encoding/csv.
func (rr *rows) fill() error {
	if rr.err != nil {
		return rr.err
	}
	n := copy(rr.buf, rr.begun)
	for n < len(rr.buf) && rr.err == nil {
		var more int
		more, rr.err = rr.r.Read(rr.buf[n:])
		n += more
	}
	end := n
	if rr.err != io.EOF {
		end = bytes.LastIndexByte(rr.buf[:n], '\n') + 1
	}
	rr.block, rr.begun = rr.buf[:end], rr.buf[end:n]
	rr.valid = utf8.Valid(rr.block)
	if len(rr.begun) == len(rr.buf) {
		rr.handOver()
	}
	return nil
}

// skips reports whether a line is one to skip.
func (rr *rows) skips(line []byte) bool {
	n := len(rr.skip)
	return len(line) > n && line[n] == rr.comma && bytes.Equal(line[:n], rr.skip) &&
		bytes.IndexByte(line, '"') < 0 && bytes.Count(line, []byte{rr.comma}) < rr.columns
}

// cut fills fields from a line that ends with its record, and reports whether
// it could: a quotation mark may only stand around a whole field.
func (rr *rows) cut(line []byte) bool {
	if bytes.IndexByte(line, '"') >= 0 {
		return rr.cutQuoted(line)
	}
	rr.fields = rr.fields[:0]
	for {
		end := bytes.IndexByte(line, rr.comma)
		if end < 0 {
			rr.fields = append(rr.fields, line)
			return true
		}
		rr.fields = append(rr.fields, line[:end])
		line = line[end+1:]
	}
}

// cutQuoted is cut for a line with quotation marks.
func (rr *rows) cutQuoted(line []byte) bool {
	rr.fields = rr.fields[:0]
	for {
		var field []byte
		quoted := len(line) > 0 && line[0] == '"'
		if quoted {
			end := bytes.IndexByte(line[1:], '"')
			if end < 0 {
				return false
			}
			field, line = line[1:1+end], line[2+end:]
		} else {
			end := bytes.IndexByte(line, rr.comma)
			if end < 0 {
				end = len(line)
			}
			field, line = line[:end], line[end:]
		}
		if !quoted && bytes.IndexByte(field, '"') >= 0 || len(line) > 0 && line[0] != rr.comma {
			return false
		}
		rr.fields = append(rr.fields, field)
		if len(line) == 0 {
			return true
		}
		line = line[1:]
	}
}

// handOver gives what is not read yet to encoding/csv.
func (rr *rows) handOver() {
	rr.before = rr.ligne
	rr.csv = csv.NewReader(io.MultiReader(bytes.NewReader(rr.block), bytes.NewReader(rr.begun), rr.r))
	rr.buf = nil // it is these lines
	rr.csv.Comma = rune(rr.comma)
	rr.csv.LazyQuotes = true
	rr.csv.FieldsPerRecord = -1
	rr.csv.ReuseRecord = true
	rr.valid = false // nobody has looked at the rest
}

func (rr *rows) readCSV() ([][]byte, error) {
	record, err := rr.csv.Read()
	if err != nil {
		return nil, err
	}
	ligne, _ := rr.csv.FieldPos(0)
	rr.ligne = rr.before + ligne
	rr.buf, rr.fields = rr.buf[:0], rr.fields[:0]
	for _, field := range record {
		rr.buf = append(rr.buf, field...)
	}
	rest := rr.buf
	for _, field := range record {
		rr.fields = append(rr.fields, rest[:len(field)])
		rest = rest[len(field):]
	}
	return rr.fields, nil
}
