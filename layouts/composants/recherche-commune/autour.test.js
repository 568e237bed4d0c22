import assert from "node:assert/strict";
import { test } from "node:test";
import { autourDeMoi, carre, proches, raison } from "./autour.js";
import { Absent } from "../lecture/lecture.js";

const LIGNES = [["35238", "Rennes", "rennes", -1.682, 48.112], ["35281", "Saint-Jacques", "saint-jacques", -1.72, 48.07], ["35360", "Vitré", "vitre", -1.21, 48.124]];

test("the square of a place", () => {
  assert.equal(carre(-1.68, 48.11), "autour-96_-4");
  assert.equal(carre(2.35, 48.86), "autour-97_4");
  assert.equal(carre(0, 0), "autour-0_0");
});

test("the nearest first, and none past 20 km", () => {
  assert.deepEqual(proches(LIGNES, -1.7, 48.08).map((p) => p.ligne[1]), ["Saint-Jacques", "Rennes"]);
  assert.deepEqual(proches(LIGNES, 5, 45), []);
});

function position(reponse) {
  Object.defineProperty(globalThis, "navigator", { configurable: true, value: { geolocation: { getCurrentPosition: reponse } } });
}

test("around the visitor", async () => {
  position((oui) => oui({ coords: { longitude: -1.68, latitude: 48.11 } }));
  assert.equal((await autourDeMoi(async (nom) => (assert.equal(nom, "autour-96_-4"), LIGNES)))[0].ligne[1], "Rennes");
  assert.deepEqual(await autourDeMoi(async (nom) => { throw new Absent(nom); }), []);
  await assert.rejects(autourDeMoi(async () => { throw new Error("503"); }), /503/);
});

test("a refusal says what to do", async () => {
  position((_, non) => non({ code: 1 }));
  const erreur = await autourDeMoi(async () => LIGNES).catch((e) => e);
  assert.match(raison(erreur), /pas le droit/);
  assert.match(raison({ code: 2 }), /Écris le nom/);
  assert.match(raison(undefined), /Écris le nom/);
});
