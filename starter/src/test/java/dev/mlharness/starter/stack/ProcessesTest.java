package dev.mlharness.starter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @TempDir Path folder;
  private @Nullable ProcessRecord started;

  @AfterEach
  void leaveNothingRunning() {
    if (started != null) {
      Processes.kill(started);
    }
  }

  @Test
  void aProcessLeadsAGroupOfItsOwn() throws Exception {
    ProcessRecord process = start("ps -o pid= -o pgid= -o sid= -p $$; sleep 60");

    String[] ids = firstLine().strip().split("\\s+");
    assertThat(ids).containsOnly(Long.toString(process.pid()));
  }

  @Test
  void itsOutputGoesToTheLogAndItsEnvironmentIsGiven() throws Exception {
    start("echo hello $GREETED");

    assertThat(firstLine()).isEqualTo("hello world");
  }

  @Test
  void stoppingItStopsItsChildrenToo() throws Exception {
    ProcessRecord process = start("sleep 60 & echo $!; wait");
    long child = Long.parseLong(firstLine());

    Processes.stop(process, PATIENCE);

    assertThat(process.isAlive()).isFalse();
    assertThat(isRunning(child)).isFalse();
  }

  @Test
  void oneThatDoesNotListenIsEndedByForce() throws Exception {
    ProcessRecord process = start("trap '' TERM; echo ready; while true; do sleep 1; done");
    firstLine();

    Processes.stop(process, Duration.ofMillis(300));

    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void anotherProcessWithTheSameNumberIsLeftAlone() throws Exception {
    ProcessRecord process = start("echo ready; sleep 60");
    firstLine();
    var earlier =
        new ProcessRecord(
            process.pid(), process.startedAt().minus(Duration.ofMinutes(1)), process.launch());

    assertThat(earlier.isAlive()).isFalse();
    Processes.kill(earlier);

    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void aNumberThatNoProcessHasIsNotAlive() {
    assertThat(new ProcessRecord(Long.MAX_VALUE, Instant.EPOCH, "x").isAlive()).isFalse();
  }

  private ProcessRecord start(String script) {
    var launch =
        new Launch(
            Part.WORKER, List.of("/bin/sh", "-c", script), Map.of("GREETED", "world"), "build");
    started = new Processes(python()).start(launch, folder, log());
    return started;
  }

  private Path log() {
    return folder.resolve("log");
  }

  private String firstLine() throws IOException, InterruptedException {
    for (int i = 0; i < 200; i++) {
      if (Files.exists(log()) && Files.readString(log()).contains("\n")) {
        return Files.readAllLines(log()).get(0);
      }
      Thread.sleep(25);
    }
    throw new AssertionError("nothing in the log");
  }

  /** A killed child counts as alive until its new parent asks for it. */
  private static boolean isRunning(long pid) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      var process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
      if (process.isEmpty() || process.get().info().commandLine().isEmpty()) {
        return false;
      }
      Thread.sleep(25);
    }
    return true;
  }

  private static Path python() {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(path -> Path.of(path, "python3"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }
}
