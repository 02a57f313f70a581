package dev.mlharness.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a run has used so far: the time that its tasks were set up and executed, repaired ones each
 * time, as Databricks tells it.
 *
 * @param dbu that time at the rate of the workspace; null when it has none
 */
public record Usage(Duration time, @Nullable Double dbu) {
  public static final Usage NONE = new Usage(Duration.ZERO, null);

  public Usage plus(Usage other) {
    return new Usage(time.plus(other.time), sum(dbu, other.dbu));
  }

  private static @Nullable Double sum(@Nullable Double one, @Nullable Double other) {
    if (one == null) {
      return other;
    }
    return other == null ? one : Double.valueOf(one + other);
  }
}
