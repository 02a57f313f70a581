package dev.mlharness.starter.stack;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a part is.
 *
 * @param pid its process, and {@code since} when that was started; null if none runs
 */
public record PartStatus(
    Part part, State state, @Nullable Long pid, @Nullable Instant since, URI address) {

  /** Whether a part can be used. */
  public enum State {
    /** It answers. */
    READY,
    /** Its process runs, but does not answer as it should. */
    UNREADY,
    /** Its process was started and has ended by itself. */
    DIED,
    /** Nobody started it. */
    STOPPED
  }
}
