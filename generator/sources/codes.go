package sources

import (
	"math"
	"strconv"
	"strings"
)

// isUAI reports whether s is 7 digits and a capital letter.
func isUAI(s string) bool {
	return len(s) == 8 && digits(s[:7]) && s[7] >= 'A' && s[7] <= 'Z'
}

// isCFD reports whether s is 8 digits or capital letters.
func isCFD(s string) bool { return len(s) == 8 && alphanumeric(s) }

// isMEF11 reports whether s is 11 digits or capital letters (MEFSTAT11).
func isMEF11(s string) bool { return len(s) == 11 && alphanumeric(s) }

// isMEF reports whether s is the 10 digits of a MEF.
func isMEF(s string) bool { return len(s) == 10 && digits(s) }

// isCommune reports whether s is an INSEE code of commune: 5 digits, or "2A"
// or "2B" and 3 digits.
func isCommune(s string) bool {
	if len(s) != 5 {
		return false
	}
	return digits(s) || (strings.HasPrefix(s, "2A") || strings.HasPrefix(s, "2B")) && digits(s[2:])
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func alphanumeric(s string) bool {
	for i := range len(s) {
		if (s[i] < '0' || s[i] > '9') && (s[i] < 'A' || s[i] > 'Z') {
			return false
		}
	}
	return s != ""
}

// departement brings a code of national education ("001", "02A", "971") to its
// usual form ("01", "2A", "971").
func departement(code string) string {
	if len(code) == 3 && code[0] == '0' {
		return code[1:]
	}
	return code
}

// absent reports whether a cell means that the figure is not published.
func absent(s string) bool {
	if len(s) > len("null") {
		return false // most of a file
	}
	switch strings.ToLower(s) {
	case "", "na", "n/a", "nd", "n.d.", "ns", "null", "-", "*", ".":
		return true
	}
	return false
}

// parseNumber reads a number with a decimal point or comma, spaces between
// thousands allowed; an exponent too, which some positions near Greenwich have.
func parseNumber(s string) (float64, bool) {
	if strings.ContainsAny(s, "xX_") {
		return 0, false // hexadecimal, for strconv
	}
	if strings.ContainsAny(s, " \u00a0\u202f,") { // few have: a Replacer is dear
		s = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", ",", ".").Replace(s)
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, err == nil && !math.IsNaN(v) && !math.IsInf(v, 0)
}
