package content

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// codeBlocks writes code as kramdown with the rouge highlighter does, which is
// what style sheets made for it expect. Colours are put on when the site is made.
type codeBlocks struct{}

// Extend implements goldmark.Extender.
func (codeBlocks) Extend(m goldmark.Markdown) {
	withRenderer(m, nodeRenderer{
		ast.KindCodeSpan:        renderCodeSpan,
		ast.KindCodeBlock:       renderCodeBlock,
		ast.KindFencedCodeBlock: renderCodeBlock,
	})
}

func renderCodeSpan(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, err := w.WriteString("</code>")
		return ast.WalkContinue, err
	}
	class := attribute(n, "class")
	if class == "" {
		class = "language-plaintext"
	} else if codeLanguage(n) == "" {
		class = "language-plaintext " + class
	}
	n.SetAttributeString("class", []byte(class+" highlighter-rouge"))
	_, _ = w.WriteString("<code")
	html.RenderAttributes(w, n, html.CodeAttributeFilter)
	_ = w.WriteByte('>')
	var code []byte
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		value := c.(*ast.Text).Segment.Value(source)
		if l := len(value); l > 0 && value[l-1] == '\n' {
			value = append(slices.Clone(value[:l-1]), ' ')
		}
		code = append(code, value...)
	}
	if language := codeLanguage(n); isPlain(language) || !highlight(w, lexer(language), string(code)) {
		_, _ = w.Write(util.EscapeHTML(code))
	}
	return ast.WalkSkipChildren, nil
}

// codeLanguage is the language that an attribute list gives to a code span,
// which its first class then names: {:.language-ruby}.
func codeLanguage(n ast.Node) string {
	first, _, _ := strings.Cut(attribute(n, "class"), " ")
	language, ok := strings.CutPrefix(first, "language-")
	if !ok {
		return ""
	}
	return language
}

func renderCodeBlock(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	language := "plaintext"
	if fenced, ok := n.(*ast.FencedCodeBlock); ok {
		if l := fenced.Language(source); len(l) > 0 {
			language = string(unescape(l))
		}
	}
	class := string(util.EscapeHTML([]byte("language-" + language)))
	code := string(n.Lines().Value(source))
	l := lexer(language)
	if !isPlain(language) && l == nil {
		_, err := w.WriteString(`<pre><code class="` + class + `">` + string(util.EscapeHTML([]byte(code))) + "</code></pre>\n")
		return ast.WalkContinue, err
	}
	if extra := attribute(n, "class"); extra != "" {
		class += " " + string(util.EscapeHTML([]byte(extra)))
	}
	_, _ = w.WriteString(`<div class="` + class + ` highlighter-rouge"><div class="highlight"><pre class="highlight"><code>`)
	if isPlain(language) || !highlight(w, l, code) {
		_, _ = w.Write(util.EscapeHTML([]byte(code)))
	}
	_, err := w.WriteString("</code></pre></div></div>\n")
	return ast.WalkContinue, err
}
