package main

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// readDeploy reads a definition of deploy/, with its variables replaced.
func readDeploy(t *testing.T, nom string, v any, variables ...string) string {
	t.Helper()
	b, err := os.ReadFile("../deploy/" + nom)
	if err != nil {
		t.Fatal(err)
	}
	texte := strings.NewReplacer(variables...).Replace(string(b))
	if err := yaml.Unmarshal([]byte(texte), v); err != nil {
		t.Fatalf("%s: %v", nom, err)
	}
	return texte
}

// checkCommands wants each command of the generator in a text to have only
// options that exist; n is how many there are.
func checkCommands(t *testing.T, texte string, n int) {
	t.Helper()
	commandes := regexp.MustCompile(`(?m)generator (?:build|check|compare|fetch|matrix|publish) .*$`).FindAllString(texte, -1)
	if len(commandes) != n {
		t.Errorf("%d commands, want %d: %q", len(commandes), n, commandes)
	}
	for _, commande := range commandes {
		cmd, _, err := newRootCommand(nil, nil).Find(strings.Fields(commande)[1:])
		if err != nil {
			t.Errorf("%s: %v", commande, err)
			continue
		}
		commande, _, _ = strings.Cut(commande, "`") // the end of a command in a sentence
		for _, option := range regexp.MustCompile(`--([a-z-]+)`).FindAllStringSubmatch(commande, -1) {
			if cmd.Flags().Lookup(option[1]) == nil {
				t.Errorf("%s: no option --%s", commande, option[1])
			}
		}
	}
}

func TestWorkflowComputesEachShareOnce(t *testing.T) {
	t.Parallel()
	var w struct {
		Env  map[string]string
		Jobs map[string]struct {
			Needs    string
			Strategy struct{ Matrix struct{ Shard []int } }
			Steps    []struct{ Run string }
		}
	}
	texte := readDeploy(t, "matrice-github-actions.yml", &w)
	shards := w.Jobs["part"].Strategy.Matrix.Shard
	if n, err := strconv.Atoi(w.Env["SHARDS"]); err != nil || n != len(shards) {
		t.Errorf("SHARDS is %q for %d jobs", w.Env["SHARDS"], len(shards))
	}
	for i, shard := range shards {
		if shard != i+1 {
			t.Errorf("job %d computes share %d", i+1, shard)
		}
	}
	if w.Jobs["merge"].Needs != "part" {
		t.Errorf("the shares are merged after %q, want part", w.Jobs["merge"].Needs)
	}
	checkCommands(t, texte, 2)
}

func TestIndexedJobComputesEachShareOnce(t *testing.T) {
	t.Parallel()
	var j struct {
		Kind string
		Spec struct {
			CompletionMode           string `yaml:"completionMode"`
			Completions, Parallelism int
			Template                 struct {
				Spec struct {
					Containers []struct {
						Image string
						Args  []string
					}
				}
			}
		}
	}
	readDeploy(t, "matrice-kubernetes.yaml", &j, "${SHARDS}", "8", "${IMAGE}", "une-image")
	if j.Kind != "Job" || j.Spec.CompletionMode != "Indexed" || j.Spec.Completions != 8 {
		t.Errorf("%+v, want an Indexed Job of 8 completions", j)
	}
	conteneurs := j.Spec.Template.Spec.Containers
	if len(conteneurs) != 1 || conteneurs[0].Image != "une-image" || len(conteneurs[0].Args) != 1 {
		t.Fatalf("containers %+v, want one with one command", conteneurs)
	}
	commande := conteneurs[0].Args[0]
	if !strings.Contains(commande, `--shard "$((JOB_COMPLETION_INDEX + 1))/8"`) {
		t.Errorf("%s: want the share of the index", commande)
	}
	checkCommands(t, commande, 1)
}

// The workflow of the owner does all by the script, tells its report whatever
// happens, and keeps what the next run goes on from.
func TestPublicationIsToldAndGoesOn(t *testing.T) {
	t.Parallel()
	type etape struct {
		Uses, Run, If string
		Env, With     map[string]any
	}
	var w struct {
		On          map[string]any
		Concurrency struct {
			Cancel bool `yaml:"cancel-in-progress"`
		}
		Jobs map[string]struct{ Steps []etape }
	}
	readDeploy(t, "publication-github-actions.yml", &w)
	for _, quand := range []string{"schedule", "push", "workflow_dispatch"} {
		if _, ok := w.On[quand]; !ok {
			t.Errorf("the workflow has no %s", quand)
		}
	}
	if w.Concurrency.Cancel {
		t.Error("a run cuts the sending of another")
	}
	etapes := w.Jobs["publication"].Steps
	premiere := func(cherche string) etape {
		for _, e := range etapes {
			if strings.Contains(e.Uses+e.Run, cherche) {
				return e
			}
		}
		t.Fatalf("no step with %q", cherche)
		return etape{}
	}
	script := readScript(t, "publication.sh")
	for variable := range premiere("deploy/publication.sh").Env {
		if !strings.HasPrefix(variable, "AWS_") && !strings.Contains(script, variable+"=${"+variable) && !strings.Contains(script, "${"+variable+":?") {
			t.Errorf("the script does not read %s", variable)
		}
	}
	for _, cherche := range []string{"rapport.md", "upload-artifact", "cache/save"} {
		if e := premiere(cherche); !strings.HasPrefix(e.If, "always()") {
			t.Errorf("the step with %q is not for runs that stopped: if: %q", cherche, e.If)
		}
	}
	if garde, repris := premiere("cache/save").With["path"], premiere("cache/restore").With["path"]; garde != repris {
		t.Errorf("kept: %v, restored: %v", garde, repris)
	}
	checkCommands(t, script, 7)
}

func readScript(t *testing.T, nom string) string {
	t.Helper()
	b, err := os.ReadFile("../deploy/" + nom)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
