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
 * @param {() => string} commune that journeys are counted from, as in its address
 */
export function ouvrirOutils(voeux, lignesDe, racine, commune) {
  const champ = /** @type {HTMLInputElement} */ (parId("lien"));
  const avecNotes = /** @type {HTMLInputElement} */ (parId("avec-notes"));
  const avecLieu = /** @type {HTMLInputElement} */ (parId("avec-lieu"));
  const eleve = /** @type {HTMLInputElement} */ (parId("eleve"));
  const titre = document.title;
  /** Keeps the link in step with the list. */
  const suivre = () => {
    parId("avec-lieu-place").hidden = !commune();
    const adresse = location.origin + location.pathname + "#" + ecrireFragment(voeux().map((v) => v.gardee), avecNotes.checked, avecLieu.checked ? commune() : "");
    if (champ.value === adresse) return;
    champ.value = adresse;
    parId("copie").textContent = "";
  };
  for (const coche of [avecNotes, avecLieu]) coche.addEventListener("change", suivre);
  champ.addEventListener("focus", () => champ.select());
  // The title is the name of the file for whoever prints to one.
  eleve.addEventListener("input", () => {
    parId("nom-papier").textContent = eleve.value;
    document.title = eleve.value.trim() ? `${eleve.value.trim()} – ${titre}` : titre;
  });
  const envoyer = /** @type {?HTMLElement} */ (document.querySelector("[data-geste=envoyer]"));
  if (envoyer) envoyer.hidden = !("share" in navigator);

  /** Forgets whose list it was. */
  function oublierEleve() {
    eleve.value = "";
    eleve.dispatchEvent(new Event("input"));
  }

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
    else if (geste === "envoyer") await navigator.share({ title: titre, url: champ.value }).catch(() => {}); // given up
    else if (geste === "csv") telecharger();
    else if (geste === "imprimer") print();
  }
  return { suivre, agir, oublierEleve };
}
