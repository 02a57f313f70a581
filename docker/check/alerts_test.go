package main

import (
	"os"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

func TestEveryAlertHasItsEntryInTheRunbook(t *testing.T) {
	var file struct {
		Groups []struct{ Rules []struct{ Alert string } }
	}
	if err := yaml.Unmarshal(read(t, "../prometheus/alerts.yml"), &file); err != nil {
		t.Fatal(err)
	}
	runbook := string(read(t, "../../docs/operations/runbook.md"))
	for _, group := range file.Groups {
		for _, rule := range group.Rules {
			if !strings.Contains(runbook, "\n### "+rule.Alert+"\n") {
				t.Errorf("%s has no entry in the runbook", rule.Alert)
			}
		}
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
