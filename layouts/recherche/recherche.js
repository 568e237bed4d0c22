// @ts-check
// Honours the links of the service before this one: /recherche?address=…, with
// the filters that the results still know. An address that names one commune
// leads there; any other is put in the field, with the communes it may mean.

import { commune, requeteGardee } from "./adresse.js";
import { lecteur } from "../composants/lecture/lecture.js";
import { classer, cleFragment } from "../composants/recherche-commune/communes.js";
import { installer } from "../composants/recherche-commune/recherche-commune.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector(".recherche"));
const champ = /** @type {HTMLInputElement} */ (form.querySelector("input"));
const suite = requeteGardee(location.search);
const { chercher } = installer(form, () => suite);
const adresse = new URLSearchParams(location.search).get("address")?.trim() ?? "";

/** @param {string} texte */
const annoncer = (texte) => void (/** @type {HTMLElement} */ (document.getElementById("annonce")).textContent = texte);

if (adresse) aller();
else if (suite) annoncer("Choisis ta commune\u202f: les filtres de ton lien seront gardés.");

async function aller() {
  const lire = lecteur(form.dataset.index ?? "");
  const { code, nom } = commune(adresse);
  champ.value = nom || code;
  try {
    const lignes = classer(await lire(cleFragment(code || nom)), code || nom, 100);
    // In a city with arrondissements, the postcode says which one.
    const precise = lignes.filter((l) => l.ligne[3] === code && /arrondissement$/i.test(l.ligne[1]));
    const trouvee = precise.length === 1 ? precise : lignes.filter((l) => nom && classer([l.ligne], nom).some((r) => r.niveau < 1));
    if (trouvee.length === 1) {
      const [insee, , slug] = trouvee[0].ligne;
      location.replace(form.dataset.racine + insee + "-" + slug + "/" + suite);
      return;
    }
  } catch {
    // The field says what is wrong when it is used.
  }
  annoncer(`Quelle commune pour «\u202f${adresse}\u202f»\u202f?${suite ? " Les filtres de ton lien seront gardés." : ""}`);
  champ.focus();
  chercher();
}
