package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mlharness.pipeline.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** No token lands: not in histories, databases, write-ahead logs, logs, artifacts or metrics. */
class TokenSearchIT {
  /** Of its own: nobody else's tokens are on it, and what the naive worker leaves harms nobody. */
  @RegisterExtension static final RealStack STACK = new RealStack(Map.of());

  @TempDir Path folder;

  @Test
  void afterAPipelineTheOnlyTokenIsTheOneThatIsProjectedForTheWorker() throws Exception {
    TokenSearch search =
        new TokenSearch(List.of(Files.readString(STACK.home().workerToken()).strip()));
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), STACK.freshModel("searched"))
            .with("approve", "{required: 0}");
    Pipelines.Started pipeline = STACK.start(recipe);
    assertThat(pipeline.result().outcome()).isEqualTo(Outcome.DEPLOYED);

    assertThat(search.in(STACK.home().folder())).containsOnlyKeys(STACK.projectedTokens());
    assertThat(search.in(history(pipeline.id()))).isEmpty();
    assertThat(search.in(metrics(STACK.addresses().worker()))).isEmpty();
  }

  /** The same search, on the same stack, of a worker that is not careful. */
  @Test
  void aNaiveWorkerIsCaught() throws IOException {
    String token = "dapi-planted-" + UUID.randomUUID();
    TokenSearch search = new TokenSearch(List.of(token));
    List<Path> projected = List.of(STACK.projectedTokens());
    assertThat(search.in(STACK.home().folder()).keySet()).hasSameElementsAs(projected);

    String asArgument = "naive-" + UUID.randomUUID();
    String asFailure = "naive-" + UUID.randomUUID();
    try (NaiveWorker worker = NaiveWorker.start(STACK.pipelines().client(), token)) {
      worker.passesItOn(asArgument);
      assertThatThrownBy(() -> worker.failsWithIt(asFailure)).isNotNull();
    }

    assertThat(search.in(STACK.home().folder()).keySet())
        .filteredOn(file -> !projected.contains(file))
        .isNotEmpty()
        .allMatch(file -> file.getFileName().toString().startsWith("temporal.db"));
    assertThat(search.in(history(asArgument))).isNotEmpty();
    assertThat(search.in(history(asFailure))).isNotEmpty();
  }

  private static String history(String pipeline) {
    return STACK.temporal("workflow", "show", "--workflow-id", pipeline, "-o", "json").out();
  }

  private static String metrics(URI worker) throws IOException, InterruptedException {
    String text =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(worker.resolve("/actuator/prometheus")).build(),
                BodyHandlers.ofString())
            .body();
    assertThat(text).contains("temporal_");
    return text;
  }
}
