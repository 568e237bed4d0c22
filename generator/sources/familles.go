package sources

// readGroupes reads bcn/n_groupe_formation.csv.
func readGroupes(f *fichier, s *Sources) error {
	t, err := f.newTable("GROUPE_FORMATION", "TYPE_GROUPE_FORMATION", "LIBELLE_EDITION")
	if err != nil {
		return err
	}
	vues := cles{}
	for t.next() {
		g := GroupeFormation{
			Ligne:   t.ligne,
			Code:    t.code("GROUPE_FORMATION", ValeurInattendue, alphanumeric),
			Type:    t.text("TYPE_GROUPE_FORMATION"),
			Libelle: t.text("LIBELLE_EDITION"),
		}
		if !t.mauvaise && vues.first(f, t.ligne, g.Code, t.content()) {
			s.Groupes = append(s.Groupes, g)
		}
	}
	return t.end()
}

// readLiens reads bcn/n_lien_formation_groupe.csv.
func readLiens(f *fichier, s *Sources) error {
	t, err := f.newTable("GROUPE_FORMATION", "FORMATION_DIPLOME")
	if err != nil {
		return err
	}
	vues := cles{}
	for t.next() {
		l := LienGroupe{
			Ligne:  t.ligne,
			Groupe: t.code("GROUPE_FORMATION", ValeurInattendue, alphanumeric),
			CFD:    t.cfd("FORMATION_DIPLOME"),
		}
		if !t.mauvaise && vues.first(f, t.ligne, l.Groupe+" "+l.CFD, t.content()) {
			s.Liens = append(s.Liens, l)
		}
	}
	return t.end()
}

// readFamilles reads bcn/familles_metiers.csv: the shared first year of each
// spécialité.
func readFamilles(f *fichier, s *Sources) error {
	t, err := f.newTable("FAMILLE", "SPECIALITE", "MEFSTAT11_COMMUN", "CFD_COMMUN", "MEFSTAT11_SPECIALITE", "CFD_SPECIALITE")
	if err != nil {
		return err
	}
	vues, familles := cles{}, map[string]string{}
	for t.next() {
		m := FamilleMetiers{
			Ligne:           t.ligne,
			Famille:         t.text("FAMILLE"),
			Specialite:      t.text("SPECIALITE"),
			MEF11Commun:     t.mef11("MEFSTAT11_COMMUN"),
			CFDCommun:       t.cfd("CFD_COMMUN"),
			MEF11Specialite: t.mef11("MEFSTAT11_SPECIALITE"),
			CFDSpecialite:   t.cfd("CFD_SPECIALITE"),
		}
		// A first year belongs to one famille: were it to several, the names of
		// familles and spécialités would have been exchanged.
		if autre, ok := familles[m.MEF11Commun]; ok && autre != m.Famille {
			t.add(ValeurInattendue, t.ligne, "%s is the first year of %q and of %q", m.MEF11Commun, autre, m.Famille)
		} else {
			familles[m.MEF11Commun] = m.Famille
		}
		if !t.mauvaise && vues.first(f, t.ligne, m.MEF11Commun+" "+m.MEF11Specialite, t.content()) {
			s.Familles = append(s.Familles, m)
		}
	}
	return t.end()
}
