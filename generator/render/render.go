// Package render owns the templates of layouts/, the functions they call, and
// the assets beside them: style sheets, scripts and images under names that
// change with their content. Of this module it imports only how mistakes are
// told: what a page says is decided in pages, where it is written in publish.
//
// The folder is read as follows.
//
//   - base/*.tmpl: base/base.tmpl is the skeleton; it calls the block "contenu",
//     and may call others of its own.
//   - composants/<nom>/*.tmpl: parts, each file holding {{define "<nom>"}}.
//   - <page>/<page>.tmpl: a layout; it defines "contenu".
//   - assets/: images and other files, by name.
//   - racine/: scripts published at the root of the site under their own names,
//     each a file that is no module.
//
// A style sheet needs no list: base.css is made of base/*.css and of the sheets
// of the parts that the skeleton calls; the sheet of a layout is made of those
// of the parts that it calls, then its own. Every page loads one script:
// base/base.js, then that of its layout, <page>/<page>.js, with the modules that
// they import. What they ask for with import() is left in a file of its own.
package render

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

// Minify shortens b, of the given media type: those of assets, and
// text/x-go-template for a template. Scripts are minified apart from it. With a
// nil Minify nothing is, scripts neither.
type Minify func(mediatype string, b []byte) ([]byte, error)

// Layouts holds the templates and the assets of a site. Its methods may be
// called from several goroutines.
type Layouts struct {
	base   string // "" or "/prefixe"
	pages  map[string]*template.Template
	assets map[string]*Asset // by name in layouts: "favicon.svg"
	sorted []Asset
}

// Asset is a file to publish as it is.
type Asset struct {
	Path        string // site path, "/assets/base.1a2b3c4d.css"
	ContentType string
	Body        []byte
}

// Load reads the layouts folder. The site is served under basePath: "", or a
// path such as "/prefixe" without final slash.
func Load(fsys fs.FS, basePath string, minify func(mediatype string, b []byte) ([]byte, error)) (*Layouts, error) {
	if basePath != "" && (!strings.HasPrefix(basePath, "/") || strings.HasSuffix(basePath, "/")) {
		return nil, fmt.Errorf("base path %q: want \"\" or \"/name\", without final slash", basePath)
	}
	tree, err := readTree(fsys)
	if err != nil {
		return nil, err
	}
	l := &Layouts{base: basePath, pages: map[string]*template.Template{}, assets: map[string]*Asset{}}
	b := &bundler{tree: tree, short: minify != nil, layouts: l, bundles: map[string]*script{}, byBody: map[string]*Asset{}}
	if minify == nil {
		minify = func(_ string, b []byte) ([]byte, error) { return b, nil }
	}
	b.minify = minify
	if err := b.images(); err != nil {
		return nil, err
	}
	parts, err := l.parseParts(tree, minify)
	if err != nil {
		return nil, err
	}
	errs := []error{b.scripts()}
	for _, page := range tree.pages {
		errs = append(errs, l.loadPage(b, parts, page))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	for _, a := range l.assets {
		l.sorted = append(l.sorted, *a)
	}
	slices.SortFunc(l.sorted, func(a, b Asset) int { return strings.Compare(a.Path, b.Path) })
	return l, nil
}

// tampons are what pages are printed in: some tens of kB each, which would else
// be asked for again and again as the page grows.
var tampons = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// Render writes the page v with a layout. Nothing is written when it fails.
func (l *Layouts) Render(w io.Writer, v any, layout string) error {
	t, ok := l.pages[layout]
	if !ok {
		return fmt.Errorf("layout %q: no file %s/%s.tmpl", layout, layout, layout)
	}
	out := tampons.Get().(*bytes.Buffer)
	defer tampons.Put(out)
	out.Reset()
	if err := t.ExecuteTemplate(out, skeleton, v); err != nil {
		return fmt.Errorf("rendering layout %s: %w", layout, err)
	}
	_, err := w.Write(out.Bytes())
	return err
}

// Part prints one template of a layout, by the name of its {{define}}.
func (l *Layouts) Part(layout, name string, v any) ([]byte, error) {
	t, ok := l.pages[layout]
	if !ok || t.Lookup(name) == nil {
		return nil, fmt.Errorf("layout %q: no template %q", layout, name)
	}
	var out bytes.Buffer
	if err := t.ExecuteTemplate(&out, name, v); err != nil {
		return nil, fmt.Errorf("rendering template %s of layout %s: %w", name, layout, err)
	}
	return out.Bytes(), nil
}

// Assets returns the files that the pages load, by increasing path.
func (l *Layouts) Assets() []Asset { return slices.Clone(l.sorted) }

// tree is the content of the layouts folder, each list in order of path.
type tree struct {
	files map[string][]byte
	paths []string
	pages []string // names of layouts
}

// readTree reads every file but the tests and the data of tests.
func readTree(fsys fs.FS) (*tree, error) {
	t := &tree{files: map[string][]byte{}}
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(p, ".test.js") {
			return err
		}
		b, err := fs.ReadFile(fsys, p)
		if err != nil {
			return err
		}
		t.files[p] = b
		t.paths = append(t.paths, p)
		if dir, name := path.Split(p); dir == strings.TrimSuffix(name, ".tmpl")+"/" && dir != "base/" && path.Ext(name) == ".tmpl" {
			t.pages = append(t.pages, strings.TrimSuffix(dir, "/"))
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading layouts: %w", err)
	}
	if t.files[skeleton] == nil {
		return nil, fmt.Errorf("reading layouts: no file %s", skeleton)
	}
	slices.Sort(t.paths)
	slices.Sort(t.pages)
	return t, nil
}

// in returns the paths of the files of a folder, with an extension.
func (t *tree) in(dir, ext string) []string {
	var l []string
	for _, p := range t.paths {
		if path.Dir(p) == dir && path.Ext(p) == ext {
			l = append(l, p)
		}
	}
	return l
}
