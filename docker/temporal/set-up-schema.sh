#!/bin/sh
# Makes or upgrades Temporal's two databases. Every step may be repeated.
set -eu
SQL_PASSWORD=$(cat "${SQL_PASSWORD_FILE:-/run/secrets/temporal-database}")
export SQL_PASSWORD
schema=${SCHEMA_FOLDER:-/etc/temporal/schema/postgresql/v12}

set_up() {
  database=$1
  versions=$2
  tool="temporal-sql-tool --plugin postgres12_pgx --endpoint $SQL_HOST --port ${SQL_PORT:-5432} --user $SQL_USER --database $database"
  $tool create-database
  # Fails if it was done before, which the update then shows to be well.
  $tool setup-schema --version 0.0 || echo "$database has a schema already"
  $tool update-schema --schema-dir "$schema/$versions/versioned"
}

set_up temporal temporal
set_up temporal_visibility visibility
