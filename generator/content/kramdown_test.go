package content

import (
	"bytes"
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// kramdownFloor is the number of kramdown's cases that pass: all of them.
const kramdownFloor = 198

// sharedFile opens a file of the reference folder, which is not part of the
// repository, or skips the test.
func sharedFile(t *testing.T, name string) []byte {
	t.Helper()
	dir := os.Getenv("FUTURPRO_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Skipf("no reference files (set FUTURPRO_SHARED to their folder): %v", err)
	}
	return b
}

func kramdownCases(t *testing.T) []struct{ Name, MD, HTML string } {
	t.Helper()
	var cases []struct{ Name, MD, HTML string }
	if err := json.Unmarshal(sharedFile(t, "reference/documentation/kramdown-cases.json"), &cases); err != nil {
		t.Fatal(err)
	}
	return cases
}

// TestKramdownCases compares what we read and write, raw HTML as typed, with
// what kramdown wrote.
func TestKramdownCases(t *testing.T) {
	md := newKramdown()
	conformance(t, kramdownFloor, nil, func(source string) string {
		var out bytes.Buffer
		if err := md.Convert([]byte(source), &out); err != nil {
			t.Error(err)
		}
		return out.String()
	})
}

// TestKramdownCasesOfSafePages compares the HTML of a page alone, in which raw
// HTML is limited, with kramdown's. The cases that differ do so on purpose.
func TestKramdownCasesOfSafePages(t *testing.T) {
	accepted := map[string]string{
		"html iframe": "a frame shows another site's page: the allow-list has none",
		"html script": "content is untrusted: no script",
		"bom":         "a byte order mark is part of the encoding, not of the text",
		"html style":  "content is untrusted, and the content policy refuses it: no style",
	}
	conformance(t, kramdownFloor-len(accepted), accepted, func(source string) string {
		out, _ := RenderOne("a.md", []byte(source), RenderOptions{Plain: true})
		return out
	})
}

// conformance counts the cases that come out as kramdown's, parsed. accepted
// says why some must not.
func conformance(t *testing.T, want int, accepted map[string]string, render func(source string) string) {
	t.Helper()
	cases := kramdownCases(t)
	passed := 0
	for _, c := range cases {
		got, want := tree(t, render(c.MD)), tree(t, c.HTML)
		switch why, differs := accepted[c.Name]; {
		case got == want && differs:
			t.Errorf("%s comes out as kramdown's, and should not: %s", c.Name, why)
		case got == want:
			passed++
		case differs:
			t.Logf("differs on purpose: %s: %s", c.Name, why)
		default:
			t.Logf("differs: %s", c.Name)
			if testing.Verbose() && os.Getenv("KRAMDOWN_DIFF") != "" {
				t.Logf("source:\n%s\ngot:\n%s\nwant:\n%s", c.MD, got, want)
			}
		}
	}
	t.Logf("conformance %d/%d", passed, len(cases))
	if passed < want {
		t.Errorf("%d of kramdown's cases pass, want %d", passed, want)
	}
}

// tree writes parsed HTML in one form: attributes sorted, white space folded,
// space between blocks left out, addresses percent-decoded.
func tree(t *testing.T, source string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader("<!doctype html><body>" + source))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	writeTree(&b, root, false)
	return b.String()
}

func writeTree(b *strings.Builder, n *html.Node, pre bool) {
	switch n.Type {
	case html.TextNode:
		text := n.Data
		if !pre {
			text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\n", r) }), " ")
			if text == "" {
				return
			}
			if strings.ContainsRune(" \t\n", rune(n.Data[0])) && isInline(n.PrevSibling) {
				text = " " + text
			}
			if strings.ContainsRune(" \t\n", rune(n.Data[len(n.Data)-1])) && isInline(n.NextSibling) {
				text += " "
			}
		}
		b.WriteString("\"" + text + "\"\n")
		return
	case html.CommentNode:
		b.WriteString("<!--" + strings.TrimSpace(n.Data) + "-->\n")
		return
	case html.ElementNode:
		attrs := slices.Clone(n.Attr)
		slices.SortFunc(attrs, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
		b.WriteString("<" + n.Data)
		for _, a := range attrs {
			if a.Key == "href" || a.Key == "src" {
				if u, err := url.PathUnescape(a.Val); err == nil {
					a.Val = u
				}
			}
			b.WriteString(" " + a.Key + "=" + a.Val)
		}
		b.WriteString(">\n")
		pre = pre || n.Data == "pre" || n.Data == "script" || n.Data == "style"
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		writeTree(b, c, pre)
	}
	if n.Type == html.ElementNode {
		b.WriteString("</" + n.Data + ">\n")
	}
}

// isInline reports whether white space beside n is part of a text.
func isInline(n *html.Node) bool {
	if n == nil {
		return false
	}
	return n.Type == html.ElementNode && slices.Contains([]string{"a", "b", "code", "del", "em", "img", "kbd", "span", "strong", "sup"}, n.Data)
}
