package clients

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
)

// rule is a fault rule, or part of one, as the admin API takes it.
type rule map[string]any

// sandbox is a world of its own for one test, scripted through the admin API.
type sandbox struct {
	t   *testing.T
	url string
}

var sandboxes atomic.Int64

func newSandbox(t *testing.T) *sandbox       { return sandboxAt(t, "WAVETANK_URL") }
func newStrictSandbox(t *testing.T) *sandbox { return sandboxAt(t, "WAVETANK_STRICT_URL") }

func sandboxAt(t *testing.T, variable string) *sandbox {
	t.Helper()
	label := regexp.MustCompile("[^a-z0-9]+").ReplaceAllString(strings.ToLower(t.Name()), "-")
	name := fmt.Sprintf("%d-%.30s", sandboxes.Add(1), label)
	return &sandbox{t, os.Getenv(variable) + "/_sandbox/" + strings.TrimRight(name, "-")}
}

// fault makes the rule act on calls of the operation from now on.
func (s *sandbox) fault(operation string, it rule) {
	s.t.Helper()
	s.faultOn(rule{"operation": operation}, it)
}

// faultOn is fault for calls that are told by more than their operation.
func (s *sandbox) faultOn(on, it rule) {
	s.t.Helper()
	it["on"] = on
	s.admin("POST", "faults", it, nil)
}

// advance moves the clock, which stands still otherwise.
func (s *sandbox) advance() {
	s.t.Helper()
	s.admin("POST", "clock", map[string]string{"advance": "200ms"}, nil)
}

// calls are the statuses of the operation's calls that reached the sandbox, oldest first.
func (s *sandbox) calls(operation string) []int {
	s.t.Helper()
	var journal struct{ Entries []struct{ Status int } }
	s.admin("GET", "journal?operation="+operation, nil, &journal)
	var statuses []int
	for _, call := range journal.Entries {
		statuses = append(statuses, call.Status)
	}
	return statuses
}

func (s *sandbox) admin(method, path string, body, into any) {
	s.t.Helper()
	encoded, err := json.Marshal(body)
	must(s.t, err)
	request, err := http.NewRequest(method, s.url+"/_wavetank/"+path, bytes.NewReader(encoded))
	must(s.t, err)
	request.Header.Set("content-type", "application/json")
	response, err := http.DefaultClient.Do(request)
	must(s.t, err)
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	must(s.t, err)
	if response.StatusCode >= 300 {
		s.t.Fatalf("%s %s %s: %s %s", method, path, encoded, response.Status, answer)
	}
	if into != nil {
		must(s.t, json.Unmarshal(answer, into))
	}
}
