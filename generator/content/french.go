package content

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// frenchSpaces makes the space before a double sign, those inside « » and those
// of a number and its sign ("5 000", "17 %") narrow no-break ones, as the
// templates do, so that no line starts with ":" or "»". It comes after the
// heading ids, which leave out no-break spaces and must not depend on it.
type frenchSpaces struct{}

var numberSpaces = regexp.MustCompile(`(\b\d{1,3}) (\d{3}\b|[%€])`)

// spaceNumbers keeps the digits of a number, and its sign, on one line.
func spaceNumbers(s string) string { return numberSpaces.ReplaceAllString(s, "$1\u202f$2") }

// Extend implements goldmark.Extender.
func (frenchSpaces) Extend(m goldmark.Markdown) {
	withSiteStep(m, stepFrenchSpaces, func(root *ast.Document, source []byte, _ *page) {
		spaces := strings.NewReplacer(
			" :", "\u202f:", " ;", "\u202f;", " !", "\u202f!", " ?", "\u202f?",
			"« ", "«\u202f", " »", "\u202f»")
		for _, t := range nodes[*ast.Text](root) {
			// Gone into the one before it, or shown as typed.
			if t.Parent() == nil || t.IsRaw() || t.Parent().Kind() == ast.KindCodeSpan {
				continue
			}
			// "!" starts a text of its own, since it may start an image, and so
			// does the last word of a block.
			for next := t.NextSibling(); next != nil && t.Merge(next, source); next = t.NextSibling() {
				t.Parent().RemoveChild(t.Parent(), next)
			}
			value := t.Segment.Value(source)
			spaced := spaceNumbers(spaces.Replace(string(value)))
			if string(value) == spaced {
				continue
			}
			// The text keeps its line break, after what now shows its words.
			t.Parent().InsertBefore(t.Parent(), t, ast.NewString([]byte(spaced)))
			t.Segment = text.NewSegment(t.Segment.Stop, t.Segment.Stop)
		}
	})
}
