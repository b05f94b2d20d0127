package clients

import (
	"testing"

	"github.com/aiven/go-client-codegen/handler/kafkaconnect"
	"github.com/aiven/go-client-codegen/handler/service"

	"wavetank.test/tank"
)

func TestAConnectorIsMadeRunsAndIsDeleted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	made, err := w.ServiceKafkaConnectCreateConnector(ctx, project, serviceName, sink("tasks.max", "2"))
	must(t, err)
	equal(t, "name", made.Name, "sink")
	equal(t, "config", made.Config, *sink("tasks.max", "2"))
	equal(t, "plugin", made.Plugin.Class, class)
	w.AdvanceBy("10s")

	listed, err := w.ServiceKafkaConnectList(ctx, project, serviceName)
	must(t, err)
	equal(t, "connectors", len(listed.Connectors), 1)
	tasks := []kafkaconnect.TaskOut{{Connector: "sink", Task: 0}, {Connector: "sink", Task: 1}}
	equal(t, "tasks", listed.Connectors[0].Tasks, tasks)
	equal(t, "state", w.states(), []string{"RUNNING", "RUNNING", "RUNNING"})

	edited, err := w.ServiceKafkaConnectEditConnector(ctx, project, serviceName, "sink", sink("max.retries", "3"))
	must(t, err)
	equal(t, "config", edited.Config, *sink("max.retries", "3"))
	w.AdvanceBy("10s")
	must(t, w.ServiceKafkaConnectPauseConnector(ctx, project, serviceName, "sink"))
	w.AdvanceBy("10s")
	equal(t, "paused", w.states(), []string{"PAUSED", "PAUSED"})
	must(t, w.ServiceKafkaConnectResumeConnector(ctx, project, serviceName, "sink"))
	must(t, w.ServiceKafkaConnectRestartConnector(ctx, project, serviceName, "sink"))
	w.AdvanceBy("10s")
	equal(t, "resumed", w.states(), []string{"RUNNING", "RUNNING"})

	must(t, w.ServiceKafkaConnectDeleteConnector(ctx, project, serviceName, "sink"))
	listed, err = w.ServiceKafkaConnectList(ctx, project, serviceName)
	must(t, err)
	equal(t, "connectors", len(listed.Connectors), 0)
}

// states are the connector's and its tasks'.
func (w world) states() []string {
	w.T.Helper()
	status, err := w.ServiceKafkaConnectGetConnectorStatus(ctx, project, serviceName, "sink")
	must(w.T, err)
	states := []string{string(status.State)}
	for _, task := range status.Tasks {
		states = append(states, string(task.State))
	}
	return states
}

func TestAFailedTaskHasATraceAndIsRestarted(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Fault(create, tank.Rule{"outcome": tank.Rule{"end": "TASKS_FAILED"}})
	w.made()
	status, err := w.ServiceKafkaConnectGetConnectorStatus(ctx, project, serviceName, "sink")
	must(t, err)
	equal(t, "state", string(status.State), "RUNNING")
	equal(t, "task", string(status.Tasks[0].State), "FAILED")
	if status.Tasks[0].Trace == "" {
		t.Error("a task that failed has a trace")
	}
	must(t, w.ServiceKafkaConnectRestartConnectorTask(ctx, project, serviceName, "sink", "0"))
	w.AdvanceBy("10s")
	equal(t, "restarted", w.states(), []string{"RUNNING", "RUNNING"})
}

func TestANameWithABlankAndASlashIsOneName(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	_, err := w.ServiceKafkaConnectCreateConnector(ctx, project, serviceName, sink("name", "a b/c"))
	must(t, err)
	must(t, w.ServiceKafkaConnectDeleteConnector(ctx, project, serviceName, "a b/c"))
	equal(t, "statuses", w.Calls(remove), []int{200})
}

func TestEveryPluginAndEveryPropertyIsRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	plugins, err := w.ServiceKafkaConnectGetAvailableConnectors(ctx, project, serviceName)
	must(t, err)
	for _, plugin := range plugins {
		if plugin.Author == "" || plugin.DocUrl == "" || plugin.Title == "" || plugin.Version == "" {
			t.Errorf("%+v", plugin)
		}
		fields, err := w.ServiceKafkaConnectGetConnectorConfiguration(ctx, project, serviceName, plugin.Class)
		must(t, err)
		for _, field := range fields {
			if field.Name == "" || field.DisplayName == "" || field.Documentation == "" || field.Order != field.OrderInGroup {
				t.Errorf("%s: %+v", plugin.Class, field)
			}
		}
	}
}

func TestAServiceIsMadeReadAndPoweredOff(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	config := map[string]any{"kafka_connect": true}
	made, err := w.ServiceCreate(ctx, project, &service.ServiceCreateIn{
		ServiceName: "kc", ServiceType: "kafka", Plan: "business-4", UserConfig: &config,
	})
	must(t, err)
	equal(t, "state", string(made.State), "REBUILDING")
	w.AdvanceBy("1h")
	read, err := w.ServiceGet(ctx, project, "kc")
	must(t, err)
	equal(t, "state", string(read.State), "RUNNING")
	off := false
	_, err = w.ServiceUpdate(ctx, project, "kc", &service.ServiceUpdateIn{Powered: &off})
	must(t, err)
	read, err = w.ServiceGet(ctx, project, "kc")
	must(t, err)
	equal(t, "state", string(read.State), "POWEROFF")
	services, err := w.ServiceList(ctx, project)
	must(t, err)
	equal(t, "services", len(services), 3)
	must(t, w.ServiceDelete(ctx, project, "kc"))
}
