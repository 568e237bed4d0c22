// @ts-check
// Numbers in words, exactly as generator/pages/mots.go writes them: a card
// drawn here must read like a printed one. No hour is cut between two lines.

/** Writes an integer with French thousands. @param {number} n */
export const nombre = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f");

/** Writes minutes: "23 min", "1 h 05". @param {number} minutes */
export function duree(minutes) {
  const h = Math.floor(minutes / 60);
  const m = minutes % 60;
  if (!h) return m + "\u00a0min";
  return h + "\u00a0h" + (m ? "\u00a0" + String(m).padStart(2, "0") : "");
}

/** Writes minutes after midnight: "7 h 32", "9 h". @param {number} minutes */
export const heure = (minutes) => Math.floor(minutes / 60) + "\u00a0h" + (minutes % 60 ? "\u00a0" + String(minutes % 60).padStart(2, "0") : "");

/** Writes a distance in metres: "à 42 km". @param {number} metres */
export function kilometres(metres) {
  const km = Math.floor(metres / 1000 + 0.5);
  return km < 1 ? "à moins de 1\u00a0km" : "à " + nombre(km) + "\u00a0km";
}

/** Writes a count and its noun. @param {number} n @param {string} mot */
export const compte = (n, mot) => nombre(n) + " " + mot + (n > 1 ? "s" : "");

/**
 * Says what the time of a large commune hides; "" when it hides nothing.
 * @param {{minutes: number, meilleur: number, partiel: boolean}} acces
 */
export function quartier({ minutes, meilleur, partiel }) {
  if (partiel) return "depuis une partie de la commune seulement";
  return meilleur + 5 <= minutes ? "dès " + duree(meilleur) + " selon le quartier" : "";
}

/**
 * Says how a journey goes: "départ 7 h 32 pour 8 h · direct".
 * @param {{vehicules: number, depart: number, minutes: number, velo: boolean}} acces
 *   vehicules is 0 on foot; minutes go from departure to the deadline of arrival
 */
export function trajet({ vehicules, depart, minutes, velo }) {
  if (velo) return "à vélo, estimation";
  if (!vehicules) return "à pied";
  return "départ " + heure(depart) + " pour " + heure(depart + minutes) + " · " + (vehicules === 1 ? "direct" : compte(vehicules - 1, "correspondance"));
}
