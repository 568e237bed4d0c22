package carte

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/project"
)

// Size of a map, in units of its viewBox.
const (
	Largeur = 360
	Hauteur = 320
)

const (
	marge = 22 // around the pins, for the largest one
	// etendueMin is the least that a window shows from side to side, in metres
	// on the ground: outlines are too coarse for less.
	etendueMin = 20_000

	corps          = 11   // size of names
	chasse         = 0.56 // mean width of a letter, in sizes
	interligne     = 1.15
	nomsMax        = 14
	rayonMin       = 4.5
	rayonMax       = 11.0
	rayonDuCentre  = 6
	margeEtiquette = 1.5
)

// Epingle is an établissement to be shown.
type Epingle struct {
	Position orb.Point
	Poids    int    // number of offres, at least 1: the area of its disc
	Nom      string // what may be written beside it; "" for nothing
	Detail   string // what follows its name
}

// Point is a place in the window, in its units.
type Point struct{ X, Y float64 }

// Disque is an Epingle in the window.
type Disque struct {
	Point
	Rayon   float64
	Epingle int // its rank among those given
}

// Nom is a text beside a disc.
type Nom struct {
	Point        // of its beginning, or of its end if Fin, on the base line
	Fin     bool // it is written to the left of its disc
	Epingle int  // that it names
	Texte   string
	Detail  string
	boite   boite // what it covers
}

// Dessin is a map.
type Dessin struct {
	Centre  Point
	Disques []Disque // the largest first, so that the small ones are above
	Noms    []Nom
	// Contour is the path of the commune, "" without outline.
	Contour string
	// Transform brings a [Fond] to the window.
	Transform string
	// Fenetre is where the window is, for who has to find a position again: its
	// left and top edges, in metres of the projection, and its metres per unit.
	Fenetre string
	// Echelle is the length of the bar that stands for Kilometres.
	Echelle    float64
	Kilometres int
}

// Dessiner draws the map around a commune. Epingles must have a position; the
// first ones are named first where there is no room for all.
func (f *Fonds) Dessiner(code string, centre orb.Point, fond Fond, epingles []Epingle) Dessin {
	c := newCadre(centre, epingles)
	d := Dessin{Centre: c.place(centre), Transform: c.transform(fond), Fenetre: c.fenetre()}
	for _, p := range f.communes[code] {
		d.Contour += string(appendTrace(nil, p[0], func(p orb.Point) (x, y int) {
			q := c.projete(p)
			return int(math.Round(q.X)), int(math.Round(q.Y))
		}))
	}
	d.Kilometres, d.Echelle = c.echelle(centre)
	d.Disques = disques(c, epingles)
	d.Noms = noms(d, epingles)
	return d
}

// cadre is a window: where it is, and how large a metre of the projection.
type cadre struct {
	gauche, haut float64
	unites       float64 // per metre
}

func newCadre(centre orb.Point, epingles []Epingle) cadre {
	points := orb.MultiPoint{project.Point(centre, project.WGS84.ToMercator)}
	for _, e := range epingles {
		points = append(points, project.Point(e.Position, project.WGS84.ToMercator))
	}
	b := points.Bound()
	least := etendueMin / cosinus(centre)
	largeur := max(b.Max[0]-b.Min[0], least)
	hauteur := max(b.Max[1]-b.Min[1], least*Hauteur/Largeur)
	c := cadre{unites: min((Largeur-2*marge)/largeur, (Hauteur-2*marge)/hauteur)}
	milieu := b.Center()
	c.gauche = milieu[0] - Largeur/2/c.unites
	c.haut = milieu[1] + Hauteur/2/c.unites
	return c
}

// cosinus is the metres on the ground of a metre of the projection.
func cosinus(p orb.Point) float64 { return math.Cos(p[1] * math.Pi / 180) }

func (c cadre) place(p orb.Point) Point { return c.projete(project.Point(p, project.WGS84.ToMercator)) }

// projete places a point of the projection.
func (c cadre) projete(p orb.Point) Point {
	return Point{dixieme((p[0] - c.gauche) * c.unites), dixieme((c.haut - p[1]) * c.unites)}
}

func dixieme(x float64) float64 { return math.Round(x*10) / 10 }

func (c cadre) transform(f Fond) string {
	if f.Trace == "" {
		return ""
	}
	return fmt.Sprintf("matrix(%.6g 0 0 %.6g %.1f %.1f)", pas*c.unites, pas*c.unites,
		(f.origine[0]-c.gauche)*c.unites, (c.haut-f.origine[1])*c.unites)
}

func (c cadre) fenetre() string { return fmt.Sprintf("%.0f,%.0f,%.3f", c.gauche, c.haut, 1/c.unites) }

// echelle returns the longest round distance of at most a third of the window.
func (c cadre) echelle(centre orb.Point) (kilometres int, unites float64) {
	km := 1000 / cosinus(centre) * c.unites
	for _, k := range []int{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000} {
		if l := dixieme(float64(k) * km); kilometres == 0 || l <= Largeur/3 {
			kilometres, unites = k, l
		}
	}
	return kilometres, unites
}

func disques(c cadre, epingles []Epingle) []Disque {
	lourd := 1
	for _, e := range epingles {
		lourd = max(lourd, e.Poids)
	}
	var all []Disque
	for i, e := range epingles {
		part := math.Sqrt(float64(max(1, e.Poids)) / float64(lourd))
		all = append(all, Disque{c.place(e.Position), dixieme(rayonMin + part*(rayonMax-rayonMin)), i})
	}
	slices.SortStableFunc(all, func(a, b Disque) int { return cmp.Compare(b.Rayon, a.Rayon) })
	return all
}

// boite is a rectangle of the window.
type boite struct{ x1, y1, x2, y2 float64 }

func (b boite) touche(c boite) bool { return b.x1 < c.x2 && c.x1 < b.x2 && b.y1 < c.y2 && c.y1 < b.y2 }

func autour(p Point, rayon float64) boite {
	return boite{p.X - rayon, p.Y - rayon, p.X + rayon, p.Y + rayon}
}

// noms places as many names as there is room for, each once, beside one of its
// discs: to its right, left, above or below, over no other disc or name.
func noms(d Dessin, epingles []Epingle) []Nom {
	prises := []boite{autour(d.Centre, rayonDuCentre)}
	parEpingle := make([]Disque, len(epingles))
	for _, disque := range d.Disques {
		parEpingle[disque.Epingle] = disque
		prises = append(prises, autour(disque.Point, disque.Rayon))
	}
	// The scale, at the bottom left.
	prises = append(prises, boite{0, Hauteur - 24, d.Echelle + 12, Hauteur})
	ecrits := map[string]bool{"": true}
	var places []Nom
	for i, e := range epingles {
		if len(places) == nomsMax {
			break
		}
		if ecrits[e.Nom] {
			continue
		}
		for _, n := range positions(parEpingle[i], e) {
			dans := n.boite.x1 >= 2 && n.boite.y1 >= 2 && n.boite.x2 <= Largeur-2 && n.boite.y2 <= Hauteur-2
			if dans && !slices.ContainsFunc(prises, n.boite.touche) {
				places, prises, ecrits[e.Nom] = append(places, n), append(prises, n.boite), true
				break
			}
		}
	}
	return places
}

// positions are the places of a name, the best first.
func positions(d Disque, e Epingle) []Nom {
	lettres := utf8.RuneCountInString(e.Nom)
	if e.Detail != "" {
		lettres += 1 + utf8.RuneCountInString(e.Detail)
	}
	large := float64(lettres) * corps * chasse
	const haut = corps * interligne
	ecart := d.Rayon + margeEtiquette
	var all []Nom
	for _, x := range []struct {
		x, y float64 // of the left and the middle
		fin  bool
	}{
		{d.X + ecart, d.Y, false}, {d.X - ecart - large, d.Y, true},
		{d.X - large/2, d.Y - ecart - haut/2, false}, {d.X - large/2, d.Y + ecart + haut/2, false},
	} {
		n := Nom{Point: Point{dixieme(x.x), dixieme(x.y + corps*0.36)}, Fin: x.fin, Epingle: d.Epingle, Texte: e.Nom, Detail: e.Detail,
			boite: boite{x.x, x.y - haut/2, x.x + large, x.y + haut/2}}
		if x.fin {
			n.X = dixieme(x.x + large)
		}
		all = append(all, n)
	}
	return all
}
