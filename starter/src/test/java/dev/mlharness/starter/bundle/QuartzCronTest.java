package dev.mlharness.starter.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuartzCronTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 9 * * ?|0 9 * * *",
        "0 30 3 ? * MON|30 3 * * MON",
        "0 0 9 ? * 2-6|0 9 * * MON-FRI",
        "0 0 9 ? * 1,7 *|0 9 * * SUN,SAT",
        "0 0/15 * * * ?|0/15 * * * *",
        "0 0 0 1 1/3 ?|0 0 1 1/3 *"
      })
  void fiveFieldsSayTheSame(String quartz, String cron) {
    assertThat(QuartzCron.fields(quartz)).contains(cron);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 3 L * ?", "0 0 3 15W * ?", "0 0 3 ? * 6#3", "0/10 * * * * ?", "x"})
  void whatFiveFieldsCannotSayIsNotGuessed(String quartz) {
    assertThat(QuartzCron.fields(quartz)).isEmpty();
  }
}
