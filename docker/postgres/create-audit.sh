#!/bin/sh
# Run once, by the postgres image, when its volume is empty. The audit store gets a role and a database of its own.
set -eu
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" --dbname=postgres \
  --set=password="$(cat "${AUDIT_PASSWORD_FILE:-/run/secrets/audit-database}")" <<'SQL'
CREATE ROLE audit LOGIN PASSWORD :'password';
CREATE DATABASE audit OWNER audit;
SQL
