package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The unmodified Python clients of Databricks and MLflow judge the sandbox. */
class SandboxPythonIT {
  /** Those that wait for servers of models, and all others. */
  private static final List<String> SLOW = List.of("test_serving.py", "test_mlflow.py");

  @RegisterExtension static final RealStack STACK = new RealStack();

  /** Each half has a sandbox of its own. */
  enum Half {
    MODELS,
    THE_REST
  }

  @ParameterizedTest
  @EnumSource
  @Execution(ExecutionMode.CONCURRENT)
  void thePythonClientsFindNothingAmiss(Half half) {
    Path tests = STACK.project().resolve("sandbox/src/test/python");
    List<String> command =
        new ArrayList<>(
            List.of(
                STACK.tools().python().toString(), "-m", "pytest", "-q", "-p", "no:cacheprovider"));
    if (half == Half.MODELS) {
      SLOW.forEach(file -> command.add(tests.resolve(file).toString()));
    } else {
      SLOW.forEach(file -> command.add("--ignore=" + tests.resolve(file)));
      command.add(tests.toString());
    }
    Commands.Result result =
        Commands.call(
            tests,
            Map.of("PYTHONDONTWRITEBYTECODE", "1", "MLFLOW_DISABLE_TELEMETRY", "true"),
            command);
    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
  }
}
