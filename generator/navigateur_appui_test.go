package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"math"
	"net/url"
	"strings"
	"testing"

	cdpfetch "github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// plan is the address of the tiles of the detailed map.
const plan = "https://data.geopf.fr/"

// fauxPlan answers the tiles of Plan IGN in its place, with a status.
func (o *onglet) fauxPlan(statut int64) {
	o.t.Helper()
	var tuile bytes.Buffer // empty for an error: an image is shown whatever its status
	if statut == 200 {
		o.sans(png.Encode(&tuile, image.NewGray(image.Rect(0, 0, 256, 256))))
	}
	_, err := chromedp.Call(o.ctx, cdpfetch.Enable, cdpfetch.EnableParams{Patterns: []*cdpfetch.RequestPattern{{URLPattern: plan + "*"}}})
	o.sans(err)
	arretees := make(chan cdpfetch.RequestID, 1000)
	o.sans(chromedp.Listen(o.ctx, func(ev any) {
		if e, ok := ev.(*cdpfetch.EventRequestPaused); ok {
			arretees <- e.RequestID
		}
	}))
	go func() {
		for {
			select {
			case id := <-arretees:
				// The map may be gone, and its requests with it.
				_, _ = chromedp.Call(o.ctx, cdpfetch.FulfillRequest, cdpfetch.FulfillRequestParams{RequestID: id, ResponseCode: statut,
					ResponseHeaders: []*cdpfetch.HeaderEntry{{Name: "Content-Type", Value: "image/png"}}, Body: tuile.Bytes()})
			case <-o.ctx.Done():
				return
			}
		}
	}()
}

// ailleurs are the addresses asked of other hosts.
func (o *onglet) ailleurs() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	var l []string
	for _, u := range o.demandes {
		if !strings.HasPrefix(u, o.url+"/") {
			l = append(l, u)
		}
	}
	return l
}

// tuileDe is the column and row of a place, of the tiles of a zoom.
func tuileDe(lon, lat float64, zoom int) (colonne, ligne int) {
	n := math.Exp2(float64(zoom))
	sin := math.Sin(lat * math.Pi / 180)
	return int((lon + 180) / 360 * n), int((0.5 - math.Atanh(sin)/(2*math.Pi)) * n)
}

const (
	boutonDetaillee = ".plan-detail"
	etatDetaillee   = `document.querySelector(".detaillee-etat").textContent`
)

// testCarteDetaillee opens the map with tiles and without: nothing is asked of
// another host before the press, and only Plan IGN after it.
func testCarteDetaillee(t *testing.T, nav *navigateur, s *siteServi) {
	for _, schema := range []string{"light", "dark"} {
		for _, statut := range []int64{200, 404} {
			t.Run(fmt.Sprintf("%s %d", schema, statut), func(t *testing.T) { testTuiles(t, nav.onglet(t), s, schema, statut) })
		}
	}
	o := nav.onglet(t)
	o.sansScript()
	o.ouvrir(pageRennes)
	if valeur[bool](o, `document.querySelector(".plan-detail").checkVisibility()`) {
		t.Error("without JavaScript the button of the detailed map is shown, and can do nothing")
	}
}

func testTuiles(t *testing.T, o *onglet, s *siteServi, schema string, statut int64) {
	o.couleurs(schema)
	o.ecran(360, 740)
	o.fauxPlan(statut)
	o.ouvrir(pageRennes)
	o.attendre(`!document.querySelector("` + boutonDetaillee + `").hidden`)
	scripts := 0
	for _, c := range o.chemins() {
		if strings.Contains(c, "leaflet") || strings.Contains(c, "detaillee") || !strings.HasPrefix(c, "/") {
			t.Errorf("%s before anyone asked for the detailed map", c)
		}
		if strings.HasSuffix(c, ".js") {
			scripts += s.poids(t, c)
		}
	}
	if scripts > 15_000 {
		t.Errorf("%d bytes of scripts before a press", scripts)
	}
	o.js(`document.querySelector("` + boutonDetaillee + `").focus()`)
	o.taper(kb.Enter)
	o.attendre(`document.querySelectorAll(".detaillee[open] .detaillee-epingle").length > 5`)
	// The pins tell all formations of the drawn map, none twice.
	if pose, dessine := valeur[int](o, `[...document.querySelectorAll(".detaillee-epingle")].reduce((n, e) => n + Number(e.textContent), 0)`),
		valeur[int](o, `[...document.querySelectorAll(".plan circle title")].reduce((n, e) => n + parseInt(e.textContent.split(" : ")[1] ?? e.textContent.split("\u202f: ")[1]), 0)`); pose != dessine {
		t.Errorf("%d formations on the detailed map, %d on the drawn one", pose, dessine)
	}
	if statut == 200 {
		o.attendre(`document.querySelectorAll(".detaillee .leaflet-tile-loaded").length > 1 && ` + etatDetaillee + ` === ""`)
	} else {
		o.attendre(etatDetaillee + `.includes("ne peut pas être chargé") && document.querySelector(".detaillee-fond .plan-terre")`)
	}
	testAdressesTuiles(t, o.ailleurs())
	o.axe("carte détaillée")
	if large := valeur[int](o, `document.documentElement.scrollWidth`); large > 360 {
		t.Errorf("the detailed map makes the page %d px wide", large)
	}
	// By keyboard: a pin, its bubble, its link; Escape closes one thing at a time.
	o.tabJusqua(`document.activeElement.classList.contains("detaillee-epingle")`)
	nom := valeur[string](o, `document.activeElement.getAttribute("aria-label")`)
	if !strings.Contains(nom, "formation") {
		t.Errorf("the pin is called %q", nom)
	}
	o.taper(kb.Enter)
	o.attendre(`document.activeElement.matches(".leaflet-popup a[href^='/etablissement/']")`)
	bulle := valeur[string](o, `document.querySelector(".leaflet-popup-content").innerText`)
	if premier, _, _ := strings.Cut(bulle, "\n"); !strings.Contains(nom, premier) || !strings.Contains(bulle, "formation") {
		t.Errorf("the bubble of %q says %q", nom, bulle)
	}
	o.attendre(`getComputedStyle(document.querySelector(".leaflet-popup")).opacity === "1"`) // it fades in
	o.axe("bulle")
	o.taper(kb.Escape)
	o.attendre(`!document.querySelector(".leaflet-popup") && document.activeElement.classList.contains("detaillee-epingle")`)
	o.taper(kb.Escape)
	o.attendre(`!document.querySelector(".detaillee") && document.activeElement.matches("` + boutonDetaillee + `")`)
	o.taper(kb.Enter)
	o.attendre(`document.querySelector(".detaillee[open]")`)
	o.cliquer(".detaillee-tete button")
	o.attendre(`!document.querySelector(".detaillee") && document.activeElement.matches("` + boutonDetaillee + `")`)
}

// testAdressesTuiles wants Plan IGN alone, and Rennes among its tiles.
func testAdressesTuiles(t *testing.T, adresses []string) {
	rennes := false
	for _, a := range adresses {
		u, err := url.Parse(a)
		if err != nil || !strings.HasPrefix(a, plan) {
			t.Errorf("request to another host: %s", a)
			continue
		}
		var zoom, colonne, ligne int
		q := u.Query()
		if _, err := fmt.Sscan(q.Get("TILEMATRIX")+" "+q.Get("TILECOL")+" "+q.Get("TILEROW"), &zoom, &colonne, &ligne); err != nil {
			t.Errorf("%s: %v", a, err)
		}
		c, l := tuileDe(-1.68, 48.11, zoom)
		rennes = rennes || c == colonne && l == ligne
	}
	if !rennes {
		t.Errorf("the tile of Rennes is not among %q", adresses)
	}
}
