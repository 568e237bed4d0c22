package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// accalmie is how long the folders must be quiet before what changed is read:
// an editor writes a file in several steps.
const accalmie = 25 * time.Millisecond

// attenteMax bounds the wait, for a program that never stops writing.
const attenteMax = 500 * time.Millisecond

// surveiller watches folders, with everything below them, and files until ctx
// ends, and sends the parts that changed, gathered until all is quiet. A path
// that does not exist is left out.
func surveiller(ctx context.Context, chemins map[string]partie) (<-chan partie, error) {
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, fmt.Errorf("watching the folders: %w", err)
	}
	racines := map[string]partie{}
	for chemin, p := range chemins {
		racine, err := filepath.Abs(chemin)
		if err == nil {
			err = watch(w, racine)
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, errors.Join(fmt.Errorf("watching %s: %w", chemin, err), w.Close())
		}
		racines[racine] = p
	}
	changements := make(chan partie)
	go func() {
		defer close(changements)
		defer w.Close()
		gather(ctx, w, racines, changements)
	}()
	return changements, nil
}

// gather turns events into parts to read again.
func gather(ctx context.Context, w *fsnotify.Watcher, racines map[string]partie, changements chan<- partie) {
	var vues partie
	var debut time.Time
	calme := time.NewTimer(0)
	<-calme.C
	for {
		select {
		case <-ctx.Done():
			return
		case ev := <-w.Events:
			p := partieDe(racines, ev.Name)
			if p == 0 || ev.Op == fsnotify.Chmod {
				continue
			}
			if ev.Op.Has(fsnotify.Create) {
				// A new folder may already hold files; that it is gone again is
				// another event.
				_ = watchBelow(w, ev.Name)
			}
			if vues == 0 {
				debut = time.Now()
			}
			vues |= p
			calme.Reset(max(0, min(accalmie, attenteMax-time.Since(debut))))
		case <-w.Errors:
			// Events were lost: everything may have changed.
			vues = toutes
			calme.Reset(accalmie)
		case <-calme.C:
			select {
			case changements <- vues:
				vues = 0
			case <-ctx.Done():
				return
			}
		}
	}
}

// watch watches a folder with what is below it, or a file: by its folder, since
// programs save a file by putting another in its place.
func watch(w *fsnotify.Watcher, chemin string) error {
	info, err := os.Stat(chemin)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return watchBelow(w, chemin)
	}
	return w.Add(filepath.Dir(chemin))
}

// watchBelow watches a folder and its folders; a file is watched by its folder.
func watchBelow(w *fsnotify.Watcher, racine string) error {
	return filepath.WalkDir(racine, func(chemin string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && chemin != racine {
			return nil
		}
		if err != nil {
			return err
		}
		if d.IsDir() {
			return w.Add(chemin)
		}
		return nil
	})
}

// partieDe returns the part that a path belongs to, 0 for none.
func partieDe(racines map[string]partie, chemin string) partie {
	for racine, p := range racines {
		if chemin == racine || strings.HasPrefix(chemin, racine+string(os.PathSeparator)) {
			return p
		}
	}
	return 0
}
