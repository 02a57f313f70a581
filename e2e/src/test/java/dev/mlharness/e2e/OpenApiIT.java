package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mlharness.starter.progress.Progress;
import dev.mlharness.starter.stack.Part;
import dev.mlharness.starter.toolchain.Toolchain;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Schemathesis makes up requests from the OpenAPI document, good and bad, and holds the answers of
 * the running API to it. {@code -Dmlharness.schemathesis.cases=50000} is the full number.
 */
class OpenApiIT {
  private static final int CASES = Integer.getInteger("mlharness.schemathesis.cases", 1_500);

  /**
   * For each operation in a run. Each run has a token of its own, which lives ten minutes, so a run
   * stays well below.
   */
  private static final int EXAMPLES = CASES > 10_000 ? 20 : 10;

  private static final String CHECKS =
      String.join(
          ",",
          "not_a_server_error",
          "status_code_conformance",
          "content_type_conformance",
          "response_headers_conformance",
          "response_schema_conformance",
          "ignored_auth");

  private static final ObjectMapper JSON = new ObjectMapper();

  @RegisterExtension
  static final RealStack STACK =
      new RealStack(Map.of(Part.API, Map.of("MLHARNESS_API_REQUESTSPERMINUTE", "10000000")));

  @TempDir Path folder;
  private static URI api;
  private static Path python;

  @BeforeAll
  static void start() {
    api = STACK.api();
    python =
        new Toolchain(
                Toolchain.cacheFolder(),
                STACK.project().resolve("python/schemathesis.lock"),
                Progress.to(System.err, false))
            .prepare()
            .python();
  }

  @Test
  void everyAnswerIsAsTheDocumentSays() throws IOException {
    Map<String, Integer> answers = new TreeMap<>();
    for (int seed = 1; sum(answers) < CASES; seed++) {
      run(seed).forEach((status, times) -> answers.merge(status, times, Integer::sum));
      System.err.println("Schemathesis: seed " + seed + ", so far " + answers);
    }
    System.err.println("Schemathesis: " + sum(answers) + " answers, by status: " + answers);

    assertThat(answers).doesNotContainKeys("429", "500", "503", "401 signed in");
    assertThat(answers.getOrDefault("200", 0)).as(answers.toString()).isGreaterThan(CASES / 50);
    assertThat(answers.getOrDefault("400", 0)).as(answers.toString()).isGreaterThan(CASES / 10);
  }

  private static int sum(Map<String, Integer> answers) {
    return answers.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** One run, which fails when any answer is not as it must be. */
  private Map<String, Integer> run(int seed) throws IOException {
    Path answers = folder.resolve("answers-" + seed + ".json");
    String token = STACK.signIn().tokenOf("ml-lead@example.com");
    Path hooks = STACK.project().resolve("e2e/src/test/resources/schemathesis");
    Commands.Result result =
        Commands.call(
            folder,
            Map.of(
                "SCHEMATHESIS_HOOKS",
                "answers",
                "PYTHONPATH",
                hooks.toString(),
                "PYTHONDONTWRITEBYTECODE",
                "1",
                "ANSWERS",
                answers.toString(),
                "TOKEN",
                token),
            List.of(
                python.resolveSibling("st").toString(),
                "--no-color",
                "run",
                api.resolve("/openapi.json").toString(),
                "--header",
                "Authorization: Bearer " + token,
                "--checks",
                CHECKS,
                "--phases",
                // What is covered is the same for each seed.
                seed == 1 ? "examples,coverage,fuzzing" : "fuzzing",
                "--max-examples",
                String.valueOf(EXAMPLES),
                // More than one, and CPython's parser fails now and then in Hypothesis' threads.
                "--workers",
                "1",
                "--request-timeout",
                "60",
                "--continue-on-failure",
                "--seed",
                String.valueOf(seed)));
    assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    return JSON.readValue(answers.toFile(), new TypeReference<>() {});
  }
}
