// @ts-check
// A link to a département unfolds it: it is closed where a diploma is taught in
// many places.

function ouvrir() {
  const cible = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (cible instanceof HTMLDetailsElement) cible.open = true;
}

addEventListener("hashchange", ouvrir);
// The address does not change when the same link is followed again.
document.querySelector(".departements")?.addEventListener("click", () => setTimeout(ouvrir));
ouvrir();
