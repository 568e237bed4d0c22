// Package reparation owns text that was decoded with the wrong code page:
// UTF-8 read as Windows-1252, Windows-1254, ISO-8859-1, -9 or -15 and written
// again as UTF-8, once or several times, with or without the bytes that the
// code page leaves undefined. It finds such text, says where, and undoes it
// where that is certain. Where the text comes from, and what a refusal means
// for a build, is for its callers; so is a file that is not UTF-8 at all.
//
// # Words
//
// A token is what one character became: a leading character ("Ã") and those
// of the bytes that followed it ("©"). A token may be whole, or have lost
// bytes: dropped, or replaced by U+FFFD or by a question mark.
//
// # Certainty
//
// A token is sure when no correct text of any language holds its characters
// side by side ("Ã©", "â€™"): the second is a sign that never follows a letter,
// or a capital follows a small letter, or a closing mark precedes a letter. It
// is doubtful when it may be a letter and its punctuation ("É»", "Å…"). It is
// likely when it is a lone Ã or Â with such punctuation (" Ã " for " à ").
//
// Without one sure token, a text is left as it is. With one, each line is
// looked at by itself, for a correct paragraph may stand beside a broken one:
//
//   - sure tokens are repaired wherever they are, and likely ones too, except
//     in a line where all the rest is correct: there they are refused;
//   - doubtful ones are repaired in a line that holds sure ones and nothing
//     correct, and in a text that holds nothing correct at all, if it shows the
//     like of what they would give: a script, say; left alone in a line that
//     holds correct accents and no sure token, or correct accents and nothing
//     of that script; otherwise refused;
//   - in Markdown, a token in a code span or block counts as doubtful, and in
//     any text so does one that stands alone between quotation marks: a page
//     may show "Ã©" on purpose.
//
// # Lost bytes
//
// A token that lost one byte is completed by these rules only; any other is
// refused:
//
//   - E2 80 is ” (9D) where an opening “ of the same paragraph (of the same
//     line, outside Markdown) waits for it and it stands where a closing mark
//     does: after a character, before a space, a mark or the end;
//   - E2 80 is a zero-width joiner (8D) between two pictographs;
//   - EF B8 is the variation selector VS16 (8F) after a pictograph, or between
//     a digit and the keycap sign: the other selector, VS15, is not typed;
//   - C3 is Î or Ï where one French word of a list is then spelt, and with no
//     other letter ("Ãle-de-France"), unless the text was certainly read as
//     Windows-1252 and Î could not be lost;
//   - CC is the combining acute accent (81) after an e: French has it nowhere
//     else.
//
// A text with right-to-left letters has no completion of E2 80: its direction
// marks are lost in the same way.
//
// # Limits
//
// A lost character of which one bare letter remains, other than Ã, Ä, Å, or a
// letter of a script that the text otherwise shows, cannot be told from that
// letter (捍, "æ" once both 8D and 8F are gone). Samaritan (U+0800 to U+083F) is
// never repaired from doubtful tokens: it is how "à »" reads.
package reparation
