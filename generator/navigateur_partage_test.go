package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

func testPartager(t *testing.T, nav *navigateur, _ *siteServi) {
	o := nav.onglet(t)
	cles := o.garder(3)
	o.ouvrirListe(3)
	o.js(`document.querySelectorAll(".voeu textarea")[1].focus()`)
	o.taper("Bien ?")
	o.js(`document.getElementById("partager").open = true`)
	sans := valeur[string](o, `document.getElementById("lien").value`)
	o.js(`document.getElementById("avec-notes").click()`)
	avec := valeur[string](o, `document.getElementById("lien").value`)
	if len(avec) <= len(sans) || !strings.HasPrefix(sans, o.url+pageListe+"#l=1.") {
		t.Fatalf("links %q and %q", sans, avec)
	}
	o.etatAccessible("partage ouvert")
	o.js(`navigator.clipboard.writeText = (l) => (window.copie = l, Promise.resolve())`)
	o.cliquer("[data-geste=copier]")
	o.attendre(`window.copie === document.getElementById("lien").value && document.getElementById("copie").textContent === "Lien copié."`)
	o.js(`navigator.clipboard.writeText = () => Promise.reject(new Error("refused"))`)
	o.cliquer("[data-geste=copier]")
	o.attendre(`document.activeElement.id === "lien" && document.activeElement.selectionEnd === document.activeElement.value.length && document.getElementById("copie").textContent.includes("copie-le toi-même")`)
	o.sansErreur()

	// Another visitor opens the link: nothing changes by itself.
	autre := nav.onglet(t)
	autre.ouvrir(strings.TrimPrefix(avec, o.url))
	autre.attendre(`document.querySelectorAll("#partagee li").length === 3 && document.querySelector("#partagee blockquote").textContent === "Bien ?"`)
	if n := len(valeur[[]string](autre, clesGardees)); n != 0 {
		t.Errorf("opening the link kept %d offres", n)
	}
	if demandes := strings.Join(autre.chemins(), " "); strings.Contains(demandes, cles[0]) {
		t.Errorf("what the link holds was sent: %s", demandes)
	}
	autre.etatAccessible("liste reçue")
	autre.cliquer("[data-geste=ajouter]")
	autre.attendre(`document.querySelectorAll(".voeu").length === 3 && document.getElementById("partagee").hidden && location.hash === ""`)
	if got := valeur[[]string](autre, clesGardees); !slices.Equal(got, cles) || valeur[string](autre, `document.querySelectorAll(".voeu textarea")[1].value`) != "Bien ?" {
		t.Errorf("received %q, want %q with the note", got, cles)
	}

	// Over a list of one's own: replaced, and taken back.
	autre.js(`document.querySelector("[data-geste=retirer]").click()`)
	autre.js(`location.hash = ` + fmt.Sprintf("%q", sans[strings.Index(sans, "#"):]))
	autre.attendre(`document.querySelector("#partagee [data-champ=phrase]")?.textContent.includes("dont 2 déjà")`)
	autre.cliquer("[data-geste=remplacer]")
	autre.attendre(clesGardees + `.length === 3 && document.getElementById("message").textContent.includes("remplacée")`)
	autre.cliquer("#message button")
	autre.attendre(clesGardees + `.length === 2 && document.getElementById("message").textContent === ""`)
	autre.js(`location.hash = "#l=1.1"`)
	autre.attendre(`!document.getElementById("partagee").hidden`)
	autre.cliquer("[data-geste=ignorer]")
	autre.attendre(`document.getElementById("partagee").hidden && location.hash === ""`)
	autre.sansErreur()
}

func testLiensAbimes(t *testing.T, nav *navigateur, _ *siteServi) {
	o := nav.onglet(t)
	cles := o.garder(2)
	o.js(`localStorage.clear()`)
	court := strings.NewReplacer("-scolaire", "s", "-apprentissage", "a").Replace(cles[0])
	uai := strings.Split(cles[0], "-")[2]
	o.ouvrir(pageListe + "#l=1." + court + ".60099999-300-" + uai + "s.1-2-9990001As.3")
	o.attendre(`document.querySelectorAll("#partagee li").length === 3`)
	if textes := valeur[[]string](o, `[...document.querySelectorAll("#partagee li")].map((li) => li.innerText)`); strings.Contains(textes[0], "plus sur le site") ||
		!strings.Contains(textes[1], "n’est plus sur le site") || strings.Contains(textes[1], "établissement "+uai) || !strings.Contains(textes[2], "établissement 9990001A") {
		t.Errorf("a link of which two offres have gone: %q", textes)
	}
	o.etatAccessible("lien périmé")
	for fragment, veut := range map[string]string{
		"#l=1." + court + ".40025": "1 formation sur 2", // no: cut in the middle
		"#l=1.%3Cb%3E.1":           "Aucune formation",
		"#l=9.quelquechose.1":      "Aucune formation",
	} {
		o.js(`location.hash = ` + fmt.Sprintf("%q", fragment))
		o.attendre(fmt.Sprintf(`!document.querySelector("#partagee [data-champ=abimee]").hidden && document.getElementById("partagee").innerText.match(/%s|incomplet ou abîmé/)`, veut))
	}
	o.cliquer("[data-geste=ignorer]")
	o.attendre(`!document.getElementById("vide").hidden && !localStorage.getItem("futurpro.liste")`)
	o.sansErreur()
}

// testImprimer prints one short document on A4, without what only a screen
// needs. With FUTURPRO_IMPRESSIONS, a folder, it is left there to be looked at.
func testImprimer(t *testing.T, nav *navigateur, _ *siteServi) {
	o := nav.onglet(t)
	cles := o.garder(4)
	o.ouvrirListe(4)
	o.js(`document.querySelector(".voeu textarea").focus()`)
	o.taper("Note à relire")
	o.js(`window.imprimee = 0; window.print = () => window.imprimee++`)
	o.cliquer("[data-geste=imprimer]")
	o.attendre(`window.imprimee === 1`)
	oui := true
	res, err := chromedp.Call(o.ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &oui, PaperWidth: 8.27, PaperHeight: 11.69})
	o.sans(err)
	if dossier := os.Getenv("FUTURPRO_IMPRESSIONS"); dossier != "" {
		o.sans(os.WriteFile(filepath.Join(dossier, "ma-liste.pdf"), res.Data, 0o644))
	}
	// A4 is 595 by 842 points; fonts differ from one machine to the next.
	if n := len(regexp.MustCompile(`/Type /Page\b[^s]`).FindAll(res.Data, -1)); n < 1 || n > 2 || !regexp.MustCompile(`/MediaBox \[0 0 59[45]\S* 84[12]\S*\]`).Match(res.Data) {
		t.Errorf("4 wishes take %d pages, %s", n, regexp.MustCompile(`/MediaBox[^\]]*]`).Find(res.Data))
	}

	_, err = chromedp.Call(o.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	o.sans(err)
	if montres := valeur[[]string](o, `[...document.querySelectorAll("button, input, select, textarea, summary, nav, .vers-liste")].filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 80))`); len(montres) > 0 {
		t.Errorf("printed: %q", montres)
	}
	texte := valeur[string](o, `document.body.innerText.replaceAll("\u202f", " ")`)
	for _, veut := range []string{"Nom :", "Classe :", "Date :", "Note : Note à relire", strings.TrimPrefix(o.url, "http://") + "/details/" + cles[3] + "/"} {
		if !strings.Contains(texte, veut) {
			t.Errorf("%q is not printed in %s", veut, texte)
		}
	}
	o.sansErreur()
}

func testCSV(t *testing.T, nav *navigateur, _ *siteServi) {
	o := nav.onglet(t)
	cles := o.garder(2)
	dossier := t.TempDir()
	_, err := chromedp.Call(o.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: "allow",
		BrowserContextID: chromedp.FromContext(o.ctx).BrowserContextID, DownloadPath: dossier})
	o.sans(err)
	o.ouvrirListe(2)
	o.js(`document.querySelector(".voeu textarea").focus()`)
	o.taper(`=1+1;"x"`)
	o.cliquer("[data-geste=csv]")
	var b []byte
	for fin := time.Now().Add(patience); time.Now().Before(fin) && len(b) == 0; time.Sleep(50 * time.Millisecond) {
		b, _ = os.ReadFile(filepath.Join(dossier, "ma-liste-de-voeux.csv"))
	}
	if !bytes.HasPrefix(b, []byte("\xef\xbb\xbf\"Vœu\";\"Formation\";\"Diplôme\"")) {
		t.Fatalf("begins with %q", b[:min(len(b), 60)])
	}
	lignes := strings.Split(strings.TrimSuffix(string(b), "\r\n"), "\r\n")
	if len(lignes) != 3 || !strings.Contains(lignes[1], `;"'=1+1;""x""";`) || !strings.Contains(lignes[2], cles[1]) {
		t.Errorf("table %q", lignes)
	}
	o.sansErreur()
}
