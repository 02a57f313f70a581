package dev.mlharness.starter.way;

import dev.mlharness.identity.rotation.RotationResult;
import dev.mlharness.starter.cron.Times;
import dev.mlharness.starter.rotation.RotatedSecret;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked about secrets that are rotated. */
public interface Secrets {
  List<RotatedSecret> list();

  /** Starts a rotation. */
  Rotation rotate(String secret);

  /**
   * @return when it is rotated next; null: never
   */
  @Nullable Instant schedule(String secret, Times times);

  /** A rotation that was started. */
  interface Rotation {
    String id();

    /** Its page in the Temporal UI; null: not known. */
    @Nullable String page();

    /** Waits for its end. */
    RotationResult result();
  }
}
