package territoire

import "strings"

// DepartementUAI returns the département that begins a UAI: "0350001A" is of
// 35, "6200001A" of 2A and "7200001A" of 2B, "9710001A" of 971; "" for less
// than its three digits. Those of Nouvelle-Calédonie (983) and Polynésie (984)
// begin otherwise than the INSEE codes of their communes.
func DepartementUAI(uai string) string {
	if len(uai) < 3 {
		return ""
	}
	switch p := uai[:3]; {
	case p == "620":
		return "2A"
	case p == "720":
		return "2B"
	case p == "983":
		return "988"
	case p == "984":
		return "987"
	case p[0] == '0':
		return p[1:]
	default:
		return p
	}
}

// DepartementINSEE returns the département that begins the INSEE code of a
// commune, of today or not: "35238" is of 35, "97411" of 974; "" for less than
// its characters.
func DepartementINSEE(code string) string {
	n := 2
	if strings.HasPrefix(code, "97") || strings.HasPrefix(code, "98") {
		n = 3
	}
	if len(code) < n {
		return ""
	}
	return code[:n]
}
