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

// kramdownFloor is the number of kramdown's cases that pass. It only goes up.
const kramdownFloor = 176

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

func TestKramdownCases(t *testing.T) {
	var cases []struct{ Name, MD, HTML string }
	if err := json.Unmarshal(sharedFile(t, "reference/documentation/kramdown-cases.json"), &cases); err != nil {
		t.Fatal(err)
	}
	md := newKramdown()
	passed := 0
	for _, c := range cases {
		var out bytes.Buffer
		if err := md.Convert([]byte(c.MD), &out); err != nil {
			t.Errorf("%s: %v", c.Name, err)
			continue
		}
		got, want := tree(t, out.String()), tree(t, c.HTML)
		if got == want {
			passed++
			continue
		}
		t.Logf("differs: %s", c.Name)
		if testing.Verbose() && os.Getenv("KRAMDOWN_DIFF") != "" {
			t.Logf("source:\n%s\ngot:\n%s\nwant:\n%s", c.MD, got, want)
		}
	}
	t.Logf("%d of kramdown's %d cases pass", passed, len(cases))
	if passed < kramdownFloor {
		t.Errorf("%d of kramdown's cases pass, want at least %d", passed, kramdownFloor)
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
