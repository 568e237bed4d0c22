package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/paulmach/orb"
	"github.com/rogpeppe/go-internal/testscript"

	"futurpro/generator/rues/ruestest"
	"futurpro/generator/sources"
)

// TestMain lets scripts call the generator as a command of their own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"generator": func() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) },
	})
}

// TestScript runs the whole builds of testdata/script. Each works in a copy of
// the mini site: three hamlets and one bus line, small enough for every figure
// to be checked by hand.
func TestScript(t *testing.T) {
	degrees := func(x, y float64) orb.Point { return orb.Point{x, y} }
	rues, autre := ruestest.PBF(t, degrees, miniRues), ruestest.PBF(t, degrees, miniRues+"\nnode 7 0 0")
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			return errors.Join(setupMini(env), os.WriteFile(filepath.Join(env.WorkDir, "rues.osm.pbf"), rues, 0o644),
				os.WriteFile(filepath.Join(env.WorkDir, "autre.osm.pbf"), autre, 0o644))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": cmdExits, "page": cmdPage, "interrupt": cmdInterrupt, "await": cmdAwait, "signal": cmdSignal, "alone": cmdAlone,
			"cptree": cmdCptree, "cmptree": cmdCmptree, "zip": cmdZip,
			"sub": cmdSub, "append": cmdAppend, "encode": cmdEncode, "truncate": cmdTruncate, "communes": cmdCommunes,
			"port": cmdPort, "get": cmdGet, "server": cmdServer, "store": cmdStore,
		},
		Condition: func(cond string) (bool, error) {
			if cond == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		RequireUniqueNames: true,
	})
}

// miniRues are the streets of Essaiville, in degrees: from its centre 0.01 east,
// 0.004 north, and 0.01 west to the lycée, with a path to the stop on the way.
const miniRues = `
	node 1 -2.00 48.000
	node 2 -1.99 48.000
	node 3 -1.99 48.002
	node 4 -1.99 48.004
	node 5 -2.00 48.004
	node 6 -2.00 48.002
	way 1 1,2,3,4,5 highway=residential
	way 2 3,6 highway=path`

// setupMini lays the mini site as the repository is laid: the default folders
// are then those of a script, but for data/mini.
func setupMini(env *testscript.Env) error {
	mini := filepath.Join("testdata", "mini")
	for from, to := range map[string]string{
		filepath.Join(mini, "data"): "data/mini", filepath.Join(mini, "content"): "content",
		filepath.Join("..", "layouts"): "layouts", filepath.Join("..", "data", "calendrier"): "data/calendrier",
		filepath.Join("..", "deploy"): "deploy",
	} {
		if err := os.CopyFS(filepath.Join(env.WorkDir, to), os.DirFS(from)); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(filepath.Join(env.WorkDir, "data/gtfs"), 0o755); err != nil {
		return err
	}
	for _, nom := range []string{"sources.yaml", "seuils.yaml", sources.CheminReseaux} {
		b, err := os.ReadFile(filepath.Join("..", "data", nom))
		if err == nil {
			err = os.WriteFile(filepath.Join(env.WorkDir, "data", nom), b, 0o644)
		}
		if err != nil {
			return err
		}
	}
	// The line is text in the repository: a reader sees its times.
	if err := os.CopyFS(filepath.Join(env.WorkDir, "ligne"), os.DirFS(filepath.Join(mini, "ligne"))); err != nil {
		return err
	}
	return zipDir(filepath.Join(env.WorkDir, "data/mini/gtfs/transport/ligne.zip"), filepath.Join(env.WorkDir, "ligne"))
}
