package main

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "futurpro/"

// layer is a package with what it may import of this module. Level 0 imports
// nothing; the others import lower levels only.
type layer struct {
	level   int
	imports []string
}

// layers is the table of the architecture: a package that is not in it, or an
// import that is not, is a decision to take here first.
func layers() map[string]layer {
	return map[string]layer{
		"bench":                    {0, nil},
		"generator/anomalies":      {0, nil},
		"generator/territoire":     {0, nil},
		"generator/reparation":     {0, nil},
		"generator/publish":        {0, nil},
		"generator/rues":           {0, nil},
		"generator/diagnostic":     {0, nil},
		"generator/contrat":        {0, nil},
		"generator/telechargement": {0, nil},
		"generator/vignette":       {0, nil},
		"generator/catalogue":      {1, []string{"territoire"}},
		"generator/content":        {1, []string{"diagnostic", "reparation"}},
		"generator/verification":   {1, []string{"diagnostic"}},
		"generator/render":         {1, []string{"diagnostic"}},
		"generator/depot":          {1, []string{"publish"}},
		"generator/externes":       {1, []string{"diagnostic"}},
		"generator/sources":        {1, []string{"anomalies", "reparation"}},
		"generator/gtfs":           {1, []string{"anomalies"}},
		"generator/rues/ruestest":  {1, []string{"rues"}},
		"generator/carte":          {2, []string{"sources"}},
		"generator/recherche":      {2, []string{"catalogue", "content", "render", "territoire"}},
		"generator/gtfs/gtfstest":  {2, []string{"anomalies", "gtfs"}},
		"generator/assemblage":     {2, []string{"anomalies", "catalogue", "sources", "territoire"}},
		"generator/raptor":         {2, []string{"gtfs", "rues"}},
		"generator/echantillon":    {2, []string{"anomalies", "catalogue", "gtfs", "sources", "territoire"}},
		"generator/trajets":        {3, []string{"raptor"}},
		"generator/origines":       {4, []string{"sources", "territoire", "trajets"}},
		"generator/resultats":      {4, []string{"catalogue", "territoire", "trajets"}},
		"generator/diffusion":      {5, []string{"anomalies", "assemblage", "catalogue", "resultats", "sources", "territoire"}},
		"generator/comparaison":    {6, []string{"diffusion"}},
		"generator/pages":          {6, []string{"carte", "catalogue", "content", "diffusion", "raptor", "recherche", "render", "resultats", "sources", "territoire", "trajets", "vignette"}},
		"generator": {7, []string{"anomalies", "assemblage", "carte", "catalogue", "comparaison", "content", "contrat", "depot", "diagnostic", "diffusion", "echantillon", "externes", "gtfs", "origines", "pages", "publish",
			"raptor", "render", "reparation", "resultats", "rues", "sources", "telechargement", "territoire", "trajets", "verification"}},
	}
}

// goPackage is what go list says of a package.
type goPackage struct {
	ImportPath, Name, Dir string
	GoFiles               []string
	Imports               []string
}

// goList returns the packages of the module, without those that hold tests only.
func goList(t *testing.T) []goPackage {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Name,Dir,GoFiles,Imports", "./...")
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var packages []goPackage
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		var p goPackage
		if err := dec.Decode(&p); err != nil {
			t.Fatalf("reading go list: %v", err)
		}
		if len(p.GoFiles) > 0 {
			packages = append(packages, p)
		}
	}
	return packages
}

func TestImports(t *testing.T) {
	t.Parallel()
	table := layers()
	for _, p := range goList(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		l, ok := table[name]
		if !ok {
			t.Errorf("package %s is not in the table of imports: give it a level and its imports", name)
			continue
		}
		delete(table, name)
		for _, i := range p.Imports {
			short, own := strings.CutPrefix(i, module+"generator/")
			if own && !slices.Contains(l.imports, short) {
				t.Errorf("%s imports %s, which the table does not allow", name, short)
			}
		}
		for _, short := range l.imports {
			if !slices.Contains(p.Imports, module+"generator/"+short) {
				t.Errorf("%s may import %s and does not: take it out of the table", name, short)
			}
		}
	}
	for name := range table {
		t.Errorf("the table of imports has %s, which is no package", name)
	}
}

func TestImportsGoDownwards(t *testing.T) {
	t.Parallel()
	table := layers()
	for name, l := range table {
		for _, short := range l.imports {
			if lower := table["generator/"+short]; lower.level >= l.level {
				t.Errorf("%s (level %d) imports %s (level %d): imports go to lower levels only", name, l.level, short, lower.level)
			}
		}
		if l.level == 0 && len(l.imports) > 0 {
			t.Errorf("%s is at level 0 and imports %v", name, l.imports)
		}
	}
}

// Some decisions are about the standard library: who may know the machine.
func TestMachineIsKnownToFewPackages(t *testing.T) {
	t.Parallel()
	allowed := map[string][]string{
		"os":            {"bench", "generator", "generator/depot", "generator/publish", "generator/echantillon", "generator/telechargement"},
		"os/exec":       {"bench"},
		"os/signal":     {"bench", "generator"},
		"net/http":      {"generator", "generator/depot", "generator/externes", "generator/telechargement"},
		"log":           {},
		"math/rand":     {},
		"math/rand/v2":  {},
		"path/filepath": {"bench", "generator", "generator/depot", "generator/publish", "generator/echantillon", "generator/telechargement"},
	}
	for _, p := range goList(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		for _, i := range p.Imports {
			if packages, restricted := allowed[i]; restricted && !slices.Contains(packages, name) {
				t.Errorf("%s imports %s: only %v may", name, i, packages)
			}
		}
	}
}
