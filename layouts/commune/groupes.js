// @ts-check
// Draws the groups of the results page: cards, or shorter lists where the
// visitor asks for them or where cards would be too many.

import { dessiner } from "../composants/carte-offre/carte-offre.js";
import { compte, nombre } from "../composants/mots/mots.js";
import { dessinerBloc, dessinerLigne, regrouper } from "../composants/regroupement/regroupement.js";

/** @typedef {import("../composants/filtres/offres.js").Offre} Offre */

/** Cards printed, and entries added at each step. */
export const PAS = 40;

/** Past as many cards on the page, an offre is one line: an old phone draws a thousand of those. */
const CARTES_MAX = 60;

/** @typedef {"proche" | "velo" | "academie" | "internat"} Cle */

/** @param {Element} dans @param {string} nom */
export const champ = (dans, nom) => /** @type {HTMLElement} */ (dans.querySelector(`[data-champ="${nom}"]`));

/**
 * Shares the first PAS entries between the groups, then adds what was asked for
 * in each.
 * @param {HTMLElement[]} sections
 * @param {Record<Cle, Offre[]>} groupes
 * @param {Record<string, number>} enPlus
 * @param {string} par what to group by, "" for cards
 * @param {{mots: import("../composants/carte-offre/carte-offre.js").Mots, modele: HTMLTemplateElement}} dessin
 */
export function dessinerGroupes(sections, groupes, enPlus, par, { mots, modele }) {
  let reste = PAS;
  let cartes = CARTES_MAX;
  const carteOuLigne = (/** @type {Offre} */ o) => (cartes-- > 0 ? dessiner(o, mots, modele) : dessinerLigne(o, "", mots.base));
  for (const section of sections) {
    const cle = /** @type {Cle} */ (section.dataset.cle);
    const offres = groupes[cle];
    const blocs = par ? regrouper(offres, par) : null;
    const total = blocs ? blocs.length : offres.length;
    // Who asks for what is farther wants to see some of it.
    const base = Math.min(cle === "internat" ? PAS : reste, total);
    reste = Math.max(0, reste - base);
    const limite = base + (enPlus[cle] ?? 0);
    const entrees = blocs ? blocs.slice(0, limite).map((b) => dessinerBloc(b, mots.base)) : offres.slice(0, limite).map(carteOuLigne);
    montrer(section, offres.length, entrees, Math.max(0, total - limite), par === "etablissement" ? "établissement" : "formation");
  }
}

/**
 * @param {HTMLElement} section @param {number} total offres of the group
 * @param {HTMLElement[]} entrees @param {number} reste entries not drawn @param {string} nom of an entry
 */
function montrer(section, total, entrees, reste, nom) {
  const pastille = /** @type {HTMLElement} */ (section.querySelector(".groupe-total"));
  pastille.textContent = nombre(total);
  const liste = /** @type {HTMLElement} */ (section.querySelector(".cartes"));
  liste.replaceChildren(...entrees);
  liste.hidden = !entrees.length;
  /** @type {HTMLElement} */ (section.querySelector(".suite")).hidden = !reste;
  /** @type {HTMLElement} */ (section.querySelector(".suite-texte")).textContent = `Encore ${compte(reste, nom)}.`;
  champ(section, "plus").textContent = `Afficher ${Math.min(PAS, reste)} de plus`;
  champ(section, "tout").hidden = reste <= PAS;
}
