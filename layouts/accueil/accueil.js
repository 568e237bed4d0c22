// @ts-check
import { garder } from "../composants/hors-ligne/hors-ligne.js";
import { oublierRecentes, recentes } from "../composants/memoire/memoire.js";
import { installer } from "../composants/recherche-commune/recherche-commune.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector(".recherche"));
// Filters travel from one commune to the next.
installer(form, () => {
  const params = new URLSearchParams(location.search);
  params.delete("commune");
  return params.size ? "?" + params : "";
});

const boite = /** @type {HTMLElement} */ (document.getElementById("recentes"));
const liens = recentes().map(({ nom, url }) => {
  const li = document.createElement("li");
  const a = document.createElement("a");
  a.className = "pastille";
  a.href = url + location.search;
  a.textContent = nom;
  li.append(a);
  return li;
});
if (liens.length) {
  /** @type {HTMLElement} */ (boite.querySelector("ul")).append(...liens);
  /** @type {HTMLElement} */ (boite.querySelector("button")).addEventListener("click", () => {
    oublierRecentes();
    boite.hidden = true;
    document.getElementById("commune")?.focus();
  });
  boite.hidden = false;
}
garder();
