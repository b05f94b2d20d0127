package clients

import (
	"errors"
	"testing"

	"github.com/aws/aws-sdk-go-v2/credentials"
	msk "github.com/aws/aws-sdk-go-v2/service/kafkaconnect"
	"github.com/aws/smithy-go"

	"wavetank.test/tank"
)

// The credentials of strict.yaml.
const (
	secret  = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
	session = "SESSION/TOKEN+EXAMPLE=="
)

func as(key, secret, session string) func(*msk.Options) {
	return func(options *msk.Options) {
		options.Credentials = credentials.NewStaticCredentialsProvider(key, secret, session)
	}
}

func TestKnownCredentialsAreTakenWhateverThePathHolds(t *testing.T) {
	t.Parallel()
	s := tank.NewStrict(t)
	for who, client := range map[string]*msk.Client{
		"key":     newClient(s, as("AKIDEXAMPLE", secret, "")),
		"session": newClient(s, as("ASIAEXAMPLE", secret, session)),
	} {
		for _, name := range []string{"with space", "plus+sign", "tilde~", "café", "100%"} {
			name = who + " " + name
			created, err := client.CreateWorkerConfiguration(ctx, workersInput(name))
			must(t, err)
			arn := created.WorkerConfigurationArn
			described, err := client.DescribeWorkerConfiguration(ctx, &msk.DescribeWorkerConfigurationInput{WorkerConfigurationArn: arn})
			must(t, err)
			equal(t, "name", *described.Name, name)
			_, err = client.TagResource(ctx, &msk.TagResourceInput{ResourceArn: arn, Tags: map[string]string{name: name}})
			must(t, err)
			_, err = client.UntagResource(ctx, &msk.UntagResourceInput{ResourceArn: arn, TagKeys: []string{"b b", "a/a", "é", name}})
			must(t, err)
		}
	}
}

func TestWrongCredentialsAreRefusedOnce(t *testing.T) {
	t.Parallel()
	for _, it := range []struct{ name, key, secret, session, code string }{
		{"secret", "AKIDEXAMPLE", "another", "", "InvalidSignatureException"},
		{"key", "AKIDUNKNOWN", secret, "", "UnrecognizedClientException"},
		{"token", "ASIAEXAMPLE", secret, "another", "UnrecognizedClientException"},
	} {
		t.Run(it.name, func(t *testing.T) {
			t.Parallel()
			s := tank.NewStrict(t)
			_, err := newClient(s, as(it.key, it.secret, it.session)).ListConnectors(ctx, &msk.ListConnectorsInput{})
			var api smithy.APIError
			if !errors.As(err, &api) {
				t.Fatalf("%T %v", err, err)
			}
			equal(t, "code", api.ErrorCode(), it.code)
			equal(t, "statuses", s.Calls("ListConnectors"), []int{403})
		})
	}
}
