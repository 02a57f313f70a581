package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command line through the API: two people log in by the device flow, and work together. */
class ApiCommandLineIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String SCIENTIST = "data-scientist@example.com";
  private static final String LEAD = "ml-lead@example.com";

  @RegisterExtension static final RealStack STACK = new RealStack();
  @TempDir Path folder;
  private static URI api;

  @BeforeAll
  static void start() {
    api = STACK.api();
  }

  @Test
  void whoMayRunsAndApprovesWhoMayNotDoesNotAndNoTokenIsAnywhereElse() throws Exception {
    logIn(SCIENTIST);
    logIn(LEAD);
    assertThat(as(SCIENTIST, "whoami").out()).contains(SCIENTIST, "reader, runner");

    FastRecipe recipe =
        FastRecipe.in(folder.resolve("repository"), STACK.freshModel("typed"))
            .with("approve", "{required: 1, separation: false}");
    Path file = folder.resolve("recipe.json");
    Files.writeString(file, recipe.document().toString());
    String id = recipe.model().replace("main.demo.", "") + "-by-hand";
    Commands.Result foreign = as(SCIENTIST, "run", file.toString());
    assertThat(foreign.exitCode()).as(foreign.err()).isEqualTo(3);
    assertThat(foreign.err()).contains("may not start this recipe");
    CompletableFuture<Commands.Result> run =
        CompletableFuture.supplyAsync(() -> as(LEAD, "run", file.toString(), "--id", id, "--wait"));
    await().atMost(PATIENCE).until(() -> run.isDone() || state(id).equals("waiting"));
    assertThat(run).as(() -> run.join().err()).isNotDone();

    Commands.Result refused = as(SCIENTIST, "approve", id, "--yes");
    assertThat(refused.exitCode()).as(refused.err()).isEqualTo(3);
    assertThat(refused.err()).contains("takes the role approver");
    Commands.Result approved = as(LEAD, "approve", id, "--yes", "--comment", "better");
    assertThat(approved.exitCode()).as(approved.err()).isZero();

    Commands.Result waited = run.get(3, TimeUnit.MINUTES);
    assertThat(waited.exitCode()).as(waited.err()).isZero();
    assertThat(waited.err()).contains("started " + id, "train     running", "approve   waiting");
    assertThat(waited.out()).contains(id + "  deployed", "approve by " + LEAD);
    assertThat(as(LEAD, "list", "--model", recipe.model()).out()).contains(id, "deployed");
    assertThat(as(LEAD, "trace", recipe.model()).out()).contains(recipe.commit(), id);
    assertThat(as(LEAD, "audit", "decisions", "--pipeline", id).out()).contains(LEAD);

    for (String person : List.of(SCIENTIST, LEAD)) {
      assertThat(filesWith(token(person)))
          .as("the token of " + person)
          .singleElement()
          .satisfies(ApiCommandLineIT::isPrivate);
      assertThat(as(person, "logout").exitCode()).isZero();
    }
    assertThat(as(LEAD, "list").err()).contains("nobody is logged in at " + api);
  }

  private static String state(String id) throws IOException {
    Commands.Result shown = STACK.harness("show", id, "--output", "json");
    return shown.exitCode() == 0
        ? new ObjectMapper().readTree(shown.out()).path("state").asText()
        : "";
  }

  /** As the person's own machine does it; each person has one. */
  private Commands.Result as(String person, String... command) {
    return STACK.harness(
        Map.of("MLHARNESS_API", api.toString(), "MLHARNESS_CONFIG", home(person).toString()),
        command);
  }

  private void logIn(String person) throws Exception {
    Path shown = folder.resolve(person + ".login");
    CompletableFuture<Integer> login =
        CompletableFuture.supplyAsync(
            () ->
                STACK.harnessWriting(
                    shown,
                    Map.of(
                        "MLHARNESS_API", api.toString(),
                        "MLHARNESS_CONFIG", home(person).toString()),
                    "login"));
    await()
        .atMost(PATIENCE)
        .until(() -> Files.exists(shown) && Files.readString(shown).contains("waiting for"));
    String address =
        Files.readString(shown)
            .lines()
            .filter(line -> line.startsWith("open "))
            .findFirst()
            .orElseThrow()
            .substring("open ".length());
    STACK.signIn().confirm(person, URI.create(address));
    assertThat(login.get(1, TimeUnit.MINUTES)).as(Files.readString(shown)).isZero();
    assertThat(Files.readString(shown)).contains("logged in at " + api + " as " + person);
  }

  private Path home(String person) {
    return folder.resolve("home").resolve(person);
  }

  private String token(String person) throws IOException {
    try (Stream<Path> files = Files.list(home(person).resolve("tokens"))) {
      JsonNode kept = new ObjectMapper().readTree(files.findFirst().orElseThrow().toFile());
      return kept.path("token").asText();
    }
  }

  /** In what the stack wrote, and in the homes of the people. */
  private List<Path> filesWith(String token) throws IOException {
    try (Stream<Path> ofStack = Files.walk(STACK.home().folder());
        Stream<Path> ofPeople = Files.walk(folder)) {
      return Stream.concat(ofStack, ofPeople)
          .filter(Files::isRegularFile)
          .filter(file -> holds(file, token))
          .toList();
    }
  }

  private static boolean holds(Path file, String token) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void isPrivate(Path file) {
    try {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
