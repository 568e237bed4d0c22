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

/** @param {import("../composants/memoire/memoire.js").Memoire} memoire */
const nomDe = (memoire) => memoire.depuis.replace(/^depuis /, "");

/**
 * @param {Set<string>} connus addresses of the files of this build
 * @param {(lue: boolean) => void} change called when journeys are counted from
 *   elsewhere, or when they cannot be
 */
export function ouvrirLieux(connus, change) {
  const communes = parId("depuis").dataset.communes ?? "";
  const select = /** @type {HTMLSelectElement} */ (parId("depuis"));
  let memoire = rappeler();
  const choix = recentes();
  const ici = choix.find((c) => memoire?.liste.startsWith(c.url));
  if (memoire && !ici) choix.unshift({ nom: nomDe(memoire), url: memoire.liste });
  if (!memoire && choix.length) choix.unshift({ nom: "choisis une commune", url: "" });
  select.append(...choix.map(({ nom, url }) => new Option(nom, url)));
  if (ici) select.value = ici.url;
  const montrer = () => {
    parId("lieu").hidden = !select.options.length;
    parId("sans-lieu").hidden = select.options.length > 0;
  };
  montrer();

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

  /** Counts journeys from a commune that may not be among the recent ones. @param {string} commune */
  async function choisir(commune) {
    const url = `${communes}${commune}/`;
    const deja = [...select.options].find((o) => o.value.startsWith(url));
    const option = deja ?? new Option(commune, url);
    if (!deja) select.append(option);
    select.value = option.value;
    await aller(option.value, option.value);
    if (!memoire && !deja) option.remove();
    else if (memoire) option.text = nomDe(memoire);
    montrer();
  }

  /** The commune that journeys are counted from, as in its address; "" for none. */
  const commune = () => (memoire?.liste.startsWith(communes) ? memoire.liste.slice(communes.length).split("/")[0] : "");
  return { memoire: () => memoire, commune, choisir };
}
