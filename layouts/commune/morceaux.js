// @ts-check
// Long work in small pieces, so that the page answers between them.

/** How long a piece may take, in ms: what it drew is laid out and painted besides. */
const MORCEAU = 16;

/** Lets the browser show what was drawn; a hidden page shows nothing. */
export const image = () => new Promise((fin) => document.hidden ? setTimeout(fin) : requestAnimationFrame(() => setTimeout(fin)));

/** Lets the browser answer a visitor. */
const ceder = () => /** @type {any} */ (globalThis).scheduler?.yield?.() ?? new Promise((fin) => setTimeout(fin));

/**
 * Does the first piece of some work at once, and the others after it is seen.
 * @param {Iterator<unknown>} travail pauses where it may be cut
 * @param {() => boolean} voulu whether it still is wanted
 * @returns {Promise<boolean>} whether it was done to its end
 */
export async function parMorceaux(travail, voulu) {
  for (let attendre = image; ; attendre = ceder) {
    const fin = performance.now() + MORCEAU;
    do {
      if (travail.next().done) return true;
    } while (performance.now() < fin);
    await attendre();
    if (!voulu()) return false;
  }
}
