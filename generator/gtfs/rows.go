package gtfs

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
)

// rows reads the records of a table. Stop times are by far the longest table
// of the whole program, and nearly all their lines are plain: those are cut at
// the separators here. From the first line that is not, encoding/csv reads on,
// and TestRowsAreThoseOfEncodingCSV has both agree.
type rows struct {
	r      *bufio.Reader
	comma  byte
	ligne  int // of the last record, from 1
	fields []string
	csv    *csv.Reader // nil as long as lines are plain
	before int         // lines read before csv took over
}

// read returns the next record, valid until the one after; io.EOF at the end.
func (rr *rows) read() ([]string, error) {
	for rr.csv == nil {
		line, err := rr.r.ReadSlice('\n')
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			rr.handOver(line)
			continue
		case err != nil && err != io.EOF:
			return nil, err
		case len(line) == 0:
			return nil, io.EOF
		}
		text := bytes.TrimSuffix(bytes.TrimSuffix(line, []byte("\n")), []byte("\r"))
		if len(text) == 0 {
			rr.ligne++
			continue // as encoding/csv has it
		}
		if !rr.cut(string(text)) {
			rr.handOver(line)
			continue
		}
		rr.ligne++
		return rr.fields, nil
	}
	record, err := rr.csv.Read()
	if err == nil {
		ligne, _ := rr.csv.FieldPos(0)
		rr.ligne = rr.before + ligne
	}
	return record, err
}

// cut fills fields from a line that ends with its record, and reports whether
// it could: a quotation mark may only stand around a whole field.
func (rr *rows) cut(line string) bool {
	rr.fields = rr.fields[:0]
	for i := 0; ; {
		start, end := i, i
		if i < len(line) && line[i] == '"' {
			start++
			for end = start; end < len(line) && line[end] != '"'; end++ {
			}
			if i = end + 1; end == len(line) || i < len(line) && line[i] != rr.comma {
				return false
			}
		} else {
			for end < len(line) && line[end] != rr.comma {
				if line[end] == '"' {
					return false
				}
				end++
			}
			i = end
		}
		rr.fields = append(rr.fields, line[start:end])
		if i >= len(line) {
			return true
		}
		i++
	}
}

// handOver gives what follows, line included, to encoding/csv.
func (rr *rows) handOver(line []byte) {
	rr.before = rr.ligne
	rr.csv = csv.NewReader(io.MultiReader(bytes.NewReader(slices.Clone(line)), rr.r))
	rr.csv.Comma = rune(rr.comma)
	rr.csv.LazyQuotes = true
	rr.csv.FieldsPerRecord = -1
	rr.csv.ReuseRecord = true
}
