// Asks Lighthouse, as a phone, what it says of one page of each kind of the
// site of public/, served with the headers of production: node .ci/lighthouse.mjs
// [--runs N] [PATH…]. The figures are those of the median run of N. It ends with
// 1 where accessibility, best practices or SEO are under 100; speed depends on
// the machine, and is only told.
import { spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { once } from "node:events";
import { createRequire } from "node:module";
import { parseArgs } from "node:util";

const outils = createRequire(new URL("../.cache/outils/package.json", import.meta.url));
const { default: lighthouse } = await import(outils.resolve("lighthouse"));
const { launch } = await import(outils.resolve("chrome-launcher"));

const { values, positionals } = parseArgs({ allowPositionals: true, options: { runs: { type: "string", default: "3" } } });

/** The heaviest page of a folder of pages, which shows the most. @param {string} dossier */
function lourde(dossier) {
  const poids = (/** @type {string} */ nom) => statSync(`public/${dossier}/${nom}/index.html`, { throwIfNoEntry: false })?.size ?? 0;
  return `/${dossier}/${readdirSync(`public/${dossier}`).reduce((a, b) => (poids(b) > poids(a) ? b : a))}/`;
}

const pages = positionals.length > 0 ? positionals : [
  "/", "/commune/35238-rennes/", "/commune/29083-ile-de-sein/", ...["details", "etablissement", "formation", "domaine", "departement"].map(lourde),
  "/formations/", "/documentation/mode-emploi/", "/documentation/", "/donnees/", "/ma-liste/",
];

const serveur = spawn(".cache/outils/generator", ["serve", "--dir", "public", "--addr", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
const [annonce] = await once(serveur.stdout, "data");
const racine = /http:\/\/[^/ ]+/.exec(String(annonce))?.[0];
const chrome = await launch({
  chromePath: process.env.FUTURPRO_BROWSER || undefined,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic"],
});

const cellule = (/** @type {string | number} */ v, /** @type {number} */ large) => String(v).padStart(large);
let echecs = 0;
let machine = Infinity; // what Lighthouse measures of its speed
try {
  console.log("perf  a11y  best   seo   LCP ms  TBT ms    CLS      kB  requests  page");
  for (const page of pages) {
    const passages = [];
    for (let i = 0; i < Number(values.runs); i++) {
      const r = await lighthouse(racine + page, { port: chrome.port, output: "json", logLevel: "error" });
      if (!r || r.lhr.runtimeError) throw new Error(`${page}: ${r?.lhr.runtimeError?.message ?? "no answer of Lighthouse"}`);
      passages.push(r.lhr);
      machine = Math.min(machine, r.lhr.environment.benchmarkIndex);
    }
    passages.sort((a, b) => (a.categories.performance.score ?? 0) - (b.categories.performance.score ?? 0));
    const { categories, audits } = passages[passages.length >> 1];
    const notes = ["performance", "accessibility", "best-practices", "seo"].map((c) => Math.round((categories[c].score ?? 0) * 100));
    const mesure = (/** @type {string} */ id) => audits[id].numericValue ?? NaN;
    console.log(notes.map((n) => cellule(n, 4)).join("  "), cellule(Math.round(mesure("largest-contentful-paint")), 8), cellule(Math.round(mesure("total-blocking-time")), 7),
      cellule(mesure("cumulative-layout-shift").toFixed(3), 6), cellule((mesure("total-byte-weight") / 1000).toFixed(1), 7), cellule(audits["network-requests"].details.items.length, 9), "", page);
    for (const c of ["accessibility", "best-practices", "seo"]) {
      for (const { id, weight } of categories[c].auditRefs) {
        if (weight > 0 && audits[id].score !== null && audits[id].score < 1) {
          echecs++;
          console.log(`      ${c}: ${audits[id].title} (${id})`);
        }
      }
    }
  }
  console.log(`This machine was at ${Math.round(machine)} at worst; under 1000, it was too busy or too slow for the first column to be believed.`);
} finally {
  chrome.kill();
  serveur.kill();
}
process.exitCode = echecs > 0 ? 1 : 0;
