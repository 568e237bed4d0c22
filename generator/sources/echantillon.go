package sources

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"

	"github.com/goccy/go-yaml"
)

// CheminEchantillon is the file that says that a folder is a sample.
const CheminEchantillon = "echantillon.yaml"

// readEchantillon returns what echantillon.yaml says, or nil without it.
func readEchantillon(fsys fs.FS) (*Echantillon, error) {
	data, err := fs.ReadFile(fsys, CheminEchantillon)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", CheminEchantillon, err)
	}
	var e Echantillon
	if err := decodeYAML(data, &e); err != nil {
		return nil, fmt.Errorf("reading %s: %w", CheminEchantillon, err)
	}
	if e.Region == "" {
		return nil, fmt.Errorf("reading %s: no region; write it again with generator sample", CheminEchantillon)
	}
	return &e, nil
}

// decodeYAML decodes data into v; an unknown or repeated key is an error with
// its line.
func decodeYAML(data []byte, v any) error {
	return yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(v)
}
