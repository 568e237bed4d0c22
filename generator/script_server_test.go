package main

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"github.com/rogpeppe/go-internal/testscript"
)

// cmdServer serves a folder on this machine until the end of the script, and
// writes its address in the place of http://SERVEUR in a file: "server dir
// file". Each request is a line of the file requests. The path says how a file
// is sent:
//
//	/FILE        as a good server does, with an ETag
//	/half/FILE   its first half, then nothing; the rest if that is asked for
//	/cut/FILE    its first half, then the connection breaks; the rest as above
//	/broken/FILE its first half, then the connection breaks, at each request
//	/page/FILE   a web page, with status 200
func cmdServer(ts *testscript.TestScript, neg bool, args []string) {
	dir, file := twoArgs(ts, neg, "server dir file", args)
	s := &serveurFichiers{dir: ts.MkAbs(dir), journal: ts.MkAbs("requests")}
	srv := httptest.NewServer(s)
	ts.Defer(func() {
		srv.CloseClientConnections()
		srv.Close()
	})
	writeText(ts, file, strings.ReplaceAll(ts.ReadFile(file), "http://SERVEUR", srv.URL))
}

// cmdStore opens an S3-compatible store with a bucket, until the end of the
// script, and says where it is in STORE: "store bucket". Anyone may read what is
// in it at $STORE/bucket.
func cmdStore(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: store bucket")
	}
	magasin := s3mem.New()
	ts.Check(magasin.CreateBucket(args[0]))
	srv := httptest.NewServer(gofakes3.New(magasin).Server())
	ts.Defer(srv.Close)
	ts.Setenv("STORE", srv.URL)
	ts.Setenv("AWS_ACCESS_KEY_ID", "key")
	ts.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
}

type serveurFichiers struct {
	dir, journal string
	mu           sync.Mutex
}

func (s *serveurFichiers) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	if err := s.note(req); err != nil {
		panic(err)
	}
	maniere, nom, ok := strings.Cut(strings.TrimPrefix(req.URL.Path, "/"), "/")
	if !ok {
		maniere, nom = "", maniere
	}
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		panic(err)
	}
	defer root.Close()
	data, err := root.ReadFile(nom)
	if err != nil {
		http.NotFound(w, req)
		return
	}
	etag := fmt.Sprintf(`"%x"`, sha256.Sum256(data))
	w.Header().Set("ETag", etag)
	switch {
	case maniere == "page":
		fmt.Fprint(w, "<!DOCTYPE html><title>Connexion</title>")
	case maniere == "broken":
		w.Header().Set("Content-Length", fmt.Sprint(len(data)))
		w.Write(data[:len(data)/2])
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	case maniere != "" && req.Header.Get("Range") == "" && req.Header.Get("If-None-Match") != etag:
		w.Header().Set("Content-Length", fmt.Sprint(len(data)))
		w.Write(data[:len(data)/2])
		w.(http.Flusher).Flush()
		if maniere == "cut" {
			panic(http.ErrAbortHandler)
		}
		<-req.Context().Done()
	default:
		http.ServeContent(w, req, "", time.Time{}, strings.NewReader(string(data)))
	}
}

// note writes a request down: its path, and what it asks of it.
func (s *serveurFichiers) note(req *http.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	f, err := os.OpenFile(s.journal, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	defer f.Close()
	ligne := req.URL.Path
	if r := req.Header.Get("Range"); r != "" {
		ligne += " " + r
	}
	if req.Header.Get("If-None-Match") != "" {
		ligne += " if-changed"
	}
	_, err = fmt.Fprintln(f, ligne)
	return err
}
