import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { grouper } from "./filtres.js";
import { internatsDe, offresDe } from "./offres.js";

// The golden files of the Go tests are the contract: what generator/pages
// writes is what is read here.
const lire = (nom) => JSON.parse(readFileSync(new URL(`../../../generator/pages/testdata/${nom}`, import.meta.url), "utf8"));

test("what the generator writes is what the script reads", () => {
  const offres = offresDe([lire("offres-35.json"), lire("offres-44.json")], lire("acces.json"));
  const { proche, velo, academie } = grouper(offres, "trajet");
  // The bac pro of the famille stands under its 2de commune.
  assert.deepEqual(proche.map((o) => [o.cle, o.acces.minutes, o.tranche]), [
    ["50022137-241-0350001A-scolaire", 9, 15],
    ["40025222-247-0350001A-scolaire", 9, 15],
    ["50022137-241-0440001C-scolaire", 18, 30],
  ]);
  assert.deepEqual(velo.map((o) => [o.cle, o.acces.minutes, o.acces.velo, o.tranche]), [["50022137-241-0440002D-scolaire", 26, true, 30]]);
  assert.deepEqual(academie.map((o) => [o.cle, o.distance]), [["50022137--0350002B-apprentissage", Infinity]]);
  const [boulanger, maintenance, prive] = proche;
  assert.deepEqual(
    [boulanger.libelle, boulanger.diplome, boulanger.groupeDiplome, boulanger.domaines, boulanger.tags, boulanger.pression, boulanger.internat, boulanger.portesOuvertes],
    ["Boulanger", "CAP", "CAP", ["commerce", "alimentation"], ["faible_taux_pression"], 0.75, true, "Portes ouvertes le 15 mars 2025"]);
  assert.equal(prive.portesOuvertes, "");
  assert.deepEqual([maintenance.diplome, maintenance.specialites], ["2de commune", ["Maintenance des véhicules"]]);
  assert.deepEqual([boulanger.places, prive.places], [20, null]);
  assert.deepEqual([prive.statut, prive.statutTexte, prive.emploi, prive.etablissement], ["prive-sous-contrat", "Privé sous contrat", 64, "Lycée d’à côté"]);
  assert.deepEqual(internatsDe(lire("internat-35.json"), lire("acces.json"), offres).map((o) => [o.cle, o.groupe, o.internat, o.distance]),
    [["50022137-241-0440003E-scolaire", "internat", true, 111319]]);
});
