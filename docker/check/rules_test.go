package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestTheComposeFileOfThisProjectKeepsTheRules(t *testing.T) {
	problems, services, err := check("../../docker-compose.yml")
	if err != nil {
		t.Fatal(err)
	}
	if len(problems) > 0 || services < 10 {
		t.Errorf("%d services: %s", services, strings.Join(problems, "\n"))
	}
}

func TestEachBrokenRuleIsNamed(t *testing.T) {
	const good = "{image: 'a:1.2', user: '1:1', read_only: true, cap_drop: [ALL], security_opt: ['no-new-privileges:true'], healthcheck: {test: [CMD, up]}}"
	tests := []struct{ name, part, replacement, expected string }{
		{"a floating image", "a:1.2", "a:latest", "names no exact version"},
		{"root", "'1:1'", "'0:0'", "user"},
		{"a writable file system", "read_only: true", "read_only: false", "can be written"},
		{"capabilities", "cap_drop: [ALL]", "cap_drop: [CHOWN]", "keeps capabilities"},
		{"privileges", "no-new-privileges:true", "label:disable", "may gain privileges"},
		{"no health check", "healthcheck: {test: [CMD, up]}", "healthcheck: {disable: true}", "no health check"},
		{"a password in the environment", "user:", "environment: {DB_PASSWORD: x}, user:", "holds a secret"},
		{"an open port", "user:", "ports: ['80:80'], user:", "open to the network"},
		{"a missing mount", "user:", "volumes: ['./nowhere:/a:ro'], user:", "does not exist"},
		{"a writable mount", "user:", "volumes: ['.:/a'], user:", "read-only"},
		{"a missing stage", "user:", "build: {context: ., target: nowhere}, user:", "no stage"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			broken := strings.Replace(good, test.part, test.replacement, 1)
			problems := problemsOf(t, "services:\n  a: "+broken+"\n")
			if !slices.ContainsFunc(problems, func(problem string) bool { return strings.Contains(problem, test.expected) }) {
				t.Errorf("expected %q among %q", test.expected, problems)
			}
		})
	}
	if problems := problemsOf(t, "services:\n  a: "+good+"\n"); len(problems) > 0 {
		t.Errorf("expected none, got %q", problems)
	}
}

func TestWhatTheParserRefusesIsAnError(t *testing.T) {
	for _, text := range []string{
		"services:\n  a: {image: 'a:1.2', imagge: b}\n",
		"services:\n  a: {image: 'a:1.2', depends_on: [nobody]}\n",
		"services:\n  a: {image: 'a:1.2', volumes: ['undeclared:/x']}\n",
	} {
		if _, _, err := check(fileOf(t, text)); err == nil {
			t.Errorf("no error for %s", text)
		}
	}
}

func problemsOf(t *testing.T, text string) []string {
	t.Helper()
	problems, _, err := check(fileOf(t, text))
	if err != nil {
		t.Fatal(err)
	}
	return problems
}

func fileOf(t *testing.T, text string) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "Dockerfile"), []byte("FROM a:1 AS here\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, "docker-compose.yml")
	if err := os.WriteFile(file, []byte("name: test\n"+text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}
