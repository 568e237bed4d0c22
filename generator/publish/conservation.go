package publish

import "regexp"

// haches are the files, and the folders, named by the hash of what they hold.
var haches = regexp.MustCompile(`^/(assets|donnees)/[^/]*[.-][0-9a-f]{8}[./]`)

// Conservation returns the Cache-Control that a host should send with the file
// at a site path: what is named by its content is kept for ever, the rest is
// asked for again each time, in a word if it has not changed.
func Conservation(chemin string) string {
	if haches.MatchString(chemin) {
		return "public, max-age=31536000, immutable"
	}
	return "no-cache"
}
