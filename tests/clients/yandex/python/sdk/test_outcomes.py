"""Operations that end badly, late or never, as the SDK's waiter sees them."""

import grpc
import pytest
from yandex.cloud.mdb.kafka.v1 import connector_pb2 as connectors
from yandex.cloud.operation.operation_service_pb2 import GetOperationRequest
from yandex.cloud.operation.operation_service_pb2_grpc import OperationServiceStub
from yandexcloud.operations import OperationError

from cloud import mirror, refusal


def test_an_operation_that_fails_raises_with_code_and_message(kafka, sandbox):
    sandbox.fault("Connector.Create", outcome={"end": "ERROR", "code": "FAILED_PRECONDITION", "message": "no broker"})
    operation = kafka.started()
    assert not operation.done and not operation.HasField("error")
    with pytest.raises(OperationError) as caught:
        kafka.waited(operation, connectors.Connector)
    assert "Error code: 9." in caught.value.message and "Message: no broker." in caught.value.message
    assert operation.id in caught.value.message
    assert refusal(kafka.connector).code().name == "NOT_FOUND"


def test_an_operation_that_is_never_done_is_given_up_without_an_error(kafka, sandbox):
    operation = kafka.started()
    result = kafka.waited(operation, connectors.Connector, timeout=-1)
    assert result.response == connectors.Connector()


def test_a_second_change_of_the_cluster_names_the_operation_that_is_in_its_way(kafka):
    operation = kafka.started()
    error = refusal(kafka.started, mirror("other"))
    assert error.code() == grpc.StatusCode.FAILED_PRECONDITION
    assert error.details() == f'conflicting operation "{operation.id}" detected'
    kafka.waited(operation)
    kafka.created(mirror("other"))


def test_an_operation_is_shown_to_whoever_asks(kafka):
    operation = kafka.started()
    kafka.waited(operation)
    operations = kafka.sdk.client(OperationServiceStub)
    done = operations.Get(GetOperationRequest(operation_id=operation.id))
    assert done.done and done.WhichOneof("result") == "response"
    assert done.modified_at.ToMicroseconds() > done.created_at.ToMicroseconds()
    assert refusal(operations.Get, GetOperationRequest(operation_id="dqhnone")).code().name == "NOT_FOUND"
