package content

import (
	"fmt"
	"strconv"
	"strings"
)

// NavOrder is a nav_order of the front matter: whole numbers separated by
// dots. It is read from its text, since as a YAML number 3.10 would be 3.1.
// Nil means that the page gives none.
type NavOrder []int

// ParseNavOrder reads "2", "3.10" or "3.1.06".
func ParseNavOrder(s string) (NavOrder, error) {
	var order NavOrder
	for part := range strings.SplitSeq(s, ".") {
		n, err := strconv.Atoi(part)
		if err != nil || strings.HasPrefix(part, "+") {
			return nil, fmt.Errorf("nav_order %q is not whole numbers separated by dots: write it as 3, 3.10 or 3.1.06", s)
		}
		order = append(order, n)
	}
	return order, nil
}

// Compare orders by components, as numbers: 3.2 before 3.10, 3 before 3.1,
// and pages without nav_order last.
func (o NavOrder) Compare(p NavOrder) int {
	if (o == nil) != (p == nil) {
		if o == nil {
			return 1
		}
		return -1
	}
	for i := range min(len(o), len(p)) {
		if o[i] != p[i] {
			if o[i] < p[i] {
				return -1
			}
			return 1
		}
	}
	return len(o) - len(p)
}
