package clients

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	msk "github.com/aws/aws-sdk-go-v2/service/kafkaconnect"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect/types"

	"wavetank.test/tank"
)

const unknownConnector = "arn:aws:kafkaconnect:us-east-1:123456789012:connector/none/0a1b2c3d-1111-2222-3333-444455556666-2"

var (
	ctx           = context.Background()
	configuration = map[string]string{"connector.class": "com.example.OrdersSink", "tasks.max": "1"}
	properties    = base64.StdEncoding.EncodeToString([]byte("key.converter=a\nvalue.converter=é\n"))
)

// newClient is a client as the SDK makes it by default, but for where it goes and as whom.
func newClient(s *tank.Sandbox, changes ...func(*msk.Options)) *msk.Client {
	config := aws.Config{
		Region:       "us-east-1",
		BaseEndpoint: aws.String(s.URL),
		Credentials:  credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "any", ""),
	}
	return msk.NewFromConfig(config, changes...)
}

func pluginInput(name string) *msk.CreateCustomPluginInput {
	return &msk.CreateCustomPluginInput{
		Name:        aws.String(name),
		ContentType: types.CustomPluginContentTypeZip,
		Location: &types.CustomPluginLocation{S3Location: &types.S3Location{
			BucketArn: aws.String("arn:aws:s3:::plugins"),
			FileKey:   aws.String("plugin.zip"),
		}},
	}
}

func workersInput(name string) *msk.CreateWorkerConfigurationInput {
	return &msk.CreateWorkerConfigurationInput{Name: aws.String(name), PropertiesFileContent: aws.String(properties)}
}

func connectorInput(pluginArn, name string) *msk.CreateConnectorInput {
	return &msk.CreateConnectorInput{
		ConnectorName:          aws.String(name),
		Capacity:               &types.Capacity{AutoScaling: &types.AutoScaling{MinWorkerCount: 1, MaxWorkerCount: 2, McuCount: 1}},
		ConnectorConfiguration: configuration,
		KafkaCluster: &types.KafkaCluster{ApacheKafkaCluster: &types.ApacheKafkaCluster{
			BootstrapServers: aws.String("b-1:9098"),
			Vpc:              &types.Vpc{Subnets: []string{"subnet-1"}, SecurityGroups: []string{"sg-1"}},
		}},
		KafkaClusterClientAuthentication: &types.KafkaClusterClientAuthentication{
			AuthenticationType: types.KafkaClusterClientAuthenticationTypeIam,
		},
		KafkaClusterEncryptionInTransit: &types.KafkaClusterEncryptionInTransit{
			EncryptionType: types.KafkaClusterEncryptionInTransitTypeTls,
		},
		KafkaConnectVersion: aws.String("3.7.x"),
		Plugins: []types.Plugin{{CustomPlugin: &types.CustomPlugin{
			CustomPluginArn: aws.String(pluginArn),
			Revision:        1,
		}}},
		ServiceExecutionRoleArn: aws.String("arn:aws:iam::123456789012:role/connect"),
	}
}

// world is short ways to resources in the state that a test starts from, and to the states they go through.
type world struct {
	*tank.Sandbox
	msk *msk.Client
}

func newWorld(t *testing.T) *world {
	s := tank.New(t)
	return &world{s, newClient(s)}
}

func (w *world) plugin() string {
	w.T.Helper()
	created, err := w.msk.CreateCustomPlugin(ctx, pluginInput("plugin"))
	must(w.T, err)
	w.pluginStates(*created.CustomPluginArn, "ACTIVE")
	return *created.CustomPluginArn
}

// connector is a running one, as DescribeConnector shows it.
func (w *world) connector() *msk.DescribeConnectorOutput {
	w.T.Helper()
	created, err := w.msk.CreateConnector(ctx, connectorInput(w.plugin(), "orders"))
	must(w.T, err)
	w.connectorStates(*created.ConnectorArn, "RUNNING")
	return w.described(created.ConnectorArn)
}

func (w *world) described(arn *string) *msk.DescribeConnectorOutput {
	w.T.Helper()
	described, err := w.msk.DescribeConnector(ctx, &msk.DescribeConnectorInput{ConnectorArn: arn})
	must(w.T, err)
	return described
}

func (w *world) pluginStates(arn, wanted string) []string {
	w.T.Helper()
	return w.wait(wanted, func() (string, error) {
		it, err := w.msk.DescribeCustomPlugin(ctx, &msk.DescribeCustomPluginInput{CustomPluginArn: &arn})
		if err != nil {
			return "", err
		}
		return string(it.CustomPluginState), nil
	})
}

func (w *world) workersStates(arn, wanted string) []string {
	w.T.Helper()
	return w.wait(wanted, func() (string, error) {
		it, err := w.msk.DescribeWorkerConfiguration(ctx, &msk.DescribeWorkerConfigurationInput{WorkerConfigurationArn: &arn})
		if err != nil {
			return "", err
		}
		return string(it.WorkerConfigurationState), nil
	})
}

func (w *world) connectorStates(arn, wanted string) []string {
	w.T.Helper()
	return w.wait(wanted, func() (string, error) {
		it, err := w.msk.DescribeConnector(ctx, &msk.DescribeConnectorInput{ConnectorArn: &arn})
		if err != nil {
			return "", err
		}
		return string(it.ConnectorState), nil
	})
}

func (w *world) operationStates(arn, wanted string) []string {
	w.T.Helper()
	return w.wait(wanted, func() (string, error) {
		it, err := w.msk.DescribeConnectorOperation(ctx, &msk.DescribeConnectorOperationInput{ConnectorOperationArn: &arn})
		if err != nil {
			return "", err
		}
		return string(it.ConnectorOperationState), nil
	})
}

// wait asks for the state until it is the wanted one, or one that no longer changes. It returns the states seen, in order.
func (w *world) wait(wanted string, state func() (string, error)) []string {
	w.T.Helper()
	const pollsMax = 40
	var seen []string
	for range pollsMax {
		now, err := state()
		var notFound *types.NotFoundException
		if errors.As(err, &notFound) {
			now, err = "gone", nil
		}
		must(w.T, err)
		if len(seen) == 0 || seen[len(seen)-1] != now {
			seen = append(seen, now)
		}
		if now == wanted || strings.HasSuffix(now, "FAILED") {
			return seen
		}
		w.Advance()
	}
	w.T.Fatalf("still not %s: %v", wanted, seen)
	return nil
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// equal compares deeply.
func equal(t *testing.T, what string, got, wanted any) {
	t.Helper()
	if !reflect.DeepEqual(got, wanted) {
		t.Errorf("%s: got %s, wanted %s", what, show(got), show(wanted))
	}
}

// show follows pointers, of which the SDK's shapes are full.
func show(it any) string {
	text, err := json.Marshal(it)
	if err != nil {
		return fmt.Sprintf("%+v", it)
	}
	return string(text)
}
