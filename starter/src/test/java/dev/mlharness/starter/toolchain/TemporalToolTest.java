package dev.mlharness.starter.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporalToolTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "temporal version 1.5.1 (Server 1.29.1, UI 2.42.1)",
        "temporal version 0.0.0-DEV (Server 1.31.2, UI 2.50.0)"
      })
  void aRecentServerWillDo(String version) {
    assertThat(TemporalTool.holdsRecentServer(version)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "temporal version 1.1.0 (Server 1.25.1, UI 2.31.2)",
        "tctl version 1.18.0",
        "temporal: command not found"
      })
  void anOlderOneOrAnotherProgramWillNot(String version) {
    assertThat(TemporalTool.holdsRecentServer(version)).isFalse();
  }
}
