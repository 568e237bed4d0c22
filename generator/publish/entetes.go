package publish

import (
	"maps"
	"slices"
	"strings"
)

// EnTete is a header of an answer.
type EnTete struct{ Nom, Valeur string }

// EnTetes returns the headers that a host must send with what it finds at a site
// path, beside its [ContentType]. What is not there has those of "/404.html". The
// first two depend on the path, the others do not.
func EnTetes(chemin string) []EnTete {
	return []EnTete{
		{"Content-Security-Policy", Politique(chemin)},
		{"Cache-Control", ClasseDe(strings.TrimPrefix(chemin, "/")).CacheControl()},
		// The names beside ours may not be ours: they are left out.
		{"Strict-Transport-Security", "max-age=63072000"},
		// The address of a page tells the commune and what is looked for there.
		{"Referrer-Policy", "same-origin"},
		// "Autour de moi" asks for the position; nothing asks for the rest.
		{"Permissions-Policy", "geolocation=(self), camera=(), microphone=(), payment=(), usb=()"},
		{"X-Content-Type-Options", "nosniff"},
	}
}

// Extensions lists those that [ContentType] knows.
func Extensions() []string { return slices.Sorted(maps.Keys(types)) }

// Redirection is an address that has changed for good.
type Redirection struct{ De, Vers string }

// Redirections lists the addresses of the service before this one that have
// changed, without their final slash. The others are found as they are: those of
// the formations are the same, and the page /recherche/ reads what was asked there.
func Redirections() []Redirection {
	return []Redirection{
		{"/politique-de-confidentialite", "/confidentialite/"},
		{"/stats", "/projet/"},
	}
}
