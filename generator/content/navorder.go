package content

import (
	"slices"
	"strconv"
	"strings"
)

// NavOrder is a nav_order of the front matter: whole numbers separated by
// dots, or another text. It is read from its text, since as a YAML number 3.10
// would be 3.1. The zero value means that the page gives none.
type NavOrder struct {
	// Numbers are the components: 3, 1, 6 for "3.1.06"; nil for another text.
	Numbers []int
	// Text is the nav_order as it is written.
	Text string
}

// ParseNavOrder reads "2", "3.10", "3.1.06" or any other text.
func ParseNavOrder(s string) NavOrder {
	o := NavOrder{Text: s}
	for part := range strings.SplitSeq(s, ".") {
		n, err := strconv.Atoi(part)
		if err != nil || strings.HasPrefix(part, "+") || (n < 0 && len(o.Numbers) > 0) {
			return NavOrder{Text: s}
		}
		o.Numbers = append(o.Numbers, n)
	}
	return o
}

// group is the order of the kinds: numbers, other texts, none.
func (o NavOrder) group() int {
	switch {
	case o.Numbers != nil:
		return 0
	case o.Text != "":
		return 1
	}
	return 2
}

// Compare orders by components, as numbers: 3.2 before 3.10, 3 before 3.1.
// Other texts come next, by code point, and pages without nav_order last.
func (o NavOrder) Compare(p NavOrder) int {
	if c := o.group() - p.group(); c != 0 {
		return min(max(c, -1), 1)
	}
	if o.group() == 1 {
		return strings.Compare(o.Text, p.Text)
	}
	return slices.Compare(o.Numbers, p.Numbers)
}
