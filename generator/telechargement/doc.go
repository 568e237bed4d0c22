// Package telechargement fetches files over HTTP into a folder, and owns what
// may go wrong on the way: it resumes, waits and tries again, refuses what is
// not the expected file, and never leaves half of one under its final name.
//
// It takes any list of addresses, whatever they describe: which file a source
// is made of, and what a new version means for the site, is for its caller.
//
// The folder holds, beside the files, a working folder ".fetch":
//
//	etat.json         what each file was when it came: validators, size, sha256
//	part/CHEMIN       what has come of a file so far
//	reprise/CHEMIN    which version of the file that is
//	extrait/CHEMIN    what is being taken out of it
//	nouveau/CHEMIN    a file that is not the one its sha256 describes
//	verrou            held while a fetch works here
//
// A file is put in place once whole, checked and of the expected sha256. One
// of another sha256 waits in nouveau, and the previous stays, until the caller
// accepts new versions.
package telechargement
