package reparation

import (
	"strings"
	"unicode/utf8"
)

// code follows the code blocks and spans of a Markdown text.
type code struct {
	markdown bool
	cloture  string // the marks that opened a block, "" outside
}

func newCode(markdown bool) *code { return &code{markdown: markdown} }

// ligne returns the places of code in the next line of the text.
func (c *code) ligne(s string) [][2]int {
	if !c.markdown {
		return nil
	}
	marks := strings.TrimLeft(s, " \t>")
	n := 0
	for n < len(marks) && marks[n] == marks[0] {
		n++
	}
	switch {
	case c.cloture != "":
		if strings.HasPrefix(marks, c.cloture) && strings.TrimSpace(marks[n:]) == "" {
			c.cloture = ""
		}
		return [][2]int{{0, len(s)}}
	case n >= 3 && (marks[0] == '~' || marks[0] == '`' && !strings.Contains(marks[n:], "`")):
		c.cloture = marks[:n]
		return nil
	}
	return spans(s)
}

// spans returns the code spans of a line.
func spans(s string) [][2]int {
	var found [][2]int
	for i := strings.IndexByte(s, '`'); i >= 0 && i < len(s); {
		n := backticks(s[i:])
		end := i + n
		for end < len(s) {
			k := strings.IndexByte(s[end:], '`')
			if k < 0 {
				return found
			}
			end += k
			m := backticks(s[end:])
			end += m
			if m == n {
				found = append(found, [2]int{i, end})
				break
			}
		}
		next := strings.IndexByte(s[end:], '`')
		if next < 0 {
			break
		}
		i = end + next
	}
	return found
}

// backticks counts those that s begins with.
func backticks(s string) int { return len(s) - len(strings.TrimLeft(s, "`")) }

// entreGuillemets says whether nothing but spaces stands between a token and
// quotation marks on its two sides.
func entreGuillemets(avant, apres string) bool {
	const espaces = " \u00a0\u202f"
	ouvrant, _ := utf8.DecodeLastRuneInString(strings.TrimRight(avant, espaces))
	fermant, _ := utf8.DecodeRuneInString(strings.TrimLeft(apres, espaces))
	i := strings.IndexRune("\"'«“„‘", ouvrant)
	return i >= 0 && strings.ContainsRune("\"'»”“’", fermant)
}
