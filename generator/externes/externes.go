// Package externes asks other sites whether the pages that the site leads to
// are still there, as a patient visitor would: each address once, few at a time
// for one site. Which addresses those are is for packages content and
// verification to say.
package externes

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"futurpro/generator/diagnostic"
)

// Options say how patient to be. The zero value is for real sites.
type Options struct {
	// Transport carries the requests; nil for the usual one.
	Transport http.RoundTripper
	// Delai bounds one request; 15 s where 0.
	Delai time.Duration
	// Attente is the pause before asking again, once, what gave no clear answer;
	// 3 s where 0.
	Attente time.Duration
	// Fait is told of each address looked at, by any goroutine; may be nil.
	Fait func()
}

// Verdict is what is to be told of an address.
type Verdict struct {
	Gravite diagnostic.Severity
	Detail  string
}

// Bounds of the requests at one time.
const (
	ensemble = 16
	parHote  = 2
)

// Check asks for each address, which is of http or https, and returns what is
// to be told, by address: what is not in the map is well. The error is that of
// ctx.
func Check(ctx context.Context, adresses []string, o Options) (map[string]Verdict, error) {
	if o.Delai == 0 {
		o.Delai = 15 * time.Second
	}
	if o.Attente == 0 {
		o.Attente = 3 * time.Second
	}
	if o.Fait == nil {
		o.Fait = func() {}
	}
	verdicts, err := o.lookAll(ctx, pagesOf(adresses))
	if err != nil {
		return nil, err
	}
	parAdresse := map[string]Verdict{}
	for _, a := range adresses {
		page, _, _ := strings.Cut(a, "#")
		if v, ok := verdicts[page]; ok {
			parAdresse[a] = v
		}
	}
	return parAdresse, nil
}

// lookAll looks at pages, with one queue for each site: one with many pages
// does not hold up the others.
func (o Options) lookAll(ctx context.Context, pages []string) (map[string]Verdict, error) {
	files := map[string][]string{}
	for _, page := range pages {
		h := hote(page)
		files[h] = append(files[h], page)
	}
	var mu sync.Mutex
	verdicts := map[string]Verdict{}
	places := make(chan struct{}, ensemble)
	g, ctx := errgroup.WithContext(ctx)
	for _, file := range files {
		g.Go(func() error {
			var site errgroup.Group
			site.SetLimit(parHote)
			for _, page := range file {
				site.Go(func() error {
					select {
					case places <- struct{}{}:
					case <-ctx.Done():
						return ctx.Err()
					}
					defer func() { <-places }()
					v, ok := o.look(ctx, page)
					if err := ctx.Err(); err != nil {
						return err
					}
					o.Fait()
					if !ok {
						mu.Lock()
						defer mu.Unlock()
						verdicts[page] = v
					}
					return nil
				})
			}
			return site.Wait()
		})
	}
	return verdicts, g.Wait()
}

// pagesOf returns the addresses without their anchors, each once.
func pagesOf(adresses []string) []string {
	var l []string
	vues := map[string]bool{}
	for _, a := range adresses {
		if page, _, _ := strings.Cut(a, "#"); !vues[page] {
			vues[page] = true
			l = append(l, page)
		}
	}
	return l
}

func hote(adresse string) string {
	u, err := url.Parse(adresse)
	if err != nil {
		return ""
	}
	return u.Host
}

// look asks for a page, twice where the first answer is not clear. ok means
// that there is nothing to tell.
func (o Options) look(ctx context.Context, page string) (v Verdict, ok bool) {
	r := o.ask(ctx, page)
	if r.passing() {
		select {
		case <-time.After(o.Attente):
			r = o.ask(ctx, page)
		case <-ctx.Done():
		}
	}
	return r.verdict(page)
}

// reponse is how a site answered.
type reponse struct {
	statut int
	err    error
	// deplacee is where the page is now, where every step said that it had moved
	// for good.
	deplacee string
}

// ask asks for the head of a page, then for the page where the site refuses:
// some only answer to the latter.
func (o Options) ask(ctx context.Context, page string) reponse {
	r := o.request(ctx, http.MethodHead, page)
	if r.err == nil && r.statut >= 400 {
		r = o.request(ctx, http.MethodGet, page)
	}
	return r
}

func (o Options) request(ctx context.Context, methode, page string) reponse {
	ctx, cancel := context.WithTimeout(ctx, o.Delai)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, methode, page, nil)
	if err != nil {
		return reponse{err: err}
	}
	req.Header.Set("User-Agent", "Mozilla/5.0 (compatible; futurpro-check)")
	req.Header.Set("Accept", "text/html,*/*")
	pourDeBon := true
	client := http.Client{Transport: o.Transport, CheckRedirect: func(suite *http.Request, faites []*http.Request) error {
		statut := suite.Response.StatusCode
		pourDeBon = pourDeBon && (statut == http.StatusMovedPermanently || statut == http.StatusPermanentRedirect)
		if len(faites) >= 10 {
			return errBoucle
		}
		return nil
	}}
	resp, err := client.Do(req)
	if err != nil {
		return reponse{err: err}
	}
	resp.Body.Close() // only the status matters
	r := reponse{statut: resp.StatusCode}
	if finale := resp.Request.URL.String(); pourDeBon && finale != page {
		r.deplacee = finale
	}
	return r
}

var errBoucle = errors.New("ten redirections without an end")

// passing reports whether the answer may be another in a moment.
func (r reponse) passing() bool {
	if r.err != nil {
		return !isAbsent(r.err) && !errors.Is(r.err, errBoucle)
	}
	return r.statut == http.StatusTooManyRequests || r.statut >= 500
}

// isAbsent reports whether no site has that name.
func isAbsent(err error) bool {
	var dns *net.DNSError
	return errors.As(err, &dns) && dns.IsNotFound
}

func (r reponse) verdict(page string) (v Verdict, ok bool) {
	alerte := func(format string, args ...any) (Verdict, bool) {
		return Verdict{diagnostic.Warning, fmt.Sprintf("link to %s: ", page) + fmt.Sprintf(format, args...)}, false
	}
	switch {
	case isAbsent(r.err):
		return Verdict{diagnostic.Error, fmt.Sprintf("link to %s: no site has that name", page)}, false
	case errors.Is(r.err, context.DeadlineExceeded):
		return alerte("no answer in time")
	case r.err != nil:
		var faute *url.Error // what was asked is said already
		if errors.As(r.err, &faute) {
			return alerte("%v", faute.Err)
		}
		return alerte("%v", r.err)
	case r.statut == http.StatusNotFound || r.statut == http.StatusGone:
		return Verdict{diagnostic.Error, fmt.Sprintf("link to %s: the page is no more (%d)", page, r.statut)}, false
	case r.statut >= 400:
		return alerte("the site answers %d to this check: look at it in a browser", r.statut)
	case r.deplacee != "":
		return Verdict{diagnostic.Hint, fmt.Sprintf("link to %s: moved for good to %s", page, r.deplacee)}, false
	}
	return Verdict{}, true
}
