#!/bin/sh
# The database password comes from a file; in the address, processes and logs would show it.
set -eu
PGPASSWORD=$(cat /run/secrets/mlflow-database)
export PGPASSWORD
export MLFLOW_DISABLE_TELEMETRY=true
export MLFLOW_SERVER_ENABLE_JOB_EXECUTION=false
exec python -m mlflow server --host 0.0.0.0 --port 5000 --workers 2 --artifacts-destination /var/lib/mlflow
