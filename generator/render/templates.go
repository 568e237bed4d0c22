package render

import (
	"errors"
	"fmt"
	"html/template"
	"path"
	"slices"
	"strings"
	"text/template/parse"
)

const (
	skeleton   = "base/base.tmpl"
	baseScript = "base/base.js"
	block      = "contenu" // what every layout must define
)

// parts are the templates that all layouts share.
type parts struct {
	minify Minify
	root   *template.Template
	file   map[string]string // template name → file that defines it
}

// parseParts parses the skeleton and the parts, whose names must differ.
func (l *Layouts) parseParts(t *tree, minify Minify) (*parts, error) {
	p := &parts{minify: minify, root: template.New("").Option("missingkey=error").Funcs(l.funcs(nil, nil)), file: map[string]string{}}
	var errs []error
	for _, name := range t.paths {
		if path.Ext(name) != ".tmpl" || (path.Dir(name) != "base" && !strings.HasPrefix(name, "composants/")) {
			continue
		}
		errs = append(errs, p.parse(p.root, name, string(t.files[name]), p.file))
	}
	return p, errors.Join(errs...)
}

// parse adds a file to root under its own name, so that messages name it, and
// notes in defined the templates that it defines.
func (p *parts) parse(root *template.Template, name, text string, defined map[string]string) error {
	trees := map[string]*parse.Tree{}
	file := parse.New(name)
	file.Mode = parse.SkipFuncCheck
	if _, err := file.Parse(text, "", "", trees); err != nil {
		return fmt.Errorf("reading layouts: %w", err)
	}
	for def := range trees {
		if other, twice := defined[def]; twice {
			return fmt.Errorf("reading layouts: template %q is defined in %s and in %s", def, other, name)
		}
		defined[def] = name
	}
	// Mistakes are told by the line of the file; what is printed is shorter.
	short, err := p.minify("text/x-go-template", []byte(text))
	if err != nil {
		return fmt.Errorf("reading layouts: %s: %w", name, err)
	}
	if _, err := root.New(name).Parse(string(short)); err != nil {
		return fmt.Errorf("reading layouts: %w", err)
	}
	return nil
}

// loadPage parses one layout and makes its assets.
func (l *Layouts) loadPage(b *bundler, shared *parts, page string) error {
	name := page + "/" + page + ".tmpl"
	t, err := shared.root.Clone()
	if err != nil {
		return fmt.Errorf("reading layouts: %w", err)
	}
	own := map[string]string{}
	if err := shared.parse(t, name, string(b.tree.files[name]), own); err != nil {
		return err
	}
	if t.Lookup(block) == nil {
		return fmt.Errorf("reading layouts: %s does not define %q", name, block)
	}
	// The skeleton's own calls are those made before entering the layout.
	common, err := l.called(t, skeleton, block)
	if err != nil {
		return err
	}
	all, err := l.called(t, skeleton, "")
	if err != nil {
		return err
	}
	if !slices.Contains(all, block) {
		return fmt.Errorf("reading layouts: %s does not call %q: every page would be empty", skeleton, block)
	}
	head, err := b.head(page, shared.folders(common), shared.folders(all))
	if err != nil {
		return err
	}
	t.Funcs(l.funcs(head, t))
	l.pages[page] = t
	return nil
}

// folders returns the folders of parts that define the named templates, sorted.
func (p *parts) folders(names []string) []string {
	var l []string
	for _, n := range names {
		if dir := path.Dir(p.file[n]); strings.HasPrefix(dir, "composants/") && !slices.Contains(l, dir) {
			l = append(l, dir)
		}
	}
	slices.Sort(l)
	return l
}

// called returns the templates reached from one, without entering except, and
// checks that each exists, as well as each asset named in them.
func (l *Layouts) called(t *template.Template, from, except string) ([]string, error) {
	var seen []string
	var visit func(name string) error
	visit = func(name string) error {
		if name == except || slices.Contains(seen, name) {
			return nil
		}
		seen = append(seen, name)
		tree := t.Lookup(name).Tree
		return walk(tree.Root, func(n parse.Node) error {
			switch n := n.(type) {
			case *parse.TemplateNode:
				if c := t.Lookup(n.Name); c == nil || c.Tree == nil {
					return located(tree, n, "no template %q", n.Name)
				}
				return visit(n.Name)
			case *parse.CommandNode:
				id, ok := n.Args[0].(*parse.IdentifierNode)
				if !ok {
					return nil
				}
				for _, a := range n.Args[1:] {
					s, ok := a.(*parse.StringNode)
					switch {
					case !ok:
					case id.Ident == "asset" && l.assets[s.Text] == nil:
						return located(tree, n, "no asset %q", s.Text)
					case id.Ident != "garde" && id.Ident != "gardes":
					case t.Lookup(s.Text) == nil:
						return located(tree, n, "no template %q", s.Text)
					default:
						if err := visit(s.Text); err != nil {
							return err
						}
					}
				}
			}
			return nil
		})
	}
	err := visit(from)
	return seen, err
}

func located(t *parse.Tree, n parse.Node, format string, args ...any) error {
	where, _ := t.ErrorContext(n)
	return fmt.Errorf("reading layouts: %s: "+format, append([]any{where}, args...)...)
}

// walk calls f on every node under n that may call something.
func walk(n parse.Node, f func(parse.Node) error) error {
	var under []parse.Node
	list := func(ls ...*parse.ListNode) {
		for _, l := range ls {
			if l != nil {
				under = append(under, l.Nodes...)
			}
		}
	}
	pipe := func(p *parse.PipeNode) {
		if p != nil {
			for _, c := range p.Cmds {
				under = append(under, c)
			}
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		list(n)
	case *parse.IfNode:
		pipe(n.Pipe)
		list(n.List, n.ElseList)
	case *parse.RangeNode:
		pipe(n.Pipe)
		list(n.List, n.ElseList)
	case *parse.WithNode:
		pipe(n.Pipe)
		list(n.List, n.ElseList)
	case *parse.ActionNode:
		pipe(n.Pipe)
	case *parse.TemplateNode:
		pipe(n.Pipe)
	case *parse.CommandNode:
		for _, a := range n.Args {
			if p, ok := a.(*parse.PipeNode); ok {
				pipe(p)
			}
		}
	}
	if err := f(n); err != nil {
		return err
	}
	for _, c := range under {
		if err := walk(c, f); err != nil {
			return err
		}
	}
	return nil
}
