import assert from "node:assert/strict";
import { test } from "node:test";
import { ordonner, publie } from "./ordre.js";

const offre = (cle, uai, minutes, distance = 0) => ({ cle, uai, tranche: minutes && (minutes <= 15 ? 15 : 30), groupe: minutes ? "proche" : "academie", acces: minutes ? { minutes } : null, distance });

test("the sheet is by tranche, then établissement, the nearest first", () => {
  const offres = [offre("a", "B", 12), offre("b", "A", 9), offre("c", "B", 12), offre("d", "C", 25), offre("e", "E", 0, 40), offre("f", "D", 0, 30), offre("g", "F", 0, Infinity), offre("h", "G", 0, Infinity)];
  const { parties, reste } = ordonner(offres, false);
  assert.deepEqual(parties.map((t) => [t.tranche, t.blocs.map((e) => e.map((o) => o.cle).join("+"))]), [
    [15, ["b", "a+c"]], [30, ["d"]], [0, ["f", "e", "g", "h"]],
  ]);
  assert.equal(reste, 0);
});

test("a sheet by formation follows the list", () => {
  const offres = [["a", 25, "x"], ["b", 9, "y"], ["c", 30, "x"], ["d", 0, "x"]].map(([cle, minutes, cfd]) => ({ ...offre(cle, "A", minutes), cfd }));
  const { parties } = ordonner(offres, true);
  assert.deepEqual(parties.map((p) => [p.groupe, p.tranche, p.blocs.map((b) => b.map((o) => o.cle).join("+"))]), [["proche", 0, ["a+c", "b"]], ["academie", 0, ["d"]]]);
});

test("boarding schools are not with the rest of the académie", () => {
  const { parties } = ordonner([offre("a", "A", 0), { ...offre("b", "B", 0), groupe: "internat" }], false);
  assert.deepEqual(parties.map((p) => p.groupe), ["academie", "internat"]);
});

test("a sheet has an end, and says what is left out", () => {
  const offres = Array.from({ length: 7 }, (_, i) => offre(String(i), "A", 10));
  const { parties, reste } = ordonner(offres, false, 5);
  assert.equal(parties[0].blocs[0].length, 5);
  assert.equal(reste, 2);
});

test("a figure in words", () => {
  assert.deepEqual([1.256, 2, 0, null].map(publie), ["1,26", "2", "0", "non publié"]);
});
