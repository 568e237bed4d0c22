// Package pages says which pages exist: their URL, their layout, their view
// model, and the JSON files that they read. It prints no HTML (render), but for the
// shapes of maps, and writes no file (publish).
package pages

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"futurpro/generator/carte"
	"futurpro/generator/catalogue"
	"futurpro/generator/content"
	"futurpro/generator/diffusion"
	"futurpro/generator/resultats"
	"futurpro/generator/sources"
	"futurpro/generator/territoire"
	"futurpro/generator/trajets"
)

// Page is one file of the site: a page to render, or bytes as they are.
type Page struct {
	// Chemin is the site path: it ends with "/" for a page.
	Chemin string
	// Vue builds the view model of a page; nil for a file. It may be called by
	// any goroutine, once.
	Vue func() (*Vue, error)
	// Corps makes the content of a file, the same at each call.
	Corps func() ([]byte, error)
	// Dossier makes the files of a folder, at the first call; nil for a page and
	// for a file. Nothing else is said of a folder than its path.
	Dossier func() ([]Page, error)
	// NonIndexee keeps the page out of the sitemap.
	NonIndexee bool
	// DesDonnees says that no word of the corpus is on the page or in the file,
	// but for what [Commun] tells.
	DesDonnees bool
}

// octets is the Corps of a file whose content is at hand.
func octets(b []byte) func() ([]byte, error) {
	return func() ([]byte, error) { return b, nil }
}

// Entrees is everything that pages are made of.
type Entrees struct {
	BaseURL string // absolute, without final slash
	Ref     *territoire.Referentiel
	Cat     *catalogue.Catalogue
	Moteur  *resultats.Moteur
	// Lieux is, by commune, the number of places that times are computed from.
	Lieux     []int
	Fonds     *carte.Fonds                        // outlines of the maps
	Ressource func(source string) ([]byte, error) // reads an asset of the corpus
	Sources   *sources.Sources
	Reseaux   []diffusion.Reseau
	// Flux finds the réseau of a line.
	Flux map[trajets.Empreinte]diffusion.Reseau
	// Diffusion is the data that the site gives to others.
	Diffusion *diffusion.Diffusion
	// Constats say what the build lost or repaired, in sentences.
	Constats []string
}

// CartesMax is the number of cards printed on the page of a commune: the
// nearest offres. The others are added by script, and can all be reached from
// the page of the département.
const CartesMax = 12

// pas is how many cards the script adds at each step: as in groupes.js.
const pas = 20

// Addresses of generated pages that menus name.
const (
	cheminDonnees = "/donnees/"
	cheminPlan    = "/plan-du-site/"
	// cheminFormations lists the diplomas.
	cheminFormations = "/formations/"
	cheminListe      = "/ma-liste/"
	// cheminHorsLigne is what a browser shows without a network.
	cheminHorsLigne = "/hors-ligne/"
	// cheminRecherche is that of the links made by the service before this one.
	cheminRecherche = "/recherche/"
)

// Atelier makes the pages of one set of data, whatever the words.
type Atelier struct {
	Entrees
	corpus        *content.Corpus
	site          Site
	habillage     *Habillage             // of the pages that menus do not lead to
	parEtab       [][]catalogue.OffreIdx // all offres of each établissement
	listees       [][]catalogue.OffreIdx // those that lists show
	fichiers      []fichierDepartement
	internats     map[string][]catalogue.EtablissementIdx // by département of departure
	fonds         map[string]fondDepartement              // by code
	fragments     []Page                                  // of the index of communes
	quoi          Page                                    // index of the diplomas
	documentation *Page                                   // folder of the search over the corpus, nil for none
	// rangs finds each établissement in the file of its département.
	rangs []repereEtablissement
	// arrivees are, by établissement, the communes from which a vehicle leads
	// there.
	arrivees [][]territoire.CommuneIdx
	// arrondissements are those of each city, by its INSEE code.
	arrondissements map[string][]territoire.CommuneIdx
	compteur        *resultats.Compteur
	gabarits        Page        // what the script of the communes draws with
	urls            []string    // site paths of offres, by index
	fixes           []CarteFixe // by offre
	triables        []triable   // by offre
	// etudes and metiers are what each formation leads to.
	etudes, metiers []*Debouches
	// partout, salaires (by formation) and devenirs (a *[2]SectionDevenir by
	// catalogue.CleRegionale) are what the pages of many offres say alike.
	partout  map[dureeDe]SectionFormation
	salaires []*SectionSalaire
	devenirs *sync.Map
	// ensembles are the diplomas across France, in order of CFD; parCFD finds
	// their rank.
	ensembles []ensemble
	parCFD    map[string]int
	domaines  []domaine
	vintages  vintages
}

// New prepares what the pages share: the shared files, the index of communes,
// the addresses of offres.
func New(e Entrees) (*Atelier, error) {
	a := &Atelier{Entrees: e, parEtab: e.Cat.OffresDe(), listees: resultats.Listees(e.Cat), arrondissements: e.Ref.Arrondissements()}
	// The index of communes takes as long as all the rest.
	var index errgroup.Group
	index.Go(func() (err error) {
		a.site.IndexCommunes, a.fragments, err = indexCommunes(e.Ref)
		return err
	})
	filtres := resultats.Filtres()
	a.compteur = resultats.NewCompteur(e.Cat, filtres)
	for _, o := range e.Cat.Offres {
		a.urls = append(a.urls, "/details/"+e.Cat.Cle(o)+"/")
	}
	a.fixes, a.triables = a.cartesFixes(), triables(e.Cat)
	a.etudes, a.metiers = debouches(e.Cat)
	a.devenirs = &sync.Map{}
	a.addEnsembles()
	a.vintages = newVintages(e)
	if err := a.checkSources(); err != nil {
		return nil, err
	}
	a.addFormations()
	a.addSalaires()
	if err := a.addFichiersDepartements(); err != nil {
		return nil, err
	}
	a.internats = e.Moteur.Internats()
	a.addChemins()
	a.addFonds()
	var err error
	if a.quoi, err = indexDiplomes(e.Cat); err != nil {
		return nil, err
	}
	if err := index.Wait(); err != nil {
		return nil, err
	}
	a.site.Avertissement, a.site.Menu, a.site.Pied = a.vintages.avertissement(), menu(), pied()
	return a, nil
}

// Donnees names the files of data whose names change with their content.
func (a *Atelier) Donnees() []string {
	l := []string{a.site.IndexCommunes}
	for _, f := range a.fichiers {
		l = append(l, f.url)
	}
	for _, d := range a.Ref.Departements {
		l = append(l, a.fonds[d.Code].url)
	}
	return l
}

// All yields every page and file of the site, with these words and these
// templates, but the assets of the layouts. The order is the same from one build
// to the next. No page of the corpus may have an address for which [Generee] is
// true.
func (a *Atelier) All(corpus *content.Corpus, gabarit Gabarit) iter.Seq2[Page, error] {
	avec := *a
	var err error
	if avec.gabarits, err = a.fichierGabarits(gabarit); err != nil {
		return func(yield func(Page, error) bool) { yield(Page{}, err) }
	}
	avec.corpus = corpus
	avec.site.Nom = corpus.Site.Title
	if avec.documentation, err = dossierDocumentation(corpus); err != nil {
		return func(yield func(Page, error) bool) { yield(Page{}, err) }
	}
	avec.site.Menu = presents(a.site.Menu, corpus)
	avec.site.Pied = presents(a.site.Pied, corpus)
	avec.habillage = &Habillage{Site: avec.site}
	return avec.all
}

// presents keeps the links whose page exists: a site may do without some of
// the pages that the menus name.
func presents(liens []Lien, corpus *content.Corpus) []Lien {
	var l []Lien
	for _, lien := range liens {
		if Generee(lien.URL) || slices.ContainsFunc(corpus.Articles, func(art *content.Article) bool { return art.URL == lien.URL }) {
			l = append(l, lien)
		}
	}
	return l
}

// Generee reports whether an address is one of the pages' and files' that are
// made from data or by the generator itself: the corpus may not take it.
func Generee(adresse string) bool {
	for _, prefixe := range []string{"/assets/", "/commune/", "/departement/", "/details/", "/domaine/", "/etablissement/", "/formation/", cheminFormations, cheminDonnees, cheminPlan, cheminListe, cheminRecherche, cheminHorsLigne, "/sw", cheminWidget, "/widget.js", "/sitemap", prefixeApercus, "/robots.txt", "/404.html", "/_edition/"} {
		if strings.HasPrefix(adresse, prefixe) {
			return true
		}
	}
	return adresse == "/"
}

func (a *Atelier) all(yield func(Page, error) bool) {
	var plan sitemap
	for _, lot := range []iter.Seq2[Page, error]{
		a.accueil, a.articles, a.annexes, fichiersBruts(a.dossiers()),
		desDonnees(a.communes), desDonnees(a.departements), desDonnees(a.offres), desDonnees(a.etablissements), desDonnees(a.formations),
		desDonnees(fichiersBruts(a.fragments)), desDonnees(fichiersBruts([]Page{a.quoi, a.gabarits})), desDonnees(fichiersBruts(a.fichiersDepartements())),
		desDonnees(a.fichiersInternats), desDonnees(fichiersBruts(a.fichiersFonds())), desDonnees(a.chemins()), desDonnees(fichiersBruts(a.agendas())),
		desDonnees(fichiersBruts(a.apercus())), desDonnees(fichiersBruts(a.fichiersDiffuses())),
	} {
		for p, err := range lot {
			plan.add(p)
			if !yield(p, err) || err != nil {
				return
			}
		}
	}
	for _, p := range plan.pages(a.BaseURL) {
		if !yield(p, nil) {
			return
		}
	}
}

// desDonnees marks the pages that the corpus does not change.
func desDonnees(lot iter.Seq2[Page, error]) iter.Seq2[Page, error] {
	return func(yield func(Page, error) bool) {
		for p, err := range lot {
			p.DesDonnees = true
			if !yield(p, err) {
				return
			}
		}
	}
}

// Commun tells what the pages made from data take from the corpus: the name of
// the site, and which of the pages that menus name exist.
func Commun(corpus *content.Corpus) string {
	return fmt.Sprintf("%q %q", corpus.Site.Title, slices.Concat(presents(menu(), corpus), presents(pied(), corpus)))
}

func fichiersBruts(pages []Page) iter.Seq2[Page, error] {
	return func(yield func(Page, error) bool) {
		for _, p := range pages {
			if !yield(p, nil) {
				return
			}
		}
	}
}

// AdressesMenus returns the site paths that the menu and the footer lead to.
func AdressesMenus() []string {
	var l []string
	for _, lien := range slices.Concat(menu(), pied()) {
		l = append(l, lien.URL)
	}
	return l
}

// menu is the main navigation.
func menu() []Lien {
	return []Lien{{Texte: "Accueil", URL: "/"}, {Texte: "Mode d'emploi", URL: "/documentation/mode-emploi/"},
		{Texte: "Documentation", URL: "/documentation/"}, {Texte: "Le projet", URL: "/projet/"}}
}

// pied is the footer.
func pied() []Lien {
	return []Lien{{Texte: "Ma liste", URL: cheminListe}, {Texte: "Toutes les formations", URL: cheminFormations}, {Texte: "Sources et données", URL: cheminDonnees}, {Texte: "Plan du site", URL: cheminPlan},
		{Texte: "Accessibilité : non conforme", URL: "/accessibilite/"}, {Texte: "Mentions légales", URL: "/mentions-legales/"},
		{Texte: "Conditions d'utilisation", URL: "/cgu/"}, {Texte: "Confidentialité", URL: "/confidentialite/"}}
}

// page returns a page to render.
func (a *Atelier) page(e EnTete, corps func() (any, error)) Page {
	e.Canonique = a.BaseURL + e.Chemin
	if e.Apercu.Chemin == "" {
		e.Apercu = apercuSite()
	}
	return Page{Chemin: e.Chemin, NonIndexee: e.NonIndexee, Vue: func() (*Vue, error) {
		c, err := corps()
		if err != nil {
			return nil, fmt.Errorf("page %s: %w", e.Chemin, err)
		}
		structure, err := a.structure(e, c)
		return &Vue{Site: a.site, Page: e, Habillage: a.autour(e.Chemin), Structure: structure, Apercu: ImagePartagee{a.BaseURL + e.Apercu.Chemin, e.Apercu.Alt}, Corps: c}, err
	}}
}

// autour returns what is around the page of a path.
func (a *Atelier) autour(chemin string) *Habillage {
	if slices.ContainsFunc(slices.Concat(a.site.Menu, a.site.Pied), func(l Lien) bool { return l.URL == chemin }) {
		return &Habillage{Site: a.site, Ici: chemin}
	}
	return a.habillage
}

// accueilFil begins every breadcrumb trail.
func accueilFil(suite ...Lien) Fil {
	return append([]Lien{{Texte: "Accueil", URL: "/"}}, suite...)
}

// accueil yields the home page.
func (a *Atelier) accueil(yield func(Page, error) bool) {
	yield(a.page(EnTete{
		Layout: "accueil", Chemin: "/", Titre: "Les formations pro accessibles après la 3e, depuis chez toi",
		Description: "CAP, bac pro, 2de commune : nomme ta commune et vois ce que tu peux rejoindre à pied ou en transports en commun, avec le temps de trajet réel.",
	}, func() (any, error) {
		return VueAccueil{Decrite: Decrite{a.sujetSite(a.site.Nom)}, Exemples: a.exemples(4), Departements: a.liensDepartements(), DateDonnees: majuscule(a.vintages.phrase()),
			Chiffres: []Chiffre{
				{nombre(a.nbListees()), "formations proposées"},
				{nombre(len(a.Cat.Etablissements)), "établissements"},
				{nombre(len(a.Ref.Communes)), "communes de départ"},
			}}, nil
	}), nil)
}

// nbListees counts the offres that lists show: the bac pros behind a 2de
// commune are not choices of their own.
func (a *Atelier) nbListees() int {
	n := 0
	for _, l := range a.listees {
		n += len(l)
	}
	return n
}

// exemples returns the n most populated communes, one per département so that
// they are spread out.
func (a *Atelier) exemples(n int) []Lien {
	idx := make([]territoire.CommuneIdx, len(a.Ref.Communes))
	for i := range idx {
		idx[i] = territoire.CommuneIdx(i)
	}
	slices.SortStableFunc(idx, func(x, y territoire.CommuneIdx) int {
		return cmp.Compare(a.Ref.Communes[y].Population, a.Ref.Communes[x].Population)
	})
	vus := map[string]bool{}
	var liens []Lien
	for _, i := range idx {
		if c := a.Ref.Communes[i]; c.Place && !vus[c.Departement] && len(liens) < n {
			vus[c.Departement] = true
			liens = append(liens, Lien{Texte: c.Nom, URL: urlCommune(c)})
		}
	}
	return liens
}

func (a *Atelier) liensDepartements() []Lien {
	var liens []Lien
	for _, d := range a.Ref.Departements {
		liens = append(liens, Lien{Texte: d.Nom + " (" + d.Code + ")", URL: urlDepartement(d)})
	}
	return liens
}

func urlCommune(c territoire.Commune) string {
	return "/commune/" + c.Code + "-" + territoire.Slug(c.Nom) + "/"
}

func urlDepartement(d territoire.Departement) string {
	return "/departement/" + d.Code + "-" + territoire.Slug(d.Nom) + "/"
}

func urlEtablissement(e catalogue.Etablissement) string { return "/etablissement/" + e.UAI + "/" }
