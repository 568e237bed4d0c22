// @ts-check
// Reading the files of an index, each once.

/** A file that is not on the site, or no longer. */
export class Absent extends Error {}

/**
 * Returns a function that reads a JSON file of a folder by its name. A file
 * that could not be read is asked for again the next time.
 * @param {string} dossier address, with its final slash
 */
export function lecteur(dossier) {
  /** @type {Map<string, Promise<any>>} */
  const lus = new Map();
  return (/** @type {string} */ nom) => {
    let f = lus.get(nom);
    if (!f) {
      f = fetch(dossier + nom + ".json").then((r) => {
        if (r.status === 404) throw new Absent(nom);
        if (!r.ok) throw new Error(`${nom}: ${r.status}`);
        return r.json();
      });
      f.catch((e) => e instanceof Absent || lus.delete(nom));
      lus.set(nom, f);
    }
    return f;
  };
}
