package dev.mlharness.pipeline;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a held pipeline shall go on. Everything may be left out: then the held stage is tried again,
 * and only its failed tasks where Databricks can repair the run.
 *
 * @param from the stage to go back to, at most the held one; it and all later ones are done anew
 * @param dbu what the pipeline may spend from now on, instead of what the recipe says
 * @param duration how long its runs may take in all from now on, instead of what the recipe says
 */
public record RetryRequest(
    @Nullable Stage from, @Nullable Double dbu, @Nullable Duration duration) {
  /** Try the held stage again, and no more. */
  public static final RetryRequest PLAIN = new RetryRequest(null, null, null);

  public static RetryRequest from(Stage stage) {
    return new RetryRequest(stage, null, null);
  }
}
