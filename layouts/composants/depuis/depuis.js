// @ts-check
// Fills "Depuis Lorient : 23 min" when the visitor comes from a commune, and
// tells how to go there when asked.

import { Absent, lecteur } from "../lecture/lecture.js";
import { accesDe, depuis, rappeler } from "../memoire/memoire.js";
import { etapes, horaires, itineraire } from "./itineraire.js";

/** In the address of an offre, or of an établissement. */
const UAI = /\w{8}(?=(-scolaire|-apprentissage)?\/$)/;

/** @param {?HTMLElement} bloc */
export function montrer(bloc) {
  const memoire = bloc && rappeler();
  if (!bloc || !memoire) return;
  const ou = /** @type {const} */ ([memoire, bloc.dataset.fichier ?? "", Number(bloc.dataset.rang)]);
  const trajet = depuis(...ou, UAI.exec(location.pathname)?.[0]);
  if (!trajet) return;
  const ligne = document.createElement("p");
  ligne.append(memoire.depuis.charAt(0).toUpperCase() + memoire.depuis.slice(1) + "\u202f: ");
  if (trajet.temps) ligne.append(element("strong", trajet.temps), " · ");
  ligne.append(trajet.precision);
  const retour = document.createElement("a");
  retour.href = memoire.liste;
  retour.textContent = "Revenir aux résultats";
  retour.addEventListener("click", revenir);
  const fin = element("p", retour);
  fin.className = "sans-impression";
  bloc.append(ligne, fin);
  const acces = accesDe(...ou);
  if (acces?.vehicules && memoire.code && bloc.dataset.chemins) bloc.append(boite(bloc.dataset.chemins, memoire.depuis, memoire.code, acces));
  bloc.hidden = false;
}

/**
 * Goes back to the list where it was left, at the place where it was, if the
 * browser tells that the visitor comes from it; else follows the link.
 * @param {MouseEvent} e
 */
function revenir(e) {
  const { navigation } = /** @type {any} */ (globalThis);
  const ici = navigation?.currentEntry?.index ?? 0;
  const liste = navigation?.entries().findLast((/** @type {any} */ n) => n.index < ici && n.url === /** @type {HTMLAnchorElement} */ (e.currentTarget).href);
  if (!liste || e.ctrlKey || e.metaKey || e.shiftKey) return;
  e.preventDefault();
  navigation.traverseTo(liste.key);
}

/**
 * A box that is opened to see the journey: its file is read then, so that
 * nothing moves below before.
 * @param {string} url @param {string} lieu @param {string} code @param {{minutes: number, depart: number}} acces
 */
function boite(url, lieu, code, acces) {
  const details = element("details", element("summary", element("h2", "Comment y aller " + lieu)));
  details.className = "chemin";
  const etat = element("p");
  etat.setAttribute("role", "status");
  details.append(etat);
  const coupe = url.lastIndexOf("/") + 1;
  const lire = lecteur(url.slice(0, coupe));
  details.addEventListener("toggle", async () => {
    if (!(/** @type {HTMLDetailsElement} */ (details).open) || details.querySelector("ol")) return;
    etat.textContent = "Chargement…";
    try {
      const it = itineraire(await lire(url.slice(coupe).replace(/\.json$/, "")), code, acces);
      if (!it) throw new Absent(url);
      etat.before(liste(it));
      etat.className = "secondaire petit";
      etat.textContent = horaires(it) + " Vérifie-les avant de partir. La marche est estimée, depuis un lieu de la commune et non depuis chez toi.";
    } catch (e) {
      etat.textContent = e instanceof Absent
        ? "Les horaires ont changé depuis ta recherche\u202f: reviens aux résultats pour les mettre à jour."
        : "Le détail du trajet n’a pas pu être chargé. Vérifie ta connexion, puis ouvre-le de nouveau.";
    }
  });
  return details;
}

/** @param {import("./itineraire.js").Itineraire} it */
function liste(it) {
  const ol = element("ol", ...etapes(it).map((e) => {
    const texte = e.ligne ? element("span", element("strong", e.ligne), "\u202f: " + e.texte) : element("span", e.texte);
    const quand = element("span", e.heure);
    quand.className = "etape-heure";
    return element("li", quand, " ", texte);
  }));
  ol.className = "etapes";
  return ol;
}

/** @param {string} nom @param {(string | Node)[]} contenu */
function element(nom, ...contenu) {
  const e = document.createElement(nom);
  e.append(...contenu);
  return e;
}
