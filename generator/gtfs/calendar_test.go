package gtfs_test

import (
	"errors"
	"maps"
	"testing"
	"time"

	"futurpro/generator/gtfs"
	"futurpro/generator/gtfs/gtfstest"
)

// Two stops and a bus per service: what runs is what the calendars say.
const stopsAB = `
	stops
	A 0 0
	B 5000 0
`

const calendarHeader = `
	calendar.txt
	service_id, monday, tuesday, wednesday, thursday, friday, saturday, sunday, start_date, end_date
`

func march(day int) gtfs.Date { return gtfs.NewDate(2026, time.March, day) } // the 3rd is a Tuesday

func TestReferenceDay(t *testing.T) {
	const trips = `
	trips
	w1 service=WEEK: A 8:00 | B 8:10
	w2 service=WEEK: A 9:00 | B 9:10
	t1 service=MORE: A 7:00 | B 7:10
	`
	// WEEK runs from Monday 2 to Friday 20 March.
	const week = calendarHeader + `
	WEEK, 1, 1, 1, 1, 1, 0, 0, 20260302, 20260320
	`
	holidays := func(d gtfs.Date) bool { return d >= march(2) && d <= march(8) }
	for _, test := range []struct {
		name, text string
		exclu      func(gtfs.Date) bool
		want       gtfs.Date // 0 for none
	}{
		{"the earliest of as good days", week, nil, march(3)},
		{"not in the holidays", week, holidays, march(10)},
		{"the day with the most trips", week + "calendar_dates.txt\nservice_id,date,exception_type\nMORE,20260312,1", nil, march(12)},
		{"more trips on a Wednesday do not count", week + "calendar_dates.txt\nservice_id,date,exception_type\nMORE,20260304,1", nil, march(3)},
		{"a removed day is a bad day", week + "calendar_dates.txt\nservice_id,date,exception_type\nWEEK,20260303,2\nMORE,20260303,1", nil, march(5)},
		{"days listed one by one", "calendar_dates.txt\nservice_id,date,exception_type\nWEEK,20260306,1\nWEEK,20260310,1\nMORE,20260301,2", nil, march(10)},
		{"removed wins over added", week + "calendar_dates.txt\nservice_id,date,exception_type\nWEEK,20260303,1\nWEEK,20260303,2\nMORE,20260301,1", nil, march(5)},
		{"only holidays", week, func(gtfs.Date) bool { return true }, 0},
		{"only Sundays", calendarHeader + "WEEK, 0, 0, 0, 0, 0, 0, 1, 20260302, 20260320", nil, 0},
		{"empty calendars", calendarHeader, nil, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			feed, _ := openBytes(t, gtfstest.Zip(t, stopsAB+trips+test.text))
			got, err := feed.ReferenceDay(test.exclu)
			if test.want == 0 {
				if !errors.Is(err, gtfs.ErrNoReferenceDay) {
					t.Errorf("%s, error %v; want ErrNoReferenceDay", got, err)
				}
				return
			}
			if err != nil || got != test.want {
				t.Errorf("%s, error %v; want %s", got, err, test.want)
			}
		})
	}
}

// A trip every 10 min from 7:00 to 9:00 is 12 trips, more than 2.
func TestReferenceDayCountsDepartures(t *testing.T) {
	feed := gtfstest.Feed(t, stopsAB+`
	trips
	a service=MARCH3: A 8:00 | B 8:10
	b service=MARCH3: A 9:00 | B 9:10
	c service=MARCH5: A 0:00 | B 0:10
	frequencies.txt
	trip_id, start_time, end_time, headway_secs
	c, 7:00:00, 9:00:00, 600
	calendar_dates.txt
	service_id, date, exception_type
	MARCH3, 20260303, 1
	MARCH5, 20260305, 1`)
	if got, err := feed.ReferenceDay(nil); err != nil || got != march(5) {
		t.Errorf("%s, error %v; want %s", got, err, march(5))
	}
}

func TestValidity(t *testing.T) {
	feed, _ := openBytes(t, gtfstest.Zip(t, stopsAB+`
	trips
	a service=WEEK: A 8:00 | B 8:10
	`+calendarHeader+`
	WEEK,   1, 1, 1, 1, 1, 0, 0, 20260302, 20260320
	UNUSED, 1, 1, 1, 1, 1, 0, 0, 20200101, 20301231
	calendar_dates.txt
	service_id, date, exception_type
	WEEK, 20260401, 1
	WEEK, 20260302, 2`))
	first, last, ok := feed.Validity()
	if want := gtfs.NewDate(2026, time.April, 1); !ok || first != march(2) || last != want {
		t.Errorf("from %s to %s (%t), want from %s to %s", first, last, ok, march(2), want)
	}
}

func TestBadCalendarRowsAreCounted(t *testing.T) {
	feed, j := openBytes(t, gtfstest.Zip(t, stopsAB+`
	trips
	a service=S: A 8:00 | B 8:10
	b service=T: A 8:00 | B 8:10
	`+calendarHeader+`
	S, 1, 1, 1, 1, 1, 0, 0, 20260302, 20260320
	S, 1, 1, 1, 1, 1, 0, 0, 20260302, 20260320
	T, 1, 1, 1, 1, 1, 0, 0, 20260320, 20260302
	calendar_dates.txt
	service_id, date, exception_type
	S, 20260399, 1
	S, 20260303, 3`))
	want := map[string]int{
		"gtfs-doublon":            1, // S twice
		"gtfs-ligne-illisible":    3, // T ends before it starts; March 99; type 3
		"gtfs-reference-inconnue": 1, // trip b
	}
	if got := codes(j); !maps.Equal(got, want) {
		t.Errorf("anomalies %v, want %v", got, want)
	}
	if got := len(rides(t, feed, march(3))); got != 1 {
		t.Errorf("%d rides, want 1", got)
	}
}
