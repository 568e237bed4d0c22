package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"futurpro/generator/content"
	"futurpro/generator/diagnostic"
)

// renderFile prints the HTML of the body of one Markdown file; "-" reads
// standard input. Its mistakes go to the standard error, all of them.
func renderFile(nom string, fragment bool, in io.Reader, out, stderr io.Writer) error {
	var src []byte
	var err error
	if nom == "-" {
		src, err = io.ReadAll(in)
	} else {
		src, err = os.ReadFile(nom)
	}
	if err != nil {
		return fmt.Errorf("reading %s: %w", nom, err)
	}
	html, problems := content.RenderOne(nom, src, content.RenderOptions{Site: content.Site{Title: nomSite}, Plain: fragment})
	printProblems(stderr, problems.Only(diagnostic.Warning))
	if _, err := fmt.Fprintln(out, strings.TrimRight(html, "\n")); err != nil {
		return fmt.Errorf("writing the HTML of %s: %w", nom, err)
	}
	return problems.Err()
}

// describe says an error as it is printed: each of several on its own, and each
// mistake of the pages with its line and a caret.
func describe(err error) string {
	var b strings.Builder
	switch e := err.(type) {
	case diagnostic.Problems:
		for _, p := range e.Only(diagnostic.Error) {
			b.WriteString("error: " + p.Report())
		}
	case interface{ Unwrap() []error }:
		for _, one := range e.Unwrap() {
			b.WriteString(describe(one))
		}
	default:
		return "error: " + err.Error() + "\n"
	}
	return b.String()
}

// printProblems prints what was found, with lines and carets.
func printProblems(w io.Writer, problems diagnostic.Problems) {
	for _, p := range problems {
		fmt.Fprint(w, p.Report())
	}
}
