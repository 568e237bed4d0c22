package content

import "html/template"

// Site is what pages may name of the site that they belong to.
type Site struct {
	// Title and Description replace {{ site.title }} and {{ site.description }}.
	Title, Description string
	// BaseURL replaces {{ site.baseurl }}: empty, or a path such as "/prefixe"
	// without final slash, under which the whole site is served.
	BaseURL string
	// Variables are the other values that {{ site.x }} may name, by x.
	Variables map[string]string
	// Reached are the addresses, from the root of the site, that layouts link to:
	// their pages are no orphans.
	Reached []string
	// Generated reports whether an address, from the root of the site, is that of
	// a page or a file that is made from data: no page may take it, and links to
	// it are left to the check of the built site. Links to any other address must
	// lead to the content folder. May be nil: every address is then possible.
	Generated func(address string) bool
	// Callouts are the boxes that {: .note } and the like make, in the order
	// looked for; nil for [DefaultCallouts].
	Callouts []Callout
	// EditBase is the address under which the pages are edited, without final
	// slash; empty for no edit link.
	EditBase string

	partials map[string]*source
}

// Callout is a kind of box for a paragraph or a quotation.
type Callout struct {
	// Name is the class that asks for it, such as "note".
	Name string
	// Title is the words at the top of the box.
	Title string
}

// Corpus is everything that the content folder holds.
type Corpus struct {
	// Articles are the pages, by increasing URL.
	Articles []*Article
	// Nav holds the top-level nodes of the navigation tree, in order.
	Nav []*Nav
	// Assets are the files beside the pages, to be copied as they are, by URL.
	Assets []Asset
	// Redirects are the old addresses of the pages, by increasing From.
	Redirects []Redirect
	// Warnings are what should be looked at and stops nothing, by file and place.
	Warnings Problems
	// Site is what [Read] was given, with what the folder says of itself.
	Site Site
}

// Article is one Markdown page.
type Article struct {
	// Source is the path in the content folder, such as "projet/mission.md".
	Source string
	// URL is the address from the root of the site, without Site.BaseURL:
	// "/projet/mission/".
	URL string
	// Title is the front matter's title, as plain text.
	Title string
	// Description is the front matter's description, as plain text; may be empty.
	Description string
	// Layout is the front matter's layout; "article" where none is given.
	Layout string
	// HTML is the body, its first-level heading and its in-page table of
	// contents included. It holds no markup written as such by the author.
	HTML template.HTML
	// TOC holds the headings as a tree, without the title that the page starts
	// with nor those marked no_toc. It is filled whether or not the page shows it.
	TOC []*TOCEntry
	// TOCInPage is true where the author placed the table of contents in the
	// page, with {:toc}: it is then part of HTML, as the list #markdown-toc.
	TOCInPage bool
	// Headings are all the headings, in order.
	Headings []Heading
	// Links are all the links and images, in order.
	Links []Link
	// RedirectFrom are the old addresses of the page, from the root of the site.
	RedirectFrom []string
	// NavOrder is the place among the pages of one parent.
	NavOrder NavOrder
	// NavExclude keeps the page and those under it out of the navigation tree.
	NavExclude bool
	// ListEnfants says whether the page ends with the list of its Enfants.
	ListEnfants bool
	// SearchExclude keeps the page out of a search index.
	SearchExclude bool
	// SitemapExclude keeps the page out of the site map.
	SitemapExclude bool
	// Bare is true for a page without the navigation beside it.
	Bare bool
	// Summary follows the title in the list of its parent's children; may be empty.
	Summary string
	// LastModified is a date, "2026-01-31"; empty where the page gives none.
	LastModified string

	// Parent is the page above in the tree, the first where several have the
	// title that the page names; nil at the top.
	Parent *Article
	// Breadcrumbs are the pages above, from the top, this one left out.
	Breadcrumbs []*Article
	// Enfants are the pages directly under this one, in navigation order,
	// those with NavExclude too.
	Enfants []*Article
	// Precedent and Suivant are the neighbours when the navigation tree is
	// read from top to bottom; nil at its ends and outside of it.
	Precedent, Suivant *Article

	matter  *matter
	parents []*Article
	page    *source
	body    int
	ids     map[string]bool
	tocID   string // of the table of contents in the page, empty for none
}

// Line is a line of the source, from 1, to show what stands there.
func (a *Article) Line(number int) string { return a.page.line(number) }

// Heading is one heading of a page.
type Heading struct {
	// Level is 1 to 6.
	Level int
	// ID is the fragment; empty where the heading has none.
	ID string
	// Text is the heading as plain text.
	Text string
	// NoTOC is true where the author kept it out of the table of contents.
	NoTOC bool
	// Line is the line in the source, from 1.
	Line int
}

// TOCEntry is a heading in the table of contents, with those under it.
type TOCEntry struct {
	Heading
	// Enfants are the headings directly under this one.
	Enfants []*TOCEntry
}

// Link is a link or an image of a page.
type Link struct {
	// Dest is the destination as it stands in the HTML, Site.BaseURL included.
	Dest string
	// Path is the address from the root of the site without Site.BaseURL,
	// query and fragment; empty for a link to elsewhere.
	Path string
	// Fragment is what follows "#", decoded; may be empty.
	Fragment string
	// Text is the link's text, or the image's alternative.
	Text string
	// Image is true for an image.
	Image bool
	// Line and Column are the place in the source, from 1.
	Line, Column int
}

// Internal reports whether the link stays on the site.
func (l Link) Internal() bool { return l.Path != "" }

// Nav is a node of the navigation tree.
type Nav struct {
	Article *Article
	Enfants []*Nav
}

// Asset is a file beside the pages, such as an image.
type Asset struct {
	// Source is the path in the content folder.
	Source string
	// URL is its address from the root of the site, without Site.BaseURL.
	URL string
}

// Redirect is an old address and the page that took its place.
type Redirect struct {
	// From is the old address, from the root of the site.
	From string
	// To is the page.
	To *Article
}
