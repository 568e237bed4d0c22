package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strings"
)

// contentTypes are the kinds of files that are published, by extension.
func contentTypes() map[string]string {
	return map[string]string{
		".css":   "text/css; charset=utf-8",
		".js":    "text/javascript; charset=utf-8",
		".svg":   "image/svg+xml",
		".png":   "image/png",
		".jpg":   "image/jpeg",
		".webp":  "image/webp",
		".ico":   "image/x-icon",
		".woff2": "font/woff2",
	}
}

// mediaTypes are those given to Minify, by extension.
func mediaTypes() map[string]string {
	return map[string]string{".css": "text/css", ".svg": "image/svg+xml"}
}

// bundler turns the files of a tree into assets.
type bundler struct {
	tree    *tree
	minify  Minify
	short   bool // scripts are minified too
	layouts *Layouts
	bundles map[string]*script // by layout; "base" is for those without a script of their own
	byBody  map[string]*Asset  // files of bundles, by what they hold
	entry   string             // what starts the bundle being made
	baseCSS string             // path of the asset
	origin  map[string]string  // asset name → where it comes from
}

// head is what the head of a layout's pages loads, as site paths.
type head struct {
	Styles   []string
	Scripts  []string // one, with that of all pages, or none
	Preloads []string // what it cannot start without
}

// images publishes the files of assets/.
func (b *bundler) images() error {
	for _, p := range b.tree.paths {
		if !strings.HasPrefix(p, "assets/") || contentTypes()[path.Ext(p)] == "" {
			continue
		}
		if _, err := b.add(path.Base(p), p, b.tree.files[p]); err != nil {
			return err
		}
	}
	return nil
}

// head gathers the style sheets and scripts of a layout, given the folders of the
// parts called by the skeleton and by the whole page.
func (b *bundler) head(page string, common, all []string) (*head, error) {
	h := &head{}
	if b.baseCSS == "" {
		var sheets []string
		for _, dir := range append([]string{"base"}, common...) {
			sheets = append(sheets, b.tree.in(dir, ".css")...)
		}
		p, err := b.sheet("base.css", sheets)
		if err != nil {
			return nil, err
		}
		b.baseCSS = p
	}
	var sheets []string
	for _, dir := range append(slices.Clone(all), page) {
		if !slices.Contains(common, dir) {
			sheets = append(sheets, b.tree.in(dir, ".css")...)
		}
	}
	own, err := b.sheet(page+".css", sheets)
	if err != nil {
		return nil, err
	}
	for _, s := range []string{b.baseCSS, own} {
		if s != "" {
			h.Styles = append(h.Styles, s)
		}
	}
	s := b.bundles[page]
	if s == nil {
		s = b.bundles["base"]
	}
	if s != nil {
		h.Scripts, h.Preloads = []string{s.path}, s.preloads
	}
	return h, nil
}

// sheet joins style sheets into one asset and returns its path; "" for none.
func (b *bundler) sheet(name string, paths []string) (string, error) {
	if len(paths) == 0 {
		return "", nil
	}
	var joined bytes.Buffer
	for _, p := range paths {
		joined.Write(b.tree.files[p])
		joined.WriteByte('\n')
	}
	from := strings.Join(paths, ", ")
	body, err := b.shorten(".css", from, joined.Bytes())
	if err != nil {
		return "", err
	}
	a, err := b.put(name, from, body)
	if err != nil {
		return "", err
	}
	return a.Path, nil
}

// add minifies a file and publishes it.
func (b *bundler) add(name, from string, body []byte) (*Asset, error) {
	body, err := b.shorten(path.Ext(name), from, body)
	if err != nil {
		return nil, err
	}
	return b.put(name, from, body)
}

func (b *bundler) shorten(ext, from string, body []byte) ([]byte, error) {
	mediatype := mediaTypes()[ext]
	if mediatype == "" {
		return body, nil
	}
	short, err := b.minify(mediatype, body)
	if err != nil {
		return nil, fmt.Errorf("minifying %s: %w", from, err)
	}
	return short, nil
}

// put publishes body under a name made of name and of its hash.
func (b *bundler) put(name, from string, body []byte) (*Asset, error) {
	if b.origin == nil {
		b.origin = map[string]string{}
	}
	if other, twice := b.origin[name]; twice {
		if other == from {
			return b.layouts.assets[name], nil
		}
		return nil, fmt.Errorf("reading layouts: %s and %s would both be published as %s", other, from, name)
	}
	b.origin[name] = from
	a := hashed(name, body)
	b.layouts.assets[name] = a
	return a, nil
}

// hashed is the asset whose name ends with the hash of what it holds.
func hashed(name string, body []byte) *Asset {
	ext := path.Ext(name)
	sum := sha256.Sum256(body)
	return &Asset{
		Path:        "/assets/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:4]) + ext,
		ContentType: contentTypes()[ext],
		Body:        body,
	}
}
