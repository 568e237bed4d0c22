package comparaison

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Write prints the report for a person.
func (r *Rapport) Write(w io.Writer) error {
	var b strings.Builder
	if len(r.Alertes) > 0 {
		b.WriteString("À REGARDER AVANT DE PUBLIER\n")
		for _, a := range r.Alertes {
			b.WriteString("  ! " + a + "\n")
		}
		b.WriteString("\n")
	}
	for _, s := range r.Sections {
		b.WriteString(s.Titre + "\n")
		for _, l := range s.Lignes {
			b.WriteString("  " + l + "\n")
		}
		b.WriteString("\n")
	}
	if len(r.Alertes) == 0 {
		b.WriteString("Rien d'inquiétant : cette version peut être publiée.\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// evolution writes two counts: "902, puis 880 (−22, −2,4 %)".
func evolution(avant, apres int) string {
	if avant == apres {
		return strconv.Itoa(avant) + ", inchangé"
	}
	signe := "+"
	if apres < avant {
		signe = "−"
	}
	ecart := max(apres-avant, avant-apres)
	s := fmt.Sprintf("%d, puis %d (%s%d", avant, apres, signe, ecart)
	if avant > 0 {
		s += ", " + signe + part(float64(ecart)/float64(avant))
	}
	return s + ")"
}

// part writes a share: "2,4 %".
func part(p float64) string { return nombre(math.Round(1000*p)/10) + " %" }

// nombre writes a number with a decimal comma.
func nombre(x float64) string {
	return strings.Replace(strconv.FormatFloat(math.Round(100*x)/100, 'f', -1, 64), ".", ",", 1)
}

// compte writes a count and its noun.
func compte(n int, mot string) string {
	if n > 1 {
		mot += "s"
	}
	return fmt.Sprintf("%d %s", n, mot)
}
