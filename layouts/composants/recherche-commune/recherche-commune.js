// @ts-check
// The commune field as an editable combobox with a list (ARIA Authoring
// Practices, manual selection): nothing is ever chosen in the visitor's place.

import { classer, clesVoisines, cleFragment, plier } from "./communes.js";

/** @typedef {import("./communes.js").Ligne} Ligne */

/**
 * @param {HTMLFormElement} form
 * @param {() => string} requete what to add to the address of the commune
 */
export function installer(form, requete) {
  const champ = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const liste = /** @type {HTMLUListElement} */ (form.querySelector("[role=listbox]"));
  const statut = /** @type {HTMLElement} */ (form.querySelector("[role=status]"));
  /** @type {Map<string, Promise<Ligne[]>>} */
  const fragments = new Map();
  let actif = -1;
  let demande = 0;

  champ.setAttribute("role", "combobox");
  champ.setAttribute("aria-autocomplete", "list");
  champ.setAttribute("aria-controls", liste.id);
  champ.setAttribute("aria-expanded", "false");

  /** @param {string} cle @returns {Promise<Ligne[]>} */
  function fragment(cle) {
    let f = fragments.get(cle);
    if (!f) {
      f = fetch(form.dataset.index + cle + ".json").then((r) => {
        if (r.status === 404) return []; // no commune begins so
        if (!r.ok) throw new Error(`${r.status}`);
        return r.json();
      });
      f.catch(() => fragments.delete(cle));
      fragments.set(cle, f);
    }
    return f;
  }

  /** @param {string} texte @param {boolean} [visible] */
  function dire(texte, visible = true) {
    statut.classList.toggle("lu", !visible);
    statut.textContent = texte;
  }

  function fermer() {
    liste.hidden = true;
    champ.setAttribute("aria-expanded", "false");
    activer(-1);
  }

  function ouvrir() {
    if (!liste.childElementCount) return;
    liste.hidden = false;
    champ.setAttribute("aria-expanded", "true");
  }

  /** @param {number} i */
  function activer(i) {
    actif = i;
    [...liste.children].forEach((o, j) => o.setAttribute("aria-selected", String(i === j)));
    const option = liste.children[i];
    if (option) {
      champ.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      champ.removeAttribute("aria-activedescendant");
    }
  }

  /** @param {Element} option */
  function choisir(option) {
    location.href = /** @type {HTMLElement} */ (option).dataset.url + requete();
  }

  /** @param {Ligne} ligne @param {number} i */
  function option([insee, nom, slug, postaux, departement, ancien], i) {
    const li = document.createElement("li");
    li.id = "commune-option-" + i;
    li.setAttribute("role", "option");
    li.setAttribute("aria-selected", "false");
    li.dataset.url = form.dataset.racine + insee + "-" + slug + "/";
    const codes = postaux.split(" ");
    const note = document.createElement("small");
    note.textContent = [codes.slice(0, 3).join(", ") + (codes.length > 3 ? "…" : ""), departement, ancien && "anciennement " + ancien]
      .filter(Boolean).join(" · ");
    li.append(nom + " ", note);
    return li;
  }

  /** Looks for what is typed; says so in words when insistant. @param {boolean} [insistant] */
  async function chercher(insistant = false) {
    const numero = ++demande;
    const texte = /^[\d ]+$/.test(champ.value) ? champ.value.replaceAll(" ", "") : champ.value;
    const cle = cleFragment(texte);
    if (!cle) {
      liste.replaceChildren();
      fermer();
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
      liste.replaceChildren(...trouvees.map((t, i) => option(t.ligne, i)));
      activer(-1);
      if (!trouvees.length) {
        fermer();
        dire(`Nous ne trouvons pas «\u202f${champ.value.trim()}\u202f». Vérifie l’orthographe, ou choisis ton département plus bas.`);
        return;
      }
      if (document.activeElement === champ || insistant) ouvrir();
      const n = trouvees.length > 1 ? `${trouvees.length} communes proposées` : "1 commune proposée";
      if (trouvees[0].niveau >= 3) dire(`Aucune commune ne s’appelle «\u202f${champ.value.trim()}\u202f». Voici les noms les plus proches.`);
      else if (insistant) dire("Choisis ta commune dans la liste\u202f: d’un clic, ou avec les flèches puis Entrée.");
      else dire(n, false);
    } catch {
      if (numero === demande) dire("La liste des communes n’a pas pu être chargée. Vérifie ta connexion, ou choisis ton département plus bas.");
    }
  }

  /** @type {ReturnType<typeof setTimeout>} */
  let attente;
  champ.addEventListener("input", () => {
    clearTimeout(attente);
    attente = setTimeout(chercher, 120);
  });
  champ.addEventListener("keydown", (e) => {
    const n = liste.childElementCount;
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      if (!n) return;
      const pas = e.key === "ArrowDown" ? 1 : -1;
      if (liste.hidden) {
        ouvrir();
        if (!e.altKey) activer(pas > 0 ? 0 : n - 1);
      } else {
        // One place more than options: the field itself.
        activer(((actif + 1 + pas + n + 1) % (n + 1)) - 1);
      }
    } else if (e.key === "Enter" && actif >= 0 && !liste.hidden) {
      e.preventDefault();
      choisir(liste.children[actif]);
    } else if (e.key === "Escape") {
      if (liste.hidden) champ.value = "";
      fermer();
    }
  });
  champ.addEventListener("blur", fermer);
  champ.addEventListener("focus", () => champ.value && ouvrir());
  // The field keeps the focus, so that a press on an option does not close it.
  liste.addEventListener("mousedown", (e) => e.preventDefault());
  liste.addEventListener("click", (e) => {
    const li = /** @type {Element} */ (e.target).closest("[role=option]");
    if (li) choisir(li);
  });
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    clearTimeout(attente);
    champ.focus();
    chercher(true);
  });
  // Typed before the script was there.
  if (champ.value) chercher();
}
