package sources

import (
	"slices"

	"github.com/paulmach/orb"
)

// boitesFrance are where communes and établissements are, in WGS84 degrees.
// Swapped coordinates of the métropole are in none of them.
func boitesFrance() []orb.Bound {
	boite := func(ouest, est, sud, nord float64) orb.Bound {
		return orb.Bound{Min: orb.Point{ouest, sud}, Max: orb.Point{est, nord}}
	}
	return []orb.Bound{
		boite(-5.6, 9.9, 41, 51.5),        // métropole and Corse
		boite(-63.5, -51, 2, 18.5),        // Antilles and Guyane
		boite(44.5, 56.5, -22, -12),       // La Réunion and Mayotte
		boite(-57.5, -55.5, 46, 48),       // Saint-Pierre-et-Miquelon
		boite(156, 173, -24, -15),         // Nouvelle-Calédonie
		boite(-155, -134, -28, -7),        // Polynésie
		boite(-179, -175, -15, -12),       // Wallis-et-Futuna
		boite(-109.4, -109.1, 10.2, 10.4), // Clipperton
		boite(50, 78, -50, -37),           // TAAF: Crozet, Kerguelen, Saint-Paul and Amsterdam
		boite(39, 55, -23, -11),           // TAAF: îles Éparses
		boite(136, 142, -90, -60),         // TAAF: Terre-Adélie
	}
}

// validPosition reports whether a longitude and a latitude are in France,
// overseas included.
func validPosition(lon, lat float64) bool {
	return slices.ContainsFunc(boitesFrance(), func(b orb.Bound) bool { return b.Contains(orb.Point{lon, lat}) })
}
