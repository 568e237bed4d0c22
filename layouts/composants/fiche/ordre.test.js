import assert from "node:assert/strict";
import { test } from "node:test";
import { ordonner, publie } from "./ordre.js";

const offre = (cle, uai, minutes, distance = 0) => ({ cle, uai, tranche: minutes && (minutes <= 15 ? 15 : 30), acces: minutes ? { minutes } : null, distance });

test("the sheet is by tranche, then établissement, the nearest first", () => {
  const offres = [offre("a", "B", 12), offre("b", "A", 9), offre("c", "B", 12), offre("d", "C", 25), offre("e", "E", 0, 40), offre("f", "D", 0, 30), offre("g", "F", 0, Infinity), offre("h", "G", 0, Infinity)];
  const { tranches, reste } = ordonner(offres);
  assert.deepEqual(tranches.map((t) => [t.tranche, t.etablissements.map((e) => e.map((o) => o.cle).join("+"))]), [
    [15, ["b", "a+c"]], [30, ["d"]], [0, ["f", "e", "g", "h"]],
  ]);
  assert.equal(reste, 0);
});

test("a sheet has an end, and says what is left out", () => {
  const offres = Array.from({ length: 7 }, (_, i) => offre(String(i), "A", 10));
  const { tranches, reste } = ordonner(offres, 5);
  assert.equal(tranches[0].etablissements[0].length, 5);
  assert.equal(reste, 2);
});

test("a figure in words", () => {
  assert.deepEqual([1.256, 2, 0, null].map(publie), ["1,26", "2", "0", "non publié"]);
});
