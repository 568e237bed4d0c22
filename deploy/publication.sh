#!/bin/sh
# Refreshes the site: downloads the data, builds, checks, compares with what is
# online, publishes; or stops at the first of these that fails, and leaves what
# is online as it is. What happened is told in French in $RAPPORTS/rapport.md,
# for the person who answers for the site; the words of each step are beside it.
# It ends with 0 when the site is up to date, with 1 when it stopped.
#
#   ADRESSE=https://futurpro.example DESTINATION=s3://futurpro sh deploy/publication.sh
set -u
: "${ADRESSE:?the address of the site, as https://futurpro.example}"
: "${DESTINATION:?where to publish: a folder, or s3://bucket/prefix}"
ENDPOINT=${ENDPOINT:-}         # of an S3-compatible store that is not Amazon's
DONNEES=${DONNEES:-data/national}
SITE=${SITE:-public}
RAPPORTS=${RAPPORTS:-.cache/publication}
PREMIERE=${PREMIERE:-non}      # oui: nothing is online yet, there is nothing to compare with
ACCORD=${ACCORD:-non}          # oui: a person has read the comparison, and wants this published

rm -rf "$RAPPORTS"
mkdir -p "$RAPPORTS"
faites=""

rapporter() { # title, then paragraphs; the steps and the words of the sources follow
	{
		printf '# %s\n' "$1"
		shift
		for paragraphe in "$@"; do
			[ -z "$paragraphe" ] || printf '\n%s\n' "$paragraphe"
		done
		printf '\n## Les étapes\n%s\n' "$faites"
		if [ -s "$RAPPORTS/1-donnees.md" ]; then
			echo
			cat "$RAPPORTS/1-donnees.md"
		fi
		if [ -s "$RAPPORTS/4-comparer.txt" ]; then
			printf '\n## Ce qui change pour les visiteurs\n\n```\n'
			cat "$RAPPORTS/4-comparer.txt"
			printf '```\n'
		fi
	} >"$RAPPORTS/rapport.md"
	cat "$RAPPORTS/rapport.md"
}

etape() { # number-name, what it does, what its failure means, what to do then; the command
	nom=$1 quoi=$2 sens=$3 faire=$4
	shift 4
	echo "== $quoi" >&2
	"$@" >"$RAPPORTS/$nom.txt" 2>"$RAPPORTS/$nom.erreurs.txt"
	code=$?
	# The end is enough here: all of it is in the file.
	tail -n 20 "$RAPPORTS/$nom.txt" "$RAPPORTS/$nom.erreurs.txt" >&2
	if [ $code -eq 0 ]; then
		faites="$faites
- $quoi : fait."
		return
	fi
	faites="$faites
- **$quoi : arrêté ici.** Les étapes suivantes n'ont pas eu lieu."
	rapporter "Le site n'a pas été mis à jour" "**$sens**" "À faire : $faire" "Ce que dit le programme (en entier dans \`$nom.txt\` et \`$nom.erreurs.txt\`) :

\`\`\`
$(grep '^error:' -A 12 "$RAPPORTS/$nom.erreurs.txt" || tail -n 12 "$RAPPORTS/$nom.erreurs.txt")
\`\`\`"
	exit 1
}

intact="Ce qui est en ligne n'a pas changé : les visiteurs voient le site de la dernière publication."

# In the project the program is that of its sources; elsewhere, the one at hand.
if [ -f go.mod ]; then
	etape 0-programme "Construire le programme" "Le programme ne se construit pas. $intact" \
		"montrez ce message à la personne qui s'occupe du code." \
		go build -o "$RAPPORTS/bin/generator" ./generator
	PATH=$(cd "$RAPPORTS/bin" && pwd):$PATH
fi

etape 1-telecharger "Télécharger les données" "Des données manquent. $intact" \
	"voyez plus bas, source par source, puis relancez. Rien ne presse tant que le site en ligne convient." \
	generator fetch --to "$DONNEES" --report "$RAPPORTS/1-donnees.md"

etape 2-construire "Construire le site" "Le site ne peut pas être construit avec ces données ou ces pages. $intact" \
	"le message nomme le fichier et la ligne. Si c'est une page, corrigez-la. Si c'est un fichier de données, il est sans doute abîmé à sa source : remettez celui d'avant, ou attendez que son producteur le répare, et relancez." \
	generator build --data "$DONNEES" --base-url "$ADRESSE" --out "$SITE"

etape 3-verifier "Vérifier chaque page" "Des pages construites ont des erreurs. $intact" \
	"la liste est dans \`3-verifier.txt\`, page par page. Montrez-la à la personne qui s'occupe du code." \
	generator check "$SITE"

# What compare reads of the site that is online. Its absence is not taken for a
# first publication: it may be a server that does not answer.
enligne() {
	case $DESTINATION in
	s3://*)
		mkdir -p "$RAPPORTS/en-ligne/donnees"
		for f in etat.json communes.csv etablissements.csv offres.csv; do
			curl --fail --silent --show-error --location --retry 3 --output "$RAPPORTS/en-ligne/donnees/$f" "$ADRESSE/donnees/$f" || return 1
		done
		;;
	*) [ -f "$DESTINATION/donnees/etat.json" ] || { echo "error: $DESTINATION holds no site" >&2; return 1; } ;;
	esac
}
if [ "$PREMIERE" != oui ]; then
	etape 4-lire-en-ligne "Lire ce qui est en ligne" "Le site en ligne ne répond pas, ou il n'y en a pas encore. Rien n'a été publié." \
		"ouvrez <$ADRESSE>. S'il s'agit de la toute première publication, relancez avec PREMIERE=oui." \
		enligne
	case $DESTINATION in s3://*) ancien=$RAPPORTS/en-ligne ;; *) ancien=$DESTINATION ;; esac
	comparer() {
		generator compare "$ancien" "$SITE" || [ "$ACCORD" = oui ]
	}
	etape 4-comparer "Comparer avec ce qui est en ligne" "Trop de choses changent d'un coup pour publier sans qu'une personne regarde. $intact" \
		"lisez plus bas « À regarder avant de publier ». Si une source est abîmée, remettez son fichier d'avant, ou attendez. Si ces changements sont voulus, relancez avec ACCORD=oui." \
		comparer
fi

etape 5-prevoir "Prévoir ce qui sera envoyé" "Trop de pages disparaîtraient d'un coup, ou le lieu de publication ne répond pas. $intact" \
	"la liste est dans \`5-prevoir.txt\`. Si ces pages doivent disparaître, publiez à la main : \`generator publish --from $SITE --to $DESTINATION${ENDPOINT:+ --endpoint $ENDPOINT} --compress --force\`." \
	generator publish --from "$SITE" --to "$DESTINATION" --endpoint "$ENDPOINT" --compress --dry-run

etape 6-publier "Publier" "L'envoi s'est arrêté en chemin. Ce qui est en ligne est entier : les pages pas encore envoyées sont celles d'avant." \
	"relancez : l'envoi reprend où il s'est arrêté." \
	generator publish --from "$SITE" --to "$DESTINATION" --endpoint "$ENDPOINT" --compress

a_voir=""
if grep -q '^### ' "$RAPPORTS/1-donnees.md"; then
	a_voir="Des sources demandent votre attention : voyez « Les données »."
fi
rapporter "Le site est à jour" "$(tail -n 1 "$RAPPORTS/6-publier.txt")" "$a_voir"
