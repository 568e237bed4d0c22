// @ts-check
// A table as CSV for the spreadsheets of schools: semicolons, a mark of UTF-8 at
// the head, and nothing that they would take for a formula.

/** @param {string} valeur */
function champ(valeur) {
  const texte = /^[=+\-@\t\r]/.test(valeur) ? "'" + valeur : valeur;
  return `"${texte.replaceAll('"', '""')}"`;
}

/** @param {string[][]} table the headings first */
export const ecrireCSV = (table) => "\ufeff" + table.map((ligne) => ligne.map(champ).join(";") + "\r\n").join("");
