import assert from "node:assert/strict";
import { test } from "node:test";
import { parMorceaux } from "./morceaux.js";

// A page that shows a picture when it is told to.
globalThis.document = { hidden: false };
const images = [];
globalThis.requestAnimationFrame = (f) => images.push(f);

/** Work of n steps, each longer than a piece. */
function* travail(n, faits) {
  for (let i = 0; i < n; i++) {
    const fin = performance.now() + 20;
    while (performance.now() < fin);
    faits.push(i);
    yield;
  }
}

test("the first piece is done at once, the others after a picture", async () => {
  const faits = [];
  const fin = parMorceaux(travail(3, faits), () => true);
  assert.deepEqual(faits, [0]);
  await new Promise((f) => setTimeout(f, 30));
  assert.deepEqual(faits, [0], "nothing before the picture");
  images.pop()();
  assert.equal(await fin, true);
  assert.deepEqual(faits, [0, 1, 2]);
});

test("work that is not wanted any more stops", async () => {
  const faits = [];
  const fin = parMorceaux(travail(3, faits), () => faits.length < 2);
  images.pop()();
  assert.equal(await fin, false);
  assert.deepEqual(faits, [0, 1]);
});
