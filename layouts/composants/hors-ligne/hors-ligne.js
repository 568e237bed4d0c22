// @ts-check
// Pages looked at stay readable without a network: once this one is loaded, it
// hands to the service worker what it is made of.

/** @param {string[]} [fichiers] what the page has yet to read */
export function garder(fichiers = []) {
  if (!("serviceWorker" in navigator)) return;
  const sw = navigator.serviceWorker;
  const confier = async () => {
    const lus = performance.getEntriesByType("resource").map((r) => r.name);
    const econome = /** @type {any} */ (navigator).connection?.saveData;
    const aLire = econome ? [] : fichiers.map((f) => new URL(f, location.href).href);
    (await sw.ready).active?.postMessage({ garder: [location.href, ...lus, ...aLire] });
  };
  const installer = () => {
    // Where it may not be, in private browsing for instance, the site does without.
    sw.register(new URL("../sw.js", import.meta.url)).then(confier).catch(() => {});
    sw.addEventListener("controllerchange", () => confier().catch(() => {}));
  };
  if (document.readyState === "complete") installer();
  else addEventListener("load", installer);
}
