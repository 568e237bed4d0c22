// Keeps the pages looked at for when there is no network. Pages come from the
// network first, so that an old one never hides a new one; files whose name is
// the hash of what they hold come from the cache; all the rest is left alone.
// To stop it everywhere: answer /sw.js with the content of /sw-arret.js.

// The build writes here the hash of what the site holds.
const VERSION = "version-du-site";
const PAGES = "futurpro-pages-" + VERSION;
const FICHIERS = "futurpro-fichiers-" + VERSION;
const SOCLE = "futurpro-socle-" + VERSION; // kept whatever is looked at
const PAGES_MAX = 60;
const FICHIERS_MAX = 300;
const PATIENCE = 3000; // milliseconds

const BASE = new URL("./", self.location.href);
const SECOURS = new URL("hors-ligne/", BASE).href;
// The list is what is wanted on a bus, where it may never have been opened.
const LISTE = new URL("ma-liste/", BASE).href;

/** What an address is to us: "page", "fichier", or "" to be left alone. */
function genre(adresse) {
  const url = new URL(adresse);
  if (url.origin !== BASE.origin || !url.pathname.startsWith(BASE.pathname)) return "";
  const chemin = url.pathname.slice(BASE.pathname.length);
  if (/^(assets\/|donnees\/).*[-.][0-9a-f]{8}[./]/.test(chemin)) return "fichier";
  if (/^((commune|departement|details|documentation|domaine|etablissement|formations?|ma-liste)\/.*)?$/.test(chemin) && /(^|\/)$/.test(chemin)) return "page";
  return "";
}

/** The address under which a page is kept: filters do not make another one. */
function cle(adresse) {
  const url = new URL(adresse);
  url.search = url.hash = "";
  return url.href;
}

/** Keeps an answer, as the last one used, and forgets the oldest past max. */
async function garder(nom, adresse, reponse, max) {
  if (!reponse.ok || reponse.redirected || reponse.type !== "basic") return;
  const cache = await caches.open(nom);
  await cache.delete(adresse);
  await cache.put(adresse, reponse);
  const gardes = await cache.keys();
  for (const vieux of gardes.slice(0, Math.max(0, gardes.length - max))) await cache.delete(vieux);
}

/** From the network; from the cache when it fails, or takes too long. */
async function page(requete, evenement) {
  const adresse = cle(requete.url);
  const reseau = fetch(requete).then((reponse) => {
    evenement.waitUntil(garder(PAGES, adresse, reponse.clone(), PAGES_MAX).catch(() => {}));
    return reponse;
  });
  const gardee = async () => (await caches.open(PAGES).then((c) => c.match(adresse))) ?? socle(adresse);
  try {
    const lent = new Promise((_, echec) => setTimeout(echec, PATIENCE));
    return await Promise.race([reseau, lent]);
  } catch {
    const ancienne = await gardee();
    if (ancienne) {
      reseau.catch(() => {});
      return ancienne;
    }
    return reseau.catch(secours);
  }
}

const socle = (adresse) => caches.open(SOCLE).then((c) => c.match(adresse));
const secours = async () => (await socle(SECOURS)) ?? Response.error();

/** From the cache, else from the network. */
async function fichier(requete, evenement) {
  const garde = (await caches.open(FICHIERS).then((c) => c.match(requete.url))) ?? (await socle(requete.url));
  if (garde) return garde;
  const reponse = await fetch(requete);
  evenement?.waitUntil(garder(FICHIERS, requete.url, reponse.clone(), FICHIERS_MAX).catch(() => {}));
  return reponse;
}

/** Keeps what a page has loaded before we were there. */
async function rattraper(adresses) {
  for (const a of adresses) {
    const g = genre(a);
    if (!g) continue;
    const [nom, adresse, max] = g === "page" ? [PAGES, cle(a), PAGES_MAX] : [FICHIERS, a, FICHIERS_MAX];
    const cache = await caches.open(nom);
    if (!((await cache.match(adresse)) ?? (await socle(adresse)))) await garder(nom, adresse, await fetch(adresse), max);
  }
}

/** Keeps a page for good, with its style sheets and scripts. */
async function tenir(adresse) {
  const reponse = await fetch(adresse, { cache: "no-cache" });
  if (!reponse.ok) throw new Error(`${adresse}: ${reponse.status}`);
  const html = await reponse.clone().text();
  const cache = await caches.open(SOCLE);
  await cache.addAll([...html.matchAll(/(?:href|src)="([^"]*\/assets\/[^"]+)"/g)].map((m) => new URL(m[1], adresse).href));
  await cache.put(adresse, reponse);
}

async function installer() {
  await tenir(SECOURS);
  await tenir(LISTE).catch(() => {}); // once it is looked at, then
}

async function activer() {
  for (const nom of await caches.keys()) {
    if (nom.startsWith("futurpro-") && ![PAGES, FICHIERS, SOCLE].includes(nom)) await caches.delete(nom);
  }
  await self.clients.claim();
}

self.addEventListener("install", (e) => {
  self.skipWaiting();
  e.waitUntil(installer());
});
self.addEventListener("activate", (e) => e.waitUntil(activer()));
self.addEventListener("message", (e) => {
  if (Array.isArray(e.data?.garder)) e.waitUntil(rattraper(e.data.garder).catch(() => {}));
});
self.addEventListener("fetch", (e) => {
  if (e.request.method !== "GET") return;
  const g = genre(e.request.url);
  if (g === "fichier") e.respondWith(fichier(e.request, e));
  else if (e.request.mode === "navigate" && new URL(e.request.url).origin === BASE.origin && !/\/widget\//.test(e.request.url)) e.respondWith(g ? page(e.request, e) : autre(e.request));
});

/** A page that is not kept. */
async function autre(requete) {
  try {
    return await fetch(requete);
  } catch {
    return secours();
  }
}
