package dev.mlharness.activities.credentials.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionNameTest {
  @Test
  void itIsThePipelineAndItsStage() {
    assertThat(SessionName.of("fraud-detector-7", "resolve").text())
        .isEqualTo("fraud-detector-7.resolve");
  }

  @Test
  void whatAwsDoesNotTakeIsAHyphen() {
    assertThat(SessionName.of("pull/17 (main)", null).text()).isEqualTo("pull-17--main-");
  }

  @Test
  void aLongOneKeepsTheStageAndAMarkOfTheWhole() {
    String one = SessionName.of("a".repeat(100) + "1", "train").text();
    String other = SessionName.of("a".repeat(100) + "2", "train").text();

    assertThat(one).hasSize(64).endsWith(".train").isNotEqualTo(other);
  }

  @Test
  void outsideOfActivitiesItIsTheWorkersOwn() {
    assertThat(SessionName.current().text()).isEqualTo("mlharness-worker");
  }
}
