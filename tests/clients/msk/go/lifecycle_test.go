package clients

import (
	"regexp"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	msk "github.com/aws/aws-sdk-go-v2/service/kafkaconnect"
	"github.com/aws/aws-sdk-go-v2/service/kafkaconnect/types"
)

func TestAConnectorIsCreatedDescribedAndDeleted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	input := connectorInput(w.plugin(), "orders")
	created, err := w.msk.CreateConnector(ctx, input)
	must(t, err)
	equal(t, "name", *created.ConnectorName, "orders")
	equal(t, "state", created.ConnectorState, types.ConnectorStateCreating)
	id, _ := awsmiddleware.GetRequestIDMetadata(created.ResultMetadata)
	if !regexp.MustCompile("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$").MatchString(id) {
		t.Errorf("request id: %q", id)
	}
	arn := *created.ConnectorArn
	equal(t, "states", w.connectorStates(arn, "RUNNING"), []string{"CREATING", "RUNNING"})

	described := w.described(&arn)
	equal(t, "configuration", described.ConnectorConfiguration, configuration)
	equal(t, "subnets", described.KafkaCluster.ApacheKafkaCluster.Vpc.Subnets, []string{"subnet-1"})
	equal(t, "plugins", len(described.Plugins), 1)
	equal(t, "network", described.NetworkType, types.NetworkTypeIpv4)
	if described.Capacity.AutoScaling.ScaleInPolicy == nil || described.Capacity.AutoScaling.ScaleOutPolicy == nil {
		t.Error("the policies are not filled in")
	}
	if described.LogDelivery != nil || described.WorkerConfiguration != nil || described.ConnectorDescription != nil {
		t.Error("what was not given is there")
	}
	if described.CreationTime == nil || described.CreationTime.IsZero() {
		t.Error("no creation time")
	}

	deleted, err := w.msk.DeleteConnector(ctx, &msk.DeleteConnectorInput{ConnectorArn: &arn})
	must(t, err)
	equal(t, "state", deleted.ConnectorState, types.ConnectorStateDeleting)
	equal(t, "states", w.connectorStates(arn, "gone"), []string{"DELETING", "gone"})
}

func TestAnUpdateIsAnOperationOfItsOwn(t *testing.T) {
	t.Parallel()
	target := map[string]string{"connector.class": configuration["connector.class"], "tasks.max": "7"}
	capacity := &types.CapacityUpdate{ProvisionedCapacity: &types.ProvisionedCapacityUpdate{McuCount: 2, WorkerCount: 3}}
	for kind, change := range map[types.ConnectorOperationType]msk.UpdateConnectorInput{
		types.ConnectorOperationTypeUpdateWorkerSetting:          {Capacity: capacity},
		types.ConnectorOperationTypeUpdateConnectorConfiguration: {ConnectorConfiguration: target},
	} {
		t.Run(string(kind), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			before := w.connector()
			change.ConnectorArn, change.CurrentVersion = before.ConnectorArn, before.CurrentVersion
			updated, err := w.msk.UpdateConnector(ctx, &change)
			must(t, err)
			equal(t, "state", updated.ConnectorState, types.ConnectorStateUpdating)
			states := w.operationStates(*updated.ConnectorOperationArn, "UPDATE_COMPLETE")
			equal(t, "states", states, []string{"PENDING", "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE"})

			operation, err := w.msk.DescribeConnectorOperation(ctx, &msk.DescribeConnectorOperationInput{
				ConnectorOperationArn: updated.ConnectorOperationArn,
			})
			must(t, err)
			equal(t, "type", operation.ConnectorOperationType, kind)
			equal(t, "steps", len(operation.OperationSteps), 4)
			for _, step := range operation.OperationSteps {
				equal(t, string(step.StepType), step.StepState, types.ConnectorOperationStepStateCompleted)
			}
			after := w.described(before.ConnectorArn)
			if *after.CurrentVersion == *before.CurrentVersion {
				t.Error("the version is the old one")
			}
			if kind == types.ConnectorOperationTypeUpdateWorkerSetting {
				equal(t, "origin", operation.OriginWorkerSetting.Capacity, before.Capacity)
				equal(t, "target", operation.TargetWorkerSetting.Capacity, after.Capacity)
				equal(t, "workers", after.Capacity.ProvisionedCapacity.WorkerCount, int32(3))
				equal(t, "the other kind", after.Capacity.AutoScaling, (*types.AutoScalingDescription)(nil))
			} else {
				equal(t, "origin", operation.OriginConnectorConfiguration, configuration)
				equal(t, "target", operation.TargetConnectorConfiguration, target)
				equal(t, "configuration", after.ConnectorConfiguration, target)
			}
		})
	}
}

func TestAPluginAndAWorkerConfigurationAreCreatedAndDeleted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	created, err := w.msk.CreateCustomPlugin(ctx, pluginInput("plugin"))
	must(t, err)
	equal(t, "revision", created.Revision, int64(1))
	equal(t, "states", w.pluginStates(*created.CustomPluginArn, "ACTIVE"), []string{"CREATING", "ACTIVE"})
	plugin, err := w.msk.DescribeCustomPlugin(ctx, &msk.DescribeCustomPluginInput{CustomPluginArn: created.CustomPluginArn})
	must(t, err)
	equal(t, "content", plugin.LatestRevision.ContentType, types.CustomPluginContentTypeZip)
	equal(t, "file", *plugin.LatestRevision.Location.S3Location.FileKey, "plugin.zip")
	_, err = w.msk.DeleteCustomPlugin(ctx, &msk.DeleteCustomPluginInput{CustomPluginArn: created.CustomPluginArn})
	must(t, err)
	equal(t, "states", w.pluginStates(*created.CustomPluginArn, "gone"), []string{"DELETING", "gone"})

	workers, err := w.msk.CreateWorkerConfiguration(ctx, workersInput("workers"))
	must(t, err)
	equal(t, "state", workers.WorkerConfigurationState, types.WorkerConfigurationStateActive)
	arn := workers.WorkerConfigurationArn
	described, err := w.msk.DescribeWorkerConfiguration(ctx, &msk.DescribeWorkerConfigurationInput{WorkerConfigurationArn: arn})
	must(t, err)
	equal(t, "content", *described.LatestRevision.PropertiesFileContent, properties)
	_, err = w.msk.DeleteWorkerConfiguration(ctx, &msk.DeleteWorkerConfigurationInput{WorkerConfigurationArn: arn})
	must(t, err)
	equal(t, "states", w.workersStates(*arn, "gone"), []string{"DELETING", "gone"})
}

func TestTagsAreMergedAndRemoved(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	input := workersInput("workers")
	input.Tags = map[string]string{"a b": "1", "c/d": "2"}
	created, err := w.msk.CreateWorkerConfiguration(ctx, input)
	must(t, err)
	arn := created.WorkerConfigurationArn
	_, err = w.msk.TagResource(ctx, &msk.TagResourceInput{ResourceArn: arn, Tags: map[string]string{"c/d": "3", "é": ""}})
	must(t, err)
	_, err = w.msk.UntagResource(ctx, &msk.UntagResourceInput{ResourceArn: arn, TagKeys: []string{"z", "a b"}})
	must(t, err)
	listed, err := w.msk.ListTagsForResource(ctx, &msk.ListTagsForResourceInput{ResourceArn: arn})
	must(t, err)
	equal(t, "tags", listed.Tags, map[string]string{"c/d": "3", "é": ""})
}

func TestPaginatorsBringEverythingOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, name := range []string{"a1", "a2", "a3", "b1"} {
		_, err := w.msk.CreateCustomPlugin(ctx, pluginInput(name))
		must(t, err)
		_, err = w.msk.CreateWorkerConfiguration(ctx, workersInput(name))
		must(t, err)
	}
	plugin := w.plugin()
	for _, name := range []string{"a1", "a2", "a3", "b1"} {
		_, err := w.msk.CreateConnector(ctx, connectorInput(plugin, name))
		must(t, err)
	}

	var pages []string
	connectors := msk.NewListConnectorsPaginator(w.msk, &msk.ListConnectorsInput{MaxResults: aws.Int32(3)})
	for connectors.HasMorePages() {
		page, err := connectors.NextPage(ctx)
		must(t, err)
		var names []string
		for _, it := range page.Connectors {
			names = append(names, *it.ConnectorName)
		}
		pages = append(pages, strings.Join(names, " "))
	}
	equal(t, "connectors", pages, []string{"a1 a2 a3", "b1"})

	pages = nil
	plugins := msk.NewListCustomPluginsPaginator(w.msk, &msk.ListCustomPluginsInput{NamePrefix: aws.String("a")},
		func(it *msk.ListCustomPluginsPaginatorOptions) { it.Limit = 1 })
	for plugins.HasMorePages() {
		page, err := plugins.NextPage(ctx)
		must(t, err)
		equal(t, "plugins in the page", len(page.CustomPlugins), 1)
		pages = append(pages, *page.CustomPlugins[0].Name)
	}
	equal(t, "plugins", pages, []string{"a1", "a2", "a3"})

	pages = nil
	workers := msk.NewListWorkerConfigurationsPaginator(w.msk, &msk.ListWorkerConfigurationsInput{MaxResults: aws.Int32(4)})
	for workers.HasMorePages() {
		page, err := workers.NextPage(ctx)
		must(t, err)
		for _, it := range page.WorkerConfigurations {
			pages = append(pages, *it.Name)
		}
	}
	equal(t, "worker configurations", pages, []string{"a1", "a2", "a3", "b1"})
}

func TestOperationsArePagedNewestFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	arn := w.connector().ConnectorArn
	var started []string
	for workers := int32(1); workers <= 2; workers++ {
		capacity := &types.ProvisionedCapacityUpdate{McuCount: 1, WorkerCount: workers}
		updated, err := w.msk.UpdateConnector(ctx, &msk.UpdateConnectorInput{
			ConnectorArn:   arn,
			CurrentVersion: w.described(arn).CurrentVersion,
			Capacity:       &types.CapacityUpdate{ProvisionedCapacity: capacity},
		})
		must(t, err)
		w.operationStates(*updated.ConnectorOperationArn, "UPDATE_COMPLETE")
		started = append([]string{*updated.ConnectorOperationArn}, started...)
	}
	var listed []string
	pages := msk.NewListConnectorOperationsPaginator(w.msk, &msk.ListConnectorOperationsInput{ConnectorArn: arn, MaxResults: aws.Int32(1)})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		must(t, err)
		equal(t, "operations in the page", len(page.ConnectorOperations), 1)
		listed = append(listed, *page.ConnectorOperations[0].ConnectorOperationArn)
	}
	equal(t, "operations", listed, started)
}
