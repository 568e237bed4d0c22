package main

import (
	"bytes"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// serveur is a host that is running.
type serveur struct {
	url    string
	client *http.Client
	brotli bool
}

// ask asks once, without following redirections.
func (s *serveur) ask(t *testing.T, methode, chemin string, enTetes ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), methode, s.url+chemin, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(enTetes); i += 2 {
		r.Header.Set(enTetes[i], enTetes[i+1])
	}
	rep, err := s.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer rep.Body.Close()
	b, err := io.ReadAll(rep.Body)
	if err != nil {
		t.Fatal(err)
	}
	return rep, string(b)
}

// newClient returns a client that neither follows nor inflates.
func newClient(certificats *x509.CertPool) *http.Client {
	tr := http.DefaultTransport.(*http.Transport).Clone()
	tr.DisableCompression = true
	if certificats != nil {
		tr.TLSClientConfig.RootCAs = certificats
	}
	return &http.Client{Transport: tr, Timeout: 30 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func demarreServe(t *testing.T, dir string) *serveur {
	s := httptest.NewServer(siteHandler(dir))
	t.Cleanup(s.Close)
	return &serveur{url: s.URL, client: newClient(nil)}
}

// readHote reads a configuration of deploy/, with what its reader must replace
// replaced; each must be there.
func readHote(t *testing.T, nom string, remplacements ...string) string {
	t.Helper()
	b, err := os.ReadFile("../deploy/" + nom)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(remplacements); i += 2 {
		if !bytes.Contains(b, []byte(remplacements[i])) {
			t.Fatalf("deploy/%s has no %q", nom, remplacements[i])
		}
	}
	return strings.NewReplacer(remplacements...).Replace(string(b))
}

// freeAddress returns an address of this machine that nothing listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// findServeur looks for a server. With CI=true its absence is a failure.
func findServeur(t *testing.T, nom string) string {
	t.Helper()
	for _, n := range []string{nom, "/usr/sbin/" + nom} { // Debian's, out of the way of users
		if chemin, err := exec.LookPath(n); err == nil {
			return chemin
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatalf("%s is not on this machine: its configuration cannot be tried", nom)
	}
	t.Skipf("LEFT OUT: %s is not on this machine; its configuration was not tried", nom)
	return ""
}

// run runs a server until the test ends, and waits until it answers.
func (s *serveur) run(t *testing.T, adresse string, cmd *exec.Cmd) {
	t.Helper()
	var dit bytes.Buffer
	cmd.Stdout, cmd.Stderr = &dit, &dit
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	fini := make(chan struct{})
	go func() { _ = cmd.Wait(); close(fini) }()
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt) // it may be gone
		<-fini
		if t.Failed() {
			t.Logf("it said:\n%s", dit.String())
		}
	})
	for fin := time.After(20 * time.Second); ; {
		if c, err := net.Dial("tcp", adresse); err == nil {
			c.Close()
			return
		}
		select {
		case <-fini:
			t.Fatalf("%s ended", cmd.Path)
		case <-fin:
			t.Fatalf("%s does not answer", cmd.Path)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// demarreNginx runs nginx over TLS, with what its package has of brotli.
func demarreNginx(t *testing.T, dir string) *serveur {
	nginx, prefixe, adresse, clair := findServeur(t, "nginx"), t.TempDir(), freeAddress(t), freeAddress(t)
	certificats := writeCertificat(t, prefixe)
	s := &serveur{url: "https://" + adresse, client: newClient(certificats)}
	conf := readHote(t, "nginx.conf", "listen 80;", "listen "+clair+";", "listen 443 ssl http2;", "listen "+adresse+" ssl http2;",
		"listen [::]:80;", "", "listen [::]:443 ssl http2;", "", "/etc/ssl/futurpro", filepath.Join(prefixe, "futurpro"), "/srv/futurpro", dir,
		"server_name futurpro.example;", "server_name futurpro.example 127.0.0.1;")
	tete := "daemon off; master_process off; pid nginx.pid; events {}\n"
	const module = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
	if _, err := os.Stat(module); err == nil {
		s.brotli = true
		tete = "load_module " + module + ";\n" + tete
		conf = strings.Replace(conf, "# brotli_static on;", "brotli_static on;", 1)
	}
	tete += "http {\n"
	for _, genre := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		tete += genre + "_temp_path temp-" + genre + ";\n"
	}
	fichier := filepath.Join(prefixe, "nginx.conf")
	if err := os.WriteFile(fichier, []byte(tete+conf+"}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	args := []string{"-p", prefixe, "-c", fichier, "-e", "stderr"}
	if out, err := exec.CommandContext(t.Context(), nginx, append(args, "-t")...).CombinedOutput(); err != nil {
		t.Fatalf("nginx -t: %v\n%s", err, out)
	}
	s.run(t, adresse, exec.Command(nginx, args...))
	sansTLS := &serveur{url: "http://" + clair, client: s.client}
	if rep, _ := sansTLS.ask(t, "GET", "/recherche?a=b"); rep.StatusCode != 301 || rep.Header.Get("Location") != "https://127.0.0.1/recherche?a=b" {
		t.Errorf("without TLS: %s to %s", rep.Status, rep.Header.Get("Location"))
	}
	return s
}

// writeCertificat writes a certificate and its key, for this machine, and returns
// what trusts it.
func writeCertificat(t *testing.T, dir string) *x509.CertPool {
	t.Helper()
	modele := httptest.NewTLSServer(nil)
	defer modele.Close()
	c := modele.TLS.Certificates[0]
	cle, err := x509.MarshalPKCS8PrivateKey(c.PrivateKey)
	if err != nil {
		t.Fatal(err)
	}
	for nom, bloc := range map[string]*pem.Block{"futurpro.pem": {Type: "CERTIFICATE", Bytes: c.Certificate[0]}, "futurpro.key": {Type: "PRIVATE KEY", Bytes: cle}} {
		if err := os.WriteFile(filepath.Join(dir, nom), pem.EncodeToMemory(bloc), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	pool := x509.NewCertPool()
	pool.AddCert(modele.Certificate())
	return pool
}

// demarreCaddy runs Caddy without TLS, for it would ask others for a certificate.
func demarreCaddy(t *testing.T, dir string) *serveur {
	caddy, prefixe, adresse := findServeur(t, "caddy"), t.TempDir(), freeAddress(t)
	conf := fmt.Sprintf("{\n\tadmin off\n\tauto_https off\n}\n%s", readHote(t, "Caddyfile", "\nfuturpro.example {", "\nhttp://"+adresse+" {",
		"\ndocumentation.futurpro.example, statistiques.futurpro.example {", "\nhttp://"+freeAddress(t)+" {",
		"/srv/futurpro", dir))
	fichier := filepath.Join(prefixe, "Caddyfile")
	if err := os.WriteFile(fichier, []byte(conf), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(caddy, "run", "--config", fichier, "--adapter", "caddyfile")
	cmd.Env = append(os.Environ(), "HOME="+prefixe, "XDG_DATA_HOME="+prefixe, "XDG_CONFIG_HOME="+prefixe)
	s := &serveur{url: "http://" + adresse, client: newClient(nil), brotli: true}
	s.run(t, adresse, cmd)
	return s
}
