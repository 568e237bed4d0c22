package depot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"futurpro/generator/publish"
)

// seau is a bucket of an S3-compatible store, and a prefix in it.
type seau struct {
	client       *minio.Client
	nom, prefixe string
	battement    time.Duration // of its lock
}

// Metadata by which an object is known to be an entry of a manifest: an ETag is
// not always a hash.
const (
	metaSHA256 = "Sha256"
	metaCache  = "Cache"
)

// openS3 opens a bucket. Its keys are those of the environment
// (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY), of the file of credentials, or of
// the machine.
func openS3(nom, prefixe, endpoint string) (Depot, error) {
	if nom == "" {
		return nil, errors.New("no bucket: give s3://bucket/prefix")
	}
	if endpoint == "" {
		endpoint = "https://s3.amazonaws.com"
	}
	u, err := url.Parse(endpoint)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.Path != "" && u.Path != "/" {
		return nil, fmt.Errorf("--endpoint %q: give the address of the store, such as https://s3.example.org", endpoint)
	}
	chaine := credentials.NewChainCredentials([]credentials.Provider{
		&credentials.EnvAWS{}, &credentials.FileAWSCredentials{}, &credentials.IAM{Client: http.DefaultClient},
	})
	client, err := minio.New(u.Host, &minio.Options{Creds: chaine, Secure: u.Scheme == "https"})
	if err != nil {
		return nil, fmt.Errorf("opening the store %s: %w", endpoint, err)
	}
	return &seau{client, nom, prefixe, battement}, nil
}

// Parallel hides the time that each request takes to go and come back.
func (s *seau) Parallel() int { return 16 }

func (s *seau) cle(chemin string) string { return path.Join(s.prefixe, chemin) }

func (s *seau) Read(ctx context.Context, chemin string) ([]byte, error) {
	b, _, err := s.get(ctx, chemin)
	return b, err
}

// get returns what an object holds, and its version.
func (s *seau) get(ctx context.Context, chemin string) (corps []byte, etag string, err error) {
	o, err := s.client.GetObject(ctx, s.nom, s.cle(chemin), minio.GetObjectOptions{})
	if err != nil {
		return nil, "", s.explain(err)
	}
	defer o.Close()
	if corps, err = io.ReadAll(o); err != nil {
		return nil, "", s.explain(err)
	}
	info, err := o.Stat()
	return corps, info.ETag, s.explain(err)
}

func (s *seau) Holds(ctx context.Context, e publish.Entree) (bool, error) {
	info, err := s.client.StatObject(ctx, s.nom, s.cle(e.Chemin), minio.StatObjectOptions{})
	if err = s.explain(err); errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && info.UserMetadata[metaSHA256] == e.SHA256 && info.UserMetadata[metaCache] == string(e.Cache) &&
		info.Size == e.Octets && info.ContentType == e.Type, err
}

// Complete is always true: nothing goes with an object.
func (s *seau) Complete(publish.Entree) bool { return true }

func (s *seau) Put(ctx context.Context, e publish.Entree, corps []byte) error {
	_, err := s.client.PutObject(ctx, s.nom, s.cle(e.Chemin), bytes.NewReader(corps), int64(len(corps)), minio.PutObjectOptions{
		ContentType: e.Type, CacheControl: e.Cache.CacheControl(), SendContentMd5: true,
		UserMetadata: map[string]string{metaSHA256: e.SHA256, metaCache: string(e.Cache)},
	})
	return s.explain(err)
}

func (s *seau) Remove(ctx context.Context, chemin string) error {
	err := s.explain(s.client.RemoveObject(ctx, s.nom, s.cle(chemin), minio.RemoveObjectOptions{}))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// explain says what to do about the answers that a person can do something
// about.
func (s *seau) explain(err error) error {
	if err == nil {
		return nil
	}
	switch rep := minio.ToErrorResponse(err); rep.Code {
	case minio.NoSuchKey:
		return fs.ErrNotExist
	case minio.NoSuchBucket:
		return fmt.Errorf("no bucket %s: %w; make it first", s.nom, err)
	case minio.AccessDenied, "InvalidAccessKeyId", "SignatureDoesNotMatch":
		return fmt.Errorf("bucket %s: %w; look at AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", s.nom, err)
	}
	return err
}
