package clients

import (
	"strings"
	"testing"

	"github.com/yandex-cloud/go-genproto/yandex/cloud/endpoint"
	kafka "github.com/yandex-cloud/go-genproto/yandex/cloud/mdb/kafka/v1"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"wavetank.test/tank"
)

func TestAConnectorLivesItsLife(t *testing.T) {
	over(t, func(t *testing.T, way way) {
		w := newWorld(t, way, anyToken)
		connectors := w.sdk.MDB().Kafka().Connector()
		operation := w.done(w.create("mirror"))
		metadata, err := operation.Metadata()
		must(t, err)
		equal(t, "metadata", metadata.(*kafka.CreateConnectorMetadata).ConnectorName, "mirror")
		response, err := operation.Response()
		must(t, err)
		connector, err := w.connector("mirror")
		must(t, err)
		equal(t, "response", proto.Equal(response, connector), true)
		equal(t, "status", connector.Status, kafka.Connector_RUNNING)
		equal(t, "this cluster", connector.GetConnectorConfigMirrormaker().TargetCluster.GetThisCluster() != nil, true)
		equal(t, "secret", strings.Contains(connector.String(), "tell-nobody"), false)

		w.done(connectors.Update(ctx, &kafka.UpdateConnectorRequest{
			ClusterId:     cluster,
			ConnectorName: "mirror",
			UpdateMask:    &fieldmaskpb.FieldMask{Paths: []string{"connector_spec.tasks_max"}},
			ConnectorSpec: &kafka.UpdateConnectorSpec{TasksMax: wrapperspb.Int64(5)},
		}))
		w.done(connectors.Pause(ctx, &kafka.PauseConnectorRequest{ClusterId: cluster, ConnectorName: "mirror"}))
		connector, err = w.connector("mirror")
		must(t, err)
		equal(t, "status", connector.Status, kafka.Connector_PAUSED)
		equal(t, "tasks", connector.TasksMax.Value, int64(5))
		equal(t, "properties", connector.Properties, map[string]string{"sync.topics.config.enabled": "true"})
		w.done(connectors.Resume(ctx, &kafka.ResumeConnectorRequest{ClusterId: cluster, ConnectorName: "mirror"}))
		w.done(connectors.Delete(ctx, &kafka.DeleteConnectorRequest{ClusterId: cluster, ConnectorName: "mirror"}))
		_, err = w.connector("mirror")
		refused(t, err, codes.NotFound, "")
	})
}

func TestAnIteratorGoesThroughThePages(t *testing.T) {
	t.Parallel()
	w := newWorld(t, way{}, anyToken)
	for _, name := range []string{"a", "b", "c"} {
		w.done(w.create(name))
	}
	request := &kafka.ListConnectorsRequest{ClusterId: cluster, PageSize: 2}
	var names []string
	for it := w.sdk.MDB().Kafka().Connector().ConnectorIterator(ctx, request); it.Next(); {
		names = append(names, it.Value().Name)
	}
	equal(t, "names", names, []string{"a", "b", "c"})
	equal(t, "calls", len(w.Calls("Connector.List")), 2)
}

func TestDiscoveryLeadsToWhereTheClientAsked(t *testing.T) {
	over(t, func(t *testing.T, way way) {
		w := newWorld(t, way, anyToken)
		listed, err := w.sdk.ApiEndpoint().ApiEndpoint().List(ctx, &endpoint.ListApiEndpointsRequest{})
		must(t, err)
		found := map[string]bool{}
		for _, it := range listed.Endpoints {
			equal(t, it.Id, it.Address, w.endpoint)
			found[it.Id] = true
		}
		for _, id := range []string{"iam", "operation", "managed-kafka", "resource-manager", "vpc", "compute"} {
			equal(t, id, found[id], true)
		}
	})
}

func TestAnOperationThatFailsIsAnError(t *testing.T) {
	over(t, func(t *testing.T, way way) {
		w := newWorld(t, way, anyToken)
		outcome := map[string]string{"end": "ERROR", "code": "FAILED_PRECONDITION", "message": "no broker"}
		w.Fault("Connector.Create", tank.Rule{"outcome": outcome})
		operation, err := w.wait(w.create("mirror"))
		refused(t, operation.Error(), codes.FailedPrecondition, "no broker")
		equal(t, "text", strings.Contains(err.Error(), "operation (id="+operation.Id()+") failed"), true)
	})
}

func TestASecondChangeOfTheClusterIsRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t, way{}, anyToken)
	first, err := w.create("mirror")
	must(t, err)
	_, err = w.create("other")
	refused(t, err, codes.FailedPrecondition, `conflicting operation "`+first.Id+`" detected`)
	w.done(first, nil)
	w.done(w.create("other"))
}
