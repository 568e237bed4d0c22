import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const O = { cle: "40025214-247-0560001A-scolaire", libelle: "Cuisine", diplome: "CAP", etablissement: "LP Un", ville: "Lorient", note: "" };
const P = { ...O, cle: "50022137--0560002B-apprentissage", libelle: "Boucher" };

/** What the browser gives to the module: an event target, and a storage. */
let refus = false;
const stockage = new Map();
const cible = new EventTarget();
Object.assign(globalThis, {
  addEventListener: cible.addEventListener.bind(cible),
  dispatchEvent: cible.dispatchEvent.bind(cible),
  localStorage: {
    getItem: (c) => stockage.get(c) ?? null,
    setItem: (c, v) => { if (refus) throw new Error("QuotaExceededError"); stockage.set(c, v); },
    removeItem: (c) => { if (refus) throw new Error("refused"); stockage.delete(c); },
  },
});
const { CLE, CLE_ABIMEE, decoder, lire, modifier, suivre } = await import("./gardees.js");

beforeEach(() => { refus = false; modifier(() => []); stockage.clear(); });

test("what is kept is read again", () => {
  assert.ok(modifier(() => [O, P]));
  assert.deepEqual(lire(), [O, P]);
  assert.deepEqual(decoder(stockage.get(CLE)), { offres: [O, P], abimee: false });
});

test("an empty list leaves nothing behind", () => {
  modifier(() => [O]);
  modifier(() => []);
  assert.equal(stockage.size, 0);
});

test("a change begins from what another tab has written", () => {
  modifier(() => [O]);
  stockage.set(CLE, JSON.stringify({ version: 1, offres: [P] }));
  modifier((l) => [...l, O]);
  assert.deepEqual(lire(), [P, O]);
});

test("a damaged value is set aside, what can be read of it is kept", () => {
  for (const [brut, veut] of /** @type {[string, any[]][]} */ ([
    ["{", []], ["null", []], ["[]", []], ['{"version":9,"offres":[]}', []], ['{"version":1,"offres":{}}', []],
    [JSON.stringify({ version: 1, offres: [null, 3, { cle: "javascript:alert(1)", libelle: "x" }, { ...O, libelle: 3 }, P] }), [P]],
  ])) {
    stockage.clear();
    stockage.set(CLE, brut);
    assert.deepEqual(lire(), veut, brut);
    assert.equal(stockage.get(CLE_ABIMEE), brut);
    assert.deepEqual(decoder(stockage.get(CLE) ?? null), { offres: veut, abimee: false }, "mended");
  }
});

test("a storage that refuses is told, and the page goes on", () => {
  modifier(() => [O]);
  refus = true;
  let vues = 0;
  suivre(() => vues++);
  assert.equal(modifier((l) => [...l, P]), false);
  assert.deepEqual(lire(), [O, P]);
  assert.equal(vues, 1);
  refus = false;
  assert.equal(modifier((l) => l), true);
  assert.deepEqual(decoder(stockage.get(CLE)).offres, [O, P]);
});
