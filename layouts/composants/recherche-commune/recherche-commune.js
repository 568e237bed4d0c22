// @ts-check
// The commune field, with the list of those that what is typed may name.

import { Absent, lecteur } from "../lecture/lecture.js";
import { apresLaSaisie, installerListe } from "../liste-choix/liste-choix.js";
import { plier } from "../pliage/pliage.js";
import { classer, clesVoisines, cleFragment } from "./communes.js";

/** @typedef {import("./communes.js").Ligne} Ligne */

/**
 * @param {HTMLFormElement} form
 * @param {() => string} requete what to add to the address of the commune
 */
export function installer(form, requete) {
  const champ = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const boite = /** @type {HTMLElement} */ (form.querySelector("[role=listbox]"));
  const statut = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const lire = lecteur(form.dataset.index ?? "");
  const liste = installerListe(champ, boite, (option) => {
    location.href = option.dataset.url + requete();
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

  /** @param {Ligne} ligne */
  function option([insee, nom, slug, postaux, departement, ancien]) {
    const o = document.createElement("div");
    o.dataset.url = form.dataset.racine + insee + "-" + slug + "/";
    const codes = postaux.split(" ");
    const note = document.createElement("small");
    note.textContent = [codes.slice(0, 3).join(", ") + (codes.length > 3 ? "…" : ""), departement, ancien && "anciennement " + ancien]
      .filter(Boolean).join(" · ");
    o.append(nom + " ", note);
    return o;
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
      liste.remplir(trouvees.map((t) => option(t.ligne)));
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

  const oublier = apresLaSaisie(champ, chercher);
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    oublier();
    champ.focus();
    chercher(true);
  });
  // Typed before the script was there.
  if (champ.value) chercher();
}
