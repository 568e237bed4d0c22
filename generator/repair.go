package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"futurpro/generator/reparation"
)

// tailleReparable is the size, in bytes, past which repair refuses a file: no
// page is that long.
const tailleReparable = 10_000_000

// marqueOrdre is the byte order mark that some editors put before a text.
const marqueOrdre = "\uFEFF"

func newRepairCommand() *cobra.Command {
	var dryRun bool
	cmd := &cobra.Command{
		Use:   "repair FILE...",
		Short: "Repair text that was read with the wrong code page (Ã© for é)",
		Long: `Repair files whose UTF-8 was read as Windows-1252 or the like and written
again. The difference is shown. A file in which anything is uncertain is left
as it is, and each such place is shown.`,
		Example: "  generator repair --dry-run content/project/index.md",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usageError{errors.New("repair needs the name of a file")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return repairFiles(args, dryRun, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "show the difference, and write nothing")
	return cmd
}

// repairFiles repairs each file that can be, and fails if one cannot.
func repairFiles(names []string, dryRun bool, stdout, stderr io.Writer) error {
	refused := 0
	for _, name := range names {
		if err := repairFile(name, dryRun, stdout, stderr); err != nil {
			fmt.Fprintf(stderr, "%v\n", err)
			refused++
		}
	}
	if refused > 0 {
		return fmt.Errorf("%d of %d files cannot be repaired, and are as they were", refused, len(names))
	}
	return nil
}

// repairFile repairs one file and shows what that changes.
func repairFile(name string, dryRun bool, stdout, stderr io.Writer) error {
	whole, err := readRepairable(name)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	before := strings.TrimPrefix(whole, marqueOrdre)
	repair := reparation.Repair
	if ext := strings.ToLower(filepath.Ext(name)); ext == ".md" || ext == ".markdown" {
		repair = reparation.RepairMarkdown
	}
	result := repair(before)
	if n := len(result.Refused); n > 0 {
		for _, p := range result.Refused {
			showPlace(stderr, name, before, p)
		}
		return fmt.Errorf("%s: %s to repair by hand", name, places(n))
	}
	if result.Text == before {
		fmt.Fprintf(stdout, "%s: nothing to repair\n", name)
		return nil
	}
	showDifference(stdout, name, before, result.Text)
	if dryRun {
		fmt.Fprintf(stdout, "%s: %s to repair, nothing written\n", name, places(len(result.Repaired)))
		return nil
	}
	if err := replaceFile(name, whole[:len(whole)-len(before)]+result.Text); err != nil {
		return fmt.Errorf("writing %s: %w", name, err)
	}
	fmt.Fprintf(stdout, "%s: %s repaired\n", name, places(len(result.Repaired)))
	return nil
}

func places(n int) string {
	if n == 1 {
		return "1 place"
	}
	return fmt.Sprintf("%d places", n)
}

// readRepairable reads a text file, or says why it is none.
func readRepairable(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", cause(err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return "", err
	case info.IsDir():
		return "", errors.New("is a folder: name the files in it")
	case !info.Mode().IsRegular():
		return "", errors.New("is not a file")
	case info.Size() > tailleReparable:
		return "", fmt.Errorf("has %d bytes, more than the %d that a text has", info.Size(), tailleReparable)
	}
	data, err := io.ReadAll(io.LimitReader(f, tailleReparable+1))
	switch {
	case err != nil:
		return "", cause(err)
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return "", errors.New("is UTF-16: save the file as UTF-8 first")
	case bytes.IndexByte(data, 0) >= 0:
		return "", errors.New("holds a NUL byte: this is not a text file")
	}
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			line := 1 + bytes.Count(data[:i], []byte("\n"))
			return "", fmt.Errorf("byte 0x%02X on line %d is not UTF-8: the file is in another encoding, often Windows-1252; "+
				"convert it (iconv -f WINDOWS-1252 -t UTF-8), repair is for text already in UTF-8", data[i], line)
		}
		i += n
	}
	return string(data), nil
}

// cause is what is left of a file error when its name is said before.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// contexte is the number of characters shown on each side of a place.
const contexte = 60

// showPlace shows a place that cannot be repaired as a compiler would.
func showPlace(w io.Writer, name, text string, p reparation.Place) {
	start := strings.LastIndexByte(text[:p.Offset], '\n') + 1
	line, _, _ := strings.Cut(text[start:], "\n")
	line = strings.TrimRight(line, "\r")
	left := []rune(text[start:p.Offset])
	right := []rune(line[p.Offset-start:])
	if n := len(left) - contexte; n > 0 {
		left = append([]rune("…"), left[n:]...)
	}
	if len(right) > contexte {
		right = append(right[:contexte:contexte], '…')
	}
	// A tab, or a control character, must not move the caret.
	shown := strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7F && r <= 0x9F {
			return ' '
		}
		return r
	}, string(left)+string(right))
	became := ""
	if p.Repaired != "" {
		became = fmt.Sprintf(" (would be %q)", p.Repaired)
	}
	fmt.Fprintf(w, "%s:%d:%d: %q cannot be repaired with certainty%s: %s\n", name, p.Line, p.Column, p.Broken, became, p.Reason)
	fmt.Fprintf(w, "  %s\n  %s%s\n", shown, strings.Repeat(" ", len(left)), strings.Repeat("^", max(1, min(utf8.RuneCountInString(p.Broken), len(right)))))
}

// showDifference writes a unified diff. A repair leaves the lines in their
// number: they are compared one by one.
func showDifference(w io.Writer, name, before, after string) {
	const around = 1
	a, b := lines(before), lines(after)
	fmt.Fprintf(w, "--- %s\n+++ %s\n", name, name)
	for i := 0; i < len(a); i++ {
		if a[i] == b[i] {
			continue
		}
		// The hunk ends where the lines are the same for long enough.
		from, to := max(0, i-around), i+1
		for k := i + 1; k < len(a) && k <= to+2*around; k++ {
			if a[k] != b[k] {
				to = k + 1
			}
		}
		end := min(len(a), to+around)
		fmt.Fprintf(w, "@@ -%d,%d +%d,%d @@\n", from+1, end-from, from+1, end-from)
		for k := from; k < end; {
			if a[k] == b[k] {
				fmt.Fprintf(w, " %s\n", a[k])
				k++
				continue
			}
			first := k
			for ; k < end && a[k] != b[k]; k++ {
				fmt.Fprintf(w, "-%s\n", a[k])
			}
			for _, line := range b[first:k] {
				fmt.Fprintf(w, "+%s\n", line)
			}
		}
		i = end - 1
	}
}

// lines returns the lines of a text, without what ends them.
func lines(text string) []string {
	return strings.Split(strings.TrimSuffix(strings.ReplaceAll(text, "\r\n", "\n"), "\n"), "\n")
}

// replaceFile puts a text in the place of a file, whole or not at all, with
// the file's mode. A symbolic link stays, and what it leads to is replaced.
func replaceFile(name, text string) error {
	name, err := filepath.EvalSymlinks(name)
	if err != nil {
		return cause(err)
	}
	info, err := os.Stat(name)
	if err != nil {
		return cause(err)
	}
	return cause(writeWhole(name, info.Mode().Perm(), func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}))
}
