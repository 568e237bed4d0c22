import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { ecrireCSV } from "./csv.js";
import { comparer, completer, deplacer, fichiersDe, fusionner, lignes, remettre } from "./voeux.js";

// Written by the Go tests: two shared files.
const lire = (nom) => JSON.parse(readFileSync(new URL(`../../generator/pages/testdata/${nom}`, import.meta.url), "utf8"));
const INDEX = { "035": ["/d/offres-35.aa.json"], "044": ["/d/offres-44.bb.json"] };
const FICHIERS = new Map([["/d/offres-35.aa.json", lire("offres-35.json")], ["/d/offres-44.bb.json", lire("offres-44.json")]]);
const MEMOIRE = { version: 3, depuis: "depuis Ici", liste: "/", place: true, fichiers: ["/d/offres-35.aa.json"], acces: [[[0, 23, 2, 457, 1, 23, 0]]] };

const BOULANGER = "50022137-241-0350001A-scolaire";
const COMMUNE = "40025222-247-0350001A-scolaire";
const BAC_PRO = "40025214-247-0350001A-scolaire"; // of the famille of COMMUNE
const PRIVE = "50022137-241-0440001C-scolaire";
const GARDEE = { cle: "60099999-300-0350001A-scolaire", libelle: "Sellier", diplome: "CAP", etablissement: "Lycée d’avant", ville: "Ici", note: "la voir" };

const un = (g, fichiers = FICHIERS, memoire = null) => completer([typeof g === "string" ? { cle: g } : g], fichiers, INDEX, memoire)[0];
const valeurs = (voeu, lieu = null) => Object.fromEntries(lignes(voeu, { faible_taux_pression: "Taux de pression faible" }, lieu).map((l) => [l.nom, l.valeur]));

test("the key of an offre says which file to read", () => {
  assert.deepEqual(fichiersDe(BOULANGER, INDEX), ["/d/offres-35.aa.json"]);
  assert.deepEqual(fichiersDe("1-2-9990001A-scolaire", INDEX), []);
});

test("a key alone gives all that the site says", () => {
  const v = un(BOULANGER);
  assert.deepEqual([v.etat, v.gardee.libelle, v.gardee.etablissement, v.gardee.ville], ["", "Boulanger", "Lycée du Pont", "Ici"]);
  assert.deepEqual(valeurs(v), {
    Diplôme: "CAP", Établissement: "Lycée du Pont", Ville: "Ici", Statut: "Public", Voie: "scolaire", Internat: "oui", Étiquettes: "Taux de pression faible",
    Places: "20", "Taux de pression": "0,75 demande par place", "Taux d’emploi": "non publié", "Portes ouvertes": "le 15 mars 2025", "Bacs pro ensuite": "sans objet",
  });
});

test("what the site says today replaces what was kept, but for the note", () => {
  const v = un({ ...GARDEE, cle: BOULANGER });
  assert.deepEqual(v.gardee, { cle: BOULANGER, libelle: "Boulanger", diplome: "CAP", etablissement: "Lycée du Pont", ville: "Ici", note: "la voir" });
});

test("an offre that has gone keeps what was known of it", () => {
  const v = un(GARDEE);
  assert.deepEqual([v.etat, v.offre, v.gardee], ["absente", null, GARDEE]);
  assert.equal(valeurs(v)["Taux de pression"], "inconnu");
  assert.equal(un({ ...GARDEE, cle: "1-2-9990001A-scolaire" }).etat, "absente", "its département has gone too");
});

test("an offre that has gone, of a link: the files name its parts where they can", () => {
  assert.deepEqual(un(GARDEE.cle).gardee, { cle: GARDEE.cle, libelle: "Formation 60099999", diplome: "", etablissement: "Lycée du Pont", ville: "Ici", note: "" });
  assert.equal(un("50022137-241-0350009Z-scolaire").gardee.libelle, "Boulanger");
  assert.equal(un("1-2-9990001A-scolaire").gardee.etablissement, "établissement 9990001A");
});

test("a bac pro that is now entered by a 2de commune says which", () => {
  const v = un(BAC_PRO);
  assert.deepEqual([v.etat, v.vers, v.gardee.libelle], ["specialite", COMMUNE, "Maintenance des véhicules"]);
  assert.equal(un(COMMUNE).vers, "");
});

test("a file that could not be read is not an offre that has gone", () => {
  const v = un({ ...GARDEE, cle: PRIVE }, new Map([...FICHIERS].slice(0, 1)));
  assert.deepEqual([v.etat, v.gardee.libelle], ["illisible", "Sellier"]);
  assert.equal(valeurs(v).Statut, "non chargé");
});

test("journeys are those of the commune in memory", () => {
  assert.equal(valeurs(un(BOULANGER, FICHIERS, MEMOIRE), MEMOIRE)["Trajet depuis Ici"], "23\u00a0min (départ 7\u00a0h\u00a037 pour 8\u00a0h · 1 correspondance · car scolaire)");
  assert.match(valeurs(un(PRIVE, FICHIERS, MEMOIRE), MEMOIRE)["Trajet depuis Ici"], /^pas de trajet/);
  const ici = { ...MEMOIRE, centre: [10.00898, 1] }; // one degree of latitude away
  assert.match(valeurs(un(PRIVE, FICHIERS, ici), ici)["Trajet depuis Ici"], /^à 111\u00a0km en ligne droite, pas de trajet/);
  assert.equal(valeurs(un(PRIVE, FICHIERS, MEMOIRE), { ...MEMOIRE, place: false })["Trajet depuis Ici"], "non calculé");
});

test("order: one place at a time, never past an end", () => {
  const l = ["a", "b", "c"].map((cle) => ({ cle }));
  const cles = (x) => x.map((o) => o.cle).join("");
  assert.equal(cles(deplacer(l, "c", -1)), "acb");
  assert.equal(cles(deplacer(l, "a", 1)), "bac");
  assert.equal(cles(deplacer(l, "a", -1)), "abc");
  assert.equal(cles(deplacer(l, "c", 1)), "abc");
  assert.equal(cles(deplacer(l, "z", 1)), "abc");
  assert.equal(cles(remettre(l.slice(0, 2), { cle: "z" }, 1)), "azb");
  assert.equal(cles(remettre(l, { cle: "a" }, 2)), "abc", "kept again meanwhile");
});

test("merge: what is new comes after, own notes stay", () => {
  const o = (cle, note = "") => ({ ...GARDEE, cle, note });
  const l = fusionner([o("a", "à moi"), o("b")], [o("c", "x"), o("b", "de lui"), o("a", "de lui")]);
  assert.deepEqual(l.map((x) => [x.cle, x.note]), [["a", "à moi"], ["b", "de lui"], ["c", "x"]]);
  assert.equal(fusionner([], Array.from({ length: 70 }, (_, i) => o(String(i)))).length, 50);
});

test("compare: same rows, differences marked", () => {
  const colonnes = [BOULANGER, PRIVE].map((c) => lignes(un(c), {}, null));
  const par = Object.fromEntries(comparer(colonnes).map((l) => [l.nom, l]));
  assert.deepEqual(par["Diplôme"], { nom: "Diplôme", valeurs: ["CAP", "CAP"], differe: false });
  assert.deepEqual([par["Taux d’emploi"].valeurs, par["Taux d’emploi"].differe], [["non publié", "64\u00a0%"], true]);
  assert.equal(par["Bacs pro ensuite"], undefined);
  assert.ok(comparer([lignes(un(BOULANGER), {}, null), lignes(un(COMMUNE), {}, null)]).some((l) => l.nom === "Bacs pro ensuite" && l.differe));
  assert.deepEqual(comparer([]), []);
});

test("CSV: quotes, semicolons, lines, and no formula", () => {
  assert.equal(ecrireCSV([["Vœu", "Note"], ["1", 'a "b";\nc']]), '\ufeff"Vœu";"Note"\r\n"1";"a ""b"";\nc"\r\n');
  for (const x of ["=1+1", "+33", "-2", "@a", "\t=1", "\r=1"]) assert.equal(ecrireCSV([[x]]), `\ufeff"'${x}"\r\n`);
  assert.equal(ecrireCSV([["a=b"]]), '\ufeff"a=b"\r\n');
});
