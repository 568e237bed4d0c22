package gtfs

import (
	"strings"
	"time"
)

// Date is a calendar day, counted in days after 1970-01-01. The zero Date
// stands for no date.
type Date int32

const secondsPerDay = 24 * 60 * 60

// The years a feed may speak of. Producers write 2999 for "no end": a later
// day is brought back to lastDate.
const firstYear, lastYear = 1990, 2100

// NewDate returns the Date of a day of the Gregorian calendar.
func NewDate(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

// ParseDate reads YYYYMMDD, or YYYY-MM-DD, which some producers write. It
// reports false for anything else and for a day before 1990; a day after 2100
// is brought back to 2100-12-31.
func ParseDate(s string) (Date, bool) {
	if len(s) == len("2006-01-02") {
		s = strings.ReplaceAll(s, "-", "")
	}
	t, err := time.Parse("20060102", s)
	if err != nil || t.Year() < firstYear {
		return 0, false
	}
	if t.Year() > lastYear {
		return NewDate(lastYear, time.December, 31), true
	}
	return Date(t.Unix() / secondsPerDay), true
}

// Time returns midnight UTC of d.
func (d Date) Time() time.Time { return time.Unix(int64(d)*secondsPerDay, 0).UTC() }

// Weekday returns the day of the week of d.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// String gives YYYY-MM-DD.
func (d Date) String() string { return d.Time().Format(time.DateOnly) }

// compact gives YYYYMMDD, as GTFS writes dates.
func (d Date) compact() string { return d.Time().Format("20060102") }
