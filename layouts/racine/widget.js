// Puts the frame of Futur Pro in each <div data-futurpro="INSEE code"> of
// somebody else's page. It stores nothing, and asks for nothing but the frame.
(() => {
  const cadre = new URL("widget/cadre/", document.currentScript.src);
  const cadres = [];
  const poser = () => {
    for (const place of document.querySelectorAll("[data-futurpro]")) {
      if (place.querySelector("iframe")) continue;
      const f = document.createElement("iframe");
      const url = new URL(cadre);
      if (/^\w{5}$/.test(place.dataset.futurpro)) url.searchParams.set("commune", place.dataset.futurpro);
      f.src = url;
      f.title = place.dataset.titre || "Formations pro accessibles depuis chez toi, avec Futur Pro";
      f.loading = "lazy";
      f.referrerPolicy = "no-referrer";
      f.style.cssText = "display:block;width:100%;max-width:30rem;height:24rem;border:0";
      place.append(f);
      cadres.push(f);
    }
  };
  // The frame tells its height, so that it needs no scroll bar.
  addEventListener("message", (e) => {
    const f = cadres.find((c) => c.contentWindow === e.source);
    const hauteur = e.data && e.data.futurproHauteur;
    if (f && hauteur > 0 && hauteur < 3000) f.style.height = hauteur + "px";
  });
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", poser);
  else poser();
})();
