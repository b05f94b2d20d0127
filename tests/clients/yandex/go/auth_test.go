package clients

import (
	"testing"

	kafka "github.com/yandex-cloud/go-genproto/yandex/cloud/mdb/kafka/v1"
	ycsdk "github.com/yandex-cloud/go-sdk"
	"github.com/yandex-cloud/go-sdk/iamkey"
	"google.golang.org/grpc/codes"

	"wavetank.test/tank"
)

// authorized is the service account's key whose public half strict.yaml has, changed before use.
func authorized(t *testing.T, change func(*iamkey.Key)) ycsdk.Credentials {
	t.Helper()
	key, err := iamkey.ReadFromJSONFile("../authorized_key.json")
	must(t, err)
	change(key)
	credentials, err := ycsdk.ServiceAccountKey(key)
	must(t, err)
	return credentials
}

func TestAServiceAccountsKeyIsExchangedOnce(t *testing.T) {
	over(t, func(t *testing.T, way way) {
		way.strict = true
		w := newWorld(t, way, authorized(t, func(*iamkey.Key) {}))
		// The SDK looks at its own clock: a token of a world in the past is over when it comes.
		w.AdvanceBy("50000h")
		for range 3 {
			_, err := w.list(&kafka.ListConnectorsRequest{})
			must(t, err)
		}
		equal(t, "exchanges", len(w.Calls("IamToken.Create")), 1)
	})
}

func TestAnUnknownKeyIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t, way{strict: true}, authorized(t, func(key *iamkey.Key) { key.Id = "ajekey00000000000009" }))
	_, err := w.list(&kafka.ListConnectorsRequest{})
	refused(t, err, codes.Unauthenticated, "")
	equal(t, "calls", len(w.Calls("Connector.List")), 0)
}

func TestTheStrictServerKnowsItsTokens(t *testing.T) {
	t.Parallel()
	for token, code := range map[string]codes.Code{
		"t1.known.token":   codes.OK,
		"t1.any.token":     codes.Unauthenticated,
		"t1.expired.token": codes.Unauthenticated,
	} {
		w := newWorld(t, way{strict: true}, ycsdk.NewIAMTokenCredentials(token))
		_, err := w.list(&kafka.ListConnectorsRequest{})
		refused(t, err, code, "")
	}
}

func TestACallIsMadeOnce(t *testing.T) {
	t.Parallel()
	for name, code := range map[string]codes.Code{
		"UNAVAILABLE":        codes.Unavailable,
		"RESOURCE_EXHAUSTED": codes.ResourceExhausted,
		"INTERNAL":           codes.Internal,
	} {
		w := newWorld(t, way{}, anyToken)
		w.Fault("Connector.List", tank.Rule{"error": name})
		_, err := w.list(&kafka.ListConnectorsRequest{})
		refused(t, err, code, "")
		equal(t, name, len(w.Calls("Connector.List")), 1)
	}
}
