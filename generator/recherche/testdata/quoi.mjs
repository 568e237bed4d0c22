// Answers queries, a JSON array on the standard input, from the index of
// diplomas named on the command line.
import { readFileSync } from "node:fs";
import { chercher, lireIndex } from "../../../layouts/composants/quoi/quoi.js";

const index = lireIndex(JSON.parse(readFileSync(process.argv[2], "utf8")));
const requetes = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(requetes.map((r) => [...chercher(r, index).scores].sort((a, b) => b[1] - a[1]).map(([cfd]) => cfd))));
