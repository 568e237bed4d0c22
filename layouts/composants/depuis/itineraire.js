// @ts-check
// Reads how to go to an établissement in the JSON of generator/pages/chemins.go,
// and tells it. Pure functions: no page, no network.

import { heure } from "../mots/mots.js";
import { VERSION } from "../filtres/offres.js";

/**
 * @typedef {{version: number, reseaux: [string, string, number][], lignes: [string, string, number][],
 *   arrets: string[], troncons: number[][], communes: Record<string, number[]>}} CheminsJSON
 *
 * @typedef {object} Vehicule
 * @property {string} nom "Bus 4"
 * @property {string} reseau its name
 * @property {string} de @property {number} depart @property {string} a @property {number} arrivee
 * @property {boolean} assis the rider of the one before has stayed seated
 * @property {number} marche minutes to the next stop, or to the door
 *
 * @typedef {object} Itineraire
 * @property {number} depart @property {number} marche minutes to the first stop
 * @property {Vehicule[]} vehicules
 * @property {number} arrivee @property {number} pour when class begins
 * @property {{nom: string, jour: string, perime: boolean}[]} reseaux
 */

/**
 * The journey behind the figures that the visitor has seen; null if the file
 * does not explain them: it is of another day than the memory of the visitor.
 * @param {CheminsJSON} f @param {string} code @param {{minutes: number, depart: number}} acces
 * @returns {?Itineraire}
 */
export function itineraire(f, code, acces) {
  const commune = f.version === VERSION && f.communes[code];
  if (!commune || commune[1] !== acces.minutes || commune[2] !== acces.depart) return null;
  /** @type {Vehicule[]} */
  const vehicules = [];
  const reseaux = new Set();
  let suite = commune[0];
  while (suite >= 0) {
    const [ligne, de, depart, a, arrivee, marche, apres, assis] = f.troncons[suite];
    const [nom, mode, reseau] = f.lignes[ligne];
    vehicules.push({ nom: nommer(mode, nom), reseau: f.reseaux[reseau][0], de: f.arrets[de], depart, a: f.arrets[a], arrivee, assis: !!assis, marche });
    reseaux.add(reseau);
    suite = apres;
  }
  return {
    depart: acces.depart, marche: commune[3], vehicules, arrivee: -suite, pour: acces.depart + acces.minutes,
    reseaux: [...reseaux].map((r) => ({ nom: f.reseaux[r][0], jour: f.reseaux[r][1], perime: !!f.reseaux[r][2] })),
  };
}

/** "Bus 4", "Train", "Ligne 4". @param {string} mode @param {string} ligne */
function nommer(mode, ligne) {
  const genre = mode || (ligne ? "ligne" : "véhicule");
  return (genre.charAt(0).toUpperCase() + genre.slice(1) + " " + ligne).trim();
}

/**
 * Tells the journey, one step after the other: its time, the line if any, and
 * what to do.
 * @param {Itineraire} it
 * @returns {{heure: string, ligne: string, texte: string}[]}
 */
export function etapes(it) {
  const l = [];
  const dire = (/** @type {number} */ t, /** @type {string} */ ligne, /** @type {string} */ texte) => l.push({ heure: heure(t), ligne, texte });
  const marcher = (/** @type {number} */ t, /** @type {number} */ minutes, /** @type {string} */ vers) => {
    if (minutes) dire(t, "", `Marche ${minutes}\u00a0min jusqu’à ${vers}`);
  };
  const arret = (/** @type {string} */ nom) => "l’arrêt " + nom;
  marcher(it.depart, it.marche, arret(it.vehicules[0].de));
  it.vehicules.forEach((v, i) => {
    const suivant = it.vehicules[i + 1];
    const fin = suivant?.assis ? `reste à bord à ${v.a} (${heure(v.arrivee)})` : `descends à ${v.a} à ${heure(v.arrivee)}`;
    const ligne = it.reseaux.length > 1 ? `${v.nom} (${v.reseau})` : v.nom;
    dire(v.depart, ligne, v.assis ? `le véhicule devient cette ligne, ${fin}` : `monte à ${v.de}, ${fin}`);
    if (!suivant?.assis) marcher(v.arrivee, v.marche, suivant ? arret(suivant.de) : "l’établissement");
  });
  dire(it.arrivee, "", `Tu es sur place, pour ${heure(it.pour)}`);
  return l;
}

/** Says which timetables these are. @param {Itineraire} it */
export function horaires(it) {
  return it.reseaux.map((r) => `Horaires du ${r.jour} (${r.nom})` + (r.perime ? ", périmés\u202f: ceux de vacances scolaires seulement" : "") + ".").join(" ");
}
