// @ts-check
// Draws the list: a wish, a comparison, a shared list. The markup of a wish is
// written once, in liste.tmpl.

import { comparer } from "./voeux.js";

/** @typedef {import("./voeux.js").Voeu} Voeu */
/** @typedef {{nom: string, valeur: string}[]} Lignes */

/** What the labels of a wish say already. */
const DANS_LA_TETE = ["Diplôme", "Établissement", "Ville", "Statut", "Voie", "Internat", "Étiquettes"];

/** @param {string} nom @param {(string | Node)[]} contenu */
export function element(nom, ...contenu) {
  const e = document.createElement(nom);
  e.append(...contenu);
  return e;
}

/** @param {string} classe @param {string} texte */
function label(classe, texte) {
  const e = element("span", texte);
  e.className = classe;
  return e;
}

/** @param {Voeu} v */
const ou = ({ gardee }) => [gardee.etablissement, gardee.ville].filter(Boolean).join(" · ");

/**
 * Why the site says nothing of an offre; "" when it does.
 * @param {Voeu} v @param {string} racine @returns {(string | Node)[]}
 */
export function raison({ etat, vers }, racine) {
  if (etat === "absente") return ["Cette formation n’est plus sur le site. Elle a peut-être fermé ou changé de nom\u202f: renseigne-toi auprès de l’établissement."];
  if (etat === "illisible") return ["Le détail n’a pas pu être chargé. Vérifie ta connexion, puis recharge la page."];
  if (!vers) return [];
  const lien = /** @type {HTMLAnchorElement} */ (element("a", "2de commune"));
  lien.href = racine + "details/" + vers + "/";
  return ["Cette formation n’est plus un choix à part\u202f: on y entre par une ", lien, "."];
}

/**
 * Fills a wish, new or already shown. A note that is being written stays.
 * @param {HTMLElement} li @param {Voeu} v @param {Lignes} lignes @param {string} racine
 * @param {{premier: boolean, dernier: boolean}} place
 */
export function remplir(li, v, lignes, racine, place) {
  const { gardee, offre } = v;
  const champ = (/** @type {string} */ nom) => /** @type {HTMLElement} */ (li.querySelector(`[data-champ="${nom}"]`));
  const geste = (/** @type {string} */ nom) => /** @type {HTMLElement} */ (li.querySelector(`[data-geste="${nom}"]`));
  const lien = /** @type {HTMLAnchorElement} */ (champ("lien"));
  lien.textContent = gardee.libelle;
  if (v.etat === "absente") lien.removeAttribute("href");
  else lien.href = `${racine}details/${gardee.cle}/`;
  champ("lieu").textContent = ou(v);
  const labels = [label("label label-fort", gardee.diplome), gardee.cle.endsWith("-apprentissage") ? label("label label-alternance", "Alternance") : label("label", "Voie scolaire")];
  if (offre?.statutTexte) labels.push(label("label", offre.statutTexte));
  if (offre?.internat) labels.push(label("label", "Internat"));
  if (offre) labels.push(...(lignes.find((l) => l.nom === "Étiquettes")?.valeur ?? "").split(", ").filter((t) => t !== "aucune").map((t) => label("etiquette", t)));
  champ("labels").replaceChildren(...labels.filter((l) => l.textContent).flatMap((l) => [l, " "]));
  const avis = raison(v, racine);
  champ("avis").hidden = !avis.length;
  champ("avis").replaceChildren(...avis);
  const faits = offre ? lignes.filter(({ nom, valeur }) => !DANS_LA_TETE.includes(nom) && valeur !== "sans objet") : [];
  champ("faits").replaceChildren(...faits.map(({ nom, valeur }) => {
    const div = element("div", element("dt", nom), element("dd", valeur));
    div.classList.toggle("large", /^(Trajet|Bacs) /.test(nom));
    return div;
  }));
  champ("faits").hidden = !faits.length;
  const note = /** @type {HTMLTextAreaElement} */ (li.querySelector("textarea"));
  if (note !== document.activeElement) note.value = gardee.note ?? "";
  champ("note").textContent = note.value;
  champ("adresse").textContent = v.etat === "absente" ? "" : `${location.host}${racine}details/${gardee.cle}/`;
  for (const [nom, mot] of [["monter", "Monter"], ["descendre", "Descendre"], ["retirer", "Retirer"], ["choisir", "Comparer"]]) {
    geste(nom).setAttribute("aria-label", `${mot}\u202f: ${gardee.libelle}, ${gardee.etablissement}`);
  }
  note.setAttribute("aria-label", `Ma note\u202f: ${gardee.libelle}, ${gardee.etablissement}`);
  // Not disabled: the button that brought a wish to an end keeps the focus.
  geste("monter").setAttribute("aria-disabled", String(place.premier));
  geste("descendre").setAttribute("aria-disabled", String(place.dernier));
}

/**
 * Fills the table that compares some wishes.
 * @param {HTMLTableElement} table @param {Voeu[]} voeux @param {Lignes[]} colonnes @param {string} racine
 */
export function remplirComparaison(table, voeux, colonnes, racine) {
  const entete = (/** @type {string} */ portee, /** @type {(string | Node)[]} */ ...contenu) => {
    const th = element("th", ...contenu);
    th.setAttribute("scope", portee);
    return th;
  };
  const tete = element("tr", element("td"), ...voeux.map((v) => {
    const lien = /** @type {HTMLAnchorElement} */ (element("a", v.gardee.libelle));
    if (v.etat !== "absente") lien.href = `${racine}details/${v.gardee.cle}/`;
    return entete("col", lien);
  }));
  const notes = comparer(voeux.map((v) => [{ nom: "Ma note", valeur: v.gardee.note || "—" }]));
  table.replaceChildren(element("thead", tete), element("tbody", ...[...comparer(colonnes), ...notes].map(({ nom, valeurs, differe }) => {
    const tr = element("tr", entete("row", nom, ...(differe ? [" ", label("differe", "≠ diffère")] : [])), ...valeurs.map((v) => element("td", v)));
    tr.classList.toggle("ligne-differe", differe);
    return tr;
  })));
}

/** One offre of a shared list. @param {Voeu} v @param {string} racine */
export function ligneDePartage(v, racine) {
  const { gardee } = v;
  const lien = /** @type {HTMLAnchorElement} */ (element("a", gardee.libelle));
  if (v.etat !== "absente") lien.href = `${racine}details/${gardee.cle}/`;
  const li = element("li", element("strong", lien), gardee.diplome ? ` (${gardee.diplome})` : "", element("br"), ou(v));
  const avis = raison(v, racine);
  if (avis.length) li.append(element("br"), element("em", ...avis));
  if (gardee.note) li.append(element("blockquote", gardee.note));
  return li;
}
