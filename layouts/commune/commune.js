// @ts-check
// The results page: filters, sort and the cards beyond the printed ones. The
// shared files are read at the first need; until then, and if they cannot be
// read, the printed list stays.

import { lier, nommer, proposerDetaillee } from "../composants/carte/carte.js";
import { dessiner } from "../composants/carte-offre/carte-offre.js";
import { dehors, ecrireEtat, filtrer, grouper, lireEtat, relacher, sansTexte, sansValeur, vierge } from "../composants/filtres/filtres.js";
import { apresLaSaisie } from "../composants/liste-choix/liste-choix.js";
import { choixDe, comptesDe, lireFormulaire, remplirFormulaire } from "../composants/filtres/formulaire.js";
import { garder } from "../composants/hors-ligne/hors-ligne.js";
import { ajouterRecente, memoireDe, retenir } from "../composants/memoire/memoire.js";
import { compte, nombre } from "../composants/mots/mots.js";
import { adopter, champ, dessinerGroupes, PAS } from "./groupes.js";
import { lectures, lire } from "./lectures.js";
import { parMorceaux } from "./morceaux.js";
import { retrouver, revient } from "./retour.js";

/** Offres shown as just outside of what was asked for. */
const DEHORS = 3;

/** What the visitor is told who asked for boarding schools of other académies. */
const LOIN = "Plus loin, avec internat";

/** @typedef {import("../composants/filtres/filtres.js").Etat} Etat */
/** @typedef {import("../composants/filtres/offres.js").Offre} Offre */
/** @typedef {import("./lectures.js").Chercheur} Chercheur */

/** @param {string} id */
const parId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const donnees = JSON.parse(parId("donnees").textContent ?? "{}");
const { fichiers } = memoireDe(donnees, "");
const formulaire = /** @type {?HTMLFormElement} */ (document.getElementById("filtres"));

/** The boarding schools of other académies, if they were asked for: metres by UAI. @type {Record<string, number>} */
const lointains = {};

/** Remembers this commune, and the list as it is filtered, for detail pages. */
function memoriser() {
  retenir({ ...memoireDe(donnees, location.pathname + location.search), lointains });
}

memoriser();
ajouterRecente({ nom: donnees.nom, url: location.pathname });
if (formulaire) void lire(formulaire.dataset.gabarits ?? "").then((g) => demarrer(formulaire, g), () => prevenir("Les filtres n’ont pas pu être chargés."));
garder([...fichiers, ...(formulaire?.dataset.gabarits ? [formulaire.dataset.gabarits] : [])]);

/** What is the same on the page of every commune, as HTML. @typedef {{filtres: string, tris: string, vide: string, carte: string, sources: string}} Gabarits */

/** @param {string} html of one element */
function gabarit(html) {
  const modele = document.createElement("template");
  modele.innerHTML = html;
  return modele;
}

/** Says above the list that something could not be read. @param {string} quoi */
function prevenir(quoi) {
  const p = document.createElement("p");
  p.className = "avis";
  p.textContent = `${quoi} Vérifie ta connexion, puis réessaie.`;
  parId("message").replaceChildren(p);
}

/** @param {HTMLFormElement} form @param {Gabarits} gabarits */
function demarrer(form, gabarits) {
  const tri = /** @type {HTMLSelectElement} */ (parId("tri"));
  const boite = /** @type {HTMLDetailsElement} */ (form.querySelector("details"));
  boite.append(gabarit(gabarits.filtres).content);
  tri.append(gabarit(gabarits.tris).content);
  for (const o of tri.options) {
    if (!donnees.sansTri.includes(o.value)) continue;
    o.disabled = true;
    o.textContent += " (non publié)";
  }
  parId("message").after(gabarit(gabarits.vide).content);
  parId("contenu").append(gabarit(gabarits.sources).content);
  const modele = gabarit(gabarits.carte);
  const regroupement = parId("regroupement");
  const internat = document.getElementById("groupe-internat");
  const { choix, libelles } = choixDe(form, tri);
  choix.loin = !!internat;
  const mots = { etiquettes: libelles.tag ?? {}, tranches: libelles.temps ?? {}, base: donnees.base };
  // A group without any offre says so, and why: no filter changes that.
  const remplies = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".groupe:not(:has(.groupe-vide))")]);
  const titres = Object.fromEntries(remplies.map((s) => [s.dataset.cle, s.querySelector("h2")?.firstChild?.textContent?.trim() ?? ""]));
  /** Cards asked for beyond the first ones, by group. @type {Record<string, number>} */
  let enPlus = {};
  let etat = lireEtat(location.search, choix);
  let demande = 0;
  /** The drawing under way. @type {Iterator<unknown>} */
  let dessin = [].values();
  let dessinee = false;
  const plan = /** @type {?SVGElement} */ (document.querySelector(".plan"));
  const zoneCarte = document.getElementById("carte");
  const montrer = plan && lier(plan, /** @type {HTMLElement} */ (document.querySelector(".liste")), donnees.base);

  const { ici, loin, quoi } = lectures(donnees, fichiers, { quoi: form.dataset.quoi ?? "", internat: internat?.dataset.fichier ?? "" }, {
    // The first press finds the cards, and the code that counts, warm.
    ici: (offres) => {
      adopter(offres);
      if (plan) nommer(plan, offres);
      if (!demande) filtrer(offres, etat, choix);
    },
    loin: (offres) => {
      for (const o of offres) lointains[o.uai] = o.distance;
      memoriser();
    },
  });

  /** Reads all that the present state may list. @returns {Promise<{offres: Offre[], trouver: ?Chercheur}>} */
  async function charges() {
    const [proches, lointaines, trouver] = await Promise.all([ici(), etat.loin ? loin() : [], etat.texte ? quoi() : null]);
    return { offres: [...proches, ...lointaines], trouver };
  }

  /**
   * Draws the list for the present state, or says why it cannot.
   * @param {boolean} [viser] whether the pressed button goes away: the count
   *   then takes the focus
   * @returns {Promise<"dessinee" | "depassee" | "impossible">} depassee when the state is not that of the call any more
   */
  async function afficher(viser) {
    const numero = ++demande;
    const liste = /** @type {HTMLElement} */ (document.querySelector(".liste"));
    // Not aria-busy: screen readers would then keep the count to themselves.
    liste.classList.add("en-cours");
    try {
      const { offres, trouver } = await charges();
      if (numero !== demande) return "depassee";
      // Before its button goes: the browser would look for it in a page half drawn.
      if (viser) parId("compte").focus();
      liste.classList.remove("en-cours");
      parId("message").replaceChildren();
      dessin = dessinerListe(offres, trouver);
      return (await parMorceaux(dessin, () => numero === demande)) ? "dessinee" : "depassee";
    } catch {
      if (numero !== demande) return "depassee";
      liste.classList.remove("en-cours");
      prevenir("Les formations n’ont pas pu être chargées\u202f: la liste ci-dessous n’est ni filtrée ni triée.");
      return "impossible";
    }
  }

  /** Pauses after each entry. @param {Offre[]} offres @param {?Chercheur} trouver */
  function* dessinerListe(offres, trouver) {
    const tenu = /** @type {?HTMLElement} */ (document.activeElement?.closest(".cartes") && document.activeElement);
    dessinee = true;
    const trouve = trouver?.(etat.texte, offres) ?? { offres, fautes: [] };
    const { offres: gardees, comptes } = filtrer(trouve.offres, etat, choix);
    const groupes = grouper(gardees, etat.tri);
    remplirFormulaire(form, tri, etat, comptes);
    remplirRegroupement();
    for (const section of remplies) section.hidden = section !== internat && !groupes[/** @type {keyof typeof groupes} */ (section.dataset.cle)].length;
    parId("vide").hidden = gardees.length > 0;
    champ(parId("vide"), "dehors").hidden = true;
    champ(parId("vide"), "dehors-liste").replaceChildren();
    if (!gardees.length) {
      conseiller(offres, trouve.offres);
      proposer(trouve.offres, trouver);
    }
    annoncer(gardees.length, offres.length);
    champ(form, "quoi").textContent = trouve.fautes.length && trouve.offres.length
      ? `Rien pour «\u202f${trouve.fautes.join(" ")}\u202f»\u202f: voici le plus proche.` : "";
    yield* dessinerGroupes(remplies, groupes, enPlus, etat.groupe, { mots, modele });
    montrer?.(new Set(gardees.map((o) => o.uai)));
    // A card that was moved, or is gone, has lost the focus.
    if (tenu && document.activeElement === document.body) (tenu.isConnected ? tenu : parId("compte")).focus({ preventScroll: true });
  }

  /** Shows how the list is grouped, and whether it goes farther. */
  function remplirRegroupement() {
    const choisi = /** @type {HTMLInputElement} */ (regroupement.querySelector(`[value="${etat.groupe}"]`));
    choisi.checked = true;
    if (!internat) return;
    champ(internat, "ouvrir").textContent = etat.loin ? "Ne plus chercher si loin" : "Chercher aussi ces formations";
    champ(internat, "gardees").hidden = !etat.loin;
  }

  /**
   * Shows the nearest offres that a longer journey would lead to, those of
   * another académie if need be.
   * @param {Offre[]} trouvees those that have the words @param {?Chercheur} trouver
   */
  async function proposer(trouvees, trouver) {
    const numero = demande;
    let voisines = dehors(trouvees, etat, choix, DEHORS);
    if (voisines.length < DEHORS && !etat.loin) {
      const lointaines = await loin().catch(() => []);
      if (numero !== demande) return;
      voisines = [...voisines, ...dehors(trouver?.(etat.texte, lointaines).offres ?? lointaines, etat, choix, DEHORS - voisines.length)];
    }
    champ(parId("vide"), "dehors-liste").replaceChildren(...voisines.map((o) => dessiner(o, mots, modele)));
    champ(parId("vide"), "dehors").hidden = !voisines.length;
  }

  /** @param {number} n @param {number} total */
  function annoncer(n, total) {
    const fort = document.createElement("strong");
    fort.textContent = nombre(n);
    const actifs = nomsFiltres();
    parId("compte").replaceChildren(fort, n > 1 ? " formations" : " formation", actifs.length ? ` sur ${nombre(total)}` : "");
    champ(form, "voir").textContent = n ? `Voir ${compte(n, "formation")}` : "Aucune formation";
    const badge = champ(form, "actifs");
    badge.hidden = !actifs.length;
    badge.textContent = compte(actifs.length, "filtre");
    const papier = nomsPapier().join(", ");
    parId("filtres-papier").textContent = papier && `Filtres\u202f: ${papier}.`;
    const boutons = Object.entries(etat.filtres).flatMap(([cle, valeurs]) => valeurs.map((v) => puce(libelles[cle][v], () => sansValeur(etat, cle, v))));
    if (etat.loin) boutons.push(puce(LOIN, () => ({ ...etat, loin: false })));
    if (etat.texte) boutons.unshift(puce(`«\u202f${etat.texte}\u202f»`, () => sansTexte(etat, choix)));
    if (boutons.length) {
      const effacer = document.createElement("button");
      effacer.type = "button";
      effacer.textContent = "Tout effacer";
      effacer.addEventListener("click", () => changer(vierge(etat, choix), true));
      boutons.push(effacer);
    }
    parId("actifs").hidden = !boutons.length;
    parId("actifs").replaceChildren(...boutons.map((b) => {
      const li = document.createElement("li");
      li.append(b);
      return li;
    }));
  }

  const nomsFiltres = () => [...(etat.texte ? [`«\u202f${etat.texte}\u202f»`] : []),
    ...Object.entries(etat.filtres).flatMap(([cle, valeurs]) => valeurs.map((v) => libelles[cle][v]))];

  /** On paper, what was added to the list is named too. */
  const nomsPapier = () => [...nomsFiltres(), ...(etat.loin ? [LOIN] : [])];

  /** Prints the whole list, or the cards at hand when it cannot be read. */
  async function imprimer() {
    try {
      const [{ preparer }, { offres, trouver }] = await Promise.all([import("../composants/fiche/fiche.js"), charges()]);
      preparer(() => {
        const trouvees = trouver?.(etat.texte, offres).offres ?? offres;
        const parFormation = etat.groupe === "formation";
        const groupes = grouper(filtrer(trouvees, etat, choix).offres, parFormation ? etat.tri : choix.tris[0]);
        return { offres: Object.values(groupes).flat(), total: offres.length, parFormation, filtres: nomsPapier(), tranches: mots.tranches, groupes: titres };
      });
    } catch {
      // What is on the screen is printed.
    }
    print();
  }

  /** A button that removes something from the state. @param {string} mots @param {() => Etat} sans */
  function puce(mots, sans) {
    const bouton = document.createElement("button");
    bouton.type = "button";
    bouton.className = "retirer";
    bouton.textContent = mots;
    bouton.setAttribute("aria-label", `Retirer le filtre ${mots}`);
    bouton.addEventListener("click", () => changer(sans(), true));
    return bouton;
  }

  /** Says what to relax. @param {Offre[]} offres @param {Offre[]} trouvees those that have the words */
  function conseiller(offres, trouvees) {
    const pistes = relacher(trouvees, etat, choix).map(({ cle, nombre: n }) =>
      `sans «\u202f${etat.filtres[cle].map((v) => libelles[cle][v]).join(", ")}\u202f», il y en aurait ${nombre(n)}`);
    const sansMots = etat.texte ? filtrer(offres, etat, choix).offres.length : 0;
    if (sansMots) pistes.unshift(`sans les mots «\u202f${etat.texte}\u202f», il y en aurait ${nombre(sansMots)}`);
    champ(parId("vide"), "conseil").textContent = pistes.length
      ? `Enlève un filtre\u202f: ${pistes.join("\u202f; ")}.`
      : "Enlève plusieurs filtres à la fois, ou efface-les tous.";
  }

  /**
   * Goes to a new state. Back returns to the list as it was before the first
   * change, not through every tick.
   * @param {import("../composants/filtres/filtres.js").Etat} nouveau
   * @param {boolean} [viser] as in afficher
   */
  async function changer(nouveau, viser) {
    const avant = etat;
    etat = nouveau;
    enPlus = {};
    const fin = await afficher(viser);
    if (fin === "impossible") {
      etat = avant;
      remplirFormulaire(form, tri, etat);
      remplirRegroupement();
    }
    if (fin === "dessinee") inscrire();
  }

  /** Writes what is drawn in the address and in the history. */
  function inscrire() {
    const url = location.pathname + ecrireEtat(etat, choix, location.search);
    if (history.state?.filtres || url === location.pathname + location.search) history.replaceState({ ...history.state, enPlus }, "", url);
    else history.pushState({ filtres: true, enPlus }, "", url);
    suivre();
  }

  /** Keeps what depends on the address in step with it. */
  function suivre() {
    memoriser();
    const lien = /** @type {HTMLAnchorElement} */ (document.querySelector(".commune-changer"));
    lien.search = location.search;
  }

  /** @param {HTMLElement} section @param {number} combien */
  async function ajouter(section, combien) {
    const cle = section.dataset.cle ?? "";
    const deja = section.querySelectorAll(".cartes > li").length;
    const presse = document.activeElement;
    const avant = enPlus;
    enPlus = { ...enPlus, [cle]: (enPlus[cle] ?? 0) + combien };
    const fin = await afficher();
    if (fin === "impossible") enPlus = avant;
    if (fin !== "dessinee") return;
    inscrire();
    // Unless the visitor is elsewhere by now.
    if (document.activeElement === presse || document.activeElement === document.body) /** @type {?HTMLElement} */ (section.querySelectorAll(".cartes > li")[deja]?.querySelector("a"))?.focus();
  }

  /** Shows the state of the address, and of the entry in the history. */
  function restaurer() {
    etat = lireEtat(location.search, choix);
    enPlus = history.state?.enPlus ?? {};
    remplirFormulaire(form, tri, etat, dessinee ? undefined : comptesDe(choix, donnees.comptes));
    remplirRegroupement();
    suivre();
    const enCours = etat.texte || etat.groupe || etat.loin || Object.keys(etat.filtres).length || etat.tri !== choix.tris[0] || Object.keys(enPlus).length;
    return enCours || dessinee ? afficher() : undefined;
  }

  // The sort is outside the form: its events do not come up to it. Words are
  // read as they are typed: drawing the list again when the field is left would
  // take away the card that is being pressed.
  for (const el of [form, tri]) {
    el.addEventListener("change", (e) => e.target !== champQuoi && changer(lireFormulaire(form, tri, choix, etat)));
  }
  regroupement.addEventListener("change", (e) => changer({ ...etat, groupe: /** @type {HTMLInputElement} */ (e.target).value }));
  if (internat) {
    champ(internat, "ouvrir").addEventListener("click", () => changer({ ...etat, loin: !etat.loin }));
    champ(internat, "ouvrir").hidden = false;
  }
  const champQuoi = /** @type {HTMLInputElement} */ (parId("quoi"));
  champQuoi.addEventListener("focus", () => quoi().catch(() => {}), { once: true });
  apresLaSaisie(champQuoi, () => {
    if (champQuoi.value.trim() !== etat.texte) changer(lireFormulaire(form, tri, choix, etat));
  });
  form.addEventListener("reset", (e) => {
    e.preventDefault();
    changer(vierge(etat, choix));
  });
  form.addEventListener("submit", (e) => {
    e.preventDefault();
    boite.open = large.matches;
    parId("compte").scrollIntoView();
    parId("compte").focus({ preventScroll: true });
  });
  boite.addEventListener("toggle", () => {
    if (boite.open && !large.matches) boite.scrollIntoView();
  });
  champ(parId("vide"), "effacer").addEventListener("click", () => changer(vierge(etat, choix), true));
  for (const section of remplies) {
    champ(section, "plus").addEventListener("click", () => ajouter(section, PAS));
    champ(section, "tout").addEventListener("click", () => ajouter(section, Infinity));
    champ(section, "plus").hidden = false;
    champ(section, "tout").hidden = Number(/** @type {HTMLElement} */ (section.querySelector(".suite")).dataset.reste) <= PAS;
    section.querySelector(".suite-lien")?.setAttribute("hidden", "");
  }
  // Whoever comes near the filters, or the map, will need the files.
  if (zoneCarte) proposerDetaillee(zoneCarte, donnees.base, ici);
  for (const geste of ["pointerenter", "focusin"]) {
    for (const el of [form, ...(plan ? [plan] : []), parId("trier"), regroupement, ...document.querySelectorAll(".suite")]) el.addEventListener(geste, () => ici().catch(() => {}), { once: true });
  }
  addEventListener("popstate", restaurer);
  /** @type {HTMLElement} */ (document.querySelector(".liste")).addEventListener("click", (e) => {
    const lien = /** @type {?HTMLAnchorElement} */ (/** @type {Element} */ (e.target).closest(".cartes a"));
    if (lien) history.replaceState({ ...history.state, ouverte: lien.pathname }, "");
  });
  // Paper waits for nothing.
  addEventListener("beforeprint", () => {
    while (!dessin.next().done);
  });

  const large = matchMedia("(min-width: 62em)");
  const ouvrir = () => (boite.open = large.matches);
  large.addEventListener("change", ouvrir);
  ouvrir();
  form.hidden = false;
  parId("trier").hidden = false;
  parId("imprimer").hidden = false;
  parId("imprimer").querySelector("button")?.addEventListener("click", imprimer);
  regroupement.hidden = false;
  const retour = restaurer();
  if (retour && revient()) void retour.then(retrouver);
}
