package dev.mlharness.starter.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.Test;

class MomentsTest {
  @Test
  void timesAreReadAsTheyAreShownAndAsProgramsWriteThem() {
    assertThat(Moments.parse("2026-11-28T12:30:00Z")).isEqualTo("2026-11-28T12:30:00Z");
    assertThat(Moments.parse("2026-11-28T02:43:42.888661930Z"))
        .isEqualTo(Instant.parse("2026-11-28T02:43:42.888661930Z"));
    assertThat(Moments.parse("2026-11-28T12:30:00+02:00")).isEqualTo("2026-11-28T10:30:00Z");
    Instant local =
        LocalDateTime.parse("2026-11-28T12:30").atZone(ZoneId.systemDefault()).toInstant();
    assertThat(Moments.parse("2026-11-28T12:30")).isEqualTo(local);
    assertThat(Moments.parse("2026-11-28T12:30:00")).isEqualTo(local);
    assertThat(Moments.parse("2026-11-28"))
        .isEqualTo(
            LocalDateTime.parse("2026-11-28T00:00").atZone(ZoneId.systemDefault()).toInstant());
    assertThatThrownBy(() -> Moments.parse("noon")).isInstanceOf(DateTimeParseException.class);
  }
}
