// @ts-check
// The sheet of a commune for paper: the whole list as it is filtered, in a
// compact table. Loaded when a visitor asks for it; until then, and without
// JavaScript, the browser prints the cards in the same compact form.

import { compte, duree, kilometres, nombre, quartier, trajet } from "../mots/mots.js";
import { diplome, ensemble, lieu } from "../regroupement/regroupement.js";
import { ordonner, publie } from "./ordre.js";

/** @typedef {import("../filtres/offres.js").Offre} Offre */

/**
 * What is to be printed: the offres kept, in order, out of how many; whether
 * they are read by formation; the filters in words; the names of tranches and
 * groups.
 * @typedef {{offres: Offre[], total: number, parFormation: boolean, filtres: string[], tranches: Record<string, string>, groupes: Record<string, string>}} Contenu
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
  const contenu = /** @type {() => Contenu} */ (lire)();
  const { offres, total, filtres } = contenu;
  const { parties, reste } = ordonner(offres, contenu.parFormation);
  const fiche = el("section", "fiche-papier");
  fiche.append(
    el("p", "", document.getElementById("date-donnees")?.textContent ?? ""),
    el("p", "", filtres.length
      ? `${compte(offres.length, "formation")} sur ${nombre(total)}, avec les filtres\u202f: ${filtres.join(", ")}.`
      : `${compte(total, "formation")}, sans filtre.`),
  );
  if (parties.length) fiche.append(table(parties, contenu));
  if (reste) fiche.append(el("p", "", `${compte(reste, "formation")} plus loin ${reste > 1 ? "ne sont pas imprimées" : "n’est pas imprimée"}\u202f: choisis des filtres pour une fiche plus courte.`));
  resultats.before(fiche);
}

/** @param {import("./ordre.js").Partie[]} parties @param {Contenu} contenu */
function table(parties, { parFormation, tranches, groupes }) {
  const t = el("table", "");
  const tete = el("tr", "");
  tete.append(...[...(parFormation ? ["Établissement", "Trajet"] : ["Formation", "Diplôme"]), "Places", "Taux de pression"].map((mot) => {
    const th = el("th", "", mot);
    th.setAttribute("scope", "col");
    return th;
  }));
  const thead = el("thead", "");
  thead.append(tete);
  t.append(thead);
  for (const { tranche, groupe, blocs } of parties) {
    const titre = el("tbody", "");
    titre.append(ligneTitre("fiche-tranche", tranche ? tranches[tranche] ?? duree(tranche) : groupes[groupe]));
    t.append(titre, ...blocs.map((b) => bloc(b, parFormation)));
  }
  return t;
}

/** The rows of one établissement, or of one formation. @param {Offre[]} offres @param {boolean} parFormation */
function bloc(offres, parFormation) {
  const [o] = offres;
  const corps = el("tbody", "fiche-etablissement");
  const titre = ligneTitre("", "");
  const [nom, detail] = parFormation ? [o.libelle, diplome(o)] : [lieu(o), ensemble([o.statutTexte, o.internat && "internat", acces(o)])];
  /** @type {HTMLElement} */ (titre.firstElementChild).append(el("strong", "", nom), ` · ${detail}`);
  corps.append(titre, ...offres.map((f) => {
    const ligne = el("tr", "");
    const premiere = el("td", "", parFormation ? ensemble([lieu(f), f.statutTexte, f.internat && "internat"]) : f.libelle);
    if (f.specialites.length) premiere.append(el("span", "fiche-suite", ` puis ${f.specialites.join(" ; ")}`));
    ligne.append(premiere, el("td", "", parFormation ? acces(f) : f.diplome + (f.voie === "apprentissage" ? ", alternance" : "")), el("td", "", publie(f.places)), el("td", "", publie(f.pression)));
    return ligne;
  }));
  return corps;
}

/** How the établissement is reached. @param {Offre} o */
function acces({ acces: a, distance }) {
  if (!a) return Number.isFinite(distance) ? kilometres(distance) : "";
  return ensemble([duree(a.minutes), trajet(a), a.scolaire && "car scolaire", a.espace && "horaires espacés", quartier(a)]);
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
