"""What every task of the fast recipe needs: its parameters and its MLflow run."""

import argparse
import os
import pathlib
import sys
import time


def parameters():
    parser = argparse.ArgumentParser()
    known, rest = parser.parse_known_args()
    values = dict(zip([key.removeprefix("--") for key in rest[::2]], rest[1::2]))
    time.sleep(float(values.get("seconds", "0")))
    wait_for(values)
    fail_until(values)
    return values


def wait_for(values):
    """Waits for the file named by `wait_for`, so that a test decides how long the task runs."""
    gate = values.get("wait_for")
    while gate and not pathlib.Path(gate).exists():
        time.sleep(0.1)


def fail_until(values):
    """Fails while the file named by `fail_until` is missing, so that a test decides when to mend."""
    gate = values.get("fail_until")
    if gate and not pathlib.Path(gate).exists():
        sys.exit(f"mend me: {gate} does not exist")


def count_call(values, stage):
    """Leaves one line per execution, so that a test counts what really ran."""
    ledger = values.get("calls")
    if ledger:
        with open(ledger, "a", encoding="utf-8") as file:
            file.write(f"{stage} {os.getpid()}\n")
