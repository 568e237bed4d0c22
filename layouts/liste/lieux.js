// @ts-check
// The commune that journeys are counted from: the last one looked at, or another
// of the recent ones, whose page is then read.

import { memoireDe, rappeler, recentes, retenir } from "../composants/memoire/memoire.js";

/** @param {string} id */
const parId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** The memory of a commune, from its page. @param {string} url @param {string} liste */
async function lireCommune(url, liste) {
  const reponse = await fetch(url);
  const page = new DOMParser().parseFromString(await reponse.text(), "text/html");
  return memoireDe(JSON.parse(page.getElementById("donnees")?.textContent ?? ""), liste);
}

/**
 * @param {Set<string>} connus addresses of the files of this build
 * @param {(lue: boolean) => void} change called when journeys are counted from
 *   elsewhere, or when they cannot be
 */
export function ouvrirLieux(connus, change) {
  const select = /** @type {HTMLSelectElement} */ (parId("depuis"));
  let memoire = rappeler();
  const communes = recentes();
  const ici = communes.find((c) => memoire?.liste.startsWith(c.url));
  if (memoire && !ici) communes.unshift({ nom: memoire.depuis.replace(/^depuis /, ""), url: memoire.liste });
  if (!memoire && communes.length) communes.unshift({ nom: "choisis une commune", url: "" });
  select.append(...communes.map(({ nom, url }) => new Option(nom, url)));
  if (ici) select.value = ici.url;
  parId("lieu").hidden = !communes.length;
  parId("sans-lieu").hidden = communes.length > 0;

  /** @param {string} url @param {string} liste */
  async function aller(url, liste) {
    try {
      const lue = url ? await lireCommune(url, liste) : null;
      if (select.value !== url) return; // another one was chosen meanwhile
      memoire = lue;
      if (lue) retenir(lue);
      change(true);
    } catch {
      memoire = null;
      change(false);
    }
  }
  select.addEventListener("change", () => void aller(select.value, select.value));
  // A memory of another build tells ranks that mean something else.
  if (memoire && !memoire.fichiers.every((url) => connus.has(url))) {
    const { liste } = memoire;
    memoire = null;
    void aller(select.value, liste);
  }
  return { memoire: () => memoire };
}
