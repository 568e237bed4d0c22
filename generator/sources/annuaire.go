package sources

import "strings"

// readAnnuaire reads education/annuaire-education.csv
// (fr-en-annuaire-education), one row per établissement.
func readAnnuaire(f *fichier, s *Sources) error {
	t, err := f.newTable("Identifiant_de_l_etablissement", "Nom_etablissement", "Type_etablissement",
		"Statut_public_prive", "Type_contrat_prive", "Adresse_1", "Adresse_2", "Adresse_3", "Code postal|Code_postal",
		"Code_commune", "Nom_commune", "Web", "Hebergement", "Fiche_onisep", "latitude", "longitude",
		"precision_localisation", "libelle_nature")
	if err != nil {
		return err
	}
	vues := cles{}
	for t.next() {
		e := Etablissement{
			Ligne:       t.ligne,
			UAI:         t.uai("Identifiant_de_l_etablissement"),
			Nom:         t.text("Nom_etablissement"),
			Type:        t.text("Type_etablissement"),
			Nature:      t.text("libelle_nature"),
			Statut:      t.text("Statut_public_prive"),
			Contrat:     t.text("Type_contrat_prive"),
			Adresse:     t.address("Adresse_1", "Adresse_2", "Adresse_3"),
			CodePostal:  t.text("Code postal"),
			Commune:     t.optional("Code_commune", CommuneMalFormee, isCommune),
			Ville:       t.text("Nom_commune"),
			Site:        t.text("Web"),
			Hebergement: t.oneOf("Hebergement", "0", "1"),
			OnisepID:    structureOnisep.FindString(t.text("Fiche_onisep")),
			Precision:   t.text("precision_localisation"),
		}
		if t.mauvaise {
			continue
		}
		e.Position = t.position("longitude", "latitude")
		if vues.first(f, t.ligne, e.UAI, t.content()) {
			s.Etablissements = append(s.Etablissements, e)
		}
	}
	return t.end()
}

// address joins the lines of an address that are not empty.
func (t *table) address(colonnes ...string) string {
	var lignes []string
	for _, colonne := range colonnes {
		if s := t.text(colonne); s != "" {
			lignes = append(lignes, s)
		}
	}
	return strings.Join(lignes, ", ")
}

// oneOf returns a cell that is empty or one of values; another value is
// journaled and read as "".
func (t *table) oneOf(colonne string, values ...string) string {
	s := t.text(colonne)
	if s == "" {
		return ""
	}
	for _, v := range values {
		if s == v || s == v+".0" {
			return v
		}
	}
	t.add(NombreIllisible, t.ligne, "%q in column %q, expected one of %v", s, colonne, values)
	return ""
}

// position returns a longitude and a latitude in degrees, or nil when one is
// absent or outside France. A decimal comma is read, and said.
func (t *table) position(longitude, latitude string) *[2]float64 {
	slon, slat := t.text(longitude), t.text(latitude)
	if slon == "" && slat == "" {
		return nil
	}
	lon, okLon := parseNumber(slon)
	lat, okLat := parseNumber(slat)
	if !okLon || !okLat || !validPosition(lon, lat) {
		t.add(PositionFausse, t.ligne, "longitude %q, latitude %q", slon, slat)
		return nil
	}
	if strings.Contains(slon+slat, ",") {
		t.add(VirguleDecimale, t.ligne, "longitude %q, latitude %q", slon, slat)
	}
	return &[2]float64{lon, lat}
}
