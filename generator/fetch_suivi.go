package main

import (
	"fmt"
	"time"

	"github.com/schollz/progressbar/v3"

	"futurpro/generator/telechargement"
)

// telechargements shows files coming: a bar of bytes on a terminal, a line per
// file elsewhere. Its calls come one at a time.
type telechargements struct {
	c              *console
	barre          *progressbar.ProgressBar // nil off a terminal
	debut          time.Time
	fichiers, fait int
	vus            map[string]telechargement.Evenement // the last of each file
	venus          int64                               // bytes that came
	octets, total  int64                               // at hand, and announced
}

func (c *console) telechargements(fichiers int) *telechargements {
	s := &telechargements{c: c, debut: time.Now(), fichiers: fichiers, vus: map[string]telechargement.Evenement{}}
	if c.terminal {
		s.barre = progressbar.NewOptions64(1, progressbar.OptionSetWriter(c.err), progressbar.OptionShowBytes(true),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
		s.decrit()
	}
	return s
}

func (s *telechargements) decrit() {
	s.barre.Describe(fmt.Sprintf("  %d of %d files", s.fait, s.fichiers))
}

// evenement shows one step.
func (s *telechargements) evenement(e telechargement.Evenement) {
	switch e.Genre {
	case telechargement.Avance:
		vu := s.vus[e.Chemin]
		s.venus += e.Venus
		s.octets += e.Octets - vu.Octets
		s.total += max(e.Total, e.Octets) - max(vu.Total, vu.Octets)
		s.vus[e.Chemin] = e
		if s.barre != nil {
			// A bar that cannot be drawn is no reason to stop.
			s.barre.ChangeMax64(s.total + 1) // one byte short of its end until the end
			_ = s.barre.Set64(s.octets)
		}
	case telechargement.Attente:
		s.ligne("  %s: %v; again in %s", e.Chemin, e.Err, e.Attente.Round(time.Second))
	case telechargement.Occupe:
		s.ligne("  another fetch is at work in this folder: waiting for its end")
	case telechargement.Fin:
		s.fait++
		if s.barre != nil {
			s.decrit()
			return
		}
		s.ligne("  %d of %d: %s (%s)", s.fait, s.fichiers, e.Chemin, octets(s.vus[e.Chemin].Octets))
	}
}

// ligne prints a line, above the bar.
func (s *telechargements) ligne(format string, args ...any) {
	if s.barre != nil {
		_ = s.barre.Clear()
	}
	fmt.Fprintf(s.c.err, format+"\n", args...)
}

// fin takes the bar away, and says how much came and how fast.
func (s *telechargements) fin() {
	if s.barre != nil {
		_ = s.barre.Finish()
	}
	if d := time.Since(s.debut); s.venus > 0 {
		fmt.Fprintf(s.c.err, "%s in %s, %s a second\n", octets(s.venus), d.Round(time.Millisecond), octets(int64(float64(s.venus)/d.Seconds())))
	}
}
