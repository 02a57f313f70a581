#!/bin/sh
# Makes the namespace, or sets the retention of the one there is.
set -eu
until temporal operator cluster health >/dev/null 2>&1; do
  tries=$((${tries:-0} + 1))
  [ "$tries" -lt 60 ] || { echo "Temporal at $TEMPORAL_ADDRESS is not healthy after a minute" >&2; exit 1; }
  sleep 1
done
if temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then
  temporal operator namespace update --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
else
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION"
fi
