package dev.mlharness.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.rollout.Rollout;
import dev.mlharness.starter.api.ApiRole;
import dev.mlharness.starter.api.RunningApi;
import dev.mlharness.starter.cli.Harness.Ran;
import io.temporal.client.WorkflowOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same command answers the same, through the API and straight at Temporal. */
class BothWaysTest {
  private static final String PERSON = "lead@example.com";

  /** Commands that ask who somebody is where that is not proven. */
  private static final Set<String> NAMED =
      Set.of(
          "run",
          "reproduce",
          "approve",
          "reject",
          "adopt",
          "rollback",
          "freeze",
          "unfreeze",
          "rollout");

  private static RunningApi api;

  @TempDir Path folder;
  private Harness straight;
  private Harness through;

  @BeforeAll
  static void start() throws IOException, JOSEException {
    api = new RunningApi();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void aim() throws IOException {
    for (String model : List.of("gated", "held", "nowhere", "lacking", "denied")) {
      Files.writeString(
          folder.resolve(model + ".yml"),
          """
          model: %s
          train: {notebook: /Shared/train}
          validate: {thresholds: {f1: {min: 0.9, champion: {}}}}
          """
              .formatted(model.equals("lacking") ? "main.fraud.lacking" : model));
    }
    Files.writeString(folder.resolve("token"), api.people().tokenWith(ApiRole.values()));
    String config = folder.resolve("config").toString();
    straight =
        new Harness(
            folder,
            Map.of(
                "TEMPORAL_ADDRESS", api.temporal().address(),
                "USER", PERSON,
                "MLHARNESS_CONFIG", config));
    through =
        new Harness(
            folder,
            Map.of(
                "MLHARNESS_API",
                api.address().toString(),
                "MLHARNESS_ID_TOKEN_FILE",
                "token",
                "MLHARNESS_CONFIG",
                config));
  }

  @Test
  void aPipelineIsStartedShownApprovedAndWatched() {
    same(0, "run", "gated.yml", "--id", "ID-approve", "--output", "json");
    same(2, "run", "gated.yml", "--id", "ID-approve");
    same(2, "run", "gated.yml", "--id", "release/1.0");
    same(2, "run", "gated.yml", "--id", "gated-rollout");
    same(0, "show", "ID-approve");
    same(0, "show", "ID-approve", "--output", "json");
    same(1, "approve", "ID-approve", "--evidence", "0".repeat(64));
    same(0, "approve", "ID-approve", "--comment", "better");
    same(0, "watch", "ID-approve");
    same(0, "show", "ID-approve", "--output", "json");
    same(1, "approve", "ID-approve");
  }

  @Test
  void aRejectedOneEndsTheWaitWithItsExitCode() {
    same(0, "run", "gated.yml", "--id", "ID-reject");
    same(0, "reject", "ID-reject", "--comment", "too slow");
    same(3, "watch", "ID-reject", "--output", "json");
  }

  @Test
  void aHeldOneIsWaitedForRetriedAndGivenUp() throws IOException {
    same(3, "run", "held.yml", "--id", "ID-held", "--wait", "--junit", "ID-junit.xml");
    assertThat(plain(read("through-junit.xml")))
        .isEqualTo(plain(read("straight-junit.xml")))
        .contains("<failure message=", "name=\"train\"", "skipped=\"");
    same(2, "run", "held.yml", "--junit", "ID-junit.xml");
    same(1, "skip", "ID-held");
    same(1, "retry", "ID-held", "--from", "deploy");
    same(2, "retry", "ID-held", "--budget", "much");
    // Through the API it is known who said it.
    same(0, "abort", "ID-held", "--reason", "REASON");
    same(1, "watch", "ID-held");
  }

  @Test
  void aPipelineIsPausedResumedAndCancelled() {
    same(0, "run", "gated.yml", "--id", "ID-pause");
    same(0, "pause", "ID-pause");
    same(0, "resume", "ID-pause");
    same(0, "cancel", "ID-pause");
    same(1, "watch", "ID-pause");
  }

  @Test
  void whatIsNotThereIsNamed() {
    same(1, "show", "nobody");
    same(1, "watch", "nobody");
    same(1, "pause", "nobody");
    same(1, "plan", "nowhere.yml");
    same(2, "run", "gated.yml", "--set", "train.atempts=3");
    same(2, "run", "missing.yml");
  }

  @Test
  void plansAndRecordsAreTheSame() {
    same(0, "plan", "gated.yml");
    same(0, "plan", "gated.yml", "--output", "json");
    same(3, "plan", "lacking.yml");
    same(3, "plan", "denied.yml");
    same(0, "trace", "main.fraud.detector@challenger");
    same(0, "trace", "--endpoint", "fraud", "--output", "json");
    same(1, "trace", "nobody");
    same(2, "trace");
    same(0, "diff", "main.fraud.detector/3", "4");
    same(0, "diff", "main.fraud.detector/3", "@champion", "--output", "json");
    same(1, "diff", "main.fraud.detector/3", "nobody");
    same(2, "diff", "main.fraud.detector/three", "4");
    same(0, "audit", "receipts");
    same(0, "audit", "decisions", "--output", "json");
    same(0, "audit", "starts", "--pipeline", "nobody");
    same(0, "audit", "export", "--output", "json");
  }

  @Test
  void aVersionIsReproducedByAPipeline() {
    String recorded = SmallTrace.RECORDED + "/4";
    same(0, "reproduce", recorded, "--id", "ID-again", "--output", "json");
    same(2, "reproduce", recorded, "--id", "ID-again");
    same(0, "show", "ID-again");
    same(1, "reproduce", "main.fraud.detector/4");
    same(1, "reproduce", "nobody");
    same(2, "reproduce", recorded, "--tolerance", "-1");
  }

  @Test
  void aModelIsAdoptedRolledBackAndFrozen() {
    same(1, "model", "main.demo.nobody");
    same(1, "rollback", "main.demo.nobody");
    same(0, "adopt", "MODEL", "--version", "2");
    same(0, "model", "MODEL");
    same(0, "model", "MODEL", "--output", "json");
    same(0, "model", "MODEL", "--at", "2026-11-24T11:30Z");
    same(1, "model", "MODEL", "--at", "2026-11-24T01:30Z");
    same(0, "rollback", "MODEL", "--comment", "scores drift");
    same(1, "rollback", "MODEL", "--to", "9");
    same(0, "freeze", "MODEL", "--comment", "audit week");
    same(0, "unfreeze", "MODEL", "--comment", "done");
    same(1, "unfreeze", "MODEL", "--comment", "done");
    same(2, "freeze", "--comment", "what");
  }

  @Test
  void aRolloutIsShownAndSteered() {
    for (String way : List.of("straight", "through")) {
      api.temporal()
          .client()
          .newUntypedWorkflowStub(
              "Rollout",
              WorkflowOptions.newBuilder()
                  .setTaskQueue(TaskQueues.HARNESS)
                  .setWorkflowId(Rollout.idOf(way + "-rollout"))
                  .build())
          .start();
    }
    same(0, "rollout", "ID-rollout");
    same(0, "rollout", "ID-rollout", "--output", "json");
    same(1, "rollout", "ID-rollout", "resume");
    same(0, "rollout", "ID-rollout", "abort", "--comment", "wrong data");
  }

  @Test
  void aRotationIsWaitedFor() {
    same(0, "rotate", "now", "bi", "--wait");
    same(0, "rotate", "now", "bi", "--wait", "--output", "json");
    same(1, "rotate", "now", "full", "--wait");
  }

  @Test
  void whoMayNotIsToldAndWhoIsNobodyIsSentToLogin() throws IOException {
    Files.writeString(folder.resolve("token"), api.people().tokenWith(ApiRole.READER));
    Ran reader = through.run("run", "gated.yml");
    Files.writeString(folder.resolve("token"), "nonsense");
    Ran nobody = through.run("list");

    assertThat(reader.code()).isEqualTo(3);
    assertThat(reader.err())
        .contains("error: this takes the role runner")
        .contains("next: ./harness whoami shows your roles");
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.err()).contains("next: ./harness login --api " + api.address());
    assertThat(nobody.err()).doesNotContain("nonsense");
  }

  @Test
  void whoeverClaimsToBeSomebodyElseIsToldThatItIsNotAsked() {
    Ran ran = through.run("run", "gated.yml", "--by", "boss@example.com");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("error: the API knows who you are");
  }

  @Test
  void aCommandWithoutAWayThroughTheApiSaysSo() {
    Ran ran = through.run("identity", "link", "--help");
    assertThat(ran.code()).isZero();

    Ran link = through.run("identity", "link");

    assertThat(link.code()).isEqualTo(2);
    assertThat(link.err())
        .contains("error: this command has no way through the API (" + api.address() + ")")
        .contains("next: go straight to Temporal: --address HOST:PORT");
  }

  @Test
  void whoamiSaysWhatTheApiSays() {
    Ran ran = through.run("whoami");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains(PERSON)
        .contains("reader, runner, approver, operator, auditor")
        .contains(api.address().toString());
  }

  @Test
  void anApiThatIsNotThereOrNotSafeIsNamed() {
    assertThat(straight.run("list", "--api", "http://127.0.0.1:1").err())
        .contains("error: nobody is logged in at http://127.0.0.1:1");
    assertThat(straight.run("list", "--api", "http://ml.example.com").err())
        .contains("error: a token is not sent to http://ml.example.com in the clear");
    assertThat(through.run("list", "--api", "http://127.0.0.1:1").err())
        .contains("error: no API answers at http://127.0.0.1:1");
    assertThat(straight.run("list", "--api", "http://127.0.0.1:1", "--address", "x:1").code())
        .isEqualTo(2);
  }

  /** Each way on a pipeline of its own, if it is about one. */
  private void same(int code, String... words) {
    String command = String.join(" ", words);
    Ran one = straight.run(about("straight", words));
    Ran other = through.run(about("through", words));
    assertThat(one.code()).as(command + "\n" + one.err()).isEqualTo(code);
    assertThat(other.code()).as(command + "\n" + other.err()).isEqualTo(code);
    assertThat(plain(other.out())).as(command).isEqualTo(plain(one.out()));
    assertThat(errors(other)).as(command).isEqualTo(errors(one));
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private static String[] about(String way, String... words) {
    boolean claims = way.equals("straight");
    Stream<String> named =
        claims && NAMED.contains(words[0]) ? Stream.of("--by", PERSON) : Stream.of();
    return Stream.concat(Stream.of(words), named)
        .map(word -> word.startsWith("ID-") ? way + word.substring(2) : word)
        .map(word -> word.equals("MODEL") ? "main.demo." + way : word)
        .map(word -> word.equals("REASON") ? (claims ? "by " + PERSON + ": " : "") + "why" : word)
        .toArray(String[]::new);
  }

  private static List<String> errors(Ran ran) {
    return plain(ran.err())
        .lines()
        .filter(line -> line.startsWith("error: ") || line.startsWith("next: "))
        .toList();
  }

  /** Without what is another one each time. */
  private static String plain(String text) {
    return text.replaceAll("\\b(straight|through)\\b", "ID")
        .replaceAll("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?Z?", "TIME")
        .replaceAll("\\b\\d+(\\.\\d+)? ?(ms|s|min)\\b", "SPAN")
        .replaceAll(" +", " ");
  }
}
