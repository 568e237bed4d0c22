// @ts-check
// Reads the JSON of generator/pages/donnees.go into the offres that one commune
// can reach. Pure functions: no page, no network.

/**
 * @typedef {{version: number, code: string, domaines: string[], formations: any[][],
 *   etablissements: any[][], offres: any[][]}} DepartementJSON
 * @typedef {{version: number, centre: ?[number, number], acces: number[][][], academie: boolean[]}} AccesJSON
 *
 * @typedef {object} Acces
 * @property {number} minutes
 * @property {number} vehicules
 * @property {number} depart minutes after midnight
 * @property {boolean} scolaire
 * @property {boolean} espace
 * @property {number} meilleur minutes from the best place of the commune
 * @property {boolean} partiel fewer than half of its places lead there
 * @property {boolean} velo by bicycle, an estimate; no meaning for the departure
 *
 * @typedef {object} Offre
 * @property {string} cle cfd-dispositif-uai-voie
 * @property {string} libelle
 * @property {string} diplome
 * @property {string} groupeDiplome
 * @property {string[]} domaines
 * @property {"scolaire"|"apprentissage"} voie
 * @property {string} uai
 * @property {string} etablissement
 * @property {string} ville
 * @property {string} statut key, as in URLs
 * @property {string} statutTexte
 * @property {number} statutRang
 * @property {boolean} internat
 * @property {string} portesOuvertes in words, "" for none
 * @property {string[]} tags
 * @property {?number} pression
 * @property {?number} emploi
 * @property {?number} places
 * @property {string[]} specialites
 * @property {"proche"|"velo"|"academie"|"internat"} groupe
 * @property {?Acces} acces
 * @property {number} tranche 0 without acces
 * @property {number} distance metres, Infinity when unknown
 * @property {number} ordre rank in its file
 * @property {string} cfd
 * @property {string[]} specialitesCfd
 * @property {number} pertinence how well it answers the words looked for, 1 for the best
 */

export const VERSION = 3;
const TRANCHES = [15, 30, 45, 60, 90];
const RAYON = 6378137; // metres, as in orb

/**
 * Distance in whole metres, by the haversine formula: the same rounding as
 * generator/resultats, so that both sort alike.
 * @param {number} lon1 @param {number} lat1 @param {number} lon2 @param {number} lat2
 */
export function distance(lon1, lat1, lon2, lat2) {
  const rad = Math.PI / 180;
  const sLat = Math.sin(((lat1 - lat2) * rad) / 2);
  const sLon = Math.sin(((lon1 - lon2) * rad) / 2);
  const a = sLat * sLat + Math.cos(lat2 * rad) * Math.cos(lat1 * rad) * sLon * sLon;
  return Math.round(2 * RAYON * Math.atan2(Math.sqrt(a), Math.sqrt(1 - a)));
}

/** The duration bracket of minutes. @param {number} minutes */
export const trancheDe = (minutes) => TRANCHES.find((t) => minutes <= t) ?? 0;

/** @param {number[]} ligne an AccesEtablissementJSON @returns {Acces} */
export function lireAcces([, minutes, vehicules, depart, drapeaux, meilleur]) {
  return { minutes, vehicules, depart, scolaire: (drapeaux & 1) !== 0, espace: (drapeaux & 2) !== 0, meilleur, partiel: (drapeaux & 4) !== 0, velo: (drapeaux & 8) !== 0 };
}

/**
 * The offres of one commune: those within 90 minutes, or 45 by bicycle, then
 * the others of its académie.
 * @param {DepartementJSON[]} fichiers in the order of acces
 * @param {AccesJSON} acces
 * @returns {Offre[]}
 */
export function offresDe(fichiers, acces) {
  for (const f of [...fichiers, acces]) {
    if (f.version !== VERSION) throw new Error(`version ${f.version} of the data, want ${VERSION}`);
  }
  return fichiers.flatMap((f, i) => {
    const parEtab = new Map((acces.acces[i] ?? []).map((l) => [l[0], lireAcces(l)]));
    const distances = f.etablissements.map(([, , , , , , lon, lat]) =>
      acces.centre && lon !== null ? distance(...acces.centre, lon, lat) : Infinity);
    return f.offres.flatMap(([rangF, rangE, tags, pression, emploi, specialites, places], ordre) => {
      const trajet = parEtab.get(rangE) ?? null;
      if (!trajet && !acces.academie[i]) return [];
      const [libelle, diplome, groupeDiplome, domaines, cfd, dispositif, v] = f.formations[rangF];
      const [uai, etablissement, ville, statut, statutTexte, statutRang, , , internat, portesOuvertes] = f.etablissements[rangE];
      const voie = v === "a" ? "apprentissage" : "scolaire";
      return [/** @type {Offre} */ ({
        cle: [cfd, dispositif, uai, voie].join("-"),
        libelle, diplome, groupeDiplome, voie, uai, etablissement, ville, statut, statutTexte, statutRang, portesOuvertes,
        tags, pression, emploi, places, ordre, cfd, pertinence: 0,
        domaines: domaines.map((/** @type {number} */ d) => f.domaines[d]),
        internat: internat === 1,
        specialites: specialites.map((/** @type {number} */ s) => f.formations[s][0]),
        specialitesCfd: specialites.map((/** @type {number} */ s) => f.formations[s][4]),
        groupe: !trajet ? "academie" : trajet.velo ? "velo" : "proche",
        acces: trajet,
        tranche: trajet ? trancheDe(trajet.minutes) : 0,
        distance: distances[rangE],
      })];
    });
  });
}

/** How far a boarding school is offered, in metres: as in generator/resultats. */
const INTERNAT_MAX = 150000;

/**
 * The offres of the boarding schools of other académies, for one commune.
 * @param {DepartementJSON} fichier those offered from its département
 * @param {AccesJSON} acces @param {Offre[]} deja what its list has already
 * @returns {Offre[]}
 */
export function internatsDe(fichier, acces, deja) {
  const listes = new Set(deja.map((o) => o.uai));
  return offresDe([fichier], { ...acces, acces: [[]], academie: [true] })
    .filter((o) => !listes.has(o.uai) && o.distance <= INTERNAT_MAX)
    .map((o) => ({ ...o, groupe: "internat" }));
}
