package publish

import (
	"fmt"
	"io"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/svg"
	"github.com/tdewolff/minify/v2/xml"
)

// Minifier shrinks every kind of text that the site holds but scripts, which
// package render bundles. It is safe for concurrent use.
type Minifier struct{ m *minify.M }

// NewMinifier returns a Minifier. HTML keeps the tags that the standard lets
// one leave out of a document's end and its quotes, which cost little once
// compressed and keep pages readable by simple tools.
func NewMinifier() *Minifier {
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true})
	m.AddFunc("application/json", json.Minify)
	m.AddFunc("application/ld+json", json.Minify)
	m.AddFunc("image/svg+xml", svg.Minify)
	m.AddFunc("application/xml", xml.Minify)
	// Templates are minified once, rather than each page that they print. What is
	// not HTML in them is left as it is: it would be read without its actions.
	modeles := minify.New()
	modeles.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, TemplateDelims: html.GoTemplateDelims})
	m.AddFunc(typeModele, func(_ *minify.M, w io.Writer, r io.Reader, _ map[string]string) error {
		return modeles.Minify("text/html", w, r)
	})
	return &Minifier{m}
}

// typeModele is the media type of the templates of pages.
const typeModele = "text/x-go-template"

// Bytes returns b minified for a media type, whose parameters are ignored; a
// type it does not know passes unchanged.
func (m *Minifier) Bytes(mediatype string, b []byte) ([]byte, error) {
	mediatype, _, _ = strings.Cut(mediatype, ";")
	// It would make room for what it does not write.
	if _, _, connu := m.m.Match(mediatype); connu == nil {
		return b, nil
	}
	out, err := m.m.Bytes(mediatype, b)
	if err != nil {
		return nil, fmt.Errorf("minifying %s: %w", mediatype, err)
	}
	return out, nil
}
