package telechargement

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/cenkalti/backoff/v5"
)

// transfert is the coming of one file.
type transfert struct {
	Demande
	*atelier
	connue fiche // the version at hand; zero if none
}

// reponse is what the server said of the file that has come.
type reponse struct {
	inchange      bool // the server has no other version than the one at hand
	etag, modifie string
}

const (
	// attenteMax is the longest wait that a server may ask for.
	attenteMax = 2 * time.Minute
	// progresUtile, in bytes, is what an attempt must add for the failures
	// before it to be forgotten: a large file comes through a bad line.
	progresUtile = 1 << 20
)

// receive makes attempts until the file is whole in its part, or the server
// says that it has not changed.
func (t *transfert) receive(ctx context.Context) (reponse, error) {
	delais := backoff.NewExponentialBackOff()
	delais.InitialInterval, delais.Multiplier, delais.MaxInterval = time.Second, 2, time.Minute
	var record int64
	for echecs := 1; ; echecs++ {
		rep, err := t.attempt(ctx)
		if err == nil {
			return rep, nil
		}
		if ctx.Err() != nil {
			return rep, ctx.Err()
		}
		if !passagere(err) {
			return rep, err
		}
		if taille := t.partSize(); taille >= record+progresUtile {
			record, echecs = taille, 1
			delais.Reset()
		}
		if echecs >= t.options.Essais {
			return rep, fmt.Errorf("%w (%d attempts)", err, echecs)
		}
		attente := delais.NextBackOff()
		var statut erreurStatut
		if errors.As(err, &statut) && statut.delai > attente {
			attente = statut.delai
		}
		if attente > attenteMax {
			return rep, fmt.Errorf("%w and asks to come back in %s", err, attente)
		}
		t.options.Suivi(Evenement{Genre: Attente, Chemin: t.Chemin, Err: err, Attente: attente})
		if err := sleep(ctx, attente); err != nil {
			return rep, err
		}
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
