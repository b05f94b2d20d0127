package clients

import (
	"errors"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	msk "github.com/aws/aws-sdk-go-v2/service/kafkaconnect"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect/types"

	"wavetank.test/tank"
)

// hasty is the default policy but for the delays between attempts.
func hasty(options *msk.Options) {
	options.Retryer = retry.NewStandard(func(it *retry.StandardOptions) {
		it.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
	})
}

func TestAnErrorForEverIsTriedAsOftenAsThePolicySays(t *testing.T) {
	t.Parallel()
	html := tank.Rule{"status": 502, "headers": tank.Rule{"content-type": "text/html"}, "body": "<html></html>"}
	for _, it := range []struct {
		name     string
		effect   tank.Rule
		attempts int
	}{
		{"429", tank.Rule{"error": "TooManyRequestsException"}, 3},
		{"429 without a type", tank.Rule{"respond": tank.Rule{"status": 429}}, 1},
		{"500", tank.Rule{"error": "InternalServerErrorException"}, 3},
		{"503", tank.Rule{"error": "ServiceUnavailableException"}, 3},
		{"502 of a proxy", tank.Rule{"respond": html}, 3},
		{"504 of a proxy", tank.Rule{"respond": tank.Rule{"status": 504}}, 3},
		{"400 throttled", tank.Rule{"error": "ThrottlingException"}, 3},
		{"408", tank.Rule{"error": "RequestTimeoutException"}, 3},
		{"reset", tank.Rule{"reset": tank.Rule{}}, 3},
		{"reset within the body", tank.Rule{"reset": tank.Rule{"after_bytes": 5}}, 3},
		{"empty reply", tank.Rule{"empty": true}, 3},
		{"garbage", tank.Rule{"garbage": "SSH-2.0-OpenSSH\r\n"}, 3},
		{"body cut short", tank.Rule{"cut": tank.Rule{"after_bytes": 5}}, 1},
		{"400", tank.Rule{"error": "BadRequestException"}, 1},
		{"401", tank.Rule{"error": "UnauthorizedException"}, 1},
		{"403", tank.Rule{"error": "ForbiddenException"}, 1},
		{"404", tank.Rule{"error": "NotFoundException"}, 1},
		{"409", tank.Rule{"error": "ConflictException"}, 1},
	} {
		t.Run(it.name, func(t *testing.T) {
			t.Parallel()
			s := tank.New(t)
			s.Fault("CreateCustomPlugin", it.effect)
			_, err := newClient(s, hasty).CreateCustomPlugin(ctx, pluginInput("plugin"))
			if err == nil {
				t.Fatal("the call must fail")
			}
			equal(t, "attempts", len(s.Calls("CreateCustomPlugin")), it.attempts)
			var exhausted *retry.MaxAttemptsError
			equal(t, "attempts were the limit", errors.As(err, &exhausted), it.attempts > 1)
		})
	}
}

func TestTheThirdAttemptSucceeds(t *testing.T) {
	t.Parallel()
	s := tank.New(t)
	// The SDK numbers its attempts, and the rule picks the first two by their numbers.
	on := tank.Rule{"operation": "ListConnectors", "header": tank.Rule{"amz-sdk-request": "/attempt=[12];/"}}
	s.FaultOn(on, tank.Rule{"error": "ServiceUnavailableException"})
	listed, err := newClient(s, hasty).ListConnectors(ctx, &msk.ListConnectorsInput{})
	must(t, err)
	results, _ := retry.GetAttemptResults(listed.ResultMetadata)
	equal(t, "attempts", len(results.Results), 3)
	equal(t, "statuses", s.Calls("ListConnectors"), []int{503, 503, 200})
}

func TestALostAnswerToACreateEndsInAConflict(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	plugin := w.plugin()
	w.Fault("CreateConnector", tank.Rule{"nth": 1, "stage": "after", "reset": tank.Rule{}})
	_, err := w.msk.CreateConnector(ctx, connectorInput(plugin, "orders"))
	if !isA[*types.ConflictException](err) {
		t.Fatalf("%T %v", err, err)
	}
	equal(t, "calls", len(w.Calls("CreateConnector")), 2)
	// What a careful user does then.
	listed, err := w.msk.ListConnectors(ctx, &msk.ListConnectorsInput{ConnectorNamePrefix: aws.String("orders")})
	must(t, err)
	equal(t, "connectors", len(listed.Connectors), 1)
	states := w.connectorStates(*listed.Connectors[0].ConnectorArn, "RUNNING")
	equal(t, "last state", states[len(states)-1], "RUNNING")
}

func TestAnErrorAfterTheFactOfADeleteDoesNoHarm(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	arn := w.connector().ConnectorArn
	w.Fault("DeleteConnector", tank.Rule{"nth": 1, "stage": "after", "cause": "internal"})
	deleted, err := w.msk.DeleteConnector(ctx, &msk.DeleteConnectorInput{ConnectorArn: arn})
	must(t, err)
	equal(t, "state", deleted.ConnectorState, types.ConnectorStateDeleting)
	equal(t, "statuses", w.Calls("DeleteConnector"), []int{500, 200})
}
