package main

import (
	"errors"
	"fmt"
	"html"
	"io"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// The commands that scripts use on processes and pages.

// cmdExits runs a command and wants its exit code: "exits code program arg...".
func cmdExits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code program arg...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	wantCode(ts, want, ts.Exec(args[1], args[2:]...))
}

func wantCode(ts *testscript.TestScript, want int, err error) {
	got := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("running the command: %v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, expected %d", got, want)
	}
}

var (
	balise  = regexp.MustCompile(`<[^>]*>`)
	modele  = regexp.MustCompile(`(?s)<template.*?</template>|<script.*?</script>`)
	espaces = regexp.MustCompile(`[\s\x{a0}\x{202f}]+`)
)

// cmdPage wants the words of a built page to hold (or not) a text, as a reader
// sees them: tags are left out, every run of spaces is one space, no-break
// ones too, and an apostrophe is ' however it is printed. "[!] page file text...".
func cmdPage(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: [!] page file text...")
	}
	text := readerText(ts.ReadFile(args[0]))
	for _, want := range args[1:] {
		if strings.Contains(text, want) == neg {
			ts.Fatalf("%s: found %q: %v; the page reads:\n%s", args[0], want, neg, text)
		}
	}
}

func readerText(page string) string {
	page = modele.ReplaceAllString(page, " ")
	words := espaces.ReplaceAllString(html.UnescapeString(balise.ReplaceAllString(page, " ")), " ")
	return strings.ReplaceAll(words, "’", "'")
}

// cmdInterrupt starts a command, sends it a signal at some point of its work,
// and wants its exit code: "interrupt INT|TERM|KILL when
// code program arg...".
//
// When is "writing:" and a pattern, and the signal is sent once a file matches; or
// "reading:" and a file, and the signal is sent when the program opens it,
// before it gets its content.
func cmdInterrupt(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 4 {
		ts.Fatalf("usage: interrupt INT|TERM|KILL reading:file|writing:file code program arg...")
	}
	signal, ok := map[string]syscall.Signal{"INT": syscall.SIGINT, "TERM": syscall.SIGTERM, "KILL": syscall.SIGKILL}[args[0]]
	when, file, ok2 := strings.Cut(args[1], ":")
	code, err := strconv.Atoi(args[2])
	if !ok || !ok2 || err != nil {
		ts.Fatalf("interrupt: cannot read %q", args[:3])
	}
	file = ts.MkAbs(file)
	program, err := lookPath(ts.Getenv("PATH"), args[3])
	ts.Check(err)
	cmd := exec.Command(program, args[4:]...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = ts.MkAbs("."), ts.Stdout(), ts.Stderr()
	cmd.Env = append(os.Environ(), "PATH="+ts.Getenv("PATH"))
	switch when {
	case "reading":
		err = interruptReading(cmd, file, signal)
	case "writing":
		err = interruptWriting(cmd, file, signal)
	default:
		ts.Fatalf("interrupt: when is %q, expected reading or writing", when)
	}
	ts.Check(err)
	wantCode(ts, code, cmd.Wait())
}

// interruptReading puts a pipe in the place of the file, until the command has
// opened it.
func interruptReading(cmd *exec.Cmd, file string, signal syscall.Signal) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := errors.Join(os.Remove(file), syscall.Mkfifo(file, 0o600)); err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	pipe, err := openWhenRead(file)
	if err != nil {
		return errors.Join(err, cmd.Process.Kill())
	}
	if err := cmd.Process.Signal(signal); err != nil {
		return err
	}
	// The signal has been delivered; its handler still has to run.
	time.Sleep(100 * time.Millisecond)
	_, err = pipe.Write(content)
	return errors.Join(err, pipe.Close(), os.Remove(file), os.WriteFile(file, content, 0o600))
}

// openWhenRead opens a pipe to write, once another process reads it.
func openWhenRead(file string) (*os.File, error) {
	for range attempts {
		pipe, err := os.OpenFile(file, os.O_WRONLY|syscall.O_NONBLOCK, 0)
		if err == nil || !errors.Is(err, syscall.ENXIO) {
			return pipe, err
		}
		time.Sleep(time.Millisecond)
	}
	return nil, fmt.Errorf("%s was never read", file)
}

// attempts, a millisecond apart, are how long a process is waited for: a
// minute, on a machine busy elsewhere.
const attempts = 60_000

func interruptWriting(cmd *exec.Cmd, pattern string, signal syscall.Signal) error {
	if err := cmd.Start(); err != nil {
		return err
	}
	if err := await(pattern); err != nil {
		return errors.Join(err, cmd.Process.Kill())
	}
	return cmd.Process.Signal(signal)
}

// await waits for a file to match a pattern.
func await(pattern string) error {
	for range attempts {
		if found, err := filepath.Glob(pattern); err != nil || len(found) > 0 {
			return err
		}
		time.Sleep(time.Millisecond)
	}
	return fmt.Errorf("%s never came", pattern)
}

// cmdSignal stops the background command for a while, lets it go on, or
// interrupts it: "signal STOP|CONT|INT".
func cmdSignal(ts *testscript.TestScript, neg bool, args []string) {
	signals := map[string]syscall.Signal{"STOP": syscall.SIGSTOP, "CONT": syscall.SIGCONT, "INT": syscall.SIGINT}
	commands := ts.BackgroundCmds()
	if neg || len(args) != 1 || signals[args[0]] == 0 || len(commands) != 1 {
		ts.Fatalf("usage: signal STOP|CONT|INT, with one background command")
	}
	ts.Check(commands[0].Process.Signal(signals[args[0]]))
}

// cmdAwait waits for a background command to make a file, of that many bytes
// if they are given: "await pattern [bytes]".
func cmdAwait(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: await pattern [bytes]")
	}
	ts.Check(await(ts.MkAbs(args[0])))
	if len(args) == 1 {
		return
	}
	want, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	for range attempts {
		if info, err := os.Stat(ts.MkAbs(args[0])); err == nil && info.Size() == want {
			return
		}
		time.Sleep(time.Millisecond)
	}
	ts.Fatalf("%s never had %d bytes", args[0], want)
}

func lookPath(path, program string) (string, error) {
	for _, dir := range filepath.SplitList(path) {
		if p := filepath.Join(dir, program); isExecutable(p) {
			return p, nil
		}
	}
	return "", fmt.Errorf("no program %s in the path", program)
}

func isExecutable(p string) bool {
	info, err := os.Stat(p)
	return err == nil && !info.IsDir() && info.Mode()&0o111 != 0
}

// cmdPort sets a variable to a local address, free or in use until the end of
// the script: "port free|busy VAR".
func cmdPort(ts *testscript.TestScript, neg bool, args []string) {
	state, variable := twoArgs(ts, neg, "port free|busy VAR", args)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Setenv(variable, l.Addr().String())
	if state == "busy" {
		ts.Defer(func() { l.Close() })
		return
	}
	ts.Check(l.Close())
}

// cmdGet asks a server for a path, exactly as written, and wants a status and
// texts in the answer: "get address path status text...". A server that starts
// is waited for.
func cmdGet(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: get address path status text...")
	}
	answer := ""
	for range 200 {
		conn, err := net.Dial("tcp", args[0])
		if err != nil {
			time.Sleep(50 * time.Millisecond)
			continue
		}
		fmt.Fprintf(conn, "GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n", args[1])
		b, err := io.ReadAll(conn)
		ts.Check(errors.Join(err, conn.Close()))
		answer = string(b)
		break
	}
	if status, _, _ := strings.Cut(answer, "\r\n"); !strings.Contains(status, " "+args[2]+" ") {
		ts.Fatalf("%s: answer %q, expected status %s", args[1], status, args[2])
	}
	for _, want := range args[3:] {
		if !strings.Contains(answer, want) {
			ts.Fatalf("%s: no %q in the answer:\n%s", args[1], want, answer)
		}
	}
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
