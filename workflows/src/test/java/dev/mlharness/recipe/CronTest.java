package dev.mlharness.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * * *",
        "0 3 * * MON",
        "*/15 0-6,22 1 JAN-MAR sun",
        "5/10 * * * 1-5",
        "@daily",
        "0 0 31 12 7"
      })
  void anExpressionOfTemporalSchedulesIsFine(String cron) {
    assertThat(Cron.problem(cron)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60 * * * * | not a minute",
        "* 24 * * * | not a hour",
        "* * 0 * * | not a day of month",
        "* * * 13 * | not a month",
        "* * * * FOO | not a day of week",
        "5-1 * * * * | not a minute",
        "*/0 * * * * | not a minute",
        "1, * * * * | not a minute",
        "* * * * | has 4 fields",
        "'' | has 0 fields",
        "@often | is not one of @annually",
        "CRON_TZ=UTC 0 3 * * * | stands in the key 'timezone'"
      })
  void aMistakeIsNamed(String cron, String message) {
    assertThat(Cron.problem(cron)).hasValueSatisfying(m -> assertThat(m).contains(message));
  }
}
