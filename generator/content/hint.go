package content

import "futurpro/generator/diagnostic"

// hinted is the end of a problem's detail, with what the author may have meant.
type hinted struct {
	text       string
	candidates []string
}

// String is the text.
func (h hinted) String() string { return h.text }

// hint is ": did you mean X?" or, when nothing is near, the alternative.
func hint(s string, candidates []string, otherwise string) hinted {
	near := diagnostic.Nearest(s, candidates)
	if len(near) == 0 {
		return hinted{text: otherwise}
	}
	return hinted{diagnostic.DidYouMean(near), near}
}
