package dev.mlharness.promotion;

import dev.mlharness.serving.EndpointConfig;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version was champion for a time.
 *
 * @param since when it became champion; for a change from outside, when that was seen
 * @param until null: it is champion now
 * @param by who made it champion; null: nobody knows
 * @param pipeline the pipeline that promoted it
 * @param served what the endpoint served under it; null: not known, or none
 */
public record Reign(
    String version,
    Instant since,
    @Nullable Instant until,
    Origin origin,
    @Nullable String by,
    String why,
    @Nullable String pipeline,
    @Nullable Served served) {

  /** How a version became champion. */
  public enum Origin {
    PIPELINE,
    ROLLBACK,
    ADOPTED,
    /** Somebody moved the alias, and not by the harness. */
    OUTSIDE
  }

  /** An endpoint, and what it serves: enough to put it back exactly. */
  public record Served(String endpoint, EndpointConfig config) {}

  Reign until(Instant end) {
    return new Reign(version, since, end, origin, by, why, pipeline, served);
  }

  Reign serving(@Nullable Served seen) {
    return seen == null ? this : new Reign(version, since, until, origin, by, why, pipeline, seen);
  }

  boolean at(Instant instant) {
    return !instant.isBefore(since) && (until == null || instant.isBefore(until));
  }
}
