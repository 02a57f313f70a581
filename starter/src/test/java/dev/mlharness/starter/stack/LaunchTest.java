package dev.mlharness.starter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchTest {

  private static final Launch LAUNCH =
      new Launch(Part.WORKER, List.of("java", "-jar", "worker.jar"), Map.of("A", "1"), "build");

  @Test
  void theSameLaunchHasTheSameDigest() {
    var same = new Launch(Part.WORKER, LAUNCH.command(), LAUNCH.environment(), LAUNCH.build());

    assertThat(same.digest()).isEqualTo(LAUNCH.digest());
  }

  @Test
  void anotherCommandEnvironmentOrBuildHasAnother() {
    assertThat(
            List.of(
                new Launch(Part.WORKER, List.of("java"), LAUNCH.environment(), "build").digest(),
                new Launch(Part.WORKER, LAUNCH.command(), Map.of("A", "2"), "build").digest(),
                new Launch(Part.WORKER, LAUNCH.command(), LAUNCH.environment(), "new").digest()))
        .doesNotContain(LAUNCH.digest())
        .doesNotHaveDuplicates();
  }
}
