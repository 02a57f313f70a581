package dev.mlharness.starter.api;

import dev.mlharness.starter.connection.Temporal;
import dev.mlharness.starter.cron.Upkeep;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a piece of upkeep runs by itself.
 *
 * @param timezone null: UTC
 */
record UpkeepBody(
    @Schema(
            description = "As in 0 6 * * *, which is at six every day.",
            requiredMode = RequiredMode.REQUIRED)
        String cron,
    @Schema(description = "As in Europe/Berlin. Default: UTC.") @Nullable String timezone) {
  Scheduled keep(Temporal temporal, Upkeep upkeep) {
    String zone = timezone == null ? "UTC" : Texts.name("timezone", timezone);
    return new Scheduled(upkeep.id(), upkeep.keep(temporal, Texts.name("cron", cron), zone));
  }

  /**
   * @param next when it runs; null: never
   */
  record Scheduled(String schedule, @Nullable Instant next) {}
}
