package publish

import "strings"

// Politique returns the Content-Security-Policy that a host must send with the
// file at a site path: nothing inline, nothing from elsewhere but the pictures
// of the detailed map, which a visitor asks for, and no frame around a page but
// the one made for it. Whoever serves the site takes it from here.
func Politique(chemin string) string {
	cadre, autour := "", "'none'"
	switch {
	case strings.HasPrefix(chemin, "/widget/cadre/"):
		autour = "*" // any site may show it
	case strings.HasPrefix(chemin, "/widget/"):
		cadre = "frame-src 'self'; " // its preview
	}
	return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https://data.geopf.fr; connect-src 'self'; " + cadre +
		"base-uri 'none'; form-action 'self'; frame-ancestors " + autour
}
