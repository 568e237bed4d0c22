import assert from "node:assert/strict";
import { test } from "node:test";
import { commune, requeteGardee } from "./adresse.js";

test("the town of an address", () => {
  for (const [adresse, code, nom] of [
    ["29 rue de Rivoli 75004 Paris", "75004", "Paris"],
    ["33 Rue de la Marine 29730 Guilvinec", "29730", "Guilvinec"],
    ["98 Quai du Port, 13002 Marseille, France", "13002", "Marseille"],
    ["Saint-Malo (35400)", "35400", "Saint-Malo"],
    ["35400", "35400", ""],
    ["5 rue du Port 35400", "35400", ""],
    ["ZA du Bois 35042 Rennes Cedex 7", "35042", "Rennes"],
    ["Rennes", "", "Rennes"],
    [" L'Haÿ-les-Roses ", "", "L'Haÿ-les-Roses"],
  ]) {
    assert.deepEqual(commune(adresse), { code, nom }, adresse);
  }
});

test("filters are kept, the rest is not", () => {
  assert.equal(requeteGardee("?address=Rennes&voie=scolaire&tag=a|b&minWeight=101&latitude=48"), "?voie=scolaire&tag=a%7Cb");
  assert.equal(requeteGardee("?recherche=cuisine&domaines="), "?recherche=cuisine");
  assert.equal(requeteGardee(""), "");
});
