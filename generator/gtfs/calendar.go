package gtfs

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// ErrNoReferenceDay is returned by [Feed.ReferenceDay] for a feed without any
// usable Tuesday or Thursday: an expired feed, or one of holidays only.
var ErrNoReferenceDay = errors.New("no Tuesday or Thursday with trips outside the excluded days")

// serviceIdx is the position of a service in Feed.services.
type serviceIdx int32

// service is a set of days: a weekly pattern between two dates, then days
// added to and removed from it.
type service struct {
	weekdays       [7]bool // by time.Weekday
	first, last    Date    // both included; zero if there is no weekly pattern
	added, removed []Date  // sorted; on a day of both, removed wins
}

// runs reports whether the service runs on d.
func (s *service) runs(d Date) bool {
	if _, removed := slices.BinarySearch(s.removed, d); removed {
		return false
	}
	if s.first <= d && d <= s.last && s.weekdays[d.Weekday()] {
		return true
	}
	_, added := slices.BinarySearch(s.added, d)
	return added
}

// bounds returns the first and last days on which the service may run; zero
// dates if there are none.
func (s *service) bounds() (first, last Date) {
	first, last = s.first, s.last
	if len(s.added) > 0 {
		if first == 0 || s.added[0] < first {
			first = s.added[0]
		}
		last = max(last, s.added[len(s.added)-1])
	}
	return first, last
}

// readServices reads calendar.txt and calendar_dates.txt, of which at least
// one is there.
func (f *Feed) readServices() error {
	f.serviceByID = map[string]serviceIdx{}
	if f.archive.has("calendar.txt") {
		if err := f.readCalendar(); err != nil {
			return err
		}
	}
	if f.archive.has("calendar_dates.txt") {
		if err := f.readCalendarDates(); err != nil {
			return err
		}
	}
	for i := range f.services {
		slices.Sort(f.services[i].added)
		slices.Sort(f.services[i].removed)
	}
	return nil
}

func (f *Feed) readCalendar() error {
	t, err := f.open("calendar.txt")
	if err != nil {
		return err
	}
	id, start, end := t.require("service_id"), t.require("start_date"), t.require("end_date")
	var days [7]column
	for d := range days {
		days[d] = t.require(lowerWeekdays[d])
	}
	for t.next() {
		var s service
		var okFirst, okLast bool
		s.first, okFirst = ParseDate(t.field(start))
		s.last, okLast = ParseDate(t.field(end))
		if !okFirst || !okLast || s.last < s.first {
			t.anomalie(codeLigneIllisible, fmt.Sprintf("service %q from %q to %q",
				t.field(id), t.field(start), t.field(end)))
			continue
		}
		for d, c := range days {
			s.weekdays[d] = t.enum(c, 1) == 1
		}
		if name := t.field(id); register(t, f.serviceByID, name, len(f.services)) {
			f.services = append(f.services, s)
		}
	}
	return t.close()
}

// lowerWeekdays are the columns of calendar.txt, by time.Weekday.
var lowerWeekdays = [7]string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}

func (f *Feed) readCalendarDates() error {
	t, err := f.open("calendar_dates.txt")
	if err != nil {
		return err
	}
	id, date, kind := t.require("service_id"), t.require("date"), t.require("exception_type")
	dates := map[string]Date{} // a feed lists the same few days for every service
	for t.next() {
		name := t.bytes(id)
		d, ok := dates[string(t.bytes(date))]
		if !ok {
			if d, ok = ParseDate(t.field(date)); ok {
				dates[t.field(date)] = d
			}
		}
		added, removed := string(t.bytes(kind)) == "1", string(t.bytes(kind)) == "2"
		if !ok || len(name) == 0 || !added && !removed {
			t.anomalie(codeLigneIllisible, fmt.Sprintf("service %q, date %q, exception_type %q",
				name, t.field(date), t.field(kind)))
			continue
		}
		s := f.serviceNamed(name)
		if added {
			s.added = append(s.added, d)
		} else {
			s.removed = append(s.removed, d)
		}
	}
	return t.close()
}

// serviceNamed returns the service, made without weekly pattern if it is not
// in calendar.txt.
func (f *Feed) serviceNamed(id []byte) *service {
	idx, ok := f.serviceByID[string(id)]
	if !ok {
		idx = serviceIdx(len(f.services))
		f.serviceByID[string(id)] = idx
		f.services = append(f.services, service{})
	}
	return &f.services[idx]
}

// Validity returns the first and last days on which a trip may run, according
// to the calendars of the services that have trips. It reports false if there
// are none.
func (f *Feed) Validity() (first, last Date, ok bool) {
	for s, n := range f.runsByService() {
		if n == 0 {
			continue
		}
		from, to := f.services[s].bounds()
		if from == 0 {
			continue
		}
		if !ok || from < first {
			first = from
		}
		last = max(last, to)
		ok = true
	}
	return first, last, ok
}

// runsByService counts the trips of each service, a trip of frequencies.txt as
// many times as it leaves.
func (f *Feed) runsByService() []int {
	runs := make([]int, len(f.services))
	for _, trip := range f.trips {
		runs[trip.service] += trip.runs()
	}
	return runs
}

// ReferenceDay returns the day on which the feed stands for a school day: the
// Tuesday or Thursday of its validity with the most trips, the earliest if
// several have as many. Exclu tells the days that do not count, the school
// holidays; nil excludes none. Without any such day, the error wraps
// [ErrNoReferenceDay].
//
// Monday, Wednesday and Friday are left out: many lines have times of their
// own for boarders and for the free afternoon.
func (f *Feed) ReferenceDay(exclu func(Date) bool) (Date, error) {
	first, last, ok := f.Validity()
	if !ok {
		return 0, fmt.Errorf("feed %s: its calendars are empty: %w", f.Nom, ErrNoReferenceDay)
	}
	runs := f.runsByService()
	var best Date
	most := 0
	for d := first; d <= last; d++ {
		if w := d.Weekday(); w != time.Tuesday && w != time.Thursday {
			continue
		}
		if exclu != nil && exclu(d) {
			continue
		}
		n := 0
		for s := range f.services {
			if runs[s] > 0 && f.services[s].runs(d) {
				n += runs[s]
			}
		}
		if n > most {
			best, most = d, n
		}
	}
	if most == 0 {
		return 0, fmt.Errorf("feed %s, from %s to %s: %w", f.Nom, first, last, ErrNoReferenceDay)
	}
	return best, nil
}
