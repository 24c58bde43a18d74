// Checks Chancery's checkpoints and proofs with Go's own packages for signed notes and transparency logs, which know
// nothing of Chancery. Usage: verifier VKEY FILE...; a line for each file: "holds", or why it does not.
package main

import (
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	verifier, err := note.NewVerifier(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	for _, name := range os.Args[2:] {
		text, err := os.ReadFile(name)
		if err == nil {
			err = check(string(text), verifier)
		}
		if err == nil {
			fmt.Println("holds")
		} else {
			fmt.Println("refused:", err)
		}
	}
}

func check(text string, verifier note.Verifier) error {
	head, rest, found := strings.Cut(text, "\n\n")
	lines := strings.Split(head, "\n")
	switch {
	case found && lines[0] == "c2sp.org/tlog-proof@v1":
		return checkInclusion(lines[1:], rest, verifier)
	case found && lines[0] == "chancery/consistency-proof@v1":
		return checkConsistency(lines[1:], rest, verifier)
	default:
		_, err := open(text, verifier)
		return err
	}
}

// open is what C2SP's tlog-checkpoint asks of a reader.
func open(text string, verifier note.Verifier) (tree tlog.Tree, err error) {
	opened, err := note.Open([]byte(text), note.VerifierList(verifier))
	if err != nil {
		return tree, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tree, errors.New("no checkpoint of the log " + verifier.Name())
	}
	if tree.N, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return tree, err
	}
	tree.Hash, err = tlog.ParseHash(lines[2])
	return tree, err
}

func checkInclusion(lines []string, rest string, verifier note.Verifier) error {
	if len(lines) < 2 || !strings.HasPrefix(lines[0], "extra ") || !strings.HasPrefix(lines[1], "index ") {
		return errors.New("no tlog-proof with an event in it")
	}
	event, err := base64.StdEncoding.DecodeString(lines[0][len("extra "):])
	if err != nil {
		return err
	}
	index, err := strconv.ParseInt(lines[1][len("index "):], 10, 64)
	if err != nil {
		return err
	}
	path, err := hashes(lines[2:])
	if err != nil {
		return err
	}
	tree, err := open(rest, verifier)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(path, tree.N, tree.Hash, index, tlog.RecordHash(event))
}

func checkConsistency(lines []string, rest string, verifier note.Verifier) error {
	path, err := hashes(lines)
	if err != nil {
		return err
	}
	parts := strings.SplitN(rest, "\n\n", 3)
	if len(parts) != 3 {
		return errors.New("no two checkpoints")
	}
	earlier, err := open(parts[0]+"\n\n"+parts[1]+"\n", verifier)
	if err != nil {
		return err
	}
	later, err := open(parts[2], verifier)
	if err != nil {
		return err
	}
	return tlog.CheckTree(path, later.N, later.Hash, earlier.N, earlier.Hash)
}

func hashes(lines []string) (hashes []tlog.Hash, err error) {
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, err
		}
		hashes = append(hashes, hash)
	}
	return hashes, nil
}
