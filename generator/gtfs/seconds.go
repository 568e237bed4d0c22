package gtfs

import "fmt"

// Seconds is a clock time in seconds after noon minus 12 h of the service day
// (midnight, but for the two days a year when clocks change), or a duration
// in seconds. A clock time may exceed 24 h: 25:10:00 is ten past one the next
// morning, on the same service day.
type Seconds int32

// Hour and Minute are durations.
const (
	Minute Seconds = 60
	Hour   Seconds = 60 * Minute
)

// maxHour bounds the hours of a clock time: a trip may last several days, but
// not more than a week.
const maxHour = 168

// ParseSeconds reads a clock time written H:MM, HH:MM, H:MM:SS or HH:MM:SS,
// where hours may exceed 24. It reports false for anything else.
func ParseSeconds(s string) (Seconds, bool) {
	if v, ok := parseHHMMSS(s); ok {
		return v, true
	}
	hours, s, ok := leadingNumber(s, 3)
	if !ok || hours > maxHour {
		return 0, false
	}
	minutes, s, ok := sixtieth(s)
	if !ok {
		return 0, false
	}
	var seconds Seconds
	if s != "" {
		if seconds, s, ok = sixtieth(s); !ok || s != "" {
			return 0, false
		}
	}
	return hours*Hour + minutes*Minute + seconds, true
}

// parseHHMMSS reads HH:MM:SS, as nearly all feeds write times.
func parseHHMMSS(s string) (Seconds, bool) {
	if len(s) != len("HH:MM:SS") || s[2] != ':' || s[5] != ':' {
		return 0, false
	}
	digits := [6]byte{s[0] - '0', s[1] - '0', s[3] - '0', s[4] - '0', s[6] - '0', s[7] - '0'}
	for _, d := range digits {
		if d > 9 {
			return 0, false
		}
	}
	if digits[2] > 5 || digits[4] > 5 {
		return 0, false
	}
	number := func(i int) Seconds { return 10*Seconds(digits[i]) + Seconds(digits[i+1]) }
	return number(0)*Hour + number(2)*Minute + number(4), true
}

// sixtieth reads ":MM" at the head of s, MM being below 60, and returns the
// rest.
func sixtieth(s string) (Seconds, string, bool) {
	if len(s) < 3 || s[0] != ':' {
		return 0, s, false
	}
	n, rest, ok := leadingNumber(s[1:], 2)
	return n, rest, ok && len(rest) == len(s)-3 && n < 60
}

// leadingNumber reads one to maxDigits digits at the head of s and returns the
// rest.
func leadingNumber(s string, maxDigits int) (Seconds, string, bool) {
	var n Seconds
	i := 0
	for i < len(s) && i < maxDigits && '0' <= s[i] && s[i] <= '9' {
		n = 10*n + Seconds(s[i]-'0')
		i++
	}
	return n, s[i:], i > 0
}

// String gives HH:MM:SS.
func (s Seconds) String() string {
	sign := ""
	if s < 0 {
		sign, s = "-", -s
	}
	return fmt.Sprintf("%s%02d:%02d:%02d", sign, s/Hour, s/Minute%60, s%60)
}
