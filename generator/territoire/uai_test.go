package territoire_test

import (
	"testing"

	"futurpro/generator/territoire"
)

func TestDepartementUAIReadsCorseAndOverseas(t *testing.T) {
	for uai, veut := range map[string]string{
		"0350001A": "35", "0010001A": "01", "6200001A": "2A", "7200001A": "2B", "9710001A": "971", "9760001A": "976", "9830001A": "988", "9840001A": "987", "03": "", "": "",
	} {
		if got := territoire.DepartementUAI(uai); got != veut {
			t.Errorf("DepartementUAI(%q) = %q, want %q", uai, got, veut)
		}
	}
}

func TestDepartementINSEE(t *testing.T) {
	for code, want := range map[string]string{"35238": "35", "2A004": "2A", "01004": "01", "97411": "974", "98735": "987", "97": "", "3": "", "": ""} {
		if got := territoire.DepartementINSEE(code); got != want {
			t.Errorf("%q: %q, want %q", code, got, want)
		}
	}
}
