#!/bin/sh
# Run once, by the postgres image, when its volume is empty. MLflow gets a role and a database of its own.
set -eu
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres \
  --set=password="$(cat "${MLFLOW_PASSWORD_FILE:-/run/secrets/mlflow-database}")" <<'SQL'
CREATE ROLE mlflow LOGIN PASSWORD :'password';
CREATE DATABASE mlflow OWNER mlflow;
SQL
