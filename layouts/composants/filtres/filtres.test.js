import assert from "node:assert/strict";
import { test } from "node:test";
import { dehors, ecrireEtat, filtrer, grouper, lireEtat, relacher, sansTexte, sansValeur, vierge } from "./filtres.js";
import { distance, internatsDe, offresDe, trancheDe } from "./offres.js";

// Two départements: 56 is of the académie, 44 is not.
const F56 = {
  version: 3, code: "56", domaines: ["mécanique", "sciences"],
  formations: [
    ["Cuisine", "CAP", "CAP", [], "50022137", "241", "s"],
    ["Maintenance", "Bac pro", "BAC_PRO", [0, 1], "40025214", "247", "s"],
    ["Cuisine", "CAP", "CAP", [], "50022137", "", "a"],
    ["Véhicules", "Bac pro", "BAC_PRO", [0], "40025215", "247", "s"],
  ],
  etablissements: [
    ["0560001A", "LP Un", "Lorient", "public", "Public", 0, -3.36, 47.75, 1],
    ["0560002B", "LP Deux", "Vannes", "prive-sous-contrat", "Privé sous contrat", 1, -2.76, 47.66, 0],
    ["0560003C", "LP Trois", "Pontivy", "public", "Public", 0, null, null, 0],
  ],
  offres: [
    [0, 0, ["faible_taux_pression"], 0.5, 40, []],
    [1, 0, ["pour_travailler_rapidement", "faible_taux_pression"], 0.9, 70, [3]],
    [0, 1, [], 1.2, null, []],
    [2, 1, [], null, 55, []],
    [1, 2, [], null, null, []],
  ],
};
const F44 = {
  version: 3, code: "44", domaines: ["mécanique"],
  formations: [["Maintenance", "Bac pro", "BAC_PRO", [0], "40025214", "247", "s"]],
  etablissements: [
    ["0440001A", "LP Nord", "Redon", "public", "Public", 0, -2.08, 47.65, 0],
    ["0440002B", "LP Loin", "Nantes", "public", "Public", 0, -1.55, 47.22, 0],
  ],
  offres: [[0, 0, [], 2, null, []], [0, 1, [], 1, null, []]],
};
const ACCES = {
  version: 3, centre: [-3.37, 47.74], academie: [true, false],
  acces: [[[0, 12, 0, 460, 0, 12], [1, 58, 2, 425, 3, 40]], [[0, 88, 3, 380, 4, 88]]],
};
const CHOIX = {
  tris: ["trajet", "emploi", "pression", "distance"],
  filtres: {
    domaines: { combine: "ou", valeurs: ["mécanique", "sciences"] },
    diplome: { combine: "ou", valeurs: ["CAP", "BAC_PRO"] },
    voie: { combine: "ou", valeurs: ["scolaire", "apprentissage"] },
    statut: { combine: "ou", valeurs: ["public", "prive-sous-contrat"] },
    tag: { combine: "et", valeurs: ["pour_travailler_rapidement", "faible_taux_pression"] },
    temps: { combine: "un", valeurs: ["15", "30", "45", "60", "90"] },
    mode: { combine: "ou", valeurs: ["pied", "transports", "car", "velo"] },
    internat: { combine: "ou", valeurs: ["oui"] },
  },
};
const OFFRES = offresDe([F56, F44], ACCES);
const etat = (filtres = {}, tri = "trajet") => ({ filtres, tri, texte: "", groupe: "", loin: false });
const gardees = (filtres) => filtrer(OFFRES, etat(filtres), CHOIX).offres.map((o) => o.cle);
const comptes = (filtres) => filtrer(OFFRES, etat(filtres), CHOIX).comptes;

test("offres: within reach, or in the académie", () => {
  assert.equal(OFFRES.length, 6); // not LP Loin: of another académie, out of reach
  const parCle = Object.fromEntries(OFFRES.map((o) => [o.cle, o]));
  const commune = parCle["40025214-247-0560001A-scolaire"];
  assert.deepEqual(commune.specialites, ["Véhicules"]);
  assert.deepEqual(commune.domaines, ["mécanique", "sciences"]);
  assert.equal(commune.internat, true);
  assert.equal(commune.tranche, 15);
  const car = parCle["50022137--0560002B-apprentissage"];
  assert.deepEqual(car.acces, { minutes: 58, vehicules: 2, depart: 425, scolaire: true, espace: true, meilleur: 40, partiel: false, velo: false });
  const loin = parCle["40025214-247-0560003C-scolaire"];
  assert.equal(loin.groupe, "academie");
  assert.equal(loin.distance, Infinity);
});

test("by bicycle: a group of its own, even out of the académie", () => {
  const acces = { ...ACCES, acces: [[[0, 12, 0, 460, 0, 12], [1, 31, 0, 0, 8, 31]], [[1, 44, 0, 0, 12, 44]]] };
  const g = grouper(offresDe([F56, F44], acces), "trajet");
  assert.deepEqual(g.proche.map((o) => o.uai), ["0560001A", "0560001A"]);
  assert.deepEqual(g.velo.map((o) => [o.uai, o.tranche]), [["0440002B", 45], ["0560002B", 45], ["0560002B", 45]]);
  assert.deepEqual(g.academie.map((o) => o.uai), ["0560003C"]);
  assert.deepEqual(g.velo[0].acces, { minutes: 44, vehicules: 0, depart: 0, scolaire: false, espace: false, meilleur: 44, partiel: true, velo: true });
  // "At most 45 minutes" counts them too.
  const { offres } = filtrer(offresDe([F56, F44], acces), etat({ temps: ["45"] }), CHOIX);
  assert.deepEqual(offres.map((o) => o.groupe), ["proche", "proche", "velo", "velo", "velo"]);
});

test("another version of the data is refused", () => {
  assert.throws(() => offresDe([{ ...F56, version: 1 }], ACCES), /version 1/);
});

test("a commune without position has no distance", () => {
  assert.ok(offresDe([F56], { ...ACCES, centre: null }).every((o) => o.distance === Infinity));
});

test("distance is that of orb's haversine, in whole metres", () => {
  // One degree of latitude: R × π / 180 = 6378137 × 0.0174533 = 111319.49.
  assert.equal(distance(0, 0, 0, 1), 111319);
  assert.equal(distance(-3.37, 47.74, -3.37, 47.74), 0);
});

test("tranches hold their upper bound", () => {
  assert.deepEqual([1, 15, 16, 60, 61, 90, 91].map(trancheDe), [15, 15, 30, 60, 90, 90, 0]);
});

test("no filter keeps everything", () => assert.equal(gardees({}).length, 6));

test("an empty selection does nothing", () => assert.equal(gardees({ diplome: [] }).length, 6));

test("an unknown filter does nothing", () => assert.equal(gardees({ couleur: ["bleu"] }).length, 6));

test("two values of one filter: either", () => {
  assert.equal(gardees({ diplome: ["CAP"] }).length, 3);
  assert.equal(gardees({ diplome: ["CAP", "BAC_PRO"] }).length, 6);
});

test("two filters: both", () => {
  assert.deepEqual(gardees({ diplome: ["CAP"], statut: ["public"] }), ["50022137-241-0560001A-scolaire"]);
});

test("two étiquettes: both", () => {
  assert.equal(gardees({ tag: ["faible_taux_pression"] }).length, 2);
  assert.deepEqual(gardees({ tag: ["faible_taux_pression", "pour_travailler_rapidement"] }), ["40025214-247-0560001A-scolaire"]);
});

test("a maximum time keeps what takes less, and leaves out what has no time", () => {
  assert.equal(gardees({ temps: ["15"] }).length, 2);
  assert.equal(gardees({ temps: ["60"] }).length, 4);
  assert.equal(gardees({ temps: ["90"] }).length, 5);
});

test("modes: those of the journeys, none out of reach", () => {
  const acces = { ...ACCES, acces: [[[0, 12, 0, 460, 0, 12], [1, 58, 2, 425, 3, 40]], [[0, 88, 3, 380, 4, 88], [1, 31, 0, 0, 8, 31]]] };
  const offres = offresDe([F56, F44], acces);
  const { comptes: c } = filtrer(offres, etat(), CHOIX);
  assert.deepEqual(c.mode, { pied: 2, transports: 1, car: 2, velo: 1 });
  assert.deepEqual(filtrer(offres, etat({ mode: ["velo", "car"] }), CHOIX).offres.map((o) => o.uai), ["0560002B", "0560002B", "0440002B"]);
});

test("with boarding", () => {
  assert.deepEqual(comptes({}).internat, { oui: 2 });
  assert.deepEqual(OFFRES.filter((o) => gardees({ internat: ["oui"] }).includes(o.cle)).map((o) => o.uai), ["0560001A", "0560001A"]);
});

test("boarding schools farther away: a group of its own, what is listed already left out", () => {
  const fichier = structuredClone(F44);
  fichier.etablissements[0][6] = -1.4; // 147 km away, by degrees of longitude of 75 km
  fichier.etablissements[1][6] = -1.3; // 155 km
  fichier.etablissements[1][7] = 47.74;
  const loin = internatsDe(fichier, ACCES, []);
  assert.deepEqual(loin.map((o) => [o.uai, o.groupe, o.acces]), [["0440001A", "internat", null]]);
  assert.deepEqual(internatsDe(fichier, ACCES, OFFRES), []); // 0440001A is within reach
  assert.deepEqual(grouper([...OFFRES, ...loin], "trajet").internat, loin);
});

test("just outside: what the journey alone keeps out, the shortest first", () => {
  const e = etat({ temps: ["15"], mode: ["velo"], diplome: ["BAC_PRO"] });
  assert.equal(filtrer(OFFRES, e, CHOIX).offres.length, 0);
  assert.deepEqual(dehors(OFFRES, e, CHOIX, 3).map((o) => o.uai), ["0560001A", "0440001A", "0560003C"]);
  assert.deepEqual(dehors(OFFRES, e, CHOIX, 1).map((o) => o.uai), ["0560001A"]);
  assert.deepEqual(dehors(OFFRES, etat({ domaines: ["rien"], temps: ["15"] }), CHOIX, 3), []);
});

test("the grouping and the farther list are part of the state", () => {
  const e = { ...etat({ diplome: ["CAP"] }), groupe: "formation", loin: true };
  const choix = { ...CHOIX, loin: true };
  assert.equal(ecrireEtat(e, choix), "?diplome=CAP&groupe=formation&loin=1");
  assert.deepEqual(lireEtat("?diplome=CAP&groupe=formation&loin=1", choix), e);
  assert.equal(ecrireEtat(etat(), choix, "?groupe=formation&loin=1"), "");
  // A page without boarding schools has no farther list; a group that is none is none.
  assert.deepEqual(lireEtat("?groupe=ville&loin=1", CHOIX), etat());
});

test("counts before any choice are those of each option alone", () => {
  const c = comptes({});
  assert.deepEqual(c.diplome, { CAP: 3, BAC_PRO: 3 });
  assert.deepEqual(c.domaines, { mécanique: 3, sciences: 2 });
  assert.deepEqual(c.temps, { 15: 2, 30: 2, 45: 2, 60: 4, 90: 5 });
});

test("counts after a choice: its own filter is as if free, the others narrow", () => {
  const c = comptes({ diplome: ["CAP"] });
  assert.deepEqual(c.diplome, { CAP: 3, BAC_PRO: 3 });
  assert.deepEqual(c.voie, { scolaire: 2, apprentissage: 1 });
  assert.deepEqual(c.domaines, { mécanique: 0, sciences: 0 });
});

test("counts of étiquettes come on top of those chosen", () => {
  const c = comptes({ tag: ["faible_taux_pression"] });
  assert.deepEqual(c.tag, { faible_taux_pression: 2, pour_travailler_rapidement: 1 });
});

test("each count is what choosing the option gives", () => {
  const depart = { diplome: ["BAC_PRO"], temps: ["90"] };
  const c = comptes(depart);
  for (const [cle, { combine, valeurs }] of Object.entries(CHOIX.filtres)) {
    for (const v of valeurs) {
      const choisi = combine === "et" ? [...(depart[cle] ?? []), v] : [v];
      assert.equal(c[cle][v], gardees({ ...depart, [cle]: choisi }).length, `${cle}=${v}`);
    }
  }
});

const ordre = (tri) => {
  const g = grouper(OFFRES, tri);
  return [g.proche.map((o) => o.uai + " " + o.libelle), g.academie.map((o) => o.uai)];
};

test("by default: tranche, statut, distance, UAI, order of the page", () => {
  assert.deepEqual(ordre("trajet"), [
    ["0560001A Cuisine", "0560001A Maintenance", "0560002B Cuisine", "0560002B Cuisine", "0440001A Maintenance"],
    ["0560003C"],
  ]);
  const prive = structuredClone(F56);
  prive.etablissements[0][5] = 2; // LP Un less well ranked than LP Deux, yet in an earlier tranche
  assert.equal(grouper(offresDe([prive], ACCES), "trajet").proche[0].uai, "0560001A");
});

test("within a tranche, statut comes before distance", () => {
  const proche = structuredClone(ACCES);
  proche.acces[0] = [[0, 50, 1, 425, 0], [1, 58, 2, 425, 0]];
  const prive = structuredClone(F56);
  prive.etablissements[0][5] = 1;
  prive.etablissements[1][5] = 0;
  assert.equal(grouper(offresDe([prive], proche), "trajet").proche[0].uai, "0560002B");
});

test("the académie is sorted by distance, unknown positions last", () => {
  const g = grouper(offresDe([F56], { ...ACCES, acces: [[]] }), "trajet");
  assert.deepEqual(g.academie.map((o) => o.uai), ["0560001A", "0560001A", "0560002B", "0560002B", "0560003C"]);
});

test("other sorts put missing values last", () => {
  const valeurs = (tri, champ) => grouper(OFFRES, tri).proche.map((o) => o[champ]);
  assert.deepEqual(valeurs("emploi", "emploi"), [70, 55, 40, null, null]);
  assert.deepEqual(valeurs("pression", "pression"), [0.5, 0.9, 1.2, 2, null]);
  const d = valeurs("distance", "distance");
  assert.deepEqual(d, d.toSorted((a, b) => a - b));
  assert.deepEqual(ordre("inconnu"), ordre("trajet"));
});

test("the state is read from repeated or joined values", () => {
  const voulu = etat({ diplome: ["CAP", "BAC_PRO"] });
  assert.deepEqual(lireEtat("?diplome=CAP|BAC_PRO", CHOIX), voulu);
  assert.deepEqual(lireEtat("?diplome=CAP&diplome=BAC_PRO", CHOIX), voulu);
});

test("unknown parameters, values and sorts are ignored", () => {
  assert.deepEqual(lireEtat("?diplome=BTS&couleur=bleu&tri=alphabet&address=Lorient", CHOIX), etat());
  assert.deepEqual(lireEtat("?diplome=BTS|CAP&tri=emploi", CHOIX), etat({ diplome: ["CAP"] }, "emploi"));
});

test("a filter of one value keeps one", () => {
  assert.deepEqual(lireEtat("?temps=60|30", CHOIX).filtres.temps, ["30"]);
});

test("what is written is read again, in the same words, others' parameters kept", () => {
  const e = etat({ domaines: ["mécanique"], tag: ["pour_travailler_rapidement", "faible_taux_pression"] }, "emploi");
  const requete = ecrireEtat(e, CHOIX, "?source=cio&voie=scolaire");
  assert.deepEqual(lireEtat(requete, CHOIX), e);
  assert.match(requete, /source=cio/);
  assert.doesNotMatch(requete, /voie/);
  assert.equal(ecrireEtat(etat(), CHOIX), "");
});

test("the words looked for are part of the state", () => {
  const e = { ...etat({ diplome: ["CAP"] }), texte: "métiers du bois" };
  const requete = ecrireEtat(e, CHOIX, "?recherche=ancien&source=cio");
  assert.deepEqual(lireEtat(requete, CHOIX), e);
  assert.match(requete, /source=cio/);
  assert.equal(lireEtat("?recherche=%20%20", CHOIX).texte, "");
  assert.equal(lireEtat("?recherche=" + "x".repeat(500), CHOIX).texte.length, 100);
});

test("by relevance, then as by default", () => {
  const notes = OFFRES.map((o, i) => ({ ...o, pertinence: i % 2 }));
  const rangs = grouper(notes, "pertinence").proche.map((o) => o.pertinence);
  assert.deepEqual(rangs, [...rangs].sort((a, b) => b - a));
});

test("what to relax: the most useful filter first, the useless ones unsaid", () => {
  const e = etat({ diplome: ["CAP"], domaines: ["sciences"], temps: ["60"] });
  assert.equal(filtrer(OFFRES, e, CHOIX).offres.length, 0);
  assert.deepEqual(relacher(OFFRES, e, CHOIX), [{ cle: "domaines", nombre: 3 }, { cle: "diplome", nombre: 1 }]);
});

test("a value is removed alone, once, whoever presses twice", () => {
  const e = etat({ diplome: ["CAP", "BAC_PRO"], voie: ["scolaire"] });
  assert.deepEqual(sansValeur(e, "diplome", "CAP"), etat({ diplome: ["BAC_PRO"], voie: ["scolaire"] }));
  const sans = sansValeur(e, "voie", "scolaire");
  assert.deepEqual(sans, etat({ diplome: ["CAP", "BAC_PRO"] }));
  assert.deepEqual(sansValeur(sans, "voie", "scolaire"), sans);
});

test("without words nothing is sorted by them; all can be erased but the sort and the groups", () => {
  const e = { ...etat({ diplome: ["CAP"] }, "pertinence"), texte: "bois", groupe: "formation", loin: true };
  assert.deepEqual(sansTexte(e, CHOIX), { ...e, texte: "", tri: CHOIX.tris[0] });
  assert.equal(sansTexte({ ...e, tri: "emploi" }, CHOIX).tri, "emploi");
  assert.deepEqual(vierge(e, CHOIX), { ...etat(), groupe: "formation", loin: false });
});
