package dev.mlharness.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mlharness.starter.cli.Harness.Ran;
import org.junit.jupiter.api.Test;

class RotateCommandsTest extends CommandsOnTemporal {
  @Test
  void aRotationThatIsWaitedForSaysWhatWorksNowAndWhatNoMore() {
    Ran ran = harness.run("rotate", "now", "bi", "--wait");
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains(
            "rotated bi: secret new", "revoked old", "left alone, as others may use them: other");
    assertThat(
            harness
                .run("rotate", "now", "bi", "--wait", "--output", "json")
                .json()
                .path("fresh")
                .asText())
        .isEqualTo("new");
  }

  @Test
  void aRotationThatFailsSaysWhy() {
    Ran ran = harness.run("rotate", "now", "full", "--wait");
    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("there are 5 secrets");
  }

  @Test
  void aSecondRotationOfASecretIsNotStarted() {
    Ran first = harness.run("rotate", "now", "slow");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).contains("started rotate-slow");

    Ran second = harness.run("rotate", "now", "slow");
    assertThat(second.code()).isEqualTo(1);
    assertThat(second.err()).contains("a rotation of 'slow' is under way");
  }

  @Test
  void theListSaysWhatCannotBeSeen() {
    Ran ran = harness.run("rotate", "list");
    assertThat(ran.code()).as(ran.err()).isEqualTo(1);
    assertThat(ran.out()).contains("bi", "file /run/secrets/bi");
    assertThat(ran.err()).contains("slow: its store is away");
    assertThat(harness.run("rotate", "list", "--output", "json").json()).hasSize(2);
  }
}
