package content

import (
	"unicode/utf8"

	"futurpro/generator/reparation"
)

// repaired undoes in a page what reading it with the wrong code page did, and
// warns of each line. Where that is not certain it is a problem, and the page
// has no text.
func repaired(path, text string, ps *problems) (string, bool) {
	if !utf8.ValidString(text) {
		return text, true // said by the caller
	}
	r := reparation.RepairMarkdown(text)
	line := 0
	for _, p := range r.Repaired {
		if p.Line != line {
			ps.warn(path, p.Line, p.Column, "%q is UTF-8 read as Windows-1252 or the like, published as %q: run generator repair on the file", p.Broken, p.Repaired)
		}
		line = p.Line
	}
	for _, p := range r.Refused {
		ps.add(path, p.Line, p.Column, "%q is UTF-8 read as Windows-1252 or the like: %s; write the character, or save the original file again, as UTF-8", p.Broken, p.Reason)
	}
	return r.Text, len(r.Refused) == 0
}
