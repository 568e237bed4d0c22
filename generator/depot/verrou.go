package depot

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/minio/minio-go/v7"

	"futurpro/generator/publish"
)

// Verrou keeps other sendings away from a place.
type Verrou interface {
	// Hold fails if another sending has taken the place nevertheless. Unless now
	// is asked for, it may tell what was seen a moment ago.
	Hold(ctx context.Context, now bool) error
	// Release lets other sendings take the place.
	Release() error
}

// nomVerrou is the lock of a place, there while one sends to it.
const nomVerrou = publish.NomManifeste + "-verrou"

// verrouDossier is the lock of a folder: the system keeps it.
type verrouDossier struct{ *publish.Verrou }

func (verrouDossier) Hold(context.Context, bool) error { return nil }

func (d *dossier) Lock(ctx context.Context, attente func(string)) (Verrou, error) {
	v, err := publish.Lock(ctx, filepath.Join(d.racine.Name(), nomVerrou), func() { attente("another command of this machine") })
	return verrouDossier{v}, err
}

const (
	// battement is how often the lock of a bucket is written again.
	battement = 10 * time.Second
	// immobileMax is how many times in a row it is seen unchanged, a beat apart,
	// before its sending is taken for dead.
	immobileMax = 6
	// relache is how long letting go of it may take: a sending that ends does not
	// wait for a store that does not answer.
	relache = 10 * time.Second
)

// bail is the lock of a bucket, where nothing tells that a command has died: an
// object that its sending writes again and again. One that stays the same for a
// minute is anybody's; no clock is compared with another. Each write is on
// condition that nothing else was written meanwhile, and read again. A store that
// knows no condition lets two sendings that begin in the same instant both write:
// the last one holds the lock, and the other stops when it looks again.
type bail struct {
	s    *seau
	qui  string
	fin  func() // stops the beats
	fini chan struct{}

	mu    sync.Mutex
	la    pris
	perdu error
	// silence fires when no beat was given for two of them: the whole command was
	// stopped, or its machine, and must look before it sends anything.
	silence *time.Timer
}

// pris is the lock of a bucket, as it stands there.
type pris struct {
	Qui       string `json:"qui"`
	Battement int    `json:"battement"`
	etag      string
}

func (s *seau) Lock(ctx context.Context, attente func(string)) (Verrou, error) {
	machine, err := os.Hostname()
	if err != nil {
		machine = "a machine without a name"
	}
	b := &bail{s: s, qui: fmt.Sprintf("process %d of %s (%.8s)", os.Getpid(), machine, rand.Text()), fini: make(chan struct{})}
	if err := b.take(ctx, attente); err != nil {
		return nil, fmt.Errorf("taking %s for this sending alone: %w", nomVerrou, err)
	}
	b.silence = time.NewTimer(2 * s.battement)
	ctx, b.fin = context.WithCancel(context.WithoutCancel(ctx))
	go b.battre(ctx)
	return b, nil
}

// take waits until the lock is free, or its sending dead, and takes it.
func (b *bail) take(ctx context.Context, attente func(string)) error {
	var vu pris
	for immobile := 0; ; immobile++ {
		la, err := b.read(ctx)
		if err != nil {
			return err
		}
		if la == (pris{}) || la == vu && immobile >= immobileMax {
			if la, err = b.write(ctx, la); err != nil || la.Qui == b.qui {
				b.la = la
				return err
			}
		}
		if la.Qui != vu.Qui && la.Qui != "" {
			attente(la.Qui)
		}
		if la != vu {
			vu, immobile = la, 0
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(b.s.battement):
		}
	}
}

// battre gives the beats.
func (b *bail) battre(ctx context.Context) {
	defer close(b.fini)
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(b.s.battement):
			_ = b.Hold(ctx, true) // kept, and told to whoever asks next
		}
	}
}

// Hold writes the lock again, if it is ours. Once it has failed it always does.
func (b *bail) Hold(ctx context.Context, now bool) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.perdu != nil {
		return b.perdu
	}
	if !now {
		select {
		case <-b.silence.C:
		default:
			return nil
		}
	}
	la, err := b.read(ctx)
	if err == nil && la.Qui == b.qui {
		la, err = b.write(ctx, la)
	}
	switch {
	case err != nil:
		err = fmt.Errorf("holding %s: %w", nomVerrou, err)
	case la.Qui == "":
		err = fmt.Errorf("%s was taken away while this sending lasted, so another may have begun: this one stops", nomVerrou)
	case la.Qui != b.qui:
		err = fmt.Errorf("another sending has taken the place of this one, which stops: %s", la.Qui)
	}
	b.la, b.perdu = la, err
	b.silence.Reset(2 * b.s.battement)
	return err
}

// Release takes the lock away, unless it has become that of another.
func (b *bail) Release() error {
	b.fin()
	<-b.fini
	ctx, fin := context.WithTimeout(context.Background(), relache)
	defer fin()
	if la, err := b.read(ctx); err != nil || la.Qui != b.qui {
		return err
	}
	return b.s.Remove(ctx, nomVerrou)
}

// read returns the lock that is there, zero for none.
func (b *bail) read(ctx context.Context) (pris, error) {
	corps, etag, err := b.s.get(ctx, nomVerrou)
	if errors.Is(err, fs.ErrNotExist) {
		return pris{}, nil
	}
	la := pris{}
	if json.Unmarshal(corps, &la) != nil || la.Qui == "" {
		la.Qui = "nobody that this program knows"
	}
	la.etag = etag
	return la, err
}

// write writes the lock in the place of what is there, and returns what is there
// then.
func (b *bail) write(ctx context.Context, avant pris) (pris, error) {
	corps, err := json.Marshal(pris{Qui: b.qui, Battement: avant.Battement + 1})
	if err != nil {
		return pris{}, err
	}
	var o, sansCondition minio.PutObjectOptions
	if avant.etag == "" {
		o.SetMatchETagExcept("*")
	} else {
		o.SetMatchETag(avant.etag)
	}
	put := func(o minio.PutObjectOptions) error {
		o.ContentType, o.SendContentMd5 = "application/json", true
		_, err := b.s.client.PutObject(ctx, b.s.nom, b.s.cle(nomVerrou), bytes.NewReader(corps), int64(len(corps)), o)
		return err
	}
	if err = put(o); minio.ToErrorResponse(err).Code == minio.NotImplemented {
		err = put(sansCondition)
	}
	switch minio.ToErrorResponse(err).Code {
	case minio.PreconditionFailed, "ConditionalRequestConflict", minio.NoSuchKey:
	default:
		if err != nil {
			return pris{}, b.s.explain(err)
		}
	}
	return b.read(ctx)
}
