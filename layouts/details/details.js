// @ts-check
import { montrer } from "../composants/depuis/depuis.js";
import { garder } from "../composants/hors-ligne/hors-ligne.js";

montrer(document.getElementById("depuis"));
garder();
