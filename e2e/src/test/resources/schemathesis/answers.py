"""Counts answers by status: a run in which everybody was turned away is no success."""

import atexit
import collections
import json
import os

import schemathesis

ANSWERS = collections.Counter()


@schemathesis.hook
def after_call(context, case, response):
    status = str(response.status_code)
    ANSWERS[status + signed_in(response) if status == "401" else status] += 1


def signed_in(response):
    """Whether somebody was turned away with a token that is in order."""
    sent = response.request.headers.get("Authorization")
    return " signed in" if sent == "Bearer " + os.environ["TOKEN"] else ""


@atexit.register
def write():
    with open(os.environ["ANSWERS"], "w", encoding="utf-8") as answers:
        json.dump(ANSWERS, answers)
