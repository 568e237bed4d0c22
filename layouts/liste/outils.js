// @ts-check
// What a list is made into: paper, a file, a link.

import { ecrireCSV } from "./csv.js";
import { ecrireFragment } from "./partage.js";

/** @typedef {import("./voeux.js").Voeu} Voeu */

/** @param {string} id */
const parId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * @param {Voeu[]} voeux @param {(v: Voeu) => {nom: string, valeur: string}[]} lignesDe @param {string} racine
 * @returns {string[][]}
 */
export function tableau(voeux, lignesDe, racine) {
  const etats = { absente: "n’est plus sur le site", specialite: "se choisit par une 2de commune", illisible: "détail non chargé", "": "" };
  const titres = voeux.length ? lignesDe(voeux[0]).map((l) => l.nom) : [];
  return [["Vœu", "Formation", ...titres, "Ma note", "Adresse", "Remarque"], ...voeux.map((v, i) =>
    [String(i + 1), v.gardee.libelle, ...lignesDe(v).map((l) => l.valeur), v.gardee.note ?? "", `${location.origin}${racine}details/${v.gardee.cle}/`, etats[v.etat]])];
}

/**
 * @param {() => Voeu[]} voeux @param {(v: Voeu) => {nom: string, valeur: string}[]} lignesDe @param {string} racine
 */
export function ouvrirOutils(voeux, lignesDe, racine) {
  const champ = /** @type {HTMLInputElement} */ (parId("lien"));
  const avecNotes = /** @type {HTMLInputElement} */ (parId("avec-notes"));
  /** Keeps the link in step with the list. */
  const suivre = () => {
    const adresse = location.origin + location.pathname + "#" + ecrireFragment(voeux().map((v) => v.gardee), avecNotes.checked);
    if (champ.value === adresse) return;
    champ.value = adresse;
    parId("copie").textContent = "";
  };
  avecNotes.addEventListener("change", suivre);
  champ.addEventListener("focus", () => champ.select());

  async function copier() {
    try {
      await navigator.clipboard.writeText(champ.value);
      parId("copie").textContent = "Lien copié.";
    } catch {
      champ.focus();
      champ.select();
      parId("copie").textContent = "Ton navigateur ne veut pas copier\u202f: le lien est sélectionné, copie-le toi-même.";
    }
  }

  function telecharger() {
    const url = URL.createObjectURL(new Blob([ecrireCSV(tableau(voeux(), lignesDe, racine))], { type: "text/csv;charset=utf-8" }));
    const a = document.createElement("a");
    a.href = url;
    a.download = "ma-liste-de-voeux.csv";
    a.click();
    // Some browsers read it after the click.
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }

  /** @param {string} geste */
  async function agir(geste) {
    if (geste === "copier") await copier();
    else if (geste === "csv") telecharger();
    else if (geste === "imprimer") print();
  }
  return { suivre, agir };
}
