package main

import "testing"

// testDepartements: where a diploma is taught in many places they are folded,
// and a link to a département unfolds it, from the page and from elsewhere.
func testDepartements(t *testing.T, o *onglet, page string) {
	const plier = `document.querySelectorAll(".ou details").forEach((d) => { d.open = false; })`
	const deplies = `[...document.querySelectorAll(".ou details")].filter((d) => d.open).length`
	o.ouvrir(page)
	o.attendre(`document.readyState === "complete"`)
	o.js(plier)
	o.cliquer(".departements a")
	o.attendre(deplies + ` === 1 && document.querySelector(location.hash).open`)
	// The address does not change: the link works all the same. The page may
	// still be scrolling, so that a mouse would miss it.
	o.js(plier)
	o.js(`document.querySelector(".departements a").click()`)
	o.attendre(deplies + ` === 1`)
	o.sansErreur()
}
