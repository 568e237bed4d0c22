import assert from "node:assert/strict";
import { test } from "node:test";
import { codeDe, lignes } from "./tranches.js";

test("formations within each time", () => {
  assert.deepEqual(lignes([0, 2, 0, 5, 1]), [
    { nom: "30 minutes ou moins", nombre: 2 }, { nom: "1 h ou moins", nombre: 7 }, { nom: "1 h 30 ou moins", nombre: 8 },
  ]);
  assert.deepEqual(lignes([0, 0, 0, 0, 0]), []);
});

test("the code of a commune", () => {
  for (const [requete, code] of [["?commune=35238", "35238"], ["?commune=2a004", "2A004"], ["?commune=97411", "97411"], ["?commune=Rennes", ""], ["?commune=../x", ""], ["", ""]]) {
    assert.equal(codeDe(requete), code, requete);
  }
});
