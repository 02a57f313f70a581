package dev.mlharness.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mlharness.pipeline.HarnessSearchAttributes;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.cli.Harness.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PipelineCommandsTest extends CommandsOnTemporal {
  private final String id = "p-" + UUID.randomUUID();

  @BeforeEach
  void writeRecipes() throws IOException {
    for (String model : new String[] {"gated", "held", "nowhere"}) {
      Files.writeString(
          folder.resolve(model + ".yml"),
          """
          model: %s
          train: {notebook: /Shared/train}
          validate: {thresholds: {f1: {min: 0.9, champion: {}}}}
          """
              .formatted(model));
    }
  }

  @Test
  void runStartsAPipelineWithTheDocumentAndItsInitiator() {
    Ran ran = harness.run("run", "gated.yml", "--by", "a@example.com", "--output", "json");

    assertThat(ran.code()).isZero();
    String pipeline = ran.json().path("pipeline").asText();
    assertThat(pipeline).matches("gated-\\d{8}-\\d{6}-[0-9a-f]{4}");
    var started = server().client().newUntypedWorkflowStub(pipeline).describe();
    assertThat((String) started.getMemo(TrainValidateDeploy.INITIATOR, String.class))
        .isEqualTo("a@example.com");
    assertThat(started.getTypedSearchAttributes().get(HarnessSearchAttributes.MODEL))
        .isEqualTo("gated");
  }

  @Test
  void theSameIdIsNotStartedTwice() {
    start("gated.yml");
    Ran second = harness.run("run", "gated.yml", "--id", id);

    assertThat(second.code()).isEqualTo(2);
    assertThat(second.err())
        .contains("error: there is already a pipeline '" + id + "'")
        .contains("next: ./harness show " + id);
  }

  @Test
  void aBrokenRecipeStartsNothing() {
    Ran ran = harness.run("run", "gated.yml", "--id", id, "--set", "train.atempts=3");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("gated.yml: error: train.atempts: unknown key");
    assertThat(harness.run("show", id).code()).isEqualTo(1);
  }

  @Test
  void showTellsWhereThePipelineStands() {
    start("gated.yml");

    Ran text = harness.run("show", id);
    JsonNode json = harness.run("show", id, "--output", "json").json();

    assertThat(text.out())
        .contains(id + "  waiting at approve")
        .contains("✓  train     success  https://w.example.com/runs/7")
        .contains("a decision at the gate")
        .contains("at least 0.9");
    assertThat(json.path("pipeline").asText()).isEqualTo(id);
    assertThat(json.path("state").asText()).isEqualTo("waiting");
    assertThat(json.path("evidence").path("digest").asText()).isEqualTo(SmallPipeline.EVIDENCE);
  }

  @Test
  void aPersonAtATerminalSeesTheEvidenceAndIsAsked() {
    start("gated.yml");

    Ran no = harness.typing("n\n").run("approve", id, "--by", "b@example.com");
    Ran yes = harness.typing("y\n").run("approve", id, "--by", "b@example.com");

    assertThat(no.code()).isEqualTo(1);
    assertThat(no.err())
        .contains("candidate gated version 4 against champion version 3")
        .contains("changed: train.parameters.max_depth: 5 → 6")
        .contains("Approve as b@example.com? [y/N] nothing was decided");
    assertThat(yes.code()).isZero();
    assertThat(yes.out()).contains("approve by b@example.com");
    assertThat(harness.run("watch", id).code()).isZero();
  }

  @Test
  void aDecisionThatCannotCountSaysWhy() {
    start("gated.yml");

    Ran owner = harness.run("approve", id, "--by", SmallPipeline.OWNER);
    Ran other = harness.run("approve", id, "--by", "b@example.com", "--evidence", "0".repeat(64));

    assertThat(owner.code()).isEqualTo(1);
    assertThat(owner.err())
        .contains("error: the decision does not count: owner@example.com started the pipeline")
        .doesNotContain("\tat ");
    assertThat(other.err()).contains("it is for other evidence");
  }

  @Test
  void aRejectedPipelineEndsTheWaitWithCode3() {
    start("gated.yml");

    Ran reject = harness.run("reject", id, "--comment", "too slow", "--by", "b@example.com");
    Ran watch = harness.run("watch", id, "--output", "json");

    assertThat(reject.code()).isZero();
    assertThat(watch.code()).isEqualTo(3);
    assertThat(watch.json().path("result").path("outcome").asText()).isEqualTo("rejected");
    assertThat(watch.json().path("decisions").path(0).path("comment").asText())
        .isEqualTo("too slow");
  }

  @Test
  void waitingStopsWhenThePipelineIsHeld() {
    Ran ran = harness.run("run", "held.yml", "--id", id, "--wait");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains("train     held");
    assertThat(ran.out()).contains(id + "  held at train");
  }

  @Test
  void aHeldPipelineIsRetriedOrAbortedAndNothingElse() {
    start("held.yml");

    assertThat(harness.run("skip", id).err()).contains("error: train cannot be skipped");
    assertThat(harness.run("approve", id).err())
        .contains("error: no gate is open: " + id + " is held at train");
    assertThat(harness.run("retry", id, "--from", "deploy").err())
        .contains("error: deploy comes after train");
    assertThat(harness.run("retry", id, "--from", "resolve").code()).isEqualTo(2);
    assertThat(harness.run("retry", id, "--budget", "much").code()).isEqualTo(2);
    assertThat(harness.run("retry", id, "--from", "train", "--budget", "4h").code()).isZero();
    assertThat(harness.run("retry", id).err()).contains("error: nothing is held");
  }

  @Test
  void anAbortedPipelineFails() {
    start("held.yml");

    assertThat(harness.run("abort", id, "--reason", "wrong data").out()).contains("wrong data");
    assertThat(harness.run("watch", id).code()).isEqualTo(1);
  }

  @Test
  void pauseResumeAndCancelAreHandedOn() {
    start("gated.yml");

    assertThat(harness.run("pause", id).out()).contains("paused at");
    assertThat(harness.run("resume", id).out()).contains("waiting at approve");
    assertThat(harness.run("cancel", id).out()).contains("asked " + id + " to stop");
    Ran watch = harness.run("watch", id);
    assertThat(watch.code()).isEqualTo(1);
    assertThat(watch.err()).contains("error: the workflow was cancelled");
  }

  @Test
  void aPipelineThatIsNotThereIsNamed() {
    Ran ran = harness.run("show", "nobody");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("error: there is no pipeline 'nobody'")
        .contains("next: ./harness list");
  }

  @Test
  void aPersonAtATerminalSeesTheScreenRewritten() {
    start("gated.yml");
    harness.run("reject", id, "--by", "b@example.com");

    Ran ran = harness.typing("").run("watch", id);

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.err()).contains(id + "  rejected").contains("reject by b@example.com");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void planSaysWhatWouldHappen() {
    Ran ran = harness.run("plan", "gated.yml");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("https://git.example.com/fraud.git main → " + "c".repeat(40))
        .contains("main.fraud.transactions version 12")
        .contains("- fraud-3: 100 %")
        .contains("+ fraud-4: 100 %")
        .contains("nothing was changed");
    assertThat(
            harness.run("plan", "gated.yml", "--output", "json").json().path("champion").asText())
        .isEqualTo("3");
  }

  @Test
  void planSaysWhichPrivilegesAreMissingAndWhatToExecute() throws IOException {
    Files.writeString(
        folder.resolve("lacking.yml"),
        """
        model: main.fraud.lacking
        role: trainer
        train: {notebook: /Shared/train}
        validate: {thresholds: {f1: {min: 0.9}}}
        """);

    Ran ran = harness.run("plan", "lacking.yml");

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.out())
        .contains("missing: CREATE MODEL on schema main.fraud: register makes main.fraud.lacking")
        .contains("  GRANT CREATE MODEL ON SCHEMA main.fraud TO `sp-trainer`;")
        .contains("excess: MODIFY on table main.fraud.transactions")
        .contains("  REVOKE MODIFY ON TABLE main.fraud.transactions FROM `data-engineers`;");
    assertThat(
            harness
                .run("plan", "lacking.yml", "--output", "json")
                .json()
                .at("/privileges/roles/0/missing/0/statement")
                .asText())
        .startsWith("GRANT ");
  }

  @Test
  void aWorkflowsFailureIsOneSentence() {
    Ran ran = harness.run("plan", "nowhere.yml");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("error: the branch main does not exist")
        .doesNotContain("\tat ")
        .doesNotContain("Exception");
  }

  @Test
  void traceBeginsAtAnAliasAVersionOrAnEndpoint() {
    assertThat(harness.run("trace", "main.fraud.detector@challenger").out())
        .contains("model            main.fraud.detector version 4")
        .contains("aliases          challenger");
    assertThat(
            harness.run("trace", "m/7", "--output", "json").json().at("/version/version").asText())
        .isEqualTo("7");
    assertThat(harness.run("trace", "--endpoint", "fraud").out())
        .contains("endpoint         fraud");
    assertThat(harness.run("trace", "nobody").err()).contains("there is no model 'nobody'");
    assertThat(harness.run("trace", "a/b/c").code()).isEqualTo(2);
    assertThat(harness.run("trace").code()).isEqualTo(2);
  }

  private void start(String recipe) {
    Ran ran = harness.run("run", recipe, "--id", id, "--by", "a@example.com");
    assertThat(ran.code()).as(ran.err()).isZero();
  }
}
