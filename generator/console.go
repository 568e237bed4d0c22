package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// console tells the user what goes on: bars that move on a terminal, plain
// lines elsewhere.
type console struct {
	out, err io.Writer
	terminal bool
}

func newConsole(out, err io.Writer) *console {
	f, ok := err.(*os.File)
	return &console{out: out, err: err, terminal: ok && term.IsTerminal(int(f.Fd()))}
}

// etape announces a stage.
func (c *console) etape(nom string) { fmt.Fprintln(c.err, nom+"…") }

// detail tells what a stage is at, where a reader may be waiting.
func (c *console) detail(nom string) {
	if c.terminal {
		fmt.Fprintln(c.err, "  "+nom)
	}
}

// progression counts work done.
type progression struct {
	barre  *progressbar.ProgressBar // nil off a terminal
	c      *console
	nom    string
	mu     sync.Mutex
	fait   int
	total  int
	palier int
}

// progres starts a progression; total is an estimate for display.
func (c *console) progres(nom string, total int) *progression {
	p := &progression{c: c, nom: nom, total: total, palier: 25}
	if c.terminal {
		p.barre = progressbar.NewOptions(total, progressbar.OptionSetWriter(c.err), progressbar.OptionSetDescription("  "+nom),
			progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish())
	}
	return p
}

// plus counts one more. Off a terminal, it prints a line each quarter.
func (p *progression) plus() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fait++
	if p.barre != nil {
		// A bar that cannot be drawn is no reason to stop.
		_ = p.barre.Add(1)
		return
	}
	if p.total > 0 && 100*p.fait >= p.palier*p.total && p.palier < 100 {
		fmt.Fprintf(p.c.err, "  %d %% of %d %s\n", p.palier, p.total, p.nom)
		p.palier += 25
	}
}

// fin takes the bar away.
func (p *progression) fin() {
	if p.barre != nil {
		_ = p.barre.Finish()
	}
}
