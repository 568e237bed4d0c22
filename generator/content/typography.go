package content

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// typography replaces straight quotes, dots and dashes by typographic ones, by
// kramdown's rules: goldmark's own are for English contractions, and leave the
// apostrophe of "l'été" open.
type typography struct{}

// Extend implements goldmark.Extender.
func (typography) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(parser.WithInlineParsers(util.Prioritized(typographyParser{}, 9999)))
}

type typographyParser struct{}

// Trigger implements parser.InlineParser.
func (typographyParser) Trigger() []byte { return []byte{'\'', '"', '-', '.', '<', '>', ' '} }

// Parse implements parser.InlineParser.
func (typographyParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	symbols := []struct{ typed, shown string }{
		{"...", "…"}, {"---", "—"}, {"--", "–"}, {"<< ", "«\u00a0"}, {"<<", "«"}, {" >>", "\u00a0»"}, {">>", "»"},
	}
	for _, s := range symbols {
		if bytes.HasPrefix(line, []byte(s.typed)) {
			block.Advance(len(s.typed))
			return typographic(s.typed, s.shown)
		}
	}
	if line[0] != '\'' && line[0] != '"' {
		return nil
	}
	open := opensQuote(block.PrecendingCharacter(), string(line[1:min(len(line), 16)]))
	quote := map[byte]map[bool]string{'\'': {true: "‘", false: "’"}, '"': {true: "“", false: "”"}}[line[0]][open]
	block.Advance(1)
	return typographic(string(line[:1]), quote)
}

// typedMark is the attribute that keeps what a typographic sign was typed as.
var typedMark = []byte("{typed}")

func typographic(typed, shown string) ast.Node {
	n := ast.NewString([]byte(shown))
	n.SetAttribute(typedMark, []byte(typed))
	return n
}

// opensQuote tells an opening quote from a closing one by its neighbours.
func opensQuote(before rune, after string) bool {
	marked := strings.TrimLeft(after, "_*")
	if n := len(after) - len(marked); n > 0 && n <= 2 && marked != "" && !startsWithSpace(marked) {
		return true
	}
	if after != "" && util.IsPunct(after[0]) && !strings.HasPrefix(after[1:], "..") &&
		(len(after) == 1 || !isASCIIWord(after[1])) {
		return false
	}
	space := unicode.IsSpace(before)
	if space && after != "" && isASCIIWord(after[0]) {
		return true
	}
	if !space && !strings.ContainsRune(`\[{(-`, before) {
		return false
	}
	return !(after == "" || startsWithSpace(after) ||
		(after[0] == 's' && (len(after) == 1 || !isASCIIWord(after[1]))))
}

func startsWithSpace(s string) bool { return util.IsSpace(s[0]) }

func isASCIIWord(c byte) bool {
	return c == '_' || util.IsNumeric(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
