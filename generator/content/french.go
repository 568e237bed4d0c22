package content

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// frenchSpaces makes the space before a double sign, and those inside « »,
// a no-break one, so that no line starts with ":" or "»". It comes after the
// heading ids, which leave out no-break spaces and must not depend on it.
type frenchSpaces struct{}

// Extend implements goldmark.Extender.
func (frenchSpaces) Extend(m goldmark.Markdown) {
	withSiteStep(m, stepFrenchSpaces, func(root *ast.Document, source []byte, _ *page) {
		spaces := strings.NewReplacer(
			" :", "\u00a0:", " ;", "\u202f;", " !", "\u202f!", " ?", "\u202f?",
			"« ", "«\u00a0", " »", "\u00a0»")
		for _, t := range nodes[*ast.Text](root) {
			if t.IsRaw() || t.Parent().Kind() == ast.KindCodeSpan {
				continue
			}
			value := t.Segment.Value(source)
			// "!" starts a text of its own, since it may start an image.
			next := followingByte(t, source)
			spaced := []byte(strings.TrimSuffix(spaces.Replace(string(value)+next), next))
			if bytes.Equal(value, spaced) {
				continue
			}
			// The text keeps its line break, after what now shows its words.
			t.Parent().InsertBefore(t.Parent(), t, ast.NewString(spaced))
			t.Segment = text.NewSegment(t.Segment.Stop, t.Segment.Stop)
		}
	})
}

// followingByte is the double sign that the text right after t starts with,
// if it does.
func followingByte(t *ast.Text, source []byte) string {
	next, ok := t.NextSibling().(*ast.Text)
	if !ok || t.SoftLineBreak() || t.HardLineBreak() || next.Segment.Len() == 0 {
		return ""
	}
	if c := string(next.Segment.Value(source)[:1]); strings.Contains(":;!?", c) {
		return c
	}
	return ""
}
