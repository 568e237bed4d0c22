package anomalies_test

import (
	"strings"
	"sync"
	"testing"

	"futurpro/generator/anomalies"
)

var (
	tolere = anomalies.Code{Nom: "tolere", Sens: "any number"}
	seuil  = anomalies.Code{Nom: "seuil", Sens: "a tenth", Seuil: 0.1}
)

// TestTheExampleDoesNotDependOnTheOrder: whichever goroutine writes first, the
// first place in the files is the example.
func TestTheExampleDoesNotDependOnTheOrder(t *testing.T) {
	j := anomalies.New()
	var wg sync.WaitGroup
	for ligne := 100; ligne > 0; ligne-- {
		wg.Go(func() {
			j.Add(anomalies.Anomalie{Code: tolere, Fichier: "b.csv", Ligne: ligne})
			j.Add(anomalies.Anomalie{Code: tolere, Fichier: "a.csv", Ligne: ligne, Detail: "x"})
		})
	}
	wg.Wait()
	r := j.Resumes()
	if len(r) != 1 || r[0].Nombre != 200 || r[0].Exemple.String() != "a.csv:1: x" {
		t.Errorf("%+v", r)
	}
}

func TestVerdictIsByFile(t *testing.T) {
	j := anomalies.New()
	j.AddLignes("a.csv", 100)
	j.AddLignes("b.csv", 1000)
	for ligne := range 10 {
		j.Add(anomalies.Anomalie{Code: seuil, Fichier: "a.csv", Ligne: ligne + 1, Detail: "bad"})
		j.Add(anomalies.Anomalie{Code: tolere, Fichier: "b.csv", Ligne: ligne + 1})
	}
	if err := j.Verdict(); err != nil {
		t.Errorf("10 of 100 rows, a tenth tolerated: %v", err)
	}
	j.Add(anomalies.Anomalie{Code: seuil, Fichier: "a.csv", Ligne: 50, Detail: "bad"})
	err := j.Verdict()
	if err == nil || !strings.Contains(err.Error(), `a.csv: 11 of 100 rows are "seuil"`) || !strings.Contains(err.Error(), "a.csv:1: bad") {
		t.Errorf("11 of 100 rows: %v", err)
	}
	if strings.Contains(err.Error(), "b.csv") {
		t.Errorf("a code without threshold failed the build: %v", err)
	}
}
