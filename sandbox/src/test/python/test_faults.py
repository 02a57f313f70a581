"""Faults that a test asks for, and the effects that are counted."""

import json
import time
import urllib.request
import uuid

import pytest
from databricks.sdk.errors import Unauthenticated
from databricks.sdk.service import jobs

SUBMIT = {"method": "POST", "path": "/api/2.2/jobs/runs/submit"}
ME = {"method": "GET", "path": "/api/2.0/preview/scim/v2/Me"}


@pytest.fixture
def switch(sandbox):
    """Asks for faults; all are taken back at the end."""

    def call(method, path, body=None):
        request = urllib.request.Request(
            sandbox.host + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Authorization": "Bearer " + sandbox.admin_token,
                "Content-Type": "application/json",
            },
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            content = answer.read()
            return json.loads(content) if content else None

    yield call
    call("DELETE", "/sandbox/faults")


def submit(client, repository, token, file="arguments.py"):
    url, commit = repository
    return client.jobs.submit(
        idempotency_token=token,
        git_source=jobs.GitSource(
            git_url=url, git_provider=jobs.GitProvider.GIT_HUB, git_commit=commit
        ),
        tasks=[
            jobs.SubmitTask(
                task_key="task",
                spark_python_task=jobs.SparkPythonTask(python_file=file, source=jobs.Source.GIT),
            )
        ],
    ).run_id


def test_a_busy_workspace_is_asked_again_later(sandbox, repository, switch):
    fault = {"kind": "status", "status": 429, "retryAfter": 1}
    switch("POST", "/sandbox/faults", {"match": SUBMIT, "times": 2, "fault": fault})
    token = uuid.uuid4().hex
    begun = time.monotonic()
    submit(sandbox.client(), repository, token)

    assert time.monotonic() - begun >= 2
    assert switch("GET", "/sandbox/effects")["submit"][token] == 1
    assert switch("GET", "/sandbox/faults")["faults"][0]["requests"] == 3


@pytest.mark.parametrize("kind", ["reply-lost", "reset-before"])
def test_a_lost_connection_makes_one_run_all_the_same(sandbox, repository, switch, kind):
    switch("POST", "/sandbox/faults", {"match": SUBMIT, "times": 1, "fault": {"kind": kind}})
    token = uuid.uuid4().hex
    run_id = submit(sandbox.client(), repository, token)

    assert submit(sandbox.client(), repository, token) == run_id
    assert switch("GET", "/sandbox/effects")["submit"][token] == 1


def test_a_reply_that_is_lost_is_lost_after_the_effect(sandbox, repository, switch):
    """The SDK tries again by itself; here it is done by hand, to see the first try fail."""
    switch(
        "POST", "/sandbox/faults", {"match": SUBMIT, "times": 1, "fault": {"kind": "reply-lost"}}
    )
    url, commit = repository
    token = uuid.uuid4().hex
    body = {
        "idempotency_token": token,
        "run_as": {"service_principal_name": "6f1d2c3b-0a4e-4f5d-8c6b-7a8e9d0f1a2b"},
        "git_source": {"git_url": url, "git_commit": commit},
        "tasks": [{"task_key": "a", "spark_python_task": {"python_file": "arguments.py"}}],
    }
    with pytest.raises((ConnectionError, OSError)):
        switch("POST", SUBMIT["path"], body)

    assert switch("GET", "/sandbox/effects")["submit"][token] == 1


def test_a_slow_answer_comes_late(sandbox, trainer, switch):
    switch("POST", "/sandbox/faults", {"match": ME, "fault": {"kind": "slow", "millis": 700}})
    begun = time.monotonic()
    trainer.current_user.me()
    assert time.monotonic() - begun >= 0.7


def test_a_revoked_token_is_refused_until_another_is_had(sandbox, switch):
    client = sandbox.client()
    switch("POST", "/sandbox/faults", {"match": ME, "times": 1, "fault": {"kind": "token-revoked"}})
    for _ in range(2):
        with pytest.raises(Unauthenticated):
            client.current_user.me()
    assert sandbox.client().current_user.me().active


def test_a_lost_run_ends_as_an_internal_error(sandbox, trainer, repository, switch):
    run_id = submit(trainer, repository, uuid.uuid4().hex, "sleep.py")
    get = {"method": "GET", "path": "/api/*/jobs/runs/get"}
    fault = {"match": get, "after": 1, "times": 1, "fault": {"kind": "run-lost"}}
    switch("POST", "/sandbox/faults", fault)
    for _ in range(100):
        run = trainer.jobs.get_run(run_id)
        if run.status.state == jobs.RunLifecycleStateV2State.TERMINATED:
            break
        time.sleep(0.1)

    assert run.state.life_cycle_state == jobs.RunLifeCycleState.INTERNAL_ERROR
    assert run.status.termination_details.type == jobs.TerminationTypeType.CLOUD_FAILURE


def test_faults_are_for_the_admin(sandbox, trainer):
    request = urllib.request.Request(
        sandbox.host + "/sandbox/effects", headers=trainer.config.authenticate()
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=10)
    assert refused.value.code == 403
