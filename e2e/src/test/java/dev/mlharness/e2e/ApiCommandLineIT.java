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

    schedules(recipe);
    Commands.Result audit = as(LEAD, "audit", "identities");
    assertThat(audit.exitCode()).as(audit.err()).isZero();
    assertThat(audit.out()).contains("workspace local", "0 high");
    assertThat(as(LEAD, "checks", "list").out()).contains("no model is watched");
    assertThat(as(LEAD, "rotate", "list").out()).contains("no secrets");

    for (String person : List.of(SCIENTIST, LEAD)) {
      assertThat(filesWith(token(person)))
          .as("the token of " + person)
          .singleElement()
          .satisfies(ApiCommandLineIT::isPrivate);
      assertThat(as(person, "logout").exitCode()).isZero();
    }
    assertThat(as(LEAD, "list").err()).contains("nobody is logged in at " + api);
  }

  /** From its making to its end. */
  private void schedules(FastRecipe recipe) throws IOException {
    String name = recipe.model().substring(recipe.model().lastIndexOf('.') + 1).replace('_', '-');
    FastRecipe yearly =
        recipe
            .with("metadata.name", name)
            .with("schedule", "{cron: \"0 3 1 1 *\", timezone: Europe/Berlin, catchup: 1h}");
    Path file = Files.writeString(folder.resolve("yearly.yml"), yearly.document().toString());
    Commands.Result applied = as(LEAD, "schedule", "apply", file.toString());
    assertThat(applied.exitCode()).as(applied.err()).isZero();
    assertThat(applied.out()).contains(name, "-01-01 02:00:00");
    assertThat(as(LEAD, "schedule", "pause", name, "--note", "holidays").out()).contains("paused");
    assertThat(as(LEAD, "schedule", "describe", name).out())
        .contains("(paused)", "paused by " + LEAD + ": holidays");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(as(LEAD, "schedule", "list").out()).contains(name));
    Commands.Result backwards =
        as(
            LEAD,
            "schedule",
            "backfill",
            name,
            "--from",
            "2026-01-02T00:00Z",
            "--to",
            "2026-01-01T00:00Z");
    assertThat(backwards.exitCode()).as(backwards.toString()).isEqualTo(2);
    assertThat(backwards.err()).contains("must begin before it ends");
    Commands.Result empty =
        as(
            LEAD,
            "schedule",
            "backfill",
            name,
            "--from",
            "2026-03-01T00:00Z",
            "--to",
            "2026-03-02T00:00Z");
    assertThat(empty.exitCode()).as(empty.toString()).isZero();
    assertThat(as(LEAD, "schedule", "delete", name).exitCode()).isZero();
    ofAFolder(yearly);
    upkeepDoesNotGiveWay(yearly);
    assertThat(as(LEAD, "schedule", "describe", name).err())
        .contains("there is no schedule '" + name + "'");
  }

  private void ofAFolder(FastRecipe yearly) throws IOException {
    Path recipes = Files.createDirectory(folder.resolve("recipes"));
    Path one = recipes.resolve("one.json");
    Files.writeString(one, yearly.with("metadata.name", "api-one").document().toString());
    String[] apply = {"schedule", "apply", recipes.toString(), "--owner", "team", "--yes"};
    assertThat(as(LEAD, apply).out()).contains("+ create", "api-one");
    assertThat(as(LEAD, "schedule", "describe", "api-one").out()).contains("team");
    assertThat(as(LEAD, apply).out()).doesNotContain("+ create");
    String[] theirs = {"schedule", "apply", recipes.toString(), "--owner", "others", "--yes"};
    Commands.Result stolen = as(LEAD, theirs);
    assertThat(stolen.exitCode()).as(stolen.toString()).isEqualTo(2);
    assertThat(stolen.err()).contains("it belongs to team");
    Files.move(one, folder.resolve("left.json"));
    String[] prune = {
      "schedule", "apply", recipes.toString(), "--owner", "team", "--yes", "--prune"
    };
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(as(LEAD, prune).out()).contains("api-one", "delete"));
    assertThat(as(LEAD, "schedule", "describe", "api-one").exitCode()).isEqualTo(1);
  }

  /** Who runs recipes must not replace the audit of identities by one. */
  private void upkeepDoesNotGiveWay(FastRecipe yearly) throws IOException {
    assertThat(as(LEAD, "audit", "schedule", "--cron", "0 6 1 1 *").exitCode()).isZero();
    Path file =
        Files.writeString(
            folder.resolve("audit.json"),
            yearly.with("metadata.name", "identity-audit").document().toString());
    Commands.Result refused = as(LEAD, "schedule", "apply", file.toString());
    assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(1);
    assertThat(refused.err()).contains("the schedule 'identity-audit' is none of a recipe");
    assertThat(as(LEAD, "schedule", "delete", "identity-audit").exitCode()).isZero();
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
