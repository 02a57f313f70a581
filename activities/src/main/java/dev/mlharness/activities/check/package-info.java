/**
 * Live checks: numbers of a model that serves, from its endpoint, a SQL warehouse or Prometheus.
 */
@NullMarked
package dev.mlharness.activities.check;

import org.jspecify.annotations.NullMarked;
