package dev.mlharness.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @Property
  void whatIsWrittenIsReadBack(@ForAll @LongRange(min = 0, max = 999_999_999) long millis) {
    Duration duration = Duration.ofMillis(millis);

    assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
  }

  @ParameterizedTest
  @CsvSource({"90s, 90s", "60s, 1m", "3600s, 1h", "24h, 1d", "1500ms, 1500ms", "0s, 0s"})
  void theShortestFormIsWritten(String read, String written) {
    assertThat(Durations.format(Durations.parse(read))).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "1.5h", "-1s", "1 h", "PT5M", "9999999999s"})
  void anythingElseIsRefusedWithAnExample(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("30m");
  }
}
