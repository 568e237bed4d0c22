package main

import (
	"bytes"
	"compress/gzip"
	"os"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/sync/errgroup"
)

// site is a built site, read once for all the tests that look at it.
type site struct {
	dir   string
	files map[string][]byte    // by path
	pages map[string]*pageRead // by path
	gz    map[string]int       // size of each file after gzip
}

// pageRead is what the tests want to know of a page.
type pageRead struct {
	path, title, lang, description, canonical, warning string
	h1, main                                           int
	noindex                                            bool
	links                                              []string          // href of <a>
	assets                                             []string          // files that the head refers to, each once
	data                                               []string          // JSON blocks
	og                                                 map[string]string // Open Graph properties
	count                                              string            // announced number of results
	totals                                             []string          // of the groups of results
	typos                                              []string          // words that are not spaced or spelt as print does
}

// malEcrit is what French print does not do: a space where a line may break
// before a double sign or inside « », or among the digits of a number, and the
// straight apostrophe.
var malEcrit = regexp.MustCompile(`\p{L}'[\p{L}\d]|[\pL\d)»] [:;?!%»]|« |\b\d{1,3} \d{3}\b`)

func readSite(dir string) (*site, error) {
	files, err := readTree(os.DirFS(dir))
	if err != nil {
		return nil, err
	}
	s := &site{dir: dir, files: files, pages: map[string]*pageRead{}, gz: map[string]int{}}
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	var mu sync.Mutex
	for file, b := range files {
		g.Go(func() error {
			size, err := gzipSize(b)
			var p *pageRead
			if err == nil && path.Ext(file) == ".html" {
				p, err = readHTML(file, b)
			}
			mu.Lock()
			defer mu.Unlock()
			s.gz[file] = size
			if p != nil {
				s.pages[file] = p
			}
			return err
		})
	}
	return s, g.Wait()
}

// gzipSize is the size after gzip at level 6, the usual one of servers.
func gzipSize(b []byte) (int, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, 6)
	if err != nil {
		return 0, err
	}
	if _, err := w.Write(b); err != nil {
		return 0, err
	}
	err = w.Close()
	return out.Len(), err
}

// firstView is the size after gzip of a page and of what its head refers to.
func (s *site) firstView(p *pageRead) int {
	total := s.gz[p.path]
	for _, a := range p.assets {
		total += s.gz[strings.TrimPrefix(a, "/")]
	}
	return total
}

func readHTML(file string, b []byte) (*pageRead, error) {
	doc, err := html.Parse(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	p := &pageRead{path: file, og: map[string]string{}}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			p.element(n)
		}
	}
	p.typos = malEcrit.FindAllString(words(doc), -1)
	slices.Sort(p.assets)
	p.assets = slices.Compact(p.assets)
	return p, nil
}

func (p *pageRead) element(n *html.Node) {
	attr := func(key string) string {
		for _, a := range n.Attr {
			if a.Key == key {
				return a.Val
			}
		}
		return ""
	}
	switch n.Data {
	case "html":
		p.lang = attr("lang")
	case "title":
		if n.Namespace == "" {
			p.title = text(n)
		}
	case "h1":
		p.h1++
	case "main":
		p.main++
	case "a":
		p.links = append(p.links, attr("href"))
	case "meta":
		if property := attr("property"); property != "" {
			p.og[property] = attr("content")
		}
		switch attr("name") {
		case "description":
			p.description = attr("content")
		case "robots":
			p.noindex = strings.Contains(attr("content"), "noindex")
		}
	case "link":
		if attr("rel") == "canonical" {
			p.canonical = attr("href")
		}
		if slices.Contains([]string{"stylesheet", "modulepreload", "icon"}, attr("rel")) {
			p.assets = append(p.assets, attr("href"))
		}
	case "script":
		if src := attr("src"); src != "" {
			p.assets = append(p.assets, src)
		} else {
			p.data = append(p.data, text(n))
		}
	}
	switch {
	case attr("class") == "avertissement":
		p.warning = text(n)
	case attr("id") == "compte":
		p.count = text(n)
	case attr("data-champ") == "total":
		p.totals = append(p.totals, text(n))
	}
}

// words is what a page says to people, its code left out; blocks are lines.
func words(n *html.Node) string {
	switch {
	case n.Type == html.TextNode:
		return n.Data
	case slices.Contains([]string{"script", "style"}, n.Data):
		return ""
	case slices.Contains([]string{"code", "pre", "kbd"}, n.Data):
		return "code"
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(words(c))
	}
	if slices.Contains([]string{"a", "b", "em", "i", "span", "strong"}, n.Data) {
		return b.String()
	}
	return "\n" + b.String() + "\n"
}

// text is what an element says, spaces trimmed.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}
