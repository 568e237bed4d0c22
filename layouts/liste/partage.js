// @ts-check
// A list in the fragment of an address, which browsers send to nobody:
//
//   #l=1.40025214-247-0560001As.50022137--0560002Ba-Tm90ZQ.-56121-lorient.2
//
// the version, each offre with its note in base64url, the commune that journeys
// are counted from, as in the address of its page, and how many offres they are,
// so that a link cut short is known. Pure functions: no page, no network.

import { NOTE_MAX, OFFRES_MAX } from "../composants/garder/gardees.js";

const VERSION = "1";
const OFFRE = /^(\w+)-(\w*)-(\w+?)([as])(?:-([\w-]+))?$/;
const COMMUNE = /^\d[\dAB]\d{3}-[a-z\d-]+$/;
const VOIES = { a: "apprentissage", s: "scolaire" };

/** @param {string} texte */
function enBase64(texte) {
  const octets = String.fromCharCode(...new TextEncoder().encode(texte));
  return btoa(octets).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** @param {string} base64 throws when it is no text */
function enTexte(base64) {
  const octets = Uint8Array.from(atob(base64.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  return new TextDecoder("utf-8", { fatal: true }).decode(octets).slice(0, NOTE_MAX);
}

/**
 * Writes a list, "l=…".
 * @param {{cle: string, note?: string}[]} offres
 * @param {boolean} avecNotes
 * @param {string} [commune]
 */
export function ecrireFragment(offres, avecNotes, commune) {
  const parts = offres.map(({ cle, note }) =>
    cle.replace(/-(.)[a-z]*$/, "$1") + (avecNotes && note ? "-" + enBase64(note) : ""));
  return "l=" + [VERSION, ...parts, ...(commune ? ["-" + commune] : []), parts.length].join(".");
}

/**
 * Reads a fragment; null if it holds no list. A part that makes no sense is
 * left out, and the list is said to be incomplete.
 * @param {string} fragment with or without its "#"
 * @returns {?{offres: {cle: string, note: string}[], annoncees: number, incomplete: boolean, commune: string}}
 */
export function lireFragment(fragment) {
  const texte = fragment.match(/^#?l=(.*)$/)?.[1];
  if (texte === undefined) return null;
  const [version, ...parts] = texte.split(".");
  const fin = /^\d{1,3}$/.test(parts.at(-1) ?? "") ? Number(parts.pop()) : -1;
  const commune = parts.at(-1)?.startsWith("-") ? parts.pop()?.slice(1) ?? "" : "";
  /** @type {Map<string, {cle: string, note: string}>} */
  const lues = new Map();
  let incomplete = version !== VERSION || fin !== parts.length || fin > OFFRES_MAX;
  for (const part of version === VERSION ? parts.slice(0, OFFRES_MAX) : []) {
    const m = part.match(OFFRE);
    if (!m) {
      incomplete = true;
      continue;
    }
    const cle = [m[1], m[2], m[3], VOIES[/** @type {"a" | "s"} */ (m[4])]].join("-");
    let note = "";
    try {
      note = m[5] ? enTexte(m[5]) : "";
    } catch {
      incomplete = true;
    }
    lues.set(cle, { cle, note });
  }
  return { offres: [...lues.values()], annoncees: Math.max(fin, lues.size), incomplete, commune: COMMUNE.test(commune) ? commune : "" };
}
