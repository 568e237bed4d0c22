// @ts-check
// The page of the list: what is kept on this device, completed by what the site
// says today, and the lists that links bring.

import { CLE_ABIMEE, lire, modifier, NOTE_MAX, OFFRES_MAX, REFUS, suivre } from "../composants/garder/gardees.js";
import { garder } from "../composants/hors-ligne/hors-ligne.js";
import { compte } from "../composants/mots/mots.js";
import { element, ligneDePartage, remplir, remplirComparaison } from "./dessin.js";
import { ouvrirOutils } from "./outils.js";
import { lireFragment } from "./partage.js";
import { ouvrirLieux } from "./lieux.js";
import { completer, deplacer, fichiersDe, fusionner, lignes, remettre } from "./voeux.js";

/** @typedef {import("./voeux.js").Voeu} Voeu */
/** @typedef {import("../composants/garder/gardees.js").Gardee} Gardee */

const COMPARER_MAX = 4;

/** @param {string} id */
const parId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const donnees = JSON.parse(parId("donnees").textContent ?? "{}");
/** @type {string} */
const racine = donnees.racine;
/** @type {Record<string, string[]>} */
const index = Object.fromEntries(Object.entries(donnees.fichiers).map(([prefixe, urls]) => [prefixe, urls.map((/** @type {string} */ u) => racine.replace(/\/$/, "") + u)]));

/** Files read, by address. @type {Map<string, any>} */
const fichiers = new Map();
/** @type {Map<string, HTMLElement>} */
const dessinees = new Map();
/** Keys of the wishes to compare. @type {Set<string>} */
const choisies = new Set();
/** @type {Voeu[]} */
let voeux = [];
/** The last one removed, until something else is done. @type {?{offre: Gardee, rang: number}} */
let retiree = null;
/** @type {ReturnType<typeof lireFragment>} */
let lien = null;
/** Files asked for; those that could not be read are asked for again when the page is. @type {Set<string>} */
const demandes = new Set();
let sansTrajets = false;
const lieux = ouvrirLieux(new Set(Object.values(index).flat()), (lue) => {
  if (!lue) prevenir("Les trajets depuis cette commune n’ont pas pu être chargés. Vérifie ta connexion, puis recharge la page.");
  else if (sansTrajets) prevenir();
  sansTrajets = !lue;
  void actualiser();
});

const lignesDe = (/** @type {Voeu} */ v) => lignes(v, donnees.etiquettes, lieux.memoire());

/** Reads what is missing, then draws. At once when nothing is. */
async function actualiser() {
  const cles = [...lire(), ...(lien?.offres ?? [])].map((o) => o.cle);
  const manquants = new Set(cles.flatMap((cle) => fichiersDe(cle, index)).filter((url) => !demandes.has(url)));
  if (manquants.size) {
    for (const url of manquants) demandes.add(url);
    parId("chargement").hidden = dessinees.size > 0;
    await Promise.allSettled([...manquants].map(async (url) => {
      const reponse = await fetch(url);
      if (reponse.ok) fichiers.set(url, await reponse.json());
    }));
    parId("chargement").hidden = true;
  }
  const liste = lire();
  voeux = completer(liste, fichiers, index, lieux.memoire());
  if (retiree && liste.some((o) => o.cle === retiree?.offre.cle)) retiree = null;
  dessinerListe();
  dessinerPartage();
  comparer(!parId("comparaison").hidden);
  outils.suivre();
}

function dessinerListe() {
  const ol = parId("voeux");
  const actif = /** @type {?HTMLElement} */ (document.activeElement);
  const lis = voeux.map((v, i) => {
    const li = dessinees.get(v.gardee.cle) ?? nouveau(v.gardee.cle);
    remplir(li, v, lignesDe(v), racine, { premier: i === 0, dernier: i === voeux.length - 1 });
    return li;
  });
  for (const [cle, li] of dessinees) {
    if (lis.includes(li)) continue;
    dessinees.delete(cle);
    choisies.delete(cle);
  }
  if (retiree) lis.splice(retiree.rang, 0, trace(retiree));
  if (lis.length !== ol.children.length || lis.some((li, i) => li !== ol.children[i])) ol.replaceChildren(...lis);
  parId("mienne").hidden = !lis.length;
  parId("vide").hidden = voeux.length > 0 || lien !== null;
  // An element that was moved has lost the focus.
  if (actif?.isConnected && actif !== document.activeElement) actif.focus({ preventScroll: true });
}

/** @param {string} cle */
function nouveau(cle) {
  const modele = /** @type {HTMLTemplateElement} */ (parId("modele-voeu"));
  const li = /** @type {HTMLElement} */ (/** @type {Element} */ (modele.content.firstElementChild).cloneNode(true));
  li.dataset.cle = cle;
  const note = /** @type {HTMLTextAreaElement} */ (li.querySelector("textarea"));
  note.maxLength = NOTE_MAX;
  note.addEventListener("input", () => changer((l) => l.map((o) => (o.cle === cle ? { ...o, note: note.value } : o))));
  dessinees.set(cle, li);
  return li;
}

/** What is shown in the place of a wish removed. @param {{offre: Gardee, rang: number}} r */
function trace({ offre, rang }) {
  const annuler = element("button", "Annuler");
  annuler.setAttribute("type", "button");
  annuler.setAttribute("aria-label", `Annuler\u202f: remettre ${offre.libelle}`);
  annuler.addEventListener("click", () => {
    changer((l) => remettre(l, offre, rang));
    dessinees.get(offre.cle)?.querySelector("a")?.focus();
    annoncer(`«\u202f${offre.libelle}\u202f» est de nouveau dans ta liste.`);
  });
  const li = element("li", element("span", `«\u202f${offre.libelle}\u202f» n’est plus dans ta liste.`), " ", annuler);
  li.className = "trace sans-impression";
  return li;
}

/** @param {string} texte */
function annoncer(texte) {
  parId("annonce").textContent = texte;
}

/** Says something that must be seen. @param {(string | Node)[]} contenu */
function prevenir(...contenu) {
  const p = element("p", ...contenu);
  p.className = "avis";
  parId("message").replaceChildren(...(contenu.length ? [p] : []));
}

/** @param {(offres: Gardee[]) => Gardee[]} changement */
function changer(changement) {
  retiree = null;
  const tenue = modifier(changement);
  if (!tenue) prevenir(REFUS);
  return tenue;
}

/** @param {string} geste @param {string} cle @param {HTMLElement} bouton */
function agir(geste, cle, bouton) {
  const rang = voeux.findIndex((v) => v.gardee.cle === cle);
  if (geste === "retirer") {
    const offre = voeux[rang].gardee;
    changer((l) => l.filter((o) => o.cle !== cle));
    retiree = { offre, rang };
    dessinerListe();
    /** @type {HTMLElement} */ (document.querySelector(".trace button")).focus();
    return;
  }
  changer((l) => deplacer(l, cle, geste === "monter" ? -1 : 1));
  bouton.scrollIntoView({ block: "nearest" });
  annoncer(`${voeux.find((v) => v.gardee.cle === cle)?.gardee.libelle}\u202f: vœu ${voeux.findIndex((v) => v.gardee.cle === cle) + 1} sur ${voeux.length}.`);
}

/** Shows which wishes are chosen, and their comparison if it is open. @param {boolean} ouverte */
function comparer(ouverte) {
  const choix = voeux.filter((v) => choisies.has(v.gardee.cle));
  for (const [cle, li] of dessinees) {
    const caseACocher = /** @type {HTMLInputElement} */ (li.querySelector("[data-geste=choisir]"));
    caseACocher.checked = choisies.has(cle);
    caseACocher.disabled = !caseACocher.checked && choix.length >= COMPARER_MAX;
  }
  ouverte &&= choix.length > 1;
  parId("barre").hidden = ouverte || !choix.length;
  const texte = choix.length === 1 ? "1 formation choisie\u202f: choisis-en une autre pour comparer." :
    compte(choix.length, "formation") + " à comparer" + (choix.length >= COMPARER_MAX ? ", c’est le maximum." : ".");
  if (parId("choisies").textContent !== texte) parId("choisies").textContent = texte;
  /** @type {HTMLElement} */ (parId("barre").querySelector("button")).hidden = choix.length < 2;
  parId("comparaison").hidden = !ouverte;
  if (ouverte) {
    remplirComparaison(/** @type {HTMLTableElement} */ (parId("comparaison").querySelector("table")), choix, choix.map(lignesDe), racine);
  }
}

/** The offres of the link; those that have gone may be known from the list. */
function partagees() {
  const connues = new Map(voeux.map((v) => [v.gardee.cle, v.gardee]));
  return completer((lien?.offres ?? []).map((o) => ({ ...connues.get(o.cle), ...o })), fichiers, index, null);
}

function dessinerPartage() {
  const boite = parId("partagee");
  boite.hidden = !lien;
  if (!lien) return;
  const champ = (/** @type {string} */ nom) => /** @type {HTMLElement} */ (boite.querySelector(`[data-champ="${nom}"]`));
  const geste = (/** @type {string} */ nom) => /** @type {HTMLElement} */ (boite.querySelector(`[data-geste="${nom}"]`));
  const partages = partagees();
  const deja = partages.filter((p) => voeux.some((v) => v.gardee.cle === p.gardee.cle)).length;
  champ("phrase").textContent = partages.length
    ? `Ce lien contient ${compte(partages.length, "formation")}${deja ? `, dont ${deja} déjà dans ta liste` : ""}. Rien n’est gardé tant que tu ne le demandes pas.`
    : "Aucune formation n’a pu être lue dans ce lien.";
  champ("abimee").hidden = !lien.incomplete;
  champ("abimee").textContent = lien.offres.length < lien.annoncees
    ? `Ce lien est incomplet ou abîmé\u202f: ${compte(lien.offres.length, "formation")} sur ${lien.annoncees} ${lien.offres.length > 1 ? "ont" : "a"} pu être lue${lien.offres.length > 1 ? "s" : ""}. Demande qu’on te l’envoie de nouveau.`
    : "Ce lien est incomplet ou abîmé\u202f: il manque peut-être des formations ou des notes. Demande qu’on te l’envoie de nouveau.";
  champ("offres").replaceChildren(...partages.map((v) => ligneDePartage(v, racine)));
  geste("ajouter").hidden = !partages.length;
  geste("remplacer").hidden = !partages.length || !voeux.length;
  geste("ignorer").textContent = partages.length ? "Ne rien garder" : "Fermer";
}

/** Ends with a shared list, as the visitor says. @param {string} geste */
function recevoir(geste) {
  const avant = lire();
  const lieuAvant = lieux.commune();
  const recues = partagees().map((v) => v.gardee);
  // Journeys stay those of the visitor's own list, if there was one.
  const lieu = geste === "remplacer" || !avant.length ? lien?.commune ?? "" : "";
  lien = null;
  history.replaceState(null, "", location.pathname + location.search);
  prevenir();
  if (geste === "ignorer") void actualiser();
  else {
    const tenue = changer((l) => (geste === "ajouter" ? fusionner(l, recues) : recues));
    if (geste === "remplacer") outils.oublierEleve();
    if (lieu) void lieux.choisir(lieu);
    direRecues(geste, avant, tenue, recues, () => {
      if (lieu && lieuAvant) void lieux.choisir(lieuAvant);
    });
  }
  parId("contenu").focus();
}

/**
 * Says what has come from a link, and offers to take it back: two pupils' lists
 * are easily mixed.
 * @param {string} geste @param {Gardee[]} avant @param {boolean} tenue @param {Gardee[]} recues @param {() => void} revenir
 */
function direRecues(geste, avant, tenue, recues, revenir) {
  const ajoutees = voeux.length - avant.length;
  const laissees = geste === "ajouter" ? recues.filter((r) => !voeux.some((v) => v.gardee.cle === r.cle)).length : 0;
  const annuler = element("button", "Reprendre l’ancienne liste");
  annuler.setAttribute("type", "button");
  annuler.addEventListener("click", () => {
    prevenir();
    changer(() => avant);
    revenir();
    parId("contenu").focus();
  });
  const dit = geste === "remplacer" ? "Ta liste a été remplacée."
    : ajoutees > 0 ? `${compte(ajoutees, "formation")} de plus dans ta liste.` : "Ces formations étaient déjà dans ta liste.";
  const pleine = laissees ? ` Ta liste est pleine (${OFFRES_MAX} formations)\u202f: ${compte(laissees, "formation")} du lien n’y ${laissees > 1 ? "sont" : "est"} pas.` : "";
  if (tenue && avant.length && (geste === "remplacer" || ajoutees > 0)) prevenir(dit + pleine + " ", annuler);
  else if (tenue && pleine) prevenir(pleine);
  else if (geste === "ajouter") annoncer(dit);
}

function ouvrirLien() {
  lien = lireFragment(location.hash);
  void actualiser();
}

/** Says what was set aside, until the visitor lets it go. */
function direAbimee() {
  try {
    if (localStorage.getItem(CLE_ABIMEE) === null) return;
  } catch {
    return;
  }
  const oublier = element("button", "L’effacer");
  oublier.setAttribute("type", "button");
  oublier.addEventListener("click", () => {
    localStorage.removeItem(CLE_ABIMEE);
    prevenir();
    parId("contenu").focus();
  });
  prevenir("La liste gardée sur cet appareil était abîmée\u202f: ce qui pouvait être lu est ci-dessous, le reste est mis de côté. ", oublier);
}

const dialogue = /** @type {HTMLDialogElement} */ (parId("confirmer"));
dialogue.addEventListener("close", () => {
  if (dialogue.returnValue !== "oui") return;
  changer(() => []);
  outils.oublierEleve();
  annoncer("Ta liste est effacée.");
  parId("contenu").focus();
});

const outils = ouvrirOutils(() => voeux, lignesDe, racine, lieux.commune);

document.addEventListener("click", (e) => {
  const bouton = /** @type {?HTMLElement} */ (/** @type {Element} */ (e.target).closest("button[data-geste]"));
  const geste = bouton?.dataset.geste ?? "";
  const cle = /** @type {?HTMLElement} */ (bouton?.closest(".voeu"))?.dataset.cle;
  if (!bouton || bouton.getAttribute("aria-disabled") === "true") return;
  if (cle) agir(geste, cle, bouton);
  else if (geste === "ajouter" || geste === "remplacer" || geste === "ignorer") recevoir(geste);
  else if (geste === "effacer") {
    dialogue.returnValue = "";
    dialogue.showModal();
  } else if (geste === "comparer") {
    comparer(true);
    parId("comparaison").scrollIntoView();
    parId("comparaison-titre").focus({ preventScroll: true });
  } else if (geste === "fermer") {
    comparer(false);
    /** @type {HTMLElement} */ (parId("barre").querySelector("button")).focus();
  } else void outils.agir(geste);
});
parId("voeux").addEventListener("change", (e) => {
  const coche = /** @type {HTMLInputElement} */ (e.target);
  const cle = /** @type {?HTMLElement} */ (coche.closest(".voeu"))?.dataset.cle;
  if (coche.dataset.geste !== "choisir" || !cle) return;
  if (coche.checked) choisies.add(cle);
  else choisies.delete(cle);
  comparer(!parId("comparaison").hidden);
});
addEventListener("hashchange", ouvrirLien);
suivre(() => void actualiser());
ouvrirLien();
direAbimee();
garder();
