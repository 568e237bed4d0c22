package content

import (
	"slices"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// codeBlocks writes code as kramdown with the rouge highlighter does, which is
// what style sheets made for it expect. The code itself is not coloured.
type codeBlocks struct{}

// Extend implements goldmark.Extender.
func (codeBlocks) Extend(m goldmark.Markdown) {
	withRenderer(m, nodeRenderer{
		ast.KindCodeSpan:        renderCodeSpan,
		ast.KindCodeBlock:       renderCodeBlock,
		ast.KindFencedCodeBlock: renderCodeBlock,
	})
}

// highlighted reports whether code in a language gets the highlighter's boxes.
// Rouge knows many more: these are the ones met in pages.
func highlighted(language string) bool {
	return slices.Contains([]string{
		"plaintext", "text", "bash", "sh", "shell", "console", "css", "csv", "diff", "go", "html", "java",
		"javascript", "js", "json", "jsx", "make", "markdown", "md", "php", "python", "py", "r", "ruby", "rb",
		"scss", "sql", "toml", "ts", "tsx", "typescript", "xml", "yaml", "yml",
	}, language)
}

func renderCodeSpan(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		_, err := w.WriteString("</code>")
		return ast.WalkContinue, err
	}
	class := attribute(n, "class")
	if class == "" {
		class = "language-plaintext"
	} else if !hasLanguage(n) {
		class = "language-plaintext " + class
	}
	n.SetAttributeString("class", []byte(class+" highlighter-rouge"))
	_, _ = w.WriteString("<code")
	html.RenderAttributes(w, n, html.CodeAttributeFilter)
	_ = w.WriteByte('>')
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		value := c.(*ast.Text).Segment.Value(source)
		if l := len(value); l > 0 && value[l-1] == '\n' {
			value = append(slices.Clone(value[:l-1]), ' ')
		}
		_, _ = w.Write(util.EscapeHTML(value))
	}
	return ast.WalkSkipChildren, nil
}

func hasLanguage(n ast.Node) bool {
	const prefix = "language-"
	class := attribute(n, "class")
	return len(class) > len(prefix) && class[:len(prefix)] == prefix
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
	closing := "</code></pre></div></div>\n"
	if highlighted(language) {
		if extra := attribute(n, "class"); extra != "" {
			class += " " + string(util.EscapeHTML([]byte(extra)))
		}
		_, _ = w.WriteString(`<div class="` + class + ` highlighter-rouge"><div class="highlight"><pre class="highlight"><code>`)
	} else {
		closing = "</code></pre>\n"
		_, _ = w.WriteString(`<pre><code class="` + class + `">`)
	}
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		_, _ = w.Write(util.EscapeHTML(line.Value(source)))
	}
	_, err := w.WriteString(closing)
	return ast.WalkContinue, err
}
