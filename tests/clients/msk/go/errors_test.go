package clients

import (
	"errors"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	msk "github.com/aws/aws-sdk-go-v2/service/kafkaconnect"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect/types"
	"github.com/aws/smithy-go"

	"wavetank.test/tank"
)

// once is for tests of what an error looks like, not of how often it is seen.
func once(options *msk.Options) {
	options.Retryer = aws.NopRetryer{}
}

// isA tells whether the error is of type T, as a user asks.
func isA[T error](err error) bool {
	var it T
	return errors.As(err, &it)
}

func TestAModelledErrorIsOfItsType(t *testing.T) {
	t.Parallel()
	for name, is := range map[string]func(error) bool{
		"BadRequestException":          isA[*types.BadRequestException],
		"UnauthorizedException":        isA[*types.UnauthorizedException],
		"ForbiddenException":           isA[*types.ForbiddenException],
		"NotFoundException":            isA[*types.NotFoundException],
		"ConflictException":            isA[*types.ConflictException],
		"TooManyRequestsException":     isA[*types.TooManyRequestsException],
		"InternalServerErrorException": isA[*types.InternalServerErrorException],
		"ServiceUnavailableException":  isA[*types.ServiceUnavailableException],
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := tank.New(t)
			s.Fault("CreateConnector", tank.Rule{"error": name, "message": "scripted é"})
			_, err := newClient(s, once).CreateConnector(ctx, connectorInput("arn:any", "orders"))
			if !is(err) {
				t.Fatalf("%T %v", err, err)
			}
			var api smithy.APIError
			errors.As(err, &api)
			equal(t, "code", api.ErrorCode(), name)
			equal(t, "message", api.ErrorMessage(), "scripted é")
			var response *awshttp.ResponseError
			errors.As(err, &response)
			equal(t, "length of the request id", len(response.ServiceRequestID()), 36)
			equal(t, "statuses", s.Calls("CreateConnector"), []int{response.HTTPStatusCode()})
		})
	}
}

func TestWhatTheSdkMakesOfAnErrorResponse(t *testing.T) {
	t.Parallel()
	const html = "<html><body><h1>502 Bad Gateway</h1></body></html>"
	for _, it := range []struct {
		name          string
		status        int
		errorType     string
		body          string
		code, message string
	}{
		{"type in a header", 404, "NotFoundException", `{"message":"m"}`, "NotFoundException", "m"},
		{"header with an address", 404, "NotFoundException:http://internal/", `{"message":"m"}`, "NotFoundException", "m"},
		{"__type in the body", 404, "", `{"__type":"ns#NotFoundException","message":"m"}`, "NotFoundException", "m"},
		{"code in the body", 404, "", `{"code":"NotFoundException","message":"m"}`, "NotFoundException", "m"},
		{"header beats body", 404, "NotFoundException", `{"__type":"BadRequestException","message":"m"}`, "NotFoundException", "m"},
		{"type beats status", 409, "BadRequestException", `{"message":"m"}`, "BadRequestException", "m"},
		{"no type", 404, "", `{"message":"m"}`, "UnknownError", "m"},
		{"empty 503", 503, "", "", "UnknownError", "UnknownError"},
		{"not modelled", 403, "OptInRequired", `{"Message":"m"}`, "OptInRequired", "m"},
		{"HTML of a proxy", 502, "", html, "", ""},
		{"text with a type", 500, "InternalServerErrorException", "boom", "", ""},
	} {
		t.Run(it.name, func(t *testing.T) {
			t.Parallel()
			s := tank.New(t)
			headers := map[string]string{"content-type": "application/json"}
			if it.errorType != "" {
				headers["x-amzn-ErrorType"] = it.errorType
			}
			s.Fault("DescribeConnector", tank.Rule{"respond": tank.Rule{"status": it.status, "headers": headers, "body": it.body}})
			_, err := newClient(s, once).DescribeConnector(ctx, &msk.DescribeConnectorInput{ConnectorArn: aws.String(unknownConnector)})
			var response *awshttp.ResponseError
			if !errors.As(err, &response) {
				t.Fatalf("%T %v", err, err)
			}
			equal(t, "status", response.HTTPStatusCode(), it.status)
			var api smithy.APIError
			if it.code == "" { // What is no JSON is no API error either.
				equal(t, "is a deserialization error", isA[*smithy.DeserializationError](err), true)
				equal(t, "is an API error", errors.As(err, &api), false)
				return
			}
			if !errors.As(err, &api) {
				t.Fatalf("%T %v", err, err)
			}
			equal(t, "code", api.ErrorCode(), it.code)
			equal(t, "message", api.ErrorMessage(), it.message)
			equal(t, "is not found", isA[*types.NotFoundException](err), it.code == "NotFoundException")
		})
	}
}

func TestErrorsOfTheirOwnAccord(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	connector := w.connector()
	plugin := connector.Plugins[0].CustomPlugin.CustomPluginArn
	invalid := connectorInput(*plugin, "other")
	invalid.Capacity.AutoScaling.McuCount = 3
	for what, it := range map[string]struct {
		is   func(error) bool
		call func() error
	}{
		"an unknown connector": {isA[*types.NotFoundException], func() error {
			_, err := w.msk.DescribeConnector(ctx, &msk.DescribeConnectorInput{ConnectorArn: aws.String(unknownConnector)})
			return err
		}},
		"a name in use": {isA[*types.ConflictException], func() error {
			_, err := w.msk.CreateConnector(ctx, connectorInput(*plugin, "orders"))
			return err
		}},
		"an invalid capacity": {isA[*types.BadRequestException], func() error {
			_, err := w.msk.CreateConnector(ctx, invalid)
			return err
		}},
		"a stale version": {isA[*types.BadRequestException], func() error {
			capacity := &types.CapacityUpdate{ProvisionedCapacity: &types.ProvisionedCapacityUpdate{McuCount: 1, WorkerCount: 1}}
			_, err := w.msk.UpdateConnector(ctx, &msk.UpdateConnectorInput{
				ConnectorArn: connector.ConnectorArn, CurrentVersion: aws.String("CSTALE"), Capacity: capacity,
			})
			return err
		}},
		"an identical update": {isA[*types.BadRequestException], func() error {
			_, err := w.msk.UpdateConnector(ctx, &msk.UpdateConnectorInput{
				ConnectorArn: connector.ConnectorArn, CurrentVersion: connector.CurrentVersion, ConnectorConfiguration: configuration,
			})
			return err
		}},
		"a plugin in use": {isA[*types.BadRequestException], func() error {
			_, err := w.msk.DeleteCustomPlugin(ctx, &msk.DeleteCustomPluginInput{CustomPluginArn: plugin})
			return err
		}},
		"a garbage token": {isA[*types.BadRequestException], func() error {
			_, err := w.msk.ListConnectors(ctx, &msk.ListConnectorsInput{NextToken: aws.String("garbage")})
			return err
		}},
	} {
		if err := it.call(); !it.is(err) {
			t.Errorf("%s: %T %v", what, err, err)
		}
	}
}

func TestWhatFailsLaterSaysWhy(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	outcome := func(end string) tank.Rule {
		return tank.Rule{"nth": 1, "outcome": tank.Rule{"end": end, "code": "UnknownError.Unknown", "message": "scripted"}}
	}
	why := &types.StateDescription{Code: aws.String("UnknownError.Unknown"), Message: aws.String("scripted")}

	running := w.connector()
	w.Fault("UpdateConnector", outcome("UPDATE_FAILED"))
	capacity := &types.CapacityUpdate{ProvisionedCapacity: &types.ProvisionedCapacityUpdate{McuCount: 1, WorkerCount: 1}}
	updated, err := w.msk.UpdateConnector(ctx, &msk.UpdateConnectorInput{
		ConnectorArn: running.ConnectorArn, CurrentVersion: running.CurrentVersion, Capacity: capacity,
	})
	must(t, err)
	states := w.operationStates(*updated.ConnectorOperationArn, "UPDATE_COMPLETE")
	equal(t, "states", states, []string{"PENDING", "UPDATE_IN_PROGRESS", "UPDATE_FAILED"})
	operation, err := w.msk.DescribeConnectorOperation(ctx, &msk.DescribeConnectorOperationInput{
		ConnectorOperationArn: updated.ConnectorOperationArn,
	})
	must(t, err)
	equal(t, "reason", operation.ErrorInfo, why)
	after := w.described(running.ConnectorArn)
	equal(t, "state", after.ConnectorState, types.ConnectorStateRunning)
	equal(t, "capacity", after.Capacity, running.Capacity)

	w.Fault("CreateConnector", outcome("FAILED"))
	created, err := w.msk.CreateConnector(ctx, connectorInput(*running.Plugins[0].CustomPlugin.CustomPluginArn, "failing"))
	must(t, err)
	equal(t, "states", w.connectorStates(*created.ConnectorArn, "RUNNING"), []string{"CREATING", "FAILED"})
	equal(t, "reason", w.described(created.ConnectorArn).StateDescription, why)

	w.Fault("CreateCustomPlugin", outcome("CREATE_FAILED"))
	plugin, err := w.msk.CreateCustomPlugin(ctx, pluginInput("failing"))
	must(t, err)
	equal(t, "states", w.pluginStates(*plugin.CustomPluginArn, "ACTIVE"), []string{"CREATING", "CREATE_FAILED"})
}

func TestAStateThatNoClientKnowsIsPassedThrough(t *testing.T) {
	t.Parallel()
	s := tank.New(t)
	// This SDK does not know PAUSED either.
	body := `{"connectors":[{"connectorState":"PAUSED"},{"connectorState":"HIBERNATING"}]}`
	headers := tank.Rule{"content-type": "application/json"}
	s.Fault("ListConnectors", tank.Rule{"respond": tank.Rule{"status": 200, "headers": headers, "body": body}})
	listed, err := newClient(s).ListConnectors(ctx, &msk.ListConnectorsInput{})
	must(t, err)
	var states []types.ConnectorState
	for _, it := range listed.Connectors {
		states = append(states, it.ConnectorState)
	}
	equal(t, "states", states, []types.ConnectorState{"PAUSED", "HIBERNATING"})
}
