// @ts-check
// Writes the commune chosen in the codes to copy and in the preview.

import { installer } from "../composants/recherche-commune/recherche-commune.js";

/** @param {string} id */
const parId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const apercu = /** @type {HTMLIFrameElement} */ (document.querySelector(".apercu"));
const adresse = apercu.src;
const codes = ["code-script", "code-cadre"].map(parId);
const modeles = codes.map((c) => c.textContent ?? "");

installer(/** @type {HTMLFormElement} */ (document.querySelector(".recherche")), () => "", (url) => {
  const insee = /\/commune\/(\w{5})-/.exec(url)?.[1] ?? "";
  codes[0].textContent = modeles[0].replace('data-futurpro=""', `data-futurpro="${insee}"`);
  codes[1].textContent = modeles[1].replace("/widget/cadre/", `/widget/cadre/?commune=${insee}`);
  apercu.src = `${adresse}?commune=${insee}`;
  parId("choisie").textContent = `Le code et l’aperçu sont ceux de la commune ${insee}.`;
});

for (const bouton of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-copier]"))) {
  if (!navigator.clipboard) break;
  bouton.hidden = false;
  bouton.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(parId(bouton.dataset.copier ?? "").textContent ?? "");
      parId("copie").textContent = "Code copié.";
    } catch {
      parId("copie").textContent = "Le navigateur refuse de copier\u202f: sélectionnez le code, puis copiez-le.";
    }
  });
}
for (const numero of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".numero"))) numero.hidden = false;
parId("choix").hidden = false;
