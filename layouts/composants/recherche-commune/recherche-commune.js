// @ts-check
// The commune field, with the list of those that what is typed may name.

import { Absent, lecteur } from "../lecture/lecture.js";
import { apresLaSaisie, installerListe } from "../liste-choix/liste-choix.js";
import { kilometres } from "../mots/mots.js";
import { plier } from "../pliage/pliage.js";
import { classer, clesVoisines, cleFragment } from "./communes.js";

/** @typedef {import("./communes.js").Ligne} Ligne */

/**
 * @param {HTMLFormElement} form
 * @param {() => string} requete what to add to the address of the commune
 * @param {(url: string) => void} [aller] what to do with it
 */
export function installer(form, requete, aller = (url) => (location.href = url)) {
  const champ = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const boite = /** @type {HTMLElement} */ (form.querySelector("[role=listbox]"));
  const statut = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const lire = lecteur(form.dataset.index ?? "");
  const liste = installerListe(champ, boite, (option) => {
    aller(option.dataset.url + requete());
  });
  let demande = 0;

  /** @param {string} cle @returns {Promise<Ligne[]>} */
  const fragment = (cle) => lire(cle).catch((e) => {
    if (e instanceof Absent) return []; // no commune begins so
    throw e;
  });

  /** @param {string} texte @param {boolean} [visible] */
  function dire(texte, visible = true) {
    statut.classList.toggle("lu", !visible);
    statut.textContent = texte;
  }

  /** @param {string} insee @param {string} nom @param {string} slug @param {string} precision */
  function option(insee, nom, slug, precision) {
    const o = document.createElement("div");
    o.dataset.url = form.dataset.racine + insee + "-" + slug + "/";
    const note = document.createElement("small");
    note.textContent = precision;
    o.append(nom + " ", note);
    return o;
  }

  /** @param {Ligne} ligne */
  function precision([, , , postaux, departement, ancien]) {
    const codes = postaux.split(" ");
    return [codes.slice(0, 3).join(", ") + (codes.length > 3 ? "…" : ""), departement, ancien && "anciennement " + ancien]
      .filter(Boolean).join(" · ");
  }

  /** Looks for what is typed; says so in words when insistant. @param {boolean} [insistant] */
  async function chercher(insistant = false) {
    const numero = ++demande;
    const texte = /^[\d ]+$/.test(champ.value) ? champ.value.replaceAll(" ", "") : champ.value;
    const cle = cleFragment(texte);
    if (!cle) {
      liste.remplir([]);
      dire(insistant ? "Écris au moins deux lettres du nom, ou trois chiffres du code postal." : "");
      return;
    }
    try {
      let trouvees = classer(await fragment(cle), texte);
      if (!trouvees.length && plier(texte).length > 3) {
        const autres = await Promise.all(clesVoisines(texte).map(fragment));
        trouvees = classer(autres.flat(), texte);
      }
      if (numero !== demande) return;
      liste.remplir(trouvees.map(({ ligne }) => option(ligne[0], ligne[1], ligne[2], precision(ligne))));
      if (!trouvees.length) {
        dire(`Nous ne trouvons pas «\u202f${champ.value.trim()}\u202f». Vérifie l’orthographe, ou choisis ton département plus bas.`);
        return;
      }
      if (document.activeElement === champ || insistant) liste.ouvrir();
      const n = trouvees.length > 1 ? `${trouvees.length} communes proposées` : "1 commune proposée";
      if (trouvees[0].niveau >= 3) dire(`Aucune commune ne s’appelle «\u202f${champ.value.trim()}\u202f». Voici les noms les plus proches.`);
      else if (insistant) dire("Choisis ta commune dans la liste\u202f: d’un clic, ou avec les flèches puis Entrée.");
      else dire(n, false);
    } catch {
      if (numero === demande) dire("La liste des communes n’a pas pu être chargée. Vérifie ta connexion, ou choisis ton département plus bas.");
    }
  }

  /** @param {HTMLButtonElement} bouton */
  async function situer(bouton) {
    const numero = ++demande;
    oublier();
    bouton.disabled = true;
    dire("Recherche de ta position…");
    const { autourDeMoi, raison } = await import("./autour.js");
    try {
      const autour = await autourDeMoi(lire);
      if (numero !== demande) return;
      champ.focus();
      liste.remplir(autour.map(({ ligne: [insee, nom, slug], metres }) => option(insee, nom, slug, kilometres(metres))));
      liste.ouvrir();
      dire(autour.length ? "Choisis ta commune parmi les plus proches." : "Nous ne connaissons aucune commune à moins de 20 km de toi.");
    } catch (e) {
      if (numero === demande) dire(raison(e));
    } finally {
      bouton.disabled = false;
    }
  }

  const ici = /** @type {?HTMLButtonElement} */ (form.querySelector(".recherche-ici"));
  if (ici && "geolocation" in navigator && isSecureContext) {
    ici.hidden = false;
    ici.addEventListener("click", () => situer(ici));
  }
  const oublier = apresLaSaisie(champ, chercher);
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    oublier();
    champ.focus();
    chercher(true);
  });
  // Typed before the script was there.
  if (champ.value) chercher();
  return { chercher: () => chercher(true) };
}
