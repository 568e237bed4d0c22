// The editing loop in the browser: reloads the page at each good version, and
// shows a mistake over the last good page.
(() => {
  const etat = JSON.parse(document.getElementById("edition").textContent);
  let voile = null;

  const montrer = (erreur) => {
    voile?.remove();
    voile = null;
    if (!erreur) return;
    voile = document.createElement("div");
    voile.setAttribute("role", "alert");
    voile.style.cssText = "position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;z-index:99999;background:#2b0b0b;color:#fff;font:15px/1.5 ui-monospace,monospace;padding:1rem 1.25rem;border-top:4px solid #ff8a80";
    const titre = document.createElement("strong");
    titre.textContent = "À corriger (la page affichée est la dernière bonne)";
    const texte = document.createElement("pre");
    texte.textContent = erreur;
    texte.style.cssText = "overflow:auto;margin:.5rem 0 0;background:none;color:inherit;font:inherit";
    voile.append(titre, texte);
    document.body.append(voile);
  };

  montrer(etat.erreur);
  addEventListener("keydown", (e) => e.key === "Escape" && montrer(""));
  const flux = new EventSource("/_edition/evenements");
  flux.onmessage = (e) => {
    const recu = JSON.parse(e.data);
    if (recu.erreur) montrer(recu.erreur);
    else if (recu.version !== etat.version) location.reload();
  };
})();
