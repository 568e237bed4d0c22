package render

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/js"
)

// module is a script of layouts/ once published.
type module struct {
	asset *Asset
	// all is every module that it needs from the start, deepest first, itself
	// excluded; those that it asks for with import() are not.
	all []*module
}

// module publishes the script at p after those that it imports, whose published
// names it then holds: a change anywhere changes the names of all that use it.
// above are the modules that import it.
func (b *bundler) module(p string, above []string) (*module, error) {
	if m := b.modules[p]; m != nil {
		return m, nil
	}
	if slices.Contains(above, p) {
		return nil, fmt.Errorf("reading layouts: modules import each other: %s", strings.Join(append(above, p), " → "))
	}
	src := b.tree.files[p]
	imports, err := importsOf(src)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", p, err)
	}
	m := &module{}
	var out bytes.Buffer
	done := 0
	for _, i := range imports {
		if !strings.HasPrefix(i.specifier, "./") && !strings.HasPrefix(i.specifier, "../") {
			return nil, fmt.Errorf("reading %s: import of %q: want a relative path", p, i.specifier)
		}
		target := path.Join(path.Dir(p), i.specifier)
		if b.tree.files[target] == nil {
			return nil, fmt.Errorf("reading %s: import of %q: no file %s", p, i.specifier, target)
		}
		dep, err := b.module(target, append(slices.Clone(above), p))
		if err != nil {
			return nil, err
		}
		for _, d := range append(slices.Clone(dep.all), dep) {
			if !i.late && !slices.Contains(m.all, d) {
				m.all = append(m.all, d)
			}
		}
		// All scripts are published in one folder.
		out.Write(src[done:i.start])
		out.WriteString(`"./` + path.Base(dep.asset.Path) + `"`)
		done = i.end
	}
	out.Write(src[done:])
	m.asset, err = b.add(path.Base(p), p, out.Bytes())
	if err != nil {
		return nil, err
	}
	if b.modules == nil {
		b.modules = map[string]*module{}
	}
	b.modules[p] = m
	return m, nil
}

// importRef is the string that names a module, quotes included, at
// source[start:end].
type importRef struct {
	specifier  string
	start, end int
	late       bool // import(), when the script comes to it
}

// importsOf finds the imports and re-exports of a module, in order.
func importsOf(source []byte) ([]importRef, error) {
	if len(source) == 0 {
		return nil, nil
	}
	if i := bytes.IndexByte(source, 0); i >= 0 {
		return nil, fmt.Errorf("byte %d is NUL", i)
	}
	// With room for the byte that the parser adds, its tokens are slices of text.
	text := append(make([]byte, 0, len(source)+1), source...)
	ast, err := js.Parse(parse.NewInputBytes(text), js.Options{})
	if err != nil {
		return nil, err
	}
	calls := &importCalls{}
	js.Walk(calls, ast)
	if calls.computed {
		return nil, fmt.Errorf("import() of something else than a text: its file cannot be known")
	}
	var tokens [][]byte
	for _, s := range ast.List {
		switch s := s.(type) {
		case *js.ImportStmt:
			tokens = append(tokens, s.Module)
		case *js.ExportStmt:
			tokens = append(tokens, s.Module)
		}
	}
	static := len(tokens)
	var refs []importRef
	for i, token := range append(tokens, calls.tokens...) {
		if len(token) < 2 {
			continue
		}
		// A token tells no offset: mark its first byte in text, and look for it.
		quote := token[0]
		token[0] = 0
		start := bytes.IndexByte(text, 0)
		token[0] = quote
		if start < 0 {
			return nil, fmt.Errorf("cannot locate import %s", token)
		}
		refs = append(refs, importRef{string(token[1 : len(token)-1]), start, start + len(token), i >= static})
	}
	slices.SortFunc(refs, func(a, b importRef) int { return a.start - b.start })
	return refs, nil
}

// importCalls finds the calls of import().
type importCalls struct {
	tokens   [][]byte // the texts that they are given
	computed bool     // one is given something else
}

// Enter implements js.IVisitor.
func (v *importCalls) Enter(n js.INode) js.IVisitor {
	if c, ok := n.(*js.CallExpr); ok {
		if x, ok := c.X.(*js.LiteralExpr); ok && x.TokenType == js.ImportToken {
			text := textOf(c.Args.List)
			v.tokens = append(v.tokens, text)
			v.computed = v.computed || text == nil
		}
	}
	return v
}

// Exit implements js.IVisitor.
func (v *importCalls) Exit(js.INode) {}

// textOf returns the token of the one argument that is a text, else nil.
func textOf(args []js.Arg) []byte {
	if len(args) == 1 {
		if x, ok := args[0].Value.(*js.LiteralExpr); ok && x.TokenType == js.StringToken {
			return x.Data
		}
	}
	return nil
}
