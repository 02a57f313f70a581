package dev.mlharness.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mlharness.approval.Decision;
import dev.mlharness.approval.Verdict;
import dev.mlharness.pipeline.Outcome;
import dev.mlharness.pipeline.PipelineStatus;
import dev.mlharness.pipeline.Stage;
import dev.mlharness.pipeline.TrainValidateDeploy;
import dev.mlharness.starter.stack.Part;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where starts and decisions must be signed, who is not in the groups of a role starts nothing, and
 * who is not in those of the gate approves nothing: neither at the desk, nor by the command line,
 * nor straight through Temporal.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignedTrustIT {
  private static final String GUEST = "guest@example.com";
  private static final String SCIENTIST = "data-scientist@example.com";
  private static final String LEAD = "ml-lead@example.com";

  @RegisterExtension
  static final RealStack STACK =
      new RealStack(Map.of(Part.WORKER, Map.of("MLHARNESS_TRUST", "signed")));

  private final SigningDesk desk = new SigningDesk(STACK);
  private final AuditStore audit = new AuditStore(STACK);
  @TempDir Path folder;
  private FastRecipe recipe;

  @BeforeEach
  void write() {
    recipe =
        FastRecipe.in(folder.resolve("repository"), STACK.freshModel("signed"))
            .with("approve", "{required: 0}");
  }

  @Test
  @Order(1)
  void theDeskAsksWhoSomebodyIsAndNamesTheGroupTheyLack() throws Exception {
    assertThat(desk.ask(null, "desk-1", recipe).statusCode()).isEqualTo(401);
    assertThat(desk.ask("nonsense", "desk-1", recipe).statusCode()).isEqualTo(401);
    String ofTheWorker = Files.readString(STACK.home().workerToken());
    assertThat(desk.ask(ofTheWorker, "desk-1", recipe).statusCode())
        .as("for another audience")
        .isEqualTo(401);

    HttpResponse<String> guest = desk.ask(desk.tokenOf(GUEST), "desk-guest", recipe);
    assertThat(guest.statusCode()).isEqualTo(403);
    assertThat(guest.body()).contains(GUEST, "members of ml-engineers", "members of ml-leads");

    HttpResponse<String> scientist = desk.ask(desk.tokenOf(SCIENTIST), "desk-scientist", recipe);
    assertThat(scientist.statusCode()).isEqualTo(403);
    assertThat(scientist.body())
        .contains("role 'deployer' (deploy) is for members of ml-leads")
        .doesNotContain("'trainer'");
    assertThat(audit.refusals("starts"))
        .contains("desk-guest " + GUEST, "desk-scientist " + SCIENTIST);
  }

  @Test
  @Order(2)
  void theCommandLineSaysTheSameAndStartsNothing() throws Exception {
    Commands.Result refused = run(SCIENTIST, "cli-refused");
    assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(3);
    assertThat(refused.err()).contains("role 'deployer' (deploy) is for members of ml-leads");
    assertThat(STACK.temporal("workflow", "describe", "--workflow-id", "cli-refused").exitCode())
        .as("a workflow of that id")
        .isNotZero();

    Commands.Result unsigned = STACK.harness("run", file(), "--id", "cli-unsigned", "--wait");
    assertThat(unsigned.exitCode()).as(unsigned.toString()).isEqualTo(3);
    assertThat(unsigned.out() + unsigned.err()).contains("no proof of who started it");
    assertThat(audit.refusals("starts")).contains("cli-refused " + SCIENTIST);
  }

  @Test
  @Order(3)
  void straightThroughTemporalAProofIsAskedFor() throws Exception {
    Path input = Files.writeString(folder.resolve("recipe.json"), recipe.document().toString());
    assertThat(
            STACK.temporal(
                "workflow",
                "start",
                "--type",
                "TrainValidateDeploy",
                "--task-queue",
                "ml-harness",
                "--workflow-id",
                "raw-unproven",
                "--input-file",
                input.toString(),
                "--memo",
                "initiator=\"" + LEAD + "\""))
        .returns(0, Commands.Result::exitCode);
    assertRefused(STACK.pipelines().of("raw-unproven"), "no proof of who started it");

    String proof = desk.proof(LEAD, "raw-other", recipe);
    assertRefused(start("raw-forged", SigningDesk.forged(proof)), "its signature is wrong");
    assertRefused(start("raw-unsigned", SigningDesk.unsigned(proof)), "cannot be read");
    assertRefused(start("raw-stolen", proof), "it is for pipeline 'raw-other'");
    recipe = recipe.with("train.parameters.slope", "\"3\"");
    assertRefused(start("raw-other", proof), "it is for another recipe");

    assertThat(STACK.sandbox().get("/api/2.2/jobs/runs/list").path("runs")).isEmpty();
    assertThat(audit.refusals("starts"))
        .anyMatch(refusal -> refusal.startsWith("raw-unproven "))
        .anyMatch(refusal -> refusal.startsWith("raw-forged "))
        .anyMatch(refusal -> refusal.startsWith("raw-unsigned "))
        .anyMatch(refusal -> refusal.startsWith("raw-stolen "))
        .anyMatch(refusal -> refusal.startsWith("raw-other "));
  }

  @Test
  @Order(4)
  void aMemberGetsThroughOnce() throws Exception {
    Commands.Result run = run(LEAD, "signed", "--wait");
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(STACK.pipelines().of("signed").result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(audit.records("starts").findValuesAsText("outcome")).contains("started", "deployed");

    String used =
        String.valueOf(
            STACK
                .pipelines()
                .client()
                .newUntypedWorkflowStub("signed")
                .describe()
                .getMemo(TrainValidateDeploy.START, String.class));
    assertRefused(start("signed", used), "another execution has used it already");
    assertThat(STACK.sandbox().get("/api/2.2/jobs/runs/list").path("runs")).hasSize(3);
  }

  @Test
  @Order(5)
  void onlyTheSignedDecisionOfTheRightPersonApproves() throws Exception {
    recipe = recipe.with("approve", "{required: 1, timeout: 1h, from: ['group:ml-engineers']}");
    assertThat(run(LEAD, "gated").exitCode()).isZero();
    Pipelines.Started gated = STACK.pipelines().of("gated");
    gated.awaitState(PipelineStatus.State.WAITING);

    assertThat(
            STACK.temporal(
                "workflow",
                "signal",
                "--workflow-id",
                "gated",
                "--name",
                "approve",
                "--input",
                "{\"by\": \"" + SCIENTIST + "\"}"))
        .returns(0, Commands.Result::exitCode);
    assertIgnored(gated, SCIENTIST, "wants signed decisions; use ./harness approve gated");
    assertThat(currentDetails("gated")).contains("this workspace wants signed decisions");

    Commands.Result unproven = STACK.harness("approve", "gated", "--yes");
    assertThat(unproven.exitCode()).as(unproven.toString()).isEqualTo(2);
    assertThat(unproven.err()).contains("wants signed decisions, and MLHARNESS_DESK is not set");
    Commands.Result own = as(LEAD, "approve", "gated", "--yes");
    assertThat(own.exitCode()).as(own.toString()).isEqualTo(3);
    assertThat(own.err()).contains(LEAD + " may not approve their own work");
    Commands.Result guest = as(GUEST, "approve", "gated", "--yes");
    assertThat(guest.exitCode()).as(guest.toString()).isEqualTo(3);
    assertThat(guest.err()).contains("in none of the groups that decide here: ml-engineers");

    String forged = SigningDesk.forged(desk.decision(SCIENTIST, gated));
    assertThatThrownBy(
            () ->
                gated
                    .pipeline()
                    .decide(new Decision(Verdict.APPROVE, SCIENTIST, null, null, forged)))
        .rootCause()
        .hasMessageContaining("its signature is wrong");
    assertIgnored(gated, SCIENTIST, "its signature is wrong");

    Commands.Result approved = as(SCIENTIST, "approve", "gated", "--yes", "--comment", "fine");
    assertThat(approved.exitCode()).as(approved.toString()).isZero();
    assertThat(gated.result().outcome()).isEqualTo(Outcome.DEPLOYED);
    assertThat(gated.result().reason()).contains("approved by " + SCIENTIST).contains("fine");
    assertThat(audit.refusals("decisions"))
        .contains("gated " + LEAD, "gated " + GUEST, "gated " + SCIENTIST);
  }

  @Test
  @Order(6)
  void aResetBeforeTheApprovalDoesNotApproveTwice() throws Exception {
    Pipelines.Started gated = STACK.pipelines().of("gated");
    String again = STACK.pipelines().reset("gated", "the approval was a mistake");
    gated.awaitStatus(
        "the old approval is looked at",
        status -> status.notes().stream().anyMatch(note -> note.contains("it is for the gate")));

    assertThat(gated.pipeline().status().state()).isEqualTo(PipelineStatus.State.WAITING);
    assertThat(Objects.requireNonNull(gated.pipeline().gate()).id()).contains(again);
    gated.cancel();
    gated.awaitState(PipelineStatus.State.ENDED);
  }

  @Test
  @Order(7)
  void whoLeavesTheGroupBeforeTheAliasChangesHasApprovedNothing() throws Exception {
    recipe = recipe.with("approve", "{required: 1, timeout: 1h, from: ['group:ml-engineers']}");
    assertThat(run(LEAD, "left").exitCode()).isZero();
    Pipelines.Started left = STACK.pipelines().of("left");
    left.awaitState(PipelineStatus.State.WAITING);
    left.pipeline().pause();
    Commands.Result approved = as(SCIENTIST, "approve", "left", "--yes");
    assertThat(approved.exitCode()).as(approved.toString()).isZero();
    left.awaitState(PipelineStatus.State.PAUSED);

    STACK.sandbox().leaveGroup("ml-engineers", SCIENTIST);
    left.pipeline().resume();

    PipelineStatus status =
        left.awaitStatus(
            "nobody left who could approve", now -> now.state() == PipelineStatus.State.HELD);
    assertThat(status.notes())
        .anyMatch(note -> note.startsWith("the gate opens again: ") && note.contains(SCIENTIST));
    assertThat(status.stage()).isEqualTo(Stage.APPROVE);
    assertThat(STACK.alias(recipe.model(), "champion")).isNull();
    assertThat(audit.records("decisions").findValuesAsText("outcome")).contains("withdrawn");
    left.pipeline().abort("nobody is left");
    left.awaitState(PipelineStatus.State.ENDED);
  }

  private static void assertIgnored(Pipelines.Started pipeline, String person, String reason) {
    PipelineStatus status =
        pipeline.awaitStatus(
            "a note of why", now -> now.notes().stream().anyMatch(note -> note.contains(reason)));
    assertThat(status.state()).isEqualTo(PipelineStatus.State.WAITING);
    assertThat(status.notes())
        .anyMatch(note -> note.startsWith("approve by " + person + " was ignored: "));
  }

  private static String currentDetails(String id) {
    return STACK
        .pipelines()
        .client()
        .newUntypedWorkflowStub(id)
        .query("__temporal_workflow_metadata", WorkflowMetadata.class)
        .getCurrentDetails();
  }

  private Commands.Result as(String person, String... command) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), desk.tokenOf(person));
    return STACK.harness(
        Map.of(
            "MLHARNESS_DESK", STACK.addresses().worker().toString(),
            "MLHARNESS_ID_TOKEN_FILE", token.toString()),
        command);
  }

  private Pipelines.Started start(String id, String proof) {
    return STACK.pipelines().start(id, recipe.document(), Map.of(TrainValidateDeploy.START, proof));
  }

  private static void assertRefused(Pipelines.Started started, String reason) {
    WorkflowFailedException failed =
        catchThrowableOfType(WorkflowFailedException.class, started::result);
    assertThat(failed).as(started.id()).isNotNull();
    assertThat(failed.getCause())
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo(Outcome.REFUSED.name());
              assertThat(failure.getOriginalMessage()).contains(reason);
            });
  }

  private Commands.Result run(String person, String id, String... more) throws IOException {
    return as(
        person,
        Stream.concat(Stream.of("run", file(), "--id", id), Stream.of(more))
            .toArray(String[]::new));
  }

  private String file() throws IOException {
    return Files.writeString(folder.resolve("recipe.yml"), recipe.document().toString()).toString();
  }
}
