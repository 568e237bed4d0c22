// What the browser tests measure in a page, beside axe: contrasts computed from
// what is really behind, what is cut or covered, and where the focus is seen.
// A script of the test, never of the site.
(() => {
  // What is for screen readers alone is cut to nothing.
  const rogne = (e) => e !== null && (getComputedStyle(e).clipPath !== "none" || rogne(e.parentElement));
  const visible = (e) => e.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true}) && !e.closest(".evitement:not(:focus)") && !rogne(e);
  const nom = (e) => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + (e.getAttribute("class") ? "." + e.getAttribute("class").trim().split(/\s+/).join(".") : "");
  const ou = (e) => [e.parentElement, e].filter(Boolean).map(nom).join(" > ");

  // Colours are [red, green, blue, alpha], 0-255 and 0-1.
  const toile = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
  const lues = new Map();
  function lire(texte) {
    if (!lues.has(texte)) {
      const n = texte.match(/^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/);
      if (n) lues.set(texte, [+n[1], +n[2], +n[3], n[4] === undefined ? 1 : +n[4]]);
      else {
        toile.clearRect(0, 0, 1, 1);
        toile.fillStyle = texte;
        toile.fillRect(0, 0, 1, 1);
        const [r, v, b, a] = toile.getImageData(0, 0, 1, 1).data;
        lues.set(texte, [r, v, b, a / 255]);
      }
    }
    return lues.get(texte);
  }
  const sur = (dessus, dessous) => [0, 1, 2].map((i) => dessus[i] * dessus[3] + dessous[i] * (1 - dessus[3])).concat(1);
  const luminance = (c) => [0.2126, 0.7152, 0.0722].reduce((l, poids, i) => {
    const v = c[i] / 255;
    return l + poids * (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
  }, 0);
  // contraste is that of WCAG, from 1 to 21.
  function contraste(a, b) {
    const [clair, sombre] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (clair + 0.05) / (sombre + 0.05);
  }
  const hexa = (c) => "#" + c.slice(0, 3).map((v) => Math.round(v).toString(16).padStart(2, "0")).join("");

  function opacite(e) {
    let o = 1;
    for (let p = e; p; p = p.parentElement) o *= Number(getComputedStyle(p).opacity);
    return o;
  }
  // peinture is the colour that an element puts behind what it holds.
  function peinture(e) {
    const s = getComputedStyle(e);
    // A text of a drawing is read on the halo around it.
    const trace = e.tagName === "text" || e instanceof SVGGeometryElement && s.fill === "none" ? "stroke" : e instanceof SVGGeometryElement ? "fill" : "";
    const c = !trace ? lire(s.backgroundColor) : s[trace] === "none" ? [0, 0, 0, 0] : lire(s[trace]).with(3, lire(s[trace])[3] * Number(s[trace + "Opacity"]));
    return c.with(3, c[3] * opacite(e));
  }
  // fond is what is painted behind an element: what lies under its middle, from
  // the canvas up, or its ancestors where the pointer does not reach it.
  function fond(e, x, y) {
    let pile = x === undefined ? [] : document.elementsFromPoint(x, y);
    const rang = pile.indexOf(e);
    pile = rang < 0 ? [] : pile.slice(rang);
    if (rang < 0) for (let p = e; p; p = p.parentElement) pile.push(p);
    return pile.reverse().reduce((c, p) => sur(peinture(p), c), lire(getComputedStyle(document.documentElement).colorScheme.includes("dark") && matchMedia("(prefers-color-scheme: dark)").matches ? "rgb(18, 18, 18)" : "rgb(255, 255, 255)"));
  }

  // textes gives, for each pair of colours of a text and of what is behind it,
  // the contrast, the one wanted and where it was first seen.
  function textes() {
    const paires = new Map();
    const noter = (e, couleur, derriere, taille, gras, quoi) => {
      couleur = sur(couleur.with(3, couleur[3] * opacite(e)), derriere);
      const voulu = taille >= 24 || (taille >= 18.66 && gras >= 700) ? 3 : 4.5;
      const cle = hexa(couleur) + " sur " + hexa(derriere) + " " + voulu;
      if (!paires.has(cle)) paires.set(cle, {paire: hexa(couleur) + " sur " + hexa(derriere), contraste: contraste(couleur, derriere), voulu, ou: ou(e) + " « " + quoi.slice(0, 40) + " »"});
    };
    const marche = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let n = marche.nextNode(); n; n = marche.nextNode()) {
      const e = n.parentElement, texte = n.data.trim();
      // What is disabled is not asked to be read.
      if (!texte || !visible(e) || e.closest("script, style, title, desc, template, :disabled, [aria-disabled=true], .option:has(:disabled)")) continue;
      const plage = document.createRange();
      plage.selectNodeContents(n);
      let r = plage.getClientRects()[0];
      if (!r || !r.width) continue;
      if (r.top < 0 || r.bottom > innerHeight) {
        e.scrollIntoView({block: "center", behavior: "instant"});
        r = plage.getClientRects()[0];
      }
      const s = getComputedStyle(e);
      noter(e, lire(e instanceof SVGElement ? s.fill : s.color), fond(e, r.x + r.width / 2, r.y + r.height / 2), parseFloat(s.fontSize), Number(s.fontWeight), texte);
      for (const pseudo of ["::before", "::after"]) {
        const p = getComputedStyle(e, pseudo);
        if (/[^"\s]/.test(p.content.replace(/^none$|^normal$/, "").split("/")[0])) {
          noter(e, lire(p.color), sur(lire(p.backgroundColor), fond(e)), parseFloat(p.fontSize), Number(p.fontWeight), pseudo + " " + p.content);
        }
      }
    }
    for (const e of document.querySelectorAll("[placeholder]")) {
      if (visible(e)) noter(e, lire(getComputedStyle(e, "::placeholder").color), fond(e), 16, 400, e.placeholder);
    }
    return [...paires.values()].sort((a, b) => a.contraste / a.voulu - b.contraste / b.voulu);
  }

  // formes gives the same of what is not text and tells something: the edge of
  // fields, discs of maps, parts of charts, steps of a bar, swatches of a legend.
  function formes() {
    const paires = new Map();
    const noter = (e, couleur, derriere, quoi) => {
      const c = sur(couleur, derriere), cle = quoi + hexa(c) + hexa(derriere);
      if (!paires.has(cle)) paires.set(cle, {paire: hexa(c) + " sur " + hexa(derriere), contraste: contraste(c, derriere), voulu: 3, ou: quoi + " " + ou(e)});
    };
    for (const e of document.querySelectorAll("input:not([type=checkbox], [type=radio], [type=hidden]), select, textarea")) {
      if (visible(e) && !e.disabled) noter(e, lire(getComputedStyle(e).borderTopColor), fond(e.parentElement), "bord");
    }
    for (const e of document.querySelectorAll("svg [data-tranche], svg .p-emploi, svg .p-formation, svg .p-autres, .barres rect, svg .salaire-diplome, svg .salaire-groupe")) {
      if (!visible(e)) continue;
      const derriere = e.matches(".plan *") ? [".plan-terre", ".plan"].map((s) => document.querySelector(s)).filter(Boolean) : [e.closest("svg").parentElement];
      for (const d of derriere) noter(e, peinture(e), fond(d), "figure");
    }
    for (const e of document.querySelectorAll(".carte[data-tranche], .plan-legende [data-tranche]")) {
      const puce = getComputedStyle(e, "::before").backgroundColor;
      if (visible(e)) noter(e, lire(e.matches(".carte") ? getComputedStyle(e).borderLeftColor : puce), fond(e.parentElement), "tranche");
    }
    return [...paires.values()].sort((a, b) => a.contraste - b.contraste);
  }

  const dansDefilant = (e) => {
    for (let p = e; p && p !== document.documentElement; p = p.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(p).overflowX) && p.scrollWidth > p.clientWidth) return true;
    }
    return false;
  };
  // coupes lists what a reader cannot see whole: texts cut by their box, or past
  // the edge of the window.
  function coupes() {
    const l = [];
    for (const e of document.querySelectorAll("body *")) {
      if (!visible(e) || e instanceof SVGElement || e.matches("input")) continue; // a field is scrolled
      const s = getComputedStyle(e);
      if (/hidden|clip/.test(s.overflowX) && e.scrollWidth > e.clientWidth + 1 && e.clientWidth) l.push("coupé en largeur : " + ou(e));
      if (/hidden|clip/.test(s.overflowY) && e.scrollHeight > e.clientHeight + 1 && e.clientHeight) l.push("coupé en hauteur : " + ou(e));
      if (e.matches("button, a.bouton, label, summary, .label") && e.scrollWidth > e.clientWidth + 2 && s.display !== "inline") l.push("déborde : " + ou(e));
      const r = e.getBoundingClientRect();
      if (r.width && (r.right > document.documentElement.clientWidth + 1 || r.left < -1) && !dansDefilant(e)) l.push("hors de l'écran : " + ou(e) + " " + Math.round(r.left) + " à " + Math.round(r.right));
    }
    return [...new Set(l)];
  }

  // colle is what an element sticks to the window with; the rest is scrolled under.
  const colle = (e) => e && (/sticky|fixed/.test(getComputedStyle(e).position) ? e : colle(e.parentElement));
  const INTERACTIFS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=option], [tabindex='0']";
  const interactifs = () => [...document.querySelectorAll(INTERACTIFS)].filter((e) => visible(e) && !e.disabled);
  const boite = (e) => (e.matches("input[type=checkbox], input[type=radio]") && e.closest("label") || e).getBoundingClientRect();

  // melees lists the controls that lie over one another.
  function melees() {
    const l = [], tous = interactifs().map((e) => ({e, rs: [...(e.matches("input") && e.closest("label") || e).getClientRects()]}));
    for (const [i, a] of tous.entries()) {
      for (const b of tous.slice(i + 1)) {
        if (a.e.contains(b.e) || b.e.contains(a.e)) continue;
        // Lines of a text touch by the height of their letters' feet.
        const large = a.rs.some((r) => b.rs.some((q) => Math.min(r.right, q.right) - Math.max(r.left, q.left) > 2 &&
          Math.min(r.bottom, q.bottom) - Math.max(r.top, q.top) > Math.max(4, Math.min(r.height, q.height) / 3)));
        if (large && colle(a.e) === colle(b.e)) l.push(ou(a.e) + " « " + a.e.textContent.trim().slice(0, 30) + " » et " + ou(b.e) + " « " + b.e.textContent.trim().slice(0, 30) + " »");
      }
    }
    return l;
  }

  // couverts lists the texts that another box hides.
  function couverts() {
    const l = [];
    for (const e of document.querySelectorAll("h1, h2, h3, h4, p, li, dt, dd, td, th, label, legend, button, summary, a")) {
      if (!visible(e) || !e.textContent.trim()) continue;
      const n = [...e.childNodes].find((c) => c.nodeType === 3 && c.data.trim());
      if (!n) continue;
      const plage = document.createRange();
      plage.selectNodeContents(n);
      let r = plage.getClientRects()[0];
      if (!r?.width) continue;
      if (r.top < 0 || r.bottom > innerHeight) {
        e.scrollIntoView({block: "center", behavior: "instant"});
        r = plage.getClientRects()[0];
      }
      if (r.left < 0 || r.right > innerWidth) continue;
      const dessus = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
      // The link of a card covers it on purpose, and shows it.
      if (dessus && colle(dessus) === colle(e) && !dessus.contains(e) && !e.contains(dessus) && !dessus.closest(".carte, .offre")?.contains(e) && getComputedStyle(e).pointerEvents !== "none") l.push(ou(e) + " « " + n.data.trim().slice(0, 30) + " » sous " + ou(dessus));
    }
    return [...new Set(l)];
  }

  // petites lists the targets under 24 px that are not within a sentence.
  function petites() {
    const l = [];
    const tous = interactifs();
    for (const e of tous) {
      const r = boite(e);
      if (r.width >= 23.9 && r.height >= 23.9 || !r.width) continue;
      if (getComputedStyle(e).display === "inline" && [...e.parentElement.childNodes].some((n) => n.nodeType === 3 && n.data.trim().length > 3)) continue;
      // A disc of 24 px around its middle may touch no other target.
      const [x, y] = [r.x + r.width / 2, r.y + r.height / 2];
      const voisin = tous.find((v) => {
        if (v === e || v.contains(e) || e.contains(v)) return false;
        const q = boite(v);
        return Math.hypot(Math.max(q.left - x, 0, x - q.right), Math.max(q.top - y, 0, y - q.bottom)) < 12;
      });
      if (voisin) l.push(ou(e) + " « " + e.textContent.trim().slice(0, 30) + " » " + Math.round(r.width) + "×" + Math.round(r.height) + " près de " + ou(voisin));
    }
    return l;
  }

  // collees lists the lines of a flexible box whose words would run together for
  // a screen reader: what is laid out there loses the spaces between.
  function collees() {
    const nu = (n) => n.nodeType === 1 && n.matches("span, small, b, i") && visible(n) && n.textContent.trim();
    return [...document.querySelectorAll("p, li, dd, dt, td, th, h1, h2, h3, h4, a, figcaption")].filter((e) =>
      visible(e) && /flex|grid/.test(getComputedStyle(e).display) && [...e.children].some((n) => nu(n) && n.nextElementSibling && nu(n.nextElementSibling))).map((e) => ou(e) + " « " + e.textContent.trim().slice(0, 60) + " »");
  }

  // muettes lists the live regions that are not there before they speak; that of
  // a search box is, from its first focus.
  function muettes() {
    return [...document.querySelectorAll("[role=status], [role=alert], [aria-live]")].filter((e) => !e.checkVisibility() && !e.closest("[hidden], dialog, details:not([open]), .recherche-doc-champ")).map(ou);
  }

  // foyer tells where the focus is, and how it is seen.
  function foyer() {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    if (e.matches("iframe")) return {ou: ou(e), texte: e.title, anneau: 21, vu: true, x: 0, y: e.getBoundingClientRect().top + scrollY, hauteur: e.offsetHeight, fixe: false}; // a page of its own
    const porteur = [e, e.parentElement, e.closest(".carte, .offre, li"), e.nextElementSibling].find((p) => p && !["none", "auto"].includes(getComputedStyle(p).outlineStyle) && parseFloat(getComputedStyle(p).outlineWidth) >= 2);
    const r = boite(e);
    const x = Math.min(Math.max(r.x + r.width / 2, 0), innerWidth - 1), haut = Math.max(r.top, 0), bas = Math.min(r.bottom, innerHeight);
    const points = [[x, (haut + bas) / 2], [Math.max(r.left, 0) + 3, haut + 3], [Math.min(r.right, innerWidth) - 3, bas - 3]];
    const vu = bas > haut && points.some(([a, b]) => {
      const d = document.elementFromPoint(a, b);
      return d && (e.contains(d) || d.contains(e) && !d.matches("body, html") || e.labels?.[0]?.contains(d));
    });
    return {
      ou: ou(e), texte: (e.getAttribute("aria-label") ?? e.labels?.[0]?.textContent ?? e.textContent).trim().slice(0, 40),
      anneau: porteur ? contraste(lire(getComputedStyle(porteur).outlineColor), fond(porteur.parentElement)) : 0,
      vu, x: r.left, y: r.top + scrollY, hauteur: r.height, fixe: !!e.closest(".filtres-fin, .barre-comparer"),
    };
  }

  globalThis.acces = {textes, formes, coupes, melees, couverts, petites, collees, muettes, foyer};
})();
