package clients

import (
	"errors"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	msk "github.com/aws/aws-sdk-go-v2/service/kafkaconnect"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect/types"
)

// hasty is the default policy but for the delays between attempts.
func hasty(options *msk.Options) {
	options.Retryer = retry.NewStandard(func(it *retry.StandardOptions) {
		it.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
	})
}

func TestAnErrorForEverIsTriedAsOftenAsThePolicySays(t *testing.T) {
	t.Parallel()
	html := rule{"status": 502, "headers": rule{"content-type": "text/html"}, "body": "<html></html>"}
	for _, it := range []struct {
		name     string
		effect   rule
		attempts int
	}{
		{"429", rule{"error": "TooManyRequestsException"}, 3},
		{"429 without a type", rule{"respond": rule{"status": 429}}, 1},
		{"500", rule{"error": "InternalServerErrorException"}, 3},
		{"503", rule{"error": "ServiceUnavailableException"}, 3},
		{"502 of a proxy", rule{"respond": html}, 3},
		{"504 of a proxy", rule{"respond": rule{"status": 504}}, 3},
		{"400 throttled", rule{"error": "ThrottlingException"}, 3},
		{"408", rule{"error": "RequestTimeoutException"}, 3},
		{"reset", rule{"reset": rule{}}, 3},
		{"reset within the body", rule{"reset": rule{"after_bytes": 5}}, 3},
		{"empty reply", rule{"empty": true}, 3},
		{"garbage", rule{"garbage": "SSH-2.0-OpenSSH\r\n"}, 3},
		{"body cut short", rule{"cut": rule{"after_bytes": 5}}, 1},
		{"400", rule{"error": "BadRequestException"}, 1},
		{"401", rule{"error": "UnauthorizedException"}, 1},
		{"403", rule{"error": "ForbiddenException"}, 1},
		{"404", rule{"error": "NotFoundException"}, 1},
		{"409", rule{"error": "ConflictException"}, 1},
	} {
		t.Run(it.name, func(t *testing.T) {
			t.Parallel()
			s := newSandbox(t)
			s.fault("CreateCustomPlugin", it.effect)
			_, err := newClient(s, hasty).CreateCustomPlugin(ctx, pluginInput("plugin"))
			if err == nil {
				t.Fatal("the call must fail")
			}
			equal(t, "attempts", len(s.calls("CreateCustomPlugin")), it.attempts)
			var exhausted *retry.MaxAttemptsError
			equal(t, "attempts were the limit", errors.As(err, &exhausted), it.attempts > 1)
		})
	}
}

func TestTheThirdAttemptSucceeds(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	// The SDK numbers its attempts, and the rule picks the first two by their numbers.
	on := rule{"operation": "ListConnectors", "header": rule{"amz-sdk-request": "/attempt=[12];/"}}
	s.faultOn(on, rule{"error": "ServiceUnavailableException"})
	listed, err := newClient(s, hasty).ListConnectors(ctx, &msk.ListConnectorsInput{})
	must(t, err)
	results, _ := retry.GetAttemptResults(listed.ResultMetadata)
	equal(t, "attempts", len(results.Results), 3)
	equal(t, "statuses", s.calls("ListConnectors"), []int{503, 503, 200})
}

func TestALostAnswerToACreateEndsInAConflict(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	plugin := w.plugin()
	w.fault("CreateConnector", rule{"nth": 1, "stage": "after", "reset": rule{}})
	_, err := w.msk.CreateConnector(ctx, connectorInput(plugin, "orders"))
	if !isA[*types.ConflictException](err) {
		t.Fatalf("%T %v", err, err)
	}
	equal(t, "calls", len(w.calls("CreateConnector")), 2)
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
	w.fault("DeleteConnector", rule{"nth": 1, "stage": "after", "cause": "internal"})
	deleted, err := w.msk.DeleteConnector(ctx, &msk.DeleteConnectorInput{ConnectorArn: arn})
	must(t, err)
	equal(t, "state", deleted.ConnectorState, types.ConnectorStateDeleting)
	equal(t, "statuses", w.calls("DeleteConnector"), []int{500, 200})
}
