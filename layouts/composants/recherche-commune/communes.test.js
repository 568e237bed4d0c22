import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { classer, clesVoisines, cleFragment } from "./communes.js";

const cas = JSON.parse(readFileSync(new URL("cas.json", import.meta.url), "utf8"));

test("fragments are those of the shared cases", () => {
  for (const c of cas) assert.equal(cleFragment(c.texte), c.cle, `cleFragment(${c.texte})`);
});

/** By decreasing population. */
const LIGNES = [
  ["35288", "Saint-Malo", "saint-malo", "35400", "Ille-et-Vilaine", ""],
  ["56121", "Lorient", "lorient", "56100", "Morbihan", ""],
  ["35171", "Mala", "mala", "35400", "Ille-et-Vilaine", ""],
  ["22194", "Le Quiou", "le-quiou", "22630", "Côtes-d'Armor", ""],
  ["53157", "Saint-Malo-de-Phily", "saint-malo-de-phily", "53400", "Mayenne", ""],
  ["50522", "Saint-Malo", "saint-malo", "50200", "Manche", ""],
  ["29103", "Landerneau", "landerneau", "29800 29860", "Finistère", "Beuzit-Conogan"],
];
const noms = (texte) => classer(LIGNES, texte).map((r) => r.ligne[0]);

test("the same name comes before its beginning, homonyms by population", () => {
  assert.deepEqual(noms("saint-malo"), ["35288", "50522", "53157"]);
  assert.deepEqual(noms("st malo"), ["35288", "50522", "53157"]);
});

test("the beginning of a word is enough, in any order", () => {
  assert.deepEqual(noms("mal"), ["35171", "35288", "53157", "50522"]);
  assert.deepEqual(noms("phily saint"), ["53157"]);
  assert.deepEqual(noms("quiou"), ["22194"]);
});

test("one slip is forgiven, after right answers, and said", () => {
  const [r] = classer(LIGNES, "loriant");
  assert.equal(r.ligne[0], "56121");
  assert.equal(r.niveau, 3);
  assert.deepEqual(noms("lorinet"), ["56121"]);
  assert.deepEqual(noms("loorient"), ["56121"]);
  assert.deepEqual(noms("lrient"), ["56121"]);
  assert.deepEqual(noms("xyzrient"), []);
  assert.deepEqual(noms("lar"), []); // too short to be recognised
});

test("a former name finds the commune of today", () => {
  assert.deepEqual(noms("beuzit"), ["29103"]);
});

test("several former names of one commune give it once, by the best", () => {
  const valserhone = (ancien) => ["01033", "Valserhône", "valserhone", "01200", "Ain", ancien];
  const lignes = [valserhone("Bellegarde"), valserhone("Bellegarde-sur-Valserine"), valserhone("")];
  assert.deepEqual(classer(lignes, "bellegarde").map((r) => r.ligne[5]), ["Bellegarde"]);
  assert.deepEqual(classer(lignes, "bellegarde sur").map((r) => r.ligne[5]), ["Bellegarde-sur-Valserine"]);
});

test("a postcode, the beginning of one, an INSEE code", () => {
  assert.deepEqual(noms("35400"), ["35288", "35171"]);
  assert.deepEqual(noms("2986"), ["29103"]);
  assert.deepEqual(noms("56121"), ["56121"]);
  assert.deepEqual(noms("99999"), []);
});

test("nothing typed finds nothing", () => assert.deepEqual(noms(" "), []));

test("a slip in the first letters leads to neighbouring fragments", () => {
  assert.deepEqual(clesVoisines("olrient"), ["lo", "lr", "or"]);
  assert.deepEqual(clesVoisines("llorient"), ["lo"]);
  assert.deepEqual(clesVoisines("56100"), []);
  assert.deepEqual(clesVoisines("st"), ["as", "ai", "si"]);
});
