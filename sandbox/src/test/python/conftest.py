"""A sandbox to test, and the unmodified Python `databricks-sdk` as its judge.

Set SANDBOX_HOST and SANDBOX_HOME to test one that runs. Otherwise one is started from
`sandbox/target/sandbox-*.jar` on free ports, and stopped at the end.
"""

import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from databricks.sdk import WorkspaceClient
from databricks.sdk.core import Config

MODULE = pathlib.Path(__file__).resolve().parents[3]
TRAINER = "6f1d2c3b-0a4e-4f5d-8c6b-7a8e9d0f1a2b"
DEPLOYER = "b2a19e80-7d6c-4b5a-9f3e-4d5c6b7a8f90"


class Sandbox:
    """A sandbox that runs: its address, its folder, and clients for it."""

    def __init__(self, host, home, mlflow, tokens=None, process=None):
        self.host = host
        self.mlflow = mlflow
        self.home = pathlib.Path(home)
        self.tokens = pathlib.Path(tokens or self.home / "tokens")
        self.process = process

    @property
    def subject_token(self):
        return (self.tokens / "ml-harness-worker").read_text()

    @property
    def admin_token(self):
        return (self.home / "admin-token").read_text()

    def client(self, application_id=TRAINER):
        """The SDK with the identity of a service principal, by token exchange."""
        return WorkspaceClient(
            config=Config(
                host=self.host,
                client_id=application_id,
                auth_type="file-oidc",
                oidc_token_filepath=str(self.tokens / "ml-harness-worker"),
                retry_timeout_seconds=20,
            )
        )

    def admin(self):
        """The SDK as whoever started the sandbox."""
        return WorkspaceClient(
            config=Config(host=self.host, token=self.admin_token, auth_type="pat")
        )


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_healthy(host, process, seconds=120):
    for _ in range(seconds * 5):
        if process.poll() is not None:
            raise RuntimeError(f"{host} ended with {process.returncode} before it was ready")
        try:
            urllib.request.urlopen(host + "/health", timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{host} was not ready within {seconds} seconds")


def start(home, port, idp_port, mlflow=None):
    mlflow = mlflow or f"http://127.0.0.1:{free_port()}"
    jars = sorted(MODULE.glob("target/sandbox-*.jar"))
    if not jars:
        pytest.skip("no sandbox/target/sandbox-*.jar: run `mvn -pl sandbox package` first")
    with open(home / "sandbox.log", "ab") as log:
        process = subprocess.Popen(
            [
                os.environ.get("JAVA", "java"),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                str(jars[0]),
                f"--sandbox.home={home}",
                f"--server.port={port}",
                f"--sandbox.idp.port={idp_port}",
                f"--sandbox.python={sys.executable}",
                f"--sandbox.mlflow={mlflow}",
            ],
            stdout=log,
            stderr=log,
        )
    host = f"http://127.0.0.1:{port}"
    try:
        wait_until_healthy(host, process)
    except BaseException:
        process.kill()
        raise
    return Sandbox(host, home, mlflow, process=process)


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory):
    if "SANDBOX_HOST" in os.environ:
        yield Sandbox(
            os.environ["SANDBOX_HOST"],
            os.environ["SANDBOX_HOME"],
            os.environ.get("SANDBOX_MLFLOW", "http://127.0.0.1:5000"),
            os.environ.get("SANDBOX_TOKENS_DIR"),
        )
        return
    running = start(tmp_path_factory.mktemp("sandbox"), free_port(), free_port())
    yield running
    running.process.terminate()
    running.process.wait(20)


def start_mlflow(folder, port):
    """A real MLflow server."""
    with open(folder / "mlflow.log", "ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", str(port)]
            + ["--workers", "1", "--backend-store-uri", f"sqlite:///{folder}/mlflow.db"]
            + ["--artifacts-destination", str(folder / "artifacts")],
            stdout=log,
            stderr=log,
            env=os.environ
            | {"MLFLOW_SERVER_ENABLE_JOB_EXECUTION": "false", "MLFLOW_DISABLE_TELEMETRY": "true"},
        )


@pytest.fixture(scope="session")
def mlflow_server(sandbox, tmp_path_factory):
    """The MLflow server behind the sandbox: the one that runs, or one that is started here."""
    if sandbox.process is None:
        yield sandbox.mlflow
        return
    process = start_mlflow(tmp_path_factory.mktemp("mlflow"), int(sandbox.mlflow.rsplit(":", 1)[1]))
    try:
        wait_until_healthy(sandbox.mlflow, process)
        yield sandbox.mlflow
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="session")
def trainer(sandbox):
    return sandbox.client()


@pytest.fixture(scope="session")
def admin(sandbox):
    return sandbox.admin()


@pytest.fixture(scope="session")
def repository(tmp_path_factory):
    """A git repository of tasks: (url, commit)."""
    folder = tmp_path_factory.mktemp("repository")
    for name, code in TASKS.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(code)

    def git(*arguments):
        identity = ["-c", "user.name=test", "-c", "user.email=test@example.com"]
        done = subprocess.run(
            ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-q", "-m", "Tasks")
    return folder.as_uri(), git("rev-parse", "HEAD")


TASKS = {
    "notebooks/train.py": """# Databricks notebook source
import json, os
dbutils.widgets.text("depth", "3")
# COMMAND ----------
dbutils.jobs.taskValues.set("accuracy", 0.97)
dbutils.notebook.exit(json.dumps({
    "depth": dbutils.widgets.get("depth"),
    "digest": dbutils.widgets.getAll().get("mlharness_digest"),
    "host": os.environ["DATABRICKS_HOST"],
    "tracking": os.environ["MLFLOW_TRACKING_URI"],
}))
""",
    "notebooks/evaluate.py": """
dbutils.notebook.exit(str(dbutils.jobs.taskValues.get("train", "accuracy")))
""",
    "whoami.py": """
from databricks.sdk import WorkspaceClient
print("I am", WorkspaceClient().current_user.me().user_name)
""",
    "arguments.py": """
import sys
print("arguments", sys.argv[1:])
""",
    "fail.py": """
def deep():
    raise ValueError("no luck")

deep()
""",
    "flaky.py": """
import pathlib, sys
marker = pathlib.Path(sys.argv[1])
if not marker.exists():
    marker.touch()
    sys.exit("not yet")
print("now it works")
""",
    "sleep.py": """
import time
print("started", flush=True)
time.sleep(120)
""",
}
