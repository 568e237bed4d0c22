// @ts-check
import { installer } from "../composants/recherche-commune/recherche-commune.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector(".recherche"));
// Filters travel from one commune to the next.
installer(form, () => {
  const params = new URLSearchParams(location.search);
  params.delete("commune");
  return params.size ? "?" + params : "";
});
