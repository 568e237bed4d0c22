package content

import (
	"bytes"
	"sort"
	"strings"
	"unicode/utf8"
)

// source is the text of one file, with "\n" line ends and no byte order mark,
// and the places in it.
type source struct {
	path string
	text string
	// starts holds the offset of the first byte of each line.
	starts []int
	// last is the place asked for last: characters before it on its line.
	last struct{ offset, column int }
}

// newSource decodes the bytes of a file. What cannot be read without guessing
// is a problem, and there is then no source.
func newSource(path string, b []byte, ps *problems) *source {
	if bytes.HasPrefix(b, []byte{0xFF, 0xFE}) || bytes.HasPrefix(b, []byte{0xFE, 0xFF}) {
		ps.add(path, 1, 1, "is UTF-16: save the file as UTF-8")
		return nil
	}
	text := string(bytes.TrimPrefix(b, []byte("\uFEFF")))
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	text, ok := repaired(path, text, ps)
	if !ok {
		return nil
	}
	s := &source{path: path, text: text, starts: []int{0}}
	ps.keep(s)
	for i := range len(text) {
		if text[i] == '\n' {
			s.starts = append(s.starts, i+1)
		}
	}
	if at := invalidUTF8(text); at >= 0 {
		s.problem(ps, at, "byte 0x%02X is not UTF-8: save the file as UTF-8", text[at])
		return nil
	}
	if at := strings.IndexByte(text, 0); at >= 0 {
		s.problem(ps, at, "holds a NUL byte: this is not a text file")
		return nil
	}
	return s
}

// place returns the line and the column of an offset, both from 1.
func (s *source) place(offset int) (line, column int) {
	offset = min(max(offset, 0), len(s.text))
	line = sort.SearchInts(s.starts, offset+1)
	start, before := s.starts[line-1], 0
	// A line may hold many places, asked for in order.
	if s.last.offset >= start && s.last.offset <= offset {
		start, before = s.last.offset, s.last.column
	}
	before += utf8.RuneCountInString(s.text[start:offset])
	s.last.offset, s.last.column = offset, before
	return line, before + 1
}

// line is the text of a line, from 1.
func (s *source) line(number int) string {
	if number > len(s.starts) {
		return ""
	}
	line, _, _ := strings.Cut(s.text[s.starts[number-1]:], "\n")
	return line
}

// problem records a problem at an offset.
func (s *source) problem(ps *problems, offset int, format string, args ...any) {
	line, column := s.place(offset)
	ps.add(s.path, line, column, format, args...)
}

func invalidUTF8(text string) int {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}
