// Package content owns the Markdown pages of the content folder: their front
// matter, the Liquid and kramdown forms that existing pages use, the HTML that
// comes out of them, and the navigation tree between them. Each Markdown form
// beyond CommonMark is one goldmark extension in one file.
//
// It leaves to others which layout prints an [Article] (package pages), where
// the site is served from and what it is called (the caller, by [Site]), and
// links towards generated pages: those are listed in [Article.Links], for a
// check of the built site.
//
// Every mistake of every page is reported by one call of [Check] or [Read], as
// a [Problem] with its file, line and column, so that an editor sees them all.
package content
