package resultats_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"futurpro/generator/catalogue"
	"futurpro/generator/gtfs/gtfstest"
	"futurpro/generator/raptor"
	"futurpro/generator/resultats"
	"futurpro/generator/territoire"
	"futurpro/generator/trajets"
)

// monde is one commune at the origin and établissements to its east, one CAP
// in each. On foot, 1,000 m in a straight line are 1,500 m walked at 5 km/h:
// 1,080 s, 18 min.
//
//	0350001A public             1,000 m   18 min
//	0350002B privé sous contrat   500 m    9 min
//	0350004D public               600 m   10.8 min, so 11
//	0350005E public            50,000 m   out of reach
//	0440006F public            50,000 m   out of reach, other académie
//	0440007G public             1,100 m   19.8 min, so 20, other académie
//	0350008H public             no position
func monde() (*territoire.Referentiel, *catalogue.Catalogue) {
	ref := &territoire.Referentiel{
		Communes:     []territoire.Commune{{Code: "35001", Nom: "Ici", Departement: "35", Centre: gtfstest.Point(0, 0), Place: true}},
		Departements: []territoire.Departement{{Code: "35", Academie: "14"}, {Code: "44", Academie: "17"}},
		Academies:    []territoire.Academie{{Code: "14", Nom: "Rennes"}, {Code: "17", Nom: "Nantes"}},
	}
	cat := &catalogue.Catalogue{Formations: []catalogue.Formation{{CFD: "50022137", Dispositif: "241", Groupe: catalogue.CAP, Libelle: "Boulanger",
		Domaines: []string{"commerce"}, Famille: catalogue.SansFamille}}}
	for i, e := range []struct {
		uai    string
		statut catalogue.Statut
		est    float64
	}{
		{"0350001A", catalogue.Public, 1000}, {"0350002B", catalogue.PriveSousContrat, 500}, {"0350004D", catalogue.Public, 600},
		{"0350005E", catalogue.Public, 50_000}, {"0350008H", catalogue.Public, math.NaN()},
		{"0440006F", catalogue.Public, 50_000}, {"0440007G", catalogue.Public, 1100},
	} {
		et := catalogue.Etablissement{UAI: e.uai, Statut: e.statut, Departement: e.uai[1:3]}
		if !math.IsNaN(e.est) {
			et.Position, et.Place = gtfstest.Point(e.est, 0), true
		}
		cat.Etablissements = append(cat.Etablissements, et)
		cat.Offres = append(cat.Offres, catalogue.Offre{Etablissement: catalogue.EtablissementIdx(i)})
	}
	return ref, cat
}

// matrice computes the journeys; feed "" is on foot only.
func matrice(t *testing.T, ref *territoire.Referentiel, cat *catalogue.Catalogue, feed string) *trajets.Matrice {
	t.Helper()
	var tt *raptor.Timetable
	if feed != "" {
		var err error
		tt, err = raptor.NewTimetable([]raptor.Source{{Feed: gtfstest.Feed(t, feed), Date: gtfstest.Tuesday()}}, raptor.DefaultOptions())
		if err != nil {
			t.Fatal(err)
		}
	}
	var origines, destinations []orb.Point
	for _, c := range ref.Communes {
		origines = append(origines, c.Centre)
	}
	for _, e := range cat.Etablissements {
		destinations = append(destinations, e.Position)
	}
	m, err := trajets.Compute(context.Background(), tt, trajets.DefaultOptions(), trajets.Origines(origines), destinations, nil)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func uais(cat *catalogue.Catalogue, l []resultats.Resultat) []string {
	var u []string
	for _, r := range l {
		u = append(u, cat.Etablissements[cat.Offres[r.Offre].Etablissement].UAI)
	}
	return u
}

func TestGroupesAndDefaultOrder(t *testing.T) {
	ref, cat := monde()
	c := resultats.New(ref, cat, matrice(t, ref, cat, ""), nil, nil).Commune(0)
	// Within 15 minutes the public one comes first though it is farther; the
	// other académie is listed where it can be reached.
	if got, veut := uais(cat, c.Proche), []string{"0350004D", "0350002B", "0350001A", "0440007G"}; !slices.Equal(got, veut) {
		t.Errorf("proche %v, want %v", got, veut)
	}
	// By distance, the unknown one last; never another académie.
	if got, veut := uais(cat, c.Academie), []string{"0350005E", "0350008H"}; !slices.Equal(got, veut) {
		t.Errorf("académie %v, want %v", got, veut)
	}
	for i, veut := range []int{11, 9, 18, 20} {
		if a := c.Proche[i].Acces; a.Minutes != veut || a.Rides != 0 || a.Espace {
			t.Errorf("%s: %+v, want %d min on foot", uais(cat, c.Proche)[i], a, veut)
		}
	}
	if d := c.Academie[0].Distance; math.Abs(d-50_000) > 1 {
		t.Errorf("distance %v m, want 50,000", d)
	}
}

// TestByBicycleIsAGroupOfItsOwn: 1.3 times the straight line at 15 km/h, 5,000 m
// are 1,560 s, 26 min, and 8,000 m are 2,496 s, 42 min.
func TestByBicycleIsAGroupOfItsOwn(t *testing.T) {
	ref, cat := monde()
	cat.Etablissements[3].Position = gtfstest.Point(8000, 0) // of the académie
	cat.Etablissements[5].Position = gtfstest.Point(5000, 0) // of another
	d := trajets.Demande{Options: trajets.DefaultOptions(), Origines: trajets.Origines([]orb.Point{ref.Communes[0].Centre})}
	for _, e := range cat.Etablissements {
		d.Destinations = append(d.Destinations, e.Position)
	}
	rules := trajets.DefaultVelo()
	d.Reseaux = []trajets.Reseau{{Velo: &rules}}
	calcul, _, err := d.Compute(t.Context(), trajets.Whole(), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	aPied, velo := matrice(t, ref, cat, ""), calcul.Matrices()[0]
	m := resultats.New(ref, cat, aPied, nil, velo)
	c := m.Commune(0)
	if got, veut := uais(cat, c.Velo), []string{"0440006F", "0350005E"}; !slices.Equal(got, veut) {
		t.Errorf("by bicycle %v, want %v", got, veut)
	}
	for i, veut := range []int{26, 42} {
		if a := c.Velo[i].Acces; !a.Velo || a.Minutes != veut || a.Espace {
			t.Errorf("%s: %+v, want %d min by bicycle", uais(cat, c.Velo)[i], a, veut)
		}
	}
	// Who can walk is not told to ride; what is near nothing is not lost.
	if got, veut := uais(cat, c.Proche), []string{"0350004D", "0350002B", "0350001A", "0440007G"}; !slices.Equal(got, veut) {
		t.Errorf("proche %v, want %v", got, veut)
	}
	if got, veut := uais(cat, c.Academie), []string{"0350008H"}; !slices.Equal(got, veut) || c.Total() != 7 {
		t.Errorf("académie %v, want %v; %d in all", got, veut, c.Total())
	}
	if n := comptes(cat, c.Groupes()...)("temps", "30"); n != 5 {
		t.Errorf("%d within 30 minutes, want the 4 on foot and one by bicycle", n)
	}
	// A bus, however slow, is a journey to be on time.
	bus := matrice(t, ref, cat, "stops\nc 0 0\ne 8000 0\ntrips\nt1: c 7:00 | e 7:55")
	c = resultats.New(ref, cat, bus, nil, velo).Commune(0)
	if got, veut := uais(cat, c.Velo), []string{"0440006F"}; !slices.Equal(got, veut) {
		t.Errorf("by bicycle, with a bus: %v, want %v", got, veut)
	}
	if a := m.AccesDe(0, 3); a != nil {
		t.Errorf("by public transport: %+v", a)
	}
}

// comptes counts the results of some lists by filter and option; -1 for an option
// that there is not.
func comptes(cat *catalogue.Catalogue, l ...[]resultats.Resultat) func(cle, valeur string) int {
	filtres := resultats.Filtres()
	compteur := resultats.NewCompteur(cat, filtres)
	n := compteur.Count(l...)
	return func(cle, valeur string) int {
		i := slices.IndexFunc(filtres, func(f resultats.Filtre) bool { return f.Cle == cle })
		j := slices.IndexFunc(compteur.Options()[i], func(o resultats.Option) bool { return o.Valeur == valeur })
		if j < 0 {
			return -1
		}
		return n[i][j]
	}
}

// modesDe counts the modes of a list, "pied 4", in the order of the filter.
func modesDe(cat *catalogue.Catalogue, l []resultats.Resultat) []string {
	compte := comptes(cat, l)
	var s []string
	for _, mode := range []string{"pied", "transports", "car", "velo"} {
		if n := compte("mode", mode); n > 0 {
			s = append(s, fmt.Sprintf("%s %d", mode, n))
		}
	}
	return s
}

// TestTheSchoolBusIsItsOwnMode: it leaves at 7:20 for 8:00, 40 min.
func TestTheSchoolBusIsItsOwnMode(t *testing.T) {
	ref, cat := monde()
	car := matrice(t, ref, cat, `
stops
c 0 0
e 50000 0

trips
t1: c 7:20 | e 7:55
`)
	aPied := matrice(t, ref, cat, "")
	m := resultats.New(ref, cat, aPied, car, nil)
	if c := m.Commune(0); !slices.Equal(modesDe(cat, c.Proche), []string{"pied 4", "car 2"}) {
		t.Errorf("modes %v", modesDe(cat, c.Proche))
	}
	if a := m.AccesDe(0, 3); a == nil || !a.Scolaire || a.Minutes != 40 || a.Depart != 7*60+20 || a.Rides != 1 {
		t.Errorf("by school bus: %+v", a)
	}
	// On foot is not a school bus, whatever matrix it comes from.
	if a := m.AccesDe(0, 0); a == nil || a.Scolaire {
		t.Errorf("on foot: %+v", a)
	}
	// As a public line, the same bus is no school bus. It serves one arrival
	// of the hour: from 8:00 on, each five minutes later is five minutes
	// longer, 40 to 100, whose median is 70: a later tranche.
	public := resultats.New(ref, cat, car, nil, nil)
	if c := public.Commune(0); !slices.Equal(modesDe(cat, c.Proche), []string{"pied 4", "transports 2"}) {
		t.Errorf("modes %v", modesDe(cat, c.Proche))
	}
	if a := public.AccesDe(0, 3); a == nil || a.Scolaire || !a.Espace {
		t.Errorf("by public line: %+v", a)
	}
	// Where both exist, the faster.
	if a := resultats.New(ref, cat, car, car, nil).AccesDe(0, 3); a == nil || a.Scolaire {
		t.Errorf("as fast: %+v, want the public one", a)
	}
}

// TestBoardingFartherAway: 0440006F is 50 km away, out of reach and in another
// académie; the one beside it has no boarding, that of the académie is in its
// group, and that within reach too.
func TestBoardingFartherAway(t *testing.T) {
	ref, cat := monde()
	for _, e := range []int{2, 3, 5, 6} {
		cat.Etablissements[e].Internat = catalogue.OuiPublie
	}
	for _, e := range []struct {
		uai      string
		est      float64
		internat catalogue.Oui
	}{{"0440009J", 20_000, catalogue.OuiPublie}, {"0440010K", 149_999, catalogue.OuiPublie}, {"0440011L", 150_001, catalogue.OuiPublie}, {"0440012M", 50_000, catalogue.NonDeclare}} {
		cat.Etablissements = append(cat.Etablissements, catalogue.Etablissement{UAI: e.uai, Departement: "44", Position: gtfstest.Point(e.est, 0), Place: true, Internat: e.internat})
		cat.Offres = append(cat.Offres, catalogue.Offre{Etablissement: catalogue.EtablissementIdx(len(cat.Etablissements) - 1)})
	}
	m := resultats.New(ref, cat, matrice(t, ref, cat, ""), nil, nil)
	c := m.Commune(0)
	if got, veut := uais(cat, c.Internat), []string{"0440009J", "0440006F", "0440010K"}; !slices.Equal(got, veut) {
		t.Errorf("with boarding %v, want %v", got, veut)
	}
	if c.Total() != 6 || len(c.Groupes()) != 3 {
		t.Errorf("%d in all: those are asked for, not counted", c.Total())
	}
	// The file of the département also has 0440007G, that other communes may
	// not reach.
	if got, veut := m.Internats()["35"], []catalogue.EtablissementIdx{5, 6, 7, 8}; !slices.Equal(got, veut) {
		t.Errorf("of the département: %v, want %v", got, veut)
	}
	ref.Communes[0].Place = false
	if c := resultats.New(ref, cat, matrice(t, ref, cat, ""), nil, nil).Commune(0); len(c.Internat) != 0 {
		t.Errorf("around an unknown place: %v", uais(cat, c.Internat))
	}
}

func TestTranches(t *testing.T) {
	for minutes, veut := range map[int]int{1: 15, 15: 15, 16: 30, 30: 30, 45: 45, 46: 60, 60: 60, 61: 90, 90: 90, 91: 0} {
		if got := resultats.TrancheDe(minutes); got != veut {
			t.Errorf("TrancheDe(%d) = %d, want %d", minutes, got, veut)
		}
	}
}

// TestSpecialitesStandUnderTheir2deCommune: the first lycée gives the 2de
// commune and a bac pro of its famille, the second the bac pro alone.
func TestSpecialitesStandUnderTheir2deCommune(t *testing.T) {
	cat := &catalogue.Catalogue{
		Familles: []catalogue.Famille{{Code: "G0011"}},
		Formations: []catalogue.Formation{
			{CFD: "40025214", Groupe: catalogue.BacPro, Libelle: "Voitures", Role: catalogue.Specialite},
			{CFD: "40025222", Groupe: catalogue.BacPro, Libelle: "Maintenance", Role: catalogue.AnneeCommune},
			{CFD: "40099999", Groupe: catalogue.BacPro, Libelle: "Couture", Famille: catalogue.SansFamille},
			{CFD: "50022137", Groupe: catalogue.CAP, Libelle: "Zingueur", Famille: catalogue.SansFamille},
		},
		Etablissements: []catalogue.Etablissement{{UAI: "0350001A"}, {UAI: "0350002B"}},
		Offres:         []catalogue.Offre{{Formation: 0}, {Formation: 0, Etablissement: 1}, {Formation: 1}, {Formation: 2}, {Formation: 3}},
	}
	listees := resultats.Listees(cat)
	// The CAP first, then bac pros by name; the spécialité is under offre 2.
	if veut := []catalogue.OffreIdx{4, 3, 2}; !slices.Equal(listees[0], veut) {
		t.Errorf("first lycée %v, want %v", listees[0], veut)
	}
	if veut := []catalogue.OffreIdx{1}; !slices.Equal(listees[1], veut) {
		t.Errorf("second lycée %v, want %v", listees[1], veut)
	}
	if got := resultats.Specialites(cat, cat.OffresDe(), 2); !slices.Equal(got, []catalogue.OffreIdx{0}) {
		t.Errorf("under the 2de commune: %v", got)
	}
	if got := resultats.Specialites(cat, cat.OffresDe(), 3); got != nil {
		t.Errorf("under another bac pro: %v", got)
	}
}

func TestComptesOfFilters(t *testing.T) {
	ref, cat := monde()
	cat.Etablissements[1].Internat, cat.Etablissements[3].Internat, cat.Etablissements[4].Internat = catalogue.OuiPublie, catalogue.OuiPublie, catalogue.NonDeclare
	cat.Offres[0].Etiquettes = catalogue.FaibleTauxPression
	c := resultats.New(ref, cat, matrice(t, ref, cat, ""), nil, nil).Commune(0)
	get := comptes(cat, c.Proche, c.Academie)
	for _, x := range []struct {
		cle, valeur string
		veut        int
	}{
		{"domaines", "commerce", 6}, {"domaines", "agriculture", -1}, {"diplome", "CAP", 6}, {"voie", "scolaire", 6}, {"voie", "apprentissage", 0},
		{"statut", "public", 5}, {"statut", "prive-sous-contrat", 1}, {"tag", "faible_taux_pression", 1},
		// 9 and 11 minutes; then 18 and 20 too.
		{"temps", "15", 2}, {"temps", "30", 4}, {"temps", "90", 4},
		{"mode", "pied", 4}, {"mode", "transports", 0}, {"internat", "oui", 2},
	} {
		if got := get(x.cle, x.valeur); got != x.veut {
			t.Errorf("%s=%s: %d, want %d", x.cle, x.valeur, got, x.veut)
		}
	}
	// Every value of a result has its words.
	for _, f := range resultats.Filtres() {
		options := f.Options(cat)
		for _, r := range slices.Concat(c.Proche, c.Academie) {
			for _, v := range f.Valeurs(cat, r) {
				if !slices.ContainsFunc(options, func(o resultats.Option) bool { return o.Valeur == v && o.Libelle != "" }) {
					t.Errorf("filter %s: value %q has no option", f.Cle, v)
				}
			}
		}
	}
}
