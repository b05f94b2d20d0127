package clients

import (
	"context"
	"errors"
	"testing"
	"time"

	aiven "github.com/aiven/go-client-codegen"

	"wavetank.test/tank"
)

// Seven attempts at everything that is tried again, POST included; one at the rest.
func TestAnErrorForEverIsTriedAsOftenAsTheClientSays(t *testing.T) {
	t.Parallel()
	html := tank.Rule{"status": 502, "headers": tank.Rule{"content-type": "text/html"}, "body": "<html></html>"}
	creates := func(w world) error {
		_, err := w.ServiceKafkaConnectCreateConnector(ctx, project, serviceName, sink())
		return err
	}
	lists := func(w world) error {
		_, err := w.ServiceKafkaConnectList(ctx, project, serviceName)
		return err
	}
	deletes := func(w world) error {
		return w.ServiceKafkaConnectDeleteConnector(ctx, project, serviceName, "sink")
	}
	for _, it := range []struct {
		name      string
		operation string
		call      func(world) error
		effect    tank.Rule
		attempts  int
	}{
		{"408", create, creates, tank.Rule{"error": "DependentTimeout"}, 7},
		{"429", create, creates, tank.Rule{"error": "RateLimited"}, 7},
		{"500", create, creates, tank.Rule{"error": "Internal"}, 7},
		{"501", create, creates, tank.Rule{"error": "TryLater"}, 7},
		{"502 of a proxy", create, creates, tank.Rule{"respond": html}, 7},
		{"503", create, creates, tank.Rule{"error": "ConnectUnavailable"}, 7},
		{"504 of a proxy", create, creates, tank.Rule{"error": "GatewayTimeout"}, 7},
		{"reset", create, creates, tank.Rule{"reset": tank.Rule{}}, 7},
		{"empty reply", create, creates, tank.Rule{"empty": true}, 7},
		{"404 of a service, POST", create, creates, tank.Rule{"error": "ServiceNotFound"}, 7},
		{"404 of a service, GET", list, lists, tank.Rule{"error": "ServiceNotFound"}, 1},
		{"404 of a component, GET", list, lists, tank.Rule{"error": "ComponentUserNotFound"}, 7},
		{"404 of another kind, POST", create, creates, tank.Rule{"error": "ConnectorNotFound"}, 1},
		{"417 DELETE", remove, deletes, tank.Rule{"error": "HasDependents"}, 7},
		{"417 GET", list, lists, tank.Rule{"error": "HasDependents"}, 1},
		{"400", create, creates, tank.Rule{"error": "InvalidRequest"}, 1},
		{"401", create, creates, tank.Rule{"error": "TokenExpired"}, 1},
		{"403", create, creates, tank.Rule{"error": "NotProjectMember"}, 1},
		{"405", create, creates, tank.Rule{"error": "MethodNotAllowed"}, 1},
		{"409", create, creates, tank.Rule{"error": "Rebalancing"}, 1},
		{"410", create, creates, tank.Rule{"error": "RetiredEndpoint"}, 1},
	} {
		t.Run(it.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.Fault(it.operation, it.effect)
			if it.call(w) == nil {
				t.Error("the call must fail")
			}
			equal(t, "attempts", len(w.Calls(it.operation)), it.attempts)
		})
	}
}

func TestTheErrorHasTheMessageOfTheBody(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Fault(create, tank.Rule{"error": "ConnectUnavailable"})
	_, err := w.ServiceKafkaConnectCreateConnector(ctx, project, serviceName, sink())
	text := "[503 ServiceKafkaConnectCreateConnector]: connector list not currently available"
	equal(t, "error", err.Error(), text)
}

// The usual delays: 2, 4, 8 and thrice 15 seconds. The first is all that a test waits for.
func TestTheFirstDelayIsTwoSeconds(t *testing.T) {
	t.Parallel()
	w := in(tank.New(t), "TOK", aiven.RetryWaitMinOpt(2*time.Second), aiven.RetryWaitMaxOpt(15*time.Second))
	w.Fault(list, tank.Rule{"nth": 1, "error": "ConnectUnavailable"})
	begun := time.Now()
	_, err := w.ServiceKafkaConnectList(ctx, project, serviceName)
	must(t, err)
	equal(t, "statuses", w.Calls(list), []int{503, 200})
	if waited := time.Since(begun); waited < 2*time.Second || waited > 4*time.Second {
		t.Errorf("waited %v", waited)
	}
}

func TestRetryAfterIsHeededOf429And503(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"RateLimited", "ConnectUnavailable"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.Fault(list, tank.Rule{"nth": 1, "error": name, "retry_after": "1s"})
			begun := time.Now()
			_, err := w.ServiceKafkaConnectList(ctx, project, serviceName)
			must(t, err)
			equal(t, "calls", len(w.Calls(list)), 2)
			if waited := time.Since(begun); waited < time.Second || waited > 3*time.Second {
				t.Errorf("waited %v", waited)
			}
		})
	}
}

// What Terraform fails at and the operator comes back to: the connector is there, and nobody said so.
func TestACreateThatHappenedAndSaid502IsThereAlready(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Fault(create, tank.Rule{"nth": 1, "stage": "after", "error": "BadGateway"})
	_, err := w.ServiceKafkaConnectCreateConnector(ctx, project, serviceName, sink())
	equal(t, "already exists", aiven.IsAlreadyExists(err), true)
	equal(t, "error", err.Error(), "[409 ServiceKafkaConnectCreateConnector]: Connector sink already exists")
	equal(t, "statuses", w.Calls(create), []int{502, 409})
}

func TestALostAnswerToAPauseDoesNoHarm(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.made()
	w.Fault(pause, tank.Rule{"nth": 1, "stage": "after", "reset": tank.Rule{}})
	must(t, w.ServiceKafkaConnectPauseConnector(ctx, project, serviceName, "sink"))
	equal(t, "calls", len(w.Calls(pause)), 2)
	w.AdvanceBy("10s")
	equal(t, "state", w.states(), []string{"PAUSED", "PAUSED"})
}

// As Terraform does after a create: whatever a list says, until the name is in it.
func TestAListThatIsAwayForAWhileComesBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t, aiven.RetryMaxOpt(0))
	w.made()
	w.Fault(list, tank.Rule{"first": 3, "error": "ConnectUnavailable"})
	polls := 0
	for found := false; !found; polls++ {
		listed, err := w.ServiceKafkaConnectList(ctx, project, serviceName)
		found = err == nil && len(listed.Connectors) == 1
	}
	equal(t, "polls", polls, 4)
}

func TestATokenThatIsOldIsRefusedAtOnce(t *testing.T) {
	t.Parallel()
	s := tank.NewStrict(t)
	for _, token := range []string{"OLDTOKEN", "WRONG"} {
		_, err := in(s, token).ServiceKafkaConnectList(ctx, "p1", "kc")
		equal(t, "error", err.Error(), "[401 ServiceKafkaConnectList]: Missing (expired) db token")
	}
	_, err := in(s, "OWNERTOKEN").ServiceKafkaConnectList(ctx, "p1", "kc")
	must(t, err)
	_, err = in(s, "OWNERTOKEN").ServiceKafkaConnectList(ctx, "foreign", "kc")
	equal(t, "error", err.Error(), "[403 ServiceKafkaConnectList]: Not a project member")
	equal(t, "statuses", s.Calls(list), []int{401, 401, 200, 403})
}

func TestACallThatIsGivenUpIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Fault(list, tank.Rule{"silence": "5s"})
	short, cancel := context.WithTimeout(ctx, 300*time.Millisecond)
	defer cancel()
	_, err := w.ServiceKafkaConnectList(short, project, serviceName)
	equal(t, "given up", errors.Is(err, context.DeadlineExceeded), true)
	equal(t, "calls", len(w.Calls(list)), 1)
}
