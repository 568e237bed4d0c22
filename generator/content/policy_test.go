package content

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRawHTML has the HTML that editors may write, as it comes out.
func TestRawHTML(t *testing.T) {
	tests := []struct{ name, md, want string }{
		{"details with Markdown", "<details markdown=\"1\">\n<summary>S</summary>\n\n*a*\n</details>\n", "<details>\n<summary>S</summary>\n<p><em>a</em></p>\n</details>\n"},
		{"details as they stand", "<details open>\n<summary>S</summary>\n\n*a*\n\n</details>\n", "<details open=\"\">\n<summary>S</summary>\n\n*a*\n\n</details>\n"},
		{"a class by an attribute list", "<div markdown=\"1\">\na\n</div>\n{: .x }\n", "<div class=\"x\">\n<p>a</p>\n</div>\n"},
		{"a class of code by an attribute list", "```\na\n```\n{: .x }\n", "<div class=\"language-plaintext x highlighter-rouge\"><div class=\"highlight\"><pre class=\"highlight\"><code>a\n</code></pre></div></div>\n"},
		{"what follows the end tag", "<div>a</div> *b*\n", "<div>a</div>\n<p><em>b</em></p>\n"},
		{"one line with Markdown", "<div markdown=\"1\">*a*</div>\n", "<div>\n<p><em>a</em></p>\n</div>\n"},
		{"elements in one another", "<div markdown=\"1\">\n<div markdown=\"1\">\na\n</div>\n</div>\nb\n", "<div>\n<div>\n<p>a</p>\n</div>\n</div>\n<p>b</p>\n"},
		{"an end tag in code", "<div markdown=\"1\">\n```\n</div>\n```\n</div>\n", "<div>\n<div class=\"language-plaintext highlighter-rouge\"><div class=\"highlight\"><pre class=\"highlight\"><code>&lt;/div&gt;\n</code></pre></div></div>\n</div>\n"},
		{"a tag over two lines", "<p\n  class=\"x\">a</p>\n", "<p class=\"x\">a</p>\n"},
		{"in a list", "- <div>a</div>\n- b\n", "<ul>\n<li>\n<div>a</div>\n</li>\n<li>b</li>\n</ul>\n"},
		{"tags left open inside", "<div><b>a</div>\n", "<div><b>a</b></div>\n"},
		{"keys", "<kbd>*a*</kbd> 3<sup>e</sup>\n", "<p><kbd>*a*</kbd> 3<sup>e</sup></p>\n"},
		{"links are checked and prefixed", "<p><a href=\"a.md\">x</a></p>\n", "<p><a href=\"/a/\">x</a></p>\n"},
		{"comments are left out", "a\n\n{::comment}\nb\n{:/comment}\n\n<!-- c -->\n", "<p>a</p>\n"},
		{"abbreviations", "Le CIO, des CIOs.\n\n*[CIO]: Centre d'information\n", "<p>Le <abbr title=\"Centre d'information\">CIO</abbr>, des CIOs.</p>\n"},
		{"a formula", "$$a<b$$\n", "\\[a&lt;b\\]\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, string(readOne(t, test.md).HTML)); diff != "" {
				t.Errorf("HTML (-want +got):\n%s", diff)
			}
		})
	}
}

// TestHeadingInHTMLHasTheIDOfAnyOther says where we leave kramdown: inside an
// element with markdown="1" it goes back to an older rule, which makes t--lcole
// of "Été à l'école", and counts apart.
func TestHeadingInHTMLHasTheIDOfAnyOther(t *testing.T) {
	a := readOne(t, "# Été\n\n<div markdown=\"1\">\n## Été à l'école\n\n## Été\n</div>\n")
	var ids []string
	for _, h := range a.Headings {
		ids = append(ids, h.ID)
	}
	if diff := cmp.Diff([]string{"été", "été-à-lécole", "été-1"}, ids); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
}

// TestDeclaredCallouts has boxes of other names than ours.
func TestDeclaredCallouts(t *testing.T) {
	c, err := Read(one("{: .astuce }\nA\n\n{: .note }\nB\n"), Site{Callouts: []Callout{{"astuce", "Une astuce"}}})
	if err != nil {
		t.Fatal(err)
	}
	want := "<div class=\"encart encart-astuce\" role=\"note\">\n<p class=\"encart-titre\">Une astuce</p>\n<p>A</p>\n</div>\n<p class=\"note\">B</p>\n"
	if diff := cmp.Diff(want, string(c.Articles[0].HTML)); diff != "" {
		t.Errorf("HTML (-want +got):\n%s", diff)
	}
}

// TestRenderOne has a page alone: links stay as they are, what is refused goes.
func TestRenderOne(t *testing.T) {
	tests := []struct {
		name, md, want, problem string
		plain                   bool
	}{
		{"unknown links", "[a](../b/c.md#d) ![e](f.png)\n", "<p><a href=\"../b/c.md#d\">a</a> <img src=\"f.png\" alt=\"e\" /></p>\n", "", false},
		{"script link", "[a](javascript:b)\n", "<p><a href=\"\">a</a></p>\n", "a.md:1:5: link with javascript: is not allowed", false},
		{"script", "<script>a</script>\n", "", "a.md:1:1: <script> is not allowed", true},
		{"front matter", "---\ntitle: A\n---\n{{ page.title }}\n", "<p>A</p>\n", "", false},
		{"a rule, not front matter", "---\n\na\n", "<hr />\n<p>a</p>\n", "", false},
		{"unknown Liquid stays", "`{% y %}`\n", "<p><code class=\"language-plaintext highlighter-rouge\">{% y %}</code></p>\n", "a.md:1:2: Liquid tag", false},
		{"plain", "{: .note }\na :\n", "<p class=\"note\">a :</p>\n", "", true},
		{"not UTF-8", "\xff\n", "", "a.md:1:1: byte 0xFF is not UTF-8", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			out, ps := RenderOne("a.md", []byte(test.md), RenderOptions{Plain: test.plain})
			if diff := cmp.Diff(test.want, strings.TrimPrefix(out, "\n")); diff != "" {
				t.Errorf("HTML (-want +got):\n%s", diff)
			}
			if got := ps.Error(); (test.problem == "") != (got == "") || !strings.HasPrefix(got, test.problem) {
				t.Errorf("problems are %q, want %q", got, test.problem)
			}
		})
	}
}
