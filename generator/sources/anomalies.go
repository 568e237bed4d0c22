package sources

import "futurpro/generator/anomalies"

// The problems that a reader can meet in a file it can otherwise use. The
// codes with a threshold stop the build when a whole file looks wrong.
var (
	LigneMalFormee    = anomalies.Code{Nom: "ligne-mal-formee", Sens: "ligne laissée de côté : nombre de champs inattendu", Seuil: 0.01}
	LigneEtalee       = anomalies.Code{Nom: "ligne-etalee", Sens: "ligne lue sur plusieurs lignes du fichier à cause d'un guillemet", Seuil: 0.01}
	ElementIllisible  = anomalies.Code{Nom: "element-illisible", Sens: "élément JSON laissé de côté", Seuil: 0.01}
	CodeAbsent        = anomalies.Code{Nom: "code-absent", Sens: "ligne laissée de côté : elle n'a pas de code", Seuil: 0.2}
	UAIMalForme       = anomalies.Code{Nom: "uai-malforme", Sens: "ligne laissée de côté : le numéro d'établissement est faux", Seuil: 0.02}
	CFDMalForme       = anomalies.Code{Nom: "cfd-malforme", Sens: "code de diplôme faux, laissé de côté", Seuil: 0.02}
	MEFMalForme       = anomalies.Code{Nom: "mef-malforme", Sens: "ligne laissée de côté : le code de formation est faux", Seuil: 0.02}
	RomeMalForme      = anomalies.Code{Nom: "rome-malforme", Sens: "code de métier faux, laissé de côté", Seuil: 0.02}
	CommuneMalFormee  = anomalies.Code{Nom: "commune-malformee", Sens: "code de commune faux, laissé de côté", Seuil: 0.02}
	ValeurInattendue  = anomalies.Code{Nom: "valeur-inattendue", Sens: "ligne laissée de côté : valeur hors de la liste connue", Seuil: 0.02}
	NombreIllisible   = anomalies.Code{Nom: "nombre-illisible", Sens: "nombre illisible, tenu pour non publié", Seuil: 0.02}
	DateIllisible     = anomalies.Code{Nom: "date-illisible", Sens: "date illisible, laissée de côté", Seuil: 0.02}
	PositionFausse    = anomalies.Code{Nom: "position-fausse", Sens: "position hors de France, tenue pour absente", Seuil: 0.02}
	VirguleDecimale   = anomalies.Code{Nom: "virgule-decimale", Sens: "position écrite avec une virgule, lue comme un point"}
	Doublon           = anomalies.Code{Nom: "doublon", Sens: "ligne répétée à l'identique, gardée une fois"}
	DoublonDifferent  = anomalies.Code{Nom: "doublon-different", Sens: "même clé, autre contenu : la première ligne est gardée", Seuil: 0.01}
	ColonnesSansNom   = anomalies.Code{Nom: "colonnes-sans-nom", Sens: "fichier laissé de côté : ses colonnes n'ont pas de nom"}
	DoubleEncodage    = anomalies.Code{Nom: "double-encodage", Sens: "accents encodés deux fois, réparés"}
	EncodagePerdu     = anomalies.Code{Nom: "encodage-perdu", Sens: "accents encodés deux fois et incomplets, laissés tels quels"}
	EncodageMelange   = anomalies.Code{Nom: "encodage-melange", Sens: "fichier qui mélange deux encodages, chacun lu comme tel"}
	CaracterePerdu    = anomalies.Code{Nom: "caractere-perdu", Sens: "caractère déjà perdu dans le fichier publié"}
	CaractereControle = anomalies.Code{Nom: "caractere-de-controle", Sens: "caractères de contrôle retirés d'un champ"}
	ChampTropLong     = anomalies.Code{Nom: "champ-trop-long", Sens: "champ démesuré, tenu pour vide", Seuil: 0.01}
	UAIMinuscule      = anomalies.Code{Nom: "uai-minuscule", Sens: "numéro d'établissement en minuscules, lu en capitales"}
	PasUnDepartement  = anomalies.Code{Nom: "pas-un-departement", Sens: "ligne laissée de côté : un regroupement, pas un département"}
	NonDiffusable     = anomalies.Code{Nom: "non-diffusable", Sens: "chiffres que le producteur ne diffuse pas, tenus pour non publiés"}
	SansLieu          = anomalies.Code{Nom: "sans-lieu", Sens: "formation en apprentissage laissée de côté : son lieu n'a pas de numéro d'établissement", Seuil: 0.5}
)
