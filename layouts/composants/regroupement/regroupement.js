// @ts-check
// Lists shorter than cards: one block for each établissement or formation, and
// one line for each offre. What they say, then how they are drawn.

import { duree, kilometres, trajet } from "../mots/mots.js";

/** @typedef {import("../filtres/offres.js").Offre} Offre */

/**
 * The offres of one établissement, or of one formation, in the order of the
 * list; uai is "" for a formation.
 * @typedef {{cle: string, uai: string, titre: string, detail: string, offres: Offre[]}} Bloc
 */

/** How an offre is reached, or how far it is; "" when neither is known. @param {Offre} o */
export function acces(o) {
  if (o.acces) return `${duree(o.acces.minutes)} (${trajet(o.acces)}${o.acces.scolaire ? ", car scolaire" : ""})`;
  return o.distance < Infinity ? kilometres(o.distance) : "";
}

/** @param {(string | boolean)[]} parts */
export const ensemble = (parts) => parts.filter(Boolean).join(" · ");

/** @param {Offre} o */
export const lieu = (o) => (o.ville ? `${o.etablissement}, ${o.ville}` : o.etablissement);

/** @param {Offre} o */
export const diplome = (o) => ensemble([o.diplome, o.voie === "apprentissage" && "Alternance"]);

/** What makes two offres those of one formation. @param {Offre} o */
export const cleFormation = (o) => `${o.cfd} ${o.voie} ${o.diplome}`;

/**
 * Groups a list. A block stands where its first offre stood.
 * @param {Offre[]} offres @param {string} par "etablissement" or "formation"
 * @returns {Bloc[]}
 */
export function regrouper(offres, par) {
  /** @type {Map<string, Bloc>} */
  const blocs = new Map();
  for (const o of offres) {
    const cle = par === "formation" ? cleFormation(o) : o.uai;
    let bloc = blocs.get(cle);
    if (!bloc) {
      bloc = par === "formation"
        ? { cle, uai: "", titre: o.libelle, detail: diplome(o), offres: [] }
        : { cle, uai: o.uai, titre: o.etablissement, detail: ensemble([o.ville, acces(o), o.statutTexte, o.internat && "Internat"]), offres: [] };
      blocs.set(cle, bloc);
    }
    bloc.offres.push(o);
  }
  return [...blocs.values()];
}

/**
 * The link and the words of a line.
 * @param {Offre} o @param {string} par what the line stands under: "" for nothing
 * @returns {[lien: string, suite: string]}
 */
export function ligne(o, par) {
  switch (par) {
    case "etablissement": return [o.libelle, diplome(o)];
    case "formation": return [lieu(o), acces(o)];
    default: return [o.libelle, ensemble([diplome(o), lieu(o), acces(o)])];
  }
}

/** @param {string} balise @param {(string | Node)[]} contenu */
function el(balise, ...contenu) {
  const e = document.createElement(balise);
  e.append(...contenu);
  return e;
}

/** @param {string} adresse @param {string} texte */
function lien(adresse, texte) {
  const a = document.createElement("a");
  a.href = adresse;
  a.textContent = texte;
  return a;
}

/**
 * @param {Offre} o @param {string} par @param {string} base address of the site
 */
export function dessinerLigne(o, par, base) {
  const [texte, suite] = ligne(o, par);
  const li = el("li", lien(`${base}details/${o.cle}/`, texte), suite ? ` · ${suite}` : "");
  li.className = "ligne";
  return li;
}

/** @param {Bloc} bloc @param {string} base */
export function dessinerBloc(bloc, base) {
  const titre = el("h3", bloc.uai ? lien(`${base}etablissement/${bloc.uai}/`, bloc.titre) : bloc.titre);
  const lignes = el("ul", ...bloc.offres.map((o) => dessinerLigne(o, bloc.uai ? "etablissement" : "formation", base)));
  const li = el("li", titre, el("p", bloc.detail), lignes);
  li.className = "bloc-liste";
  li.dataset.tranche = String(bloc.offres[0].tranche);
  return li;
}
