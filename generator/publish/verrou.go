package publish

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/gofrs/flock"
)

// Verrou is a file that one command of the machine holds at a time. The system
// lets go of it when the command dies.
type Verrou struct{ flock *flock.Flock }

// Lock takes the lock of that name. It waits for the command that holds it, of
// which attente is told. The file is removed by whoever holds it, so that
// another may have taken its place meanwhile.
func Lock(ctx context.Context, nom string, attente func()) (*Verrou, error) {
	for {
		v := flock.New(nom)
		pris, err := v.TryLock()
		if err == nil && !pris {
			attente()
			pris, err = v.TryLockContext(ctx, 100*time.Millisecond)
		}
		if err != nil {
			_ = v.Close()
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			return nil, fmt.Errorf("creating %s: %w", nom, err)
		}
		mien, errMien := v.Stat()
		enPlace, errEnPlace := os.Stat(nom)
		if pris && errMien == nil && errEnPlace == nil && os.SameFile(mien, enPlace) {
			return &Verrou{v}, nil
		}
		if err := v.Close(); err != nil {
			return nil, fmt.Errorf("locking %s: %w", nom, err)
		}
	}
}

// Release takes the file away, and lets other commands take the lock.
func (v *Verrou) Release() error {
	return errors.Join(os.Remove(v.flock.Path()), v.flock.Close())
}
