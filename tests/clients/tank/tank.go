// Package tank is a sandbox of the running server: a world of its own for one test, scripted through the admin API.
package tank

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

// Rule is a fault rule, or part of one, as the admin API takes it.
type Rule map[string]any

// Sandbox is a world of its own for one test.
type Sandbox struct {
	// T is the test.
	T *testing.T
	// Name is what it is called, for clients that cannot have a path in their endpoint.
	Name string
	// URL is the endpoint for a client of it.
	URL string
}

var sandboxes atomic.Int64

// New is a world whose server takes any credential.
func New(t *testing.T) *Sandbox {
	t.Helper()
	return at(t, "WAVETANK_URL")
}

// NewStrict is a world whose server knows the credentials of strict.yaml only.
func NewStrict(t *testing.T) *Sandbox {
	t.Helper()
	return at(t, "WAVETANK_STRICT_URL")
}

func at(t *testing.T, variable string) *Sandbox {
	t.Helper()
	label := regexp.MustCompile("[^a-z0-9]+").ReplaceAllString(strings.ToLower(t.Name()), "-")
	name := strings.TrimRight(fmt.Sprintf("%d-%.30s", sandboxes.Add(1), label), "-")
	return &Sandbox{t, name, os.Getenv(variable) + "/_sandbox/" + name}
}

// Fault makes the rule act on calls of the operation from now on.
func (s *Sandbox) Fault(operation string, it Rule) {
	s.T.Helper()
	s.FaultOn(Rule{"operation": operation}, it)
}

// FaultOn is Fault for calls that are told by more than their operation.
func (s *Sandbox) FaultOn(on, it Rule) {
	s.T.Helper()
	it["on"] = on
	s.admin("POST", "faults", it, nil)
}

// Advance moves the clock, which stands still otherwise, by the time that an operation takes at the most.
func (s *Sandbox) Advance() {
	s.T.Helper()
	s.AdvanceBy("200ms")
}

// AdvanceBy moves the clock by so much.
func (s *Sandbox) AdvanceBy(duration string) {
	s.T.Helper()
	s.admin("POST", "clock", map[string]string{"advance": duration}, nil)
}

// Calls are the statuses of the operation's calls that reached the sandbox, oldest first.
func (s *Sandbox) Calls(operation string) []int {
	s.T.Helper()
	var journal struct{ Entries []struct{ Status int } }
	s.admin("GET", "journal?operation="+operation, nil, &journal)
	var statuses []int
	for _, call := range journal.Entries {
		statuses = append(statuses, call.Status)
	}
	return statuses
}

func (s *Sandbox) admin(method, path string, body, into any) {
	s.T.Helper()
	encoded, err := json.Marshal(body)
	s.must(err)
	request, err := http.NewRequest(method, s.URL+"/_wavetank/"+path, bytes.NewReader(encoded))
	s.must(err)
	request.Header.Set("content-type", "application/json")
	response, err := http.DefaultClient.Do(request)
	s.must(err)
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	s.must(err)
	if response.StatusCode >= 300 {
		s.T.Fatalf("%s %s %s: %s %s", method, path, encoded, response.Status, answer)
	}
	if into != nil {
		s.must(json.Unmarshal(answer, into))
	}
}

func (s *Sandbox) must(err error) {
	s.T.Helper()
	if err != nil {
		s.T.Fatal(err)
	}
}
