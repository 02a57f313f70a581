"""Serving endpoints: real scoring servers, seen through the Python SDK."""

import collections
import contextlib
import os
import pathlib
import signal
import threading
import time
import urllib.error
import urllib.request
import uuid

import mlflow
import pytest
from conftest import DEPLOYER, TRAINER, free_port, start
from databricks.sdk.errors import (
    AlreadyExists,
    BadRequest,
    DatabricksError,
    InvalidParameterValue,
    NotFound,
    PermissionDenied,
    ResourceAlreadyExists,
    ResourceConflict,
)
from databricks.sdk.service import serving
from databricks.sdk.service.serving import (
    EndpointStateConfigUpdate,
    EndpointStateReady,
    ServedModelStateDeployment,
)
from models import breast_cancer, constant_model, log, real_model, workspace_environment
from test_catalog import effects, finalize, make_model, make_version  # noqa: F401

UPDATE_FAILED = EndpointStateConfigUpdate.UPDATE_FAILED
IN_PROGRESS = EndpointStateConfigUpdate.IN_PROGRESS


def wait_for(condition, seconds=180):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.2)
    raise AssertionError(f"not within {seconds} seconds")


@pytest.fixture(scope="module")
def registered(sandbox, trainer, mlflow_server):
    """A model in Unity Catalog: version 1 learned something, 2 says 0, 3 says 1, 4 is not there."""
    name = "main.demo.served_" + uuid.uuid4().hex[:8]
    with workspace_environment(sandbox, trainer):
        mlflow.set_experiment("test-serving")
        logged = [log(each) for each in (real_model(), constant_model(0), constant_model(1))]
    make_model(trainer, name)
    for run_id, uri in [*logged, ("", "models:/m-00000000000000000000000000000000")]:
        version = make_version(trainer, name, source=uri, run_id=run_id)["version"]
        finalize(trainer, name, version)
    return name


def entity(model, version, name=None):
    return serving.ServedEntityInput(
        name=name or f"v{version}",
        entity_name=model,
        entity_version=str(version),
        workload_size="Small",
        scale_to_zero_enabled=True,
    )


def routes(**weights):
    return serving.TrafficConfig(
        routes=[
            serving.Route(served_model_name=name, traffic_percentage=weight)
            for name, weight in weights.items()
        ]
    )


def create(client, name, *entities, traffic=None):
    client.serving_endpoints.create(
        name=name,
        config=serving.EndpointCoreConfigInput(
            name=name, served_entities=list(entities), traffic_config=traffic
        ),
    )


def settled(client, name):
    """The endpoint, when no update is in progress any more and all of it is ready, or failed."""

    def look():
        endpoint = client.serving_endpoints.get(name)
        if endpoint.state.config_update == UPDATE_FAILED:
            return endpoint
        still = endpoint.state.config_update == EndpointStateConfigUpdate.NOT_UPDATING
        return endpoint if still and endpoint.state.ready == EndpointStateReady.READY else None

    return wait_for(look)


def records(rows=2):
    return breast_cancer()[0].head(rows).to_dict(orient="records")


def ask(client, name):
    """(served model, predictions)"""
    answer = client.serving_endpoints.query(name, dataframe_records=records())
    return answer.served_model_name, answer.predictions


@contextlib.contextmanager
def endpoint_of(client, *entities, traffic=None):
    name = "test-" + uuid.uuid4().hex[:8]
    create(client, name, *entities, traffic=traffic)
    try:
        yield name
    finally:
        with contextlib.suppress(NotFound):
            client.serving_endpoints.delete(name)


@pytest.fixture(scope="module")
def endpoint(trainer, registered):
    """An endpoint that serves version 1."""
    with endpoint_of(trainer, entity(registered, 1)) as name:
        settled(trainer, name)
        yield name


def scoring_servers(sandbox, name):
    """Process ids of the servers of an endpoint, or of all (name empty)."""
    folder = f"{sandbox.home}/serving/{name}".encode()
    found = []
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (process / "cmdline").read_bytes()
            if folder in command and b"java" not in command:
                found.append(int(process.name))
    return found


def test_an_endpoint_answers_what_the_model_says(trainer, endpoint, effects):
    seen = trainer.serving_endpoints.get(endpoint)
    [served] = seen.config.served_entities
    assert (served.name, served.entity_version) == ("v1", "1")
    assert served.state.deployment == ServedModelStateDeployment.DEPLOYMENT_READY
    assert (seen.creator, seen.pending_config) == (TRAINER, None)
    assert endpoint in [each.name for each in trainer.serving_endpoints.list()]
    name, predictions = ask(trainer, endpoint)
    assert name == "v1"
    data, _ = breast_cancer()
    assert predictions == list(real_model().predict(data.head(2)))
    assert effects("endpoint-create")[endpoint] == 1


def test_any_principal_may_query_and_nobody_without_a_token(sandbox, endpoint):
    assert ask(sandbox.client(DEPLOYER), endpoint)[0] == "v1"
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(
            f"{sandbox.host}/serving-endpoints/{endpoint}/invocations", data=b"{}", timeout=10
        )
    assert refused.value.code == 401
    refused.value.close()


def test_only_who_manages_it_changes_an_endpoint(sandbox, trainer, registered, endpoint):
    other = sandbox.client(DEPLOYER)
    with pytest.raises(PermissionDenied, match="CAN_MANAGE"):
        other.serving_endpoints.delete(endpoint)
    identity = trainer.serving_endpoints.get(endpoint).id
    trainer.serving_endpoints.update_permissions(
        identity,
        access_control_list=[
            serving.ServingEndpointAccessControlRequest(
                service_principal_name=DEPLOYER,
                permission_level=serving.ServingEndpointPermissionLevel.CAN_MANAGE,
            )
        ],
    )
    other.serving_endpoints.patch(endpoint, add_tags=[serving.EndpointTag("k", "v")])
    assert [each.key for each in other.serving_endpoints.get(endpoint).tags] == ["k"]
    other.serving_endpoints.patch(endpoint, delete_tags=["k"])
    assert not other.serving_endpoints.get(endpoint).tags
    level = other.serving_endpoints.get(endpoint).permission_level
    assert level == serving.ServingEndpointDetailedPermissionLevel.CAN_MANAGE


def test_what_makes_no_endpoint_is_refused(trainer, registered, endpoint):
    with pytest.raises((AlreadyExists, ResourceAlreadyExists)):
        create(trainer, endpoint, entity(registered, 1))
    with pytest.raises((BadRequest, InvalidParameterValue), match="name"):
        create(trainer, "../up", entity(registered, 1))
    with pytest.raises((BadRequest, InvalidParameterValue), match="100"):
        create(trainer, "t1", entity(registered, 1), traffic=routes(v1=90))
    with pytest.raises((BadRequest, InvalidParameterValue), match="v9"):
        create(trainer, "t1", entity(registered, 1), traffic=routes(v9=100))
    with pytest.raises(NotFound):
        create(trainer, "t1", entity(registered, 99))
    with pytest.raises(NotFound):
        create(trainer, "t1", entity("no-such-model", 1))
    with pytest.raises(NotFound):
        trainer.serving_endpoints.get("t1")


def test_metrics_and_logs_are_kept_for_each_served_entity(sandbox, trainer, endpoint):
    ask(trainer, endpoint)
    with pytest.raises(DatabricksError):
        trainer.serving_endpoints.query(endpoint, dataframe_records=[{"nonsense": 1}])
    text = trainer.serving_endpoints.export_metrics(endpoint).contents.read().decode()
    values = {
        line.split("{")[0]: float(line.rsplit(" ", 1)[1])
        for line in text.splitlines()
        if line and not line.startswith("#")
    }
    assert 'served_model_name="v1"' in text
    assert values["request_count_total"] >= 2
    assert values["request_4xx_count_total"] >= 1
    assert values["request_5xx_count_total"] == 0
    assert values["request_latency_ms_count"] == values["request_count_total"]
    assert values["request_latency_ms_sum"] > 0
    assert "Uvicorn running" in trainer.serving_endpoints.logs(endpoint, "v1").logs


def test_traffic_is_split_by_weight(trainer, registered):
    traffic = routes(v2=75, v3=25)
    with endpoint_of(
        trainer, entity(registered, 2), entity(registered, 3), traffic=traffic
    ) as name:
        settled(trainer, name)
        seen = collections.Counter()
        for _ in range(120):
            served, predictions = ask(trainer, name)
            assert predictions == [{"v2": 0, "v3": 1}[served]] * 2
            seen[served] += 1
        assert 70 <= seen["v2"] <= 108, seen


def test_no_request_is_lost_while_an_endpoint_is_updated(trainer, registered, effects):
    with endpoint_of(trainer, entity(registered, 2)) as name:
        settled(trainer, name)
        seen, failures, stop = [], [], threading.Event()

        def keep_asking():
            while not stop.is_set():
                try:
                    seen.append(ask(trainer, name)[0])
                except Exception as error:  # whatever it is, it is a request that was lost
                    failures.append(error)

        asking = [threading.Thread(target=keep_asking) for _ in range(3)]
        for each in asking:
            each.start()
        updates = trainer.serving_endpoints
        updates.update_config(name, served_entities=[entity(registered, 3)])
        during = updates.get(name)
        assert during.state.config_update == IN_PROGRESS
        assert during.state.ready == EndpointStateReady.READY
        assert during.pending_config.served_entities[0].name == "v3"
        with pytest.raises(ResourceConflict):
            updates.update_config(name, served_entities=[entity(registered, 1)])
        settled(trainer, name)
        time.sleep(1)
        stop.set()
        for each in asking:
            each.join()
        assert not failures
        assert (seen[0], seen[-1]) == ("v2", "v3")
        assert effects("endpoint-update")[name] == 1


def test_a_failed_update_leaves_the_old_model_serving_and_says_why(trainer, registered):
    with endpoint_of(trainer, entity(registered, 2)) as name:
        settled(trainer, name)
        trainer.serving_endpoints.update_config(name, served_entities=[entity(registered, 4)])
        failed = settled(trainer, name)
        assert failed.state.config_update == UPDATE_FAILED
        assert failed.state.ready == EndpointStateReady.READY
        [broken] = failed.pending_config.served_entities
        assert broken.state.deployment == ServedModelStateDeployment.DEPLOYMENT_FAILED
        assert "m-00000000000000000000000000000000" in broken.state.deployment_state_message
        assert "Traceback" not in broken.state.deployment_state_message  # that is in the log
        assert "Traceback" in trainer.serving_endpoints.logs(name, "v4").logs
        assert ask(trainer, name)[0] == "v2"
        trainer.serving_endpoints.update_config(name, served_entities=[entity(registered, 3)])
        assert settled(trainer, name).pending_config is None
        assert ask(trainer, name)[0] == "v3"


def test_a_server_that_dies_is_started_again(sandbox, trainer, registered):
    with endpoint_of(trainer, entity(registered, 2)) as name:
        settled(trainer, name)
        [process] = scoring_servers(sandbox, name)
        os.kill(process, signal.SIGKILL)
        wait_for(lambda: scoring_servers(sandbox, name) not in ([], [process]))
        settled(trainer, name)
        assert ask(trainer, name)[0] == "v2"


def test_a_deleted_endpoint_leaves_no_process_and_its_name_is_free(sandbox, trainer, registered):
    with endpoint_of(trainer, entity(registered, 2)) as name:
        settled(trainer, name)
        trainer.serving_endpoints.delete(name)
        with pytest.raises(NotFound):
            ask(trainer, name)
        create(trainer, name, entity(registered, 3))
        settled(trainer, name)
        assert ask(trainer, name)[0] == "v3"
        assert len(scoring_servers(sandbox, name)) == 1
        trainer.serving_endpoints.delete(name)
        wait_for(lambda: not scoring_servers(sandbox, name))
        wait_for(lambda: not list((sandbox.home / "serving" / name).glob("*")))


def test_a_model_of_mlflows_own_registry_is_served(sandbox, trainer, mlflow_server):
    name = "plain-" + uuid.uuid4().hex[:8]
    with workspace_environment(sandbox, trainer):
        mlflow.set_experiment("test-serving")
        run_id, uri = log(constant_model(1))
        client = mlflow.MlflowClient()
        client.create_registered_model(name)
        client.create_model_version(
            name, uri, run_id=run_id, model_id=uri.removeprefix("models:/")
        )
    with endpoint_of(trainer, entity(name, 1, "plain")) as endpoint_name:
        settled(trainer, endpoint_name)
        assert ask(trainer, endpoint_name) == ("plain", [1, 1])


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_a_sandbox_that_ends_leaves_no_server_and_the_next_serves_again(
    tmp_path, sandbox, trainer, registered, mlflow_server, sign
):
    uri = trainer.model_versions.get(full_name=registered, version=2).source
    home = tmp_path / "home"
    home.mkdir()
    ports = free_port(), free_port()
    first = start(home, *ports, mlflow=mlflow_server)
    client = first.client()
    model = "main.demo.model"
    make_model(client, model)
    make_version(client, model, source=uri)
    finalize(client, model, "1")
    create(client, "kept", entity(model, 1))
    settled(client, "kept")
    first.process.send_signal(sign)
    first.process.wait(30)
    wait_for(lambda: not scoring_servers(first, ""), seconds=20)

    # MLflow is not needed for a model that was served before.
    second = start(home, *ports)
    try:
        settled(second.client(), "kept")
        assert ask(second.client(), "kept") == ("v1", [0, 0])
        assert len(scoring_servers(second, "kept")) == 1
    finally:
        second.process.terminate()
        second.process.wait(30)
    assert not scoring_servers(second, "")
