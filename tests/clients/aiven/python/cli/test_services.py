"""The commands of `avn service` and `avn user` that somebody with connectors meets."""

import json
import stat

import pytest

from avn import Avn


def test_a_service_is_shown_as_a_table_and_whole(avn):
    table = avn("service get", "demo-kafka", "-v").stdout
    head, line = table.splitlines()[0], table.splitlines()[2]
    assert head.split()[:3] == ["SERVICE_NAME", "SERVICE_TYPE", "STATE"]
    assert line.split()[:3] == ["demo-kafka", "kafka", "RUNNING"]
    service = json.loads(avn("service get", "demo-kafka", "--json").stdout)
    assert service["user_config"]["kafka_connect"] is True
    assert "kafka_connect_uri" in service["connection_info"]
    assert service["notifications"] == []


def test_services_are_listed(avn):
    lines = avn("service list").stdout.splitlines()
    assert [line.split()[0] for line in lines[2:]] == ["demo-connect", "demo-kafka"]


def test_a_service_is_made_waited_for_updated_powered_off_and_deleted(avn, sandbox):
    new = ["-t", "kafka", "-p", "business-4", "--cloud", "google-europe-west1", "-c", "kafka_connect=true"]
    avn("service create", "kc", *new)
    assert avn.told("", service="kc")["service"]["state"] == "REBUILDING"
    refused = avn.connector("list", service="kc", exits_with=1).stderr
    assert refused == "ERROR\tcommand failed: Error: connector list not currently available (status 503)\n"
    sandbox.advance("1h")
    assert "RUNNING" in avn("service wait", "kc").stderr
    assert avn.told("/connectors", service="kc") == {"connectors": []}

    avn("service update", "kc", "-c", "kafka_connect=false")
    refused = avn.connector("list", service="kc", exits_with=1).stderr
    assert refused == "ERROR\tcommand failed: Error: Kafka Connect API disabled (status 403)\n"
    avn("service update", "kc", "--power-off")
    assert avn.told("", service="kc")["service"]["state"] == "POWEROFF"
    avn("service update", "kc", "--power-on")
    sandbox.advance("1h")
    assert avn.told("", service="kc")["service"]["state"] == "RUNNING"

    assert "kc: terminated" in avn("service terminate", "kc", "--force").stderr
    gone = avn("service get", "kc", exits_with=1).stderr
    assert gone == "ERROR\tcommand failed: Error: Service 'kc' does not exist (status 404)\n"


def test_versions_are_listed(avn):
    assert "kafka" in avn("service versions").stdout


def test_a_connect_service_is_integrated_with_kafka(avn, sandbox):
    avn("service create", "apart", "-t", "kafka_connect", "-p", "startup-4")
    sandbox.advance("1h")
    avn("service integration-create", "-t", "kafka_connect", "-s", "demo-kafka", "-d", "apart")
    assert "kafka_connect" in avn("service integration-list", "apart").stdout
    sandbox.advance("1h")
    assert avn.told("/connectors", service="apart") == {"connectors": []}


def test_who_one_is(avn):
    assert "developer@example.com" in avn("user info").stdout


def test_a_login_by_token_takes_the_first_project(sandbox, tmp_path):
    avn = Avn(sandbox, tmp_path, project=None, token=None)
    told = avn("user login", "developer@example.com", "--token", AIVEN_AUTH_TOKEN="TOK").stderr
    assert "demo" in told
    credentials = tmp_path / "aiven-credentials.json"
    assert json.loads(credentials.read_text()) == {"auth_token": "TOK", "user_email": "developer@example.com"}
    assert stat.S_IMODE(credentials.stat().st_mode) == 0o600
    assert sandbox.calls() == [200]
    # Neither token nor project is said from here on.
    assert json.loads(avn.connector("list").stdout) == {"connectors": []}


def test_a_login_by_password_and_a_logout_that_ends_the_token(strict_sandbox, tmp_path):
    avn = Avn(strict_sandbox, tmp_path, project=None, token=None)
    wrong = avn("user login", "owner@example.com", AIVEN_PASSWORD="wrong", exits_with=1).stderr
    assert "Authentication failed (status 403)" in wrong
    avn("user login", "owner@example.com", AIVEN_PASSWORD="correct-horse")
    token = json.loads((tmp_path / "aiven-credentials.json").read_text())["auth_token"]
    assert avn.connector("list", service="kc").returncode == 0
    avn("user logout")
    again = Avn(strict_sandbox, tmp_path, "p1", token).connector("list", service="kc", exits_with=1)
    assert again.stderr == "ERROR\tcommand failed: Error: Missing (expired) db token (status 401)\n"


@pytest.mark.parametrize("otp", ["123456", "000000"])
def test_a_one_time_password_is_asked_for(strict_sandbox, tmp_path, otp):
    avn = Avn(strict_sandbox, tmp_path, project=None, token=None)
    code = 0 if otp == "123456" else 1
    avn("user login", "careful@example.com", AIVEN_PASSWORD="correct-horse", exits_with=code, typed=otp)
    assert strict_sandbox.calls("UserAuth") == [510, 200 if code == 0 else 403]


def test_a_task_of_a_service_is_made_and_asked_after(avn, sandbox):
    check = ["--operation", "upgrade_check", "--target-version", "4.1", "--format", "{task_id}"]
    task = avn("service task-create", "demo-kafka", *check).stdout.splitlines()[0]
    sandbox.advance("1h")
    lines = avn("service task-get", "demo-kafka", "--task-id", task).stdout.splitlines()
    assert lines[0].split() == ["TASK_TYPE", "SUCCESS", "TASK_ID", "RESULT"]
    assert lines[2].split()[:3] == ["upgrade_check", "true", task]
    unknown = avn("service task-get", "demo-kafka", "--task-id", "nothing", exits_with=1).stderr
    assert unknown == "ERROR\tcommand failed: Error: Task not found (status 404)\n"
