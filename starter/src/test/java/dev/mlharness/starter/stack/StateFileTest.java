package dev.mlharness.starter.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {

  private static final ProcessRecord PROCESS =
      new ProcessRecord(42, Instant.parse("2026-11-24T10:15:30.120Z"), "abc");

  @TempDir Path folder;
  private Home home;
  private StateFile file;

  @BeforeEach
  void anEmptyHome() {
    home = new Home(folder.resolve("home"));
    file = new StateFile(home, Ports.usual(), () -> {});
  }

  @Test
  void aStackThatWasNeverStartedHasThePortsThatWereAskedFor() {
    assertThat(file.read().ports()).isEqualTo(Ports.usual());
    assertThat(StateFile.read(home)).isEmpty();
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    file.change(state -> state.with(Part.WORKER, PROCESS));

    assertThat(new StateFile(home, Ports.free(), () -> {}).read())
        .isEqualTo(file.read())
        .satisfies(state -> assertThat(state.processes()).containsEntry(Part.WORKER, PROCESS));
  }

  @Test
  void aPartThatWasStoppedIsForgotten() {
    file.change(state -> state.with(Part.WORKER, PROCESS).with(Part.MLFLOW, PROCESS));

    assertThat(file.change(state -> state.without(Part.WORKER)).processes())
        .containsOnlyKeys(Part.MLFLOW);
  }

  @Test
  void aBrokenFileSaysWhatToDo() throws IOException {
    Files.createDirectories(home.folder());
    Files.writeString(home.state(), "{not json");

    assertThatThrownBy(file::read)
        .isInstanceOf(StackException.class)
        .hasMessageContaining("stack.json")
        .hasMessageContaining("delete it");
  }
}
