"""What a sandbox that was killed leaves, and the next one makes of it."""

import time

import pytest
from conftest import free_port, start
from databricks.sdk.service import jobs

SLOW = """
import pathlib, sys, time
time.sleep(4)
pathlib.Path(sys.argv[1]).write_text("done")
"""


def submit(client, file, *arguments):
    return client.jobs.submit(
        tasks=[
            jobs.SubmitTask(
                task_key="task",
                spark_python_task=jobs.SparkPythonTask(
                    python_file=str(file), parameters=[str(each) for each in arguments]
                ),
            )
        ]
    ).run_id


def wait(client, run_id, condition):
    for _ in range(200):
        run = client.jobs.get_run(run_id)
        if condition(run):
            return run
        time.sleep(0.1)
    raise AssertionError(f"not within 20 seconds: {run.status}")


def is_running(run):
    return run.status.state == jobs.RunLifecycleStateV2State.RUNNING


def has_ended(run):
    return run.status.state == jobs.RunLifecycleStateV2State.TERMINATED


@pytest.mark.parametrize("pause", [0, 6], ids=["task still runs", "task has ended meanwhile"])
def test_a_run_survives_the_kill_of_its_sandbox(tmp_path, pause):
    ports = free_port(), free_port()
    task = tmp_path / "slow.py"
    task.write_text(SLOW)
    home = tmp_path / "home"
    home.mkdir()
    first = start(home, *ports)
    run_id = submit(first.client(), task, tmp_path / "marker")
    wait(first.client(), run_id, is_running)
    first.process.kill()
    first.process.wait()
    time.sleep(pause)

    second = start(home, *ports)
    try:
        run = wait(second.client(), run_id, has_ended)
        assert run.state.result_state == jobs.RunResultState.SUCCESS
        assert (tmp_path / "marker").read_text() == "done"
        assert [each.attempt_number for each in run.tasks] == [0]
    finally:
        second.process.terminate()
        second.process.wait(20)


def test_a_sandbox_that_is_stopped_leaves_no_task_running_and_says_so(tmp_path):
    ports = free_port(), free_port()
    task = tmp_path / "slow.py"
    task.write_text(SLOW)
    home = tmp_path / "home"
    home.mkdir()
    first = start(home, *ports)
    run_id = submit(first.client(), task, tmp_path / "marker")
    wait(first.client(), run_id, is_running)
    first.process.terminate()
    first.process.wait(20)

    second = start(home, *ports)
    try:
        run = wait(second.client(), run_id, has_ended)
        assert run.state.life_cycle_state == jobs.RunLifeCycleState.INTERNAL_ERROR
        assert "sandbox was stopped" in run.status.termination_details.message
        assert not (tmp_path / "marker").exists()
    finally:
        second.process.terminate()
        second.process.wait(20)
