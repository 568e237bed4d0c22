// @ts-check
// Coming back to the list from a formation that was opened from it.

import { image } from "./morceaux.js";

/**
 * Whether that is what happens. The browser then leaves the place to be found: it
 * would look for it before the list is drawn again.
 */
export function revient() {
  const visite = /** @type {PerformanceNavigationTiming | undefined} */ (performance.getEntriesByType("navigation")[0]);
  if (!history.state?.ouverte || visite?.type !== "back_forward") return false;
  history.scrollRestoration = "manual";
  return true;
}

/** Goes to the formation that was opened, once the list is drawn. */
export function retrouver() {
  const lien = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".cartes a")]).find((a) => a.pathname === history.state?.ouverte);
  const viser = () => lien?.scrollIntoView({ block: "center", behavior: "instant" });
  viser();
  lien?.focus({ preventScroll: true });
  void image().then(viser); // cards that come on the screen take their true height
  history.scrollRestoration = "auto";
}
