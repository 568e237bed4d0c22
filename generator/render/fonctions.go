package render

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
)

// funcs are the functions of the templates; h holds the assets of the layout,
// whose templates are in t.
func (l *Layouts) funcs(h *head, t *template.Template) template.FuncMap {
	g := &gardien{t: t}
	return template.FuncMap{
		"garde":   g.garde,
		"gardes":  g.gardes,
		"asset":   l.assetURL,
		"url":     l.url,
		"styles":  func() []string { return l.urls(h.Styles) },
		"scripts": func() []string { return l.urls(h.Scripts) },
		"modules": func() []string { return l.urls(h.Preloads) },
		"typo":    Typo,
		"nombre":  Nombre,
		"dict":    dict,
		"points":  points,
	}
}

// assetURL returns the address of an asset, given its name in layouts/assets.
func (l *Layouts) assetURL(name string) (string, error) {
	a := l.assets[name]
	if a == nil {
		return "", fmt.Errorf("no asset %q", name)
	}
	return l.base + a.Path, nil
}

// url puts a site path under the base path; any other address is left as it is.
func (l *Layouts) url(path string) string {
	if strings.HasPrefix(path, "/") && !strings.HasPrefix(path, "//") {
		return l.base + path
	}
	return path
}

func (l *Layouts) urls(paths []string) []string {
	out := make([]string, len(paths))
	for i, p := range paths {
		out[i] = l.url(p)
	}
	return out
}

// Nombre writes n with narrow no-break spaces between thousands.
func Nombre(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = "−", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + string(espaceFine) + s[i:]
	}
	return sign + s
}

// dict makes a map from keys and values, to give several to a part.
func dict(pairs ...any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("dict: %d arguments, want pairs", len(pairs))
	}
	m := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		k, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict: key %v is not a string", pairs[i])
		}
		m[k] = pairs[i+1]
	}
	return m, nil
}

// points draws, on a grid of 10 by 10 cells of 10 units, those of the points
// that are of one class, as the data of an SVG path: one stroke for each run of a
// row, which the style sheet cuts into a mark for each cell. The classes differ
// by the shape of their marks.
func points(classes []string, cle string) string {
	// Where the marks of a class begin and end in a cell.
	debut, fin := 2, 8
	switch cle {
	case "emploi":
		debut, fin = 5, 5 // discs: round ends of strokes without length
	case "autres":
		debut, fin = 4, 6
	}
	var d strings.Builder
	for i := 0; i < len(classes); i++ {
		if classes[i] != cle {
			continue
		}
		premier := i
		for (i+1)%10 != 0 && i+1 < len(classes) && classes[i+1] == cle {
			i++
		}
		fmt.Fprintf(&d, "M%d %dH%d", premier%10*10+debut, premier/10*10+5, i%10*10+max(fin, debut+1))
	}
	return d.String()
}
