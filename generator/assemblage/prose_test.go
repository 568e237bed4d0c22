package assemblage

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestProseIsSafeAndWellFormed(t *testing.T) {
	a := &assembleur{politique: newPolitique()}
	for texte, want := range map[string]string{
		"<br><br>A<br>B<br><p>C</p>":    "<p>A<br/>B<br/></p><p>C</p>",
		"":                              "",
		"   ":                           "",
		"<p>Un essai.</p>":              "<p>Un essai.</p>",
		"Un essai.":                     "<p>Un essai.</p>",
		"<p> </p><p>A</p><p>&nbsp;</p>": "<p>A</p>",
		`<p class="x" onclick="a()" style="color:red">A</p>`:  "<p>A</p>",
		`<p>A<script>alert(1)</script></p><style>p{}</style>`: "<p>A</p>",
		`<p>Voir <a href="javascript:alert(1)">ici</a></p>`:   "<p>Voir  ici </p>",
		`<iframe src="https://x.example"></iframe><p>A</p>`:   "<p>A</p>",
		`<p>A <b>fort`:                                   "<p>A <b>fort</b></p>",
		"A</p></div></main><p>B":                         "<p>A  </p><p>B</p>",
		"<ul><li>A</li><li></li>B</ul>":                  "<ul><li>A</li><li>B</li></ul>",
		"<li>A</li><p>B</p>":                             "<p>A</p><p>B</p>",
		"<p>2<sup>de</sup> pro &amp; m&eacute;tiers</p>": "<p>2<sup>de</sup> pro &amp; métiers</p>",
		"Avant <b>fort</b> apr&egrave;s<p>P</p>":         "<p>Avant <b>fort</b> après</p><p>P</p>",
		"&lt;p&gt;déjà échappé&lt;/p&gt;":                "<p>&lt;p&gt;déjà échappé&lt;/p&gt;</p>",
	} {
		if got := string(a.prose(texte)); got != want {
			t.Errorf("prose(%q) = %q, want %q", texte, got, want)
		}
	}
}

// FuzzProse: whatever is published, a page that holds it keeps its shape: the
// elements are those of the policy, without attributes, and what follows is
// still outside of them.
func FuzzProse(f *testing.F) {
	for _, s := range []string{"<p>A</p>", "A<ul><li>B<ul>C", "<li>A<p>B</li>", "<svg><p>A</svg>", "<table><tr><td>A", "<!--<p>-->B", "<b><p>A</b>B", "</div><p", "&lt;&#0;é\x00", "<template><p>A</template>", "<math><mi><p>A"} {
		f.Add(s)
	}
	a := &assembleur{politique: newPolitique()}
	f.Fuzz(func(t *testing.T, texte string) {
		p := string(a.prose(texte))
		doc, err := html.Parse(strings.NewReader("<main>" + p + "<hr></main>"))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			switch n.Data {
			case "html", "head", "body", "main":
				continue
			case "hr":
				if n.Parent.Data != "main" {
					t.Fatalf("%q stays open after %q", p, texte)
				}
				continue
			}
			if !strings.Contains(" p br ul ol li b strong i em sup sub ", " "+n.Data+" ") || len(n.Attr) > 0 {
				t.Fatalf("%q holds %s %v", p, n.Data, n.Attr)
			}
			if liste := n.Parent.Data == "ul" || n.Parent.Data == "ol"; liste != (n.Data == "li") {
				t.Fatalf("%q: %s in %s", p, n.Data, n.Parent.Data)
			}
		}
	})
}
