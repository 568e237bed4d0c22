// @ts-check
// The detailed map: Plan IGN under the établissements of the drawn map. Loaded
// when a visitor asks for it: only then is another site asked for anything.

import { DivIcon, Map as Leaflet, Marker, SVGOverlay, TileLayer, control } from "./leaflet/leaflet-src.esm.js";
import { grouper, lireFenetre, lireTitre, position } from "./fenetre.js";

const TUILES = "https://data.geopf.fr/wmts?SERVICE=WMTS&VERSION=1.0.0&REQUEST=GetTile&STYLE=normal&FORMAT=image/png" +
  "&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&TILEMATRIXSET=PM&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}";

/** A tenth of a unit of the drawn map is some fifty metres: closer, a pin would lie. */
const ZOOM_MAX = 16;

/** Of a pin, in pixels: what a finger can press. */
const DIAMETRE = 28;

/**
 * Opens the map over the page; Escape and its button close it, and the focus
 * goes back to where it was.
 * @param {HTMLElement} section the drawn map
 * @param {string} base address of the site
 */
export async function ouvrir(section, base) {
  await styles(section);
  const plan = /** @type {SVGSVGElement} */ (section.querySelector(".plan"));
  const fenetre = lireFenetre(section.dataset.fenetre ?? "");
  const { boite, toile, etat } = dialogue();
  section.append(boite);
  boite.showModal();

  const anime = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  const { width: large, height: haut } = plan.viewBox.baseVal;
  const bornes = [position(fenetre, 0, haut), position(fenetre, large, 0)];
  const carte = new Leaflet(toile, { maxZoom: ZOOM_MAX, zoomControl: false, zoomAnimation: anime, fadeAnimation: anime, markerZoomAnimation: anime, inertia: anime });
  carte.fitBounds(bornes);
  carte.attributionControl.setPrefix('<a href="https://leafletjs.com/">Leaflet</a>');
  control.zoom({ zoomInTitle: "Zoomer", zoomOutTitle: "Dézoomer" }).addTo(carte);
  contours(plan, bornes).addTo(carte);
  tuiles(etat).addTo(carte);
  const suivi = epingles(plan, fenetre, base, carte);

  boite.addEventListener("keydown", (e) => {
    const bulle = /** @type {?HTMLElement} */ (toile.querySelector(".leaflet-popup"));
    if (e.key !== "Escape" || !bulle) return;
    // The first Escape closes the bubble, the second the map.
    e.preventDefault();
    carte.closePopup();
  });
  // A message above takes room from the map.
  const taille = new ResizeObserver(() => carte.invalidateSize());
  taille.observe(toile);
  boite.addEventListener("close", () => {
    taille.disconnect();
    suivi.disconnect();
    carte.remove();
    boite.remove();
  });
}

/** Loads the style sheet that the page keeps aside, once. @param {HTMLElement} section */
function styles(section) {
  const modele = /** @type {HTMLTemplateElement} */ (section.querySelector(".plan-styles"));
  const lien = modele.content.querySelector("link");
  if (!lien) return; // it is in the page
  return new Promise((ok, echec) => {
    lien.onload = ok;
    lien.onerror = () => {
      modele.content.append(lien);
      echec(new Error(lien.href));
    };
    // Before the site's own sheets, which have the last word.
    document.head.prepend(lien);
  });
}

/** The box that holds the map, above the page. */
function dialogue() {
  const boite = document.createElement("dialog");
  boite.className = "detaillee";
  boite.setAttribute("aria-labelledby", "titre-detaillee");
  boite.innerHTML = `<div class="detaillee-tete"><h2 id="titre-detaillee">Carte détaillée</h2><form method="dialog"><button>Fermer la carte détaillée</button></form></div>
<p class="detaillee-etat" role="status"></p><div class="detaillee-toile" role="region" aria-label="Carte détaillée, flèches pour la déplacer"></div>`;
  return {
    boite,
    etat: /** @type {HTMLElement} */ (boite.querySelector("[role=status]")),
    toile: /** @type {HTMLElement} */ (boite.querySelector(".detaillee-toile")),
  };
}

/**
 * The outlines of the drawn map, below the tiles: all there is where these
 * cannot be had.
 * @param {SVGSVGElement} plan @param {number[][]} bornes
 */
function contours(plan, bornes) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", plan.getAttribute("viewBox") ?? "");
  svg.setAttribute("class", "detaillee-fond");
  for (const trait of plan.querySelectorAll(".plan-terre, .plan-commune")) svg.append(trait.cloneNode(true));
  return new SVGOverlay(svg, bornes, { pane: "tilePane", zIndex: 0 });
}

/** Plan IGN; says so when it does not come. @param {HTMLElement} etat */
function tuiles(etat) {
  let venues = 0;
  return new TileLayer(TUILES, { attribution: "© IGN", maxZoom: ZOOM_MAX, minZoom: 5, zIndex: 1, referrerPolicy: "no-referrer" })
    .on("tileload", () => {
      venues++;
      etat.textContent = "";
    })
    .on("tileerror", () => {
      if (!venues) etat.textContent = "Le plan de l’IGN ne peut pas être chargé (connexion coupée ou service en panne)\u202f: voici les contours des départements et de ta commune, avec les mêmes établissements.";
    });
}

/**
 * A pin for each disc, with the colour of its tranche; those that would cover
 * each other are one, which lists them. What the filters leave out fades.
 * @param {SVGSVGElement} plan @param {import("./fenetre.js").Fenetre} fenetre
 * @param {string} base @param {any} carte
 */
function epingles(plan, fenetre, base, carte) {
  const lieux = [...plan.querySelectorAll("circle")].map((rond) => ({
    rond,
    ou: position(fenetre, rond.cx.baseVal.value, rond.cy.baseVal.value),
    url: `${base}etablissement/${rond.dataset.etablissement?.slice(4)}/`,
    ...lireTitre(rond.querySelector("title")?.textContent ?? ""),
  }));
  /** @type {{epingle: any, membres: typeof lieux}[]} */
  let posees = [];
  const eteindre = () => {
    for (const { epingle, membres } of posees) {
      epingle.getElement().classList.toggle("eteint", membres.every((l) => l.rond.classList.contains("eteint")));
    }
  };
  const poser = () => {
    const avait = document.activeElement?.closest(".detaillee-epingle, .leaflet-popup");
    for (const { epingle } of posees) epingle.remove();
    posees = grouper(lieux.map((l) => carte.latLngToLayerPoint(l.ou)), DIAMETRE + 2).map((rangs) => {
      const membres = rangs.map((r) => lieux[r]);
      return { membres, epingle: epingleDe(membres).addTo(carte) };
    });
    for (const { epingle, membres } of posees) habiller(epingle, membres);
    eteindre();
    if (avait) carte.getContainer().focus();
  };
  carte.on("zoomend", poser);
  poser();
  const suivi = new MutationObserver(eteindre);
  suivi.observe(plan, { subtree: true, attributes: true, attributeFilter: ["class"] });
  return suivi;
}

/** @typedef {{nom: string, detail: string, formations: number, url: string, ou: [number, number], rond: SVGCircleElement}} Lieu */

/** @param {Lieu[]} membres */
function epingleDe(membres) {
  const total = membres.reduce((n, l) => n + l.formations, 0);
  const titre = membres.length > 1
    ? `${membres.length} établissements proches, dont ${membres[0].nom}\u202f: ${total} formations`
    : `${membres[0].nom}\u202f: ${membres[0].detail}`;
  const icone = new DivIcon({ className: "detaillee-epingle", iconSize: [DIAMETRE, DIAMETRE], html: String(total) });
  return new Marker(membres[0].ou, { icon: icone, title: titre, riseOnHover: true }).bindPopup(() => bulle(membres), { maxHeight: 220 });
}

/** What a marker on the map lacks. @param {any} epingle @param {Lieu[]} membres */
function habiller(epingle, membres) {
  const element = epingle.getElement();
  const tranches = membres.map((l) => Number(l.rond.dataset.tranche)).filter(Boolean);
  element.dataset.tranche = tranches.length ? Math.min(...tranches) : 0;
  element.setAttribute("aria-label", element.title);
  epingle.on("popupopen", (/** @type {any} */ e) => {
    const boite = e.popup.getElement();
    boite.querySelector(".leaflet-popup-close-button").setAttribute("aria-label", "Fermer la bulle");
    boite.querySelector("li a").focus();
  }).on("popupclose", () => element.focus());
}

/** The établissements of a pin, with a link to the page of each. @param {Lieu[]} membres */
function bulle(membres) {
  const liste = document.createElement("ul");
  liste.className = "nue";
  for (const { nom, detail, url } of membres) {
    const ligne = document.createElement("li");
    const lien = document.createElement("a");
    lien.href = url;
    lien.textContent = nom;
    ligne.append(lien, document.createElement("br"), detail);
    liste.append(ligne);
  }
  return liste;
}
