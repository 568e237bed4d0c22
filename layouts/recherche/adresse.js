// @ts-check
// What the links of the service before this one say. Pure functions.

/** Parameters that the results understand; the position was never of use here. */
const GARDES = ["domaines", "voie", "diplome", "tag", "recherche"];

/**
 * The postcode and the town of an address: "5 rue du Port 35400 Saint-Malo",
 * "Saint-Malo (35400)", "Rennes". Without a postcode, all of it is the town.
 * @param {string} adresse
 * @returns {{code: string, nom: string}}
 */
export function commune(adresse) {
  const m = /\b(\d{5})\b\)?/.exec(adresse);
  if (!m) return { code: "", nom: adresse.trim() };
  const apres = adresse.slice(m.index + m[0].length).replace(/^[\s,()-]+|[\s,()]+$/g, "");
  const avant = adresse.slice(0, m.index).replace(/[\s,(]+$/, "");
  // After the postcode comes the town; before it, only where nothing is after,
  // and no number begins a street.
  return { code: m[1], nom: apres.split(",")[0].replace(/ cedex.*$/i, "") || (/\d/.test(avant) ? "" : avant) };
}

/** The query of a link, with what the results understand. @param {string} requete */
export function requeteGardee(requete) {
  const params = new URLSearchParams(requete);
  const gardes = new URLSearchParams();
  for (const cle of GARDES) {
    const v = params.get(cle);
    if (v) gardes.set(cle, v);
  }
  return gardes.size ? "?" + gardes : "";
}
