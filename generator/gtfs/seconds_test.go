package gtfs_test

import (
	"strings"
	"testing"
	"time"

	"futurpro/generator/gtfs"
)

func TestParseSeconds(t *testing.T) {
	for text, want := range map[string]gtfs.Seconds{
		"0:00:00":   0,
		"7:05:09":   7*3600 + 5*60 + 9,
		"07:05:09":  7*3600 + 5*60 + 9,
		"7:05":      7*3600 + 5*60,
		"23:59:59":  86_399,
		"25:10:00":  25*3600 + 10*60,
		"100:00:00": 360_000,
	} {
		if got, ok := gtfs.ParseSeconds(text); !ok || got != want {
			t.Errorf("%q: %d (%t), want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{
		"", ":", "7", "7:", "7:5", "7:60", "7:05:", "7:05:9", "7:05:60", "7:05:09:00", "-7:05:09",
		"+7:05:09", "7:05:09 ", "7h05", "700:00:00", "1000:00:00", "７:05:09", "7:05:0９",
	} {
		if got, ok := gtfs.ParseSeconds(text); ok {
			t.Errorf("%q: read as %s, want refused", text, got)
		}
	}
}

func TestSecondsString(t *testing.T) {
	for seconds, want := range map[gtfs.Seconds]string{
		0: "00:00:00", 25_509: "07:05:09", 90_600: "25:10:00", -60: "-00:01:00",
	} {
		if got := seconds.String(); got != want {
			t.Errorf("%d: %q, want %q", seconds, got, want)
		}
	}
}

// FuzzParseSeconds checks that what is read is in bounds and is written back
// as it was, with a zero before the hour and the seconds added if need be.
func FuzzParseSeconds(f *testing.F) {
	for _, text := range []string{"7:05:09", "07:05", "25:10:00", "168:59:59", "", "7:60:00", "::", "0:0:0"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		seconds, ok := gtfs.ParseSeconds(text)
		if !ok {
			return
		}
		if seconds < 0 || seconds >= 169*3600 {
			t.Fatalf("%q: read as %d s, out of bounds", text, seconds)
		}
		full := text
		if strings.Count(text, ":") == 1 {
			full += ":00"
		}
		if strings.TrimLeft(full, "0") != strings.TrimLeft(seconds.String(), "0") {
			t.Errorf("%q: read as %s", text, seconds)
		}
	})
}

func TestDates(t *testing.T) {
	tuesday := gtfs.NewDate(2020, time.April, 14)
	for text, want := range map[string]gtfs.Date{
		"20200414":   tuesday,
		"2020-04-14": tuesday,
		"20200229":   tuesday - 45, // a leap year: 29 February is 45 days before
		"29991231":   gtfs.NewDate(2100, time.December, 31),
	} {
		if got, ok := gtfs.ParseDate(text); !ok || got != want {
			t.Errorf("%q: %s (%t), want %s", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "20200431", "20190229", "2020414", "14/04/2020", "19000101"} {
		if got, ok := gtfs.ParseDate(text); ok {
			t.Errorf("%q: read as %s, want refused", text, got)
		}
	}
	if tuesday.String() != "2020-04-14" || tuesday.Weekday() != time.Tuesday {
		t.Errorf("%s is a %s, want Tuesday 2020-04-14", tuesday, tuesday.Weekday())
	}
}
