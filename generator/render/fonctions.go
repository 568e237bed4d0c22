package render

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
)

// funcs are the functions of the templates; head holds the assets of the layout.
func (l *Layouts) funcs(h *head) template.FuncMap {
	return template.FuncMap{
		"asset":   l.assetURL,
		"url":     l.url,
		"styles":  func() []string { return l.urls(h.Styles) },
		"scripts": func() []string { return l.urls(h.Scripts) },
		"modules": func() []string { return l.urls(h.Preloads) },
		"typo":    Typo,
		"nombre":  Nombre,
		"dict":    dict,
		"points":  points,
		"liste":   func(s ...string) []string { return s },
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
// that are of one class, as the data of an SVG path. The three classes differ
// by shape: a disc, a square, a cross.
func points(classes []string, cle string) string {
	shapes := map[string]string{
		"emploi":    "m1 5a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
		"formation": "m2 2h6v6h-6z",
		"autres":    "m2 3.5 1.5-1.5 1.5 1.5 1.5-1.5 1.5 1.5-1.5 1.5 1.5 1.5-1.5 1.5-1.5-1.5-1.5 1.5-1.5-1.5 1.5-1.5z",
	}
	var d strings.Builder
	for i, c := range classes {
		if c == cle {
			fmt.Fprintf(&d, "M%d %d%s", i%10*10, i/10*10, shapes[cle])
		}
	}
	return d.String()
}
