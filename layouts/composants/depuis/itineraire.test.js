import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { etapes, horaires, itineraire } from "./itineraire.js";

// Written by the Go tests, from timetables that are in them.
const CHEMINS = JSON.parse(readFileSync(new URL("../../../generator/pages/testdata/chemins.json", import.meta.url), "utf8"));

// No-break spaces are written as spaces.
const dit = (it) => etapes(it).map((e) => [e.heure, e.ligne, e.texte].map((t) => t.replaceAll("\u00a0", " ")));

test("a walk, a train, a walk, a bus and a walk are told one after the other", () => {
  const it = itineraire(CHEMINS, "35001", { minutes: 68, depart: 412 });
  assert.deepEqual(dit(it), [
    ["6 h 52", "", "Marche 8 min jusqu’à l’arrêt Loin"],
    ["7 h", "Train Loin - Gare", "monte à Loin, descends à Quai à 7 h 20"],
    ["7 h 20", "", "Marche 6 min jusqu’à l’arrêt Gare"],
    ["7 h 35", "Bus 4", "monte à Gare, descends à Lycée à 7 h 55"],
    ["7 h 55", "", "Marche 4 min jusqu’à l’établissement"],
    ["7 h 59", "", "Tu es sur place, pour 8 h"],
  ]);
  assert.equal(horaires(it), "Horaires du mardi 3 mars 2026 (Ici Bus).");
});

test("who stays seated is not told to change", () => {
  const it = itineraire(CHEMINS, "35002", { minutes: 50, depart: 430 });
  assert.deepEqual(dit(it), [
    ["7 h 10", "Bus 5", "monte à Place, reste à bord à Gare (7 h 30)"],
    ["7 h 30", "Bus 4", "le véhicule devient cette ligne, descends à Lycée à 7 h 50"],
    ["7 h 50", "", "Marche 4 min jusqu’à l’établissement"],
    ["7 h 54", "", "Tu es sur place, pour 8 h"],
  ]);
});

test("a school bus is named so, and old timetables are said to be", () => {
  const it = itineraire(CHEMINS, "35004", { minutes: 45, depart: 435 });
  assert.deepEqual(dit(it)[0], ["7 h 15", "Car scolaire S12", "monte à Bourg, descends à Lycée à 7 h 52"]);
  assert.equal(horaires(it), "Horaires du mardi 10 juillet 2012 (Région), périmés\u202f: ceux de vacances scolaires seulement.");
});

test("lines of several networks are told apart", () => {
  const f = structuredClone(CHEMINS);
  f.lignes[1][2] = 1; // the train
  const it = itineraire(f, "35001", { minutes: 68, depart: 412 });
  assert.deepEqual(etapes(it).map((e) => e.ligne).filter(Boolean), ["Train Loin - Gare (Région)", "Bus 4 (Ici Bus)"]);
  assert.equal(horaires(it).match(/Horaires du/g).length, 2);
});

test("a line without a name has that of its mode, and the reverse", () => {
  const sans = (nom, mode) => {
    const f = structuredClone(CHEMINS);
    f.lignes[0] = [nom, mode, 0];
    return itineraire(f, "35002", { minutes: 50, depart: 430 }).vehicules[1].nom;
  };
  assert.equal(sans("", "bus"), "Bus");
  assert.equal(sans("4", ""), "Ligne 4");
  assert.equal(sans("", ""), "Véhicule");
});

test("nothing is told of other figures, of an unknown commune, of another version", () => {
  assert.equal(itineraire(CHEMINS, "35001", { minutes: 67, depart: 412 }), null);
  assert.equal(itineraire(CHEMINS, "35001", { minutes: 68, depart: 413 }), null);
  assert.equal(itineraire(CHEMINS, "35003", { minutes: 68, depart: 412 }), null);
  assert.equal(itineraire({ ...CHEMINS, version: 1 }, "35001", { minutes: 68, depart: 412 }), null);
});
