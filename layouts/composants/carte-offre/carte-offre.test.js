import assert from "node:assert/strict";
import { test } from "node:test";
import { champs } from "./carte-offre.js";
import { compte, duree, heure, kilometres, nombre, trajet } from "../mots/mots.js";
import { depuis } from "../memoire/memoire.js";

test("numbers read as Go writes them", () => {
  assert.equal(nombre(7), "7");
  assert.equal(nombre(1126), "1\u202f126");
  assert.equal(nombre(1234567), "1\u202f234\u202f567");
  assert.deepEqual([5, 59, 60, 65, 90].map(duree), ["5\u00a0min", "59\u00a0min", "1\u00a0h", "1\u00a0h\u00a005", "1\u00a0h\u00a030"]);
  assert.equal(heure(452), "7\u00a0h\u00a032");
  assert.equal(heure(425), "7\u00a0h\u00a005");
  assert.equal(heure(540), "9\u00a0h");
  assert.deepEqual([0, 499, 500, 41500, 1234000].map(kilometres),
    ["à moins de 1\u00a0km", "à moins de 1\u00a0km", "à 1\u00a0km", "à 42\u00a0km", "à 1\u202f234\u00a0km"]);
  assert.deepEqual([0, 1, 2].map((n) => compte(n, "formation")), ["0 formation", "1 formation", "2 formations"]);
});

test("journeys", () => {
  const dire = (vehicules, depart, minutes, velo = false) => trajet({ vehicules, depart, minutes, velo });
  assert.equal(dire(0, 460, 20), "à pied");
  assert.equal(dire(1, 452, 28), "départ 7\u00a0h\u00a032 pour 8\u00a0h · direct");
  assert.equal(dire(2, 452, 58), "départ 7\u00a0h\u00a032 pour 8\u00a0h\u00a030 · 1 correspondance");
  assert.equal(dire(4, 452, 88), "départ 7\u00a0h\u00a032 pour 9\u00a0h · 3 correspondances");
  assert.equal(dire(0, 0, 31, true), "à vélo, estimation");
});

const OFFRE = {
  cle: "50022137-241-0560001A-scolaire", libelle: "Cuisine", diplome: "CAP", voie: "scolaire", etablissement: "LP Un", ville: "Lorient",
  statutTexte: "Public", internat: false, portesOuvertes: "Portes ouvertes le 15 mars 2025", tags: ["faible"], specialites: [], tranche: 30, distance: 4200,
  acces: { minutes: 23, vehicules: 2, depart: 457, scolaire: false, espace: true, meilleur: 9, partiel: false, velo: false },
};
const MOTS = { etiquettes: { faible: "Taux de pression faible" }, tranches: { 30: "30 minutes ou moins" }, base: "/" };

test("a card within reach shows its journey, not its distance", () => {
  const c = champs(OFFRE, MOTS);
  assert.equal(c.temps, "23\u00a0min");
  assert.equal(c.trancheLibelle, "30 minutes ou moins");
  assert.equal(c.trajet, "départ 7\u00a0h\u00a037 pour 8\u00a0h · 1 correspondance");
  assert.equal(c.espace, true);
  assert.equal(c.quartier, "dès 9\u00a0min selon le quartier");
  assert.equal(champs({ ...OFFRE, acces: { ...OFFRE.acces, partiel: true } }, MOTS).quartier, "depuis une partie de la commune seulement");
  assert.equal(champs({ ...OFFRE, acces: { ...OFFRE.acces, meilleur: 19 } }, MOTS).quartier, "");
  assert.equal(c.distance, "");
  assert.deepEqual(c.etiquette, ["Taux de pression faible"]);
  assert.equal(c.portesOuvertes, "Portes ouvertes le 15 mars 2025");
  assert.equal(c.suite, false);
});

test("a card out of reach shows its distance, when it is known", () => {
  const loin = { ...OFFRE, acces: null, tranche: 0 };
  assert.equal(champs(loin, MOTS).distance, "à 4\u00a0km");
  assert.equal(champs(loin, MOTS).temps, "");
  assert.equal(champs({ ...loin, distance: Infinity }, MOTS).distance, "");
});

const MEMOIRE = { version: 3, depuis: "depuis Lorient", liste: "/commune/56121-lorient/", place: true, fichiers: ["/d/56.aa.json"], acces: [[[3, 23, 2, 457, 1, 23]]] };

test("a detail page says the journey from the last commune", () => {
  assert.deepEqual(depuis(MEMOIRE, "/d/56.aa.json", 3), { temps: "23\u00a0min", precision: "départ 7\u00a0h\u00a037 pour 8\u00a0h · 1 correspondance · car scolaire" });
  const aVelo = { ...MEMOIRE, acces: [[[3, 31, 0, 0, 8, 31]]] };
  assert.deepEqual(depuis(aVelo, "/d/56.aa.json", 3), { temps: "31\u00a0min", precision: "à vélo, estimation" });
  assert.deepEqual(depuis(MEMOIRE, "/d/56.aa.json", 4), { temps: "", precision: "pas de trajet de moins de 1\u00a0h\u00a030 dans les horaires connus" });
});

test("a boarding school of another académie is said by its distance", () => {
  const m = { ...MEMOIRE, lointains: { "0750001A": 121400 } };
  assert.deepEqual(depuis(m, "/d/75.cc.json", 2, "0750001A"), { temps: "", precision: "à 121\u00a0km en ligne droite, dans une autre académie" });
  assert.equal(depuis(m, "/d/75.cc.json", 2, "0750002B"), null);
  assert.equal(depuis(m, "/d/56.aa.json", 3, "0750001A").temps, "23\u00a0min");
});

test("nothing is said from the memory of another build, or without a position", () => {
  assert.equal(depuis(MEMOIRE, "/d/56.bb.json", 3), null);
  assert.equal(depuis({ ...MEMOIRE, place: false }, "/d/56.aa.json", 3), null);
});
