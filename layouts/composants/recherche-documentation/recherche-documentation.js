// @ts-check
// The field that searches the documentation, with the passages found under it.
// Nothing is loaded before the field has the focus.

import { Absent, lecteur } from "../lecture/lecture.js";
import { apresLaSaisie, installerListe } from "../liste-choix/liste-choix.js";
import { nombre } from "../mots/mots.js";
import { plier } from "../pliage/pliage.js";
import { chercher, place } from "./documentation.js";
import { marquer, passage } from "./extrait.js";

/** Results shown at a time. */
const PAS = 8;

/** @param {HTMLFormElement} form */
export function installer(form) {
  const champ = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const boite = /** @type {HTMLElement} */ (form.querySelector("[role=listbox]"));
  const statut = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  const lire = lecteur(form.dataset.index ?? "");
  const liste = installerListe(champ, boite, (option, e) => {
    if (option.classList.contains("resultats-suite")) {
      e.preventDefault();
      afficher(affiches + PAS, affiches);
    } else {
      liste.fermer(); // the link leads to the section
    }
  });
  /** @type {import("./documentation.js").Reponse} */
  let reponse = { resultats: [], mots: 0, racines: new Set(), fautes: [] };
  let affiches = 0;
  let demande = 0;

  /** @param {string} texte @param {boolean} [visible] */
  function dire(texte, visible = true) {
    statut.classList.toggle("lu", !visible);
    statut.textContent = texte;
  }

  /** @param {unknown} erreur */
  function direPanne(erreur) {
    liste.remplir([]);
    dire(erreur instanceof Absent
      ? "La documentation a été mise à jour depuis l’ouverture de cette page. Rechargez la page, puis cherchez de nouveau."
      : "La recherche n’a pas pu être chargée. Vérifiez votre connexion, puis réessayez.");
  }

  /** @param {string} texte */
  const marques = (texte) => marquer(texte, reponse.racines).map(({ texte: t, marque }) => {
    if (!marque) return t;
    const m = document.createElement("mark");
    m.textContent = t;
    return m;
  });

  /** @param {string} balise @param {string} classe @param {string} texte */
  function ligne(balise, classe, texte) {
    const e = document.createElement(balise);
    e.className = classe;
    e.append(...marques(texte));
    return e;
  }

  /** The link to a section. @param {number} numero @param {any} bloc that holds it */
  function resultat(numero, bloc) {
    const [page, id, titre, chemin, texte] = bloc.sections[place(numero).rang];
    const [url, titrePage, fil] = bloc.pages[page];
    const lien = document.createElement("a");
    lien.className = "resultat";
    lien.tabIndex = -1;
    lien.href = form.dataset.racine + url.slice(1) + (id && "#" + encodeURIComponent(id));
    const ou = [...fil, ...(plier(titrePage) === plier(titre) ? [] : [titrePage]), ...chemin].join(" › ");
    lien.append(ligne("span", "resultat-titre", titre));
    if (ou) lien.append(" ", ligne("small", "", ou));
    if (texte) lien.append(" ", ligne("span", "resultat-texte", passage(texte, reponse.racines)));
    return lien;
  }

  /** The last line of a list that goes on. @param {number} total */
  function suite(total) {
    const o = document.createElement("div");
    o.className = "resultats-suite";
    o.textContent = `Afficher la suite (${nombre(affiches)} sur ${nombre(total)})`;
    return o;
  }

  /** Shows the first results; the one at a rank is then active. @param {number} combien @param {number} [actif] */
  async function afficher(combien, actif = -1) {
    const numero = demande;
    const { resultats } = reponse;
    try {
      const montres = resultats.slice(0, combien);
      const blocs = await Promise.all(montres.map((r) => lire("textes-" + place(r.numero).bloc)));
      if (numero !== demande) return;
      affiches = montres.length;
      const options = montres.map((r, i) => resultat(r.numero, blocs[i]));
      liste.remplir(affiches < resultats.length ? [...options, suite(resultats.length)] : options);
      if (document.activeElement === champ) liste.ouvrir();
      if (actif >= 0) liste.activer(actif);
    } catch (e) {
      if (numero === demande) direPanne(e);
    }
  }

  /** What the results are, when they are not just what was asked for. */
  function constat() {
    const { resultats, mots, fautes } = reponse;
    const n = resultats.length;
    if (!n) return `Rien dans la documentation pour «\u202f${champ.value.trim()}\u202f». Essayez un autre mot, ou parcourez la liste des pages.`;
    if (resultats[0].mots < mots) return "Aucun passage ne contient tous ces mots. Voici ceux qui en contiennent le plus.";
    if (fautes.length) return `Orthographe approchée pour «\u202f${fautes.join("\u202f», «\u202f")}\u202f».`;
    return "";
  }

  async function demander() {
    const numero = ++demande;
    try {
      const r = await chercher(champ.value, lire);
      if (numero !== demande) return;
      reponse = r;
      if (!r.mots) {
        liste.remplir([]);
        dire("");
        return;
      }
      await afficher(PAS);
      if (numero !== demande) return;
      const n = r.resultats.length;
      const remarque = constat();
      dire(remarque || (n > 1 ? `${nombre(n)} passages trouvés` : "1 passage trouvé"), remarque !== "");
    } catch (e) {
      if (numero === demande) direPanne(e);
    }
  }

  const oublier = apresLaSaisie(champ, demander);
  // The first file is on its way while one types; should it not come, the search says so.
  champ.addEventListener("focus", () => lire("sommaire").catch(() => {}));
  form.addEventListener("submit", async (e) => {
    e.preventDefault();
    oublier();
    champ.focus();
    await demander();
    // Nothing is opened in the visitor's place: the first result is offered.
    if (reponse.resultats.length) {
      liste.ouvrir();
      liste.activer(0);
    }
  });
  document.addEventListener("keydown", (e) => {
    if ((e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey && e.key.toLowerCase() === "k") {
      e.preventDefault();
      champ.focus();
      champ.select();
    }
  });
}
