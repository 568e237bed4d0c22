package telechargement

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// agent names the program to the servers.
const agent = "futurpro-generator"

// redirectionsMax is how many times an address may lead to another.
const redirectionsMax = 10

// newTransport is the one of the standard library, made to give up sooner on
// a host that does not answer, and to leave bytes as they are: sizes and
// ranges count those of the file, not of its compression.
func newTransport() http.RoundTripper {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.DialContext = (&net.Dialer{Timeout: 15 * time.Second, KeepAlive: 30 * time.Second}).DialContext
	t.TLSHandshakeTimeout = 15 * time.Second
	t.DisableCompression = true
	return t
}

// checkRedirect follows an address that moved, not one that would send the
// file in the clear.
func checkRedirect(req *http.Request, via []*http.Request) error {
	switch {
	case len(via) >= redirectionsMax:
		return definitif("%d redirections without reaching a file", redirectionsMax)
	case via[len(via)-1].URL.Scheme == "https" && req.URL.Scheme != "https":
		return definitif("redirected from https to %s, which is refused: the file could be changed on the way", req.URL.Redacted())
	}
	return nil
}

// erreurDefinitive is a failure that another attempt would meet again.
type erreurDefinitive struct{ error }

func (e erreurDefinitive) Unwrap() error { return e.error }

func definitif(format string, args ...any) error {
	return erreurDefinitive{fmt.Errorf(format, args...)}
}

// erreurStatut is an answer that is no file.
type erreurStatut struct {
	code  int
	delai time.Duration // that the server asks to wait; 0 if it does not
}

func (e erreurStatut) Error() string {
	return fmt.Sprintf("the server answers %d %s", e.code, http.StatusText(e.code))
}

// passagere says whether another attempt may do better.
func passagere(err error) bool {
	var statut erreurStatut
	var nom *net.DNSError
	var certificat *tls.CertificateVerificationError
	switch {
	case errors.As(err, new(erreurDefinitive)), errors.As(err, &certificat):
		return false
	case errors.As(err, &nom):
		return !nom.IsNotFound
	case errors.As(err, &statut):
		return statut.code >= 500 && statut.code != http.StatusNotImplemented || statut.code == http.StatusTooManyRequests ||
			statut.code == http.StatusRequestTimeout || statut.code == http.StatusTooEarly
	}
	return true
}

// retryAfter reads how long the server asks to wait. A date is counted from
// that of the answer, not from the clock of this machine, which may be wrong.
func retryAfter(h http.Header) time.Duration {
	v := strings.TrimSpace(h.Get("Retry-After"))
	if n, err := strconv.Atoi(v); err == nil {
		return max(0, time.Duration(n)*time.Second)
	}
	quand, err := http.ParseTime(v)
	maintenant, err2 := http.ParseTime(h.Get("Date"))
	if err != nil || err2 != nil {
		return 0
	}
	return max(0, quand.Sub(maintenant))
}
