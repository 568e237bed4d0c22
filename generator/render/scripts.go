package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"futurpro/generator/diagnostic"
)

// script is what the pages of a layout load, as site paths.
type script struct {
	path string
	// preloads are the files that it cannot start without: what it shares with a
	// module that it asks for with import(), which is a file of its own.
	preloads []string
}

// scripts bundles the scripts of the layouts, and those of racine/, which are
// published at the root of the site under their own names: other sites and
// browsers know them by these. All the mistakes are told, each once, whichever
// layouts import its file.
func (b *bundler) scripts() error {
	found, err := b.ofLayouts()
	if err != nil {
		return err
	}
	if racine := b.tree.in("racine", ".js"); len(racine) > 0 {
		p, problems := described(api.Build(b.options(api.BuildOptions{EntryPoints: racine, Format: api.FormatIIFE})))
		if found = append(found, problems...); len(problems) == 0 {
			for nom, body := range p.bodies {
				b.layouts.assets["/"+nom] = &Asset{Path: "/" + nom, ContentType: contentTypes()[".js"], Body: body}
			}
		}
	}
	found.Sort()
	return slices.CompactFunc(found, func(a, b *diagnostic.Problem) bool { return a.Error() == b.Error() }).Err()
}

// ofLayouts bundles one layout after the other in one context of esbuild, which
// reads once the modules that they share.
func (b *bundler) ofLayouts() (found diagnostic.Problems, err error) {
	context, fault := api.Context(b.options(api.BuildOptions{EntryPoints: []string{bundleEntry}, Format: api.FormatESModule, Splitting: true}))
	if fault != nil {
		panic(fmt.Sprintf("esbuild refuses its options: %v", fault))
	}
	defer context.Dispose()
	for _, page := range append([]string{"base"}, b.tree.pages...) {
		own := page + "/" + page + ".js"
		if b.tree.files[own] == nil {
			continue // that of all pages
		}
		b.entry = fmt.Sprintf("import %q;", "./"+own)
		if own != baseScript && b.tree.files[baseScript] != nil {
			b.entry = fmt.Sprintf("import %q;", "./"+baseScript) + b.entry
		}
		p, problems := described(context.Rebuild())
		if found = append(found, problems...); len(problems) > 0 {
			continue
		}
		entry, err := b.publish(p, bundleEntry, page+".js")
		if err != nil {
			return nil, err
		}
		s := &script{path: entry.Path}
		for _, f := range p.needs(bundleEntry) {
			s.preloads = append(s.preloads, p.published[f].Path)
		}
		b.bundles[page] = s
	}
	return found, nil
}

// bundle is what one entry becomes: files under the names that esbuild gives
// them, by which they import each other.
type bundle struct {
	bodies    map[string][]byte
	imports   map[string][]bundleImport
	published map[string]*Asset // nil while it is being done
}

// bundleEntry is the file that starts a bundle: no file of the tree.
const bundleEntry = "entry.js"

type bundleImport struct {
	name string
	late bool // import(), when the script comes to it
}

// options completes those of a bundle. esbuild does not see the disk: what it
// reads is in the tree, so that nothing of the machine can come out of it.
func (b *bundler) options(o api.BuildOptions) api.BuildOptions {
	o.Bundle, o.Metafile = true, true
	o.Outdir, o.EntryNames, o.ChunkNames = "assets", "[name]", "[name].[hash]"
	o.MinifySyntax, o.MinifyIdentifiers, o.MinifyWhitespace = b.short, b.short, b.short
	// What is newer than phones of 2020 is written as they read it.
	o.Target, o.Charset = api.ES2020, api.CharsetUTF8
	o.LogOverride = map[string]api.LogLevel{"unsupported-dynamic-import": api.LogLevelError, "direct-eval": api.LogLevelError}
	o.Plugins = []api.Plugin{{Name: "layouts", Setup: b.feed}}
	return o
}

// described returns what esbuild has made, or the mistakes that it has found.
func described(r api.BuildResult) (*bundle, []*diagnostic.Problem) {
	var problems []*diagnostic.Problem
	for _, m := range append(r.Errors, r.Warnings...) {
		problems = append(problems, problem(m))
	}
	if len(problems) > 0 {
		return nil, problems
	}
	out := &bundle{bodies: map[string][]byte{}, imports: map[string][]bundleImport{}, published: map[string]*Asset{}}
	for _, f := range r.OutputFiles {
		out.bodies[path.Base(f.Path)] = f.Contents
	}
	var meta struct {
		Outputs map[string]struct{ Imports []struct{ Path, Kind string } }
	}
	if err := json.Unmarshal([]byte(r.Metafile), &meta); err != nil {
		panic(fmt.Sprintf("esbuild describes what it made in another way: %v", err))
	}
	for name, f := range meta.Outputs {
		for _, i := range f.Imports {
			out.imports[path.Base(name)] = append(out.imports[path.Base(name)], bundleImport{path.Base(i.Path), i.Kind == "dynamic-import"})
		}
	}
	return out, nil
}

// Namespaces are how esbuild tells the files of the tree, and the entry of a
// bundle, from those of the disk.
const (
	layoutsNamespace = "layouts"
	entryNamespace   = "entry"
)

// feed gives esbuild the scripts of the tree.
func (b *bundler) feed(build api.PluginBuild) {
	build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
		target := path.Join(path.Dir(a.Importer), a.Path) // without the ./ of an entry that is on the disk too
		switch {
		case a.Kind == api.ResolveEntryPoint && target == bundleEntry:
			return api.OnResolveResult{Path: target, Namespace: entryNamespace}, nil
		case a.Kind == api.ResolveEntryPoint:
			return api.OnResolveResult{Path: target, Namespace: layoutsNamespace}, nil
		case !strings.HasPrefix(a.Path, "./") && !strings.HasPrefix(a.Path, "../"):
			return api.OnResolveResult{}, fmt.Errorf("import of %q: want a relative path", a.Path)
		case b.tree.files[target] == nil || path.Ext(target) != ".js":
			return api.OnResolveResult{}, fmt.Errorf("import of %q: no script %s%s", a.Path, target, diagnostic.DidYouMean(diagnostic.Nearest(target, b.tree.paths)))
		}
		return api.OnResolveResult{Path: target, Namespace: layoutsNamespace}, nil
	})
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: layoutsNamespace}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
		text := string(b.tree.files[a.Path])
		return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS}, nil
	})
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: entryNamespace}, func(api.OnLoadArgs) (api.OnLoadResult, error) {
		return api.OnLoadResult{Contents: &b.entry, Loader: api.LoaderJS}, nil
	})
}

// problem tells a message of esbuild as other mistakes of layouts are.
func problem(m api.Message) *diagnostic.Problem {
	withoutNamespace := func(s string) string { return strings.ReplaceAll(s, layoutsNamespace+":", "") }
	p := &diagnostic.Problem{Detail: withoutNamespace(m.Text)}
	if l := m.Location; l != nil {
		p.File, p.Line, p.Source = withoutNamespace(l.File), l.Line, l.LineText
		p.Column = len([]rune(l.LineText[:min(l.Column, len(l.LineText))])) + 1
	}
	return p
}

// needs returns the other files that must be there before one starts.
func (p *bundle) needs(name string) []string {
	names := []string{name}
	for i := 0; i < len(names); i++ {
		for _, f := range p.imports[names[i]] {
			if !f.late && !slices.Contains(names, f.name) {
				names = append(names, f.name)
			}
		}
	}
	return names[1:]
}

// publish publishes a file of a bundle after those that it imports, whose
// published names it then holds: a change anywhere changes the names of all that
// use it. Layouts whose scripts come to the same bytes load one file.
func (b *bundler) publish(p *bundle, file, name string) (*Asset, error) {
	if a, seen := p.published[file]; seen {
		if a == nil {
			return nil, fmt.Errorf("reading layouts: %s and a file that it asks for with import() need each other: what both need belongs in a third", name)
		}
		return a, nil
	}
	p.published[file] = nil
	body := p.bodies[file]
	for _, i := range p.imports[file] {
		// esbuild ends the names of all but the entry with a hash of theirs.
		published, _, _ := strings.Cut(i.name, ".")
		a, err := b.publish(p, i.name, published+".js")
		if err != nil {
			return nil, err
		}
		body = bytes.ReplaceAll(body, []byte(i.name), []byte(path.Base(a.Path)))
	}
	a := b.byBody[string(body)]
	if a == nil {
		a = hashed(name, body)
		b.byBody[string(body)] = a
		b.layouts.assets[a.Path] = a
	}
	p.published[file] = a
	return a, nil
}
