package publish

// Politique returns the Content-Security-Policy that a host must send with the
// file at a site path: nothing inline, and nothing from elsewhere but the
// pictures of the detailed map, which a visitor asks for. Whoever serves the
// site takes it from here.
func Politique(chemin string) string {
	return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https://data.geopf.fr; connect-src 'self'; " +
		"base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
}
