"""Succeeds only with the arguments that the contract gives."""

import sys

if sys.argv[1:] != ["--depth", "6", "--name", "two words"]:
    raise SystemExit(f"got {sys.argv[1:]}")
