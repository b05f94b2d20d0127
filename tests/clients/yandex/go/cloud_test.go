package clients

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/url"
	"os"
	"reflect"
	"strings"
	"testing"

	kafka "github.com/yandex-cloud/go-genproto/yandex/cloud/mdb/kafka/v1"
	"github.com/yandex-cloud/go-genproto/yandex/cloud/operation"
	ycsdk "github.com/yandex-cloud/go-sdk"
	sdkoperation "github.com/yandex-cloud/go-sdk/operation"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"wavetank.test/tank"
)

// What a newcomer finds.
const cluster = "c9qexamplecluster001"

var ctx = context.Background()

// anyToken is as good as every other on the lenient server.
var anyToken = ycsdk.NewIAMTokenCredentials("t1.any.token")

// way is how a client gets to its sandbox.
type way struct {
	plaintext, strict bool
}

// over runs a test over plaintext and over TLS.
func over(t *testing.T, test func(t *testing.T, way way)) {
	t.Parallel()
	for name, way := range map[string]way{"plaintext": {plaintext: true}, "TLS": {}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, way)
		})
	}
}

// world is a sandbox with an SDK that finds it: its name is a label of the host's, which the SDK sends along.
type world struct {
	*tank.Sandbox
	sdk      *ycsdk.SDK
	endpoint string
}

func newWorld(t *testing.T, way way, credentials ycsdk.Credentials) *world {
	t.Helper()
	prefix, sandbox := "WAVETANK", tank.New
	if way.strict {
		prefix, sandbox = "WAVETANK_STRICT", tank.NewStrict
	}
	s := sandbox(t)
	variable := prefix + "_TLS_URL"
	if way.plaintext {
		variable = prefix + "_URL"
	}
	address, err := url.Parse(os.Getenv(variable))
	must(t, err)
	endpoint := s.Name + ".localhost:" + address.Port()
	roots := x509.NewCertPool()
	pem, err := os.ReadFile(os.Getenv(prefix + "_CA"))
	must(t, err)
	roots.AppendCertsFromPEM(pem)
	config := ycsdk.Config{
		Credentials: credentials,
		Endpoint:    endpoint,
		Plaintext:   way.plaintext,
		TLSConfig:   &tls.Config{RootCAs: roots},
	}
	// Go asks a name server for labels of localhost, too.
	dialer := grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "tcp", address.Host)
	})
	sdk, err := ycsdk.Build(ctx, config, dialer)
	must(t, err)
	t.Cleanup(func() { _ = sdk.Shutdown(ctx) })
	return &world{s, sdk, endpoint}
}

func mirror(name string) *kafka.ConnectorSpec {
	return &kafka.ConnectorSpec{
		Name:       name,
		TasksMax:   wrapperspb.Int64(3),
		Properties: map[string]string{"sync.topics.config.enabled": "true"},
		ConnectorConfig: &kafka.ConnectorSpec_ConnectorConfigMirrormaker{
			ConnectorConfigMirrormaker: &kafka.ConnectorConfigMirrorMakerSpec{
				Topics:            "data.*",
				ReplicationFactor: wrapperspb.Int64(1),
				SourceCluster: &kafka.ClusterConnectionSpec{
					Alias: "source",
					ClusterConnection: &kafka.ClusterConnectionSpec_ExternalCluster{
						ExternalCluster: &kafka.ExternalClusterConnectionSpec{
							BootstrapServers: "broker-1:9091",
							SaslUsername:     "reader",
							SaslPassword:     "tell-nobody",
						},
					},
				},
				TargetCluster: &kafka.ClusterConnectionSpec{
					Alias: "target",
					ClusterConnection: &kafka.ClusterConnectionSpec_ThisCluster{
						ThisCluster: &kafka.ThisClusterSpec{},
					},
				},
			},
		},
	}
}

func (w *world) create(name string) (*operation.Operation, error) {
	request := &kafka.CreateConnectorRequest{ClusterId: cluster, ConnectorSpec: mirror(name)}
	return w.sdk.MDB().Kafka().Connector().Create(ctx, request)
}

// wait is until the operation is done: the world's clock moves first, so that the first poll finds it so.
func (w *world) wait(proto *operation.Operation, err error) (*sdkoperation.Operation, error) {
	w.T.Helper()
	it, err := w.sdk.WrapOperation(proto, err)
	must(w.T, err)
	w.AdvanceBy("10m")
	return it, it.Wait(ctx)
}

// done is wait for what must go well.
func (w *world) done(proto *operation.Operation, err error) *sdkoperation.Operation {
	w.T.Helper()
	it, err := w.wait(proto, err)
	must(w.T, err)
	return it
}

func (w *world) connector(name string) (*kafka.Connector, error) {
	request := &kafka.GetConnectorRequest{ClusterId: cluster, ConnectorName: name}
	return w.sdk.MDB().Kafka().Connector().Get(ctx, request)
}

func (w *world) list(request *kafka.ListConnectorsRequest) (*kafka.ListConnectorsResponse, error) {
	request.ClusterId = cluster
	return w.sdk.MDB().Kafka().Connector().List(ctx, request)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func equal(t *testing.T, what string, got, wanted any) {
	t.Helper()
	if !reflect.DeepEqual(got, wanted) {
		t.Errorf("%s: got %v, wanted %v", what, got, wanted)
	}
}

// refused is an error of the API with this code, whose text has these words.
func refused(t *testing.T, err error, code codes.Code, words string) {
	t.Helper()
	if status.Code(err) != code || err != nil && !strings.Contains(err.Error(), words) {
		t.Errorf("got %v, wanted %v %q", err, code, words)
	}
}
