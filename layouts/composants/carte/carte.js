// @ts-check
// Links the map and the list: what is pointed at in one shows in the other, and
// the établissements that the filters leave out fade.

import { compte, duree } from "../mots/mots.js";

/** The UAI in the address of an offre, or of an établissement; "" in another one. @param {string} url */
export const uaiDe = (url) => /(\w{8})(?:-scolaire|-apprentissage)?\/$/.exec(url)?.[1] ?? "";

/**
 * @param {SVGElement} plan @param {HTMLElement} liste
 * @param {string} base address of the site
 * @returns {(uais: Set<string>) => void} shows which établissements are left
 */
export function lier(plan, liste, base) {
  const ronds = new Map([...plan.querySelectorAll("circle")].map((c) => [c.dataset.etablissement?.slice(4) ?? "", c]));
  /** @param {Event} e */
  const lienDe = (e) => /** @type {?HTMLAnchorElement} */ (/** @type {Element} */ (e.target).closest("a") ?? /** @type {Element} */ (e.target).closest(".cartes li")?.querySelector("a") ?? null);
  /** @type {?Element} */
  let vise = null;
  /** @param {?Element | undefined} rond */
  const viser = (rond) => {
    vise?.classList.remove("vise");
    vise = rond ?? null;
    vise?.classList.add("vise");
  };
  for (const geste of ["pointerover", "focusin"]) {
    liste.addEventListener(geste, (e) => viser(ronds.get(uaiDe(lienDe(e)?.pathname ?? ""))));
  }
  for (const geste of ["pointerleave", "focusout"]) liste.addEventListener(geste, () => viser(null));
  plan.classList.add("actif");
  plan.addEventListener("click", (e) => {
    const rond = /** @type {?SVGElement} */ (/** @type {Element} */ (e.target).closest("circle"));
    const uai = rond?.dataset.etablissement?.slice(4);
    if (!uai) return;
    const lien = [...liste.querySelectorAll(".cartes a")].find((a) => uaiDe(/** @type {HTMLAnchorElement} */ (a).pathname) === uai);
    viser(rond);
    if (lien) /** @type {HTMLElement} */ (lien).focus();
    else location.href = `${base}etablissement/${uai}/`;
  });
  return (uais) => {
    for (const [uai, rond] of ronds) rond.classList.toggle("eteint", !uais.has(uai));
  };
}

/**
 * Names the discs: "Lycée Jean Guéhenno, Vannes : 3 formations, 23 min". As many
 * names in each page would weigh more than the map.
 * @param {SVGElement} plan @param {import("../filtres/offres.js").Offre[]} offres all of the page
 */
export function nommer(plan, offres) {
  /** @type {Map<string, import("../filtres/offres.js").Offre[]>} */
  const parUai = new Map();
  for (const o of offres) parUai.set(o.uai, [...(parUai.get(o.uai) ?? []), o]);
  for (const rond of plan.querySelectorAll("circle")) {
    const siennes = parUai.get(rond.dataset.etablissement?.slice(4) ?? "");
    if (!siennes || rond.firstElementChild) continue;
    const [{ etablissement, ville, acces }] = siennes;
    const titre = document.createElementNS("http://www.w3.org/2000/svg", "title");
    titre.textContent = `${etablissement}${ville && `, ${ville}`}\u202f: ${compte(siennes.length, "formation")}`
      + (acces ? `, ${duree(acces.minutes)}${acces.velo ? " à vélo" : ""}` : "");
    rond.append(titre);
  }
}

/**
 * Offers the detailed map, loaded at the press of its button.
 * @param {HTMLElement} section @param {string} base address of the site
 * @param {() => Promise<unknown>} nommes once done, the discs have their names
 */
export function proposerDetaillee(section, base, nommes) {
  const bouton = /** @type {HTMLButtonElement} */ (section.querySelector(".plan-detail"));
  const message = /** @type {HTMLElement} */ (section.querySelector(".plan-message"));
  bouton.hidden = false;
  bouton.addEventListener("click", async () => {
    message.textContent = "";
    try {
      const [{ ouvrir }] = await Promise.all([import("./detaillee.js"), nommes()]);
      await ouvrir(section, base);
    } catch {
      message.textContent = "La carte détaillée ne peut pas être chargée. Vérifie ta connexion, puis réessaie.";
    }
  });
}
