// @ts-check
import "../composants/garder/garder.js";
