#!/bin/sh
# The server takes its database password from the environment only; it comes from a file to here.
set -eu
POSTGRES_PWD=$(cat /run/secrets/temporal-database)
export POSTGRES_PWD
exec /etc/temporal/entrypoint.sh
