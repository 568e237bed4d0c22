// Takes the place of sw.js to stop it: forgets all that it kept, and itself.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (e) => e.waitUntil((async () => {
  for (const nom of await caches.keys()) {
    if (nom.startsWith("futurpro-")) await caches.delete(nom);
  }
  await self.registration.unregister();
})()));
