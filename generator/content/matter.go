package content

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/adrg/frontmatter"
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// knownKeys are the keys that front matter may hold. Any other is a mistake,
// most often a misspelt one.
func knownKeys() []string {
	return []string{
		"title", "parent", "grand_parent", "ancestor", "nav_order", "nav_exclude",
		"layout", "permalink", "redirect_from", "description", "has_children",
		"has_toc", "search_exclude", "last_modified",
		// The theme's, and Jekyll's, beyond those.
		"child_nav_order", "last_modified_date", "nav_enabled", "published", "sitemap", "summary",
	}
}

// field is the value of a key of the front matter, as text.
type field struct {
	value        string
	list         []string
	isList       bool
	line, column int // of the key
	// The place of the value: that of the key where there is none.
	valueLine, valueColumn int
	// items are the places of a list's.
	items []struct{ line, column int }
}

// matter is the front matter of a page.
type matter struct {
	fields map[string]field
	// meant are the keys that misspelt ones most likely stand for: it is not told
	// that those are missing.
	meant []string
	// problems found by the decoder, with lines counted in the block.
	problems []Problem
}

func (m *matter) text(key string) string { return strings.TrimSpace(m.fields[key].value) }

// readMatter reads the front matter and returns it with the offset of the body.
// ok is false where the body cannot be told from the front matter.
func readMatter(s *source, ps *problems) (m *matter, body int, ok bool) {
	m = &matter{fields: map[string]field{}}
	first, closing := fences(s)
	switch {
	case first < 0:
		ps.warn(s.path, 1, 0, "has no front matter: start the file with a line ---, a line title: and a line ---")
		return m, 0, true
	case first > 0:
		ps.add(s.path, first+1, 0, "front matter must start on the first line of the file: remove what stands before")
		return m, 0, false
	case closing < 0:
		ps.add(s.path, 1, 0, "front matter is never closed: add a line --- after its last key")
		return m, 0, false
	}
	format := frontmatter.NewFormat("---", "---", unmarshalMatter)
	rest, err := frontmatter.MustParse(strings.NewReader(s.text), m, format)
	if err != nil {
		ps.add(s.path, 1, 0, "reading front matter: %v", err)
		return m, 0, false
	}
	for _, p := range m.problems {
		ps.add(s.path, p.Line+1, p.Column, "%s", p.Detail)
	}
	body = len(s.text) - len(rest)
	m.check(s, ps)
	checkBodyStart(s, body, ps)
	return m, body, true
}

// fences returns the indexes of the first two lines which are ---, the first
// being also the first line with text; -1 for none.
func fences(s *source) (first, closing int) {
	first = -1
	for i, line := range strings.Split(s.text, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case first < 0 && line == "":
		case first < 0 && line != "---":
			return -1, -1
		case first < 0:
			first = i
		case line == "---":
			return first, i
		}
	}
	return first, -1
}

func checkBodyStart(s *source, body int, ps *problems) {
	text := s.text[body:]
	trimmed := strings.TrimLeft(text, " \t\n")
	line, _, _ := strings.Cut(trimmed, "\n")
	if strings.TrimSpace(line) == "---" {
		s.problem(ps, body+len(text)-len(trimmed), "page starts with another --- after its front matter: remove it, or write *** for a rule")
	}
}

// check looks at the keys and at the values that have a form.
func (m *matter) check(s *source, ps *problems) {
	known := knownKeys()
	for key, f := range m.fields {
		if !slices.Contains(known, key) {
			near := hint(key, known, ": the keys are "+strings.Join(known, ", "))
			if len(near.candidates) > 0 {
				m.meant = append(m.meant, near.candidates[0])
			}
			ps.add(s.path, f.line, f.column, "unknown key %s%s", key, near)
			continue
		}
		if f.isList && key != "redirect_from" {
			ps.add(s.path, f.line, f.column, "%s must be one text, not a list", key)
			continue
		}
		switch key {
		case "nav_exclude", "search_exclude", "has_children", "has_toc", "nav_enabled", "published", "sitemap":
			if f.value != "true" && f.value != "false" {
				ps.add(s.path, f.valueLine, f.valueColumn, "%s is %q: write true or false", key, f.value)
			}
		case "nav_order":
			if o := ParseNavOrder(f.value); o.group() == 1 {
				ps.warn(s.path, f.valueLine, f.valueColumn, "nav_order %q is not numbers separated by dots, such as 3.10: it comes after those that are", f.value)
			}
		case "child_nav_order":
			if !slices.Contains([]string{"asc", "desc", "reversed"}, f.value) {
				ps.add(s.path, f.valueLine, f.valueColumn, "child_nav_order is %q: write asc or desc", f.value)
			}
		case "last_modified_date":
			if _, err := time.Parse(time.DateOnly, f.value[:min(len(f.value), 10)]); err != nil {
				ps.add(s.path, f.valueLine, f.valueColumn, "last_modified_date is %q: write a date such as 2026-01-31", f.value)
			}
		case "last_modified":
			if _, err := time.Parse(time.DateOnly, f.value); err != nil {
				ps.add(s.path, f.valueLine, f.valueColumn, "last_modified is %q: write a date such as 2026-01-31", f.value)
			}
		}
	}
}

// unmarshalMatter is the decoder given to adrg/frontmatter. It reads the
// syntax tree rather than decoded values, so that 3.10 stays "3.10" and each
// key keeps its line. Mistakes go into the matter, with their place.
func unmarshalMatter(data []byte, v any) (err error) {
	m := v.(*matter)
	defer func() {
		// A fault of the YAML parser on one file must not hide the others.
		if r := recover(); r != nil {
			err = fmt.Errorf("not YAML: %v", r)
		}
	}()
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		m.problems = append(m.problems, syntaxProblem(err))
		return nil
	}
	for _, doc := range file.Docs {
		switch body := doc.Body.(type) {
		case nil, *ast.CommentGroupNode, *ast.NullNode:
		case *ast.MappingNode:
			for _, pair := range body.Values {
				m.addPair(pair)
			}
		case *ast.MappingValueNode:
			m.addPair(body)
		default:
			p := body.GetToken().Position
			m.problems = append(m.problems, Problem{Line: p.Line, Column: p.Column, Detail: "front matter must be lines of the form key: value"})
		}
	}
	return nil
}

func syntaxProblem(err error) Problem {
	p := Problem{Line: 0, Detail: "front matter is not YAML: " + err.Error()}
	var located yaml.Error
	if errors.As(err, &located) {
		p.Detail = "front matter is not YAML: " + located.GetMessage()
		if t := located.GetToken(); t != nil && t.Position != nil {
			p.Line, p.Column = t.Position.Line, t.Position.Column
		}
	}
	return p
}

func (m *matter) addPair(pair *ast.MappingValueNode) {
	token := pair.Key.GetToken()
	key := token.Value
	// Lines are counted in the block, which follows the opening ---.
	f := field{line: token.Position.Line + 1, column: token.Position.Column}
	f.valueLine, f.valueColumn = f.line, f.column
	if _, empty := pair.Value.(*ast.NullNode); !empty && pair.Value != nil {
		f.valueLine, f.valueColumn = nodePlace(pair.Value)
	}
	var ok bool
	if sequence, isList := pair.Value.(*ast.SequenceNode); isList {
		f.isList, ok = true, true
		for _, item := range sequence.Values {
			text, scalar := scalarText(item)
			ok = ok && scalar
			f.list = append(f.list, text)
			line, column := nodePlace(item)
			f.items = append(f.items, struct{ line, column int }{line, column})
		}
	} else {
		f.value, ok = scalarText(pair.Value)
	}
	if !ok {
		m.problems = append(m.problems, Problem{Line: token.Position.Line, Column: token.Position.Column, Detail: key + " must be a plain text"})
	}
	if _, twice := m.fields[key]; twice {
		m.problems = append(m.problems, Problem{Line: token.Position.Line, Column: token.Position.Column, Detail: key + " is given twice"})
	}
	m.fields[key] = f
}

// nodePlace is where a value starts in the file.
func nodePlace(n ast.Node) (line, column int) {
	p := n.GetToken().Position
	return p.Line + 1, p.Column
}

// scalarText is the text of a value as the author wrote it, quotes removed.
func scalarText(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case nil, *ast.NullNode:
		return "", true
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	}
	return "", false
}
