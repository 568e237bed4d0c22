package sources

import "fmt"

// readCertifInfo reads certif-info/certif_info.csv and keeps the rows that
// have a CFD; most certifications have none, which is no anomaly. Several
// certifications may share a CFD.
func readCertifInfo(f *fichier, s *Sources) error {
	t, err := f.newTable("Libelle_Diplome", "Code_Scolarité", "Code_RNCP", "Code_Rome_1", "Code_Rome_2", "Code_Rome_3", "Code_Rome_4", "Code_Rome_5")
	if err != nil {
		return err
	}
	for t.next() {
		cfd := t.optional("Code_Scolarité", CFDMalForme, isCFD)
		if cfd == "" {
			continue
		}
		c := CertifInfo{Ligne: t.ligne, CFD: cfd, Libelle: t.text("Libelle_Diplome"), RNCP: t.text("Code_RNCP"), Formacode: t.text("Code_FormaCode")}
		for i := 1; i <= 5; i++ {
			if rome := t.text(fmt.Sprint("Code_Rome_", i)); rome != "" {
				c.Romes = append(c.Romes, rome)
			}
		}
		s.CertifInfo = append(s.CertifInfo, c)
	}
	return t.end()
}
