// @ts-check
// The frame that other sites show: a commune, and what can be reached from it.
// It keeps nothing on the device.

import { lecteur } from "../composants/lecture/lecture.js";
import { compte, nombre } from "../composants/mots/mots.js";
import { installer } from "../composants/recherche-commune/recherche-commune.js";
import { codeDe, lignes } from "./tranches.js";

/** @param {string} choix */
const un = (choix) => /** @type {HTMLElement} */ (document.querySelector(choix));

const form = /** @type {HTMLFormElement} */ (un(".recherche"));
const resultat = un("#resultat");
const titre = un("#titre");
const titreVide = titre.textContent;

// A frame has no position of its own to ask for.
form.querySelector(".recherche-ici")?.remove();
installer(form, () => "", (url) => montrer(url, true));
un("#resultat button").addEventListener("click", () => {
  chercher();
  form.querySelector("input")?.focus();
});
new ResizeObserver(() => parent.postMessage({ futurproHauteur: Math.ceil(document.documentElement.getBoundingClientRect().height) }, "*")).observe(document.body);

const code = codeDe(location.search);
if (code) ouvrir(code);

/** Shows the commune of an INSEE code; the field where there is none. @param {string} insee */
async function ouvrir(insee) {
  try {
    const rows = await lecteur(form.dataset.index ?? "")(insee.slice(0, 3).toLowerCase());
    const ligne = rows.find((/** @type {string[]} */ l) => l[0] === insee);
    if (ligne) await montrer(`${form.dataset.racine}${insee}-${ligne[2]}/`, false);
  } catch {
    // The field is there.
  }
}

/** Shows what the page of a commune says. @param {string} url @param {boolean} viser */
async function montrer(url, viser) {
  /** @type {any} */
  let commune = null;
  try {
    const reponse = await fetch(url);
    const page = new DOMParser().parseFromString(await reponse.text(), "text/html");
    commune = JSON.parse(page.getElementById("donnees")?.textContent ?? "null");
  } catch {
    // Its link leads there all the same.
  }
  const total = commune?.tranches.reduce((/** @type {number} */ a, /** @type {number} */ b) => a + b, 0) ?? 0;
  titre.textContent = commune ? `Les formations pro accessibles ${commune.depuis}` : titreVide;
  un(".cadre-tranches").replaceChildren(...lignes(commune?.tranches ?? []).map((l) => {
    const li = document.createElement("li");
    const fort = document.createElement("strong");
    fort.textContent = nombre(l.nombre);
    li.append(l.nom, fort);
    return li;
  }));
  const lien = /** @type {HTMLAnchorElement} */ (resultat.querySelector("a"));
  lien.href = url;
  lien.textContent = total ? `Voir ${total > 1 ? "les" : "la"} ${compte(total, "formation")}` : "Voir les formations";
  const note = document.createElement("span");
  note.className = "lu";
  note.textContent = " (nouvel onglet)";
  lien.append(note);
  un("#chercher").hidden = true;
  resultat.hidden = false;
  if (viser) resultat.focus();
}

function chercher() {
  titre.textContent = titreVide;
  resultat.hidden = true;
  un("#chercher").hidden = false;
}
