// @ts-check
import { montrer } from "../composants/depuis/depuis.js";

montrer(document.getElementById("depuis"));
