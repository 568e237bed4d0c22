// @ts-check
import { installer } from "../composants/recherche-documentation/recherche-documentation.js";

const form = /** @type {?HTMLFormElement} */ (document.querySelector(".recherche-doc"));
if (form) installer(form);
