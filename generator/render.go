package main

import (
	"errors"
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
	var mistakes content.Problems
	for _, p := range problems {
		if p.Severity == diagnostic.Error {
			mistakes = append(mistakes, p)
		} else {
			fmt.Fprint(stderr, p.Report())
		}
	}
	if _, err := fmt.Fprintln(out, strings.TrimRight(html, "\n")); err != nil {
		return fmt.Errorf("writing the HTML of %s: %w", nom, err)
	}
	if len(mistakes) > 0 {
		return mistakes
	}
	return nil
}

// describe says an error as it is printed: each mistake of the pages with its
// line and a caret.
func describe(err error) string {
	var mistakes content.Problems
	if !errors.As(err, &mistakes) {
		return "error: " + err.Error() + "\n"
	}
	var b strings.Builder
	for _, p := range mistakes {
		if p.Severity == diagnostic.Error {
			b.WriteString("error: " + p.Report())
		}
	}
	return b.String()
}
