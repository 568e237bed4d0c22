package content

import (
	"bytes"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
)

// siteLinks checks the links and images of a page, turns the relative ones
// into addresses from the root of the site, and lists them all.
type siteLinks struct{}

// Extend implements goldmark.Extender.
func (siteLinks) Extend(m goldmark.Markdown) {
	withSiteStep(m, stepLinks, func(root *ast.Document, source []byte, p *page) {
		for _, n := range nodes[ast.Node](root) {
			switch n := n.(type) {
			case *ast.Link:
				n.Destination = p.link(destinationAt(n, source, n.Destination), n.Destination, strings.TrimSpace(plainText(n, source)), false)
				n.SetAttribute(resolvedMark, true)
			case *ast.Image:
				text := strings.TrimSpace(imageText(n, source))
				if text == "" {
					p.warnAt(position(n), "image without alternative text: say between [ and ] what it shows")
				}
				n.Destination = p.link(destinationAt(n, source, n.Destination), n.Destination, text, true)
				n.SetAttribute(resolvedMark, true)
			case *ast.AutoLink:
				address := n.URL(source)
				if n.AutoLinkType == ast.AutoLinkEmail {
					address = append([]byte("mailto:"), address...)
				}
				if p.link(position(n), address, string(n.Label(source)), false) == nil {
					// Refused: the renderer would write the address as it stands.
					n.Parent().ReplaceChild(n.Parent(), n, ast.NewString(n.Label(source)))
				}
			case *ast.Text:
				if n.Parent().Kind() != ast.KindCodeSpan && bytes.Contains(n.Segment.Value(source), []byte("](")) && !p.expansion.isTold(lineFrom(source, n.Segment.Start)) {
					p.problemAt(position(n), "link or image that cannot be read: write [text](address), or [text](<address>) if the address holds quotes")
				}
			}
		}
	})
}

// destinationAt is where the destination stands of a link or an image written
// [text](destination); where the link itself does in the other forms.
func destinationAt(n ast.Node, source, destination []byte) int {
	const window = 2000 // a longer text is not gone through for each of its links
	start := position(n)
	rest := source[start:min(start+window, len(source))]
	for at := 0; ; {
		i := bytes.Index(rest[at:], []byte("]("))
		if i < 0 || len(destination) == 0 {
			return start
		}
		at += i + len("](")
		inner := bytes.TrimLeft(rest[at:], " \t\n<")
		if bytes.HasPrefix(inner, destination) {
			return start + len(rest) - len(inner)
		}
	}
}

// lineFrom is the rest of a line.
func lineFrom(source []byte, at int) []byte {
	line, _, _ := bytes.Cut(source[at:], []byte("\n"))
	return line
}

// link checks one destination, lists it and returns it as to be written.
func (p *page) link(at int, raw []byte, text string, image bool) []byte {
	line, column := p.place(at)
	l := Link{Text: text, Image: image, Line: line, Column: column}
	destination := strings.TrimSpace(string(unescape(raw)))
	u, err := url.Parse(strings.ReplaceAll(destination, " ", "%20"))
	switch {
	case p.expansion.isTold([]byte(destination)):
		return nil
	case destination == "":
		p.problemAt(at, "link without destination")
		return nil
	case err != nil:
		p.problemAt(at, "link to %q, which is not an address", destination)
		return nil
	case u.Scheme != "":
		if !p.checkExternal(at, u, image) {
			return nil
		}
		l.Dest = u.String()
	case p.files == nil:
		return raw // a page alone: links are kept as they are
	case u.Host != "" || strings.HasPrefix(destination, "//"):
		p.problemAt(at, "link to %q: write https: before it", destination)
		return nil
	default:
		l.Path, l.Fragment = p.resolve(at, u, image), u.Fragment
		if l.Path == "" {
			return nil
		}
		l.Dest = writtenAddress(p.site.BaseURL, l.Path, u)
		if u.Path == "" && u.RawQuery == "" {
			l.Dest = "#" + u.EscapedFragment()
		}
	}
	p.article.Links = append(p.article.Links, l)
	return []byte(l.Dest)
}

// writtenAddress is the address of a path of the site, with what follows it.
func writtenAddress(base, p string, u *url.URL) string {
	out := url.URL{Path: base + p, RawQuery: u.RawQuery, Fragment: u.Fragment}
	return out.String()
}

func (p *page) checkExternal(at int, u *url.URL, image bool) bool {
	switch {
	case !slices.Contains([]string{"http", "https", "mailto", "tel"}, u.Scheme):
		p.problemAt(at, "link with %s: is not allowed: use https:, http:, mailto: or tel:", u.Scheme)
		return false
	case image && p.files != nil:
		p.problemAt(at, "image of another site (%s): put the file in the content folder, beside the page", u.Host)
	}
	return true
}

// resolve returns the address from the root of the site of an internal link,
// or "" after recording a problem.
func (p *page) resolve(at int, u *url.URL, image bool) string {
	target := u.Path
	switch {
	case target == "":
		return p.article.URL
	case strings.HasPrefix(target, "/"):
		rest, ok := strings.CutPrefix(target, p.site.BaseURL)
		if !ok || !strings.HasPrefix(rest, "/") {
			p.problemAt(at, "link to %s lacks the site's prefix %s: write {{ site.baseurl }} before it", target, p.site.BaseURL)
			return ""
		}
		return p.known(at, rest, image)
	}
	if strings.HasPrefix(target, "www.") {
		p.problemAt(at, "link to %s: write https://%[1]s", target)
		return ""
	}
	file := path.Join(path.Dir(p.article.Source), target)
	if file == ".." || strings.HasPrefix(file, "../") {
		p.problemAt(at, "link to %s leaves the content folder", target)
		return ""
	}
	for _, candidate := range []string{file, path.Join(file, "index.md")} {
		if found, ok := p.files.address(candidate); ok {
			return found
		}
	}
	if file == "." || p.files.byURL["/"+file+"/"] {
		return strings.TrimSuffix("/"+strings.TrimPrefix(file, "."), "/") + "/"
	}
	kind := "link"
	if image {
		kind = "image"
	}
	var near []string
	for _, candidate := range p.files.likely(image) {
		near = append(near, relativeTo(path.Dir(p.article.Source), candidate))
	}
	p.problemAt(at, "%s to %s, which is not in the content folder%s", kind, target,
		hint(relativeTo(path.Dir(p.article.Source), file), near, ": write its path from this page, or its address from /"))
	return ""
}

// relativeTo is the path of a file of the content folder from another folder
// in it.
func relativeTo(dir, file string) string {
	var up string
	for dir != "." && !strings.HasPrefix(file, dir+"/") {
		dir, up = path.Dir(dir), up+"../"
	}
	return up + strings.TrimPrefix(file, strings.TrimPrefix(dir+"/", "./"))
}

// known looks at an address from the root of the site, as far as it leads to
// the content folder: generated pages are for the check of the built site.
func (p *page) known(at int, address string, image bool) string {
	if p.files.byURL[address] {
		return address
	}
	switch {
	case image:
		p.problemAt(at, "image %s is not in the content folder%s", address, hint(address, p.files.urls(), ""))
	case strings.HasSuffix(address, ".md"):
		p.problemAt(at, "link to the file %s: write its path from this page, or {%% link %s %%}", address, address[1:])
	case p.files.byURL[address+"/"]:
		p.problemAt(at, "link to %s: write %s/", address, address)
	case p.files.old[address] != nil:
		p.warnAt(at, "link to %s, which redirects to %s: write the latter", address, p.files.old[address].URL)
		return address
	case p.site.Generated != nil && !p.site.Generated(address):
		p.problemAt(at, "link to %s, which is neither in the content folder nor generated%s", address, hint(address, p.files.urls(), ""))
	default:
		return path.Clean(address) + strings.Repeat("/", trailingSlash(address))
	}
	return ""
}

// trailingSlash is 1 for an address that path.Clean takes a final slash from.
func trailingSlash(address string) int {
	if strings.HasSuffix(address, "/") && path.Clean(address) != "/" {
		return 1
	}
	return 0
}
