// @ts-check
// Draws the groups of the results page: cards, or shorter lists where the
// visitor asks for them or where cards would be too many.

import { dessiner } from "../composants/carte-offre/carte-offre.js";
import { compte, nombre } from "../composants/mots/mots.js";
import { dessinerBloc, dessinerLigne, regrouper } from "../composants/regroupement/regroupement.js";

/** @typedef {import("../composants/filtres/offres.js").Offre} Offre */

/** Entries shown at first: as many as the cards that are printed. */
const PREMIERES = 12;

/** Entries added at each step. */
export const PAS = 20;

/** Past as many cards on the page, an offre is one line: an old phone draws a thousand of those. */
const CARTES_MAX = 60;

/** @typedef {"proche" | "velo" | "academie" | "internat"} Cle */

/**
 * An entry of a list: its element, or how to draw it.
 * @typedef {{deja?: Element, dessiner: () => Element}} Entree
 */

/** Elements drawn once stay, and are moved. @typedef {WeakMap<Offre, Element>} Dessins */

/** @type {Dessins} */
const cartes = new WeakMap();
/** @type {Dessins} */
const lignes = new WeakMap();

/** @param {Element} dans @param {string} nom */
export const champ = (dans, nom) => /** @type {HTMLElement} */ (dans.querySelector(`[data-champ="${nom}"]`));

/** Takes the cards that are printed for those of their offres. @param {Offre[]} offres */
export function adopter(offres) {
  const imprimees = new Map([...document.querySelectorAll(".groupe .carte")].map((c) => [c.querySelector("a")?.pathname.split("/").at(-2), c]));
  for (const o of offres) {
    const carte = imprimees.get(o.cle);
    if (carte) cartes.set(o, carte);
    imprimees.delete(o.cle);
  }
}

/** @param {Offre} o @param {Dessins} dessins @param {() => Element} faire @returns {Entree} */
const entree = (o, dessins, faire) => ({
  deja: dessins.get(o),
  dessiner: () => {
    const e = faire();
    dessins.set(o, e);
    return e;
  },
});

/**
 * Shares the first entries between the groups, then adds what was asked for
 * in each. Pauses after each entry.
 * @param {HTMLElement[]} sections
 * @param {Record<Cle, Offre[]>} groupes
 * @param {Record<string, number>} enPlus
 * @param {string} par what to group by, "" for cards
 * @param {{mots: import("../composants/carte-offre/carte-offre.js").Mots, modele: HTMLTemplateElement}} dessin
 */
export function* dessinerGroupes(sections, groupes, enPlus, par, { mots, modele }) {
  let reste = PREMIERES;
  let enCartes = CARTES_MAX;
  const carteOuLigne = (/** @type {Offre} */ o) => enCartes-- > 0
    ? entree(o, cartes, () => dessiner(o, mots, modele))
    : entree(o, lignes, () => dessinerLigne(o, "", mots.base));
  const offresDe = (/** @type {HTMLElement} */ section) => groupes[/** @type {Cle} */ (section.dataset.cle)];
  for (const section of sections) /** @type {HTMLElement} */ (section.querySelector(".groupe-total")).textContent = nombre(offresDe(section).length);
  for (const section of sections) {
    const cle = section.dataset.cle ?? "";
    const offres = offresDe(section);
    const blocs = par ? regrouper(offres, par) : null;
    const total = (blocs ?? offres).length;
    // Who asks for what is farther wants to see some of it.
    const base = Math.min(cle === "internat" ? PAS : reste, total);
    reste = Math.max(0, reste - base);
    const limite = base + (enPlus[cle] ?? 0);
    yield* placer(/** @type {HTMLElement} */ (section.querySelector(".cartes")), blocs
      ? blocs.slice(0, limite).map((b) => ({ dessiner: () => dessinerBloc(b, mots.base) }))
      : offres.slice(0, limite).map(carteOuLigne));
    dessinerSuite(section, Math.max(0, total - limite), par === "etablissement" ? "établissement" : "formation");
  }
}

/**
 * Brings a list to some entries, from the first to the last. What stays where it
 * was is not touched; what goes holds the place of what is not drawn yet, so that
 * the page keeps its height.
 * @param {HTMLElement} liste @param {Entree[]} entrees
 */
function* placer(liste, entrees) {
  const gardes = new Set(entrees.map((e) => e.deja));
  let ici = liste.firstElementChild;
  const retirer = () => {
    const parti = /** @type {Element} */ (ici);
    ici = parti.nextElementSibling;
    parti.remove();
  };
  liste.hidden = !entrees.length;
  for (const { deja, dessiner } of entrees) {
    if (deja?.parentNode === liste) while (ici !== deja && ici && !gardes.has(ici)) retirer();
    if (ici && ici === deja) {
      ici = ici.nextElementSibling;
    } else {
      liste.insertBefore(deja ?? dessiner(), ici);
      if (ici && !gardes.has(ici)) retirer();
    }
    yield;
  }
  while (ici) retirer();
}

/**
 * Says what a group does not show.
 * @param {HTMLElement} section @param {number} reste entries not drawn @param {string} nom of an entry
 */
function dessinerSuite(section, reste, nom) {
  /** @type {HTMLElement} */ (section.querySelector(".suite")).hidden = !reste;
  /** @type {HTMLElement} */ (section.querySelector(".suite-texte")).textContent = `Encore ${compte(reste, nom)}.`;
  champ(section, "plus").textContent = `Afficher ${Math.min(PAS, reste)} de plus`;
  champ(section, "tout").hidden = reste <= PAS;
}
