"""Models that the tests train, through the sandbox's own door to MLflow."""

import contextlib
import os
from unittest import mock

import mlflow
from sklearn.datasets import load_breast_cancer
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def token(client):
    return client.config.authenticate()["Authorization"].removeprefix("Bearer ")


@contextlib.contextmanager
def workspace_environment(sandbox, client):
    """What a task finds in its environment, and nothing else of MLflow or Databricks."""
    bearer = token(client)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MLFLOW_", "DATABRICKS_"))}
    given = {
        "DATABRICKS_HOST": sandbox.host,
        "DATABRICKS_TOKEN": bearer,
        "MLFLOW_TRACKING_URI": sandbox.host,
        "MLFLOW_TRACKING_TOKEN": bearer,
        "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "0",
    }
    with mock.patch.dict(os.environ, kept | given, clear=True):
        mlflow.set_tracking_uri(sandbox.host)
        yield


def breast_cancer():
    return load_breast_cancer(return_X_y=True, as_frame=True)


def real_model():
    data, target = breast_cancer()
    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=500)).fit(data, target)


def constant_model(answer):
    data, target = breast_cancer()
    return DummyClassifier(strategy="constant", constant=answer).fit(data, target)


def log(model):
    """Logs a model with signature and example; returns (run id, models:/m-… uri)."""
    data, _ = breast_cancer()
    with mlflow.start_run() as run:
        info = mlflow.sklearn.log_model(
            model,
            name="model",
            input_example=data.head(2),
            pip_requirements=["scikit-learn"],
        )
    return run.info.run_id, info.model_uri
