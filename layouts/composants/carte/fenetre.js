// @ts-check
// What the detailed map knows of the drawn one. Pure functions.

/** Radius of the sphere of the Mercator of web maps, in metres. */
const RAYON = 6378137;

/**
 * A window: its left and top edges, in metres of the projection, and its metres
 * per unit.
 * @typedef {{gauche: number, haut: number, metres: number}} Fenetre
 */

/** What the page says of its window: "-250000,6200000,420". @param {string} texte @returns {Fenetre} */
export function lireFenetre(texte) {
  const [gauche, haut, metres] = texte.split(",").map(Number);
  return { gauche, haut, metres };
}

/**
 * Latitude and longitude, in degrees, of a place of the window.
 * @param {Fenetre} f @param {number} x @param {number} y
 * @returns {[number, number]}
 */
export function position(f, x, y) {
  const degres = 180 / Math.PI;
  const est = (f.gauche + x * f.metres) / RAYON;
  const nord = (f.haut - y * f.metres) / RAYON;
  return [Math.atan(Math.sinh(nord)) * degres, est * degres];
}

/**
 * What a disc says of itself: "Lycée X, Vannes : 3 formations, 23 min".
 * @param {string} titre
 */
export function lireTitre(titre) {
  const [nom, ...suite] = titre.split(/\s: /);
  const detail = suite.join(" : ");
  return { nom, detail, formations: parseInt(detail, 10) || 0 };
}

/**
 * Groups points so that the first ones of two groups are never closer than a
 * distance. Returns the ranks of each group.
 * @param {{x: number, y: number}[]} points @param {number} ecart
 */
export function grouper(points, ecart) {
  /** @type {number[][]} */
  const groupes = [];
  points.forEach((p, rang) => {
    const proche = groupes.find(([premier]) => Math.hypot(points[premier].x - p.x, points[premier].y - p.y) < ecart);
    if (proche) proche.push(rang);
    else groupes.push([rang]);
  });
  return groupes;
}
