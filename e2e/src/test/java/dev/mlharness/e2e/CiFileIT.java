package dev.mlharness.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.sun.net.httpserver.HttpServer;
import dev.mlharness.examples.CiFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code ./harness init --ci github} writes does its work: the scripts of its steps are run as
 * a runner runs them, with the job's token from where GitHub gives it, and no secret anywhere.
 */
class CiFileIT {
  @RegisterExtension static final RealStack STACK = new RealStack();
  @TempDir Path folder;

  @Test
  void aPullRequestIsCheckedAndWhatIsMergedIsRun() throws Exception {
    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), STACK.freshModel("merged"))
            .with("approve", "{required: 0}");
    Files.writeString(recipe.repository().resolve("recipe.yml"), recipe.document().toString());
    try (Platform github = Platform.start(folder.resolve("runner"), recipe)) {
      JsonNode jobs =
          new ObjectMapper(new YAMLFactory()).readTree(CiFile.GITHUB.text()).path("jobs");

      github.run(jobs.path("check"), "lint", "log in", "plan");
      assertThat(recipe.repository().resolve("lint.sarif")).content().contains("\"results\"");
      assertThat(folder.resolve("runner/comment"))
          .content()
          .contains("### Plan of the recipe", recipe.commit(), recipe.model());

      github.run(jobs.path("run"), "log in", "run");
      String id = "recipe-" + recipe.commit() + "-1";
      assertThat(recipe.repository().resolve("harness.xml"))
          .content()
          .contains("<testsuite", "train")
          .doesNotContain("<failure");
      assertThat(STACK.harness("show", id).out()).contains("deployed", recipe.commit());
      assertThat(new AuditStore(STACK).of(id, "starts").findValuesAsText("who"))
          .contains("ci-recipes@example.com");
    }
  }

  /** A runner of GitHub Actions, as far as scripts can tell. */
  private record Platform(HttpServer tokens, Map<String, String> variables, FastRecipe recipe)
      implements AutoCloseable {
    static Platform start(Path runner, FastRecipe recipe) throws IOException {
      Files.createDirectories(runner);
      program(runner.resolve("harness"), "exec " + STACK.launcher() + " \"$@\"");
      program(
          runner.resolve("gh"),
          "while [ \"$1\" != --body-file ]; do shift; done; cp \"$2\" \"$RUNNER_TEMP/comment\"");
      HttpServer tokens =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      tokens.createContext(
          "/",
          exchange -> {
            boolean known =
                "Bearer of-this-job".equals(exchange.getRequestHeaders().getFirst("Authorization"))
                    && exchange.getRequestURI().getQuery().contains("audience=ml-harness");
            byte[] answer =
                "{\"value\": \"%s\"}".formatted(known ? ofTheJob() : "").getBytes(UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      tokens.start();
      Map<String, String> variables = new HashMap<>();
      variables.put("PATH", runner + ":" + System.getenv("PATH"));
      variables.put("MLHARNESS_API", STACK.api().toString());
      variables.put("MLHARNESS_CLIENT", "ci-recipes");
      variables.put("MLHARNESS_CONFIG", runner.resolve("config").toString());
      variables.put("RUNNER_TEMP", runner.toString());
      variables.put("GITHUB_SHA", recipe.commit());
      variables.put("GITHUB_RUN_ATTEMPT", "1");
      variables.put("PULL_REQUEST", "7");
      variables.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "of-this-job");
      variables.put(
          "ACTIONS_ID_TOKEN_REQUEST_URL",
          "http://127.0.0.1:%d/?api-version=2".formatted(tokens.getAddress().getPort()));
      return new Platform(tokens, variables, recipe);
    }

    private static String ofTheJob() throws IOException {
      return Files.readString(STACK.ciToken()).strip();
    }

    private static void program(Path file, String line) throws IOException {
      Files.writeString(file, "#!/bin/sh\n" + line + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Runs the steps of a job that have these names, one after the other. */
    void run(JsonNode job, String... names) {
      List<String> ran = new ArrayList<>();
      for (JsonNode step : job.path("steps")) {
        String name = step.path("name").asText();
        if (List.of(names).contains(name)) {
          Commands.Result result =
              Commands.call(
                  recipe.repository(),
                  variables,
                  List.of("bash", "-e", "-c", step.path("run").asText()));
          assertThat(result.exitCode()).as(name + ": " + result).isZero();
          ran.add(name);
        }
      }
      assertThat(ran).containsExactly(names);
    }

    @Override
    public void close() {
      tokens.stop(0);
    }
  }
}
