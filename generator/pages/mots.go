package pages

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"futurpro/generator/render"
)

// nombre writes an integer as templates do: "1 126".
func nombre(n int) string { return render.Nombre(n) }

// compte writes a number and its noun: "1 formation", "2 formations".
func compte(n int, singulier, pluriel string) string {
	if n < 2 {
		return nombre(n) + " " + singulier
	}
	return nombre(n) + " " + pluriel
}

// duree writes minutes, on one line: "23 min", "1 h 05", "1 h".
func duree(minutes int) string {
	switch h, m := minutes/60, minutes%60; {
	case h == 0:
		return strconv.Itoa(m) + "\u00a0min"
	case m == 0:
		return strconv.Itoa(h) + "\u00a0h"
	default:
		return fmt.Sprintf("%d\u00a0h\u00a0%02d", h, m)
	}
}

// heure writes minutes after midnight: "7 h 32", "9 h".
func heure(minutes int) string {
	if minutes%60 == 0 {
		return strconv.Itoa(minutes/60) + "\u00a0h"
	}
	return fmt.Sprintf("%d\u00a0h\u00a0%02d", minutes/60, minutes%60)
}

// kilometres writes a distance in metres: "à 42 km", "à moins de 1 km".
func kilometres(metres float64) string {
	if km := int(metres/1000 + 0.5); km >= 1 {
		return "à " + nombre(km) + "\u00a0km"
	}
	return "à moins de 1\u00a0km"
}

// decimal writes a number with a decimal comma and two digits at most.
func decimal(x float64) string {
	s := strings.TrimRight(strconv.FormatFloat(x, 'f', 2, 64), "0")
	return strings.Replace(strings.TrimSuffix(s, "."), ".", ",", 1)
}

// pourCent writes a percentage rounded to the unit.
func pourCent(x float64) string { return strconv.Itoa(int(x+0.5)) + " %" }

// promotions writes the years of a millésime: "2021_2022" is the promotions
// 2021 et 2022.
func promotions(millesime string) string { return strings.ReplaceAll(millesime, "_", " et ") }

// mois are the French names, from January.
const mois = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"

// dateLongue writes an ISO date: "16 janvier 2025"; what is not one is returned
// as it is.
func dateLongue(iso string) string {
	var a, m, j int
	if n, err := fmt.Sscanf(iso, "%4d-%2d-%2d", &a, &m, &j); n != 3 || err != nil || m < 1 || m > 12 {
		return iso
	}
	jour := strconv.Itoa(j)
	if j == 1 {
		jour = "1er"
	}
	return jour + " " + strings.Fields(mois)[m-1] + " " + strconv.Itoa(a)
}

// jourDate writes an ISO date with its day: "samedi 15 mars 2025".
func jourDate(iso string) string {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	jours := strings.Fields("dimanche lundi mardi mercredi jeudi vendredi samedi")
	return jours[t.Weekday()] + " " + dateLongue(iso)
}

// majuscule gives a sentence its capital.
func majuscule(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
