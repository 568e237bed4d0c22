package territoire

// Zone returns the zone of the school calendar ("A", "B" or "C", as drawn in
// 2015) of the académie with that name; "" for Corse and overseas, which set
// their own.
func Zone(academie string) string {
	switch academie {
	case "Besançon", "Bordeaux", "Clermont-Ferrand", "Dijon", "Grenoble", "Limoges", "Lyon", "Poitiers":
		return "A"
	case "Aix-Marseille", "Amiens", "Lille", "Nancy-Metz", "Nantes", "Nice", "Normandie", "Orléans-Tours", "Reims", "Rennes", "Strasbourg":
		return "B"
	case "Créteil", "Montpellier", "Paris", "Toulouse", "Versailles":
		return "C"
	}
	return ""
}
