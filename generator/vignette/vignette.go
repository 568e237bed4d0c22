// Package vignette draws the images that stand for a page where its link is
// shared: a few words on the colours of the site. It knows no page: pages says
// which images exist and what they say.
//
// The bytes are the same on every machine: all is computed in integers, down to
// the glyphs, which are far below the size where package vector turns to
// floating point.
package vignette

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// Size of an image, in pixels: that which networks ask for.
const (
	Largeur = 1200
	Hauteur = 630
)

// Texte is what an image says, from top to bottom.
type Texte struct {
	Surtitre, Titre, Pied string
}

const (
	marge       = 80
	lignesMax   = 3  // of the title
	couleursMax = 16 // half a byte a pixel
)

var (
	fond  = color.RGBA{0x27, 0x43, 0xc6, 0xff}
	clair = color.RGBA{0xe6, 0xea, 0xfc, 0xff}
	blanc = color.RGBA{0xff, 0xff, 0xff, 0xff}
)

// Dessiner draws a text as a PNG with a palette.
func Dessiner(t Texte) ([]byte, error) {
	img := image.NewRGBA(image.Rect(0, 0, Largeur, Hauteur))
	draw.Draw(img, img.Bounds(), image.NewUniform(fond), image.Point{}, draw.Src)
	// The circles of travel times, around a place at the right.
	for i, rayon := range []int{520, 410, 300, 190} {
		disque(img, 1010, 330, rayon, niveau(1+i))
	}
	repere(img, 1010, 330)
	petit, err := face(goregular.TTF, 36)
	if err != nil {
		return nil, err
	}
	ecrire(img, petit, clair, marge, 130, t.Surtitre)
	if err := titre(img, t.Titre); err != nil {
		return nil, err
	}
	gras, err := face(gobold.TTF, 40)
	if err != nil {
		return nil, err
	}
	ecrire(img, gras, blanc, marge, Hauteur-70, t.Pied)
	return encoder(img)
}

// face opens a font at a size in pixels.
func face(ttf []byte, taille float64) (font.Face, error) {
	f, err := opentype.Parse(ttf)
	if err != nil {
		return nil, fmt.Errorf("reading a Go font: %w", err)
	}
	return opentype.NewFace(f, &opentype.FaceOptions{Size: taille, DPI: 72, Hinting: font.HintingFull})
}

// titre writes the title as large as lignesMax lines allow.
func titre(img *image.RGBA, texte string) error {
	for taille := 84; ; taille -= 8 {
		f, err := face(gobold.TTF, float64(taille))
		if err != nil {
			return err
		}
		lignes := couper(f, texte, 780)
		if len(lignes) > lignesMax && taille > 44 {
			continue
		}
		lignes = lignes[:min(len(lignes), lignesMax)]
		interligne := taille * 6 / 5
		y := 330 - (len(lignes)-1)*interligne/2 + taille/3
		for _, l := range lignes {
			ecrire(img, f, blanc, marge, y, l)
			y += interligne
		}
		return nil
	}
}

// couper breaks a text into lines of a width, between words.
func couper(f font.Face, texte string, largeur int) []string {
	var lignes []string
	for _, mot := range strings.Fields(texte) {
		if n := len(lignes) - 1; n >= 0 && font.MeasureString(f, lignes[n]+" "+mot) <= fixed.I(largeur) {
			lignes[n] += " " + mot
		} else {
			lignes = append(lignes, mot)
		}
	}
	return lignes
}

func ecrire(img *image.RGBA, f font.Face, c color.Color, x, y int, texte string) {
	d := font.Drawer{Dst: img, Src: image.NewUniform(c), Face: f, Dot: fixed.P(x, y)}
	d.DrawString(texte)
}

// repere draws the mark of the site: a pin, made of a disc and a triangle.
func repere(img *image.RGBA, x, y int) {
	for dy := range 92 {
		// The edges of the triangle, from the width of the disc to its point.
		demi := 58 * (92 - dy) / 92
		draw.Draw(img, image.Rect(x-demi, y+dy, x+demi, y+dy+1), image.NewUniform(blanc), image.Point{}, draw.Src)
	}
	disque(img, x, y-16, 62, blanc)
	disque(img, x, y-16, 26, fond)
}

// disque draws a disc, its edge softened by sixteen points a pixel.
func disque(img *image.RGBA, cx, cy, rayon int, c color.RGBA) {
	const n = 4 // points a side; coordinates are in 1/(2n) of a pixel
	r := 2 * n * rayon
	boite := image.Rect(cx-rayon, cy-rayon, cx+rayon, cy+rayon).Intersect(img.Bounds())
	for y := boite.Min.Y; y < boite.Max.Y; y++ {
		for x := boite.Min.X; x < boite.Max.X; x++ {
			// Away from the edge, the middle of the pixel tells.
			switch d := carre(2*n*(x-cx)+n) + carre(2*n*(y-cy)+n); {
			case d > carre(r+2*n):
			case d < carre(r-2*n):
				img.SetRGBA(x, y, c)
			default:
				part := 0
				for i := range n * n {
					if carre(2*n*(x-cx)+2*(i%n)+1)+carre(2*n*(y-cy)+2*(i/n)+1) <= r*r {
						part++
					}
				}
				img.SetRGBA(x, y, melange(img.RGBAAt(x, y), c, part, n*n))
			}
		}
	}
}

func carre(x int) int { return x * x }

// niveau is the colour of a rank of the palette.
func niveau(i int) color.RGBA { return melange(fond, blanc, i, couleursMax-1) }

// melange is a colour with a part of another, out of total.
func melange(a, b color.RGBA, part, total int) color.RGBA {
	m := func(x, y uint8) uint8 { return uint8((int(x)*(total-part) + int(y)*part) / total) }
	return color.RGBA{m(a.R, b.R), m(a.G, b.G), m(a.B, b.B), 0xff}
}

// encoder keeps couleursMax colours between the background and white, which
// are all there is, and writes them as a PNG.
func encoder(img *image.RGBA) ([]byte, error) {
	palette := make(color.Palette, couleursMax)
	for i := range palette {
		palette[i] = niveau(i)
	}
	out := image.NewPaletted(img.Bounds(), palette)
	// Most pixels have the colour of the one before.
	avant, rang := fond, uint8(0)
	for y := range Hauteur {
		for x := range Largeur {
			if c := img.RGBAAt(x, y); c != avant {
				avant, rang = c, uint8(palette.Index(c))
			}
			out.Pix[y*out.Stride+x] = rang
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, out); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
