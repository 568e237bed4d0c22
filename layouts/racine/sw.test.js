import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const source = readFileSync(new URL("sw.js", import.meta.url), "utf8");

/** A cache in memory, in the order of what is put in it. */
class Cache {
  contenu = new Map();
  async match(a) { return this.contenu.get(a); }
  async put(a, r) { this.contenu.set(a, r); }
  async delete(a) { return this.contenu.delete(a); }
  async keys() { return [...this.contenu.keys()]; }
}

/** The worker of a site under a prefix, with a network of ours. */
function demarrer(reseau) {
  const boites = new Map();
  const caches = {
    async open(n) {
      if (!boites.has(n)) boites.set(n, new Cache());
      return boites.get(n);
    },
    async keys() { return [...boites.keys()]; },
    async delete(n) { return boites.delete(n); },
  };
  const ecoutes = {};
  const self = { location: new URL("https://exemple.test/prefixe/sw.js"), addEventListener: (nom, f) => (ecoutes[nom] = f), skipWaiting() {}, clients: { async claim() {} } };
  // Time flies: a wait of seconds ends at the next turn but one.
  const contexte = vm.createContext({ self, caches, URL, Response, fetch: reseau, setTimeout: (f) => setTimeout(f, 20) });
  vm.runInContext(source, contexte);
  const demander = async (chemin, mode = "navigate") => {
    const attentes = [];
    let reponse;
    ecoutes.fetch({ request: { url: "https://exemple.test" + chemin, method: "GET", mode }, respondWith: (r) => (reponse = r), waitUntil: (p) => attentes.push(p) });
    const rendue = reponse && (await reponse);
    await Promise.all(attentes);
    return rendue;
  };
  return { contexte, demander, boites, ecoutes };
}

/** An answer of the network, as a browser has it. */
const reponse = (texte, plus = {}) => ({ ok: true, redirected: false, type: "basic", texte, clone() { return this; }, ...plus });

test("what is kept, and what is left alone", () => {
  const { contexte } = demarrer();
  for (const [chemin, genre] of [
    ["/prefixe/", "page"], ["/prefixe/commune/35238-rennes/?diplome=CAP", "page"], ["/prefixe/details/x-y/", "page"], ["/prefixe/ma-liste/", "page"], ["/prefixe/formations/", "page"], ["/prefixe/formation/40022105-boulanger/", "page"],
    ["/prefixe/assets/commune.4267c2ed.js", "fichier"], ["/prefixe/donnees/offres-35.fc38641d.json", "fichier"], ["/prefixe/donnees/communes-63c62748/re.json", "fichier"],
    ["/prefixe/donnees/chemins-0350030T.json", ""], ["/prefixe/donnees/", ""], ["/prefixe/widget/cadre/", ""], ["/prefixe/widget.js", ""], ["/prefixe/recherche/", ""], ["/ailleurs/", ""], ["/prefixe/commune/x.html", ""],
  ]) assert.equal(contexte.genre("https://exemple.test" + chemin), genre, chemin);
  assert.equal(contexte.genre("https://data.geopf.fr/wmts?x=1"), "");
});

test("a page comes from the network first, and is kept without its filters", async () => {
  let n = 0;
  const { demander, boites } = demarrer(async () => reponse("parution " + ++n));
  assert.equal((await demander("/prefixe/commune/1/?a=b")).texte, "parution 1");
  assert.equal((await demander("/prefixe/commune/1/")).texte, "parution 2");
  const [pages] = [...boites].find(([nom]) => nom.includes("pages"))[1].contenu.entries();
  assert.deepEqual([pages[0], pages[1].texte], ["https://exemple.test/prefixe/commune/1/", "parution 2"]);
});

test("a slow network gives the page kept, and is waited for where there is none", async () => {
  let lent = false;
  const { demander } = demarrer(() => new Promise((ok) => setTimeout(() => ok(reponse(lent ? "neuve" : "ancienne")), lent ? 60 : 0)));
  await demander("/prefixe/commune/1/");
  lent = true;
  assert.equal((await demander("/prefixe/commune/1/")).texte, "ancienne");
  assert.equal((await demander("/prefixe/commune/2/")).texte, "neuve");
});

test("sixty pages are kept, the last ones used", async () => {
  const { demander, boites } = demarrer(async () => reponse(""));
  for (let i = 0; i < 60; i++) await demander(`/prefixe/commune/${i}/`);
  await demander("/prefixe/commune/0/");
  await demander("/prefixe/commune/60/");
  const gardees = [...[...boites].find(([nom]) => nom.includes("pages"))[1].contenu.keys()];
  assert.equal(gardees.length, 60);
  assert.ok(gardees[0].endsWith("/commune/2/") && gardees.some((g) => g.endsWith("/commune/0/")), gardees[0]);
});

test("errors and redirections are not kept, frames of others are left alone", async () => {
  const { demander, boites } = demarrer(async (r) => reponse("", r.url.includes("ab") ? { ok: false } : { redirected: true }));
  await demander("/prefixe/commune/absente/");
  await demander("/prefixe/commune/demenagee/");
  assert.equal([...boites.values()].reduce((n, c) => n + c.contenu.size, 0), 0);
  assert.equal(await demander("/prefixe/widget/cadre/"), undefined);
  assert.equal(await demander("/prefixe/donnees/etat.json", "cors"), undefined);
});

test("hashed files are asked for once", async () => {
  let n = 0;
  const { demander } = demarrer(async () => reponse(String(++n)));
  await demander("/prefixe/assets/a.0123abcd.js", "cors");
  assert.equal((await demander("/prefixe/assets/a.0123abcd.js", "cors")).texte, "1");
});
