package content

import (
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/yuin/goldmark/util"
)

// highlightMax bounds the code that is coloured, in bytes.
const highlightMax = 50_000

// isPlain reports whether code of a language is written in the highlighter's
// boxes but not coloured.
func isPlain(language string) bool {
	switch language {
	case "", "plaintext", "text", "txt":
		return true
	}
	return false
}

// lexer is how code of a language is cut; nil for a language that is unknown,
// or whose code is a drawing.
func lexer(language string) chroma.Lexer {
	if language == "mermaid" || strings.ContainsAny(language, "*?[./\\") {
		return nil
	}
	if l := lexers.Get(language); l != nil {
		return chroma.Coalesce(l)
	}
	return nil
}

// highlight writes code as spans of the classes of Pygments, which rouge, that
// kramdown used, took over. ok is false where the code is not to be coloured.
func highlight(w util.BufWriter, l chroma.Lexer, code string) (ok bool) {
	if l == nil || len(code) > highlightMax {
		return false
	}
	tokens, err := chroma.Tokenise(l, &chroma.TokeniseOptions{State: "root"}, code)
	if err != nil {
		return false
	}
	json := l.Config().Name == "JSON"
	for _, t := range tokens {
		class := chroma.StandardTypes[t.Type] // empty for plain text
		if json {
			class = jsonClass(t, class)
		}
		text := string(util.EscapeHTML([]byte(t.Value)))
		if class != "" {
			text = `<span class="` + class + `">` + text + `</span>`
		}
		_, _ = w.WriteString(text)
	}
	return true
}

// jsonClass is rouge's class of a token of JSON, where it differs: the keys of
// objects are labels, and white space has a class.
func jsonClass(t chroma.Token, class string) string {
	switch {
	case t.Type == chroma.NameTag:
		return "nl"
	case strings.TrimSpace(t.Value) == "":
		return "w"
	}
	return class
}
