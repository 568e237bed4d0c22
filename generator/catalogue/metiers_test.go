package catalogue

import "testing"

func TestBothSpellingsOfAMetierAreOne(t *testing.T) {
	for compacte, developpee := range map[string]string{
		"agent/e de transit":                      "agent / agente de transit",
		"boulanger/ère":                           "Boulanger / Boulangère",
		"ajusteur/euse-monteur/euse":              "ajusteur-monteur / ajusteuse-monteuse",
		"chef/fe de station d'épuration":          "chef / cheffe de station d'épuration",
		"administrateur/trice adjoint/e du Sénat": "administrateur adjoint / administratrice adjointe du Sénat",
		"pilote de ligne":                         "pilote de ligne",
	} {
		if a, b := CleMetier(compacte), CleMetier(developpee); a != b || a == "" {
			t.Errorf("%q is %q, %q is %q", compacte, a, developpee, b)
		}
	}
	if CleMetier("agent / agente de transit") == CleMetier("agent / agente de sécurité") {
		t.Error("two métiers have one key")
	}
}
