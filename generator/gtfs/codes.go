package gtfs

import "futurpro/generator/anomalies"

// The kinds of bad rows a feed may hold. Those that lose data have a
// threshold: past half of a table, it is the table that was misread.
var (
	codeLigneIllisible = anomalies.Code{
		Nom: "gtfs-ligne-illisible", Sens: "ligne de transport inutilisable, ignorée", Seuil: 0.5}
	codeSautDeLigne = anomalies.Code{
		Nom: "gtfs-saut-de-ligne", Sens: "guillemet qui court sur plusieurs lignes, lues comme une seule"}
	codeReferenceInconnue = anomalies.Code{
		Nom: "gtfs-reference-inconnue", Sens: "ligne de transport qui renvoie à un identifiant absent, ignorée", Seuil: 0.5}
	codeDoublon = anomalies.Code{
		Nom: "gtfs-doublon", Sens: "identifiant déjà vu, la première ligne est gardée", Seuil: 0.5}
	codeCourseEcartee = anomalies.Code{
		Nom: "gtfs-course-ecartee", Sens: "course sans deux arrêts desservis ou qui remonte le temps, ignorée", Seuil: 0.5}
	codeParentInconnu = anomalies.Code{
		Nom: "gtfs-parent-inconnu", Sens: "arrêt rattaché à une gare absente, gardé sans rattachement"}
	codePositionAbsente = anomalies.Code{
		Nom: "gtfs-position-absente", Sens: "arrêt sans position utilisable, sans accès à pied"}
	codeHoraireIllisible = anomalies.Code{
		Nom: "gtfs-horaire-illisible", Sens: "horaire illisible, traité comme absent", Seuil: 0.5}
	codeHoraireEstime = anomalies.Code{
		Nom: "gtfs-horaire-estime", Sens: "dernier horaire absent, prolongé à l'allure de la course"}
	codeValeurInconnue = anomalies.Code{
		Nom: "gtfs-valeur-inconnue", Sens: "valeur hors de la liste du format, remplacée par celle par défaut"}
	codeRegleIgnoree = anomalies.Code{
		Nom: "gtfs-regle-ignoree", Sens: "règle de correspondance ou de fréquence inapplicable, ignorée"}
)
