package content

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Files of the content folder that are no pages. The names are Jekyll's.
const (
	configName  = "_config.yml"
	partialsDir = "_includes"
)

// config is what the file _config.yml says, in the form that Jekyll and its
// documentation theme gave it: texts at the top level, and the callouts.
type config struct {
	path     string
	texts    map[string]field
	callouts []Callout
	problems *problems
}

// readConfig returns site with what the folder says of itself. A folder without
// the file changes nothing.
func readConfig(fsys fs.FS, site Site, ps *problems) Site {
	s := readExtra(fsys, configName, ps)
	if s == nil {
		return site
	}
	c := &config{path: configName, texts: map[string]field{}, problems: ps}
	if !c.parse(s) {
		return site
	}
	variables := map[string]string{}
	for key, f := range c.texts {
		variables[key] = f.value
	}
	for name, value := range site.Variables {
		variables[name] = value
	}
	site.Variables = variables
	if title := c.texts["title"].value; title != "" {
		site.Title = title
	}
	if description := c.texts["description"].value; description != "" {
		site.Description = description
	}
	if c.callouts != nil {
		site.Callouts = c.callouts
	}
	if edit := c.editBase(); edit != "" {
		site.EditBase = edit
	}
	return site
}

// parse reads the syntax tree, so that each key keeps its line.
func (c *config) parse(s *source) (ok bool) {
	defer func() {
		// A fault of the YAML parser must not stop the reading.
		if r := recover(); r != nil {
			c.problems.add(c.path, 1, 0, "is not YAML: %v", r)
			ok = false
		}
	}()
	file, err := parser.ParseBytes([]byte(s.text), 0)
	if err != nil {
		p := syntaxProblem(err)
		c.problems.add(c.path, max(p.Line, 1), p.Column, "%s", strings.Replace(p.Detail, "front matter", "the configuration", 1))
		return false
	}
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		pairs, isMap := mapPairs(doc.Body)
		if !isMap {
			c.problems.add(c.path, doc.Body.GetToken().Position.Line, 1, "must be lines of the form key: value")
			return false
		}
		for _, pair := range pairs {
			c.add(pair)
		}
	}
	return true
}

// mapPairs returns the pairs of a mapping; ok is false for anything else.
func mapPairs(n ast.Node) (pairs []*ast.MappingValueNode, ok bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	case nil, *ast.NullNode, *ast.CommentGroupNode:
		return nil, true
	}
	return nil, false
}

// unusedKeys are keys of Jekyll and of its theme that hold more than a text and
// that this site has no use for.
func unusedKeys() []string {
	return []string{
		"plugins", "exclude", "include", "defaults", "collections", "aux_links", "nav_external_links",
		"kramdown", "compress_html", "mermaid", "search", "ga_tracking", "just_the_docs",
	}
}

func (c *config) add(pair *ast.MappingValueNode) {
	token := pair.Key.GetToken()
	key, line, column := token.Value, token.Position.Line, token.Position.Column
	text, scalar := scalarText(pair.Value)
	_, twice := c.texts[key]
	switch {
	case twice:
		c.problems.add(c.path, line, column, "%s is given twice", key)
	case key == "callouts":
		c.addCallouts(pair)
	case key == "baseurl" || key == "url":
		c.problems.warn(c.path, line, column, "%s is not used: the address of the site is given to the build, with --base-url", key)
	case scalar:
		c.texts[key] = field{value: text, line: line, column: column}
	case !slices.Contains(unusedKeys(), key):
		c.problems.warn(c.path, line, column, "%s is not used%s", key, hint(key, []string{"callouts"}, ": only texts and callouts are"))
	}
}

// addCallouts reads the boxes: a name, and under it an optional title. The
// colours of the theme are not used: ours are legible in both themes.
func (c *config) addCallouts(pair *ast.MappingValueNode) {
	boxes, ok := mapPairs(pair.Value)
	if !ok {
		token := pair.Key.GetToken()
		c.problems.add(c.path, token.Position.Line, token.Position.Column, "callouts must be names, each with a title under it")
		return
	}
	c.callouts = []Callout{}
	for _, box := range boxes {
		token := box.Key.GetToken()
		name := token.Value
		fail := func(format string, args ...any) {
			c.problems.add(c.path, token.Position.Line, token.Position.Column, format, args...)
		}
		if !isIdentifier(name) {
			fail("callout %q: a name is letters, digits and dashes", name)
			continue
		}
		callout := Callout{Name: name}
		for _, known := range DefaultCallouts() {
			if known.Name == name {
				callout.Title = known.Title
			}
		}
		keys, ok := mapPairs(box.Value)
		if !ok {
			fail("callout %q: write its title under it, as title: À savoir", name)
			continue
		}
		for _, key := range keys {
			text, scalar := scalarText(key.Value)
			switch name := key.Key.GetToken().Value; {
			case name == "title" && scalar:
				callout.Title = text
			case name != "color" && name != "opacity":
				fail("callout %q: key %s is not known%s", callout.Name, name, hint(name, []string{"title"}, ": write title"))
			}
		}
		if callout.Title == "" {
			// A box says in words what it is, not by its colour alone.
			first, size := utf8.DecodeRuneInString(name)
			callout.Title = string(unicode.ToUpper(first)) + strings.ReplaceAll(name[size:], "-", " ")
		}
		c.callouts = append(c.callouts, callout)
	}
}

// editBase is the address under which a page is edited, without final slash;
// empty unless the five keys of the theme say it.
func (c *config) editBase() string {
	if c.texts["gh_edit_link"].value != "true" {
		return ""
	}
	repository := c.texts["gh_edit_repository"]
	if repository.value == "" {
		at := c.texts["gh_edit_link"]
		c.problems.warn(c.path, at.line, at.column, "gh_edit_link needs gh_edit_repository too, the address of the repository: no edit link is shown")
		return ""
	}
	u, err := url.Parse(repository.value)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
		c.problems.add(c.path, repository.line, repository.column, "gh_edit_repository is %q: write an address such as https://forge.example/equipe/site", repository.value)
		return ""
	}
	or := func(key, otherwise string) string {
		if f, ok := c.texts[key]; ok {
			return f.value
		}
		return otherwise
	}
	return u.JoinPath(or("gh_edit_view_mode", "edit"), or("gh_edit_branch", "main"), or("gh_edit_source", "content")).String()
}

// EditURL is where the page is edited; empty where the site has no such place.
func (s Site) EditURL(source string) string {
	if s.EditBase == "" {
		return ""
	}
	return s.EditBase + (&url.URL{Path: "/" + source}).EscapedPath()
}

// readPartials reads the files that {% include nom.html %} may name, by name.
func readPartials(fsys fs.FS, ps *problems) (map[string]*source, error) {
	partials := map[string]*source{}
	if _, err := fs.Stat(fsys, partialsDir); err != nil {
		return partials, nil // a folder without partials
	}
	err := fs.WalkDir(fsys, partialsDir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name != partialsDir && strings.HasPrefix(d.Name(), ".") {
			return err
		}
		if s := readExtra(fsys, name, ps); s != nil {
			partials[strings.TrimPrefix(name, partialsDir+"/")] = s
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", partialsDir, err)
	}
	return partials, nil
}

// readExtra reads a file that is no page; nil where there is none or it cannot
// be read, which is then a problem.
func readExtra(fsys fs.FS, name string, ps *problems) *source {
	// The entry of the folder tells a link from a file, which Stat does not.
	entries, err := fs.ReadDir(fsys, path.Dir(name))
	if err != nil {
		return nil
	}
	i := slices.IndexFunc(entries, func(d fs.DirEntry) bool { return d.Name() == path.Base(name) })
	if i < 0 {
		return nil
	}
	if !entries[i].Type().IsRegular() {
		ps.add(name, 0, 0, "is a symbolic link or another special file: put the file itself here")
		return nil
	}
	b, err := readFile(fsys, name, entries[i], ps)
	if err != nil {
		ps.add(name, 0, 0, "cannot be read: %v", err)
		return nil
	}
	if b == nil {
		return nil
	}
	return newSource(name, b, ps)
}
