// @ts-check
// The "Garder" buttons, on cards and on the pages of an offre and of an
// établissement, and the number of offres kept in the header.

import { lire, modifier, OFFRES_MAX, REFUS, suivre } from "./gardees.js";

/** @param {Element} bouton */
const autour = (bouton) => /** @type {Element} */ (bouton.closest(".carte, .offre, .offre-tete"));

/** @param {Element} bouton */
function cleDe(bouton) {
  const lien = /** @type {?HTMLAnchorElement} */ (autour(bouton).querySelector("a[data-champ=lien]"));
  return (lien ?? location).pathname.match(/\/details\/([^/]+)/)?.[1] ?? "";
}

/** The offre that a button is about, in the words around it. @param {Element} bouton */
function offreDe(bouton) {
  // The page of an établissement says its name and town once.
  const partout = /** @type {?HTMLElement} */ (bouton.closest("[data-etablissement]"))?.dataset ?? {};
  const champ = (/** @type {string} */ nom) => autour(bouton).querySelector(`[data-champ="${nom}"]`)?.textContent?.trim() ?? partout[nom] ?? "";
  return { cle: cleDe(bouton), libelle: champ("lien"), diplome: champ("diplome"), etablissement: champ("etablissement"), ville: champ("ville") };
}

/** @param {Iterable<Element>} [boutons] */
function montrer(boutons = document.querySelectorAll(".garder")) {
  const cles = new Set(lire().map((o) => o.cle));
  for (const bouton of /** @type {Iterable<HTMLElement>} */ (boutons)) {
    const gardee = cles.has(cleDe(bouton));
    const mot = gardee ? "Gardée" : "Garder";
    if (!bouton.hidden && bouton.textContent === mot) continue;
    const { libelle, etablissement } = offreDe(bouton);
    bouton.textContent = mot;
    bouton.setAttribute("aria-pressed", String(gardee));
    bouton.setAttribute("aria-label", `${mot}\u202f: ${libelle}, ${etablissement}`);
    bouton.hidden = false;
  }
  const nombre = document.getElementById("gardees");
  if (nombre) nombre.textContent = cles.size ? ` (${cles.size})` : "";
}

/** @param {Element} bouton */
function basculer(bouton) {
  const offre = offreDe(bouton);
  let pleine = false;
  const tenue = modifier((offres) => {
    const autres = offres.filter((o) => o.cle !== offre.cle);
    pleine = autres.length === offres.length && offres.length >= OFFRES_MAX;
    return autres.length < offres.length || pleine ? autres : [...offres, offre];
  });
  bouton.parentElement?.querySelector(".garder-avis")?.remove();
  if (tenue && !pleine) return;
  const avis = document.createElement("p");
  avis.className = "avis garder-avis";
  avis.setAttribute("role", "alert");
  bouton.after(avis);
  avis.textContent = pleine ? `Ta liste est pleine (${OFFRES_MAX} formations)\u202f: retires-en une pour garder celle-ci.` : REFUS;
}

montrer();
suivre(() => montrer());
document.addEventListener("click", (e) => {
  const bouton = /** @type {Element} */ (e.target).closest?.(".garder");
  if (bouton) basculer(bouton);
});
// Cards are drawn again when the list is filtered.
new MutationObserver((ajouts) => {
  const nouvelles = ajouts.filter((a) => /** @type {Element} */ (a.target).matches(".cartes")).flatMap((a) => [...a.addedNodes]);
  if (nouvelles.length) montrer(nouvelles.flatMap((c) => [.../** @type {Element} */ (c).querySelectorAll(".garder")]));
}).observe(document.body, { childList: true, subtree: true });
