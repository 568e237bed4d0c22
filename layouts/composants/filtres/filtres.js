// @ts-check
// What filters keep, what each option would give, and in what order. Pure
// functions of the offres and of the state held in the URL.

/** @typedef {import("./offres.js").Offre} Offre */

/**
 * The state of the filters, of the sort, and the words looked for, "" for none;
 * what the list is grouped by, "" for nothing; whether the boarding schools of
 * other académies are listed too.
 * @typedef {{filtres: Record<string, string[]>, tri: string, texte: string, groupe: string, loin: boolean}} Etat
 */

/**
 * What the page offers: for each filter, how its values combine and which
 * there are; the sorts, the default one first; whether it has boarding schools
 * of other académies.
 * @typedef {{filtres: Record<string, {combine: string, valeurs: string[]}>, tris: string[], loin?: boolean}} Choix
 */

/** What a list may be grouped by. */
const REGROUPEMENTS = ["etablissement", "formation"];

/**
 * The values of an offre for each filter. A new filter is one line here and
 * one entry in generator/resultats/filtres.go.
 * @type {Record<string, (o: Offre, valeurs: string[]) => string[]>}
 */
const VALEURS = {
  domaines: (o) => o.domaines,
  diplome: (o) => [o.groupeDiplome],
  voie: (o) => [o.voie],
  statut: (o) => [o.statut],
  tag: (o) => o.tags,
  // "At most 60 minutes" also keeps what takes 15.
  temps: (o, valeurs) => (o.acces ? valeurs.filter((v) => /** @type {any} */ (o.acces).minutes <= +v) : []),
  mode: ({ acces: a }) => (a ? [a.velo ? "velo" : a.scolaire ? "car" : a.vehicules ? "transports" : "pied"] : []),
  internat: (o) => (o.internat ? ["oui"] : []),
};

/** The longest text looked for, as in filtres.tmpl. */
const TEXTE_MAX = 100;

/**
 * Reads the state from a query. Values may be repeated, or separated by "|" as
 * the predecessor wrote them; those that the page does not offer are ignored.
 * @param {string} requete @param {Choix} choix @returns {Etat}
 */
export function lireEtat(requete, choix) {
  const params = new URLSearchParams(requete);
  /** @type {Etat} */
  const etat = {
    filtres: {}, tri: choix.tris[0] ?? "", texte: (params.get("recherche") ?? "").trim().slice(0, TEXTE_MAX),
    groupe: REGROUPEMENTS.find((g) => g === params.get("groupe")) ?? "", loin: !!choix.loin && params.get("loin") === "1",
  };
  for (const [cle, f] of Object.entries(choix.filtres)) {
    const lues = new Set(params.getAll(cle).flatMap((v) => v.split("|")));
    const gardees = f.valeurs.filter((v) => lues.has(v));
    if (gardees.length) etat.filtres[cle] = f.combine === "un" ? gardees.slice(0, 1) : gardees;
  }
  const tri = params.get("tri") ?? "";
  if (choix.tris.includes(tri)) etat.tri = tri;
  return etat;
}

/**
 * Writes the state as a query, "" for the plain list. The parameters of others
 * are kept.
 * @param {Etat} etat @param {Choix} choix @param {string} [requete] the current one
 */
export function ecrireEtat(etat, choix, requete = "") {
  const params = new URLSearchParams(requete);
  for (const cle of Object.keys(choix.filtres)) {
    params.delete(cle);
    const valeurs = etat.filtres[cle];
    if (valeurs?.length) params.set(cle, valeurs.join("|"));
  }
  params.delete("recherche");
  if (etat.texte) params.set("recherche", etat.texte);
  params.delete("groupe");
  if (etat.groupe) params.set("groupe", etat.groupe);
  params.delete("loin");
  if (etat.loin) params.set("loin", "1");
  params.delete("tri");
  if (etat.tri && etat.tri !== choix.tris[0]) params.set("tri", etat.tri);
  const texte = params.toString();
  return texte ? "?" + texte : "";
}

/**
 * The offres that the state keeps, and for each option how many there would be
 * with it, the other filters being what they are: instead of the values chosen
 * in its own filter, or on top of them where values add up.
 * @param {Offre[]} offres @param {Etat} etat @param {Choix} choix
 * @returns {{offres: Offre[], comptes: Record<string, Record<string, number>>}}
 */
export function filtrer(offres, etat, choix) {
  const filtres = Object.keys(choix.filtres).filter((cle) => VALEURS[cle]).map((cle) => {
    const { combine, valeurs } = choix.filtres[cle];
    return { cle, valeurs, lire: VALEURS[cle], voulues: etat.filtres[cle] ?? [], cumule: combine === "et", comptes: new Map(valeurs.map((v) => [v, 0])) };
  });
  const actifs = filtres.filter((f) => f.voulues.length);
  const gardees = offres.filter((o) => {
    let echec = null;
    for (const f of actifs) {
      const siennes = f.lire(o, f.valeurs);
      const a = (/** @type {string} */ v) => siennes.includes(v);
      if (f.cumule ? f.voulues.every(a) : f.voulues.some(a)) continue;
      if (echec) return false; // no option of one filter brings it back
      echec = f;
    }
    for (const f of echec ? (echec.cumule ? [] : [echec]) : filtres) {
      for (const v of f.lire(o, f.valeurs)) {
        const n = f.comptes.get(v);
        if (n !== undefined) f.comptes.set(v, n + 1);
      }
    }
    return !echec;
  });
  return { offres: gardees, comptes: Object.fromEntries(filtres.map((f) => [f.cle, Object.fromEntries(f.comptes)])) };
}

/** Compares, missing values last. @param {?number} a @param {?number} b @param {number} sens */
const absentsApres = (a, b, sens) => (a === null || b === null ? Number(a === null) - Number(b === null) : sens * (a - b));

/** @param {number} a @param {number} b */
const ecart = (a, b) => (a === b ? 0 : a < b ? -1 : 1); // Infinity - Infinity is NaN

/** @param {string} a @param {string} b */
const alphabet = (a, b) => (a === b ? 0 : a < b ? -1 : 1);

/** @type {Record<string, (a: Offre, b: Offre) => number>} */
const TRIS = {
  trajet: () => 0,
  emploi: (a, b) => absentsApres(a.emploi, b.emploi, -1),
  pression: (a, b) => absentsApres(a.pression, b.pression, 1),
  distance: (a, b) => ecart(a.distance, b.distance),
  pertinence: (a, b) => b.pertinence - a.pertinence,
};

/**
 * The order of generator/resultats: by tranche, statut and distance among the
 * offres within reach, by distance elsewhere; then UAI, then the order of the
 * établissement's page.
 * @param {Offre} a @param {Offre} b
 */
const parTrajet = (a, b) =>
  (a.acces && b.acces ? a.tranche - b.tranche || a.statutRang - b.statutRang : 0) ||
  ecart(a.distance, b.distance) || alphabet(a.uai, b.uai) || a.ordre - b.ordre;

/**
 * Shares offres into the groups of the page, each in order.
 * @param {Offre[]} offres @param {string} tri
 * @returns {{proche: Offre[], velo: Offre[], academie: Offre[], internat: Offre[]}}
 */
export function grouper(offres, tri) {
  const comparer = TRIS[tri] ?? TRIS.trajet;
  const groupe = (/** @type {string} */ cle) =>
    offres.filter((o) => o.groupe === cle).sort((a, b) => comparer(a, b) || parTrajet(a, b));
  return { proche: groupe("proche"), velo: groupe("velo"), academie: groupe("academie"), internat: groupe("internat") };
}

/**
 * For each filter in use, how many offres there would be without it: what to
 * relax when nothing is left.
 * @param {Offre[]} offres @param {Etat} etat @param {Choix} choix
 * @returns {{cle: string, nombre: number}[]} the most useful first
 */
export function relacher(offres, etat, choix) {
  return Object.keys(etat.filtres)
    .map((cle) => {
      const { [cle]: _, ...autres } = etat.filtres;
      return { cle, nombre: filtrer(offres, { ...etat, filtres: autres }, choix).offres.length };
    })
    .filter((r) => r.nombre > 0)
    .sort((a, b) => b.nombre - a.nombre);
}

/** The filters that limit the journey. */
const TRAJET = ["temps", "mode"];

/**
 * What is just outside: the offres that the journey alone keeps out, those with
 * the shortest one first, then the nearest.
 * @param {Offre[]} offres @param {Etat} etat @param {Choix} choix @param {number} combien
 */
export function dehors(offres, etat, choix, combien) {
  const filtres = Object.fromEntries(Object.entries(etat.filtres).filter(([cle]) => !TRAJET.includes(cle)));
  return filtrer(offres, { ...etat, filtres }, choix).offres
    .sort((a, b) => ecart(a.acces?.minutes ?? Infinity, b.acces?.minutes ?? Infinity) || parTrajet(a, b))
    .slice(0, combien);
}

/** The state without one value of a filter. @param {Etat} etat @param {string} cle @param {string} valeur @returns {Etat} */
export function sansValeur(etat, cle, valeur) {
  const reste = (etat.filtres[cle] ?? []).filter((v) => v !== valeur);
  const { [cle]: _, ...autres } = etat.filtres;
  return { ...etat, filtres: reste.length ? { ...autres, [cle]: reste } : autres };
}

/** The state without words, by which nothing is sorted then. @param {Etat} etat @param {Choix} choix @returns {Etat} */
export const sansTexte = (etat, choix) => ({ ...etat, texte: "", tri: etat.tri === "pertinence" ? choix.tris[0] : etat.tri });

/** Nothing chosen, nothing looked for: the sort and the groups stay. @param {Etat} etat @param {Choix} choix @returns {Etat} */
export const vierge = (etat, choix) => ({ ...sansTexte(etat, choix), filtres: {}, loin: false });
