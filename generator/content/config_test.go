package content

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

// TestConfig has what a folder says of itself, and what is done with it.
func TestConfig(t *testing.T) {
	fsys := one("{{ site.title }}, {{ site.description }}, {{ site.email }}\n\n{: .astuce }\nX\n\n{: .note-bleue }\nY\n")
	fsys["_config.yml"] = &fstest.MapFile{Data: []byte(`title: Mon site
description: "Une phrase : la bonne"
email: a@b.fr
theme: just-the-docs
plugins:
  - jekyll-seo-tag
callouts:
  astuce:
    title: Une astuce
    color: green
  note-bleue:
  note:
gh_edit_link: true
gh_edit_link_text: Corriger
gh_edit_repository: https://forge.example/equipe/site/
gh_edit_branch: principale
gh_edit_source: pages
gh_edit_view_mode: tree
`)}
	c, err := Read(fsys, Site{Title: "Autre"})
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Warnings) > 0 {
		t.Errorf("warnings are %v", c.Warnings)
	}
	html := string(c.Articles[0].HTML)
	for _, want := range []string{"Mon site, Une phrase : la bonne, a@b.fr", "Une astuce", "Note bleue"} {
		if !strings.Contains(strings.ReplaceAll(html, "\u202f", " "), want) {
			t.Errorf("page is %s, without %q", html, want)
		}
	}
	if got, want := c.Site.EditURL("projet/à lire.md"), "https://forge.example/equipe/site/tree/principale/pages/projet/%C3%A0%20lire.md"; got != want {
		t.Errorf("edit link is %s, want %s", got, want)
	}
	want := []Callout{{"astuce", "Une astuce"}, {"note-bleue", "Note bleue"}, {"note", "À noter"}}
	if c.Site.Title != "Mon site" || c.Site.Variables["gh_edit_link_text"] != "Corriger" || !reflect.DeepEqual(c.Site.Callouts, want) {
		t.Errorf("site is %+v", c.Site)
	}
}

// TestConfigMistakes has each mistake, told where it stands.
func TestConfigMistakes(t *testing.T) {
	tests := []struct{ name, config, want string }{
		{"no YAML", "a: [\n", "_config.yml:1:4: the configuration is not YAML"},
		{"a list", "- a\n", "_config.yml:1:1: must be lines of the form key: value"},
		{"twice", "title: a\ntitle: b\n", "_config.yml:2:"},
		{"misspelt callouts", "callout:\n  note:\n", "_config.yml:1:1: warning: callout is not used: did you mean callouts?"},
		{"callouts without names", "callouts: oui\n", "_config.yml:1:1: callouts must be names"},
		{"a callout of a wrong form", "callouts:\n  note: Attention\n", "_config.yml:2:3: callout \"note\": write its title under it"},
		{"a misspelt title", "callouts:\n  note:\n    titre: A\n", "_config.yml:2:3: callout \"note\": key titre is not known: did you mean title?"},
		{"a name that is no class", "callouts:\n  \"a b\":\n", "_config.yml:2:3: callout \"a b\": a name is letters"},
		{"an address that is none", "gh_edit_link: true\ngh_edit_repository: javascript:x\n", "_config.yml:2:1: gh_edit_repository is \"javascript:x\""},
		{"no address", "gh_edit_link: true\n", "_config.yml:1:1: warning: gh_edit_link needs gh_edit_repository"},
		{"the address of the site", "baseurl: /x\n", "_config.yml:1:1: warning: baseurl is not used"},
		{"another encoding", "title: \xe9t\xe9\n", "_config.yml:1:8: byte 0xE9 is not UTF-8"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			fsys := one("a\n")
			fsys["_config.yml"] = &fstest.MapFile{Data: []byte(test.config)}
			c, err := Read(fsys, Site{Title: "T"})
			var got string
			if err != nil {
				got = err.Error()
			} else {
				for _, w := range c.Warnings {
					got += w.Error() + "\n"
				}
			}
			if !strings.Contains(got, test.want) {
				t.Errorf("told %q, want %q", got, test.want)
			}
		})
	}
}
