package telechargement

import (
	"context"
	"fmt"
)

// fetch goes from a request to its result.
func (a *atelier) fetch(ctx context.Context, d Demande) Resultat {
	defer a.options.Suivi(Evenement{Genre: Fin, Chemin: d.Chemin})
	_, place, err := a.somme(d.Chemin)
	if err != nil {
		return Resultat{Demande: d, Err: fmt.Errorf("reading what is in place: %w", err)}
	}
	r := Resultat{Demande: d, Present: place != ""}
	r.Conforme = r.Present && (d.SHA256 == "" || d.SHA256 == place)
	connue, ou, err := a.known(d, place)
	if err == nil {
		err = a.bring(ctx, d, connue, ou, &r)
	}
	r.Err = err
	return r
}

// known returns the last version that came, and where it is: in place, or
// aside. A zero fiche says that the server has to send the file.
func (a *atelier) known(d Demande, place string) (fiche, string, error) {
	a.mu.Lock()
	f, ok := a.etat[d.Chemin]
	a.mu.Unlock()
	if !ok || f.URL != d.URL || f.Extraire != d.Extraire {
		return fiche{}, "", nil
	}
	if f.SHA256 == place {
		return f, d.Chemin, nil
	}
	_, cote, err := a.somme(cheminNouveau(d.Chemin))
	if err != nil {
		return fiche{}, "", fmt.Errorf("reading the version set aside: %w", err)
	}
	if f.SHA256 == cote {
		return f, cheminNouveau(d.Chemin), nil
	}
	return fiche{}, "", nil
}

// bring gets the version of the server and puts it where it belongs.
func (a *atelier) bring(ctx context.Context, d Demande, connue fiche, ou string, r *Resultat) error {
	t := &transfert{Demande: d, atelier: a, connue: connue}
	rep, err := t.receive(ctx)
	if err != nil {
		return err
	}
	f := connue
	if !rep.inchange {
		f = fiche{URL: d.URL, Extraire: d.Extraire, ETag: rep.etag, Modifie: rep.modifie}
		if ou, err = t.extract(ctx); err != nil {
			t.discard()
			return err
		}
		if f.Taille, f.SHA256, err = a.somme(ou); err != nil {
			return fmt.Errorf("reading what came: %w", err)
		}
	}
	r.Trouve, r.Taille, r.Modifie = f.SHA256, f.Taille, f.Modifie

	attendue := d.SHA256 == "" || d.SHA256 == f.SHA256
	switch {
	case !attendue:
		r.Issue = NouvelleVersion
	case ou == d.Chemin:
		r.Issue = AJour
	default:
		r.Issue = Recu
	}
	vers := d.Chemin
	if !attendue && !a.options.Accepter && ou != d.Chemin {
		vers = cheminNouveau(d.Chemin)
		r.Cote = vers
	}
	// Remembered first: a file under its final name is always described.
	if err := a.remember(d.Chemin, f); err != nil {
		return fmt.Errorf("writing down what came: %w", err)
	}
	if err := a.move(ou, vers); err != nil {
		return fmt.Errorf("putting the file in place: %w", err)
	}
	t.discard()
	if vers == d.Chemin {
		a.remove(cheminNouveau(d.Chemin))
		r.Present, r.Conforme = true, attendue
	}
	return nil
}
