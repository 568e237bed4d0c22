package telechargement

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"
)

var errSilence = errors.New("the server sends nothing any more")

// attempt makes one request, follows it to its end and checks the whole. What
// has come of a file that is cut stays in the part, for the next attempt.
func (t *transfert) attempt(ctx context.Context) (reponse, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	// A server may think before it answers, twice as long as it may pause.
	garde := time.AfterFunc(2*t.options.Silence, func() { cancel(errSilence) })
	defer garde.Stop()
	rep, err := t.request(ctx, func() { garde.Reset(t.options.Silence) })
	switch {
	case err != nil && errors.Is(context.Cause(ctx), errSilence):
		return rep, fmt.Errorf("%w for %s", errSilence, t.options.Silence)
	case err != nil || rep.inchange:
		return rep, err
	}
	if err := t.check(cheminPart(t.Chemin), t.recu()); err != nil {
		t.discard()
		return rep, err
	}
	return rep, nil
}

// request asks for the file, or for what is missing of it, and writes what
// comes. vivant is called whenever something does.
func (t *transfert) request(ctx context.Context, vivant func()) (reponse, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, t.URL, nil)
	if err != nil {
		return reponse{}, erreurDefinitive{err}
	}
	req.Header.Set("User-Agent", agent)
	req.Header.Set("Accept-Encoding", "identity")
	if t.connue.ETag != "" {
		req.Header.Set("If-None-Match", t.connue.ETag)
	} else if t.connue.Modifie != "" {
		req.Header.Set("If-Modified-Since", t.connue.Modifie)
	}
	reprise := t.readReprise()
	if reprise.Octets > 0 {
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-", reprise.Octets))
		req.Header.Set("If-Range", reprise.validator())
	}
	resp, err := t.client.Do(req)
	if err != nil {
		return reponse{}, err
	}
	defer resp.Body.Close()
	vivant()

	rep := reponse{etag: resp.Header.Get("ETag"), modifie: resp.Header.Get("Last-Modified")}
	switch {
	case resp.StatusCode == http.StatusNotModified && t.connue.SHA256 != "":
		rep.inchange = true
		return rep, nil
	case resp.StatusCode == http.StatusOK:
		reprise = t.beginning(resp)
	case resp.StatusCode == http.StatusPartialContent || resp.StatusCode == http.StatusRequestedRangeNotSatisfiable:
		if err := reprise.goOn(resp); err != nil {
			t.discard()
			return rep, fmt.Errorf("what came cannot be gone on from: %w", err)
		}
	default:
		return rep, erreurStatut{resp.StatusCode, retryAfter(resp.Header)}
	}
	if err := t.checkHeader(resp); err != nil {
		return rep, err
	}
	return rep, t.write(lecteur{resp.Body, vivant}, resp.Header.Get("Content-Type"), reprise)
}

// checkHeader refuses what its header says is not the file.
func (t *transfert) checkHeader(resp *http.Response) error {
	// A file that is compressed anyway is often announced this way too.
	if e := resp.Header.Get("Content-Encoding"); e != "" && e != "identity" && t.recu() != contenuGzip {
		return definitif("the server compresses (%s) what was asked for as it is", e)
	}
	if resp.ContentLength > t.tailleMax() {
		return definitif("%d bytes announced, more than the %d that are accepted", resp.ContentLength, t.tailleMax())
	}
	return nil
}

// write adds the body to the part, and wants it to be whole.
func (t *transfert) write(body io.Reader, contentType string, reprise reprise) error {
	r := bufio.NewReaderSize(body, tailleDebut)
	if reprise.Octets == 0 {
		debut, err := r.Peek(tailleDebut)
		if len(debut) == 0 {
			if err == io.EOF {
				err = errors.New("the file is empty")
			}
			return err
		}
		if err := t.recu().checkDebut(debut, contentType); err != nil {
			return err
		}
		// Only now is what had come of a former version given up.
		if err := t.describe(reprise); err != nil {
			return definitif("writing what comes: %w", err)
		}
	}
	part, err := t.openPart(reprise.Octets)
	if err != nil {
		return definitif("writing what comes: %w", err)
	}
	e := &ecriture{f: part, fait: func(venus, n int64) {
		t.options.Suivi(Evenement{Genre: Avance, Chemin: t.Chemin, Venus: venus, Octets: reprise.Octets + n, Total: reprise.Total})
	}}
	_, errLecture := io.Copy(e, io.LimitReader(r, t.tailleMax()-reprise.Octets+1))
	errEcriture := errors.Join(e.err, part.Close())
	total := reprise.Octets + e.n
	switch {
	case errEcriture != nil:
		return definitif("writing what comes: %w", errEcriture)
	case total > t.tailleMax():
		t.discard()
		return definitif("more than the %d bytes that are accepted", t.tailleMax())
	case errLecture != nil:
		return fmt.Errorf("cut after %d bytes: %w", total, errLecture)
	case reprise.Total >= 0 && total != reprise.Total:
		return fmt.Errorf("cut after %d bytes of %d", total, reprise.Total)
	}
	return nil
}

// lecteur says when bytes come.
type lecteur struct {
	io.Reader
	vivant func()
}

func (l lecteur) Read(p []byte) (int, error) {
	n, err := l.Reader.Read(p)
	if n > 0 {
		l.vivant()
	}
	return n, err
}

// ecriture counts what is written, and keeps its errors apart from those of
// the network.
type ecriture struct {
	f    *os.File
	n    int64
	err  error
	fait func(venus, n int64)
}

func (e *ecriture) Write(p []byte) (int, error) {
	n, err := e.f.Write(p)
	e.n, e.err = e.n+int64(n), err
	e.fait(int64(n), e.n)
	return n, err
}
