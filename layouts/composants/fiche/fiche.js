// @ts-check
// The sheet of a commune for paper: the whole list as it is filtered, in a
// compact table. Loaded when a visitor asks for it; until then, and without
// JavaScript, the browser prints the cards in the same compact form.

import { compte, duree, kilometres, nombre, quartier, trajet } from "../mots/mots.js";
import { ordonner, publie } from "./ordre.js";

/** @typedef {import("../filtres/offres.js").Offre} Offre */

/**
 * What is to be printed: the offres kept, by travel time, out of how many; the
 * filters in words; the names of tranches.
 * @typedef {{offres: Offre[], total: number, filtres: string[], tranches: Record<string, string>}} Contenu
 */

/** @type {?() => Contenu} */
let lire = null;

/** Makes the sheet, and keeps it in step with the list. @param {() => Contenu} contenu */
export function preparer(contenu) {
  if (!lire) addEventListener("beforeprint", dessiner);
  lire = contenu;
  dessiner();
}

function dessiner() {
  const resultats = /** @type {HTMLElement} */ (document.querySelector(".resultats"));
  document.querySelector(".fiche-papier")?.remove();
  const { offres, total, filtres, tranches } = /** @type {() => Contenu} */ (lire)();
  const { tranches: groupes, reste } = ordonner(offres);
  const fiche = el("section", "fiche-papier");
  fiche.append(
    el("p", "", document.getElementById("date-donnees")?.textContent ?? ""),
    el("p", "", filtres.length
      ? `${compte(offres.length, "formation")} sur ${nombre(total)}, avec les filtres\u202f: ${filtres.join(", ")}.`
      : `${compte(total, "formation")}, sans filtre.`),
  );
  if (groupes.length) fiche.append(table(groupes, tranches));
  if (reste) fiche.append(el("p", "", `${compte(reste, "formation")} plus loin ${reste > 1 ? "ne sont pas imprimées" : "n’est pas imprimée"}\u202f: choisis des filtres pour une fiche plus courte.`));
  resultats.before(fiche);
}

/**
 * @param {import("./ordre.js").Tranche[]} groupes
 * @param {Record<string, string>} noms
 */
function table(groupes, noms) {
  const t = el("table", "");
  const tete = el("tr", "");
  tete.append(...["Formation", "Diplôme", "Places", "Taux de pression"].map((mot) => {
    const th = el("th", "", mot);
    th.setAttribute("scope", "col");
    return th;
  }));
  const thead = el("thead", "");
  thead.append(tete);
  t.append(thead);
  for (const { tranche, etablissements } of groupes) {
    const titre = el("tbody", "");
    titre.append(ligneTitre("fiche-tranche", tranche ? noms[tranche] ?? duree(tranche) : "Plus loin dans l’académie"));
    t.append(titre, ...etablissements.map(lignes));
  }
  return t;
}

/** The rows of one établissement. @param {Offre[]} offres */
function lignes(offres) {
  const [o] = offres;
  const corps = el("tbody", "fiche-etablissement");
  const titre = ligneTitre("", "");
  const place = /** @type {HTMLElement} */ (titre.firstElementChild);
  place.append(el("strong", "", [o.etablissement, o.ville].filter(Boolean).join(", ")), ` · ${[o.statutTexte, o.internat && "internat", acces(o)].filter(Boolean).join(" · ")}`);
  corps.append(titre, ...offres.map((f) => {
    const ligne = el("tr", "");
    const nom = el("td", "", f.libelle);
    if (f.specialites.length) nom.append(el("span", "fiche-suite", ` puis ${f.specialites.join(" ; ")}`));
    ligne.append(nom, el("td", "", f.diplome + (f.voie === "apprentissage" ? ", alternance" : "")), el("td", "", publie(f.places)), el("td", "", publie(f.pression)));
    return ligne;
  }));
  return corps;
}

/** How the établissement is reached. @param {Offre} o */
function acces({ acces: a, distance }) {
  if (!a) return Number.isFinite(distance) ? kilometres(distance) : "";
  return [duree(a.minutes), trajet(a.vehicules, a.depart, a.minutes), a.scolaire && "car scolaire", a.espace && "horaires espacés", quartier(a)].filter(Boolean).join(" · ");
}

/** A row across the table, that names those below. @param {string} classe @param {string} texte */
function ligneTitre(classe, texte) {
  const ligne = el("tr", classe);
  const th = el("th", "", texte);
  th.setAttribute("colspan", "4");
  th.setAttribute("scope", "rowgroup");
  ligne.append(th);
  return ligne;
}

/** @param {string} nom @param {string} classe @param {string} [texte] */
function el(nom, classe, texte = "") {
  const e = document.createElement(nom);
  if (classe) e.className = classe;
  e.textContent = texte;
  return e;
}
