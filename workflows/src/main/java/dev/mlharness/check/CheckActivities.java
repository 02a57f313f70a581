package dev.mlharness.check;

import dev.mlharness.access.Unaudited;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** Reads one number of a model that serves. */
@ActivityInterface
@Unaudited("reads only")
public interface CheckActivities {

  /**
   * Measures by the endpoint's metrics, by SQL, or by Prometheus. (By a run: {@link LiveChecks}.)
   *
   * @return a measurement without a value when there is nothing to measure
   * @throws io.temporal.failure.ApplicationFailure {@code RECIPE_INVALID} when the statement or
   *     query is refused, or finds more than one number; {@code NOT_FOUND} when there is no such
   *     endpoint; {@code HELD} when the worker knows no such server or warehouse
   */
  @ActivityMethod(name = "Measure")
  Measurement measure(CheckRequest request);

  /**
   * How far a table has moved on.
   *
   * @throws io.temporal.failure.ApplicationFailure {@code NOT_FOUND} when its history cannot be
   *     read
   */
  @ActivityMethod(name = "ReadDataAge")
  DataAge dataAge(TableRead read);
}
