// @ts-check
// Fills "Depuis Lorient : 23 min" when the visitor comes from a commune.

import { depuis, rappeler } from "../composants/memoire/memoire.js";

const bloc = document.getElementById("depuis");
const memoire = bloc && rappeler();
if (bloc && memoire) {
  const trajet = depuis(memoire, bloc.dataset.fichier ?? "", Number(bloc.dataset.rang));
  if (trajet) {
    const ligne = document.createElement("p");
    const lieu = memoire.depuis.charAt(0).toUpperCase() + memoire.depuis.slice(1);
    ligne.append(lieu + "\u202f: ");
    if (trajet.temps) {
      const temps = document.createElement("strong");
      temps.textContent = trajet.temps;
      ligne.append(temps, " · ");
    }
    ligne.append(trajet.precision);
    const retour = document.createElement("a");
    retour.href = memoire.liste;
    retour.textContent = "Revenir aux résultats";
    const fin = document.createElement("p");
    fin.className = "sans-impression";
    fin.append(retour);
    bloc.append(ligne, fin);
    bloc.hidden = false;
  }
}
