import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { plier, presque } from "./pliage.js";

const cas = JSON.parse(readFileSync(new URL("../recherche-commune/cas.json", import.meta.url), "utf8"));

test("folding is that of the shared cases", () => {
  for (const c of cas) assert.equal(plier(c.texte), c.plie, `plier(${c.texte})`);
});

test("one slip, not two", () => {
  assert.equal(presque("lori", "lari"), true);
  assert.equal(presque("loirent", "lorient"), true);
  assert.equal(presque("larient", "lurient"), true);
  assert.equal(presque("lariant", "lurient"), false);
});

test("the beginning of a word, or the whole of it", () => {
  assert.equal(presque("presio", "pression"), true);
  assert.equal(presque("presio", "pression", true), false);
  for (const tape of ["presion", "presssion", "prassion", "perssion", "pressio", "pressions", "ression", "xpression"]) {
    assert.equal(presque(tape, "pression", true), true, tape);
  }
  for (const tape of ["presin", "prossian", "pressions!", "essor"]) assert.equal(presque(tape, "pression", true), false, tape);
});
