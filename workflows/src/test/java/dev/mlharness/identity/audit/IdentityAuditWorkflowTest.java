package dev.mlharness.identity.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mlharness.access.Access;
import dev.mlharness.access.FailureType;
import dev.mlharness.access.Failures;
import dev.mlharness.notify.Message;
import dev.mlharness.notify.NotifyWorkflow;
import dev.mlharness.payload.Payloads;
import dev.mlharness.pipeline.HarnessSearchAttributes;
import dev.mlharness.pipeline.TaskQueues;
import dev.mlharness.recipe.Occasion;
import dev.mlharness.recipe.ReceiverName;
import dev.mlharness.recipe.ReceiverName.Kind;
import dev.mlharness.world.FakeWorld;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdentityAuditWorkflowTest {
  private static final Path HISTORY = Path.of("src/test/resources/audits/two-workspaces.v0.2.json");

  private final SmallAudits audits = new SmallAudits();
  private final FakeWorld world = new FakeWorld();
  private TestWorkflowEnvironment environment;
  private Worker worker;

  /** What the activities answer. */
  private static final class SmallAudits implements IdentityAuditActivities {
    private List<Access> auditors = List.of();
    private final List<String> audited = new CopyOnWriteArrayList<>();

    @Override
    public List<Access> auditors(IdentityAuditQuestion question) {
      return auditors;
    }

    @Override
    public WorkspaceAudit audit(Access auditor, int most) {
      audited.add(auditor.workspace());
      if (auditor.workspace().equals("closed")) {
        throw Failures.of(FailureType.ACCESS_DENIED, "the door is closed");
      }
      var found = List.of(new IdentityFinding(Rule.SECRET_OLD, "secret s of x", "Old.", "mend"));
      return WorkspaceAudit.of(
          auditor.workspace(),
          "https://w",
          SmallInventory.NOW,
          SmallInventory.ago(7),
          AuditDifference.between(List.of(), found, Set.of()),
          most);
    }
  }

  @BeforeEach
  void start() {
    var client =
        WorkflowClientOptions.newBuilder().setDataConverter(Payloads.dataConverter()).build();
    environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setWorkflowClientOptions(client).build());
    environment.registerSearchAttribute(
        HarnessSearchAttributes.OUTCOME.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
    worker = environment.newWorker(TaskQueues.HARNESS);
    worker.registerWorkflowImplementationTypes(IdentityAuditWorkflow.class, NotifyWorkflow.class);
    worker.registerActivitiesImplementations(audits, world.receivers());
    environment.start();
  }

  @AfterEach
  void stop() {
    environment.close();
  }

  private WorkflowStub run(String... workspaces) {
    audits.auditors =
        List.of(workspaces).stream().map(name -> new Access(name, "auditor")).toList();
    WorkflowStub stub =
        environment
            .getWorkflowClient()
            .newUntypedWorkflowStub(
                "IdentityAudit",
                WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.HARNESS).build());
    stub.start(new IdentityAuditQuestion(null));
    return stub;
  }

  @Test
  void everyWorkspaceIsAuditedAndTheWorstSeverityIsTheOutcome() throws IOException {
    WorkflowStub stub = run("one", "two");
    IdentityAuditReport report = stub.getResult(IdentityAuditReport.class);

    assertThat(report.standing()).isEqualTo(new SeverityCounts(2, 0, 0));
    assertThat(report.workspaces().get(0).changes().fresh().get(0).severity())
        .isEqualTo(Severity.HIGH);
    WorkflowExecutionHistory history =
        environment.getWorkflowClient().fetchHistory(stub.getExecution().getWorkflowId());
    assertThat(history.toJson(false)).contains("HarnessOutcome");
    if (Boolean.getBoolean("mlharness.record.audits")) {
      Files.createDirectories(HISTORY.getParent());
      Files.writeString(HISTORY, history.toJson(false) + "\n");
    }
  }

  @Test
  void whatIsNewIsToldToOperatorsReceivers() {
    world
        .receivers()
        .operatorsHave(new ReceiverName(Kind.EMAIL, "security"), Occasion.IDENTITY_FINDING);
    run("one", "two").getResult(IdentityAuditReport.class);

    await().untilAsserted(() -> assertThat(world.receivers().told("security")).hasSize(1));
    Message message = world.receivers().told("security").get(0);
    assertThat(message.words()).startsWith("the identity audit found 2 new; 2 high");
    assertThat(message.facts()).containsOnlyKeys("new in one", "new in two");
  }

  @Test
  void aWorkspaceThatCannotBeAuditedHoldsUpNoOther() {
    WorkflowStub stub = run("closed", "open");
    assertThatThrownBy(() -> stub.getResult(IdentityAuditReport.class))
        .isInstanceOf(WorkflowFailedException.class)
        .hasRootCauseMessage(
            "message='the door is closed', type='ACCESS_DENIED', nonRetryable=true");
    assertThat(audits.audited).containsExactlyInAnyOrder("closed", "open");
  }

  @Test
  void anAuditThatAReleasedVersionRanReplays() throws Exception {
    worker.replayWorkflowExecution(WorkflowExecutionHistory.fromJson(Files.readString(HISTORY)));
  }

  @Test
  void theSummaryNamesWhatIsNewAndHidesNothingInItsNumbers() {
    var found = List.of(new IdentityFinding(Rule.TOKEN_OLD, "token t of x", "Old.", "mend"));
    var audit =
        WorkspaceAudit.of(
            "prod",
            "https://w",
            SmallInventory.NOW,
            SmallInventory.ago(7),
            AuditDifference.between(List.of(), found, Set.of()),
            10);
    var report = new IdentityAuditReport(List.of(audit));
    assertThat(AuditSummary.of(report))
        .contains("**prod**: 0 high, 1 medium, 0 low · 1 new, 0 mended since 2026-05-25")
        .contains("- new medium `token-old` token t of x: Old.");
    assertThat(AuditSummary.outcome(report)).isEqualTo("medium");
    assertThat(AuditSummary.outcome(new IdentityAuditReport(List.of()))).isEqualTo("clean");
  }
}
