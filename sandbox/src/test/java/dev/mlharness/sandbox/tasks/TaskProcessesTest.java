package dev.mlharness.sandbox.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class TaskProcessesTest {

  private static final JsonMapper SNAKE_CASE =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  @TempDir Path home;
  private TaskProcesses processes;
  private TaskFolder folder;

  @BeforeEach
  void prepare() {
    processes = new TaskProcesses(TestSettings.in(home));
    folder = new TaskFolder(home.resolve("task"), SNAKE_CASE);
  }

  private void describe(String kind, String code) throws Exception {
    Path file = Files.writeString(home.resolve("code.py"), code);
    folder.create(
        Map.of(
            "task_key",
            "task",
            "kind",
            kind,
            "file",
            file.toString(),
            "root",
            home.toString(),
            "values",
            home.resolve("values").toString(),
            "parameters",
            kind.equals("python") ? new String[] {"one"} : Map.of("a", "1")));
  }

  private static void awaitExit(TaskProcess process) throws InterruptedException {
    var ended = new CountDownLatch(1);
    process.onExit(ended::countDown);
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
  }

  private void run(String kind, String code) throws Exception {
    describe(kind, code);
    awaitExit(processes.start(folder, Map.of("GREETING", "hello")));
  }

  @Test
  void aFileRunsWithItsArgumentsAndTheGivenEnvironmentOnly() throws Exception {
    run(
        "python",
        "import os, sys; print(sys.argv[1:], os.environ['GREETING'], 'JAVA_HOME' in os.environ)");
    assertThat(folder.logTail(1_000).text()).contains("['one'] hello False");
    assertThat(folder.exitCode()).contains(0);
  }

  @Test
  void aNotebookEndsWithItsExitValue() throws Exception {
    run("notebook", "dbutils.notebook.exit(dbutils.widgets.get('a'))\nprint('not reached')");
    assertThat(folder.result().result()).isEqualTo("1");
    assertThat(folder.exitCode()).contains(0);
    assertThat(folder.logTail(1_000).text()).isEmpty();
  }

  @Test
  void anErrorIsKeptWithTheTraceOfTheTasksOwnCode() throws Exception {
    run("notebook", "def f():\n  raise KeyError('k')\nf()");
    assertThat(folder.exitCode()).contains(1);
    assertThat(folder.result().error()).isEqualTo("KeyError: 'k'");
    assertThat(folder.result().errorTrace()).contains("in f").doesNotContain("run_task");
  }

  @Test
  void aTaskThatIsStoppedLeavesTheSignalAsItsExitCode() throws Exception {
    describe("python", "import time; print('on'); time.sleep(60)");
    TaskProcess process = processes.start(folder, Map.of());
    await().until(() -> folder.logTail(100).text().contains("on"));
    process.stop();
    awaitExit(process);
    assertThat(folder.exitCode()).contains(-15);
  }

  @Test
  void aTaskThatDoesNotWantToStopIsMadeTo() throws Exception {
    describe(
        "python",
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('on'); time.sleep(60)");
    TaskProcess process = processes.start(folder, Map.of());
    await().until(() -> folder.logTail(100).text().contains("on"));
    process.stop();
    awaitExit(process);
  }

  @Test
  void aSecondStartFindsTheProcessOfTheFirst() throws Exception {
    describe("python", "import time; print('on'); time.sleep(60)");
    TaskProcess first = processes.start(folder, Map.of());
    processes.start(folder, Map.of());
    await().until(() -> folder.logTail(100).text().contains("on"));
    assertThat(folder.logTail(100).text()).isEqualTo("on\n");
    assertThat(processes.find(folder)).isPresent();
    first.kill();
    awaitExit(first);
    assertThat(processes.find(folder)).isEmpty();
  }

  @Test
  void whatATaskStartedEndsWithIt() throws Exception {
    describe(
        "python",
        "import subprocess; child = subprocess.Popen(['sleep', '60']); print(child.pid); child.wait()");
    TaskProcess process = processes.start(folder, Map.of());
    await().until(() -> folder.logTail(100).text().endsWith("\n"));
    long child = Long.parseLong(folder.logTail(100).text().strip());
    process.stop();
    awaitExit(process);
    await().until(() -> ProcessHandle.of(child).filter(ProcessHandle::isAlive).isEmpty());
  }
}
