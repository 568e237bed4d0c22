package catalogue

// Groupe gathers the diplomas that visitors see under one name. It serves the
// diplôme filter, the reference quartiles and the perimeter.
type Groupe uint8

// The groups, in the order in which filters list them.
const (
	HorsPerimetre Groupe = iota
	CAP
	BacPro
	BrevetPro
	BrevetTechnicien
	BPJEPS
	CPJEPS
	DiplomeEtat
)

// GroupeDe returns the group of a CFD, by its first three characters, the same
// test for both voies. HorsPerimetre for anything the site does not list.
//
// The prefix 560 gathers the CPJEPS and diplômes d'État (accompagnant,
// ambulancier): libelleCourt, the BCN's, tells them apart.
func GroupeDe(cfd, libelleCourt string) Groupe {
	if len(cfd) < 3 {
		return HorsPerimetre
	}
	switch cfd[:3] {
	case "500", "503":
		return CAP
	case "400", "403":
		return BacPro
	case "450", "553":
		return BrevetPro
	case "420":
		return BrevetTechnicien
	case "446":
		return BPJEPS
	case "560":
		if libelleCourt != "CPJEPS" {
			return DiplomeEtat
		}
		return CPJEPS
	case "56J":
		return CPJEPS
	}
	return HorsPerimetre
}

// DansPerimetre reports whether the site lists diplomas with that CFD.
func DansPerimetre(cfd string) bool { return GroupeDe(cfd, "") != HorsPerimetre }

// Diplome returns the short name of the formation's diploma: the agricultural
// ones have their own.
func (f Formation) Diplome() string {
	switch f.CFD[:3] {
	case "503":
		return "CAP agricole"
	case "403":
		return "Bac pro agricole"
	case "553":
		return "BP agricole"
	}
	return f.Groupe.String()
}

// String returns the name shown on the filter.
func (g Groupe) String() string {
	switch g {
	case CAP:
		return "CAP"
	case BacPro:
		return "Bac pro"
	case BrevetPro:
		return "Brevet professionnel"
	case BrevetTechnicien:
		return "Brevet de technicien"
	case BPJEPS:
		return "BPJEPS"
	case CPJEPS:
		return "CPJEPS"
	case DiplomeEtat:
		return "Diplôme d'État"
	}
	return "Hors périmètre"
}

// Cle returns the value of the group in URLs, the predecessor's words.
func (g Groupe) Cle() string {
	switch g {
	case CAP:
		return "CAP"
	case BacPro:
		return "BAC_PRO"
	case BrevetPro:
		return "BP"
	case BrevetTechnicien:
		return "BT"
	case BPJEPS:
		return "BPJEPS"
	case CPJEPS:
		return "CPJEPS"
	case DiplomeEtat:
		return "DE"
	}
	return ""
}
