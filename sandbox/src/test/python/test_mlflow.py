"""A training run and MLflow's own registry, with the unmodified `mlflow` client."""

import json
import urllib.error
import urllib.request
import uuid

import mlflow
import pytest
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from models import breast_cancer, log, real_model, workspace_environment


@pytest.fixture
def task(sandbox, trainer, mlflow_server):
    """The environment of a task."""
    with workspace_environment(sandbox, trainer):
        mlflow.set_experiment("test-mlflow")
        yield MlflowClient()


def counts(sandbox, kind):
    request = urllib.request.Request(
        sandbox.host + "/sandbox/effects",
        headers={"Authorization": "Bearer " + sandbox.admin_token},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.loads(answer.read()).get(kind, {})


def test_a_training_run_logs_all_it_has(task, tmp_path):
    plot = tmp_path / "plot.bin"
    plot.write_bytes(bytes(range(256)) * 8_192)  # 2 MB: more than any buffer on the way
    with mlflow.start_run(run_name="train") as run:
        mlflow.log_params({"max_depth": 6, "data": "main.demo.breast_cancer"})
        mlflow.log_metrics({"f1_score": 0.97, "accuracy": 0.98})
        for step in range(3):
            mlflow.log_metric("loss", 1 / (step + 1), step=step)
        mlflow.set_tag("mlharness.digest", "sha256:0")
        mlflow.log_artifact(str(plot), "plots")
        mlflow.log_dict({"a": 1}, "checks/a.json")

    seen = task.get_run(run.info.run_id)
    assert seen.info.status == "FINISHED"
    assert seen.data.params == {"max_depth": "6", "data": "main.demo.breast_cancer"}
    assert seen.data.metrics["f1_score"] == 0.97
    assert seen.data.tags["mlharness.digest"] == "sha256:0"
    history = task.get_metric_history(run.info.run_id, "loss")
    assert [metric.value for metric in history] == [1, 1 / 2, 1 / 3]
    assert [each.path for each in task.list_artifacts(run.info.run_id)] == ["checks", "plots"]
    back = task.download_artifacts(run.info.run_id, "plots/plot.bin", str(tmp_path / "back"))
    with open(back, "rb") as file:
        assert file.read() == plot.read_bytes()


def test_a_run_that_was_made_before_is_resumed(task):
    experiment = task.get_experiment_by_name("test-mlflow").experiment_id
    made = task.create_run(experiment, run_name="pipeline").info.run_id
    with mlflow.start_run(run_id=made):
        mlflow.log_metric("r2", 0.5)
    assert task.get_run(made).data.metrics == {"r2": 0.5}


def test_a_logged_model_comes_back_and_predicts(task):
    model = real_model()
    run_id, uri = log(model)
    assert uri.startswith("models:/m-")
    data, _ = breast_cancer()
    back = mlflow.pyfunc.load_model(uri)
    assert list(back.predict(data.head(20))) == list(model.predict(data.head(20)))
    assert back.metadata.signature is not None
    logged = mlflow.get_logged_model(uri.removeprefix("models:/"))
    assert logged.source_run_id == run_id
    found = mlflow.search_logged_models(
        experiment_ids=[logged.experiment_id], filter_string=f"source_run_id = '{run_id}'"
    )
    assert list(found["model_id"]) == [logged.model_id]


def test_a_trace_is_kept(task):
    with mlflow.start_span("predict") as span:
        span.set_inputs({"rows": 3})
        span.set_outputs({"ok": True})
    mlflow.flush_trace_async_logging()
    experiment = task.get_experiment_by_name("test-mlflow").experiment_id
    traces = mlflow.search_traces(locations=[experiment], return_type="list")
    assert span.trace_id in [trace.info.trace_id for trace in traces]


def test_the_registry_with_names_of_one_level(task, sandbox):
    name = "classifier-" + uuid.uuid4().hex[:8]
    run_id, uri = log(real_model())
    task.create_registered_model(name, tags={"team": "demo"})
    version = task.create_model_version(
        name,
        uri,
        run_id=run_id,
        tags={"mlharness.digest": "d"},
        model_id=uri.removeprefix("models:/"),
    )
    assert (version.version, version.status, version.run_id) == ("1", "READY", run_id)
    task.set_registered_model_alias(name, "champion", "1")
    task.set_model_version_tag(name, "1", "decision", "approved")

    champion = task.get_model_version_by_alias(name, "champion")
    assert champion.tags == {"mlharness.digest": "d", "decision": "approved"}
    assert champion.aliases == ["champion"]
    found = task.search_model_versions(f"name = '{name}'")
    assert [each.version for each in found] == ["1"]
    data, _ = breast_cancer()
    assert len(mlflow.pyfunc.load_model(f"models:/{name}@champion").predict(data.head(3))) == 3
    assert counts(sandbox, "model-version")[name] == 1
    assert counts(sandbox, "alias")[name + "@champion"] == 1

    task.delete_registered_model_alias(name, "champion")
    task.delete_model_version_tag(name, "1", "decision")
    assert task.get_model_version(name, "1").tags == {"mlharness.digest": "d"}
    task.delete_registered_model(name)
    with pytest.raises(MlflowException, match="not found"):
        task.get_registered_model(name)


def test_errors_are_mlflows_own(task):
    with pytest.raises(MlflowException) as refused:
        task.get_run("0" * 32)
    assert refused.value.error_code == "RESOURCE_DOES_NOT_EXIST"


def test_nobody_comes_in_without_a_token(sandbox, mlflow_server):
    for path in [
        "/api/2.0/mlflow/experiments/search",
        "/api/3.0/mlflow/traces/search",
        "/api/2.0/mlflow-artifacts/artifacts/1",
        "/v1/traces",
    ]:
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(sandbox.host + path, timeout=10)
        assert refused.value.code == 401, path
        refused.value.close()
