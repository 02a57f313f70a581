package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The unmodified Python clients of Databricks and MLflow judge the sandbox. */
class SandboxPythonIT {
  @RegisterExtension static final RealStack STACK = new RealStack();

  @Test
  void thePythonClientsFindNothingAmiss() {
    Path tests = STACK.project().resolve("sandbox/src/test/python");
    Commands.Result result =
        Commands.call(
            tests,
            Map.of("PYTHONDONTWRITEBYTECODE", "1"),
            List.of(
                STACK.tools().python().toString(),
                "-m",
                "pytest",
                "-q",
                "-p",
                "no:cacheprovider",
                tests.toString()));
    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
  }
}
