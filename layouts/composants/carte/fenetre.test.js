import assert from "node:assert/strict";
import { test } from "node:test";
import { grouper, lireFenetre, lireTitre, position } from "./fenetre.js";

const proche = (vu, voulu) => vu.forEach((v, i) => assert.ok(Math.abs(v - voulu[i]) < 1e-6, `${vu}, want ${voulu}`));

test("positions of a window", () => {
  // Half the circumference of the sphere: where web maps end, at 180° and 85.0511°.
  const bout = Math.PI * 6378137;
  const monde = lireFenetre(`${-bout},${bout},${bout / 180}`);
  proche(position(monde, 180, 180), [0, 0]);
  proche(position(monde, 0, 180), [0, -180]);
  proche(position(monde, 270, 180), [0, 90]);
  // asinh(tan 45°) is the height of the 45th parallel, in radii.
  proche(position(monde, 180, 180 - (Math.asinh(1) / Math.PI) * 180), [45, 0]);
  assert.ok(Math.abs(position(monde, 0, 0)[0] - 85.0511) < 1e-4);
});

test("the title of a disc", () => {
  assert.deepEqual(lireTitre("Lycée Jean Guéhenno, Vannes\u202f: 13 formations, 23 min"), { nom: "Lycée Jean Guéhenno, Vannes", detail: "13 formations, 23 min", formations: 13 });
  assert.deepEqual(lireTitre("Sans rien"), { nom: "Sans rien", detail: "", formations: 0 });
});

test("points that would cover each other are one", () => {
  const points = [{ x: 0, y: 0 }, { x: 30, y: 0 }, { x: 9, y: 0 }, { x: 30, y: 9 }, { x: 15, y: 0 }];
  assert.deepEqual(grouper(points, 10), [[0, 2], [1, 3], [4]]);
  assert.deepEqual(grouper([], 10), []);
});
