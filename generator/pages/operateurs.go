package pages

// operateurScolaire returns the page of the region that organises school
// transport, by INSEE code; "" where none is known.
func operateurScolaire(region string) string {
	switch region {
	case "02":
		return "https://www.martiniquetransport.mq/transport-scolaire/"
	case "03":
		return "https://www.ctguyane.fr/direction-des-transports/"
	case "06":
		return "https://www.halo.yt/"
	case "11":
		return "https://www.iledefrance-mobilites.fr/transports-scolaires"
	case "24":
		return "https://www.remi-centrevaldeloire.fr/transports-scolaires/horaires-lignes-scolaires/"
	case "27":
		return "https://www.bourgognefranchecomte.fr/accueil-transport"
	case "28":
		return "https://nomad.normandie.fr/le-transport-scolaire-0"
	case "32":
		return "https://www.hautsdefrance-mobilites.fr/se-deplacer/transport-scolaire/"
	case "44":
		return "https://www.fluo.grandest.fr/scolaire/"
	case "52":
		return "https://aleop.paysdelaloire.fr/aleop-je-minforme-sur-les-transports-scolaires"
	case "53":
		return "https://www.breizhgo.bzh/transport-scolaire"
	case "75":
		return "https://transports.nouvelle-aquitaine.fr/transports-scolaires"
	case "76":
		return "https://www.lio-occitanie.fr/transport-scolaire"
	case "84":
		return "https://www.laregionvoustransporte.fr/contenus/scolaire-tous-les-departements"
	case "93":
		return "https://zou.maregionsud.fr/"
	case "94":
		return "https://www.isula.corsica/transports-scolaires/"
	}
	return ""
}
