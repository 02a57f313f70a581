"""Runs, as the Python SDK sees them."""

import datetime
import json
import re
import time
import urllib.request
import uuid

import pytest
from databricks.sdk.errors import (
    BadRequest,
    InvalidParameterValue,
    NotFound,
    OperationFailed,
    PermissionDenied,
)
from databricks.sdk.service import jobs
from databricks.sdk.service.jobs import (
    RunLifeCycleState,
    RunLifecycleStateV2State,
    RunResultState,
    TerminationCodeCode,
    TerminationTypeType,
)

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def source(repository):
    url, commit = repository
    return jobs.GitSource(git_url=url, git_provider=jobs.GitProvider.GIT_HUB, git_commit=commit)


def notebook(key, path, after=(), **parameters):
    return jobs.SubmitTask(
        task_key=key,
        notebook_task=jobs.NotebookTask(notebook_path=path, base_parameters=parameters),
        depends_on=[jobs.TaskDependency(task_key=each) for each in after],
    )


def script(key, file, *arguments, after=(), **more):
    return jobs.SubmitTask(
        task_key=key,
        spark_python_task=jobs.SparkPythonTask(
            python_file=file, parameters=list(arguments), source=jobs.Source.GIT
        ),
        depends_on=[jobs.TaskDependency(task_key=each) for each in after],
        **more,
    )


def wait_for(condition, seconds=30):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} seconds")


def ended(client, run_id):
    def look():
        run = client.jobs.get_run(run_id)
        return run if run.status.state == RunLifecycleStateV2State.TERMINATED else None

    return wait_for(look)


def running(client, run_id):
    def look():
        run = client.jobs.get_run(run_id)
        return run if run.tasks[0].status.state == RunLifecycleStateV2State.RUNNING else None

    return wait_for(look)


def test_a_notebook_gets_widgets_and_hands_back_its_exit_value(trainer, source, sandbox):
    run = trainer.jobs.submit(
        run_name="train",
        git_source=source,
        tasks=[notebook("train", "notebooks/train", depth="6", mlharness_digest="d1")],
    ).result(timeout=MINUTE)

    assert run.state.result_state == RunResultState.SUCCESS
    assert run.status.termination_details.code == TerminationCodeCode.SUCCESS
    assert run.git_source.git_snapshot.used_commit == source.git_commit
    output = trainer.jobs.get_run_output(run.tasks[0].run_id)
    assert json.loads(output.notebook_output.result) == {
        "depth": "6",
        "digest": "d1",
        "host": sandbox.host,
        "tracking": sandbox.host,
    }


def test_a_task_sees_values_of_the_task_before_it(trainer, source):
    run = trainer.jobs.submit(
        git_source=source,
        tasks=[
            notebook("train", "notebooks/train"),
            notebook("evaluate", "notebooks/evaluate", after=["train"]),
        ],
    ).result(timeout=MINUTE)

    output = trainer.jobs.get_run_output(run.tasks[1].run_id)
    assert output.notebook_output.result == "0.97"


def test_a_file_gets_its_arguments_and_its_output_is_kept(trainer, source):
    run = trainer.jobs.submit(
        git_source=source, tasks=[script("args", "arguments.py", "--depth", "6")]
    ).result(timeout=MINUTE)

    output = trainer.jobs.get_run_output(run.tasks[0].run_id)
    assert "arguments ['--depth', '6']" in output.logs


def test_a_task_has_a_token_of_the_principal_it_runs_as(trainer, source):
    run = trainer.jobs.submit(git_source=source, tasks=[script("who", "whoami.py")]).result(
        timeout=MINUTE
    )

    output = trainer.jobs.get_run_output(run.tasks[0].run_id)
    assert "I am 6f1d2c3b-0a4e-4f5d-8c6b-7a8e9d0f1a2b" in output.logs


def test_a_failed_task_fails_its_run_and_says_where(trainer, source):
    wait = trainer.jobs.submit(
        git_source=source,
        tasks=[script("bad", "fail.py"), script("later", "arguments.py", after=["bad"])],
    )
    with pytest.raises(OperationFailed):
        wait.result(timeout=MINUTE)

    run = trainer.jobs.get_run(wait.run_id)
    assert run.state.life_cycle_state == RunLifeCycleState.INTERNAL_ERROR
    assert run.state.result_state == RunResultState.FAILED
    assert run.status.termination_details.code == TerminationCodeCode.RUN_EXECUTION_ERROR
    assert run.status.termination_details.type == TerminationTypeType.CLIENT_ERROR
    bad, later = run.tasks
    assert bad.state.life_cycle_state == RunLifeCycleState.TERMINATED
    assert later.state.result_state == RunResultState.UPSTREAM_FAILED
    assert later.status.termination_details.code == TerminationCodeCode.SKIPPED
    output = trainer.jobs.get_run_output(bad.run_id)
    assert output.error == "ValueError: no luck"
    assert "in deep" in output.error_trace


def test_a_second_submit_with_the_same_token_returns_the_first_run(trainer, source):
    token = uuid.uuid4().hex
    tasks = [script("bad", "fail.py")]
    first = trainer.jobs.submit(git_source=source, idempotency_token=token, tasks=tasks)
    ended(trainer, first.run_id)
    second = trainer.jobs.submit(git_source=source, idempotency_token=token, tasks=tasks)

    assert second.run_id == first.run_id


def test_a_cancelled_run_stops_its_process_and_ends_as_cancelled(trainer, source):
    run_id = trainer.jobs.submit(git_source=source, tasks=[script("long", "sleep.py")]).run_id
    running(trainer, run_id)
    trainer.jobs.cancel_run(run_id)

    run = ended(trainer, run_id)
    assert run.state.life_cycle_state == RunLifeCycleState.TERMINATED
    assert run.state.result_state == RunResultState.CANCELED
    assert run.state.user_cancelled_or_timedout
    assert run.status.termination_details.code == TerminationCodeCode.USER_CANCELED


def test_a_run_that_takes_longer_than_its_timeout_is_ended(trainer, source):
    wait = trainer.jobs.submit(
        git_source=source, timeout_seconds=1, tasks=[script("long", "sleep.py")]
    )

    assert ended(trainer, wait.run_id).state.result_state == RunResultState.TIMEDOUT


def test_more_tasks_than_slots_wait_in_the_queue(trainer, source):
    tasks = [script(f"long{number}", "sleep.py") for number in range(3)]
    run_id = trainer.jobs.submit(git_source=source, tasks=tasks).run_id

    def one_is_queued():
        states = [task.status.state for task in trainer.jobs.get_run(run_id).tasks]
        return states.count(RunLifecycleStateV2State.QUEUED) == 1

    wait_for(one_is_queued)
    trainer.jobs.cancel_run(run_id)
    ended(trainer, run_id)


def test_a_repair_tries_the_failed_task_again_with_the_same_parameters(trainer, source, tmp_path):
    marker = str(tmp_path / "marker")
    run_id = trainer.jobs.submit(
        git_source=source,
        tasks=[script("flaky", "flaky.py", marker), script("after", "arguments.py", after=["flaky"])],
    ).run_id
    assert ended(trainer, run_id).state.result_state == RunResultState.FAILED

    trainer.jobs.repair_run(run_id, rerun_all_failed_tasks=True).result(timeout=MINUTE)
    run = trainer.jobs.get_run(run_id, include_history=True)

    assert run.state.result_state == RunResultState.SUCCESS
    assert [(task.task_key, task.attempt_number) for task in run.tasks] == [
        ("flaky", 0),
        ("after", 0),
        ("flaky", 1),
        ("after", 1),
    ]
    original, repair = run.repair_history
    assert original.state.result_state == RunResultState.FAILED
    assert repair.state.result_state == RunResultState.SUCCESS
    assert repair.task_run_ids == [task.run_id for task in run.tasks[2:]]


def test_the_second_repair_must_name_the_first(trainer, source):
    run_id = trainer.jobs.submit(git_source=source, tasks=[script("bad", "fail.py")]).run_id
    ended(trainer, run_id)
    first = trainer.jobs.repair_run(run_id, rerun_tasks=["bad"]).response.repair_id
    ended(trainer, run_id)

    with pytest.raises(InvalidParameterValue, match="latest repair ID"):
        trainer.jobs.repair_run(run_id, rerun_tasks=["bad"])
    trainer.jobs.repair_run(run_id, rerun_tasks=["bad"], latest_repair_id=first)
    ended(trainer, run_id)


def test_only_whoever_may_use_a_principal_lets_a_run_run_as_it(sandbox, source):
    deployer = sandbox.client("b2a19e80-7d6c-4b5a-9f3e-4d5c6b7a8f90")
    with pytest.raises(PermissionDenied, match="servicePrincipal.user"):
        deployer.jobs.submit(
            git_source=source,
            run_as=jobs.JobRunAs(service_principal_name="6f1d2c3b-0a4e-4f5d-8c6b-7a8e9d0f1a2b"),
            tasks=[script("args", "arguments.py")],
        )


def test_others_see_a_run_only_if_its_access_list_says_so(sandbox, trainer, source):
    deployer = sandbox.client("b2a19e80-7d6c-4b5a-9f3e-4d5c6b7a8f90")
    seen = jobs.JobAccessControlRequest(
        service_principal_name="b2a19e80-7d6c-4b5a-9f3e-4d5c6b7a8f90",
        permission_level=jobs.JobPermissionLevel.CAN_VIEW,
    )
    tasks = [script("args", "arguments.py")]
    own = trainer.jobs.submit(git_source=source, tasks=tasks).run_id
    shared = trainer.jobs.submit(git_source=source, tasks=tasks, access_control_list=[seen]).run_id

    with pytest.raises(PermissionDenied):
        deployer.jobs.get_run(own)
    assert deployer.jobs.get_run(shared).run_id == shared
    with pytest.raises(PermissionDenied):
        deployer.jobs.cancel_run(shared)
    ended(trainer, own)
    ended(trainer, shared)


def test_runs_are_listed_page_by_page_newest_first(trainer, source):
    ids = [
        trainer.jobs.submit(git_source=source, tasks=[script("args", "arguments.py")]).run_id
        for _ in range(3)
    ]
    for run_id in ids:
        ended(trainer, run_id)
    since = trainer.jobs.get_run(ids[0]).start_time
    listed = [
        run.run_id
        for run in trainer.jobs.list_runs(
            completed_only=True,
            run_type=jobs.RunType.SUBMIT_RUN,
            start_time_from=since,
            limit=2,
        )
    ]

    assert listed == sorted(ids, reverse=True)
    assert not [run for run in trainer.jobs.list_runs(active_only=True) if run.run_id in ids]


def test_the_output_of_a_run_with_several_tasks_is_asked_for_task_by_task(trainer, source):
    run_id = trainer.jobs.submit(
        git_source=source, tasks=[script("a", "arguments.py"), script("b", "arguments.py")]
    ).run_id
    ended(trainer, run_id)
    with pytest.raises(InvalidParameterValue, match="multiple tasks"):
        trainer.jobs.get_run_output(run_id)


def test_a_deleted_run_is_gone(trainer, source):
    run_id = trainer.jobs.submit(git_source=source, tasks=[script("a", "arguments.py")]).run_id
    ended(trainer, run_id)
    trainer.jobs.delete_run(run_id)
    with pytest.raises(NotFound):
        trainer.jobs.get_run(run_id)


def test_a_commit_that_does_not_exist_fails_the_run_and_says_so(trainer, source):
    missing = jobs.GitSource(
        git_url=source.git_url, git_provider=source.git_provider, git_commit="0" * 40
    )
    run_id = trainer.jobs.submit(git_source=missing, tasks=[script("a", "arguments.py")]).run_id

    run = ended(trainer, run_id)
    assert (
        run.status.termination_details.code == TerminationCodeCode.REPOSITORY_CHECKOUT_FAILED
    )


@pytest.mark.parametrize(
    "tasks, message",
    [
        ([], "between 1 and 100"),
        ([script("a", "a.py", after=["b"])], "not among the tasks"),
        ([script("a", "a.py", after=["b"]), script("b", "b.py", after=["a"])], "circle"),
        ([script("a", "a.py"), script("a", "b.py")], "Two tasks"),
        ([jobs.SubmitTask(task_key="a")], "must have one of"),
    ],
)
def test_a_run_that_cannot_be_is_refused(trainer, source, tasks, message):
    with pytest.raises(BadRequest, match=message):
        trainer.jobs.submit(git_source=source, tasks=tasks)


def test_the_page_of_a_run_shows_its_state_and_log(trainer, source):
    run_id = trainer.jobs.submit(git_source=source, tasks=[script("a", "fail.py")]).run_id
    run = ended(trainer, run_id)
    with urllib.request.urlopen(run.run_page_url, timeout=10) as answer:
        page = answer.read().decode()

    assert re.search("FAILED.*Workload failed", page)
    assert "ValueError: no luck" in page


def test_a_job_is_run_with_its_parameters(trainer, source):
    job_id = trainer.jobs.create(
        name="nightly",
        git_source=source,
        parameters=[jobs.JobParameterDefinition(name="depth", default="4")],
        tasks=[
            jobs.Task(
                task_key="train", notebook_task=jobs.NotebookTask(notebook_path="notebooks/train")
            )
        ],
    ).job_id
    run = trainer.jobs.run_now(job_id, job_parameters={"mlharness_digest": "d2"}).result(
        timeout=MINUTE
    )

    result = json.loads(trainer.jobs.get_run_output(run.tasks[0].run_id).notebook_output.result)
    assert (result["depth"], result["digest"]) == ("4", "d2")
    assert run.job_id == job_id
    assert [job.job_id for job in trainer.jobs.list(name="nightly")] == [job_id]
    trainer.jobs.delete(job_id)
    with pytest.raises(NotFound):
        trainer.jobs.get(job_id)
