// Answers queries with the script of the pages, from an index in a folder:
// node chercher.mjs FOLDER < queries.json > answers.json
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chercher, place } from "../../../layouts/composants/recherche-documentation/documentation.js";

const dossier = process.argv[2];
const reponses = [];
for (const requete of JSON.parse(readFileSync(0, "utf8"))) {
  const lus = new Set();
  const lire = async (nom) => {
    lus.add(nom + ".json");
    return JSON.parse(readFileSync(join(dossier, nom + ".json"), "utf8"));
  };
  const { resultats, mots, fautes } = await chercher(requete, lire);
  const adresses = [];
  for (const r of resultats.slice(0, 8)) {
    const { bloc, rang } = place(r.numero);
    const { pages, sections } = await lire("textes-" + bloc);
    const [page, id] = sections[rang];
    adresses.push(pages[page][0] + (id && "#" + id));
  }
  reponses.push({ adresses, total: resultats.length, tous: resultats[0]?.mots === mots, fautes, fichiers: [...lus] });
}
console.log(JSON.stringify(reponses));
