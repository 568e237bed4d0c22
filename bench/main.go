// Command bench measures the build of the whole country, and what it is to be
// compared with, in one run: the floor of the machine, which is writing the same
// files from memory, and Hugo on the same pages. It owns the changes that a
// refresh makes and the table it prints; it leaves the building to the generator,
// run as a command of its own so that memory is that of one build.
package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// banc is what a run of the bench works with.
type banc struct {
	ctx                                context.Context
	data, gtfs, cache, generator, hugo string
	dossier                            string // removed at the end
	retired                            string // where the feed stood that is taken away
	fois                               int
	froid                              bool
}

func main() {
	var b banc
	flag.StringVar(&b.data, "data", os.Getenv("DATA"), "folder of the national data")
	flag.StringVar(&b.gtfs, "gtfs", os.Getenv("GTFS"), "folder of the timetables")
	flag.StringVar(&b.cache, "cache", ".cache/trajets", "travel times of an earlier build, copied")
	flag.StringVar(&b.hugo, "hugo", "hugo", "Hugo, installed with go install github.com/gohugoio/hugo")
	flag.StringVar(&b.dossier, "work", os.TempDir(), "where to write: a folder of the disk to measure")
	flag.IntVar(&b.fois, "n", 3, "times that each thing is measured")
	flag.BoolVar(&b.froid, "cold", false, "also build without travel times of before, once")
	flag.Parse()
	// Interrupted, it still removes what it has written, which is gigabytes.
	var stop context.CancelFunc
	b.ctx, stop = signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := b.run(); err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func (b *banc) run() (err error) {
	if b.data == "" || b.gtfs == "" {
		return errors.New("give the national data: make bench-national DATA=… GTFS=…")
	}
	if b.dossier, err = os.MkdirTemp(b.dossier, "bench-national"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(b.dossier)) }()
	b.generator = b.in("generator")
	if out, err := exec.CommandContext(b.ctx, "go", "build", "-o", b.generator, "./generator").CombinedOutput(); err != nil {
		return fmt.Errorf("building the generator: %w\n%s", err, out)
	}
	for vers, depuis := range map[string]string{"data": b.data, "gtfs": b.gtfs, "content": "content", "cache": b.cache} {
		if _, err := os.Stat(depuis); vers == "cache" && errors.Is(err, os.ErrNotExist) {
			continue // the first build makes it
		}
		if err := os.CopyFS(b.in(vers), os.DirFS(depuis)); err != nil {
			return fmt.Errorf("copying %s: %w", depuis, err)
		}
	}
	charge, _ := os.ReadFile("/proc/loadavg")
	fmt.Printf("%s, %d processors, load average %s\n", runtime.Version(), runtime.NumCPU(), bytes.TrimSpace(charge))
	for _, partie := range []func() error{b.builds, b.floor, b.otherGenerator, b.refreshes} {
		if err := partie(); err != nil {
			return err
		}
	}
	return nil
}

// files returns those of a pattern, of which there must be one at least.
func (b *banc) files(motif string) ([]string, error) {
	noms, err := filepath.Glob(b.in(motif))
	if err == nil && len(noms) == 0 {
		err = errors.New("no such file")
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", motif, err)
	}
	return noms, nil
}

func (b *banc) in(nom string) string { return filepath.Join(b.dossier, nom) }

// build is the command that builds the copied data into a folder.
func (b *banc) build(out, cache string) *exec.Cmd {
	return exec.CommandContext(b.ctx, b.generator, "build", "--data", b.in("data"), "--gtfs", b.in("gtfs"), "--content", b.in("content"), "--cache", cache, "--out", b.in(out))
}

// builds measures whole builds into a new folder.
func (b *banc) builds() error {
	// The first build fills what the cache lacks: it is not measured.
	if _, err := b.measure("", 1, b.retire("public"), func() *exec.Cmd { return b.build("public", b.in("cache")) }); err != nil {
		return err
	}
	if b.froid {
		if _, err := b.measure("build, travel times computed", 1, b.retire("froid"), func() *exec.Cmd { return b.build("froid", "") }); err != nil {
			return err
		}
	}
	_, err := b.measure("build, travel times kept", b.fois, b.retire("froid"), func() *exec.Cmd { return b.build("froid", b.in("cache")) })
	if err == nil {
		err = b.retire("froid")()
	}
	return err
}

func (b *banc) retire(nom string) func() error {
	return func() error { return os.RemoveAll(b.in(nom)) }
}

// refreshes measures builds over the site of before, and what would be sent.
func (b *banc) refreshes() error {
	_, err := b.measure("nothing changed", b.fois, nil, func() *exec.Cmd { return b.build("public", b.in("cache")) })
	if err != nil {
		return err
	}
	page, err := os.ReadFile(b.in("content/documentation/index.md"))
	if err != nil {
		return err
	}
	for _, c := range []struct {
		nom      string
		modifier func(i int) error
	}{
		{"one Markdown page", func(i int) error {
			return os.WriteFile(b.in("content/documentation/index.md"), fmt.Appendf(slices.Clone(page), "\n\nUne phrase de plus, la %de.\n", i), 0o644)
		}},
		{"one rate", b.rate},
		{"one feed less, or back", b.feed},
	} {
		n := 0
		sortie, err := b.measure(c.nom, b.fois, func() error {
			n++
			manifeste, err := os.ReadFile(b.in("public/.futurpro"))
			return errors.Join(err, os.WriteFile(b.in("avant.json"), manifeste, 0o644), c.modifier(n))
		}, func() *exec.Cmd { return b.build("public", b.in("cache")) })
		if err != nil {
			return err
		}
		plan, err := exec.CommandContext(b.ctx, b.generator, "plan", b.in("avant.json"), b.in("public")).Output()
		if err != nil {
			return err
		}
		fmt.Printf("    %s; the plan ends with\n", regexp.MustCompile(`\d+ written, \d+ taken away`).Find(sortie))
		for _, ligne := range strings.Split(strings.TrimSpace(string(plan[max(0, bytes.LastIndex(plan, []byte("files"))):])), "\n") {
			fmt.Println("      " + ligne)
		}
	}
	return nil
}

// rate changes one digit of a figure of one établissement.
func (b *banc) rate(i int) error {
	noms, err := b.files("data/inserjeunes/depp-etablissements-*.csv")
	if err != nil {
		return err
	}
	nom := noms[len(noms)-1]
	texte, err := os.ReadFile(nom)
	if err != nil {
		return err
	}
	l := regexp.MustCompile(`;(\d)(\d);`).FindAllSubmatchIndex(texte, -1)
	if len(l) == 0 {
		return fmt.Errorf("%s: no figure to change", nom)
	}
	texte[l[len(l)/2][4]] = byte('0' + (int(texte[l[len(l)/2][4]]-'0')+i)%10)
	return os.WriteFile(nom, texte, 0o644)
}

// feed takes away the smallest feed, whose lines are no more, then puts it back, in
// turn: several at once would change what all pages say of the networks.
func (b *banc) feed(i int) error {
	if i%2 == 0 {
		return os.Rename(b.in("feed.zip"), b.retired)
	}
	noms, err := b.files("gtfs/transport/*.zip")
	if err != nil {
		return err
	}
	taille := func(nom string) int64 {
		if info, err := os.Stat(nom); err == nil {
			return info.Size()
		}
		return 0
	}
	b.retired = slices.MinFunc(noms, func(x, y string) int { return cmp.Compare(taille(x), taille(y)) })
	return os.Rename(b.retired, b.in("feed.zip"))
}

// mesure is what one run of a command took.
type mesure struct {
	duree, processeur time.Duration
	memoire           int64 // bytes
}

// measure runs a command some times, each after avant, and prints the medians.
// It returns what the last run printed.
func (b *banc) measure(nom string, fois int, avant func() error, commande func() *exec.Cmd) ([]byte, error) {
	var l []mesure
	var sortie bytes.Buffer
	for range fois {
		if avant != nil {
			if err := avant(); err != nil {
				return nil, err
			}
		}
		sortie.Reset()
		var erreurs bytes.Buffer
		c := commande()
		c.Stdout, c.Stderr = &sortie, &erreurs
		debut := time.Now()
		if err := c.Start(); err != nil {
			return nil, err
		}
		fin, memoire := make(chan struct{}), make(chan int64)
		go func() { memoire <- peak(c.Process.Pid, fin) }()
		err := c.Wait()
		duree := time.Since(debut)
		close(fin)
		m := mesure{duree, c.ProcessState.UserTime() + c.ProcessState.SystemTime(), <-memoire}
		if err := cmp.Or(b.ctx.Err(), err); err != nil {
			return nil, fmt.Errorf("%q: %w\n%s", c.Args, err, &erreurs)
		}
		l = append(l, m)
	}
	if nom != "" {
		printMesures(nom, l)
	}
	return sortie.Bytes(), nil
}

// peak returns the most memory that a process has held until fin, looked at every
// 20 ms. What the system tells at its end counts the memory of the bench too,
// which the process shares before it becomes another program.
func peak(pid int, fin <-chan struct{}) (octets int64) {
	for {
		if etat, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid)); err == nil {
			if m := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(etat); m != nil {
				kB, _ := strconv.ParseInt(string(m[1]), 10, 64) // digits
				octets = kB << 10
			}
		}
		select {
		case <-fin:
			return octets
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func printMesures(nom string, l []mesure) {
	median := func(f func(mesure) int64) int64 {
		s := make([]int64, len(l))
		for i, m := range l {
			s[i] = f(m)
		}
		slices.Sort(s)
		return s[len(s)/2]
	}
	seconds := func(f func(mesure) time.Duration) float64 {
		return time.Duration(median(func(m mesure) int64 { return int64(f(m)) })).Seconds()
	}
	fmt.Printf("%-34s %8.1f s", nom, seconds(func(m mesure) time.Duration { return m.duree }))
	// What the bench does by itself has no figures of its own for the rest.
	if memoire := median(func(m mesure) int64 { return m.memoire }) >> 20; memoire > 0 {
		fmt.Printf("  %8.1f s of processor  %6d MB", seconds(func(m mesure) time.Duration { return m.processeur }), memoire)
	}
	fmt.Printf("  (median of %d)\n", len(l))
}
