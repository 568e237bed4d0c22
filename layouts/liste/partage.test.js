import assert from "node:assert/strict";
import { test } from "node:test";
import { ecrireFragment, lireFragment } from "./partage.js";

const LISTE = [
  { cle: "40025214-247-0560001A-scolaire", note: "À visiter : « l’atelier » ?\n+ internat 😀" },
  { cle: "50022137--0560002B-apprentissage", note: "" },
  { cle: "5002A137-241-0350003C-scolaire", note: "~.-_" },
];
const sansNotes = LISTE.map(({ cle }) => ({ cle, note: "" }));

test("what is written is read again, notes only if asked for", () => {
  assert.equal(ecrireFragment(LISTE, false), "l=1.40025214-247-0560001As.50022137--0560002Ba.5002A137-241-0350003Cs.3");
  assert.deepEqual(lireFragment("#" + ecrireFragment(LISTE, false)), { offres: sansNotes, annoncees: 3, incomplete: false, commune: "" });
  assert.deepEqual(lireFragment("#" + ecrireFragment(LISTE, true)), { offres: LISTE, annoncees: 3, incomplete: false, commune: "" });
  assert.match(ecrireFragment(LISTE, true), /^l=[\w.-]+\d$/, "nothing that a messenger would cut or change");
  assert.deepEqual(lireFragment(ecrireFragment([], true)), { offres: [], annoncees: 0, incomplete: false, commune: "" });
});

test("random lists are read as they were written", () => {
  let graine = 7;
  const hasard = (n) => (graine = (graine * 48271) % 2147483647) % n;
  for (let i = 0; i < 300; i++) {
    const liste = Array.from({ length: hasard(12) }, (_, rang) => ({
      cle: `${10000000 + i}-${hasard(2) ? 200 + hasard(99) : ""}-${String(hasard(1e7)).padStart(7, "0")}${String.fromCharCode(65 + rang)}-${hasard(2) ? "scolaire" : "apprentissage"}`,
      note: String.fromCodePoint(...Array.from({ length: hasard(40) }, () => 32 + hasard(0x2fff))),
    }));
    assert.deepEqual(lireFragment(ecrireFragment(liste, true))?.offres, liste);
  }
});

test("the commune is written before the count, and read if it may be an address", () => {
  assert.equal(ecrireFragment(LISTE.slice(0, 1), false, "35238-rennes"), "l=1.40025214-247-0560001As.-35238-rennes.1");
  assert.deepEqual(lireFragment(ecrireFragment(LISTE, true, "2A004-ajaccio")), { offres: LISTE, annoncees: 3, incomplete: false, commune: "2A004-ajaccio" });
  for (const c of ["-..%2F", "-35238-Rennes/", "-//ailleurs", "-"]) assert.equal(lireFragment(`l=1.${c}.0`)?.commune, "", c);
});

test("no list in another fragment", () => {
  for (const f of ["", "#", "#contenu", "#x=1", "#ll=1.2"]) assert.equal(lireFragment(f), null);
});

test("a link cut anywhere is never read as whole", () => {
  for (const [notes, commune] of /** @type {[boolean, string][]} */ ([[false, ""], [true, ""], [true, "35238-rennes"]])) {
    const entier = "#" + ecrireFragment(LISTE, notes, commune);
    for (let i = 3; i < entier.length; i++) {
      const lu = lireFragment(entier.slice(0, i));
      assert.ok(lu?.incomplete, entier.slice(0, i));
      for (const o of lu.offres.slice(0, -1)) assert.ok(LISTE.some((l) => l.cle === o.cle));
    }
  }
});

test("what makes no sense is left out, the rest is read", () => {
  const deux = { offres: [{ cle: "40025214-247-0560001A-scolaire", note: "" }, { cle: "50022137--0560002B-apprentissage", note: "" }], incomplete: true };
  for (const [nom, f] of Object.entries({
    "an offre": "l=1.40025214-247-0560001As.<b>.50022137--0560002Ba.3",
    "a note that is no base64": "l=1.40025214-247-0560001As-A.50022137--0560002Ba.2",
    "a note that is no UTF-8": "l=1.40025214-247-0560001As-_w.50022137--0560002Ba.2",
    "the count": "l=1.40025214-247-0560001As.50022137--0560002Ba.9",
    "no count": "l=1.40025214-247-0560001As.50022137--0560002Ba",
  })) {
    const lu = lireFragment(f);
    assert.deepEqual({ offres: lu?.offres, incomplete: lu?.incomplete }, deux, nom);
  }
  assert.equal(lireFragment("l=1.a-b-cs.9")?.annoncees, 9);
  assert.deepEqual(lireFragment("l=2.40025214-247-0560001As.1"), { offres: [], annoncees: 1, incomplete: true, commune: "" }, "another version");
  for (const f of ["l=", "l=1", "l=%", "l=1..", "l=1.-.-.", "l=1." + "a-b-cs.".repeat(5000) + "5000"]) {
    const lu = lireFragment(f);
    assert.ok(lu?.incomplete && lu.offres.length <= 50, f.slice(0, 20));
  }
});
