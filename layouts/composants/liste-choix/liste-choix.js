// @ts-check
// A field with a list of choices under it: the editable combobox of the ARIA
// Authoring Practices, with manual selection: nothing is ever chosen in the
// visitor's place. The caller decides what the list holds, and what a choice does.

/**
 * @param {HTMLInputElement} champ
 * @param {HTMLElement} liste
 * @param {(option: HTMLElement, evenement: Event) => void} choisir
 */
export function installerListe(champ, liste, choisir) {
  let actif = -1;

  champ.setAttribute("role", "combobox");
  champ.setAttribute("aria-autocomplete", "list");
  champ.setAttribute("aria-controls", liste.id);
  champ.setAttribute("aria-expanded", "false");

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

  /** Makes an option the one that Enter chooses; -1 for none. @param {number} i */
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

  /** Puts options in the list, none active; an empty list is closed. @param {HTMLElement[]} options */
  function remplir(options) {
    options.forEach((o, i) => {
      o.id = champ.id + "-option-" + i;
      o.setAttribute("role", "option");
    });
    liste.replaceChildren(...options);
    activer(-1);
    if (!options.length) fermer();
  }

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
      /** @type {HTMLElement} */ (liste.children[actif]).click();
    } else if (e.key === "Escape") {
      e.preventDefault(); // a field of type search would empty itself at once
      if (liste.hidden) {
        champ.value = "";
        champ.dispatchEvent(new Event("input"));
      }
      fermer();
    }
  });
  champ.addEventListener("blur", fermer);
  champ.addEventListener("focus", () => champ.value && ouvrir());
  // The field keeps the focus, so that a press on an option does not close it.
  liste.addEventListener("mousedown", (e) => e.preventDefault());
  liste.addEventListener("click", (e) => {
    const option = /** @type {?HTMLElement} */ (/** @type {Element} */ (e.target).closest("[role=option]"));
    if (option) choisir(option, e);
  });
  return { activer, fermer, ouvrir, remplir };
}

/**
 * Calls f a moment after the last of several inputs.
 * @param {HTMLInputElement} champ @param {() => void} f
 * @returns {() => void} forgets the call that waits
 */
export function apresLaSaisie(champ, f) {
  /** @type {ReturnType<typeof setTimeout>} */
  let attente;
  champ.addEventListener("input", () => {
    clearTimeout(attente);
    attente = setTimeout(f, 120);
  });
  return () => clearTimeout(attente);
}
