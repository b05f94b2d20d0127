// Package clients is the official Go client against the real server, as Terraform's provider and the operator use it.
package clients

import (
	"context"
	"reflect"
	"testing"
	"time"

	aiven "github.com/aiven/go-client-codegen"

	"wavetank.test/tank"
)

const (
	project     = "demo"
	serviceName = "demo-kafka"
	class       = "io.aiven.kafka.connect.http.HttpSinkConnector"

	create = "ServiceKafkaConnectCreateConnector"
	list   = "ServiceKafkaConnectList"
	pause  = "ServiceKafkaConnectPauseConnector"
	remove = "ServiceKafkaConnectDeleteConnector"
)

var ctx = context.Background()

// world is a sandbox and a client of it.
type world struct {
	*tank.Sandbox
	aiven.Client
}

// newWorld's client is the default one but for the delays between attempts, which are a thousandth of the usual.
func newWorld(t *testing.T, more ...aiven.Option) world {
	t.Helper()
	return in(tank.New(t), "TOK", more...)
}

func in(s *tank.Sandbox, token string, more ...aiven.Option) world {
	s.T.Helper()
	options := append([]aiven.Option{
		aiven.HostOpt(s.URL),
		aiven.TokenOpt(token),
		aiven.RetryWaitMinOpt(2 * time.Millisecond),
		aiven.RetryWaitMaxOpt(15 * time.Millisecond),
	}, more...)
	client, err := aiven.NewClient(options...)
	must(s.T, err)
	return world{s, client}
}

func sink(more ...string) *map[string]string {
	config := map[string]string{
		"name":                    "sink",
		"connector.class":         class,
		"topics":                  "iot_measurements",
		"http.url":                "http://127.0.0.1:9000/in",
		"http.authorization.type": "none",
	}
	for i := 0; i < len(more); i += 2 {
		config[more[i]] = more[i+1]
	}
	return &config
}

// made is a connector that runs.
func (w world) made() {
	w.T.Helper()
	_, err := w.ServiceKafkaConnectCreateConnector(ctx, project, serviceName, sink())
	must(w.T, err)
	w.AdvanceBy("10s")
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func equal(t *testing.T, what string, found, expected any) {
	t.Helper()
	if !reflect.DeepEqual(found, expected) {
		t.Errorf("%s: %#v, not %#v", what, found, expected)
	}
}
